"""The elements that a microcredential must or may show, and where a credential shows them.

Spec: Council Recommendation 2022/C 243/02, Annex I (11 mandatory elements, 5 optional ones). The
place of each is in docs/credential-mapping.md.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.achievement.alignment_types import AlignmentType
from credentials.parsing import JsonObject, JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class EUElement:
    """One element as found in one credential.

    Attributes:
        number: 1–11 as in Annex I; the optional ones go on from 12 in the order of the annex.
        key: Stable English name.
        mandatory: Whether Annex I asks for it in every microcredential.
        value: What a person reads, or None when the credential does not show it.
        pointer: Where it stands, as an RFC 6901 JSON pointer, or None.
    """

    number: int
    key: str
    mandatory: bool
    value: str | None = None
    pointer: str | None = None


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

_Found = tuple[str, str]
"""Words and pointer."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The objects of a credential that carry elements, each with its pointer."""

    credential: JsonObject
    issuer: tuple[JsonObject, str]
    subject: tuple[JsonObject, str]
    achievement: tuple[JsonObject, str]
    language: str | None


def find_eu_elements(credential: JsonObject) -> tuple[EUElement, ...]:
    """Return all sixteen elements, in order, with what ``credential`` shows of each.

    Takes any JSON object and never raises. Nothing is judged: a value that is there may be wrong.
    """
    subject, subject_at = _first(credential.get("credentialSubject"), "/credentialSubject")
    achievement, achievement_at = _first(subject.get("achievement"), f"{subject_at}/achievement")
    language = foreign.text(achievement.get("inLanguage"))
    places = _Places(
        credential,
        _first(credential.get("issuer"), "/issuer"),
        (subject, subject_at),
        (achievement, achievement_at),
        language.partition("-")[0] if language else None,
    )
    found = (next(_FINDERS[definition.key](places), (None, None)) for definition in EU_ELEMENTS)
    return tuple(
        EUElement(number=d.number, key=d.key, mandatory=d.mandatory, value=value, pointer=pointer)
        for d, (value, pointer) in zip(EU_ELEMENTS, found, strict=True)
    )


def _learner(places: _Places) -> Iterator[_Found]:
    """The name before a hash before an identifier: a person reads the first best."""
    subject, at = places.subject
    identities = list(_each(subject.get("identifier"), f"{at}/identifier"))
    for identity, pointer in identities:
        name = foreign.text(identity.get("identityHash"))
        if identity.get("identityType") == "name" and identity.get("hashed") is not True and name:
            yield name, pointer
    for identity, pointer in identities:
        if (kind := foreign.text(identity.get("identityType"))) and identity.get("identityHash"):
            yield kind, pointer
    if identifier := foreign.address(subject.get("id")):
        yield identifier, f"{at}/id"


def _title(places: _Places) -> Iterator[_Found]:
    achievement, at = places.achievement
    yield from _text_at(places, achievement, at, "name")
    yield from _text_at(places, places.credential, "", "name")


def _country(places: _Places) -> Iterator[_Found]:
    issuer, at = places.issuer
    address, address_at = _first(issuer.get("address"), f"{at}/address")
    for name in ("addressCountryCode", "addressCountry", "addressRegion"):
        yield from _text_at(places, address, address_at, name)


def _awarding_body(places: _Places) -> Iterator[_Found]:
    issuer, at = places.issuer
    yield from _text_at(places, issuer, at, "name")


def _date(places: _Places) -> Iterator[_Found]:
    for name in ("awardedDate", "validFrom", "issuanceDate"):
        if day := foreign.day(places.credential.get(name)):
            yield day.isoformat(), f"/{name}"


def _workload(places: _Places) -> Iterator[_Found]:
    yield from _aligned(AlignmentType.STUDY_LOAD)(places)
    achievement, at = places.achievement
    ects = achievement.get("creditsAvailable")
    if isinstance(ects, int | float) and not isinstance(ects, bool) and 0 < ects < 10_000:
        yield f"{ects:g} ECTS", f"{at}/creditsAvailable"


def _grade(places: _Places) -> Iterator[_Found]:
    subject, at = places.subject
    for result, pointer in _each(subject.get("result"), f"{at}/result"):
        for name in ("value", "status"):
            if words := foreign.text(result.get(name)):
                yield words, pointer


def _further_information(places: _Places) -> Iterator[_Found]:
    achievement, at = places.achievement
    criteria, criteria_at = _first(achievement.get("criteria"), f"{at}/criteria")
    if identifier := foreign.address(criteria.get("id")):
        yield identifier, f"{criteria_at}/id"
    if identifier := foreign.address(achievement.get("id")):
        yield identifier, f"{at}/id"


def _aligned(*kinds: AlignmentType) -> Callable[[_Places], Iterator[_Found]]:
    """A finder of the first alignment of one of ``kinds``."""

    def find(places: _Places) -> Iterator[_Found]:
        achievement, at = places.achievement
        for kind in kinds:
            for alignment, pointer in _each(achievement.get("alignment"), f"{at}/alignment"):
                words = foreign.text(alignment.get("targetName"), language=places.language)
                if alignment.get("targetType") == kind.value and words:
                    yield words, pointer

    return find


_FINDERS: Mapping[str, Callable[[_Places], Iterator[_Found]]] = {
    "learner": _learner,
    "title": _title,
    "country": _country,
    "awarding_body": _awarding_body,
    "date": _date,
    "learning_outcomes": _aligned(AlignmentType.LEARNING_OUTCOME),
    "workload": _workload,
    "level": _aligned(AlignmentType.EQF, AlignmentType.NLQF),
    "assessment": _aligned(AlignmentType.ASSESSMENT_TYPE),
    "participation": _aligned(AlignmentType.PARTICIPATION),
    "quality_assurance": _aligned(AlignmentType.QUALITY_ASSURANCE),
    "prerequisites": _aligned(AlignmentType.ENTRY_REQUIREMENT),
    "supervision": _aligned(AlignmentType.SUPERVISION),
    "grade": _grade,
    "stackability": _aligned(AlignmentType.STACKABILITY, AlignmentType.COUNTS_TOWARDS),
    "further_information": _further_information,
}


def _text_at(places: _Places, holder: JsonObject, at: str, name: str) -> Iterator[_Found]:
    if words := foreign.text(holder.get(name), language=places.language):
        yield words, f"{at}/{name}"


def _first(value: JsonValue, pointer: str) -> tuple[JsonObject, str]:
    return next(_each(value, pointer), ({}, pointer))


def _each(value: JsonValue, pointer: str) -> Iterator[tuple[JsonObject, str]]:
    """The objects in ``value``, with the index in the pointer only where there is an array."""
    if isinstance(value, dict):
        yield value, pointer
    elif isinstance(value, list):
        for index, item in enumerate(value[: foreign.MAX_ITEMS]):
            if isinstance(item, dict):
                yield item, f"{pointer}/{index}"
