"""Particulars of a learner that no file may bring in, however well they are meant.

A school may know them. A credential has no use for them and the law allows few of them, so they are
refused where they would come in instead of being left out later.
"""

from collections.abc import Mapping
from typing import Final

from issuer.domain.modules.keys import Keys

REFUSED_KEYS: Final[Mapping[str, str]] = {
    "bsn": "F08",
    "burgerservicenummer": "F08",
    "pgn": "F08",
    "persoonsgebonden_nummer": "F08",
    "sofinummer": "F08",
    "nationalIdentityNumber": "F08",
    "geboortedatum": "F08",
    "leeftijd": "F08",
    "diagnose": "F05",
    "diagnoseformulier": "F05",
    "uitkering": "G12",
    "uitkeringsstatus": "G12",
    "soort_uitkering": "G12",
}
"""The key, and the requirement that keeps it out."""


def refuse_personal_data(keys: Keys) -> None:
    """Add a finding for every refused key of this table."""
    for key, requirement in REFUSED_KEYS.items():
        if key in keys:
            keys.add("personal_data_refused", key, requirement=requirement, key=key)
    keys.ignore(REFUSED_KEYS)
