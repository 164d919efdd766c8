"""Take in award files: everything is checked, and each becomes a proposal to the exam board.

Spec: requirements A19, E07 (several at once), D09 (the board decides), F05 (what stays inside).
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.people import person
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.award_file_reports import AwardFile, FileOutcome, FileReport
from issuer.services.award_intake import AwardIntake


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAwards:
    """Propose what award files say.

    Attributes:
        surroundings: Gathers what the rules look at besides the files.
        policy: What the institution settled for its awards.
    """

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    surroundings: Callable[[Ledger, datetime], Surroundings]
    policy: AwardPolicy = field(default_factory=AwardPolicy)

    def __call__(
        self,
        institution_id: UUID,
        files: Sequence[AwardFile],
        *,
        by: str | None = None,
        skip_invalid: bool = False,
    ) -> tuple[FileReport, ...]:
        """Check every file and, if all is well, propose every award; one report per file.

        The module version that an award needs is published when it is not there. A file that was taken in
        before changes nothing. A signature that is still missing is told and does not stand in the way:
        it keeps the credential from being issued.

        Args:
            institution_id: Whose awards.
            files: YAML, one award each.
            by: Who proposes, and so may not decide; None takes whom each file names.
            skip_invalid: Leave out the files that are wrong instead of refusing all.

        Raises:
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        proposer = person(by) if by is not None else None
        at = self.clock()
        try:
            with self.uow.begin(institution_id) as ledger:
                intake = AwardIntake(
                    ledger=ledger,
                    at=at,
                    new_id=self.new_id,
                    surroundings=self.surroundings(ledger, at),
                    policy=self.policy,
                    proposer=proposer,
                )
                reports = intake.take_in(files)
                if not skip_invalid and any(one.outcome is FileOutcome.REFUSED for one in reports):
                    raise _Refused(reports)
                return reports
        except _Refused as refused:
            return tuple(map(_held_back, refused.reports))


class _Refused(Exception):
    """Undoes the transaction: what was stored of the good files is taken back."""

    def __init__(self, reports: tuple[FileReport, ...]) -> None:
        super().__init__("refused")
        self.reports = reports


def _held_back(report: FileReport) -> FileReport:
    if report.outcome is not FileOutcome.PROPOSED:
        return report
    return dataclasses.replace(report, outcome=FileOutcome.HELD_BACK, award_id=None, published=False)
