"""Keep citizen service numbers out.

The law allows a BSN only where it prescribes one (UAVG article 46), and a credential is no such
place. So the product has no field for it and refuses what looks like one.
"""

import re

# Nine digits, bare or grouped as people write a BSN (123456789, 123.456.789, 1234.56.789), that are no
# part of a longer number such as a telephone number or an IBAN.
_NINE_DIGITS = re.compile(
    r"(?<![0-9])(?<![0-9][ .\-])"
    r"(?:[0-9]{9}|[0-9]{3}[ .\-][0-9]{3}[ .\-][0-9]{3}|[0-9]{4}[ .\-][0-9]{2}[ .\-][0-9]{3})"
    r"(?![ .\-]?[0-9])"
)
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
    return any(passes_elfproef(re.sub(r"[ .\-]", "", match.group())) for match in _NINE_DIGITS.finditer(text))
