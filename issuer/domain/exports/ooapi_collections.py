"""The Open Education API as files: what a student system would get from it, when it asks for courses.

Each collection is one page with everything in it, and each object in it is a file as well. So a web server
that gives ``courses.json`` for ``/courses`` answers the questions that read the API, without a program.

Spec: Open Education API 5.0 and 6.0, Pagination; requirements D12, H07.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from credentials.achievement.model import Issuer
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.catalogue import CataloguedModule
from issuer.domain.exports.ooapi_v5 import export_v5, organization_v5
from issuer.domain.exports.ooapi_v6 import export_v6, organisation_v6

_V5: Final = {
    "organizations": "organizationId",
    "educationSpecifications": "educationSpecificationId",
    "programs": "programId",
    "courses": "courseId",
}
_V6: Final = {
    "organisations": "organisationId",
    "programmes": "programmeId",
    "courses": "courseId",
    "learningOutcomes": "learningOutcomeId",
}
"""The collections, and the name of the id of the objects in them."""


def ooapi_files(modules: Sequence[CataloguedModule], school: Issuer) -> Iterator[tuple[str, JsonObject]]:
    """Yield the name and content of every file, of both versions."""
    v5: list[JsonObject] = [{"organizations": [organization_v5(school)]}]
    v5 += [export_v5(one.newest, school).content for one in modules]
    v6: list[JsonObject] = [{"organisations": [organisation_v6(school)]}]
    v6 += [export_v6(one.newest, school).content for one in modules]
    for version, contents, collections in (("v5", v5, _V5), ("v6", v6, _V6)):
        for collection, id_name in collections.items():
            folder = f"{version}/{_dashed(collection)}"
            objects = _objects(contents, collection, id_name)
            yield f"{folder}.json", _page(list(objects.values()))
            for id_, item in objects.items():
                yield f"{folder}/{id_}.json", item


def _objects(contents: Sequence[JsonObject], collection: str, id_name: str) -> dict[str, JsonObject]:
    """Every object of a collection once, by its id."""
    found: dict[str, JsonObject] = {}
    for content in contents:
        items = content.get(collection)
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict):
                found.setdefault(str(item[id_name]), item)
    return found


def _page(items: list[JsonObject]) -> JsonObject:
    listed: list[JsonValue] = list(items)
    return {
        "pageSize": len(items),
        "pageNumber": 1,
        "hasPreviousPage": False,
        "hasNextPage": False,
        "totalPages": 1,
        "items": listed,
    }


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
