"""The people who propose and decide, by the number or name the school gives them."""

import unicodedata

from issuer.domain.bsn import contains_bsn
from issuer.errors import DecisionRefused

MAX_PERSON_CHARACTERS = 100


def person(text: str) -> str:
    """Return a person's reference in the one form that we store and compare.

    ``U-003``, ``u-003`` and ``u-003 `` are the same person: otherwise one person could be two.

    Raises:
        DecisionRefused: There is nothing left, it is too long, or it holds control characters
            (``no_person``); or it holds what may be a BSN (``bsn``).
    """
    tidied = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    unprintable = any(unicodedata.category(character).startswith("C") for character in tidied)
    if not tidied or len(tidied) > MAX_PERSON_CHARACTERS or unprintable:
        raise DecisionRefused(reason="no_person")
    if contains_bsn(tidied):
        raise DecisionRefused(reason="bsn")
    return tidied


def two_different_people(people: tuple[str, ...]) -> tuple[str, str]:
    """Return exactly two different people.

    Raises:
        DecisionRefused: There are not two, or they are the same person.
    """
    known = tuple(person(one) for one in people)
    if len(known) != 2 or known[0] == known[1]:
        raise DecisionRefused(reason="two_different_people_needed")
    return known[0], known[1]
