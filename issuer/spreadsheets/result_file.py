"""What the rows of one file have in common: its columns, and the modules that they may name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from issuer.domain.awards import ModuleVersion
from issuer.domain.modules.versions import find_modules
from issuer.domain.results import Judgement, judge_results
from issuer.domain.start_qualification import Strictness
from issuer.spreadsheets.headers import Column, Header, normalise
from issuer.spreadsheets.table import Table

_REFERENCES_REMEMBERED = 1000
_JUDGEMENTS_REMEMBERED = 5000


class ResultFile:
    """A file with results, as far as its rows need to know it.

    Args:
        table: The file.
        header: Where its columns are.
        versions: The published modules of the institution.
        start_qualification: What it means for a microcredential when no startkwalificatie was seen (C09).
    """

    def __init__(
        self,
        table: Table,
        header: Header,
        versions: Sequence[ModuleVersion],
        start_qualification: Strictness = "warn",
    ) -> None:
        self.header = header
        self.start_qualification = start_qualification
        self.kind = table.kind
        self.width = len(table.head[header.row_index])
        self.titles = {column: header.name(column, table) for column in Column}
        self.own_result_name = normalise(self.titles[Column.RESULT])
        self._table = table
        self._versions = versions
        self._modules: dict[str, Mapping[str, Sequence[ModuleVersion]]] = {}
        self._judgements: dict[tuple[UUID, str, tuple[tuple[str, str], ...]], Judgement] = {}

    def title(self, column_index: int) -> str:
        """Return what stands above a column."""
        return self.header.title(column_index, self._table)

    def modules(self, reference: str) -> Mapping[str, Sequence[ModuleVersion]]:
        """Return the versions per module that ``reference`` may mean."""
        found = self._modules.get(reference)
        if found is None:
            found = find_modules(self._versions, reference)
            if len(self._modules) < _REFERENCES_REMEMBERED:
                self._modules[reference] = found
        return found

    def judgement(self, version: ModuleVersion, overall: str, by_description: Mapping[str, str]) -> Judgement:
        """Return what results amount to; in a class many have the same."""
        key = (version.id, overall, tuple(by_description.items()))
        found = self._judgements.get(key)
        if found is None:
            found = judge_results(version.module, overall=overall, by_description=by_description)
            if len(self._judgements) < _JUDGEMENTS_REMEMBERED:
                self._judgements[key] = found
        return found
