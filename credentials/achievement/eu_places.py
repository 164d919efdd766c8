"""Where each element of the EU recommendation stands in a badge, ours or anybody's.

A finder yields what a badge shows of one element, best first, each with its pointer. It takes what is
certain and says nothing of the rest: a badge for several achievements shows the elements of none, a number
of credits is not called ECTS unless its issuer means those, and an identifier that is no web address is no
further information.

Spec: Council Recommendation 2022/C 243/02, Annex I; docs/credential-mapping.md.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final, NamedTuple

from credentials.achievement import foreign_json as foreign
from credentials.achievement.eu_alignments import element_shown, is_national_level
from credentials.parsing import JsonObject, JsonValue

_MAX_AMOUNT: Final = 10_000

# SURF gives an achievement members of its own, which one of these types switches on.
_SURF_TYPES: Final = frozenset({"EducredentialAchievement", "EdubadgesAchievement"})
_SURF_WORDS: Final[Mapping[str, str]] = {
    "learning_outcomes": "learningOutcome",
    "assessment": "assessmentType",
    "participation": "participationType",
    "supervision": "supervisionType",
}
_SURF_AMOUNTS: Final = (("ECTS", "ECTS"), ("SBU", "SBU"), ("studyLoad", "SBU"), ("timeInvestment", "h"))


class Found(NamedTuple):
    """What a badge shows: what a person reads, and where it stands."""

    words: str
    pointer: str


class Places:
    """The objects of a badge that carry elements, each with its pointer.

    Args:
        credential: Any JSON object.
    """

    def __init__(self, credential: JsonObject) -> None:
        self.credential = credential
        self.issuer = _first(credential.get("issuer"), "/issuer")
        self.subject = _only(credential.get("credentialSubject"), "/credentialSubject")
        subject, subject_at = self.subject
        self.achievement = _only(subject.get("achievement"), f"{subject_at}/achievement")
        achievement, achievement_at = self.achievement
        language = foreign.text(achievement.get("inLanguage"))
        self.language = language.partition("-")[0].lower() if language else None
        types = foreign.items(achievement.get("type"))
        self.is_surf = any(isinstance(one, str) and one in _SURF_TYPES for one in types)
        self.alignments: dict[str, list[tuple[JsonObject, str]]] = {}
        for alignment, pointer in _each(achievement.get("alignment"), f"{achievement_at}/alignment"):
            if (key := element_shown(alignment)) is not None:
                self.alignments.setdefault(key, []).append((alignment, pointer))

    def text(self, holder: JsonObject, name: str) -> str | None:
        """Return the words of a member, in the language of the achievement where there is a choice."""
        return foreign.text(holder.get(name), language=self.language)


Finder = Callable[[Places], Iterator[Found]]


def _learner(places: Places) -> Iterator[Found]:
    """The name before a hash before an identifier: a person reads the first best.

    Of what identifies somebody the kind is shown, not the value.
    """
    subject, at = places.subject
    identities = list(_each(subject.get("identifier"), f"{at}/identifier"))
    for identity, pointer in identities:
        name = foreign.text(identity.get("identityHash"))
        if identity.get("identityType") == "name" and identity.get("hashed") is not True and name:
            yield Found(name, pointer)
    yield from _text_at(places, subject, at, "name")
    for identity, pointer in identities:
        if (kind := foreign.text(identity.get("identityType"))) and identity.get("identityHash"):
            yield Found(kind, pointer)
    if identifier := foreign.address(subject.get("id")):
        yield Found(identifier, f"{at}/id")


def _title(places: Places) -> Iterator[Found]:
    achievement, at = places.achievement
    yield from _text_at(places, achievement, at, "name")
    yield from _text_at(places, places.credential, "", "name")


def _country(places: Places) -> Iterator[Found]:
    """Of the issuer, or of the institution that it is a part of."""
    issuer, at = places.issuer
    for holder, holder_at in ((issuer, at), _first(issuer.get("parentOrg"), f"{at}/parentOrg")):
        address, address_at = _first(holder.get("address"), f"{holder_at}/address")
        for name in ("addressCountryCode", "addressCountry", "addressRegion"):
            yield from _text_at(places, address, address_at, name)


def _awarding_body(places: Places) -> Iterator[Found]:
    issuer, at = places.issuer
    yield from _text_at(places, issuer, at, "name")
    parent, parent_at = _first(issuer.get("parentOrg"), f"{at}/parentOrg")
    yield from _text_at(places, parent, parent_at, "name")


def _date(places: Places) -> Iterator[Found]:
    for name in ("awardedDate", "validFrom", "issuanceDate"):
        if day := foreign.day(places.credential.get(name)):
            yield Found(day.isoformat(), f"/{name}")


def _learning_outcomes(places: Places) -> Iterator[Found]:
    """Alignments, SURF's member, and descriptions of results that say of themselves to be an outcome."""
    yield from _shown("learning_outcomes", places)
    achievement, at = places.achievement
    for result, pointer in _each(achievement.get("resultDescription"), f"{at}/resultDescription"):
        if element_shown({"targetType": result.get("resultType")}) == "learning_outcomes":
            yield from _text_at(places, result, pointer, "name")


