"""The table of many files on a terminal: what became of each, on one line."""

import os
from collections.abc import Callable, Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from verifier.plain_text import plain
from verifier.run import FileOutcome
from verifier.texts import Texts

_BETWEEN: Final = 2  # columns of the terminal, between those of the table
_ELLIPSIS: Final = "…"
_MAX_SAID: Final = 200  # characters
_NAMES_PERCENT: Final = 60  # of the room, when nothing fits: what a file is about is also in the file


def common_folder(names: Sequence[str]) -> str:
    """Return the folder that all these files are in, at any depth, with a separator; "" if none."""
    try:
        folder = os.path.commonpath([os.path.dirname(name) for name in names])  # noqa: PTH120 - as typed
    except ValueError:  # absolute and relative paths, or different drives
        return ""
    return os.path.join(folder, "") if folder else ""  # noqa: PTH118


def file_table(
    outcomes: Sequence[FileOutcome],
    texts: Texts,
    *,
    folder: str,
    width: int,
    mark: Callable[[FileOutcome], Text],
) -> Table:
    """Return a table with a line per file.

    A name that is too long loses some of its middle. Names get what the others leave, and more than half
    of the room if they leave less.

    Args:
        outcomes: Of the files; at least one.
        texts: In which language.
        folder: What their names begin with, and what is left out.
        width: Of the terminal.
        mark: Tells what became of a file, in a word or two.
    """
    marks = [mark(outcome) for outcome in outcomes]
    names = [plain(outcome.name.removeprefix(folder)) for outcome in outcomes]
    said = [
        ", ".join(plain(one, max_characters=_MAX_SAID) for one in outcome.said) or "–" for outcome in outcomes
    ]
    outcome_word, file_word = texts.word("display", "conclusion"), texts.word("display", "file")
    said_words = f"{texts.word('display', 'recipient')}, {texts.word('display', 'title').lower()}"
    room = width - _widest([outcome_word, *(shown.plain for shown in marks)]) - 2 * _BETWEEN
    for_names = min(
        _widest([file_word, *names]),
        max(room * _NAMES_PERCENT // 100, room - _widest([said_words, *said]), len(_ELLIPSIS)),
    )
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    table.add_column(outcome_word, no_wrap=True)
    table.add_column(file_word, no_wrap=True, width=for_names)
    table.add_column(said_words, no_wrap=True, overflow="ellipsis", ratio=1)
    for shown, name, one in zip(marks, names, said, strict=True):
        table.add_row(shown, Text(shortened(name, for_names)), Text(one))
    return table


def shortened(name: str, width: int) -> str:
    """Return a name without so much of its middle that it fits; its end tells most."""
    if cell_len(name) <= width:
        return name
    kept = width - cell_len(_ELLIPSIS)
    begin = kept // 3
    # Letters may be two columns wide: turned around, it is the end of the name that is kept.
    tail = set_cell_size(name[::-1], kept - begin)[::-1]
    return f"{set_cell_size(name, begin)}{_ELLIPSIS}{tail}"


def _widest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts))
