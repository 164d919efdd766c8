"""The facts of a module that stand together at the top of its page, and on its card in the list."""

from collections.abc import Iterator
from dataclasses import dataclass

from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    PARTICIPATION,
)
from credentials.achievement.language_map import text_in
from credentials.achievement.model import Module
from issuer.catalogue_pages.words import Words
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.description.labour_market import GOAL_NAMES


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: what it is about, what is the case, and the property of schema.org that this is."""

    name: str
    text: str
    property: str | None = None


def facts(published: PublishedModule, words: Words) -> Iterator[Fact]:
    """Yield the facts."""
    module, description = published.module, published.description
    yield Fact(words.say("instrument"), published.instrument.names[words.language])
    if load := study_load(module, words):
        yield Fact(words.say("study_load"), load)
    yield Fact(words.say("level"), level(module, words), "educationalLevel")
    if module.participation in PARTICIPATION:
        yield Fact(words.say("participation"), PARTICIPATION[module.participation].labels[words.language])
    yield Fact(
        words.say("assessment"),
        ", ".join(
            ASSESSMENT_TYPES[ASSESSMENT_ALIASES.get(one, one)].labels[words.language]
            for one in module.assessment_types
        ),
    )
    language = (description.language_of_instruction or "").partition("-")[0]
    if f"language_{language}" in words.texts:
        yield Fact(words.say("language_of_instruction"), words.say(f"language_{language}"))
    if goals := description.labour_market.training_goals:
        names = [text_in(GOAL_NAMES[one], words.language) for one in goals]
        yield Fact(words.say("training_goals"), ", ".join(names))
    if sector := published.sector:
        yield Fact(words.say("sector"), sector)
    if module.qualification_codes:
        codes = [f"{kind} {code}" for kind, code in dict.fromkeys(module.qualification_codes)]
        yield Fact(words.say("codes"), ", ".join(codes))


def study_load(module: Module, words: Words) -> str | None:
    """Return the size: always an indication."""
    load = module.study_load
    if load is None:
        return None
    return words.say("study_load_value", value=words.number(load.value), unit=words.say(f"unit_{load.unit}"))


def level(module: Module, words: Words) -> str:
    """Return the level, with the word that it is an indication unless it was set officially."""
    own = module.level
    parts = [words.say("level_mbo", level=own.mbo)] if own.mbo else []
    parts += [f"NLQF {own.nlqf}", f"EQF {own.eqf}"]
    indicative = "" if own.officially_set else f" {words.say('indicative')}"
    return " · ".join(parts) + indicative


def short_size(module: Module, words: Words) -> str:
    """Return size and level in a few words. That they are indications is told here as well (B05, B07)."""
    load, own = module.study_load, module.level
    about = (
        [words.say("about", value=words.number(load.value), unit=words.say(f"unit_{load.unit}"))]
        if load
        else []
    )
    name = words.say("level_mbo", level=own.mbo) if own.mbo else f"NLQF {own.nlqf}"
    return " · ".join([*about, name if own.officially_set else f"{name} {words.say('indicative')}"])
