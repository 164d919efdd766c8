"""Take in a file of results: every achieved row becomes a proposal to the exam board."""

import enum
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from issuer.domain.awards import ProposedAward, ResultImport
from issuer.domain.decisions import DecisionOutcome
from issuer.domain.learners import Learner
from issuer.domain.people import person
from issuer.domain.result_rows import ResultRow, RowRemark, Weight
from issuer.domain.status import status_after
from issuer.ports import AuditEntry, Clock, Ledger, NewId, Progress, UnitOfWork, no_progress
from issuer.spreadsheets.headers import Column, Header, find_header
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.result_rows import check_row
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
    """

    outcome: ImportOutcome
    table: Table
    header: Header
    remarks: tuple[RowRemark, ...] = ()
    rows: int = 0
    proposed: int = 0
    earlier: ResultImport | None = None

    @property
    def wrong_rows(self) -> int:
        """Number of rows with an error."""
        return len({remark.row for remark in self.remarks if remark.weight is Weight.ERROR})

    def count(self, code: str) -> int:
        """Number of rows with a remark of this code."""
        return len({remark.row for remark in self.remarks if remark.code == code})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResults:
    """Take in files of results."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    limits: SheetLimits = DEFAULT_SHEET_LIMITS

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
            progress: Told after every row.

        Raises:
            FileRefused: It cannot be read as a list of results.
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        proposer = person(by)
        digest = hashlib.sha256(data).hexdigest()
        table = read_table(data, limits=self.limits)
        header = find_header(table)
        with self.uow.begin(institution_id) as ledger:
            earlier = ledger.imports.by_sha256(digest)
            if earlier is not None and earlier.skipped_rows == 0:
                return ImportReport(
                    outcome=ImportOutcome.ALREADY_IMPORTED, table=table, header=header, earlier=earlier
                )
            intake = _Intake(
                ledger=ledger,
                header=header,
                table=table,
                import_id=earlier.id if earlier else self.new_id(),
                proposer=proposer,
                at=self.clock(),
                new_id=self.new_id,
            )
            intake.read(progress)
            if intake.wrong_rows and not skip_invalid:
                return _report(ImportOutcome.REFUSED, intake)
            ledger.imports.save(
                ResultImport(
                    id=intake.import_id,
                    file_sha256=digest,
                    imported_at=intake.at,
                    imported_by=proposer,
                    skipped_rows=len(intake.wrong_rows),
                )
            )
            intake.store()
            ledger.audit.record(
                AuditEntry(
                    at=intake.at,
                    actor=proposer,
                    action="results_imported",
                    subject=str(intake.import_id),
                    details={
                        "sha256": digest,
                        "proposed": str(len(intake.proposals)),
                        "skipped": str(len(intake.wrong_rows)),
                    },
                )
            )
            return _report(ImportOutcome.IMPORTED, intake)


