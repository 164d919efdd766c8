"""The worked examples of awards, from file to credential: proposed, signed by others, decided on, issued."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from jsonschema import Draft201909Validator

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.eu_elements import find_eu_elements
from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject
from issuer.services.award_file_reports import AwardFile, FileOutcome
from issuer.services.decide import DecisionRequest
from tests.endorsements_for_tests import SigningDesk, signing_desk
from tests.paths import domain_examples, vectors

EXAMPLES = {"microcredential": "01-", "praktijkverklaring": "04-", "mbo_verklaring": "05-"}
DECIDED = {
    "microcredential": date(2026, 7, 1),
    "praktijkverklaring": date(2026, 7, 8),
    "mbo_verklaring": date(2026, 7, 10),
}
KEPT_INSIDE = (
    "uitstroom",
    "onder_23",
    "tartkwalificatie",
    "diagnose",
    "ambtshalve",
    "P. Praktijk",
    "J. Praktijk",
    "B. School",
    "100999999",
    "u-0",
)


def example(kind: str) -> AwardFile:
    (path,) = domain_examples().glob(f"{EXAMPLES[kind]}*.yaml")
    return AwardFile(path.name, path.read_bytes())


def issued(signing: SigningDesk, kind: str) -> tuple[UUID, JsonObject]:
    """Take an example the whole way."""
    desk = signing.desk
    (report,) = desk.office.propose_awards(desk.institution.id, [example(kind)], by="u-017")
    assert report.outcome is FileOutcome.PROPOSED, report.findings
    assert report.award_id is not None
    if kind == "praktijkverklaring":
        signing.sign_all(report.award_id)
    request = DecisionRequest(number=kind, decided_on=DECIDED[kind], decided_by=("u-003", "u-009"))
    assert desk.office.decide(desk.institution.id, request).count == 1
    assert len(desk.issue().issued) == 1
    return report.award_id, signing.credential_of(report.award_id)


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[SigningDesk]:
    """An exam board, some weeks after the awards of the examples."""
    with signing_desk(tmp_path) as desk:
        desk.desk.clock.forward(days=12)
        yield desk


def test_no_credential_says_more_than_it_may(signing: SigningDesk) -> None:
    for kind in EXAMPLES:
        _, credential = issued(signing, kind)
        without_signatures = {key: value for key, value in credential.items() if key != "endorsement"}
        text = json.dumps(without_signatures, ensure_ascii=False)
        assert [secret for secret in KEPT_INSIDE if secret in text] == []
        context = credential["@context"]
        assert context == [CREDENTIALS_V2, OB_3_0_3]


@pytest.mark.parametrize("shape", ["plain", "json-ld"])
def test_each_holds_under_the_official_schemas(signing: SigningDesk, shape: str) -> None:
    schema = json.loads((vectors("ob-schema") / f"achievementcredential.{shape}.json").read_text("utf-8"))
    validator = Draft201909Validator(schema)
    for kind in EXAMPLES:
        _, credential = issued(signing, kind)
        assert [error.json_path for error in validator.iter_errors(credential)] == []


def test_what_a_praktijkverklaring_shows(signing: SigningDesk) -> None:
    _, credential = issued(signing, "praktijkverklaring")
    content = read_open_badge(credential)
    assert work_processes(content) == ["23425/B1-K1-W1", "23425/B1-K1-W2", "23425/P1-K1-W1"]
    assert content.instrument is not None
    assert content.instrument.key == "praktijkverklaring"
    assert (content.level.mbo, content.level.indicative) == ("2", True)
    assert content.results == ()
    assert content.provider == "Restaurant De Voorbeeldtuin B.V."
    assert (content.activity_start, content.activity_end) == (date(2026, 2, 2), date(2026, 7, 2))
    assert [one.name for one in content.part_of] == ["Mbo-verklaring"]
    endorsements = credential["endorsement"]
    assert isinstance(endorsements, list)
    assert len(endorsements) == 2


def test_what_an_mbo_verklaring_shows(signing: SigningDesk) -> None:
    """Its three parts: exams with their results, practice among the outcomes, and the rest by name."""
    _, credential = issued(signing, "mbo_verklaring")
    content = read_open_badge(credential)
    assert work_processes(content) == [
        "25998/B1-K1-W4",
        "25998/B1-K2",
        "25998/B1-K1-W3",
        "25998/B1-K2-W1",
    ]
    assert [(one.name, one.value) for one in content.results] == [
        ("B1-K1-W4 Test software", "behaald"),
        ("B1-K2 Voert ICT-projecten uit", "behaald"),
    ]
    assert content.evidence == (
        "Microcredential 'Testen in de praktijk' (fictief)",
        "BHV-certificaat (externe aanbieder)",
    )
    assert content.legal_sentence is not None
    assert "vrijstelling" in content.legal_sentence


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_elements_of_the_eu_are_there(signing: SigningDesk, kind: str) -> None:
    _, credential = issued(signing, kind)
    missing = {one.key for one in find_eu_elements(credential) if one.mandatory and one.value is None}
    assert missing <= ({"workload"} if kind != "microcredential" else set())


def test_nothing_is_released_before_the_others_signed(signing: SigningDesk) -> None:
    desk = signing.desk
    desk.office.propose_awards(desk.institution.id, [example("praktijkverklaring")], by="u-017")
    request = DecisionRequest(number="EC-1", decided_on=date(2026, 7, 8), decided_by=("u-003", "u-009"))
    desk.office.decide(desk.institution.id, request)
    assert desk.issue().issued == ()


def work_processes(content: OpenBadgeContent) -> list[str | None]:
    return [one.code for one in content.work_processes]
