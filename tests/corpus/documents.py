"""The corpus: thousands of different documents, the same ones each time."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from credentials.parsing import JsonObject
from tests.corpus.badges import badge
from tests.corpus.collections_of_credentials import (
    did_document,
    learner_record,
    presentation,
    presentation_1_1,
)
from tests.corpus.draw import Draw
from tests.corpus.endorsements import endorsed_badge, endorsement_alone, proof_options
from tests.corpus.inline_contexts import with_own_terms
from tests.corpus.other_credentials import (
    badge_1_1,
    credential,
    credential_1_1,
    credential_with_json,
    older_badge,
)
from tests.corpus.statuses import bitstring_status_list, status_list_2021
from tests.corpus.structures import badge_with_cycles, badge_with_ties

SIZE: Final = 2_200
SEED: Final = "documents of every kind"

# Half of them are what we are made for; the rest has what that half never has.
KINDS: Final[tuple[Callable[[Draw], JsonObject], ...]] = (
    badge,
    badge_with_ties,
    endorsed_badge,
    credential,
    badge,
    badge_with_cycles,
    endorsed_badge,
    credential_with_json,
    badge,
    badge_with_ties,
    presentation,
    learner_record,
    credential_1_1,
    older_badge,
    badge_1_1,
    did_document,
    presentation_1_1,
    bitstring_status_list,
    endorsement_alone,
    status_list_2021,
    proof_options,
    with_own_terms,
)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One document of the corpus.

    Attributes:
        name: Its number and kind, for the message of a test that fails.
        document: A fresh copy, that the caller may change.
    """

    name: str
    document: JsonObject


def document_from(source: random.Random, number: int) -> JsonObject:
    """Return a document of the kind whose turn it is, with everything else up to ``source``."""
    return KINDS[number % len(KINDS)](Draw(source))


def specimen(number: int, *, seed: str = SEED) -> Specimen:
    """Return one document of the corpus, which does not depend on the others."""
    source = random.Random(f"{seed} {number}")  # noqa: S311 - the same each time is the point
    return Specimen(
        name=f"{number} {KINDS[number % len(KINDS)].__name__}", document=document_from(source, number)
    )


def corpus(size: int = SIZE, *, seed: str = SEED) -> Iterator[Specimen]:
    """Yield the first ``size`` documents."""
    return (specimen(number, seed=seed) for number in range(size))
