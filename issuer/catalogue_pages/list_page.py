"""The pages that list modules: all of them, or those of one group; so many to a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from credentials.achievement.language_map import text_in
from issuer.catalogue_pages.addresses import PAGE
from issuer.catalogue_pages.cards import card
from issuer.catalogue_pages.frame import Page, framed
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import Words, words_of
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.groups import Group, GroupedModules

PER_PAGE = 48
"""Modules on a page: it stays below 100 kB however much their schools have to say."""
SEARCH_INDEX = "zoeken.json"
SEARCH_SCRIPT = "zoeken.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A group that can be chosen.

    Attributes:
        name: Of the group.
        address: Of its page.
        count: How many modules are in it.
        is_chosen: It is the group that the page shows.
    """

    name: str
    address: str
    count: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The groups of one facet, under its name."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One page of a list: where it stands, and its HTML."""

    address: str
    html: str


def list_pages(
    modules: Sequence[CataloguedModule],
    groups: Sequence[GroupedModules],
    site: Site,
    language: str,
    chosen: Group | None = None,
) -> Iterator[ListedPage]:
    """Yield the pages that list modules; at least one, which may be empty.

    Args:
        modules: Those that are listed.
        groups: All groups of the catalogue, to choose from.
        site: What the pages are a part of.
        language: "nl" or "en".
        chosen: The group that ``modules`` are, or None when they are all there is.
    """
    words, other = words_of(language), "en" if language == "nl" else "nl"
    steps = (chosen.facet, chosen.key) if chosen else ()
    numbers = range(1, max(1, -(-len(modules) // PER_PAGE)) + 1)
    name = text_in(chosen.names, language) if chosen else ""
    facet = words.say(f"facet_{chosen.facet}") if chosen else ""

    def address(number: int, of: str = language) -> str:
        return site.catalogue(of, *steps, *((PAGE, str(number)) if number > 1 else ()))

    title = words.say("group_title", group=name, school=site.school.name)
    for number in numbers:
        page = Page(
            words=words,
            site=site,
            title=title if chosen else words.say("catalogue", school=site.school.name),
            description=words.say("group_intro", facet=facet, group=name, school=site.school.name)
            if chosen
            else words.say("catalogue_intro"),
            address=address(number),
            other=address(number, other),
            data=site.catalogue("nl", "catalogus.json"),
            part=None if chosen or number > 1 else "modules",
            has_search=bool(modules),
        )
        html = framed(
            page,
            "list.html.jinja",
            heading=name if chosen else page.title,
            facet=facet,
            hint=text_in(chosen.hints, language) if chosen and chosen.hints else "",
            cards=[card(one, words) for one in modules[(number - 1) * PER_PAGE : number * PER_PAGE]],
            count=words.number(len(modules)),
            choices=tuple(_choices(groups, site, words, chosen)),
            number=number,
            last=numbers[-1],
            before=address(number - 1) if number > 1 else None,
            after=address(number + 1) if number < numbers[-1] else None,
            search_index=site.catalogue(language, SEARCH_INDEX),
            search_script=site.catalogue("nl", SEARCH_SCRIPT),
            csv=site.catalogue("nl", "catalogus.csv"),
        )
        yield ListedPage(page.address, html)


def _choices(
    groups: Sequence[GroupedModules], site: Site, words: Words, chosen: Group | None
) -> Iterator[Choices]:
    for facet, members in groupby(groups, key=lambda one: one.group.facet):
        yield Choices(
            name=words.say(f"facet_{facet}"),
            choices=tuple(
                Choice(
                    name=text_in(one.group.names, words.language),
                    address=site.catalogue(words.language, facet, one.group.key),
                    count=words.number(len(one.modules)),
                    is_chosen=one.group == chosen,
                )
                for one in members
            ),
        )
