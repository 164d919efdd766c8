"""What the search of the catalogue looks through: per module a card, and the words that it is found by.

One small file per language, which the script on the page fetches when somebody begins to type. Nothing
that is typed leaves the page.

Spec: requirements D07, F13.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from credentials.achievement.language_map import text_in
from credentials.parsing import JsonObject
from issuer.catalogue_pages.cards import card
from issuer.catalogue_pages.list_page import SEARCH_INDEX
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import words_of
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.groups import groups_of
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.json_values import filled

MAX_WORDS: Final = 2000
"""Characters of other words that one module is found by."""


def search_index(modules: Sequence[CataloguedModule], site: Site, language: str) -> JsonObject:
    """Return the index of a language.

    Args:
        modules: Those of the catalogue.
        site: What it is a part of.
        language: "nl" or "en".
    """
    words = words_of(language)
    place = site.catalogue(language, SEARCH_INDEX).rpartition("/")[0]
    found = []
    for one in modules:
        shown = card(one, words)
        found.append(
            filled(
                {
                    "title": shown.title.text if shown.title else "",
                    "titleLanguage": shown.title.language if shown.title else None,
                    "address": site.link(shown.address, place),
                    "pageLanguage": shown.hreflang,
                    "kind": shown.kind,
                    "description": shown.description.text if shown.description else "",
                    "descriptionLanguage": shown.description.language if shown.description else None,
                    "goals": list(shown.goals),
                    "size": shown.size,
                    "words": " ".join(dict.fromkeys(_words(one.newest, language)))[:MAX_WORDS],
                }
            )
        )
    return {"modules": list(found)}


def _words(published: PublishedModule, language: str) -> Iterator[str]:
    """What people search by and the card does not say: codes first, which nobody would miss twice."""
    module = published.module
    for _, code in module.qualification_codes:
        yield code
    for outcome in module.learning_outcomes:
        for process in outcome.work_processes:
            yield process.qualified_code
            yield process.title
    for group in groups_of(published):
        yield text_in(group.names, language)
    for skill in module.skills:
        yield skill.label
    for outcome in module.learning_outcomes:
        yield text_in(outcome.text, language)
