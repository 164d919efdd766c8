"""Where somebody learnt it, and the names of what else there is to show."""

import pytest

from credentials.achievement.building import build_open_badge
from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject, JsonValue
from tests.awards_for_tests import AWARD, BARE_AWARD, award_with


def source(credential: JsonObject) -> JsonObject:
    subject = credential["credentialSubject"]
    assert isinstance(subject, dict)
    found = subject["source"]
    assert isinstance(found, dict)
    return found


def test_names_alone() -> None:
    credential = build_open_badge(award_with(evidence=("BHV", "VCA")))
    assert credential["evidence"] == [
        {"type": ["Evidence"], "name": "BHV"},
        {"type": ["Evidence"], "name": "VCA"},
    ]
    assert read_open_badge(credential).evidence == ("BHV", "VCA")


def test_none_is_left_out() -> None:
    credential = build_open_badge(BARE_AWARD)
    assert "evidence" not in credential
    assert read_open_badge(credential).evidence == ()


def test_the_provider_of_an_award_goes_before_that_of_its_module() -> None:
    credential = build_open_badge(award_with(provider="Leerbedrijf"))
    assert source(build_open_badge(AWARD))["name"] == "Bistro De Proef"
    assert source(credential)["name"] == "Leerbedrijf"
    assert read_open_badge(credential).provider == "Leerbedrijf"


def test_its_address_lasts_and_is_its_own() -> None:
    first = source(build_open_badge(award_with(provider="Leerbedrijf")))
    again = source(build_open_badge(award_with(provider="Leerbedrijf", language="en")))
    other = source(build_open_badge(award_with(provider="Een ander")))
    assert first == again
    assert first["id"] != other["id"]
    assert str(first["id"]).startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("evidence", "names"),
    [
        (None, ()),
        ("x", ()),
        ({"name": "Een"}, ("Een",)),
        ([{"name": {}}, {}, "x", {"name": "Wel"}], ("Wel",)),
    ],
)
def test_evidence_of_anybody_is_read(evidence: JsonValue, names: tuple[str, ...]) -> None:
    assert read_open_badge({"evidence": evidence}).evidence == names
