"""A stack: verified credentials of any school beside one kwalificatie.

Spec: requirements A19, B06, E12, E18, I01–I08.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from credentials.recognized_entity import TrustList
from issuer.domain.findings import Finding
from issuer.domain.registers import Qualification, Registers
from issuer.domain.stacking.advice import (
    AdviceOutcome,
    Ground,
    combined,
)
from issuer.domain.stacking.contribution import Contribution, LeftOut
from issuer.domain.stacking.coverage import (
    CoreTaskCoverage,
    Share,
    WorkProcessCoverage,
    share_of,
    share_to_grant,
)
from issuer.domain.stacking.persons import PersonCertainty, PersonJudgement
from issuer.domain.stacking.references import PlacedWorkProcess, UnplacedWorkProcess
from issuer.domain.stacking.standing import Standing
from issuer.domain.stacking.study_load import IndicativeStudyLoad

MAX_CREDENTIALS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A credential that counts, with its number.

    Attributes:
        number: From 1; the grounds refer to it.
        contribution: The credential.
        recognised_by: BRINs of other institutions that recognise it by an agreement (I02).
    """

    number: int
    contribution: Contribution
    recognised_by: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAdvice:
    """The advice on a keuzedeel, or on the part that a certificate is on.

    Attributes:
        code: K9999 or C9999.
        name: As in the register, or "" when it is not there.
        grounds: One for each credential that bears on it.
    """

    code: str
    name: str
    grounds: tuple[Ground, ...]

    @property
    def outcome(self) -> AdviceOutcome | None:
        """The advice."""
        return combined(self.grounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProcessElsewhere:
    """A work process that is not one of this kwalificatie."""

    process: PlacedWorkProcess
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProcessUnplaced:
    """A work process of which the credential does not say whose it is."""

    process: UnplacedWorkProcess
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What the credentials come to. Advice, never a decision, and never a diploma (I07).

    Attributes:
        qualification: The target.
        on: The day that it holds for.
        verified_at: The moment that the credentials were verified for.
        person: How sure it is that they are about one person.
        evidence: The credentials that count, in a fixed order.
        core_tasks: Of the kwalificatie, covered or not.
        keuzedelen: Those that the credentials name, by code.
        certificates: The same.
        elsewhere: Work processes of other kwalificaties.
        unplaced: Work processes that cannot be placed.
        left_out: What counts for nothing, and why.
        study_load: As an indication only (B06).
        standing: What was agreed and decided beforehand.
        trust_list: Whom the verifier went by, or None.
        registers: Where the codes were looked up.
        findings: What the board should know about all of it.
    """

    qualification: Qualification
    on: date
    verified_at: datetime
    person: PersonJudgement
    evidence: tuple[Evidence, ...]
    core_tasks: tuple[CoreTaskCoverage, ...]
    keuzedelen: tuple[PartAdvice, ...]
    certificates: tuple[PartAdvice, ...]
    elsewhere: tuple[WorkProcessElsewhere, ...]
    unplaced: tuple[WorkProcessUnplaced, ...]
    left_out: tuple[LeftOut, ...]
    study_load: IndicativeStudyLoad
    standing: Standing
    trust_list: TrustList | None
    registers: Registers
    findings: tuple[Finding, ...]

    @property
    def work_processes(self) -> tuple[WorkProcessCoverage, ...]:
        """Of all core tasks."""
        return tuple(process for task in self.core_tasks for process in task.work_processes)

    @property
    def covered(self) -> Share:
        """How many work processes of the kwalificatie the credentials name."""
        return share_of(self.work_processes)

    @property
    def to_grant(self) -> Share:
        """How many of them can be granted."""
        return share_to_grant(self.work_processes)

    @property
    def is_refused(self) -> bool:
        """Whether nothing was added up, since the credentials are about different people."""
        return self.person.certainty is PersonCertainty.DIFFERENT
