"""Tables of any length on the screen, a page in memory at a time."""

import io
from collections.abc import Iterator

import pytest
from rich.console import Console
from rich.table import Column

from issuer.cli import session
from issuer.cli.session import print_pages, whole


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_ROWS_PER_PAGE", 3)


def printed(count: int) -> tuple[list[str], int]:
    """Return the lines of a table, and how many rows were ever asked for ahead of the screen."""
    console = Console(file=io.StringIO(), width=60)
    ahead = 0

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal ahead
        for number in range(count):
            shown = console.file.getvalue().count("id-")  # type: ignore[attr-defined]  # it is a StringIO
            ahead = max(ahead, number + 1 - shown)
            yield f"id-{number:04}", "x" * (number % 20)

    print_pages(console, lambda: (whole("Id", 12), Column("Name", ratio=1)), rows())
    return console.file.getvalue().splitlines(), ahead  # type: ignore[attr-defined]  # it is a StringIO


@pytest.mark.parametrize("count", [0, 1, 3, 4, 9, 20])
def test_every_row_is_there_once_under_one_header(count: int) -> None:
    lines, ahead = printed(count)
    assert [line.split()[0] for line in lines if "id-" in line] == [
        f"id-{number:04}" for number in range(count)
    ]
    assert sum("Name" in line for line in lines) == 1
    assert ahead <= 6


def test_the_columns_of_all_pages_are_as_wide() -> None:
    lines, _ = printed(20)
    starts = {line.index("x") for line in lines if "xx" in line}
    assert len(starts) == 1
