"""A school revokes and suspends; an employer learns since when and why, and what to do next."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from credentials.recognized_entity import TrustList
from credentials.trust_list import parse_trust_list, write_trust_list
from issuer.domain.status import ReasonCode, StatusAction
from issuer.publication import PublicDirectory
from issuer.services.change_status import StatusRequest
from tests.issuer_for_tests import Desk, learner_row, working_desk
from tests.web_for_tests import Browser, service, words_of
from verifier.cli import verify
from waarmerk.serving.application import create_app
from waarmerk.serving.published import ListsAtHand

OURS = "urn:waarmerk:verifier:"

app = typer.Typer()
app.command()(verify)


class School:
    """A school with two credentials that were issued, and what it has on its website."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.web = folder / "web"
        self.credentials = [self._issued(number) for number in (1, 2)]
        self.trust_list = write_trust_list(desk.office.make_trust_list(desk.institution.id, desk.keys.public))
        (folder / "trust.json").write_bytes(self.trust_list)
        self.folder = folder

    def _issued(self, number: int) -> str:
        self.desk.propose(learner_row(number, "Schorsbaar"))
        self.desk.decide()
        (credential_id,) = self.desk.issue().issued
        return credential_id

    def change(self, credential_id: str, action: StatusAction, reason: ReasonCode) -> None:
        """Let the exam board decide, and publish."""
        request = StatusRequest(
            credential_id=credential_id,
            action=action,
            reason=reason,
            explanation="De naam was van een ander",
            decision_number="EC-9",
            decided_by=("u-003", "u-009"),
        )
        office, institution = self.desk.office, self.desk.institution
        assert office.change_status(institution.id, request).changed
        write = office.public_directory.write
        lists = office.publish_status_lists(institution.id, self.desk.keys, by="u-020", write=write)
        office.retire_status_changes([one.changes_name for one in lists if one.changes_name])
        office.publish_documents(institution.id, self.desk.keys.public)
        office.publish_site(institution, PublicDirectory(self.web), trust_list=None, at=self.desk.clock())

    def file_of(self, credential_id: str) -> Path:
        """Return the learner's own file."""
        with self.desk.office.uow.read(self.desk.institution.id) as ledger:
            kept = ledger.credentials.get(credential_id)
        assert kept is not None
        assert kept.data_integrity is not None
        file = self.folder / "credential.json"
        file.write_bytes(kept.data_integrity)
        return file

    def documents(self) -> list[Path]:
        """Return what the lists on the website name."""
        return sorted((self.web / "status" / "changes").glob("*.json"))

    def _ask(self, credential_id: str, *options: str) -> str:
        words = [str(self.file_of(credential_id)), "--unsigned-trust", str(self.folder / "trust.json")]
        words += ["--status-list", str(self.web / "status"), "--at", self.desk.clock().isoformat()]
        return CliRunner().invoke(app, ["--offline", *words, *options]).output

    def said(self, credential_id: str) -> str:
        """Return what ``waarmerk verify`` says without a network, from the files of the website."""
        return " ".join(self._ask(credential_id, "--lang", "nl").split())

    def status(self, credential_id: str) -> dict[str, Any]:
        """Return the status in the report for a program."""
        report = json.loads(self._ask(credential_id, "--json"))
        found: dict[str, Any] = next(one for one in report["results"] if one["check"] == "status")
        return found

    def codes(self, credential_id: str) -> list[str]:
        """Return what was found about the status, after making sure that it failed."""
        status = self.status(credential_id)
        assert status["status"] == "failed"
        return [finding["code"].removeprefix(OURS) for finding in status["findings"]]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with working_desk(tmp_path / "home") as desk:
        yield School(desk, tmp_path)