def _workload(places: Places) -> Iterator[Found]:
    yield from _shown("workload", places)
    achievement, at = places.achievement
    if places.is_surf:
        for name, unit in _SURF_AMOUNTS:
            yield from _amount(achievement, at, name, unit)
    yield from _amount(achievement, at, "creditsAvailable", "ECTS" if places.is_surf else "credits")


def _level(places: Places) -> Iterator[Found]:
    """The European level before that of a country."""
    levels = places.alignments.get("level", [])
    for alignment, pointer in sorted(levels, key=lambda one: is_national_level(one[0])):  # sorting is stable
        code = foreign.text(alignment.get("targetCode"))
        framework = "NLQF" if is_national_level(alignment) else "EQF"
        if words := places.text(alignment, "targetName") or (code and f"{framework} {code}"):
            yield Found(words, pointer)


def _grade(places: Places) -> Iterator[Found]:
    subject, at = places.subject
    for result, pointer in _each(subject.get("result"), f"{at}/result"):
        words = foreign.text(result.get("value")) or _level_reached(result, places)
        if words := words or foreign.text(result.get("status")):
            yield Found(words, pointer)


def _level_reached(result: JsonObject, places: Places) -> str | None:
    """The name of the level of a rubric, which a result refers to by its identifier."""
    wanted = foreign.address(result.get("achievedLevel"))
    if wanted is None:
        return None
    for description in foreign.objects(places.achievement[0].get("resultDescription")):
        for level in foreign.objects(description.get("rubricCriterionLevel")):
            if foreign.address(level.get("id")) == wanted:
                return places.text(level, "name")
    return None


def _further_information(places: Places) -> Iterator[Found]:
    achievement, at = places.achievement
    criteria, criteria_at = _first(achievement.get("criteria"), f"{at}/criteria")
    for holder, pointer in ((criteria, criteria_at), (achievement, at)):
        address = foreign.address(holder.get("id"))
        if address and address.lower().startswith(("https://", "http://")):
            yield Found(address, f"{pointer}/id")


def _shown(key: str, places: Places) -> Iterator[Found]:
    """What alignments show of an element, and SURF's member for it."""
    for alignment, pointer in places.alignments.get(key, []):
        if words := places.text(alignment, "targetName"):
            yield Found(words, pointer)
    if places.is_surf and (name := _SURF_WORDS.get(key)):
        achievement, at = places.achievement
        yield from _texts_at(places, achievement, at, name)


FINDERS: Final[Mapping[str, Finder]] = {
    "learner": _learner,
    "title": _title,
    "country": _country,
    "awarding_body": _awarding_body,
    "date": _date,
    "learning_outcomes": _learning_outcomes,
    "workload": _workload,
    "level": _level,
    "assessment": partial(_shown, "assessment"),
    "participation": partial(_shown, "participation"),
    "quality_assurance": partial(_shown, "quality_assurance"),
    "prerequisites": partial(_shown, "prerequisites"),
    "supervision": partial(_shown, "supervision"),
    "grade": _grade,
    "stackability": partial(_shown, "stackability"),
    "further_information": _further_information,
}


def _amount(holder: JsonObject, at: str, name: str, unit: str) -> Iterator[Found]:
    value = holder.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _MAX_AMOUNT:
        yield Found(f"{value:g} {unit}", f"{at}/{name}")


def _text_at(places: Places, holder: JsonObject, at: str, name: str) -> Iterator[Found]:
    if words := places.text(holder, name):
        yield Found(words, f"{at}/{name}")


def _texts_at(places: Places, holder: JsonObject, at: str, name: str) -> Iterator[Found]:
    """Several values of one member, when they are plain strings; else its one text."""
    value = holder.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield from _text_at(places, holder, at, name)
        return
    for index, one in enumerate(value[: foreign.MAX_ITEMS]):
        if words := foreign.text(one):
            yield Found(words, f"{at}/{name}/{index}")


def _only(value: JsonValue, pointer: str) -> tuple[JsonObject, str]:
    """The one object in ``value``; of several it is not known which of them is meant."""
    found = list(_each(value, pointer))
    return found[0] if len(found) == 1 else ({}, pointer)


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
