"""The cells of one row, by column, and what is remarked about them."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from issuer.domain.result_rows import NO_PARAMS, RowRemark, Weight
from issuer.spreadsheets.cells import NotUnderstood, read_date
from issuer.spreadsheets.headers import Column
from issuer.spreadsheets.result_file import ResultFile
from issuer.spreadsheets.table import Cell, Row, as_text

# 1, 1.0 and True are equal, and only two of them are dates.
_read_date = lru_cache(maxsize=1000, typed=True)(read_date)


@dataclass(slots=True)
class RowCells:
    """One row, with everything that is wrong with it, not only the first thing.

    Attributes:
        file: Where it stands.
        number: Of the row, as the spreadsheet program shows it.
        cells: From left to right.
        remarks: What was found so far.
    """

    file: ResultFile
    number: int
    cells: Row
    remarks: list[RowRemark] = field(default_factory=list)

    def cell(self, column: Column) -> Cell:
        """Return a cell; empty when the file has no such column."""
        index = self.file.header.columns.get(column)
        return "" if index is None else self.cell_at(index)

    def cell_at(self, column_index: int) -> Cell:
        """Return a cell; empty when the row ends before it."""
        return self.cells[column_index] if column_index < len(self.cells) else ""

    def text(self, column: Column) -> str:
        """Return a cell as text."""
        return as_text(self.cell(column))

    def date(self, column: Column) -> date | None:
        """Return a cell as a day; None when it is empty, or none, which is remarked."""
        try:
            return _read_date(self.cell(column))
        except NotUnderstood:
            self.remark("not_a_date", column, value=self.text(column)[:40])
            return None

    def remark(
        self, code: str, column: Column | None, *, weight: Weight = Weight.ERROR, **params: str
    ) -> None:
        """Remark something about a column, or about the whole row when None."""
        self.remarks.append(
            RowRemark(
                row=self.number,
                column="" if column is None else self.file.titles[column],
                column_index=None if column is None else self.file.header.columns.get(column),
                code=code,
                weight=weight,
                params=params or NO_PARAMS,
            )
        )

    @property
    def has_errors(self) -> bool:
        """Whether anything was found for which the row cannot be taken in."""
        return any(remark.weight is Weight.ERROR for remark in self.remarks)
