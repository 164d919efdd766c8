"""Every document of the corpus has one canonical form: ours, pyoxigraph's, jsonld.js's and PyLD's.

Where one of them is known to differ (`known_differences.py`), what must still hold is computed, and
the others are asked.
"""

from collections import Counter
from dataclasses import dataclass

import pytest

from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject
from tests.corpus.documents import SIZE, Specimen, corpus
from tests.interop.jsonld_js import by_jsonld_js
from tests.interop.known_differences import (
    has_fraction_of_sixteen_digits,
    has_json_sorted_differently,
    has_repeated_relations,
    has_two_scoped_types,
    sorted_by_code_unit,
)
from tests.interop.node_peer import NodePeer
from tests.other_canonicalizers_for_tests import by_oxigraph, by_oxigraph_from_nquads, by_pyld

pytestmark = [pytest.mark.interop, pytest.mark.slow]

ASKED_OF_PYLD = 12
"""One in so many; besides those on which another one differs."""

REFUSED: dict[str, int] = {}
"""What our own rules refuse of the corpus, by code. Each would need a reason here."""


@dataclass(frozen=True, slots=True)
class Form:
    """A document of the corpus with its canonical form."""

    specimen: Specimen
    nquads: str

    @property
    def document(self) -> JsonObject:
        return self.specimen.document


@dataclass(frozen=True, slots=True)
class Forms:
    """The canonical forms of the corpus, and how many documents were refused, by code."""

    accepted: list[Form]
    refused: Counter[str]


@pytest.fixture(scope="module")
def forms() -> Forms:
    accepted = []
    refused: Counter[str] = Counter()
    for specimen in corpus():
        try:
            accepted.append(Form(specimen, canonicalize(specimen.document)))
        except NotCanonicalizable as error:
            refused[error.code] += 1
    return Forms(accepted, refused)


def test_the_corpus_is_large_and_all_different(forms: Forms) -> None:
    assert len(forms.accepted) + forms.refused.total() == SIZE
    assert len({form.nquads for form in forms.accepted}) == len(forms.accepted) >= 2_000


def test_few_are_refused_and_each_for_a_reason(forms: Forms) -> None:
    assert forms.refused == Counter(REFUSED)


def test_pyoxigraph_gives_the_same(forms: Forms) -> None:
    different = []
    explained = Counter[str]()
    for form in forms.accepted:
        theirs = by_oxigraph(form.document)
        if theirs == form.nquads:
            explained["the same"] += 1
        elif has_repeated_relations(form.nquads) and theirs == by_oxigraph_from_nquads(form.nquads):
            explained["the same statements, other names"] += 1
        elif has_json_sorted_differently(form.document):
            explained["JSON sorted by code point"] += 1
        elif has_two_scoped_types(form.document):
            explained["a type that is lost"] += 1
        elif has_fraction_of_sixteen_digits(form.document):
            explained["fewer digits"] += 1
        else:
            different.append(form.specimen.name)
    assert different == []
    assert explained["the same"] > 0.9 * len(forms.accepted), explained
    assert min(explained.values()) >= 5, explained


def test_jsonld_js_gives_the_same(forms: Forms, node_peer: NodePeer) -> None:
    different = []
    explained = Counter[str]()
    for form, theirs in zip(
        forms.accepted, by_jsonld_js(node_peer, [form.document for form in forms.accepted]), strict=True
    ):
        expected = sorted_by_code_unit(form.nquads)
        if theirs == form.nquads:
            explained["the same"] += 1
        elif theirs == expected:
            explained["the same lines in another order"] += 1
        elif expected is None:
            explained["other hashes, because lines were sorted differently"] += 1
        else:
            different.append(f"{form.specimen.name}: {theirs[:80]}")
    assert different == []
    assert explained["the same"] > 0.95 * len(forms.accepted), explained
    assert len(explained) == 3, explained
    assert min(explained.values()) >= 5, explained


def test_pyld_gives_the_same(forms: Forms) -> None:
    """Asked about some, and about every document on which somebody else may differ."""
    different = [
        form.specimen.name
        for number, form in enumerate(forms.accepted)
        if number % ASKED_OF_PYLD == 0 or somebody_may_differ(form)
        if by_pyld(form.document) != form.nquads
    ]
    assert different == []


def somebody_may_differ(form: Form) -> bool:
    return (
        sorted_by_code_unit(form.nquads) != form.nquads
        or has_json_sorted_differently(form.document)
        or has_two_scoped_types(form.document)
        or has_fraction_of_sixteen_digits(form.document)
        or has_repeated_relations(form.nquads)
    )
