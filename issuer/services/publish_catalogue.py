"""Write the public catalogue: pages, JSON, feeds, a search index and the files of the Open Education API.

What was of use to everybody and no longer is, is taken off (D11), and so is the page of a group that has
no modules any more. A file that would not change is left as it is.

Spec: requirements C06, C14, D07, D11, D12, D23, H05–H07.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from credentials.parsing import JsonObject
from issuer.catalogue_pages.addresses import CATALOGUE, PAGE, page_file
from issuer.catalogue_pages.site import Site
from issuer.catalogue_pages.words import LANGUAGES
from issuer.domain.exports.catalogue import CataloguedModule, catalogue_json, catalogued, with_pages
from issuer.domain.exports.groups import FACETS
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import UnitOfWork
from issuer.publication import PublicDirectory
from issuer.services.catalogue_files import CATALOGUE_JSON, as_json, catalogue_files, files_of
from issuer.services.published_modules import published_modules

_OURS_ALONE: Final = (
    *(
        f"{CATALOGUE}{'' if language == 'nl' else f'/{language}'}/{name}/**/index.html"
        for language in LANGUAGES
        for name in (*FACETS, PAGE)
    ),
    f"{CATALOGUE}/ooapi/v[56]/*/*.json",
)
"""Files that nobody but the catalogue makes, and that go when it no longer has them."""


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

    def __call__(
        self, institution_id: UUID, directory: PublicDirectory, *, is_local: bool = False
    ) -> CatalogueReport:
        """Write it, and return what was written.

        Args:
            institution_id: Whose.
            directory: Where.
            is_local: It is to be looked at from a folder: links lead from file to file.

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
        site = Site(school=school, base_url=base_url, is_local=is_local)
        files = dict(catalogue_files(paged, shown, site))
        changed = sum(_write(directory, name, content) for name, content in files.items())
        changed += _write_catalogue(directory, catalogue_json(shown, school, at))
        gone = {name for one in hidden for name in files_of(one.module, base_url)}
        gone |= set(_left_over(directory)) - files.keys()
        changed += sum(directory.remove(name) for name in sorted(gone))
        return CatalogueReport(
            modules=len(shown),
            hidden=len({one.module.id for one in hidden}),
            files=len(files) + 1,
            changed=changed,
            elsewhere=tuple(sorted(_elsewhere(paged, base_url))),
        )


def _elsewhere(paged: Iterable[CataloguedModule], base_url: str) -> set[str]:
    return {
        one.newest.module.id for one in paged if page_file(one.newest.module.version_id, base_url) is None
    }


def _left_over(directory: PublicDirectory) -> Iterator[str]:
    """Yield the names of what there is of the files that only the catalogue makes."""
    for pattern in _OURS_ALONE:
        for file in directory.path.glob(pattern):
            yield file.relative_to(directory.path).as_posix()


def _write_catalogue(directory: PublicDirectory, catalogue: JsonObject) -> bool:
    """Write the list, unless nothing in it changed but the moment of writing."""
    before = directory.read(CATALOGUE_JSON)
    if before is not None:
        try:
            known = json.loads(before)
        except ValueError:
            known = None
        if isinstance(known, dict) and {**known, "updatedAt": None} == {**catalogue, "updatedAt": None}:
            return False
    directory.write(CATALOGUE_JSON, as_json(catalogue))
    return True


def _write(directory: PublicDirectory, name: str, content: bytes) -> bool:
    if directory.read(name) == content:
        return False
    directory.write(name, content)
    return True
