"""Everything that an award file says about one award."""

from dataclasses import dataclass, field
from datetime import date

from issuer.domain.award_files.agreements import Agreement
from issuer.domain.award_files.board_decision import BoardDecision
from issuer.domain.award_files.company import Company, Placement
from issuer.domain.award_files.guidance import FINAL, Conversation, TickedOff
from issuer.domain.award_files.intake import Consent, Intake
from issuer.domain.award_files.learner import AwardedLearner
from issuer.domain.award_files.legal_document import LegalDocument
from issuer.domain.award_files.results import Examination, RecordedResult
from issuer.domain.award_files.school import AimedAt, Enrolment, ThirdPathRecognition
from issuer.domain.award_files.signatures import Signature
from issuer.domain.award_files.statement import Statement
from issuer.domain.start_qualification import StartQualification


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """What is known of one award. Most of it stays with the school and goes into no credential.

    Attributes:
        learner: Who.
        language: "nl" or "en": the edition of the credential.
        aimed_at: The kwalificatie that it is part of, or None.
        learning_path: One of ``school.LEARNING_PATHS``, or None.
        enrolment: How the learner is enrolled, or None.
        target_group: "LLO" or "uitvaller_initieel", or None.
        leaving_reason: Why somebody left initial education: "uitval" or "anders", or None.
        funding: Who pays, or None.
        established: The startkwalificatie that was seen, or None.
        intake: What the intake settled, or None.
        consents: What was agreed to.
        company: The leerbedrijf, or None.
        sector_of_work: Sector of the work, which settles what sector organisation signs (F11).
        trainer: Name of the praktijkopleider, or None.
        supervisor: Name of the praktijkbegeleider of the school, or None.
        placement: The bpv of other awards than those of a leerbedrijf, or None.
        recognitions: For what the school may offer a derde leerweg.
        agreements: What was agreed.
        practical_route: What learning in practice is aimed at (F27), or None.
        planned_weeks: How long it was to take (F18), or None.
        support_scheme: It ran under the scheme "derde steunpakket" (F15, F16).
        ticked_off: Work processes in the document of guidance.
        conversations: Talks.
        follow_up_advice: What to do next, for learner and school only (F28), or None.
        start: First day of the learning experience, or None.
        end: Last day, or None.
        results: What the learner got.
        examination: How it was examined, or None.
        statement: The parts of an mbo-verklaring, or None.
        decision: Of the exam board, or None.
        legal_document: What it accompanies, or None.
        signatures: Who signed; None when nothing is said about signing.
        part_of: Instrument and id of the credential that it is a part of, or None.
        issued_on: When it was issued, or None.
        valid_until: Until when, or None.
        of_row: It stood in a row of a file of results, which says nothing else that the rules look at.
        root: Pointer to the award within the file: "" or "/toekenning".
    """

    learner: AwardedLearner
    language: str = "nl"
    aimed_at: AimedAt | None = None
    learning_path: str | None = None
    enrolment: Enrolment | None = None
    target_group: str | None = None
    leaving_reason: str | None = None
    funding: str | None = None
    established: StartQualification | None = None
    intake: Intake | None = None
    consents: tuple[Consent, ...] = ()
    company: Company | None = None
    sector_of_work: str | None = None
    trainer: str | None = None
    supervisor: str | None = None
    placement: Placement | None = None
    recognitions: tuple[ThirdPathRecognition, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    practical_route: str | None = None
    planned_weeks: int | None = None
    support_scheme: bool = False
    ticked_off: tuple[TickedOff, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    follow_up_advice: str | None = None
    start: date | None = None
    end: date | None = None
    results: tuple[RecordedResult, ...] = ()
    examination: Examination | None = None
    statement: Statement | None = None
    decision: BoardDecision | None = None
    legal_document: LegalDocument | None = None
    signatures: tuple[Signature, ...] | None = None
    part_of: tuple[str, str] | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    of_row: bool = False
    root: str = field(default="", compare=False)

    def at(self, *steps: str | int) -> str:
        """Pointer to a key of the award, whether or not it is there."""
        return self.root + "".join(f"/{step}" for step in steps)

    def agreements_of(self, kind: str) -> tuple[Agreement, ...]:
        """Every agreement of one kind."""
        return tuple(agreement for agreement in self.agreements if agreement.kind == kind)

    @property
    def awarded_on(self) -> date | None:
        """The day that everything else must come before: of the decision, or else of issuing."""
        if self.decision is not None and self.decision.on is not None:
            return self.decision.on
        return self.issued_on

    @property
    def final_talk(self) -> Conversation | None:
        """The last of the final talks, or None."""
        finals = [talk for talk in self.conversations if talk.kind == FINAL and talk.on is not None]
        return max(finals, key=lambda talk: talk.on or date.min, default=None)
