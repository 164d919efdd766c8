"""The places of a document where strings vary."""

import pytest

from credentials.jsonld.templates.varying_places import VaryingPlaces
from credentials.parsing import JsonObject

DOCUMENT: JsonObject = {
    "a/b": {"c~d": "one", "list": ["two", {"deep": "three"}, 4]},
    "e": "five",
}
POINTERS = ["/a~1b/c~0d", "/a~1b/list/1/deep", "/a~1b/list/0", "/e"]


def test_paths_are_json_pointers() -> None:
    places = VaryingPlaces(DOCUMENT, POINTERS)
    assert places.paths == [("a/b", "c~d"), ("a/b", "list", 1, "deep"), ("a/b", "list", 0), ("e",)]
    assert places.values_in(DOCUMENT) == ("one", "three", "two", "five")


def test_filling_leaves_the_document_alone() -> None:
    places = VaryingPlaces(DOCUMENT, POINTERS)
    filled = places.filled(["1", "2", "3", "4"])
    assert filled == {"a/b": {"c~d": "1", "list": ["3", {"deep": "2"}, 4]}, "e": "4"}
    assert places.values_in(filled) == ("1", "2", "3", "4")
    assert places.values_in(DOCUMENT) == ("one", "three", "two", "five")


@pytest.mark.parametrize(
    "pointer",
    ["", "e", "x/e", "/x", "/a~1b", "/a~1b/list/2", "/a~1b/list/3", "/a~1b/list/x", "/a~1b/list/-1", "/e/0"],
)
def test_a_pointer_without_a_string_is_refused(pointer: str) -> None:
    with pytest.raises(ValueError, match=r"nothing at|no string at"):
        VaryingPlaces(DOCUMENT, [pointer])


def test_one_place_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        VaryingPlaces(DOCUMENT, ["/e", "/e"])


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"a/b": {"c~d": "one", "list": ["two"]}, "e": "five"},
        {"a/b": {"c~d": "one", "list": {}}, "e": "five"},
        {"a/b": {"c~d": 1, "list": ["two", {"deep": "three"}]}, "e": "five"},
    ],
)
def test_a_document_of_another_form_has_no_values(other: JsonObject) -> None:
    assert VaryingPlaces(DOCUMENT, POINTERS).values_in(other) is None


def test_a_character_of_a_text_is_no_item() -> None:
    assert VaryingPlaces({"x": ["a"]}, ["/x/0"]).values_in({"x": "text"}) is None


class TestEqualItems:
    def test_a_string_beside_another_one(self) -> None:
        places = VaryingPlaces({"tag": ["a", "b", "c"]}, ["/tag/0", "/tag/2"])
        assert not places.has_equal_items(["x", "y"])
        assert places.has_equal_items(["x", "x"])
        assert places.has_equal_items(["x", "b"])
        assert places.has_equal_items(["b", "x"])

    def test_objects_with_the_same_members_in_another_order(self) -> None:
        places = VaryingPlaces(
            {"x": [{"k": "a", "m": "same"}, {"m": "same", "k": "b"}]}, ["/x/0/k", "/x/1/k"]
        )
        assert not places.has_equal_items(["a", "b"])
        assert places.has_equal_items(["a", "a"])

    def test_one_that_does_not_vary(self) -> None:
        places = VaryingPlaces({"x": [{"k": "a", "n": 1}, {"k": "b", "n": 1.0}]}, ["/x/1/k"])
        assert not places.has_equal_items(["b"])
        assert places.has_equal_items(["a"])

    def test_items_that_differ_in_what_does_not_vary(self) -> None:
        document: JsonObject = {
            "x": [
                {"k": "a", "m": "1"},
                {"k": "b", "m": "2"},
                {"k": "c"},
                {"k": ["d"], "m": "1"},
                "e",
                True,
                1,
            ]
        }
        places = VaryingPlaces(document, ["/x/0/k", "/x/1/k", "/x/2/k", "/x/3/k/0", "/x/4"])
        assert not places.has_equal_items(["s"] * 5)

    def test_crosswise(self) -> None:
        """The first of one and the second of the other vary: both must be what stands across."""
        places = VaryingPlaces({"x": [{"k": "a", "m": "b"}, {"k": "c", "m": "d"}]}, ["/x/0/k", "/x/1/m"])
        assert places.has_equal_items(["c", "b"])
        assert not places.has_equal_items(["c", "d"])
        assert not places.has_equal_items(["a", "b"])

    def test_arrays_in_items_of_arrays(self) -> None:
        document: JsonObject = {"x": [{"tag": ["a", "b"]}, {"tag": ["c", "b"]}]}
        places = VaryingPlaces(document, ["/x/0/tag/0", "/x/1/tag/0"])
        assert places.has_equal_items(["q", "q"])
        assert places.has_equal_items(["b", "q"])
        assert not places.has_equal_items(["p", "q"])
