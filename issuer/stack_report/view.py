"""What a report on a stack shows: every text in the reader's language, nothing left to decide."""

from dataclasses import dataclass, field

from issuer.language import Language
from issuer.stack_report.evidence_view import EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceView:
    """An advice: its key for the looks ("grant", "assess", "none"), and its word."""

    key: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One part: a work process, a keuzedeel or a certificate.

    Attributes:
        code: Its code.
        name: What it is called.
        evidence: Numbers of the credentials, "1, 3"; or the word for none.
        advice: The advice.
    """

    code: str
    name: str
    evidence: str
    advice: AdviceView


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreTaskView:
    """A core task with its work processes."""

    code: str
    title: str
    caption: str
    share: str
    percent: int
    percent_grant: int
    bar_alt: str
    advice: AdviceView
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A row of the two tables of what does not count."""

    what: str
    details: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackView:
    """The report.

    Attributes:
        language: Of all texts.
        texts: Headings and labels, by key.
        title: Of the report.
        subtitle: Beside what.
        document_title: For the title bar and the properties of a file.
        is_refused: Nothing was added up.
        facts: (label, text) for whom, by what, when.
        notices: What to know before anything else: weight ("error", "warning") and text.
        coverage: Sentences.
        percent: Of the work processes that are covered.
        percent_grant: Of those that can be granted.
        bar_alt: The two in words.
        core_tasks: Of the kwalificatie.
        parts: Keuzedelen and certificates.
        remaining: Work processes that no credential names.
        study_load: Totals, each with its unit.
        study_load_notes: What they are and are not.
        evidence: The credentials that count.
        elsewhere: Work processes of others, and those that cannot be placed.
        left_out: Files that do not count.
    """

    language: Language
    texts: dict[str, str] = field(repr=False)
    title: str
    subtitle: str
    document_title: str
    is_refused: bool
    facts: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, str], ...]
    coverage: tuple[str, ...]
    percent: int
    percent_grant: int
    bar_alt: str
    core_tasks: tuple[CoreTaskView, ...]
    parts: tuple[RowView, ...]
    remaining: tuple[str, ...]
    study_load: tuple[str, ...]
    study_load_notes: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]
    elsewhere: tuple[LineView, ...]
    left_out: tuple[LineView, ...]
