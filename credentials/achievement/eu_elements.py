"""The elements that a microcredential must or may show, and where a credential shows them.

Spec: Council Recommendation 2022/C 243/02, Annex I (11 mandatory elements, 5 optional ones). The
place of each is in docs/credential-mapping.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from credentials.achievement.eu_places import FINDERS, Places
from credentials.parsing import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class EUElement:
    """One element as found in one credential.

    Attributes:
        number: 1–11 as in Annex I; the optional ones go on from 12 in the order of the annex.
        key: Stable English name.
        mandatory: Whether Annex I asks for it in every microcredential.
        value: What a person reads, or None when the credential does not show it.
        pointer: Where it stands, as an RFC 6901 JSON pointer, or None.
        count: How many values there are, of which ``value`` is the first; 0 when there is none.
    """

    number: int
    key: str
    mandatory: bool
    value: str | None = None
    pointer: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EUElementDefinition:
    """An element of Annex I, with its name in Dutch and English."""

    number: int
    key: str
    mandatory: bool
    names: Mapping[str, str]


def _element(number: int, key: str, nl: str, en: str) -> EUElementDefinition:
    return EUElementDefinition(number=number, key=key, mandatory=number <= 11, names={"nl": nl, "en": en})


EU_ELEMENTS: Final = (
    _element(1, "learner", "Wie het behaalde", "Learner"),
    _element(2, "title", "Titel", "Title"),
    _element(3, "country", "Land of regio van de uitgever", "Country or region of the issuer"),
    _element(4, "awarding_body", "Uitgevende instelling", "Awarding body"),
    _element(5, "date", "Datum van toekenning", "Date of issuing"),
    _element(6, "learning_outcomes", "Leeruitkomsten", "Learning outcomes"),
    _element(7, "workload", "Studielast", "Notional workload"),
    _element(8, "level", "Niveau", "Level"),
    _element(9, "assessment", "Vorm van toetsing", "Type of assessment"),
    _element(10, "participation", "Vorm van deelname", "Form of participation"),
    _element(11, "quality_assurance", "Kwaliteitsborging", "Type of quality assurance"),
    _element(12, "prerequisites", "Toelating", "Prerequisites"),
    _element(13, "supervision", "Toezicht en identiteitscontrole", "Supervision and identity verification"),
    _element(14, "grade", "Resultaat", "Grade achieved"),
    _element(15, "stackability", "Stapelbaarheid", "Integration and stackability"),
    _element(16, "further_information", "Meer informatie", "Further information"),
)

_SEVERAL: Final = frozenset({"learning_outcomes", "assessment", "participation", "prerequisites", "grade"})
"""Those of which a credential may show several; of the others a second place says the same once more."""


def find_eu_elements(credential: JsonObject) -> tuple[EUElement, ...]:
    """Return all sixteen elements, in order, with what ``credential`` shows of each.

    Takes any JSON object and never raises. Nothing is judged: a value that is there may be wrong.
    """
    places = Places(credential)
    return tuple(_found(definition, places) for definition in EU_ELEMENTS)


def missing_eu_elements(credential: JsonObject) -> tuple[EUElementDefinition, ...]:
    """Return the mandatory elements that ``credential`` does not show, in order.

    They are those for which :func:`find_eu_elements` finds no value. Whoever wants to know no more than that
    asks here, where looking ends at the first value of each.
    """
    places = Places(credential)
    return tuple(one for one in EU_ELEMENTS if one.mandatory and next(FINDERS[one.key](places), None) is None)


def _found(definition: EUElementDefinition, places: Places) -> EUElement:
    found = list(FINDERS[definition.key](places))
    first = found[0] if found else None
    return EUElement(
        number=definition.number,
        key=definition.key,
        mandatory=definition.mandatory,
        value=first.words if first else None,
        pointer=first.pointer if first else None,
        count=len({one.words for one in found}) if definition.key in _SEVERAL else min(len(found), 1),
    )
