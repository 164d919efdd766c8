"""What a module may lead to: the valuation routes (waarderingsroutes), and the instrument of each.

Spec: requirements A16, D15.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROUTE_INSTRUMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "microcredential": "microcredential",
        "mbo_certificaat": "mbo_certificaat",
        "keuzedeel_met_certificaat": "mbo_certificaat",
        "keuzedeel_met_examen": "keuzedeel_resultaat",
        "branchecertificaat": "branchecertificaat",
        "praktijkverklaring": "praktijkverklaring",
        "mbo_verklaring": "mbo_verklaring",
    }
)
"""What each leads to. The memo on FIMs has all but the microcredential, which came later; mbo_verklaring
is there as what a praktijkverklaring is a part of."""

ROUTES: Final = tuple(ROUTE_INSTRUMENTS)
