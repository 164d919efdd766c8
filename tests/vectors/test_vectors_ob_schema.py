"""What we issue holds under both official JSON Schemas of Open Badges 3.0."""

import json

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from credentials.achievement.building import build_open_badge
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Award, StudyLoad
from tests.awards_for_tests import AWARD, BARE_AWARD, REVOCATION, SUSPENSION, award_with
from tests.paths import vectors

AWARDS = {
    "full": AWARD,
    "bare": BARE_AWARD,
    "english": award_with(language="en"),
    "ects": award_with(module__study_load=StudyLoad(value=5, unit="ECTS")),
    "leerbedrijf": award_with(provider="Leerbedrijf", evidence=("BHV",)),
    **{key: award_with(module__instrument=key) for key in INSTRUMENTS},
}


@pytest.fixture(params=["plain", "json-ld"])
def validator(request: pytest.FixtureRequest) -> Draft201909Validator:
    path = vectors("ob-schema") / f"achievementcredential.{request.param}.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return Draft201909Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("award", AWARDS.values(), ids=AWARDS.keys())
def test_holds(validator: Draft201909Validator, award: Award) -> None:
    assert [error.json_path for error in validator.iter_errors(build_open_badge(award))] == []


def test_two_status_entries_fail_there_and_nowhere_else(validator: Draft201909Validator) -> None:
    """VCDM 2.0 allows two; OB 3.0's schema has one. A module that asks for suspension accepts that."""
    credential = build_open_badge(award_with(status=(REVOCATION, SUSPENSION)))
    assert [error.json_path for error in validator.iter_errors(credential)] == ["$.credentialStatus"]


def test_the_schema_does_look(validator: Draft201909Validator) -> None:
    credential = build_open_badge(AWARD)
    del credential["issuer"]
    credential["validFrom"] = 7
    assert {error.json_path for error in validator.iter_errors(credential)} == {"$", "$.validFrom"}
