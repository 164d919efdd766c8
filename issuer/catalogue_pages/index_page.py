"""The page that lists the modules of an institution."""

from collections.abc import Sequence
from dataclasses import dataclass

from credentials.achievement.building import edition_id, languages_of
from credentials.achievement.model import Issuer
from issuer.catalogue_pages.addresses import catalogue_address
from issuer.catalogue_pages.frame import Page, framed
from issuer.catalogue_pages.module_facts import level, study_load
from issuer.catalogue_pages.words import SchoolText, Words, words_of
from issuer.domain.exports.catalogue import CataloguedModule


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A module in the list.

    Attributes:
        kind: Its instrument.
        address: Of its page.
        title: What it is called.
        description: In a few sentences.
        size: Study load and level.
        hreflang: Language of its page, if it is not that of the list.
    """

    kind: str
    address: str
    title: SchoolText | None
    description: SchoolText | None
    size: str
    hreflang: str | None


def index_page(modules: Sequence[CataloguedModule], school: Issuer, language: str, *, base_url: str) -> str:
    """Return the page.

    Args:
        modules: Those of the catalogue.
        school: Whose they are.
        language: "nl" or "en".
        base_url: Where everything is published, without a slash at the end.
    """
    words = words_of(language)
    page = Page(
        words=words,
        school=school,
        base_url=base_url,
        title=words.say("catalogue", school=school.name),
        description=words.say("catalogue_intro"),
        address=catalogue_address(base_url, language),
        other=catalogue_address(base_url, "en" if language == "nl" else "nl"),
        data=f"{catalogue_address(base_url, 'nl')}/catalogus.json",
        is_list=True,
    )
    return framed(page, "index.html.jinja", cards=[_card(one, words) for one in modules])


def _card(catalogued: CataloguedModule, words: Words) -> Card:
    published = catalogued.newest
    module = published.module
    shown = words.language if words.language in languages_of(module) else "nl"
    return Card(
        kind=published.instrument.names[words.language],
        address=edition_id(module, shown),
        title=words.of(module.title),
        description=words.of(module.description),
        size=" · ".join(one for one in (study_load(module, words), level(module, words)) if one),
        hreflang=None if shown == words.language else shown,
    )