def test_an_employer_reads_since_when_why_and_what_to_do(school: School) -> None:
    first, second = school.credentials
    school.desk.clock.forward(days=3)
    school.change(first, StatusAction.REVOKED, ReasonCode.FOUT_IN_GEGEVENS)
    school.desk.clock.forward(days=20)
    said = school.said(first)
    assert "De uitgever heeft dit bewijs ingetrokken" in said
    assert "Sinds 5 juli 2026: er stond een fout in de gegevens" in said
    assert "Vraag de houder om het verbeterde bewijs" in said
    assert school.codes(first) == ["revoked", "withdrawn_for_error"]
    evidence = school.status(first)["evidence"]
    assert (evidence["revocationSince"], evidence["revocationReason"]) == ("2026-07-05", "error")
    assert school.status(second)["status"] == "passed"


def test_the_website_says_it_to_who_asks_there(school: School) -> None:
    first = school.credentials[0]
    school.change(first, StatusAction.REVOKED, ReasonCode.FRAUDE)
    trust: TrustList = parse_trust_list(school.trust_list)
    at = school.desk.clock()
    lists = ListsAtHand(school.web / "status").current()
    browser = Browser(create_app(service(trust=trust, given=lists, at=at), public=school.web))
    answer = browser.hand_in(("bewijs.json", school.file_of(first).read_bytes()))
    page = words_of(answer)
    assert "Niet meer geldig: ingetrokken" in page
    assert "Sinds 2 juli 2026: de uitgever heeft zijn besluit teruggenomen." in page
    assert "Ga er niet van uit dat iemand iets verkeerd deed." in page
    assert "raude" not in page
    (document,) = school.documents()
    served = browser.get(f"/status/changes/{document.name}")
    assert served.content == document.read_bytes()
    assert served.headers["content-type"] == "application/json"
    listed = browser.get("/status/revocation-1.json").json()["relatedResource"]
    assert [one["id"].rpartition("/")[2] for one in listed] == [document.name]


@pytest.mark.parametrize("happened", ["missing", "tampered", "of the other list", "of an older edition"])
def test_whatever_happens_to_the_document_it_stays_revoked(school: School, happened: str) -> None:
    first, second = school.credentials
    school.change(second, StatusAction.REVOKED, ReasonCode.DUBBEL)
    (older,) = school.documents()
    school.change(first, StatusAction.SUSPENDED, ReasonCode.VERZOEK_LERENDE)
    school.change(first, StatusAction.REVOKED, ReasonCode.FOUT_IN_GEGEVENS)
    document = next(one for one in school.documents() if one.name.startswith("revocation-") and one != older)
    suspension = next(one for one in school.documents() if one.name.startswith("suspension-"))
    content = document.read_bytes()
    match happened:
        case "missing":
            document.unlink()
        case "tampered":
            document.write_bytes(content.replace(b'"error"', b'"duplicate"'))
        case "of the other list":
            document.write_bytes(suspension.read_bytes())
        case "of an older edition":
            document.write_bytes(older.read_bytes())
    assert school.codes(first) == ["revoked", "withdrawal_unexplained", "suspended", "withdrawn_on_request"]
    assert "revocationReason" not in school.status(first)["evidence"]
    said = school.said(first)
    assert "Wij konden niet nagaan sinds wanneer, en waarom" in said
    assert "fout in de gegevens" not in said


def test_a_suspension_that_was_ended_is_not_told_any_more(school: School) -> None:
    first = school.credentials[0]
    school.change(first, StatusAction.SUSPENDED, ReasonCode.FRAUDE)
    assert school.codes(first) == ["suspended", "withdrawn_by_decision"]
    school.desk.clock.forward(days=1)
    school.change(first, StatusAction.REINSTATED, ReasonCode.FRAUDE)
    assert school.status(first)["status"] == "passed"
    listing = json.loads((school.web / "status" / "suspension-1.json").read_bytes())
    assert "relatedResource" not in listing
    school.desk.clock.forward(days=8)
    school.change(school.credentials[1], StatusAction.REVOKED, ReasonCode.DUBBEL)
    assert [one.name.partition("-")[0] for one in school.documents()] == ["revocation"]
