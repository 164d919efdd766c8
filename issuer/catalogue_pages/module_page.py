"""The page of one module version in one language.

The parts that credentials point at have the names that they point with: ``#LO1``, ``#criteria``,
``#entry-requirement``, ``#stackability``, ``#labour-market-value``, and each result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credentials.achievement.achievement_building import edition_id, languages_of
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    STACKABILITY,
    SUPERVISION,
)
from credentials.achievement.language_map import text_in
from credentials.achievement.model import Module
from credentials.endorsement.roles import role_name
from issuer.catalogue_pages.addresses import EXPLANATION
from issuer.catalogue_pages.frame import Page, framed
from issuer.catalogue_pages.module_facts import facts
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import Words, words_of
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.groups import groups_of
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.description.labour_market import GOAL_HINTS, GOAL_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """A version of the module: its number, its page, and since when."""

    number: str
    address: str
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownResult:
    """A result that is given.

    Attributes:
        name: What it is called.
        required: What it has to be at least, or None.
        fragment: The name behind the # where its address is a part of this page, or None.
    """

    name: str
    required: str | None
    fragment: str | None


def module_page(
    catalogued: CataloguedModule,
    published: PublishedModule,
    site: Site,
    language: str,
    *,
    place: str | None = None,
) -> str:
    """Return the page.

    Args:
        catalogued: The module with all its versions.
        published: The version that the page is about.
        site: What the page is a part of.
        language: "nl" or "en".
        place: Address of the folder in which the page is a file, when that is not its own address.
    """
    module, words = published.module, words_of(language)
    other = "en" if language == "nl" else "nl"
    page = Page(
        words=words,
        site=site,
        title=f"{text_in(module.title, language)} – {site.school.name}",
        description=text_in(module.description, language),
        address=edition_id(module, language),
        other=edition_id(module, other) if other in languages_of(module) else None,
        data=f"{module.version_id}/module.json",
        place=place,
        is_listed=published.is_listed,
    )
    newest = catalogued.newest
    supervision = SUPERVISION.get(module.supervision or "")
    return framed(
        page,
        "module.html.jinja",
        module=module,
        description=published.description,
        published=published,
        newer=_version(newest, words) if newest.module.version != module.version else None,
        facts=tuple(facts(published, words)),
        kind=site.catalogue(language, EXPLANATION) + f"#{published.instrument.key}",
        groups=[
            (text_in(one.names, language), site.catalogue(language, one.facet, one.key))
            for one in groups_of(newest)
        ]
        if newest.is_listed
        else [],
        assessment_forms=[
            ASSESSMENT_TYPES[ASSESSMENT_ALIASES.get(one, one)].labels[language]
            for one in module.assessment_types
        ],
        supervision=supervision.labels[language] if supervision else None,
        results=tuple(_results(module, language)),
        stackability=STACKABILITY[module.stackability][language] if module.stackability else None,
        goals=[
            (GOAL_NAMES[one][language], GOAL_HINTS[one][language])
            for one in published.description.labour_market.training_goals
        ],
        reach=", ".join(_reaches(published, words)),
        supporters=[
            (one.name, words.say("supporter", role=role_name(one.role, language), day=words.day(one.on)))
            for one in published.supporters
        ],
        versions=[_version(one, words) for one in catalogued.versions],
    )


def _version(published: PublishedModule, words: Words) -> ShownVersion:
    module = published.module
    shown = words.language if words.language in languages_of(module) else "nl"
    return ShownVersion(
        number=module.version, address=edition_id(module, shown), published_on=published.published_on
    )


def _reaches(published: PublishedModule, words: Words) -> Iterator[str]:
    market = published.description.labour_market
    for one in market.reaches:
        region = f" ({market.region})" if one == "regionaal" and market.region else ""
        yield words.say(f"reach_{one}") + region


def _results(module: Module, language: str) -> Iterator[ShownResult]:
    start = f"{module.version_id}#"
    for one in module.result_descriptions:
        bar = one.required_value or None
        yield ShownResult(
            name=one.name,
            required=bar.replace(".", ",") if bar and language == "nl" else bar,
            fragment=one.id.removeprefix(start) if one.id.startswith(start) else None,
        )
