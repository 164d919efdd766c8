"""The lists and keys of a JSON file of the registers."""

from collections.abc import Mapping
from typing import Final

from issuer.domain.registers.written import Field, What

LISTS: Final[Mapping[str, What]] = {
    "kwalificatiedossiers": What.DOSSIER,
    "kwalificaties": What.QUALIFICATION,
    "keuzedelen": What.KEUZEDEEL,
    "certificaten": What.CERTIFICATE,
    "skills": What.SKILL,
}
"""The lists of a file."""

_ALL: Final = {
    "geldig_van": Field.VALID_FROM,
    "geldig_tot": Field.VALID_UNTIL,
    "illustratief": Field.IS_ILLUSTRATIVE,
}
_PART: Final = {"code": Field.CODE, "titel": Field.NAME}
KEYS: Final[Mapping[What, Mapping[str, Field]]] = {
    What.DOSSIER: {"crebo": Field.CODE, "naam": Field.NAME, "onvolledig": Field.IS_PARTIAL, **_ALL},
    What.QUALIFICATION: {
        "crebo": Field.CODE,
        "naam": Field.NAME,
        "niveau": Field.LEVEL,
        "crebo_dossier": Field.BELONGS_TO,
        "werkprocessen": Field.PARTS,
        "onvolledig": Field.IS_PARTIAL,
        **_ALL,
    },
    What.KEUZEDEEL: {
        "code": Field.CODE,
        "naam": Field.NAME,
        "sbu": Field.SBU,
        "niveau": Field.LEVEL,
        "certificaat_verbonden": Field.CERTIFICATE,
        "regeling": Field.REGULATION,
        "onvolledig": Field.IS_PARTIAL,
        **_ALL,
    },
    What.CERTIFICATE: {
        "code": Field.CODE,
        "naam": Field.NAME,
        "kwalificatie_crebo": Field.BELONGS_TO,
        "sbu": Field.SBU,
        "werkprocessen": Field.PARTS,
        "regeling": Field.REGULATION,
        **_ALL,
    },
    What.SKILL: {
        "crebo": Field.BELONGS_TO,
        "werkproces": Field.CODE,
        "uri": Field.URI,
        "label": Field.NAME,
        "bron": Field.SOURCE,
        **_ALL,
    },
    What.CORE_TASK: _PART,
    What.WORK_PROCESS: _PART,
}
"""The keys of each kind of object."""

NAMES: Final = {what: {field: key for key, field in keys.items()} for what, keys in KEYS.items()}
"""What a file calls each field, of each kind of object."""

INSIDE: Final = {
    What.DOSSIER: ("kerntaken", What.CORE_TASK),
    What.QUALIFICATION: ("kerntaken", What.CORE_TASK),
    What.KEUZEDEEL: ("kerntaken", What.CORE_TASK),
    What.CORE_TASK: ("werkprocessen", What.WORK_PROCESS),
}
"""What may stand inside what, and under which key."""
