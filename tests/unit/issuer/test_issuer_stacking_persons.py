"""One person, or more? What can be said of that, and how surely."""

import copy
from itertools import permutations

import pytest

from credentials.parsing import JsonObject
from issuer.domain.stacking.advice import AdviceOutcome
from issuer.domain.stacking.persons import Identity, Person, PersonCertainty, judge_persons, person_of
from tests.stacking_for_tests import (
    HERE,
    KEUZEDEEL,
    ORDERING,
    PLEASING,
    RECEIVING,
    credential,
    module,
    signed,
    stack_of,
    unsigned,
)
from verifier.checks.recipient import KnownRecipient

SANNE = "Sanne de Vries"
WALLET = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
SALT = "9c0f4e7d2b6a18355f4e"


def person(name: str | None = SANNE, *identities: tuple[str, str, str]) -> Person:
    names = frozenset([name] if name else [])
    return Person(names=names, identities=frozenset(Identity(*one) for one in identities))


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
        assert found.names == {"Zoë van ’t Hof"}
        assert {(one.kind, one.space) for one in found.identities} == {
            ("id", ""),
            ("emailAddress", f"sha256${SALT}"),
        }


def identifier(kind: str, value: str, *, salt: str | None = None) -> JsonObject:
    entry: JsonObject = {
        "type": "IdentityObject",
        "identityType": kind,
        "identityHash": value,
        "hashed": salt is not None,
    }
    return entry if salt is None else {**entry, "salt": salt}


def about(document: JsonObject, *identifiers: JsonObject) -> JsonObject:
    """Return a credential that knows its recipient by these alone."""
    changed = copy.deepcopy(document)
    subject = changed["credentialSubject"]
    assert isinstance(subject, dict)
    subject["identifier"] = list(identifiers)
    return changed


ANDERS, VOORBEELD = unsigned(KEUZEDEEL), unsigned(module(ORDERING, name="tafels"), issuer=HERE)
"""Of two schools, to be about whoever they are made to be about."""
DIGEST = "sha256$" + "a" * 64


