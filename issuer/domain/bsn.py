"""Keep citizen service numbers out.

The law allows a BSN only where it prescribes one (UAVG article 46), and a credential is no such
place. So the product has no field for it and refuses what looks like one.

A BSN has nine digits and passes the eleven test, and so does one in eleven of all other numbers of nine
digits. What keeps those apart is how people write numbers:

- nine digits in a row are looked at wherever they stand, but for what says that they are something else:
  the code of a country in front (telephone), a decimal point;
- digits in groups are looked at when the groups are those of a BSN, see :data:`_GROUPS`, and no further
  group belongs to them. Dates (2-2-4), telephone numbers (ten digits), two crebos (5-5), a crebo with a
  year (5-4), KvK numbers (eight digits) and account numbers (groups of four) are no such groups. A year
  with a month and a number (2026-07-142) and an amount have groups of a BSN: there it is decided by the
  year, and by the sign of a currency or the cents;
- what is called a BSN is looked at with eight digits too, since a spreadsheet leaves out a zero in front.

Digits count in every script and shape, and what nobody sees between them does not. It is no wall: who wants
to hide a number can spell it out. It is for what people type by habit or by mistake.

Spec: requirement F08; UAVG article 46.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

BSN_DIGITS = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

_SEPARATORS: Final = r" .\-/_\\|"
_GROUPS: Final = ((3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (3, 2, 2, 2), (1,) * 9)
"""How people write a BSN, with the same sign between all groups: 123.456.782, 1234.56.782, 12.34.56.782."""
_BARE: Final = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_GROUPED: Final = tuple(
    re.compile(
        rf"(?<![0-9])[0-9]{{{groups[0]}}}(?P<sign>[{_SEPARATORS}])"
        + "(?P=sign)".join(f"[0-9]{{{size}}}" for size in groups[1:])
        + "(?![0-9])"
    )
    for groups in _GROUPS
)
# With two signs it has to stand by itself: 2026-07 123 456 is a month and something else.
_MIXED: Final = re.compile(
    rf"(?<![0-9])(?<![0-9][{_SEPARATORS}])[0-9]{{3}}[{_SEPARATORS}][0-9]{{3}}[{_SEPARATORS}][0-9]{{3}}"
    rf"(?![{_SEPARATORS}]?[0-9])"
)
# Said to be one: then the zero in front may have been left out, as spreadsheets do.
_NAMED: Final = re.compile(
    r"(?i)(?<![a-z])(?:bsn|burgerservicenummer|sofi[ \-]?nummer|persoonsgebonden ?nummer)"
    r"(?:[ \-]?(?:nummer|number|nr|no))?[\W_]{0,3}(?:is[\W_]{1,3})?"
    rf"([0-9](?:[{_SEPARATORS}]?[0-9]){{7,8}})(?![0-9])"
)
# In front of a number that belongs to a telephone: the code of its country, or the zero that it replaces.
_TELEPHONE: Final = re.compile(
    r"(?:(?:\+|(?<![0-9])00) ?[0-9]{1,3}[ .\-/]?(?:\(0\))?|\(0\)|\+)[ .\-/]?\Z", re.ASCII
)
_CURRENCY_IN_FRONT: Final = re.compile(r"(?i)(?:[€$£]|(?<![a-z])(?:eur|euro|usd|gbp)) ?\Z")
_AMOUNT_BEHIND: Final = re.compile(r"(?i)(?:,(?:[0-9]{2}(?![0-9])|-)| ?(?:€|eur\b|euro\b))")
_CHARACTERS_IN_FRONT: Final = 16
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_MONTH: Final = re.compile(r"0[1-9]|1[0-2]")

# Wherever a number is found so is the first of these, or with a name the second; and where they are not, that
# is known ten times as fast. A date has eight digits.
_NINE_DIGITS: Final = re.compile(rf"[0-9](?:[\t{_SEPARATORS}]*[0-9]){{8}}")
_EIGHT_DIGITS: Final = re.compile(rf"[0-9](?:[\t{_SEPARATORS}]*[0-9]){{7}}")
_BEGINNINGS_OF_NAMES: Final = ("bsn", "burgerserv", "sof", "persoonsgebonden")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES: Final = re.compile(r"[ \t]+")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_RAISED_OR_LOWERED: Final = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
_WRITTEN: Final = {
    "Zs": " ",
    "Pd": "-",
    "Pc": "_",
    "Mn": "",  # lines and circles around the digit before them
    "Me": "",
    "Cf": "",
    "Cc": "",
}
_SIGNS: Final = {
    "\u00b7": ".",
    "\u2022": ".",
    "\u2027": ".",
    "\u2044": "/",
    "\u2212": "-",
    "\u2215": "/",
    "\u2800": " ",
    # Letters that nobody sees.
    "\u115f": "",
    "\u1160": "",
    "\u3164": "",
    "\uffa0": "",
}


def passes_elfproef(digits: str) -> bool:
    """Tell whether nine digits satisfy the "eleven test" that every BSN satisfies."""
    if len(digits) != BSN_DIGITS or not digits.isascii() or not digits.isdigit() or digits == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def may_hold_bsn(*texts: str) -> bool:
    """Tell at once whether to look for a BSN at all: few texts have so many digits so close together.

    Where it says no :func:`contains_bsn` says no of every text.
    """
    # No semicolon stands in a number, and unlike a line feed it leaves a text printable.
    return any(map(_may_hold_one, _editions(";".join(texts))))


def contains_bsn(text: str) -> bool:
    """Tell whether free text holds nine digits that pass the eleven test, written as people write a BSN.

    One in eleven numbers passes by chance, so columns that hold a structured nine-digit number of
    another register, such as the id of a leerbedrijf, must not be given to this function.
    """
    return any(
        passes_elfproef(digits)
        for edition in _editions(text)
        if _may_hold_one(edition)
        for digits in _candidates(_SPACES.sub(" ", edition))
    )


def without_bsn(text: str) -> str:
    """Return a text that may be shown and kept: an ellipsis when it holds what may be a BSN."""
    return "…" if contains_bsn(text) else text


def _may_hold_one(edition: str) -> bool:
    folded = edition.casefold()
    is_named = any(name in folded for name in _BEGINNINGS_OF_NAMES)
    return (_EIGHT_DIGITS if is_named else _NINE_DIGITS).search(edition) is not None


def _candidates(text: str) -> Iterator[str]:
    """Yield what may be a BSN by the way it is written, the nine digits alone."""
    for named in _NAMED.finditer(text):
        yield re.sub("[^0-9]", "", named[1]).zfill(BSN_DIGITS)
    for bare in _BARE.finditer(text):
        if not _is_telephone(text, bare.start()) and not _is_decimal(text, bare):
            yield bare.group()
    for form in _GROUPED:
        for found in form.finditer(text):
            if _stands_alone(text, found) and not _is_something_else(text, found):
                yield found.group().replace(found["sign"], "")
    for found in _MIXED.finditer(text):
        if not _is_something_else(text, found):
            yield re.sub("[^0-9]", "", found.group())


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Tell whether no further group follows or goes before with the same sign."""
    start, end, sign = found.start(), found.end(), found["sign"]
    goes_before = text[start - 1 : start] == sign and text[max(start - 2, 0) : start - 1].isdigit()
    follows = text[end : end + 1] == sign and text[end + 1 : end + 2].isdigit()
    return not goes_before and not follows


