"""Write the public catalogue: pages, JSON, feeds and the files of the Open Education API.

Pages of modules stand at the addresses that credentials carry. What was of use to everybody and no
longer is, is taken off (D11). A file that would not change is left as it is.

Spec: requirements D11, D12, D23, H05–H07.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from credentials.achievement.building import edition_id, languages_of
from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject, JsonValue
from issuer.catalogue_pages.addresses import CATALOGUE, catalogue_address, page_file
from issuer.catalogue_pages.index_page import index_page
from issuer.catalogue_pages.module_page import module_page
from issuer.domain.exports.catalogue import (
    CataloguedModule,
    catalogue_json,
    catalogued,
    module_json,
    with_pages,
)
from issuer.domain.exports.feeds import atom, rss
from issuer.domain.exports.ooapi_v5 import export_v5
from issuer.domain.exports.ooapi_v6 import export_v6
from issuer.domain.exports.published import PublishedModule
from issuer.domain.exports.schema_org import schema_org
from issuer.ports import Clock, UnitOfWork
from issuer.publication import PublicDirectory
from issuer.services.published_modules import published_modules

_LANGUAGES = ("nl", "en")
_V5 = ("educationSpecifications", "programs", "courses")
_V6 = ("organisations", "programmes", "courses", "learningOutcomes")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueReport:
    """What was written.

    Attributes:
        modules: How many modules the catalogue shows.
        hidden: How many it does not show.
        files: How many files there are.
        changed: How many of them were written, and how many that were there were taken away.
        elsewhere: Addresses of modules that lie outside what this institution publishes.
    """

    modules: int
    hidden: int
    files: int
    changed: int
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCatalogue:
    """Write the catalogue of an institution into a directory."""

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, directory: PublicDirectory) -> CatalogueReport:
        """Write it, and return what was written.

        Raises:
            UnknownInstitution: There is no such institution.
            OSError: A file cannot be written.
        """
        at = self.clock()
        with self.uow.read(institution_id) as ledger:
            school, base_url = ledger.institution.as_issuer(), ledger.institution.public_base_url
            published = published_modules(ledger)
        paged, shown = with_pages(published), catalogued(published)
        visible = {one.newest.module.id for one in paged}
        hidden = [one for one in published if one.module.id not in visible]
        files = dict(_pages(paged, school, base_url))
        files |= dict(_indexes(shown, school, base_url))
        files |= _lists(shown, school)
        catalogue = catalogue_json(shown, school, at)
        changed = sum(_write(directory, name, content) for name, content in files.items())
        changed += _write_catalogue(directory, catalogue)
        for one in hidden:
            changed += sum(directory.remove(name) for name in _files_of(one.module, base_url))
        return CatalogueReport(
            modules=len(shown),
            hidden=len({one.module.id for one in hidden}),
            files=len(files) + 1,
            changed=changed,
            elsewhere=tuple(
                sorted(
                    {
                        one.newest.module.id
                        for one in paged
                        if page_file(one.newest.module.version_id, base_url) is None
                    }
                )
            ),
        )


def _pages(paged: Sequence[CataloguedModule], school: Issuer, base_url: str) -> Iterator[tuple[str, bytes]]:
    for one in paged:
        for published in one.versions:
            yield from _version_files(one, published, school, base_url)
        newest = one.newest
        for language in languages_of(newest.module):
            suffix = "" if language == "nl" else f"/{language}"
            if name := page_file(newest.module.id + suffix, base_url):
                yield name, module_page(one, newest, school, language, base_url=base_url).encode()


def _indexes(shown: Sequence[CataloguedModule], school: Issuer, base_url: str) -> Iterator[tuple[str, bytes]]:
    for language in _LANGUAGES:
        folder = CATALOGUE if language == "nl" else f"{CATALOGUE}/{language}"
        page = catalogue_address(base_url, language)
        yield f"{folder}/index.html", index_page(shown, school, language, base_url=base_url).encode()
        yield (
            f"{folder}/atom.xml",
            atom(shown, school, language, address=f"{page}/atom.xml", page=page).encode(),
        )
        yield f"{folder}/rss.xml", rss(shown, school, language, address=f"{page}/rss.xml", page=page).encode()


def _version_files(
    one: CataloguedModule, published: PublishedModule, school: Issuer, base_url: str
) -> Iterator[tuple[str, bytes]]:
    module = published.module
    for language in languages_of(module):
        name = page_file(edition_id(module, language), base_url)
        if name is None:
            continue
        yield name, module_page(one, published, school, language, base_url=base_url).encode()
        folder = name.removesuffix("index.html")
        yield f"{folder}schema-org.json", _json(schema_org(published, school, language))
        if language == "nl":
            yield f"{folder}module.json", _json(module_json(published))


def _files_of(module: Module, base_url: str) -> Iterator[str]:
    """Every file that a version may have had when it was shown, and those of its module."""
    for address in (module.id, f"{module.id}/en"):
        if name := page_file(address, base_url):
            yield name
    for language in _LANGUAGES:
        if name := page_file(edition_id(module, language), base_url):
            folder = name.removesuffix("index.html")
            yield from (name, f"{folder}schema-org.json", f"{folder}module.json")


def _lists(shown: Sequence[CataloguedModule], school: Issuer) -> Mapping[str, bytes]:
    """The Open Education API as files: each collection one page with everything in it."""
    v5 = [export_v5(one.newest, school).content for one in shown]
    v6 = [export_v6(one.newest, school).content for one in shown]
    found = {}
    for version, contents, collections in (("v5", v5, _V5), ("v6", v6, _V6)):
        for collection in collections:
            name = f"{CATALOGUE}/ooapi/{version}/{_dashed(collection)}.json"
            found[name] = _json(_collection(contents, collection))
    return found


def _collection(contents: Sequence[JsonObject], name: str) -> JsonObject:
    items: list[JsonValue] = []
    for content in contents:
        of_module = content.get(name)
        for item in of_module if isinstance(of_module, list) else []:
            if item not in items:
                items.append(item)
    return {
        "pageSize": len(items),
        "pageNumber": 1,
        "hasPreviousPage": False,
        "hasNextPage": False,
        "totalPages": 1,
        "items": items,
    }


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)


def _write_catalogue(directory: PublicDirectory, catalogue: JsonObject) -> bool:
    """Write the list, unless nothing in it changed but the moment of writing."""
    name = f"{CATALOGUE}/catalogus.json"
    before = directory.read(name)
    if before is not None:
        try:
            known = json.loads(before)
        except ValueError:
            known = None
        if isinstance(known, dict) and {**known, "updatedAt": None} == {**catalogue, "updatedAt": None}:
            return False
    directory.write(name, _json(catalogue))
    return True


def _write(directory: PublicDirectory, name: str, content: bytes) -> bool:
    if directory.read(name) == content:
        return False
    directory.write(name, content)
    return True


def _json(document: JsonObject) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"
