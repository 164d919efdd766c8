"""The results of one row: of the module as a whole, and of each of its parts by name."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from credentials.achievement.model import Result, ResultDescription
from issuer.domain.awards import ModuleVersion
from issuer.domain.result_rows import RowRemark
from issuer.spreadsheets.headers import Column, normalise
from issuer.spreadsheets.row_cells import RowCells
from issuer.spreadsheets.table import as_text


def read_results(row: RowCells, version: ModuleVersion) -> tuple[bool, tuple[Result, ...]]:
    """Return whether the module was achieved, and the results by description; remark what is wrong."""
    descriptions = version.module.result_descriptions
    overall, by_description = _results_by_description(row, descriptions)
    judgement = row.file.judgement(version, overall, by_description)
    for problem in judgement.problems:
        row.remarks.append(
            RowRemark(
                row=row.number,
                column=problem.description or row.file.titles[Column.RESULT],
                column_index=_result_column(row, problem.description, descriptions),
                code=problem.code,
                params=problem.params,
            )
        )
    return judgement.achieved, judgement.results


def _results_by_description(
    row: RowCells, descriptions: Sequence[ResultDescription]
) -> tuple[str, Mapping[str, str]]:
    """Return the overall result, and the results that the file gives by name.

    A name is that of a column ("Portfolio"), or stands in the column for results
    ("Observatie 1: voldoende; Portfolio: 7,5"). That column itself may bear the name of one result.
    """
    overall = row.text(Column.RESULT)
    own_name = row.file.own_result_name
    named: dict[str, str] = {
        name: as_text(row.cell_at(column_index)) for name, column_index in row.file.header.others.items()
    }
    labelled = _labelled(overall)
    if labelled:
        named |= labelled
    elif len(descriptions) > 1:
        named[own_name] = overall
    found: dict[str, str] = {}
    for description in descriptions:
        name = next((name for name in _names(description) if name in named), None)
        if name is not None:
            found[description.id] = named[name]
            if labelled or name == own_name:
                overall = ""
    return overall, found


def _result_column(row: RowCells, name: str, descriptions: Sequence[ResultDescription]) -> int | None:
    for description in descriptions:
        if description.name == name:
            for candidate in _names(description):
                if candidate in row.file.header.others:
                    return row.file.header.others[candidate]
    return row.file.header.columns.get(Column.RESULT)


@lru_cache(maxsize=1024)
def _names(description: ResultDescription) -> tuple[str, ...]:
    """The normalised names under which a file may give a result."""
    name = normalise(description.name)
    last_part = normalise(re.split(r"[/:#]", description.id)[-1])
    return (name, f"resultaat{name}", f"result{name}", last_part)


def _labelled(text: str) -> dict[str, str]:
    """Return the results by normalised name of "Observatie 1: voldoende; Portfolio = 7,5"."""
    found: dict[str, str] = {}
    for part in re.split(r"[;\n]", text):
        label, *value = re.split(r"[:=]", part, maxsplit=1)
        if value and (name := normalise(label)):
            found[name] = value[0].strip()
    return found