def _is_something_else(text: str, found: re.Match[str]) -> bool:
    in_front = text[max(found.start() - _CHARACTERS_IN_FRONT, 0) : found.start()]
    if _TELEPHONE.search(in_front):
        return True
    first, middle, *_, last = re.split("[^0-9]", found.group())
    if _YEAR.fullmatch(first) and _MONTH.fullmatch(middle) and found["sign"] in "-/":
        return True  # 2026-07-142 is how schools number their decisions
    if (len(first), len(last)) == (3, 2):
        return first.startswith("0")  # a telephone number in Belgium; hardly any BSN begins with a zero
    is_amount = _CURRENCY_IN_FRONT.search(in_front) or _AMOUNT_BEHIND.match(text, found.end())
    return len(first) == len(last) == 3 and is_amount is not None


def _is_telephone(text: str, start: int) -> bool:
    return _TELEPHONE.search(text[max(start - _CHARACTERS_IN_FRONT, 0) : start]) is not None


def _is_decimal(text: str, found: re.Match[str]) -> bool:
    """Tell whether the digits are those in front of a decimal point, or behind one."""
    start, end = found.span()
    is_fraction = re.search(r"[0-9]\.\Z|(?<![0-9])0,\Z", text[max(start - 3, 0) : start]) is not None
    return is_fraction or re.match(r"\.[0-9]", text[end : end + 2]) is not None


def _editions(text: str) -> Iterator[str]:
    """Yield the text in digits, spaces and signs as people type them, without what nobody sees.

    Raised and lowered digits come by themselves: behind a number they are the mark of a footnote.
    """
    plain = text if text.isascii() else _NOT_ASCII.sub(_as_typed, text)
    yield plain if plain.isprintable() else _CONTROL.sub("", plain)
    if not text.isascii() and _RAISED_OR_LOWERED.search(text):
        raised = _RAISED_OR_LOWERED.sub(lambda found: _digit(found[0]), re.sub("[0-9]", "x", text))
        yield _CONTROL.sub("", _NOT_ASCII.sub(_as_typed, raised))


def _as_typed(found: re.Match[str]) -> str:
    return _in_ascii(found[0])


def _digit(character: str) -> str:
    return str(unicodedata.digit(character))


@lru_cache(maxsize=1024)
def _in_ascii(character: str) -> str:
    """Return how people type a character of a number; another one as it is."""
    if _RAISED_OR_LOWERED.match(character):
        return "^"
    if character.isdigit():
        return _digit(character)
    sign = _SIGNS.get(character)
    if sign is None:
        sign = _WRITTEN.get(unicodedata.category(character))
    if sign is not None:
        return sign
    wide = unicodedata.normalize("NFKC", character)
    return wide if wide in ("/", "\\", "|", ".") else character
