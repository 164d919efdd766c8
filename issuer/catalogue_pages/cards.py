"""A module in a list: what it is, for whom, and how large."""

from dataclasses import dataclass

from credentials.achievement.achievement_building import edition_id, languages_of
from credentials.achievement.language_map import text_in
from issuer.catalogue_pages.module_facts import short_size
from issuer.catalogue_pages.words import SchoolText, Words
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.modules.description.labour_market import GOAL_NAMES

MAX_DESCRIPTION = 220
"""Characters of a description that a list shows; the page of the module has all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A module in the list.

    Attributes:
        kind: Its instrument.
        address: Of its page.
        title: What it is called.
        description: In a sentence or two.
        size: Study load and level.
        goals: What it is for.
        hreflang: Language of its page, if it is not that of the list.
    """

    kind: str
    address: str
    title: SchoolText | None
    description: SchoolText | None
    size: str
    goals: tuple[str, ...]
    hreflang: str | None


def card(catalogued: CataloguedModule, words: Words) -> Card:
    """Return what a list shows of a module."""
    published = catalogued.newest
    module = published.module
    shown = words.language if words.language in languages_of(module) else "nl"
    description = words.of(module.description)
    return Card(
        kind=published.instrument.names[words.language],
        address=edition_id(module, shown),
        title=words.of(module.title),
        description=SchoolText(text=shortened(description.text), language=description.language)
        if description
        else None,
        size=short_size(module, words),
        goals=tuple(
            text_in(GOAL_NAMES[one], words.language)
            for one in published.description.labour_market.training_goals
        ),
        hreflang=None if shown == words.language else shown,
    )


def shortened(text: str) -> str:
    """Return the beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= MAX_DESCRIPTION:
        return line
    return line[:MAX_DESCRIPTION].rpartition(" ")[0].rstrip(",;:.– ") + " …"
