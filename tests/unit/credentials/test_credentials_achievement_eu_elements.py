"""The sixteen elements of the EU recommendation are found where they stand."""

import pytest

from credentials.achievement.building import build_open_badge
from credentials.achievement.eu_elements import EU_ELEMENTS, find_eu_elements, missing_eu_elements
from credentials.achievement.model import Award
from credentials.parsing import JsonObject
from tests.awards_for_tests import AWARD, BARE_AWARD, award_with

ACHIEVEMENT = "/credentialSubject/achievement"


def test_eleven_are_mandatory_and_five_are_not() -> None:
    assert [one.number for one in EU_ELEMENTS] == list(range(1, 17))
    assert [one.number for one in EU_ELEMENTS if one.mandatory] == list(range(1, 12))
    assert all(set(one.names) == {"nl", "en"} for one in EU_ELEMENTS)


def test_all_sixteen_in_a_full_credential() -> None:
    found = {one.key: (one.value, one.pointer) for one in find_eu_elements(build_open_badge(AWARD))}
    assert found == {
        "learner": ("Zoë van ’t Hof", "/credentialSubject/identifier/1"),
        "title": ("Bediening met keukenbasis", f"{ACHIEVEMENT}/name"),
        "country": ("NL", "/issuer/address/addressCountryCode"),
        "awarding_body": ("ROC Test", "/issuer/name"),
        "date": ("2026-07-01", "/awardedDate"),
        "learning_outcomes": ("Neemt een bestelling op.", f"{ACHIEVEMENT}/alignment/0"),
        "workload": ("240 SBU (indicatieve studielast)", f"{ACHIEVEMENT}/alignment/5"),
        "level": ("EQF-niveau 2 (indicatief)", f"{ACHIEVEMENT}/alignment/6"),
        "assessment": ("Beoordeling van handelen in de praktijk", f"{ACHIEVEMENT}/alignment/8"),
        "participation": ("Deels online, deels op locatie", f"{ACHIEVEMENT}/alignment/10"),
        "quality_assurance": ("Kwaliteitskader microcredentials mbo", f"{ACHIEVEMENT}/alignment/12"),
        "prerequisites": ("Geen.", f"{ACHIEVEMENT}/alignment/13"),
        "supervision": ("Toezicht op locatie, identiteit gecontroleerd", f"{ACHIEVEMENT}/alignment/11"),
        "grade": ("7.5", "/credentialSubject/result/0"),
        "stackability": ("Onderdeel van een groter geheel", f"{ACHIEVEMENT}/alignment/14"),
        "further_information": ("https://www.roctest.example/bediening", f"{ACHIEVEMENT}/criteria/id"),
    }


def test_every_pointer_leads_somewhere() -> None:
    credential = build_open_badge(award_with(language="en"))
    for element in find_eu_elements(credential):
        node: object = credential
        for step in (element.pointer or "").split("/")[1:]:
            node = node[int(step)] if isinstance(node, list) else node[step]  # type: ignore[index]  # fails if absent
        assert node is not None


def test_what_a_bare_credential_lacks() -> None:
    missing = {one.key for one in find_eu_elements(build_open_badge(BARE_AWARD)) if one.value is None}
    assert missing == {"workload", "prerequisites", "supervision", "grade", "stackability"}


@pytest.mark.parametrize("left_out", [None, "name", "alignment", "inLanguage", "type"])
@pytest.mark.parametrize("award", [AWARD, BARE_AWARD], ids=["full", "bare"])
def test_what_is_missing_is_what_is_mandatory_and_not_found(award: Award, left_out: str | None) -> None:
    credential = build_open_badge(award)
    if left_out is not None:
        subject = credential["credentialSubject"]
        assert isinstance(subject, dict)
        achievement = subject["achievement"]
        assert isinstance(achievement, dict)
        del credential["name"], achievement[left_out]
    others: list[JsonObject] = [{}, {"credentialSubject": [{}, {}], "issuer": "https://roctest.example/"}]
    for one in (credential, *others):
        lacking = [found.key for found in find_eu_elements(one) if found.mandatory and found.value is None]
        assert [definition.key for definition in missing_eu_elements(one)] == lacking


def test_nothing_in_an_empty_object() -> None:
    assert all((one.value, one.pointer, one.count) == (None, None, 0) for one in find_eu_elements({}))


def test_how_many_there_are() -> None:
    counts = {one.key: one.count for one in find_eu_elements(build_open_badge(AWARD))}
    assert counts == dict.fromkeys(counts, 1) | {
        "learning_outcomes": len(AWARD.module.learning_outcomes),
        "assessment": len(AWARD.module.assessment_types),
        "grade": len(AWARD.results),
    }


@pytest.mark.parametrize(
    ("credential", "key", "value", "pointer"),
    [
        (
            {"issuer": {"address": {"addressCountry": "Nederland"}}},
            "country",
            "Nederland",
            "/issuer/address/addressCountry",
        ),
        (
            {"credentialSubject": [{"id": "did:key:z6Mk"}]},
            "learner",
            "did:key:z6Mk",
            "/credentialSubject/0/id",
        ),
        (
            {
                "credentialSubject": {
                    "identifier": {"identityType": "emailAddress", "identityHash": "sha256$0"}
                }
            },
            "learner",
            "emailAddress",
            "/credentialSubject/identifier",
        ),
        (
            {
                "credentialSubject": {
                    "identifier": {"identityType": "name", "hashed": True, "identityHash": "sha256$0"}
                }
            },
            "learner",
            "name",
            "/credentialSubject/identifier",
        ),
        ({"issuanceDate": "2024-01-02T00:00:00Z"}, "date", "2024-01-02", "/issuanceDate"),
        (
            {"credentialSubject": {"achievement": {"creditsAvailable": 2.5}}},
            "workload",
            "2.5 credits",
            f"{ACHIEVEMENT}/creditsAvailable",
        ),
        ({"name": "Badge"}, "title", "Badge", "/name"),
    ],
)
def test_places_of_foreign_badges(credential: JsonObject, key: str, value: str, pointer: str) -> None:
    found = {one.key: one for one in find_eu_elements(credential)}[key]
    assert (found.value, found.pointer) == (value, pointer)
