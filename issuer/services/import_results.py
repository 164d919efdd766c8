"""Take in a file of results: every achieved row becomes a proposal to the exam board."""

import enum
import hashlib
from dataclasses import dataclass, replace
from uuid import UUID

from issuer.domain.awards import ResultImport
from issuer.domain.people import person
from issuer.domain.result_rows import RowRemark, Weight
from issuer.domain.start_qualification import Strictness
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId, Progress, no_progress
from issuer.ports.store import UnitOfWork
from issuer.services.intake import Intake
from issuer.spreadsheets.headers import Header, find_header
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS, SheetLimits, Table


class ImportOutcome(enum.StrEnum):
    """What became of the file."""

    IMPORTED = "imported"
    REFUSED = "refused"
    """There are wrong rows, and nobody said to skip them. Nothing was stored."""
    ALREADY_IMPORTED = "already_imported"
    """This very file was taken in whole before. Nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What was found in the file, and what was done with it.

    Attributes:
        outcome: See :class:`ImportOutcome`.
        table: The file as it was read, for the annotated copy.
        header: Where its columns are.
        remarks: Everything to tell, in the order of the rows.
        rows: Number of rows with something in them.
        proposed: Number of new proposals; 0 unless ``outcome`` is IMPORTED.
        earlier: The earlier import when ``outcome`` is ALREADY_IMPORTED.
        not_asked: Number of new proposals without a word on a startkwalificatie, since the file has no column
            for it and the school wants to be warned (C09).
    """

    outcome: ImportOutcome
    table: Table
    header: Header
    remarks: tuple[RowRemark, ...] = ()
    rows: int = 0
    proposed: int = 0
    earlier: ResultImport | None = None
    not_asked: int = 0

    @property
    def wrong_rows(self) -> int:
        """Number of rows with an error."""
        return len({remark.row for remark in self.remarks if remark.weight is Weight.ERROR})

    def count(self, code: str) -> int:
        """Number of rows with a remark of this code."""
        return len({remark.row for remark in self.remarks if remark.code == code})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResults:
    """Take in files of results.

    Attributes:
        start_qualification: What it means for a microcredential when no startkwalificatie was seen (C09).
    """

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    limits: SheetLimits = DEFAULT_SHEET_LIMITS
    start_qualification: Strictness = "warn"

    def __call__(
        self,
        institution_id: UUID,
        data: bytes,
        *,
        by: str,
        skip_invalid: bool = False,
        progress: Progress = no_progress,
    ) -> ImportReport:
        """Check every row and, if all is well, propose every award in it.

        A row that says "not achieved" is no mistake and gives no proposal. Neither is a row that was
        proposed before in the same words: a corrected file may be taken in after a first one of which
        the wrong rows were skipped.

        Args:
            institution_id: Whose results.
            data: The bytes of the file. They are not kept.
            by: Who brings them in: the one who proposes, and so may not decide.
            skip_invalid: Leave out the rows that are wrong instead of refusing the file.
            progress: Told after every few hundred rows.

        Raises:
            FileRefused: It cannot be read as a list of results.
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        proposer = person(by)
        digest = hashlib.sha256(data).hexdigest()
        table = read_table(data, limits=self.limits)
        header = find_header(table)
        try:
            with self.uow.begin(institution_id) as ledger:
                earlier = ledger.imports.by_sha256(digest)
                if earlier is not None and earlier.skipped_rows == 0:
                    return ImportReport(
                        outcome=ImportOutcome.ALREADY_IMPORTED, table=table, header=header, earlier=earlier
                    )
                record = ResultImport(
                    id=earlier.id if earlier else self.new_id(),
                    file_sha256=digest,
                    imported_at=self.clock(),
                    imported_by=proposer,
                    skipped_rows=0,
                )
                ledger.imports.save(record)
                intake = Intake(
                    ledger=ledger,
                    header=header,
                    table=table,
                    record=record,
                    new_id=self.new_id,
                    start_qualification=self.start_qualification,
                )
                intake.take_in(progress)
                if intake.wrong_rows and not skip_invalid:
                    raise _Refused(_report(ImportOutcome.REFUSED, intake))
                ledger.imports.save(replace(record, skipped_rows=intake.wrong_rows))
                ledger.audit.record(
                    AuditEntry(
                        at=record.imported_at,
                        actor=proposer,
                        action="results_imported",
                        subject=str(record.id),
                        details={
                            "sha256": digest,
                            "proposed": str(intake.proposed),
                            "skipped": str(intake.wrong_rows),
                        },
                    )
                )
                return _report(ImportOutcome.IMPORTED, intake)
        except _Refused as refused:
            return refused.report


class _Refused(Exception):
    """Undoes the transaction: what was stored of the good rows is taken back."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__(report.outcome.value)
        self.report = report


def _report(outcome: ImportOutcome, intake: Intake) -> ImportReport:
    return ImportReport(
        outcome=outcome,
        table=intake.table,
        header=intake.header,
        remarks=tuple(intake.remarks),
        rows=intake.rows,
        proposed=intake.proposed if outcome is ImportOutcome.IMPORTED else 0,
        not_asked=intake.not_asked if outcome is ImportOutcome.IMPORTED else 0,
    )
