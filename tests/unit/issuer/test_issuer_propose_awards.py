"""Award files become proposals: all or none, once, and decided on only while nothing stands in the way."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from issuer.domain.decisions import DecisionOutcome
from issuer.errors import AwardsBlocked, DecisionRefused
from issuer.services.award_file_reports import AwardFile, FileOutcome, FileReport
from issuer.services.decide import Decided, DecisionRequest
from tests.award_files_for_tests import (
    ABSENT,
    CERTIFICATE,
    MICROCREDENTIAL,
    STATEMENT_OF_PARTS,
    STATEMENT_OF_PRACTICE,
    as_yaml,
    changed,
)
from tests.issuer_for_tests import Desk, working_desk

PROPOSED, KNOWN = FileOutcome.PROPOSED, FileOutcome.ALREADY_KNOWN
REFUSED, HELD_BACK = FileOutcome.REFUSED, FileOutcome.HELD_BACK


def propose(
    desk: Desk, *files: dict[str, Any], by: str | None = "u-017", skip_invalid: bool = False
) -> tuple[FileReport, ...]:
    named = [AwardFile(f"{number}.yaml", as_yaml(file)) for number, file in enumerate(files)]
    return desk.office.propose_awards(desk.institution.id, named, by=by, skip_invalid=skip_invalid)


def outcomes(reports: tuple[FileReport, ...]) -> list[FileOutcome]:
    return [one.outcome for one in reports]


def codes(report: FileReport) -> set[str]:
    return {one.code for one in report.findings if one.severity.value != "info"}


def decide(desk: Desk, *by: str, outcome: DecisionOutcome = DecisionOutcome.AWARDED) -> Decided:
    request = DecisionRequest(
        number="EC-77", decided_on=date(2026, 7, 1), decided_by=by or ("u-003", "u-009"), outcome=outcome
    )
    return desk.office.decide(desk.institution.id, request)


def count(desk: Desk) -> tuple[int, int]:
    """Number of open proposals, and of module versions."""
    with desk.office.uow.read(desk.institution.id) as ledger:
        return len(list(ledger.awards.open())), len(ledger.modules.all())


def issued(desk: Desk) -> list[dict[str, Any]]:
    desk.issue()
    return [
        json.loads(one.signed.json_bytes or b"")
        for one in desk.office.read_credentials.all(desk.institution.id)
    ]


class TestProposing:
    def test_a_proposal_and_the_module_that_it_needs(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            before = count(desk)
            (report,) = propose(desk, STATEMENT_OF_PRACTICE)
            assert (report.outcome, report.published) == (PROPOSED, True)
            assert count(desk) == (before[0] + 1, before[1] + 1)
            with desk.office.uow.read(desk.institution.id) as ledger:
                (proposal,) = ledger.awards.open()
                facts = ledger.facts.of_awards([proposal.id])[proposal.id]
                learner = ledger.learners.get(proposal.learner_id)
            assert proposal.id == report.award_id
            assert (proposal.recipient_name, proposal.proposed_by) == ("Noor Proef", "u-017")
            assert (proposal.provider, proposal.evidence) == ("Bistro De Proef", ())
            assert (learner.student_number, learner.email) == ("s-0042", "noor@leerling.example")
            assert facts.company is not None
            assert facts.company.sbb_id == "100000009"

    def test_the_same_file_twice_changes_nothing(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (first,) = propose(desk, STATEMENT_OF_PRACTICE)
            before = count(desk)
            with desk.office.uow.read(desk.institution.id) as ledger:
                entries = len(ledger.audit.entries())
            (second,) = propose(desk, STATEMENT_OF_PRACTICE)
            assert (second.outcome, second.award_id) == (KNOWN, first.award_id)
            assert count(desk) == before
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert len(ledger.audit.entries()) == entries

    def test_nor_twice_in_one_go(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            reports = propose(desk, STATEMENT_OF_PRACTICE, STATEMENT_OF_PRACTICE)
            assert outcomes(reports) == [PROPOSED, KNOWN]
            assert count(desk)[0] == 1

    def test_two_learners_share_a_module(self, tmp_path: Path) -> None:
        other = changed(STATEMENT_OF_PRACTICE, lerende={"naam": "Lou Proef", "studentnummer": "s-1"})
        with working_desk(tmp_path) as desk:
            first, second = propose(desk, STATEMENT_OF_PRACTICE, other)
            assert (first.published, second.published) == (True, False)
            assert first.version == second.version

    def test_several_statements_for_one_learner(self, tmp_path: Path) -> None:
        """Requirements A19 and E07."""
        after = changed(STATEMENT_OF_PRACTICE, begeleidingsdocument__werkprocessen__0=ABSENT)
        with working_desk(tmp_path) as desk:
            assert outcomes(propose(desk, STATEMENT_OF_PRACTICE, after)) == [PROPOSED, PROPOSED]
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert len({one.learner_id for one in ledger.awards.open()}) == 1

    def test_other_particulars_for_the_same_award(self, tmp_path: Path) -> None:
        other = changed(STATEMENT_OF_PRACTICE, leerbedrijf__naam="Een ander bedrijf")
        with working_desk(tmp_path) as desk:
            propose(desk, STATEMENT_OF_PRACTICE)
            (report,) = propose(desk, other)
            assert report.outcome is REFUSED
            assert "awarded_differently" in codes(report)

    def test_a_learner_without_number_is_known_by_the_file_alone(self, tmp_path: Path) -> None:
        nameless = changed(STATEMENT_OF_PRACTICE, lerende={"naam": "Noor Proef"})
        other = changed(nameless, leerbedrijf__naam="Een ander bedrijf")
        with working_desk(tmp_path) as desk:
            first, again, second = propose(desk, nameless, nameless, other)
            assert outcomes((first, again, second)) == [PROPOSED, KNOWN, PROPOSED]
            assert codes(first) == {"learner_without_number"}
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert len({one.learner_id for one in ledger.awards.open()}) == 2

    def test_whom_the_file_names_proposes(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = propose(desk, MICROCREDENTIAL, by=None)
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert [one.proposed_by for one in ledger.awards.open()] == ["u-017"]
            assert report.outcome is PROPOSED

    def test_somebody_has_to(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = propose(desk, STATEMENT_OF_PRACTICE, by=None)
            assert (report.outcome, codes(report)) == (REFUSED, {"no_proposer"})
            with pytest.raises(DecisionRefused):
                propose(desk, STATEMENT_OF_PRACTICE, by=" ")


class TestRefusing:
    def test_one_wrong_file_holds_back_the_others(self, tmp_path: Path) -> None:
        wrong = changed(STATEMENT_OF_PRACTICE, lerende__studentnummer="s-2", gesprekken__0=ABSENT)
        with working_desk(tmp_path) as desk:
            before = count(desk)
            reports = propose(desk, STATEMENT_OF_PARTS, wrong)
            assert outcomes(reports) == [HELD_BACK, REFUSED]
            assert count(desk) == before
            assert codes(reports[1]) == {"no_midterm_talk"}
            assert reports[1].findings[0].file == "1.yaml"

    def test_unless_it_is_skipped(self, tmp_path: Path) -> None:
        wrong = changed(STATEMENT_OF_PRACTICE, gesprekken__0=ABSENT)
        with working_desk(tmp_path) as desk:
            reports = propose(desk, STATEMENT_OF_PARTS, wrong, skip_invalid=True)
            assert outcomes(reports) == [PROPOSED, REFUSED]
            assert count(desk)[0] == 1

    @pytest.mark.parametrize(
        ("data", "code"), [(b"\xff", "file_refused"), (b"a: 1", "not_a_module"), (b"", "file_refused")]
    )
    def test_what_is_no_file_of_an_award(self, tmp_path: Path, data: bytes, code: str) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = desk.office.propose_awards(desk.institution.id, [AwardFile("x", data)], by="u-1")
            assert (report.outcome, codes(report)) == (REFUSED, {code})

    def test_a_module_without_award(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = propose(desk, changed(MICROCREDENTIAL, toekenning=ABSENT))
            assert report.outcome is REFUSED
            assert "no_award_in_file" in codes(report)

    def test_a_published_version_with_other_content(self, tmp_path: Path) -> None:
        other = changed(
            MICROCREDENTIAL, template__titel__nl="Ander baliewerk", toekenning__lerende__studentnummer="s-3"
        )
        with working_desk(tmp_path) as desk:
            propose(desk, MICROCREDENTIAL)
            (report,) = propose(desk, other)
            assert report.outcome is REFUSED
            assert "module_version_differs" in codes(report)
        with working_desk(tmp_path / "together") as desk:
            assert outcomes(propose(desk, MICROCREDENTIAL, other)) == [HELD_BACK, REFUSED]

    def test_what_is_still_to_come(self, tmp_path: Path) -> None:
        late = changed(
            MICROCREDENTIAL,
            toekenning__examencommissie_besluit__datum="2026-07-03",
            toekenning__uitgegeven_op=ABSENT,
        )
        with working_desk(tmp_path) as desk:
            (report,) = propose(desk, late)
            assert "day_to_come" in codes(report)
            desk.clock.forward(hours=13)  # 22:30 UTC on 2 July is half past midnight on 3 July
            assert outcomes(propose(desk, late)) == [PROPOSED]

    def test_two_learners_in_one(self, tmp_path: Path) -> None:
        first = changed(STATEMENT_OF_PRACTICE, lerende={"naam": "A", "studentnummer": "s-1"})
        second = changed(STATEMENT_OF_PARTS, lerende={"naam": "B", "email": "b@leerling.example"})
        both = changed(
            MICROCREDENTIAL,
            toekenning__lerende={"naam": "C", "studentnummer": "s-1", "email": "b@leerling.example"},
        )
        with working_desk(tmp_path) as desk:
            propose(desk, first, second)
            (report,) = propose(desk, both)
            assert "learner_of_two" in codes(report)

    def test_no_statement_of_parts_after_a_certificate_for_them(self, tmp_path: Path) -> None:
        """What the store knows goes before what the file says (A07)."""
        part = {"code": "D1-K1-W1", "titel": "Bezoekt", "resultaat": "behaald", "crebo": "K9990"}
        learner = {"naam": "Bo Proef", "email": "bo@leerling.example"}
        statement = changed(STATEMENT_OF_PARTS, lerende=learner, deel_1_examenresultaten=[part])
        with working_desk(tmp_path) as desk:
            assert outcomes(propose(desk, CERTIFICATE)) == [PROPOSED]
            (report,) = propose(desk, statement)
            assert report.outcome is REFUSED
            assert [one.requirement for one in report.findings if one.code == "certificate_was_awarded"] == [
                "A07"
            ]
            decide(desk, outcome=DecisionOutcome.REJECTED)
            assert outcomes(propose(desk, statement)) == [PROPOSED]

    def test_a_missing_signature_does_not_stand_in_the_way(self, tmp_path: Path) -> None:
        """It keeps the credential from being released (F22)."""
        unsigned = changed(STATEMENT_OF_PRACTICE, handtekeningen=ABSENT)
        with working_desk(tmp_path) as desk:
            (report,) = propose(desk, unsigned)
            assert (report.outcome, codes(report)) == (PROPOSED, {"signature_missing"})
            assert decide(desk).count == 1
            assert issued(desk) == []


class TestDeciding:
    def test_who_prepared_does_not_decide(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            propose(desk, STATEMENT_OF_PARTS, by="u-500")
            with pytest.raises(AwardsBlocked) as caught:
                decide(desk, "u-003", "u-030")
            assert [(one.code, one.requirement) for one in caught.value.findings] == [
                ("preparer_decided", "G01")
            ]
            assert count(desk)[0] == 1
            assert decide(desk).count == 1

    def test_not_before_everything_was_there(self, tmp_path: Path) -> None:
        late = changed(
            STATEMENT_OF_PRACTICE,
            gesprekken__1__datum="2026-07-02",
            handtekeningen__0__datum="2026-07-02",
            handtekeningen__1__datum="2026-07-02",
            uitgegeven_op=ABSENT,
            overeenkomsten__0__eind="2026-07-31",
        )
        with working_desk(tmp_path) as desk:
            assert outcomes(propose(desk, late)) == [PROPOSED]
            with pytest.raises(AwardsBlocked) as caught:
                decide(desk)
            assert [(one.code, one.requirement) for one in caught.value.findings] == [
                ("talk_after_award", "F20")
            ]
            assert decide(desk, outcome=DecisionOutcome.REJECTED).count == 1

    def test_nor_after_the_document_on_paper(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            propose(desk, CERTIFICATE)
            with pytest.raises(AwardsBlocked) as caught:
                decide(desk)
            assert [(one.code, one.requirement) for one in caught.value.findings] == [
                ("legal_document_before_decision", "E08")
            ]

    def test_only_what_is_decided_on_counts(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (mine,) = propose(desk, MICROCREDENTIAL, by="u-1")
            propose(desk, STATEMENT_OF_PARTS, by="u-2")
            assert mine.award_id is not None
            request = DecisionRequest(
                number="EC-1",
                decided_on=date(2026, 7, 1),
                decided_by=("u-030", "u-009"),
                award_ids=(mine.award_id,),
            )
            assert desk.office.decide(desk.institution.id, request).count == 1

    def test_the_policy_of_the_institution_counts(self, tmp_path: Path) -> None:
        without = changed(MICROCREDENTIAL, toekenning__startkwalificatie_vastgesteld__waarde="nee")
        with working_desk(tmp_path, start_qualification="block") as desk:
            (report,) = propose(desk, without)
            assert report.outcome is REFUSED
            assert "start_qualification_not_seen" in codes(report)


class TestCredentials:
    def test_an_mbo_verklaring(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            propose(desk, STATEMENT_OF_PARTS)
            decide(desk)
            (credential,) = issued(desk)
        subject = credential["credentialSubject"]
        assert subject["source"]["name"] == "Bouwbureau De Proef"
        assert [one["value"] for one in subject["result"]] == ["behaald", "behaald"]
        assert credential["evidence"] == [{"type": ["Evidence"], "name": "BHV"}]

    def test_what_stays_inside(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            with_paper = changed(
                CERTIFICATE,
                toekenning__wettelijk_document__datum="2026-07-01",
                toekenning__uitgegeven_op="2026-07-01",
            )
            propose(desk, STATEMENT_OF_PARTS, with_paper, MICROCREDENTIAL)
            decide(desk)
            desk.issue()
            written = [
                one.signed.json_bytes or b"" for one in desk.office.read_credentials.all(desk.institution.id)
            ]
        assert len(written) == 3
        for secret in (
            "uitstroom",
            "onder_23",
            "startkwalificatie",
            "Proefmans",
            "u-100",
            "LLO",
            "s-00",
            "EX-1",
        ):
            assert not any(secret.encode() in content for content in written), secret

    def test_nothing_of_the_person_is_left_once_erased(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            (report,) = propose(desk, STATEMENT_OF_PARTS)
            decide(desk)
            issued(desk)
            assert report.award_id is not None
            with desk.office.uow.read(desk.institution.id) as ledger:
                learner = next(iter(ledger.learners.find(["s-0043"], [])))
            desk.office.erase_learner(desk.institution.id, learner.id, by="u-001")
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.facts.of_awards([report.award_id]) == {}
                award = ledger.awards.get(report.award_id)
            assert award is not None
            assert (award.provider, award.evidence) == (None, ())
        files = [path.read_bytes() for path in tmp_path.glob("waarmerk.db*")]
        for secret in ("Sam Proef", "s-0043", "Proefmans", "uitstroom_zonder", "Bouwbureau"):
            assert not any(secret.encode() in content for content in files), secret
