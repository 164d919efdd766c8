"""The class is looked at once, and nobody in it gets away with anything."""

import uuid
from collections.abc import Callable

import pytest

from credentials.jsonld import engine
from credentials.parsing import JsonObject, UnverifiedDocument
from credentials.proofs.data_integrity import add_proof
from tests.keys_for_tests import ISSUER_ED25519
from tests.verification_for_tests import (
    AT,
    AWARDED,
    SCHOOL,
    badge_with,
    found,
    report_on,
    signed,
    status_entry,
    trust_list,
)
from verifier import DEFAULT, CheckId, Code, Resources, judge

NAME = "/credentialSubject/identifier/1/identityHash"
SUBJECT = "/credentialSubject/id"


def learner(module: JsonObject, number: int) -> JsonObject:
    document = badge_with("/id", f"urn:uuid:{number:036}", badge_with(NAME, f"Sanne {number}", module))
    return badge_with(SUBJECT, f"did:example:{number}", document)


@pytest.fixture
def module() -> JsonObject:
    """Return the badge of a class of which four were verified."""
    address = f"https://roc-voorbeeld.example/modules/{uuid.uuid4()}"
    module = badge_with("/credentialSubject/achievement/id", address)
    module["credentialStatus"] = status_entry()
    for number in range(5):
        assert found(report_on(signed(learner(module, number))), CheckId.STRUCTURE) == []
    return module


def test_the_class_is_known(module: JsonObject) -> None:
    another = signed(learner(module, 5))
    before = engine.counters()
    assert found(report_on(another), CheckId.STRUCTURE) == []
    # Not a second time for the structure.
    after = engine.counters()
    assert (after.by_template - before.by_template, after.from_cache - before.from_cache) == (1, 0)


@pytest.mark.parametrize("place", ["/id", SUBJECT])
def test_an_id_that_is_no_url_is_found(module: JsonObject, place: str) -> None:
    document = badge_with(place, "urn:a\u00a0b", learner(module, 6))
    assert found(report_on(signed(document)), CheckId.STRUCTURE) == [(Code.ID_NOT_A_URL, place)]


def test_a_date_that_is_none_is_found(module: JsonObject) -> None:
    for number, day in enumerate(("2026-11-19T09:00:00Z", "2026-11-18T09:00:00Z"), start=7):
        document = learner(module, number) | {"validFrom": day}
        assert found(report_on(signed(document)), CheckId.STRUCTURE) == []
    document = learner(module, 9) | {"validFrom": "vorige week"}
    assert (Code.DATE_MALFORMED, "/validFrom") in found(report_on(signed(document)), CheckId.STRUCTURE)


def test_another_member_is_looked_at(module: JsonObject) -> None:
    document = badge_with("/credentialSubject/achievement/description", ["x", "y"], learner(module, 9))
    assert found(report_on(signed(document)), CheckId.STRUCTURE) == [
        (Code.TEXT_MALFORMED, "/credentialSubject/achievement/description")
    ]


def signed_as_json(document: JsonObject) -> JsonObject:
    """Sign in the way in which nothing is canonicalized as RDF."""
    signer = ISSUER_ED25519.signer(ISSUER_ED25519.method_of(SCHOOL))
    return add_proof(document, signer, created=AWARDED, cryptosuite="eddsa-jcs-2022")


def faults(document: JsonObject) -> list[tuple[Code, str | None]]:
    """Judge the very objects, as a program does that has them in hand."""
    source = UnverifiedDocument(document, b"")
    report = judge(source, Resources(trust_list=trust_list()), policy=DEFAULT, at=AT)
    assert not found(report, CheckId.PROOF)
    return found(report, CheckId.STRUCTURE)


@pytest.mark.parametrize("sign", [signed, signed_as_json])
def test_objects_that_were_changed_are_looked_at_again(
    module: JsonObject, sign: Callable[[JsonObject], JsonObject]
) -> None:
    document = learner(module, 10)
    assert faults(signed(document)) == []
    achievement = document["credentialSubject"]["achievement"]  # type: ignore[index, call-overload]
    description = achievement["description"]  # type: ignore[index, call-overload]
    fault = (Code.TEXT_MALFORMED, "/credentialSubject/achievement/description")
    for _ in range(2):  # the second time, its canonical form is remembered
        achievement["description"] = ["x", "y"]  # type: ignore[index, call-overload]
        assert faults(sign(document)) == [fault]
        achievement["description"] = description  # type: ignore[index, call-overload]
        assert faults(signed(document)) == []
