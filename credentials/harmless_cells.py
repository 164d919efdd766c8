"""Cells of a spreadsheet that no program takes for a formula.

What a stranger typed as a name or a remark ends up in files that the school opens. A formula in them can
fetch an address or start a program, so it gets an apostrophe in front, which makes it a text. It is the one
place for that: every file with cells that we write goes through here.

Programs differ in what they skip in front of a formula and in what they take for the sign that begins one.
So spaces, line breaks and unseen characters in front are looked past, a sign counts however wide it is
written, and so does one at the beginning of a later line, which a careless import would make a cell of.

Spec: requirement F08 (files that leave the school); the OWASP guidance on CSV injection.
"""

import re
import unicodedata
from typing import Final

_GUARD: Final = "'"
# The last is the minus sign of typesetters, which is another character than the one on the keyboard.
_SIGNS: Final = frozenset("=+-@\N{MINUS SIGN}")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9 .,]*")


def harmless_cell(text: str) -> str:
    """Return a cell with an apostrophe before each line that might be a formula; a plain number is none."""
    if text.isascii() and text.isalnum():  # as most cells are
        return text
    return "".join(_GUARD + line if _is_formula(line) else line for line in text.splitlines(keepends=True))


def as_typed(cell: str) -> str:
    """Return what :func:`harmless_cell` was given."""
    if _GUARD not in cell:
        return cell
    return "".join(_without_guard(line) for line in cell.splitlines(keepends=True))


def is_formula(text: str) -> bool:
    """Tell whether some line of a cell might be taken for a formula."""
    return any(map(_is_formula, text.splitlines()))


def _is_formula(line: str) -> bool:
    if _PLAIN_NUMBER.fullmatch(line.rstrip("\r\n")):
        return False
    for character in line:
        # An apostrophe in front is looked past as well: what was typed like that can then be told from
        # what was made harmless.
        if character != _GUARD and not _is_skipped(character):
            return unicodedata.normalize("NFKC", character)[:1] in _SIGNS
    return False


def _is_skipped(character: str) -> bool:
    """Tell whether it is white space, a control character or a character that nobody sees."""
    return unicodedata.category(character)[0] in "ZC"


def _without_guard(line: str) -> str:
    rest = line.removeprefix(_GUARD)
    return rest if rest != line and _is_formula(rest) else line
