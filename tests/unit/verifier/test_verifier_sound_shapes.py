"""The class is looked at once, and nobody in it gets away with anything."""

import uuid

import pytest

from credentials.jsonld import engine
from credentials.parsing import JsonObject
from tests.verification_for_tests import badge_with, found, report_on, signed, status_entry
from verifier import CheckId, Code

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
