"""One person, or more? What can be said of that, and how surely."""

from itertools import permutations

import pytest

from issuer.domain.stacking.persons import Identity, Person, PersonCertainty, judge_persons, person_of
from tests.stacking_for_tests import ORDERING, PLEASING, RECEIVING, credential, module, stack_of, unsigned
from verifier.checks.recipient import KnownRecipient

SANNE = "Sanne de Vries"
WALLET = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
SALT = "9c0f4e7d2b6a18355f4e"


def person(name: str | None = SANNE, *identities: tuple[str, str, str]) -> Person:
    return Person(name=name, identities=frozenset(Identity(*one) for one in identities))


def certainty(*people: Person) -> PersonCertainty:
    """Return the judgement, which is the same in whatever order."""
    found = {judge_persons(one).certainty for one in permutations(people)}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (SANNE, SANNE, PersonCertainty.SAME_NAME),
        (SANNE, "SANNE  DE VRIES", PersonCertainty.SAME_NAME),
        ("Zoë van ’t Hof", "Zoe van 't Hof", PersonCertainty.SAME_NAME),
        (SANNE, "S. de Vries", PersonCertainty.UNSURE),
        (SANNE, "Sanne Jansen-de Vries", PersonCertainty.UNSURE),
        (SANNE, "Tom de Vries", PersonCertainty.UNSURE),
        (SANNE, None, PersonCertainty.UNSURE),
        (SANNE, "Piet Bakker", PersonCertainty.DIFFERENT),
        (SANNE, "Piet de Boer", PersonCertainty.DIFFERENT),
        ("王芳", "李娜", PersonCertainty.DIFFERENT),
    ],
)
def test_names(one: str, other: str | None, expected: PersonCertainty) -> None:
    assert certainty(person(one), person(other)) is expected


class TestIdentities:
    def test_a_shared_wallet_identifies(self) -> None:
        assert certainty(person(SANNE, ("id", "", WALLET)), person(SANNE, ("id", "", WALLET))) is (
            PersonCertainty.IDENTIFIED
        )

    def test_a_chain_identifies_too(self) -> None:
        first = person(SANNE, ("id", "", "did:a"))
        link = person(SANNE, ("id", "", "did:a"), ("emailAddress", "sha256$x", "1"))
        last = person(SANNE, ("emailAddress", "sha256$x", "1"))
        assert certainty(first, link, last) is PersonCertainty.IDENTIFIED

    def test_two_wallets_say_nothing(self) -> None:
        pair = person(SANNE, ("id", "", "did:a")), person(SANNE, ("id", "", "did:b"))
        assert certainty(*pair) is PersonCertainty.SAME_NAME

    def test_another_salt_cannot_be_compared(self) -> None:
        pair = (
            person(SANNE, ("emailAddress", "sha256$a", "1")),
            person(SANNE, ("emailAddress", "sha256$b", "2")),
        )
        assert certainty(*pair) is PersonCertainty.SAME_NAME

    def test_another_address_under_the_same_salt_raises_doubt(self) -> None:
        pair = [person(SANNE, ("emailAddress", "sha256$a", value)) for value in "12"]
        assert certainty(*pair) is PersonCertainty.UNSURE

    def test_without_names_such_addresses_are_two_people(self) -> None:
        pair = [person(None, ("emailAddress", "sha256$a", value)) for value in "12"]
        assert certainty(*pair) is PersonCertainty.DIFFERENT

    def test_other_names_in_one_wallet_raise_doubt(self) -> None:
        pair = person(SANNE, ("id", "", WALLET)), person("Piet Bakker", ("id", "", WALLET))
        assert certainty(*pair) is PersonCertainty.UNSURE

    def test_one_or_none_is_single(self) -> None:
        assert certainty(person()) is PersonCertainty.SINGLE
        assert certainty() is PersonCertainty.SINGLE

    def test_what_a_credential_says(self) -> None:
        document = unsigned(module(ORDERING), email="sanne@leerling.example", wallet=WALLET)
        found = person_of(document)
        assert found.name == "Zoë van ’t Hof"
        assert {(one.kind, one.space) for one in found.identities} == {
            ("id", ""),
            ("emailAddress", f"sha256${SALT}"),
        }


class TestStack:
    def test_different_people_are_not_added_up(self) -> None:
        pair = [
            credential(module(RECEIVING, name="een"), person=SANNE),
            credential(module(ORDERING, name="twee"), person="Piet Bakker"),
        ]
        stack = stack_of(*pair)
        assert stack.is_refused
        assert (stack.covered.covered, stack.study_load.sbu) == (0, 0)
        assert stack.findings[0].code == "stacking_different_people"
        assert len(stack.evidence) == 2  # listed, so that people see which

    def test_a_forged_credential_of_somebody_else_changes_nothing(self) -> None:
        own = credential(module(RECEIVING, name="een"), person=SANNE)
        forged = credential(module(ORDERING), person="Piet Bakker").replace(b'"7.5"', b'"9.5"')
        stack = stack_of(own, forged)
        assert not stack.is_refused
        assert stack.covered.covered == 1

    def test_with_an_address_the_others_are_left_out(self) -> None:
        pair = [
            credential(module(RECEIVING, name="een"), person=SANNE, email="sanne@leerling.example"),
            credential(module(ORDERING, name="twee"), person="Piet Bakker", email="piet@leerling.example"),
        ]
        stack = stack_of(*pair, recipient=KnownRecipient(email="Sanne@leerling.example"))
        assert stack.person.certainty is PersonCertainty.ASKED
        assert [one.process.code for one in stack.work_processes if one.grounds] == ["B1-K1-W1"]
        assert len(stack.left_out) == 1

    def test_with_a_name_it_is_still_only_a_name(self) -> None:
        pair = [credential(module(one), person=SANNE) for one in (RECEIVING, PLEASING)]
        stack = stack_of(*pair, recipient=KnownRecipient(name=SANNE))
        assert stack.person.certainty is PersonCertainty.SAME_NAME
