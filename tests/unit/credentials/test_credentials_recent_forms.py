"""The last few answers of canonicalization are remembered, and never mixed up."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from contexts import bundled_contexts, issuing_contexts
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.recent_forms import remembered
from credentials.jsonld.strictness import NotCanonicalizable, UndefinedTerm
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue
from tests.verification_for_tests import badge


class Counting:
    """Stands for canonicalization; tells how often it was asked."""

    def __init__(self, error: NotCanonicalizable | None = None) -> None:
        self.asked = 0
        self.error = error

    def __call__(self) -> bytes:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return b"answer %d" % self.asked


def unknown(_text: bytes) -> None:
    """Stand for a template that fits nothing."""


def document(name: str) -> JsonObject:
    return {"test_credentials_recent_forms": name}


def test_the_same_document_is_worked_on_once() -> None:
    work = Counting()
    assert [remembered(document("once"), "x", unknown, work) for _ in range(3)] == [b"answer 1"] * 3
    assert work.asked == 1


@pytest.mark.parametrize("other", [1.0, True, "1", [1], None])
def test_documents_that_python_takes_for_equal_are_not(other: JsonValue) -> None:
    work = Counting()
    first: JsonObject = {"test_credentials_recent_forms": 1, "kind": repr(other)}
    second = first | {"test_credentials_recent_forms": other}
    assert remembered(first, "x", unknown, work) != remembered(second, "x", unknown, work)


def test_circumstances_count() -> None:
    work = Counting()
    assert remembered(document("circumstances"), "x", unknown, work) != remembered(
        document("circumstances"), "y", unknown, work
    )


def test_a_refusal_is_remembered_and_told_anew() -> None:
    work = Counting(UndefinedTerm("no such name", pointer="/a"))
    errors = []
    for _ in range(2):
        with pytest.raises(UndefinedTerm) as caught:
            remembered(document("refused"), "x", unknown, work)
        errors.append(caught.value)
        caught.value.pointer = "changed by whoever caught it"
    assert work.asked == 1
    assert errors[0] is not errors[1]
    assert [error.args for error in errors] == [("no such name",)] * 2
    with pytest.raises(UndefinedTerm) as again:
        remembered(document("refused"), "x", unknown, work)
    assert again.value.pointer == "/a"


def test_only_a_few_are_remembered() -> None:
    work = Counting()
    for number in range(20):
        remembered(document(f"many {number}"), "x", unknown, work)
    remembered(document("many 0"), "x", unknown, work)
    assert work.asked == 21


def test_what_is_no_json_is_worked_on_each_time() -> None:
    work = Counting()
    for _ in range(2):
        remembered({"x": object()}, "x", unknown, work)  # type: ignore[dict-item]  # what a caller may have built
    assert work.asked == 2


def test_limits_and_contexts_are_circumstances() -> None:
    canonicalize(badge())
    with pytest.raises(NotCanonicalizable) as caught:
        canonicalize(badge(), limits=Limits(max_depth=2))
    assert caught.value.code == "too_complex"
    newer: JsonObject = badge(endorsementJwt=["e30.e30.e30"])
    assert canonicalize(newer, contexts=bundled_contexts(), limits=DEFAULT_LIMITS)
    with pytest.raises(UndefinedTerm):
        canonicalize(newer, contexts=issuing_contexts())


def test_what_a_template_gives_is_remembered_too() -> None:
    work = Counting()
    texts = []

    def put_together(text: bytes) -> bytes:
        texts.append(text)
        return b"from a template"

    for _ in range(2):
        assert remembered(document("put together"), "x", put_together, work) == b"from a template"
    assert (texts, work.asked) == ([b'{"test_credentials_recent_forms":"put together"}'], 0)


@pytest.mark.parametrize("values", [[None, math.inf, -math.inf], [[None], [math.inf]]])
def test_what_orjson_writes_alike_is_not_the_same(values: list[JsonValue]) -> None:
    work = Counting()
    found = [remembered(document("null") | {"x": value}, "x", unknown, work) for value in values]
    assert len(set(found)) == len(values)
    assert [remembered(document("null") | {"x": value}, "x", unknown, work) for value in values] == found


def test_threads_that_ask_for_the_same_and_for_others() -> None:
    def answer(number: int) -> bytes:
        text = b"%d" % (number % 7)
        return remembered(document(f"thread {number % 7}"), "x", unknown, lambda: text)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, range(700))) == [b"%d" % (number % 7) for number in range(700)]
