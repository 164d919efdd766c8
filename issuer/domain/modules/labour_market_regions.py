"""The labour market regions of the Netherlands (arbeidsmarktregio's), by name and by code.

They are data of ours: which regions there are changes now and then, so that a text which is none of them is
never an error.

Spec: requirement G17.
"""

import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).resolve().parent / "data" / "labour-market-regions.toml"
_CODE: Final = re.compile(r"AM[0-9]{2}")
_MAX_CHARACTERS: Final = 100
_ALIKE: Final = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourMarketRegion:
    """One region.

    Attributes:
        code: As Statistics Netherlands has it, "AM05".
        name: As it calls itself.
        also: Other names that people use.
    """

    code: str
    name: str
    also: tuple[str, ...] = ()


@cache
def labour_market_regions() -> tuple[LabourMarketRegion, ...]:
    """Return all of them, by code."""
    content = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(
        LabourMarketRegion(code=code, name=one["name"], also=tuple(one.get("also", ())))
        for code, one in content.items()
        if _CODE.fullmatch(code)
    )


def find_region(text: str) -> LabourMarketRegion | None:
    """Return the region that a text is the name or the code of, whatever its case and punctuation."""
    return _by_form().get(_form(text[:_MAX_CHARACTERS]))


def nearest_region(text: str) -> LabourMarketRegion | None:
    """Return the region that somebody may have meant: named among other words, or nearly; else None."""
    form = _form(text[:_MAX_CHARACTERS])
    named = [one for one in _by_form() if len(one) > len("am00") and one in form]
    near = named or difflib.get_close_matches(form, _by_form(), n=1, cutoff=_ALIKE)
    return _by_form()[max(near, key=len)] if near else None


@cache
def _by_form() -> dict[str, LabourMarketRegion]:
    return {
        _form(text): region
        for region in labour_market_regions()
        for text in (region.code, region.name, *region.also)
    }


def _form(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^\W*(?:(?:arbeidsmarktregio|regio)\b\W*)+", "", letters))