class TestIdentifiersOfSchools:
    """A number that a school gave out tells its own students apart, and nobody else's."""

    def certainty_of(self, one: JsonObject, other: JsonObject) -> PersonCertainty:
        return certainty(person_of(one), person_of(other))

    @pytest.mark.parametrize(
        "kind",
        [
            "ext:StudentNumber",
            "sourcedId",
            "sisSourcedId",
            "userName",
            "accountId",
            "identifier",
            "ltiUserId",
        ],
    )
    @pytest.mark.parametrize("salt", [None, SALT])
    def test_of_two_schools_are_not_compared(self, kind: str, salt: str | None) -> None:
        number = identifier(kind, "1001" if salt is None else DIGEST, salt=salt)
        pair = about(ANDERS, number), about(VOORBEELD, number)
        assert self.certainty_of(*pair) is PersonCertainty.UNSURE

    def test_of_one_school_are(self) -> None:
        number, other = identifier("ext:StudentNumber", "1001"), identifier("ext:StudentNumber", "1002")
        again = unsigned(module(RECEIVING, name="later"))
        assert self.certainty_of(about(ANDERS, number), about(again, number)) is PersonCertainty.IDENTIFIED
        assert self.certainty_of(about(ANDERS, number), about(again, other)) is PersonCertainty.DIFFERENT

    def test_other_numbers_at_two_schools_raise_no_doubt(self) -> None:
        name = identifier("name", SANNE)
        pair = (
            about(ANDERS, name, identifier("ext:StudentNumber", "1001")),
            about(VOORBEELD, name, identifier("ext:StudentNumber", "77")),
        )
        assert self.certainty_of(*pair) is PersonCertainty.SAME_NAME

    @pytest.mark.parametrize("kind", ["systemId", "productId", "ltiPlatformId", "ltiDeploymentId"])
    def test_those_of_systems_tell_nobody_apart(self, kind: str) -> None:
        again = unsigned(module(RECEIVING, name="later"))
        system = identifier(kind, "brightspace")
        assert self.certainty_of(about(ANDERS, system), about(again, system)) is PersonCertainty.UNSURE

    @pytest.mark.parametrize(
        "shared",
        [identifier("emailAddress", "sanne@leerling.example"), identifier("emailAddress", DIGEST, salt=SALT)],
    )
    def test_addresses_are_compared_between_schools(self, shared: JsonObject) -> None:
        pair = about(ANDERS, shared), about(VOORBEELD, shared)
        assert self.certainty_of(*pair) is PersonCertainty.IDENTIFIED

    def test_a_hashed_name_is_still_a_name(self) -> None:
        name = identifier("name", DIGEST, salt=SALT)
        assert self.certainty_of(about(ANDERS, name), about(VOORBEELD, name)) is PersonCertainty.UNSURE

    @pytest.mark.parametrize(
        ("own", "expected"),
        [(WALLET, PersonCertainty.IDENTIFIED), ("urn:student:1001", PersonCertainty.UNSURE)],
    )
    def test_the_id_of_the_subject_when_it_is_one_for_the_whole_world(
        self, own: str, expected: PersonCertainty
    ) -> None:
        pair = [about(one, identifier("systemId", "magister")) for one in (ANDERS, VOORBEELD)]
        for one in pair:
            assert isinstance(one["credentialSubject"], dict)
            one["credentialSubject"]["id"] = own
        assert self.certainty_of(*pair) is expected

    def test_nothing_is_granted_on_the_number_of_another_school(self) -> None:
        number = identifier("ext:StudentNumber", "1001")
        stack = stack_of(signed(about(ANDERS, number)), signed(about(VOORBEELD, number), by=HERE))
        assert stack.person.certainty is PersonCertainty.UNSURE
        assert [one.outcome for one in stack.keuzedelen] == [AdviceOutcome.ASSESS]


class TestNames:
    @pytest.mark.parametrize("blank", ["—", ".", "-", "?", "1001", "…", "\u3164", "( )", "\u200b-"])
    def test_without_a_letter_is_none(self, blank: str) -> None:
        nobody = person_of(about(ANDERS, identifier("name", blank)))
        other = person_of(about(VOORBEELD, identifier("name", blank)))
        assert nobody.names == frozenset()
        assert certainty(nobody, other) is PersonCertainty.UNSURE
        assert certainty(nobody, person()) is PersonCertainty.UNSURE

    def test_nothing_is_granted_to_a_dash(self) -> None:
        dash = identifier("name", "—")
        stack = stack_of(signed(about(ANDERS, dash)), signed(about(VOORBEELD, dash), by=HERE))
        assert [one.outcome for one in stack.keuzedelen] == [AdviceOutcome.ASSESS]
        assert (stack.person.names, stack.person.nameless) == ((), 2)

    @pytest.mark.parametrize("name", ["王芳", "محمد", "O", "Ðóra", "देवी"])
    def test_letters_are_those_of_every_script(self, name: str) -> None:
        assert person_of(about(ANDERS, identifier("name", name))).names == {name}

    def test_two_in_one_credential_count_both_in_whatever_order(self) -> None:
        names = [identifier("name", SANNE), identifier("name", "Piet Bakker")]
        both, turned = about(ANDERS, *names), about(ANDERS, *reversed(names))
        assert person_of(both) == person_of(turned)
        assert certainty(person_of(both)) is PersonCertainty.UNSURE
        assert certainty(person_of(both), person()) is PersonCertainty.UNSURE

    def test_of_two_subjects_count_both(self) -> None:
        one, other = (
            about(ANDERS, identifier("name", name))["credentialSubject"] for name in (SANNE, "Piet Bakker")
        )
        assert certainty(person_of({**ANDERS, "credentialSubject": [one, other]})) is PersonCertainty.UNSURE


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
