"""Keep citizen service numbers out.

The law allows a BSN only where it prescribes one (UAVG article 46), and a credential is no such
place. So the product has no field for it and refuses what looks like one.
"""

import re
import unicodedata

# Nine digits, bare or grouped as people write a BSN (123456789, 123.456.789, 1234.56.789), that are no
# part of a longer number such as a telephone number or an IBAN.
_NINE_DIGITS = re.compile(
    r"(?<![0-9])(?<![0-9][ .\-])"
    r"(?:[0-9]{9}|[0-9]{3}[ .\-][0-9]{3}[ .\-][0-9]{3}|[0-9]{4}[ .\-][0-9]{2}[ .\-][0-9]{3})"
    r"(?![ .\-]?[0-9])"
)
# Said to be one: then the zero in front may have been left out, as spreadsheets do.
_NAMED = re.compile(r"(?i)\b(?:bsn|burgerservicenummer|sofi-?nummer)\W{0,3}([0-9]{8,9})(?![0-9])")
_DIGIT = re.compile(r"\d")  # of any script
BSN_DIGITS = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_elfproef(digits: str) -> bool:
    """Tell whether nine digits satisfy the "eleven test" that every BSN satisfies."""
    if len(digits) != BSN_DIGITS or not digits.isascii() or not digits.isdigit() or digits == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def contains_bsn(text: str) -> bool:
    """Tell whether free text holds nine digits that pass the eleven test.

    One in eleven numbers passes by chance, so columns that hold a structured nine-digit number of
    another register, such as the id of a leerbedrijf, must not be given to this function.
    """
    if _DIGIT.search(text) is None:  # as most texts are
        return False
    if not text.isascii():
        text = _in_ascii(text)
    if any(passes_elfproef(match[1].zfill(BSN_DIGITS)) for match in _NAMED.finditer(text)):
        return True
    return any(passes_elfproef(re.sub(r"[ .\-]", "", match.group())) for match in _NINE_DIGITS.finditer(text))


def _in_ascii(text: str) -> str:
    """Write digits, spaces and dashes of every script as people type them, and leave out what is unseen."""
    written = []
    for character in text:
        category = unicodedata.category(character)
        if category == "Nd":
            character = str(unicodedata.decimal(character))
        elif category == "Zs":
            character = " "
        elif category == "Pd":
            character = "-"
        if category != "Cf":
            written.append(character)
    return "".join(written)
