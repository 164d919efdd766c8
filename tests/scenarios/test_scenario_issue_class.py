"""A class of learners: from a spreadsheet to signed credentials, and what an employer sees of them."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from credentials.trust_list import parse_trust_list, write_trust_list
from issuer.domain.status import ReasonCode, StatusAction
from issuer.services.change_status import StatusRequest
from issuer.services.import_results import ImportOutcome
from tests.awards_for_tests import MODULE
from tests.issuer_for_tests import Desk, working_desk, xlsx_file
from verifier.codes import CheckId, Code
from verifier.gathering import given_status_lists
from verifier.judge import judge
from verifier.policy import DEFAULT
from verifier.report import Conclusion, VerificationReport
from verifier.resources import Needed, Resources
from verifier.unpack import unpack

HEADER = ("Studentnummer", "Naam", "E-mail", "Module", "Eindoordeel", "Dienst", "Begin", "Eind", "Taal")
CLASS = (
    (
        4711,
        "Zoë van ’t Hof",
        "zoe@leerling.example",
        "bediening",
        7.5,
        "goed",
        "6 april 2026",
        "26-6-2026",
        "nl",
    ),
    (4712, "Jan Jansen", "", "bediening", "6,0", "voldoende", "2026-04-06", "2026-06-26", "en"),
    (4713, "Fatima El Idrissi", "fatima@leerling.example", MODULE.id, 10, "goed", 46118, 46199, ""),
    (
        4714,
        "Kees de Boer",
        "kees@leerling.example",
        "bediening",
        4.5,
        "voldoende",
        "6-4-2026",
        "26-6-2026",
        "",
    ),
)


def published(desk: Desk) -> Mapping[Needed, bytes]:
    """Publish the lists, and take them from the directory as a web server would give them."""
    desk.office.publish_status_lists(
        desk.institution.id, desk.keys, by="u-020", write=desk.office.public_directory.write
    )
    files = (desk.office.public_directory.path / "status").rglob("*.json")
    return given_status_lists(file.read_bytes() for file in files)


def employer_sees(desk: Desk, data: bytes, lists: Mapping[Needed, bytes], at: datetime) -> VerificationReport:
    """Verify with the institution's trust list, as it is written and read again."""
    made = desk.office.make_trust_list(desk.institution.id, desk.keys.public)
    trust_list = parse_trust_list(write_trust_list(made))
    return judge(unpack(data), Resources(found=lists, trust_list=trust_list), policy=DEFAULT, at=at)


def issued_class(desk: Desk) -> dict[str, tuple[bytes, bytes]]:
    report = desk.office.import_results(desk.institution.id, xlsx_file(HEADER, *CLASS), by="u-017")
    assert (report.outcome, report.proposed, report.count("not_achieved")) == (ImportOutcome.IMPORTED, 3, 1)
    desk.decide("EC-2026-0142")
    assert len(desk.issue().issued) == 3
    return {
        one.learner.name: (one.signed.json_bytes or b"", (one.signed.jwt or "").encode())
        for one in desk.office.read_credentials.all(desk.institution.id)
    }


def test_a_class_is_issued_and_everything_verifies(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        issued = issued_class(desk)
        assert sorted(issued) == ["Fatima El Idrissi", "Jan Jansen", "Zoë van ’t Hof"]
        lists = published(desk)
        at = desk.clock.forward(days=30)
        for data_integrity, jwt in issued.values():
            for data in (data_integrity, jwt):
                report = employer_sees(desk, data, lists, at)
                assert report.conclusion is Conclusion.PASSED
                assert report.require_passed().content.issuer_id == desk.institution.controller
        jan = json.loads(issued["Jan Jansen"][0])
        assert jan["name"] == "Table service with kitchen basics"
        assert [result["value"] for result in jan["credentialSubject"]["result"]] == ["6", "voldoende"]


@pytest.mark.parametrize("form", [0, 1])
def test_a_revoked_credential_is_told_apart_and_the_others_stay(tmp_path: Path, form: int) -> None:
    with working_desk(tmp_path) as desk:
        issued = issued_class(desk)
        before = published(desk)
        zoe, jan = issued["Zoë van ’t Hof"], issued["Jan Jansen"]
        revoked_at = desk.clock.forward(days=10)
        credential_id = json.loads(zoe[0])["id"]
        desk.office.change_status(
            desk.institution.id,
            StatusRequest(
                credential_id=credential_id,
                action=StatusAction.REVOKED,
                reason=ReasonCode.INGETROKKEN_BESLUIT,
                explanation="bezwaar toegekend",
                decision_number="EC-2026-0200",
                decided_by=("u-003", "u-009"),
            ),
        )
        after = published(desk)
        at = desk.clock.forward(days=1)

        report = employer_sees(desk, zoe[form], after, at)
        status = report.result(CheckId.STATUS)
        assert report.conclusion is Conclusion.FAILED
        assert status is not None
        assert [finding.code for finding in status.findings] == [Code.REVOKED, Code.WITHDRAWN_BY_DECISION]
        assert employer_sees(desk, jan[form], after, at).conclusion is Conclusion.PASSED
        # The list of before, in somebody's archive, tells how it was then.
        assert employer_sees(desk, zoe[form], before, at).conclusion is Conclusion.PASSED

        asked = desk.office.read_status(desk.institution.id, credential_id, at=revoked_at)
        the_day_before = desk.clock.now.replace(day=revoked_at.day - 1, month=revoked_at.month)
        assert asked.revoked is True
        assert desk.office.read_status(desk.institution.id, credential_id, at=the_day_before).revoked is False


def test_a_credential_with_an_end_expires(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        header = ("studentnummer", "naam", "module", "resultaat")
        desk.office.import_results(
            desk.institution.id, xlsx_file(header, (1, "Zoë", "Tijdelijk", "behaald")), by="u-017"
        )
        desk.decide()
        desk.issue()
        (one,) = desk.office.read_credentials.all(desk.institution.id)
        data = one.signed.json_bytes or b""
        end = one.issued.valid_until
        assert end is not None
        lists = published(desk)
        assert employer_sees(desk, data, lists, end).conclusion is Conclusion.PASSED
        desk.clock.now = end
        after = employer_sees(desk, data, lists, desk.clock.forward(seconds=1))
        assert after.conclusion is Conclusion.FAILED
