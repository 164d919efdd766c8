"""What RDF can hold of a document: what is left out of it, what is kept, and how long that takes."""

from typing import Any

import pytest

from tests.cpu_time_for_tests import least_cpu_time
from waarmerk.vc_api.for_rdf import for_rdf


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"a": 1}, {"b": 1}, {"a": 1}], [{"a": 1}, {"b": 1}]),
        ([{"a": 1, "b": [{}]}, {"b": [{}, {}], "a": 1}], [{"a": 1, "b": [{}]}]),
        ([{"a": 1}, {"a": True}, {"a": "1"}, {"a": [1]}], [{"a": 1}, {"a": True}, {"a": "1"}, {"a": [1]}]),
        ([{"a": [1, 2]}, {"a": [2, 1]}, {"a": [[1, 2]]}], [{"a": [1, 2]}, {"a": [2, 1]}, {"a": [[1, 2]]}]),
        ([{"id": "x:1"}, {"id": "x:1"}, "b", "b", 1, 1], [{"id": "x:1"}, {"id": "x:1"}, "b", "b", 1, 1]),
        ([{"a": {"@value": "b", "@direction": "rtl"}}, {"a": "b"}], [{"a": "b"}]),
        ({"@value": "b", "@direction": "rtl", "@language": "nl"}, {"@value": "b", "@language": "nl"}),
        ([{"@context": [{}, {}]}, {"@context": [{}, {}]}], [{"@context": [{}, {}]}]),
    ],
    ids=["equal", "deeper", "types", "order", "with-id", "direction", "language", "context"],
)
def test_what_is_left(value: Any, expected: Any) -> None:  # noqa: ANN401 - any JSON
    found = for_rdf({"@context": value, "a": value})
    assert found["a"] == expected
    assert repr(found["a"]) == repr(expected)  # True is not 1
    assert found["@context"] == value


@pytest.mark.parametrize(
    "value",
    [
        [{"a": number} for number in range(30_000)],
        [{"a": [{"b": [{"c": number}, {}]}, {}]} for number in range(10_000)],
    ],
    ids=["wide", "deep"],
)
def test_many_different_objects_are_each_looked_at_once(value: Any) -> None:  # noqa: ANN401 - any JSON
    assert least_cpu_time(1.0, lambda _: for_rdf({"a": value})) < 1.0
