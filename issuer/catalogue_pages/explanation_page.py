"""The page that explains what a microcredential is, and what each instrument is and is not.

What an instrument is not are the fixed words that its credentials carry, so that nobody reads one thing
here and another there.

Spec: requirements A01, A20, B07, B08, C06.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.language_map import text_in
from issuer.catalogue_pages.addresses import EXPLANATION
from issuer.catalogue_pages.frame import Page, framed
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import Words, words_of
from issuer.domain.exports.groups import GroupedModules, slug

_TEXTS: Final = Path(__file__).resolve().parent / "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An instrument, explained.

    Attributes:
        key: Of the instrument; the fragment that leads here.
        name: What people call it.
        in_brief: What it is, or None.
        facts: Names and values.
        is_not: The fixed words on its standing in law.
        modules: Address of the modules of this kind, or None when there are none.
    """

    key: str
    name: str
    in_brief: str | None
    facts: tuple[tuple[str, str], ...]
    is_not: str
    modules: str | None


def explanation_page(groups: Sequence[GroupedModules], site: Site, language: str) -> str:
    """Return the page.

    Args:
        groups: Those of the catalogue; what the school offers of each kind is linked to.
        site: What the page is a part of.
        language: "nl" or "en".
    """
    words, text = words_of(language), explanation_text(language)
    page = Page(
        words=words,
        site=site,
        title=f"{text['title']} – {site.school.name}",
        description=str(text["lead"]),
        address=site.catalogue(language, EXPLANATION),
        other=site.catalogue("en" if language == "nl" else "nl", EXPLANATION),
        part="explanation",
    )
    offered = {one.group.key for one in groups if one.group.facet == "soort"}
    kinds = (
        Kind(
            key=one.key,
            name=one.names[language],
            in_brief=text_in(one.in_brief, language) if one.in_brief else None,
            facts=tuple(_facts(one, words)),
            is_not=one.legal_sentence(language),
            modules=site.catalogue(language, "soort", slug(one.key)) if slug(one.key) in offered else None,
        )
        for one in sorted(
            INSTRUMENTS.values(), key=lambda one: (one.key != "microcredential", one.names[language])
        )
    )
    return framed(page, "explanation.html.jinja", text=text, kinds=tuple(kinds))


@cache
def explanation_text(language: str) -> Mapping[str, Any]:
    """Return what the page says in "nl" or "en", apart from the instruments."""
    return tomllib.loads((_TEXTS / f"explanation.{language}.toml").read_text("utf-8"))


def _facts(instrument: Instrument, words: Words) -> Iterator[tuple[str, str]]:
    yield words.say("kind_recognised"), words.say(instrument.recognition.value)
    yield words.say("kind_register"), words.say("yes" if instrument.in_diploma_register else "no")
    if instrument.has_legal_document:
        yield words.say("kind_paper"), words.say("paper_yes")
    signers = [words.say("signer_school"), *(words.say(f"signer_{one.value}") for one in instrument.signers)]
    first, last = ", ".join(signers[:-1]), signers[-1]
    both = f"{first} {words.say('and')} {last}" if first else last
    yield words.say("kind_signers"), both[0].upper() + both[1:]
