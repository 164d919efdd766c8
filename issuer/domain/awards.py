"""What a team proposes to the exam board: this module, for this learner."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from credentials.achievement.model import Module, Result
from issuer.domain.registers.edition import RegisterEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleVersion:
    """A published version of a module; its content never changes.

    Attributes:
        id: Internal.
        module: The content.
        content_sha256: Of the stored content, in hexadecimal.
        published_at: When it was published here.
        registers: The edition of the registers that it was judged with, or None when that was not kept.
    """

    id: UUID
    module: Module
    content_sha256: str
    published_at: datetime
    registers: RegisterEdition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedAward:
    """An award that the board has yet to decide on, or has decided on.

    The recipient's name and e-mail address are kept as proposed: what is signed is what the board
    decided on, also when a later file brings another name for the same learner.

    Attributes:
        id: Internal.
        module_version_id: Of the :class:`ModuleVersion`.
        learner_id: Of the learner.
        recipient_name: As it will stand on the credential.
        recipient_email: To be hashed into the credential, or None.
        language: "nl" or "en".
        activity_start: First day of the learning experience, or None.
        activity_end: Last day, or None.
        results: What the learner got, for the result descriptions of the module.
        proposed_by: The person who brought in the results.
        proposed_at: When.
        import_id: The file it came from.
        replaces: The revoked credential that this award corrects, or None.
        decision_id: The decision it was part of, or None while it is open.
        provider: The organisation where this learner learnt it, or None.
        evidence: Names of what else there is to show.
    """

    id: UUID
    module_version_id: UUID
    learner_id: UUID
    recipient_name: str
    recipient_email: str | None
    language: str
    activity_start: date | None
    activity_end: date | None
    results: tuple[Result, ...]
    proposed_by: str
    proposed_at: datetime
    import_id: UUID
    replaces: str | None = None
    decision_id: UUID | None = None
    provider: str | None = None
    evidence: tuple[str, ...] = ()

    def says_the_same_as(self, other: "ProposedAward") -> bool:
        """Tell whether both propose the same thing, whoever proposed it and when."""
        return _content(self) == _content(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultImport:
    """A file of results that was taken in. The file itself is not kept.

    Attributes:
        id: Internal.
        file_sha256: Of its bytes, in hexadecimal; by this we know it again.
        imported_at: When.
        imported_by: The person who brought it in.
        skipped_rows: How many wrong rows were left out; 0 means that it was taken in whole.
    """

    id: UUID
    file_sha256: str
    imported_at: datetime
    imported_by: str
    skipped_rows: int


def _content(award: ProposedAward) -> tuple[object, ...]:
    return (
        award.module_version_id,
        award.learner_id,
        award.recipient_name,
        award.recipient_email,
        award.language,
        award.activity_start,
        award.activity_end,
        award.results,
        award.provider,
        award.evidence,
    )
