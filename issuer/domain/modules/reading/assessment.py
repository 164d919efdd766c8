"""How a module is learnt and assessed: experience, participation, types of assessment, supervision.

Spec: requirements C05, C10, E17, J07; Council Recommendation 2022/C 243/02, Annex I, elements 9 and 10.
"""

from collections.abc import Iterator

from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    PARTICIPATION,
    SUPERVISION,
)
from credentials.achievement.instruments.instrument import Usual
from credentials.achievement.language_map import LanguageMap, text_in
from credentials.achievement.model import LearningExperience
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.keys import Keys

_SUPERVISION_ALIASES = {
    "unsupervised_with_no_identity_verification": "unsupervised_without_identity_verification",
    "supervised_with_no_identity_verification": "supervised_without_identity_verification",
    "supervised_online": "online_with_identity_verification",
}


def read_assessment_types(keys: Keys, usual: Usual | None) -> tuple[str, ...]:
    """Return the types of assessment; those that are usual when the school says none."""
    if usual and "toetsvormen" not in keys:
        keys.ignore(("toetsvormen",))
        return usual.assessment_types
    keys.require(
        "toetsvormen",
        "een of meer toetsvormen",
        "one or more types of assessment",
        requirement="C13",
        later=True,
    )
    return tuple(_listed_types(keys))


def _listed_types(keys: Keys) -> Iterator[str]:
    for index, item in keys.items("toetsvormen"):
        raw = item.text or "" if isinstance(item, Scalar) else ""
        listed = keys.listed(raw, ASSESSMENT_TYPES, "toetsvormen", index, aliases=ASSESSMENT_ALIASES)
        if listed:
            yield listed


def read_participation(keys: Keys, usual: Usual | None) -> str:
    """Return the form of participation; the usual one when the school says none."""
    if usual and "deelnamevorm" not in keys:
        keys.ignore(("deelnamevorm",))
        return usual.participation
    hint = ", ".join(PARTICIPATION)
    keys.require("deelnamevorm", hint, hint, requirement="C13", later=True)
    return keys.one_of("deelnamevorm", PARTICIPATION) or ""


def read_supervision(keys: Keys) -> str | None:
    """Return what is said of supervision and identity, as one value of the European list."""
    inner = keys.table_if_there("toezicht_en_identiteit")
    if inner is None:
        return None
    supervised, verified = inner.flag("toezicht"), inner.flag("identiteit_gecontroleerd")
    named = inner.one_of("eu_code", SUPERVISION, aliases=_SUPERVISION_ALIASES)
    inner.finish()
    if named or supervised is None or verified is None:
        return named
    if not supervised and verified:
        inner.warn("supervision_contradicts")
        return None
    if not verified:
        which = "supervised" if supervised else "unsupervised"
        return f"{which}_without_identity_verification"
    online = keys.text("deelnamevorm") == "online"
    return "online_with_identity_verification" if online else "onsite_with_identity_verification"


def read_entry_requirement(keys: Keys) -> tuple[LanguageMap | None, bool]:
    """Return what is asked of who enters, and whether entry is refused without it."""
    inner = keys.table_if_there("toelatingsvoorwaarden")
    if inner is None:
        return None, False
    words = inner.texts("aanbevolen") or inner.texts("eis")
    inner.ignore(("eis",))
    mandatory = inner.flag("verplicht") or False
    inner.finish()
    return words or None, mandatory


def read_learning_experience(keys: Keys) -> LearningExperience | None:
    """Return what is followed, or None when the school names nothing."""
    inner = keys.table_if_there("leerervaring")
    if inner is None:
        return None
    inner.require("titel", "hoe de training of stage heet", "what the training is called", requirement="C05")
    title = inner.texts("titel")
    inner.one_of("vorm", PARTICIPATION)
    inner.ignore(("start", "eind"))
    name, url = _provider(inner)
    inner.finish()
    if not text_in(title, "nl"):
        return None
    return LearningExperience(title=title, provider=name, provider_url=url)


def _provider(experience: Keys) -> tuple[str | None, str | None]:
    """Name and address of who gave it, when that was not the school."""
    provider = experience.table_if_there("aanbieder")
    if provider is None:
        return None, None
    provider.require("naam", "wie de training gaf", "who gave the training")
    provider.require("url", "het webadres van de aanbieder", "the provider's web address")
    name, url = provider.text("naam"), provider.url("url")
    provider.finish()
    return name, url
