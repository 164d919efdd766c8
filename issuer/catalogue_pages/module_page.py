"""The page of one module version in one language.

The parts that credentials point at have the names that they point with: ``#LO1``, ``#criteria``,
``#entry-requirement``, ``#stackability``, ``#labour-market-value``, and each result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credentials.achievement.building import edition_id, languages_of
from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    STACKABILITY,
    SUPERVISION,
)
from credentials.achievement.model import Issuer, Module, text_in
from credentials.endorsement.roles import role_name
from issuer.catalogue_pages.frame import Page, framed
from issuer.catalogue_pages.module_facts import facts
from issuer.catalogue_pages.words import Words, words_of
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.published import PublishedModule


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
    school: Issuer,
    language: str,
    *,
    base_url: str,
) -> str:
    """Return the page.

    Args:
        catalogued: The module with all its versions.
        published: The version that the page is about.
        school: Whose it is.
        language: "nl" or "en".
        base_url: Where everything is published, without a slash at the end.
    """
    module, words = published.module, words_of(language)
    other = "en" if language == "nl" else "nl"
    page = Page(
        words=words,
        school=school,
        base_url=base_url,
        title=f"{text_in(module.title, language)} – {school.name}",
        description=text_in(module.description, language),
        address=edition_id(module, language),
        other=edition_id(module, other) if other in languages_of(module) else None,
        data=f"{module.version_id}/module.json",
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
        assessment_forms=[
            ASSESSMENT_TYPES[ASSESSMENT_ALIASES.get(one, one)].labels[language]
            for one in module.assessment_types
        ],
        supervision=supervision.labels[language] if supervision else None,
        results=tuple(_results(module, language)),
        stackability=STACKABILITY[module.stackability][language] if module.stackability else None,
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


def _results(module: Module, language: str) -> Iterator[ShownResult]:
    start = f"{module.version_id}#"
    for one in module.result_descriptions:
        bar = one.required_value or None
        yield ShownResult(
            name=one.name,
            required=bar.replace(".", ",") if bar and language == "nl" else bar,
            fragment=one.id.removeprefix(start) if one.id.startswith(start) else None,
        )
