"""A signature covers the whole document: no change outside ``@context`` goes unseen.

The changes that a canonical form does not show by design are left out: an item or an array of one,
the order of items, the case of a language tag, a reference written as an object with only an id,
and repeating, or no longer repeating, what is said of a node in a place nearer to the root.
"""

import copy
from collections.abc import Iterator
from typing import Any, TypeAlias

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contexts import CREDENTIALS_V2, OB_3_0_3, bundled_contexts
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject
from tests.documents_for_tests import rich_badge

Path: TypeAlias = tuple[str | int, ...]

XSD = "http://www.w3.org/2001/XMLSchema#"
DOCUMENT = rich_badge()
CANONICAL = canonicalize(DOCUMENT)


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key != "@context":
                yield (*path, key)
                yield from paths(member, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield (*path, index)
            yield from paths(item, (*path, index))


def terms(context: object) -> Iterator[str]:
    if isinstance(context, dict):
        for term, definition in context.items():
            yield term
            yield from terms(definition)


ALL_PATHS = sorted(paths(DOCUMENT), key=str)
ALL_TERMS = sorted(
    {term for url in (CREDENTIALS_V2, OB_3_0_3) for term in terms(bundled_contexts().document(url))}
)


def at(document: Any, path: Path) -> Any:  # noqa: ANN401 - any JSON value
    for step in path:
        document = document[step]
    return document


PLACES = [path for path in ALL_PATHS if isinstance(at(DOCUMENT, path), dict)]
TEXTS = sorted({value for path in ALL_PATHS if isinstance(value := at(DOCUMENT, path), str)})
SCALARS = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from([*TEXTS, "", "x", "x:y", "é", "\x00"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(ALL_TERMS), inner, max_size=3)
    ),
    max_leaves=5,
)


def seen(document: JsonObject) -> bool:
    try:
        return canonicalize(document) != CANONICAL
    except NotCanonicalizable:
        return True


def changed(path: Path) -> tuple[JsonObject, Any]:
    document = copy.deepcopy(DOCUMENT)
    return document, at(document, path[:-1])


def test_no_member_or_item_can_be_left_out() -> None:
    for path in ALL_PATHS:
        document, parent = changed(path)
        del parent[path[-1]]
        assert seen(document), path


NAMED = [path for path in ALL_PATHS if isinstance(path[-1], str) and path[-1] != "@value"]


def rename(path: Path, other: str) -> None:
    document, parent = changed(path)
    if other not in parent:
        parent[other] = parent.pop(path[-1])
        assert seen(document), (path, other)


def test_no_member_can_be_written_in_another_way() -> None:
    for path in NAMED:
        name = str(path[-1])
        for other in {name.upper(), name.capitalize(), f"@{name}", f"schema:{name}"} - {name}:
            rename(path, other)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(NAMED), st.sampled_from(ALL_TERMS))
def test_no_member_can_be_renamed(path: Path, other: str) -> None:
    rename(path, other)


def test_no_value_can_be_wrapped() -> None:
    for path in ALL_PATHS:
        old = at(DOCUMENT, path)
        for new in (
            {"@value": old},
            {"@value": old, "@type": f"{XSD}string"},
            {"@value": old, "@type": f"{XSD}dateTime"},
            {"@value": old, "@type": f"{XSD}boolean"},
            {"@value": old, "@type": "https://www.w3.org/2001/XMLSchema#anyURI"},
            {"@value": old, "@language": "nl"},
            {"@id": old},
            {"@set": [old]},
            {"@list": [old]},
            {"@graph": [old]},
            [old, old],
            [old, None],
            [[old]],
            str(old),
        ):
            if new != old:
                document, parent = changed(path)
                parent[path[-1]] = new
                assert seen(document), (path, new)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ALL_PATHS), VALUES)
def test_no_value_can_be_replaced(path: Path, new: Any) -> None:  # noqa: ANN401
    assume(plain(at(DOCUMENT, path)) != plain(new))
    document, parent = changed(path)
    parent[path[-1]] = new
    assert seen(document)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([(), *PLACES]), st.sampled_from(ALL_TERMS) | st.text(max_size=5), VALUES)
def test_no_member_can_be_added(place: Path, name: str, value: Any) -> None:  # noqa: ANN401
    document = copy.deepcopy(DOCUMENT)
    parent = at(document, place)
    assume(name not in parent and name != "@context")
    parent[name] = value
    assert seen(document)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.data())
def test_no_member_can_move_to_another_object(one: Path, other: Path, data: st.DataObject) -> None:
    document = copy.deepcopy(DOCUMENT)
    source, target = at(document, one), at(document, other)
    name = data.draw(st.sampled_from(sorted(source)))
    assume(name != "@context" and name not in target)
    target[name] = source.pop(name)
    assert seen(document)


def plain(value: Any) -> Any:  # noqa: ANN401
    """Undo the spellings that make no difference, so that an equal value is not called a change."""
    if isinstance(value, list) and len(value) == 1:
        return plain(value[0])
    if isinstance(value, dict) and set(value) == {"id"}:
        return value["id"]
    if isinstance(value, bool | int | float):
        return (isinstance(value, bool), value)
    return value
