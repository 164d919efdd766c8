"""From what a file says of an entry to the entry: one function for each kind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypedDict

from issuer.domain.register_codes import CERTIFICATE, CREBO, KEUZEDEEL, OWNER, PART
from issuer.domain.registers.entries import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisterEntry,
    SkillSuggestion,
)
from issuer.domain.registers.fields import (
    MAX_NAME,
    MAX_REGULATION,
    Fields,
)
from issuer.domain.registers.written import Field, What

_KEUZEDEEL_SIZES: Final = frozenset({240, 480, 720, 960})
_MAX_SBU: Final = 99_999  # RIO takes no more
_SOURCES: Final = {"competentnl": "CompetentNL", "esco": "ESCO"}


class _Shared(TypedDict):
    valid_from: date | None
    valid_until: date | None
    is_illustrative: bool


def read_entry(fields: Fields) -> RegisterEntry | None:
    """Return the entry, or None when something is wrong with it; what is wrong is in the findings.

    Its core tasks are not in it yet: in a table they stand in rows of their own.
    """
    entry = _READERS[fields.written.what](fields)
    return None if fields.is_wrong else entry


def _dossier(fields: Fields) -> Dossier:
    return Dossier(
        crebo=fields.code(Field.CODE, CREBO, "23425") or "",
        name=_name(fields),
        is_partial=fields.flag(Field.IS_PARTIAL) or False,
        **_shared(fields),
    )


def _qualification(fields: Fields) -> Qualification:
    return Qualification(
        crebo=fields.code(Field.CODE, CREBO, "27052") or "",
        name=_name(fields),
        level=fields.number(Field.LEVEL, 1, 4, required=True) or 0,
        dossier=fields.code(Field.BELONGS_TO, CREBO, "23425", required=False),
        parts=fields.codes(Field.PARTS),
        is_partial=fields.flag(Field.IS_PARTIAL) or False,
        **_shared(fields),
    )


def _keuzedeel(fields: Fields) -> Keuzedeel:
    entry = Keuzedeel(
        code=fields.code(Field.CODE, KEUZEDEEL, "K0262") or "",
        name=_name(fields),
        sbu=fields.number(Field.SBU, 1, _MAX_SBU, required=True) or 0,
        level=fields.number(Field.LEVEL, 1, 4),
        certificate_attached=fields.flag(Field.CERTIFICATE),
        regulation=_regulation(fields),
        is_partial=fields.flag(Field.IS_PARTIAL) or False,
        **_shared(fields),
    )
    if entry.sbu and entry.sbu not in _KEUZEDEEL_SIZES:
        fields.warn("register_size_unusual", Field.SBU, requirement="B04", value=str(entry.sbu))
    if entry.certificate_attached and entry.regulation is None:
        fields.warn("register_certificate_without_regulation", Field.REGULATION, requirement="E01")
    return entry


def _certificate(fields: Fields) -> CertificatePart:
    entry = CertificatePart(
        code=fields.code(Field.CODE, CERTIFICATE, "C0004") or "",
        name=_name(fields),
        qualification=fields.code(Field.BELONGS_TO, CREBO, "27052") or "",
        sbu=fields.number(Field.SBU, 1, _MAX_SBU),
        regulation=_regulation(fields),
        parts=fields.codes(Field.PARTS),
        **_shared(fields),
    )
    if not entry.parts and not fields.is_wrong:
        fields.add("register_certificate_without_parts", Field.PARTS, requirement="A06")
    if entry.regulation is None:
        fields.warn("register_certificate_without_regulation", Field.REGULATION, requirement="E01")
    return entry


def _skill(fields: Fields) -> SkillSuggestion:
    source = fields.text(Field.SOURCE, maximum=MAX_NAME, required=True)
    known = _SOURCES.get(source.casefold())
    if source and known is None:
        fields.add(
            "register_taxonomy_unknown",
            Field.SOURCE,
            requirement="D19",
            value=source,
            choices=", ".join(_SOURCES.values()),
        )
    return SkillSuggestion(
        owner=fields.code(Field.BELONGS_TO, OWNER, "23425") or "",
        code=fields.code(Field.CODE, PART, "B1-K1-W3") or "",
        uri=fields.uri(Field.URI),
        label=_name(fields),
        source=known or "",
        **_shared(fields),
    )


def _name(fields: Fields) -> str:
    return fields.text(Field.NAME, maximum=MAX_NAME, required=True)


def _regulation(fields: Fields) -> str | None:
    return fields.text(Field.REGULATION, maximum=MAX_REGULATION) or None


def _shared(fields: Fields) -> _Shared:
    first, last = fields.day(Field.VALID_FROM), fields.day(Field.VALID_UNTIL)
    if first is not None and last is not None and last < first:
        fields.add("register_ends_before_it_begins", Field.VALID_UNTIL, requirement="E01")
    return _Shared(
        valid_from=first, valid_until=last, is_illustrative=fields.flag(Field.IS_ILLUSTRATIVE) or False
    )


_READERS: Final[Mapping[What, Callable[[Fields], RegisterEntry]]] = {
    What.DOSSIER: _dossier,
    What.QUALIFICATION: _qualification,
    What.KEUZEDEEL: _keuzedeel,
    What.CERTIFICATE: _certificate,
    What.SKILL: _skill,
}
