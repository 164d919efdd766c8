"""Every fact of a microcredential stands in its place: the table of docs/credential-mapping.md, row by row.

The credential is that of worked example 01, with what its file leaves open filled in: an address of the
learner, the dossier of the work processes, a skill, and the results that the module has.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

import pytest

from issuer.services.award_file_reports import AwardFile, FileOutcome
from issuer.services.decide import DecisionRequest
from tests.endorsements_for_tests import signing_desk
from tests.issuer_for_tests import BASE_URL, PARTICULARS
from tests.worked_examples_for_tests import (
    IssuedExamples,
    example_text,
    issue_examples,
    school_of_the_examples,
)

Json: TypeAlias = Any
"""Any JSON, looked at freely."""

SKILL = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001"
MODULE = f"{BASE_URL}/modules/6d0b9b0e-0f60-4a52-9d2e-0f2d4f1c0001/1.0.0"
RESULTS = """
  resultaten:
    - id: o1
      naam: Observatie 1
      soort: oordeel
      waarden: [onvoldoende, voldoende]
      voldoende_vanaf: voldoende
    - id: o2
      naam: Observatie 2
      soort: oordeel
      waarden: [onvoldoende, voldoende]
      voldoende_vanaf: voldoende
    - {id: portfolio, naam: Portfolio, soort: cijfer, van: "1", tot: "10", voldoende_vanaf: "5,5"}
