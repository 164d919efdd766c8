"""What a school is recognised to issue, as a JSON Schema."""

import hashlib
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from credentials.identifiers.multiformats import base64url_decode
from credentials.parsing import JsonValue
from credentials.recognition_schema import action_schema, output_validation, schemas_of
from credentials.recognized_entity import RecognizedAction
from tests.trust_for_tests import LIST_URL, RECOGNIZED_FROM, school
from tests.verification_for_tests import badge, badge_with

ACTION = RecognizedAction(
    valid_from=RECOGNIZED_FROM,
    instruments=frozenset({"microcredential"}),
    achievement_types=frozenset({"Certificate"}),
)
TYPE = "/credentialSubject/achievement/achievementType"


def schema() -> bytes:
    found = action_schema(ACTION)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "is_allowed"),
    [
        ("MicroCredential", True),
        ("Certificate", True),
        (["MicroCredential"], True),
        ("Diploma", False),
        (["MicroCredential", "Diploma"], False),
        ([], False),
        (..., False),
    ],
)
def test_allows_what_the_action_allows(kind: JsonValue, is_allowed: bool) -> None:
    validator = Draft202012Validator(json.loads(schema()))
    assert validator.is_valid(badge_with(TYPE, kind)) is is_allowed


def test_is_valid_itself() -> None:
    Draft202012Validator.check_schema(json.loads(schema()))
    assert Draft202012Validator(json.loads(schema())).is_valid(badge())


def test_is_named_by_its_digest() -> None:
    found = output_validation(ACTION, LIST_URL)
    assert found is not None
    digest = hashlib.sha256(schema())
    assert found["id"] == f"https://erkend.example/schemas/{digest.hexdigest()}.json"
    assert base64url_decode(str(found["digestMultibase"])[1:]) == b"\x12\x20" + digest.digest()
    listed = replace(school(), limited_to=(ACTION,))
    assert schemas_of([school(), listed]) == {f"schemas/{digest.hexdigest()}.json": schema()}


@pytest.mark.parametrize("url", [None, "urn:uuid:5", "https://erkend.example"])
def test_needs_a_place(url: str | None) -> None:
    assert output_validation(ACTION, url) is None


def test_everything_needs_none() -> None:
    everything = RecognizedAction(valid_from=RECOGNIZED_FROM)
    assert action_schema(everything) is None
    assert output_validation(everything, LIST_URL) is None
