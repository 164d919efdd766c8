"""Everything that the public catalogue is made of: the name of each file, and what is in it.

Pages of modules stand at the addresses that credentials carry; what lists them stands in a folder of
its own.

Spec: requirements C06, C14, D07, D11, D12, D23, H05–H07.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import issuer.catalogue_pages
from credentials.achievement.achievement_building import edition_id, languages_of
from credentials.achievement.model import Module
from credentials.parsing import JsonObject
from issuer.catalogue_pages.addresses import CATALOGUE, EXPLANATION, page_file
from issuer.catalogue_pages.explanation_page import explanation_page
from issuer.catalogue_pages.list_page import SEARCH_INDEX, SEARCH_SCRIPT, list_pages
from issuer.catalogue_pages.module_page import module_page
from issuer.catalogue_pages.search_index import search_index
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import LANGUAGES
from issuer.domain.exports.catalogue import CataloguedModule, module_json
from issuer.domain.exports.catalogue_csv import catalogue_csv
from issuer.domain.exports.feeds import atom, rss
from issuer.domain.exports.groups import grouped
from issuer.domain.exports.ooapi_collections import ooapi_files
from issuer.domain.exports.published import PublishedModule
from issuer.domain.exports.schema_org import schema_org

CATALOGUE_JSON: Final = f"{CATALOGUE}/catalogus.json"

File = tuple[str, bytes]


def catalogue_files(
    paged: Sequence[CataloguedModule], listed: Sequence[CataloguedModule], site: Site
) -> Iterator[File]:
    """Yield every file but the list as JSON, which says when it was made.

    Args:
        paged: The modules that have pages.
        listed: Those of them that the catalogue lists.
        site: Whose catalogue, and where.
    """
    for one in paged:
        yield from _module_files(one, site)
    yield from _list_files(listed, site)
    yield f"{CATALOGUE}/{SEARCH_SCRIPT}", _search_script()
    yield f"{CATALOGUE}/catalogus.csv", catalogue_csv(listed).encode("utf-8-sig")
    for name, document in ooapi_files(listed, site.school):
        yield f"{CATALOGUE}/ooapi/{name}", as_json(document)


def files_of(module: Module, base_url: str) -> Iterator[str]:
    """Yield the name of every file that a version may have had when it was shown, and of its module."""
    for address in (module.id, f"{module.id}/en"):
        if name := page_file(address, base_url):
            yield name
    for language in LANGUAGES:
        if name := page_file(edition_id(module, language), base_url):
            folder = name.removesuffix("index.html")
            yield from (name, f"{folder}schema-org.json", f"{folder}module.json")


def as_json(document: JsonObject) -> bytes:
    """Return a document as a file."""
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"


def _module_files(one: CataloguedModule, site: Site) -> Iterator[File]:
    for published in one.versions:
        yield from _version_files(one, published, site)
    newest = one.newest
    for language in languages_of(newest.module):
        place = newest.module.id + ("" if language == "nl" else f"/{language}")
        if name := page_file(place, site.base_url):
            yield name, module_page(one, newest, site, language, place=place).encode()


def _version_files(one: CataloguedModule, published: PublishedModule, site: Site) -> Iterator[File]:
    module = published.module
    for language in languages_of(module):
        name = page_file(edition_id(module, language), site.base_url)
        if name is None:
            continue
        yield name, module_page(one, published, site, language).encode()
        folder = name.removesuffix("index.html")
        yield f"{folder}schema-org.json", as_json(schema_org(published, site.school, language))
        if language == "nl":
            yield f"{folder}module.json", as_json(module_json(published))


def _list_files(listed: Sequence[CataloguedModule], site: Site) -> Iterator[File]:
    groups = grouped(listed)
    for language in LANGUAGES:
        folder = site.catalogue(language).removeprefix(f"{site.base_url}/")
        for page in list_pages(listed, groups, site, language):
            yield _file_at(page.address, site), page.html.encode()
        for one in groups:
            for page in list_pages(one.modules, groups, site, language, one.group):
                yield _file_at(page.address, site), page.html.encode()
        yield f"{folder}/{EXPLANATION}/index.html", explanation_page(groups, site, language).encode()
        yield f"{folder}/{SEARCH_INDEX}", as_json(search_index(listed, site, language))
        for name, feed in (("atom.xml", atom), ("rss.xml", rss)):
            address = site.catalogue(language, name)
            page_address = site.catalogue(language)
            text = feed(listed, site.school, language, address=address, page=page_address)
            yield f"{folder}/{name}", text.encode()


def _file_at(address: str, site: Site) -> str:
    return f"{address.removeprefix(f'{site.base_url}/')}/index.html"


@cache
def _search_script() -> bytes:
    return (Path(issuer.catalogue_pages.__file__).parent / "search.js").read_bytes()
