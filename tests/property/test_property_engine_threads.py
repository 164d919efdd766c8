"""Many threads at once: each document has the answer that it has when it is alone."""

import random
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.parsing import JsonObject, JsonValue
from tests.corpus.documents import KINDS, corpus
from tests.corpus.faults import FAULTS
from tests.reference_path_for_tests import Outcome, outcome_by_reference, outcome_of_engine

THREADS = 16


def faulty_documents() -> Iterator[JsonObject]:
    for (name, fault), specimen in zip(FAULTS.items(), corpus(len(FAULTS), seed="faulty"), strict=True):
        source = random.Random(name)  # noqa: S311 - the same each time is the point
        faulty = fault.in_document(specimen.document, source)
        if faulty is not None:
            yield faulty


def hostile_documents() -> Iterator[JsonObject]:
    """Yield documents that take long, or as long as they may."""
    tree: JsonValue = {"targetName": "x"}
    for _ in range(4):
        tree = {"alignment": [tree, {"type": "Alignment", "alignment": tree}]}
    yield achievement(alignment=tree)
    deep: JsonValue = {"targetName": "x"}
    for _ in range(80):
        deep = {"alignment": deep}
    yield achievement(alignment=deep)
    yield achievement(tag=[f"tag {number}" for number in range(2_000)])
    yield achievement(alignment=[{"targetName": str(number)} for number in range(300)])
    yield achievement(name="\x00" * 10_000)
    yield {"@context": [CREDENTIALS_V2] * 50, "id": "urn:x:1", "type": "VerifiableCredential"}


def achievement(**members: JsonValue) -> JsonObject:
    return {"@context": [CREDENTIALS_V2, OB_3_0_3], "id": "urn:x:1", "type": ["Achievement"], **members}


@pytest.fixture
def threads_that_take_turns_often() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("threads_that_take_turns_often")
def test_no_thread_gets_the_answer_of_another() -> None:
    valid = [specimen.document for specimen in corpus(len(KINDS), seed="threads")]
    documents = [*valid, *faulty_documents(), *hostile_documents()]
    together = threading.Barrier(THREADS)

    def answers(number: int) -> dict[int, Outcome]:
        order = list(range(len(documents)))
        random.Random(number).shuffle(order)  # noqa: S311 - any order will do
        together.wait()
        return {index: outcome_of_engine(documents[index]) for index in order}

    # First the threads, so that they are the ones that fill every cache.
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(answers, range(THREADS)))
    alone = {index: outcome_of_engine(document) for index, document in enumerate(documents)}
    assert [
        index for index, outcome in alone.items() if outcome != outcome_by_reference(documents[index])
    ] == []
    assert all(outcome.nquads for outcome in list(alone.values())[: len(valid)])
    wrong = {index for outcomes in found for index in outcomes if outcomes[index] != alone[index]}
    assert wrong == set()