"""
COMPLETED = (
    ("identificatie: {type: emailAddress, hashed: true}", "email: s@leerling.example, studentnummer: S-1"),
    ('{kwalificatie: "Apothekersassistent", code', '{crebo_dossier: "25391", code'),
    ("http://data.europa.eu/esco/skill/<uuid in te vullen>", SKILL),
    ("  bereik: regionaal\n", f"{RESULTS}  bereik: regionaal\n"),
    (
        "leerervaring: {titel: ",
        "leerervaring: {aanbieder: {naam: Apotheek, url: https://apotheek.example/}, titel: ",
    ),
    ("onderdeel_van: []", "onderdeel_van: [{naam: Apothekersassistent, url: https://apotheek.example/}]"),
)


@pytest.fixture(scope="module")
def credential(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """The credential, without what only its signature needs."""
    text = example_text("01")
    for old, new in COMPLETED:
        assert old in text, old
        text = text.replace(old, new)
    with signing_desk(tmp_path_factory.mktemp("school")) as signing:
        desk = signing.desk
        desk.clock.forward(days=12)
        files = [AwardFile("01.yaml", text.encode())]
        (report,) = desk.office.propose_awards(desk.institution.id, files, by="u-017")
        assert report.outcome is FileOutcome.PROPOSED, report.findings
        assert report.award_id is not None
        request = DecisionRequest(
            number="EC-2026-0142", decided_on=date(2026, 7, 1), decided_by=("u-003", "u-009")
        )
        desk.office.decide(desk.institution.id, request)
        assert len(desk.issue().issued) == 1
        return signing.credential_of(report.award_id)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IssuedExamples]:
    """All examples as they are, for the rows that a microcredential has nothing for."""
    with school_of_the_examples(tmp_path_factory.mktemp("examples")) as school:
        yield issue_examples(school)


def subject(credential: Json) -> Json:
    return credential["credentialSubject"]


def achievement(credential: Json) -> Json:
    return subject(credential)["achievement"]


def aligned(credential: Json, kind: str) -> list[tuple[str | None, str, str]]:
    """Code, name and address of every alignment of a kind."""
    return [
        (one.get("targetCode"), one["targetName"], one["targetUrl"])
        for one in achievement(credential)["alignment"]
        if one["targetType"] == kind
    ]


def test_1_learner(credential: Json) -> None:
    address, name = subject(credential)["identifier"]
    assert (address["identityType"], address["hashed"]) == ("emailAddress", True)
    assert address["identityHash"].startswith("sha256$")
    assert address["salt"]
    assert "s@leerling.example" not in json.dumps(credential)
    assert (name["identityType"], name["hashed"], name["identityHash"]) == ("name", False, "S. de Voorbeeld")
    assert "S-1" not in json.dumps(credential)


def test_2_title(credential: Json) -> None:
    title = "Baliegesprekken en cliëntcommunicatie"
    assert credential["name"] == achievement(credential)["name"] == title
    assert achievement(credential)["inLanguage"] == "nl"
    (other,) = achievement(credential)["related"]
    assert other["inLanguage"] == "en"


def test_3_country_and_region(credential: Json) -> None:
    address = credential["issuer"]["address"]
    assert (address["addressCountryCode"], address["addressRegion"]) == ("NL", PARTICULARS.region)


def test_4_awarding_body(credential: Json) -> None:
    issuer = credential["issuer"]
    assert (issuer["id"], issuer["name"]) == (PARTICULARS.controller, PARTICULARS.name)
    codes = {one["identifierType"]: one["identifier"] for one in issuer["otherIdentifier"]}
    assert codes == {
        "ext:BRIN": PARTICULARS.brin,
        "ext:KVK": PARTICULARS.kvk,
        "ext:RIO": PARTICULARS.rio,
    }
    assert issuer["parentOrg"]["name"] == PARTICULARS.parent_organisation


def test_5_date(credential: Json) -> None:
    assert credential["awardedDate"] == "2026-07-01T12:00:00Z"
    assert credential["validFrom"] == "2026-07-14T09:30:15Z"


def test_6_learning_outcomes(credential: Json) -> None:
    outcomes = aligned(credential, "ext:LearningOutcome")
    assert [(code, url) for code, _, url in outcomes] == [("LO1", f"{MODULE}#LO1"), ("LO2", f"{MODULE}#LO2")]
    assert all(words in achievement(credential)["criteria"]["narrative"] for _, words, _ in outcomes)


def test_6_work_processes_and_skills(credential: Json) -> None:
    assert [(code, name) for code, name, _ in aligned(credential, "ext:Werkproces")] == [
        ("25391/B1-K1-W1", "Baliegesprek en triage"),
        ("25391/B1-K1-W2", "Medicatiebewaking"),
    ]
    assert [(name, url) for _, name, url in aligned(credential, "ext:ESCO")] == [
        ("communiceren met cliënten", SKILL)
    ]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (
            "ext:StudyLoad",  # 7
            (
                "PT240H",
                "240 SBU (indicatieve studielast)",
                "http://data.europa.eu/snb/model/elm/volumeOfLearning",
            ),
        ),
        ("ext:EQF", ("4", "EQF-niveau 4 (indicatief)", "http://data.europa.eu/snb/eqf/4")),  # 8
        (
            "ext:NLQF",
            ("4", "NLQF-niveau 4 (indicatief)", "http://data.europa.eu/snb/qdr/c_ff656b33"),
        ),
        (
            "ext:Participation",  # 10
            (
                "blended",
                "Deels online, deels op locatie",
                "http://data.europa.eu/snb/learning-assessment/e92d221e4d",
            ),
        ),
        (
            "ext:QualityAssurance",  # 11
            (
                "2024-2025",
                "Kwaliteitskader voor pilot microcredentials mbo 2024 - 2025",
                "https://npuls.nl/microcredentials-mbo/",
            ),
        ),
        (
            "ext:EntryRequirement",
            (None, "ervaring in een baliefunctie", f"{MODULE}#entry-requirement"),
        ),
        (
            "ext:Supervision",
            (
                "onsite_with_identity_verification",
                "Toezicht op locatie, identiteit gecontroleerd",
                "http://data.europa.eu/snb/supervision-verification/25831c2",
            ),
        ),
        (
            "ext:Stackability",
            ("stapelbaar", "Te stapelen met andere credentials", f"{MODULE}#stackability"),
        ),
        (
            "ext:LabourMarketValue",
            (
                None,
                "Apotheken zoeken zij-instromers die baliegesprekken kunnen voeren; er bestaat voor deze "
                "combinatie geen mbo-certificaat (controle register 2026-03-02).",
                f"{MODULE}#labour-market-value",
            ),
        ),
        ("ceterms:Credential", (None, "Apothekersassistent", "https://apotheek.example/")),
    ],
)
def test_7_to_11_and_what_is_optional(
    credential: Json,
    kind: str,
    found: tuple[str | None, str, str],
) -> None:
    assert aligned(credential, kind) == [found]


def test_7_credits_only_for_ects(credential: Json) -> None:
    assert "creditsAvailable" not in achievement(credential)


def test_9_assessment(credential: Json) -> None:
    assert [(code, url) for code, _, url in aligned(credential, "ext:AssessmentType")] == [
        ("behavioural_assessment", "http://data.europa.eu/snb/assessment/6a4db9f11d"),
        ("portfolio_assessment", "http://data.europa.eu/snb/assessment/4f03b91c0e"),
    ]


def test_grade(credential: Json) -> None:
    named = {one["id"]: one["name"] for one in achievement(credential)["resultDescription"]}
    assert {named[one["resultDescription"]]: one["value"] for one in subject(credential)["result"]} == {
        "Observatie 1": "voldoende",
        "Observatie 2": "voldoende",
        "Portfolio": "7.5",
    }


def test_further_information(credential: Json) -> None:
    assert achievement(credential)["id"] == MODULE
    assert achievement(credential)["version"] == "1.0.0"
    assert achievement(credential)["criteria"]["id"].startswith(MODULE)


def test_instrument_and_legal_wording(credential: Json) -> None:
    assert achievement(credential)["achievementType"] == "MicroCredential"
    assert achievement(credential)["tag"] == ["microcredential", "mbo"]
    assert "geen diploma en geen mbo-certificaat" in achievement(credential)["description"]


def test_learning_experience(credential: Json) -> None:
    about = subject(credential)
    assert (about["activityStartDate"], about["activityEndDate"]) == (
        "2026-04-06T12:00:00Z",
        "2026-06-26T12:00:00Z",
    )
    assert about["term"] == "Training Baliegesprekken"
    assert about["source"]["name"] == "Apotheek"


def test_codes_of_the_register(examples: IssuedExamples) -> None:
    codes = achievement(examples.document("02"))["otherIdentifier"]
    assert [(one["identifierType"], one["identifier"]) for one in codes] == [("ext:Keuzedeel", "K0262")]
    assert aligned(examples.document("02"), "ext:Werkproces")[0][0] == "K0262/D1-K1-W1"


def test_who_else_signed(examples: IssuedExamples) -> None:
    signed: Json = examples.document("04")["endorsement"]
    assert [one["issuer"]["name"] for one in signed] == [
        "Restaurant De Voorbeeldtuin B.V.",
        "Branchevereniging Voorbeeld",
    ]


def test_work_processes_of_several_dossiers_are_told_apart(examples: IssuedExamples) -> None:
    assert [code for code, _, _ in aligned(examples.document("03"), "ext:Werkproces")] == [
        "23425/B1-K1-W2",
        "23425/P1-K1-W1",
        "23426/B1-K1-W1",
        "23426/B1-K1-W3",
    ]


def test_the_numbers_of_people_at_school_stand_nowhere(credential: Json) -> None:
    text = json.dumps(credential)
    assert [one for one in ("u-0", "startkwalificatie", 'kwaliteitszorg"') if one in text] == []
