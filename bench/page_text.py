"""Paragraphs and tables of a page in Markdown."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_WIDTH: Final = 104


def paragraphs(*texts: str) -> str:
    """Return paragraphs, in lines that are not too long."""
    wrapped = (textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False) for text in texts)
    return "\n\n".join(wrapped) + "\n"


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    return "".join(_lines(heading, rows))


def _lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |\n"
    yield f"|{'---|' * len(heading)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"
