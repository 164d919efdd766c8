"""One file of results on its way in: read, checked, compared with what is known, and stored.

It goes a few hundred rows at a time, so a file of any length takes the same memory, and the store is
asked about many rows in one question. All of it is one transaction of the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final
from uuid import UUID

from credentials.achievement.instruments import INSTRUMENTS
from issuer.domain.awards import ProposedAward, ResultImport
from issuer.domain.result_rows import NO_PARAMS, ResultRow, RowRemark, Weight
from issuer.domain.start_qualification import StartQualification, Strictness
from issuer.ports.clock_and_chance import NewId, Progress
from issuer.ports.store import Ledger
from issuer.services.earlier_awards import EarlierAwards
from issuer.services.known_learners import KnownLearners
from issuer.spreadsheets.headers import Column, Header
from issuer.spreadsheets.result_file import ResultFile
from issuer.spreadsheets.result_rows import CheckedRow, RowChecker
from issuer.spreadsheets.table import Table

_ROWS_AT_A_TIME: Final = 250


@dataclass(slots=True, kw_only=True)
class Intake:
    """Takes in one file.

    Attributes:
        record: The import that the proposals belong to; it is in the store already.
        start_qualification: What it means for a microcredential when no startkwalificatie was seen (C09).
        rows: Number of rows with something in them.
        proposed: Number of proposals that were stored.
        wrong_rows: Number of rows with an error.
        not_asked: Number of proposals for which a startkwalificatie should have been asked; the file has no
            column for it.
        remarks: Everything to tell, in the order of the rows.
    """

    ledger: Ledger
    header: Header
    table: Table
    record: ResultImport
    new_id: NewId
    start_qualification: Strictness = "warn"
    rows: int = 0
    proposed: int = 0
    wrong_rows: int = 0
    not_asked: int = 0
    remarks: list[RowRemark] = field(default_factory=list)
    _row_of: dict[bytes, int] = field(
        default_factory=dict
    )  # by learner and module: all that is kept of a row

    def take_in(self, progress: Progress) -> None:
        """Read the whole file, and store the proposals of the good rows."""
        versions = self.ledger.modules.all()
        checker = RowChecker(ResultFile(self.table, self.header, versions, self.start_qualification))
        skipped = self.header.row_index + 1  # titles, and the names of the columns
        rows = islice(enumerate(self.table, 1), skipped, None)
        expected = self.table.rows_expected - skipped
        while some := list(islice(rows, _ROWS_AT_A_TIME)):
            self._take_some([checker.check(number, cells) for number, cells in some])
            done = some[-1][0] - skipped
            progress(done, max(done, expected))

    def _take_some(self, checked: Sequence[CheckedRow]) -> None:
        good = [one.row for one in checked if one.row is not None]
        learners = KnownLearners.of(self.ledger, good, self.new_id)
        earlier = EarlierAwards.of(self.ledger, learners)
        proposals: list[ProposedAward] = []
        established: dict[UUID, tuple[ResultRow, StartQualification]] = {}
        for one in checked:
            before = len(self.remarks)
            self.remarks.extend(one.remarks)
            if one.row is not None or one.remarks:
                self.rows += 1
            if one.row is not None and (proposal := self._proposal(one.row, learners, earlier)) is not None:
                proposals.append(proposal)
                if one.row.established is not None:
                    established[proposal.id] = (one.row, one.row.established)
                elif self.start_qualification == "warn" and _asks_start_qualification(one.row):
                    self.not_asked += 1
            if any(remark.weight is Weight.ERROR for remark in self.remarks[before:]):
                self.wrong_rows += 1
        learners.store(self.ledger)
        self.ledger.awards.add_all(proposals)
        if established:
            self._keep(established)
        self.proposed += len(proposals)

    def _keep(self, established: Mapping[UUID, tuple[ResultRow, StartQualification]]) -> None:
        """Store what was found out about startkwalificaties: the outcome and the day, and nothing else."""
        from issuer.domain.award_files.facts import AwardFacts  # most files have no column for it
        from issuer.domain.award_files.learner import AwardedLearner

        facts = {
            award_id: AwardFacts(
                learner=AwardedLearner(name=row.name), language=row.language, established=seen, of_row=True
            )
            for award_id, (row, seen) in established.items()
        }
        self.ledger.facts.add_all(facts, at=self.record.imported_at)

    def _proposal(
        self, row: ResultRow, learners: KnownLearners, earlier: EarlierAwards
    ) -> ProposedAward | None:
        learner = learners.of_row(row)
        if learner is None:
            self._remark(row, Column.STUDENT_NUMBER, "learner_conflict")
            return None
        version_id = row.module_version.id
        first = self._row_of.setdefault(learner.id.bytes + version_id.bytes, row.row)
        if first != row.row:
            self._remark(row, Column.NAME, "duplicate_in_file", other_row=str(first))
            return None
        proposal = ProposedAward(
            id=self.new_id(),
            module_version_id=version_id,
            learner_id=learner.id,
            recipient_name=row.name,
            recipient_email=row.email,
            language=row.language,
            activity_start=row.activity_start,
            activity_end=row.activity_end,
            results=row.results,
            proposed_by=self.record.imported_by,
            proposed_at=self.record.imported_at,
            import_id=self.record.id,
        )
        in_the_way, replaces = earlier.compared_with(proposal)
        if in_the_way is not None:
            if in_the_way.says_the_same_as(proposal):
                self._remark(row, Column.NAME, "already_known", weight=Weight.NOTE)
            else:
                self._remark(row, Column.NAME, "already_awarded_differently")
            return None
        learners.remember(learner)
        return replace(proposal, replaces=replaces) if replaces else proposal

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
                params=params or NO_PARAMS,
            )
        )


def _asks_start_qualification(row: ResultRow) -> bool:
    return INSTRUMENTS[row.module_version.module.instrument].asks_start_qualification == "present"
