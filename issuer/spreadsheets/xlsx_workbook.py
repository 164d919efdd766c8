"""The parts of an .xlsx file around the sheet: which sheet is first, what the texts and the dates are.

Spec: ECMA-376 Part 1, §18.2 (workbook), §18.4 (shared strings), §18.8 (styles).
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format

from issuer.errors import FileRefused
from issuer.spreadsheets.table import SheetLimits
from issuer.spreadsheets.xml_stream import XmlStream

_MAX_STYLES: Final = 100_000
_MAX_FORMATS: Final = 10_000  # Excel has room for some hundreds
_MAX_FORMAT: Final = 255  # characters; Excel takes no more
_ESCAPED: Final = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # half a surrogate pair stays as it is


@dataclass(frozen=True, slots=True)
class FirstSheet:
    """What the workbook says of its first sheet.

    Attributes:
        relation: Id of the relation that leads to it.
        since_1904: Days are counted from 1904, as on early Macintoshes.
    """

    relation: str
    since_1904: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """Which styles of cells, by their index as it is written, make a date or a duration of a number."""

    dates: frozenset[str] = frozenset()
    durations: frozenset[str] = frozenset()


def first_sheet(part: Iterable[bytes]) -> FirstSheet:
    """Read ``xl/workbook.xml``.

    Raises:
        FileRefused: It is damaged, or has no sheet (``damaged_excel``).
    """
    relations: list[str] = []
    since_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        if name == "sheet" and not relations:
            # The attribute is "id" of a namespace that everybody abbreviates to r.
            relations.extend(value for key, value in attributes.items() if key.endswith(":id"))
        elif name == "workbookPr":
            since_1904 = attributes.get("date1904", "0").lower() in ("1", "true")

    XmlStream(start, _nothing, _nothing).read_all(part)
    if not relations:
        raise FileRefused(reason="damaged_excel")
    return FirstSheet(relations[0], since_1904)


def read_relations(part: Iterable[bytes]) -> Mapping[str, str]:
    """Return the worksheets of ``xl/_rels/workbook.xml.rels``: the name of the part by relation."""
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            found[attributes.get("Id", "")] = target.lstrip("/")

    XmlStream(start, _nothing, _nothing).read_all(part)
    return found


def read_shared_texts(part: Iterable[bytes], *, limits: SheetLimits) -> list[str]:
    """Return the texts that cells refer to by number.

    Raises:
        FileRefused: There are too many (``unpacks_too_large``).
    """
    texts: list[str] = []
    text = CellText(limits)

    def start(name: str, attributes: dict[str, str]) -> None:
        del attributes
        text.start(name)

    def end(name: str) -> None:
        text.end(name)
        if name == "si":
            if len(texts) >= limits.max_shared_texts:
                raise FileRefused(
                    reason="unpacks_too_large", limit=limits.max_unpacked_bytes // (1024 * 1024)
                )
            texts.append(text.take().strip())

    XmlStream(start, end, text.piece).read_all(part)
    return texts


def read_styles(part: Iterable[bytes]) -> Styles:
    """Read ``xl/styles.xml``: which styles of cells show a date or a duration.

    Raises:
        FileRefused: There are more styles or formats than any spreadsheet has (``damaged_excel``).
    """
    custom: dict[str, str] = {}
    dates: set[str] = set()
    durations: set[str] = set()
    count = -1  # outside the list of styles of cells

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        if name == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_MAX_FORMAT]
        elif name == "cellXfs":
            count = 0
        elif name == "xf" and count >= 0:
            number = attributes.get("numFmtId", "0")
            if (kind := _kind(number, custom)) is not None:
                (dates if kind == "date" else durations).add(str(count))
            count += 1
        if len(custom) > _MAX_FORMATS or count > _MAX_STYLES:
            raise FileRefused(reason="damaged_excel")

    def end(name: str) -> None:
        nonlocal count
        if name == "cellXfs":
            count = -1

    XmlStream(start, end, _nothing).read_all(part)
    return Styles(frozenset(dates), frozenset(durations))


class CellText:
    """Gathers the text of a cell: of its ``t`` elements, without the hints for pronunciation."""

    def __init__(self, limits: SheetLimits) -> None:
        self._limit = limits.max_cell_characters
        self._pieces: list[str] = []
        self._length = 0
        self._listening = False
        self._in_hint = False

    def start(self, name: str) -> None:
        """Enter an element."""
        self._listening = name == "t" and not self._in_hint
        self._in_hint = self._in_hint or name == "rPh"

    def end(self, name: str) -> None:
        """Leave an element."""
        self._listening = False
        if name == "rPh":
            self._in_hint = False

    def piece(self, piece: str) -> None:
        """Take a piece of text. One character more than the limit is kept, so that it shows."""
        if self._listening and self._length <= self._limit:
            self._pieces.append(piece[: self._limit + 1 - self._length])
            self._length += len(self._pieces[-1])

    def take(self) -> str:
        """Return the text, and start again."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return unescaped(text)


def unescaped(text: str) -> str:
    """Return a text with the characters that XML has no place for, which are written as ``_x000D_``."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _kind(number: str, custom: Mapping[str, str]) -> str | None:
    if number in custom:
        return _kind_of_format(custom[number])
    if not number.isascii() or not number.isdigit() or len(number) > 8:
        return None
    return _kind_of_format(builtin_format_code(int(number)))


@lru_cache(maxsize=1000)  # thousands of styles may have one format
def _kind_of_format(code: str | None) -> str | None:
    if is_timedelta_format(code):
        return "duration"
    return "date" if is_date_format(code) else None


def _nothing(*_: object) -> None:
    """What is not looked at."""