@dataclass(slots=True, kw_only=True)
class _Intake:
    """One file on its way in. Nothing is written until :meth:`store`."""

    ledger: Ledger
    header: Header
    table: Table
    import_id: UUID
    proposer: str
    at: datetime
    new_id: NewId
    rows: int = 0
    remarks: list[RowRemark] = field(default_factory=list)
    proposals: list[ProposedAward] = field(default_factory=list)
    learners: dict[UUID, Learner] = field(default_factory=dict)
    new_learners: set[UUID] = field(default_factory=set)
    by_student_number: dict[str, UUID] = field(default_factory=dict)
    by_email: dict[str, UUID] = field(default_factory=dict)
    row_of: dict[tuple[UUID, UUID], int] = field(default_factory=dict)

    @property
    def wrong_rows(self) -> set[int]:
        return {remark.row for remark in self.remarks if remark.weight is Weight.ERROR}

    def read(self, progress: Progress) -> None:
        versions = self.ledger.modules.all()
        indices = range(self.header.row_index + 1, len(self.table.rows))
        for done, index in enumerate(indices, 1):
            checked = check_row(self.table, self.header, index, versions)
            self.remarks.extend(checked.remarks)
            if checked.row is not None or checked.remarks:
                self.rows += 1
            if checked.row is not None:
                self._take(checked.row)
            progress(done, len(indices))

    def store(self) -> None:
        for learner in self.learners.values():
            if learner.id in self.new_learners:
                self.ledger.learners.add(learner)
            elif learner != self.ledger.learners.get(learner.id):
                self.ledger.learners.update(learner)
        for proposal in self.proposals:
            self.ledger.awards.add(proposal)

    def _take(self, row: ResultRow) -> None:
        learner = self._learner(row)
        if learner is None:
            self._remark(row, Column.STUDENT_NUMBER, "learner_conflict")
            return
        key = (learner.id, row.module_version.id)
        if key in self.row_of:
            self._remark(row, Column.NAME, "duplicate_in_file", other_row=str(self.row_of[key]))
            return
        self.row_of[key] = row.row
        self._propose(row, learner)

    def _propose(self, row: ResultRow, learner: Learner) -> None:
        proposal = ProposedAward(
            id=self.new_id(),
            module_version_id=row.module_version.id,
            learner_id=learner.id,
            recipient_name=row.name,
            recipient_email=row.email,
            language=row.language,
            activity_start=row.activity_start,
            activity_end=row.activity_end,
            results=row.results,
            proposed_by=self.proposer,
            proposed_at=self.at,
            import_id=self.import_id,
        )
        if learner.id not in self.new_learners:
            in_force, replaces = self._earlier_awards(proposal)
            if in_force is not None:
                if in_force.says_the_same_as(proposal):
                    self._remark(row, Column.NAME, "already_known", weight=Weight.NOTE)
                else:
                    self._remark(row, Column.NAME, "already_awarded_differently")
                return
            proposal = replace(proposal, replaces=replaces)
        self._remember(learner)
        self.proposals.append(proposal)

    def _earlier_awards(self, proposal: ProposedAward) -> tuple[ProposedAward | None, str | None]:
        """Return the award of the same module that stands in the way, or what the new one replaces.

        A rejected proposal and a revoked credential do not stand in the way.
        """
        replaces = None
        for earlier in self.ledger.awards.of_learner(proposal.learner_id):
            if earlier.module_version_id != proposal.module_version_id:
                continue
            if earlier.decision_id is None:
                return earlier, None
            decision = self.ledger.decisions.get(earlier.decision_id)
            if decision is not None and decision.outcome is DecisionOutcome.REJECTED:
                continue
            credential = self.ledger.credentials.of_award(earlier.id)
            if credential is None:
                return earlier, None
            if not status_after(self.ledger.statuses.events(credential.id), at=self.at).revoked:
                return earlier, None
            replaces = credential.id
        return None, replaces

    def _learner(self, row: ResultRow) -> Learner | None:
        """Return the learner of a row, known or new, with what the row says; None on a conflict."""
        by_number = self._find(row.student_number, self.by_student_number)
        by_email = self._find(row.email, self.by_email)
        if by_number is None and row.student_number is not None:
            by_number = self.ledger.learners.by_student_number(row.student_number)
        if by_email is None and row.email is not None:
            by_email = self.ledger.learners.by_email(row.email)
        if by_number and by_email and by_number.id != by_email.id:
            return None
        known = by_number or by_email
        if known is None:
            known = Learner(id=self.new_id(), name=row.name, student_number=None, email=None)
            self.new_learners.add(known.id)
        elif known.id in self.learners:
            known = self.learners[known.id]
        if row.student_number and known.student_number and row.student_number != known.student_number:
            return None
        return replace(
            known,
            name=row.name,
            student_number=row.student_number or known.student_number,
            email=row.email or known.email,
        )

    def _find(self, value: str | None, index: dict[str, UUID]) -> Learner | None:
        return self.learners[index[value]] if value is not None and value in index else None

    def _remember(self, learner: Learner) -> None:
        self.learners[learner.id] = learner
        if learner.student_number is not None:
            self.by_student_number[learner.student_number] = learner.id
        if learner.email is not None:
            self.by_email[learner.email] = learner.id

    def _remark(
        self, row: ResultRow, column: Column, code: str, *, weight: Weight = Weight.ERROR, **params: str
    ) -> None:
        self.remarks.append(
            RowRemark(
                row=row.row,
                column=self.header.name(column, self.table),
                column_index=self.header.columns.get(column),
                code=code,
                weight=weight,
                params=params,
            )
        )


def _report(outcome: ImportOutcome, intake: _Intake) -> ImportReport:
    remarks: Sequence[RowRemark] = sorted(intake.remarks, key=lambda remark: remark.row)
    return ImportReport(
        outcome=outcome,
        table=intake.table,
        header=intake.header,
        remarks=tuple(remarks),
        rows=intake.rows,
        proposed=len(intake.proposals) if outcome is ImportOutcome.IMPORTED else 0,
    )
