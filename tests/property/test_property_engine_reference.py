"""Whichever way a document takes through the engine, its answer is that of the path through PyLD."""

import random
from collections import Counter

import pytest

from tests.corpus.documents import KINDS, corpus
from tests.corpus.faults import FAULTS
from tests.reference_path_for_tests import outcome_by_reference, outcome_of_engine

DOCUMENTS_PER_FAULT = 3 * len(KINDS)


@pytest.mark.slow
def test_the_whole_corpus() -> None:
    different = [
        specimen.name
        for specimen in corpus()
        if outcome_of_engine(specimen.document) != outcome_by_reference(specimen.document)
    ]
    assert different == []


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_one_code_and_place(name: str) -> None:
    """A document with one fault: refused by the rule that was broken, at the same place by both."""
    codes: Counter[str] = Counter()
    for specimen in corpus(DOCUMENTS_PER_FAULT, seed=name):
        source = random.Random(f"{name} {specimen.name}")  # noqa: S311 - the same each time is the point
        faulty = FAULTS[name].in_document(specimen.document, source)
        if faulty is not None:
            outcome = outcome_of_engine(faulty)
            assert outcome == outcome_by_reference(faulty), (specimen.name, faulty)
            codes[outcome.code] += 1
    assert codes.total() > 10
    assert "" not in codes, "a fault was let pass"
    assert codes[FAULTS[name].code] > 0.6 * codes.total(), codes
