"""What a module is worth on the labour market, the skills in it, and with whom it was made.

Spec: requirements A04, C03, C08, C14, D18, G04, G17.
"""

from collections.abc import Iterator
from typing import Final

from credentials.achievement.language_map import LanguageMap
from credentials.achievement.model import Skill
from issuer.domain.modules.description.labour_market import (
    REACHES,
    TRAINING_GOALS,
    LabourMarket,
    Partner,
)
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.labour_market_regions import find_region
from issuer.domain.modules.reading.texts import read_choices
from issuer.domain.register_codes import BRIN, KVK

_FORMS: Final = {
    "kvk": (KVK, "12345678"),
    "brin": (BRIN, "27DV"),
}


def read_labour_market(keys: Keys) -> tuple[LanguageMap | None, LabourMarket]:
    """Return the words, and the facts beside them.

    They stand under ``arbeidsmarktwaarde``, or under ``relevantie`` as in the form of a keuzedeel.
    """
    words: dict[str, str] = {}
    reaches: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    region: str | None = None
    for key in ("arbeidsmarktwaarde", "relevantie"):
        value = keys.table_if_there(key)
        if value is None:
            continue
        words = words or (value.texts("onderbouwing") if key == "arbeidsmarktwaarde" else _editions(value))
        reaches = read_choices(value, "bereik", REACHES) or reaches
        region = _region(value.text("regio")) or region
        goals = read_choices(value, "scholingsdoel", TRAINING_GOALS) or goals
        value.finish()
    market = LabourMarket(
        reaches=reaches,
        region=region,
        training_goals=goals,
        developed_with=tuple(_partners(keys, "ontwikkeld_met")),
        consortium=tuple(_partners(keys, "consortium")),
    )
    return words or None, market


def _region(written: str | None) -> str | None:
    """Return the name of a region that is written as its code; any other text as it is."""
    found = find_region(written) if written else None
    return found.name if found and written and written.strip().upper() == found.code else written


def _editions(relevance: Keys) -> dict[str, str]:
    found = {language: relevance.text(language) for language in ("nl", "en")}
    return {language: text for language, text in found.items() if text}


def _partners(keys: Keys, key: str) -> Iterator[Partner]:
    for inner in keys.tables(key):
        inner.require("naam", "de naam van de organisatie", "the name of the organisation")
        name, role = inner.text("naam"), inner.text("rol")
        numbers = {number: inner.text(number) for number in _FORMS}
        inner.finish()
        for number, (form, example) in _FORMS.items():
            written = numbers[number]
            if written is not None and not form.fullmatch(written):
                inner.add("code_malformed", number, requirement="H03", value=written, example=example)
        if name:
            yield Partner(name=name, role=role, kvk=numbers["kvk"], brin=numbers["brin"])


def read_skills(keys: Keys) -> Iterator[Skill]:
    """Yield the skills that have an address; one that still has to get one waits."""
    for inner in keys.tables("skills"):
        framework = inner.one_of("bron", ("ESCO", "CompetentNL"))
        label, raw = inner.text("label"), inner.text("uri")
        inner.ignore(("status",))
        # A place to be filled in later ("<uuid>") is no address; the skill then waits.
        uri = inner.url("uri") if raw and "<" not in raw else None
        inner.finish()
        if framework and label and uri:
            yield Skill(framework=framework, uri=uri, label=label)
        elif framework and label and (raw is None or "<" in raw):
            inner.note("skill_without_uri", "uri", requirement="D18", value=label)
