"""Taking in results: what becomes a proposal, and what is said about each wrong row."""

import dataclasses
import io
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from credentials.achievement.model import Result
from issuer.domain.awards import ProposedAward
from issuer.domain.result_rows import Weight
from issuer.domain.status import ReasonCode, StatusAction
from issuer.errors import FileRefused
from issuer.services.change_status import StatusRequest
from issuer.services.import_results import ImportOutcome, ImportReport
from issuer.spreadsheets.annotating import annotate
from issuer.spreadsheets.reading import read_table
from tests.awards_for_tests import BARE_MODULE
from tests.issuer_for_tests import (
    BASE_URL,
    HEADER,
    Desk,
    csv_file,
    keep_module,
    learner_row,
    working_desk,
    xlsx_file,
)


def take_in(desk: Desk, data: bytes, *, by: str = "u-017", skip_invalid: bool = False) -> ImportReport:
    return desk.office.import_results(desk.institution.id, data, by=by, skip_invalid=skip_invalid)


def open_awards(desk: Desk) -> Sequence[ProposedAward]:
    with desk.office.uow.read(desk.institution.id) as ledger:
        return list(ledger.awards.open())


def codes(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(remark.row, remark.column, remark.code) for remark in report.remarks]


class TestGoodRows:
    def test_a_row_becomes_a_proposal(self, tmp_path: Path) -> None:
        header = ("Studentnr", "Naam", "E-mailadres", "Module", "Eindoordeel", "Dienst", "Begin", "Eind")
        row = (
            "s1",
            " Zoë  van ’t Hof ",
            "Zoe@School.Example",
            "bediening",
            "7,5",
            "Goed",
            "6-4-2026",
            "46199",
        )
        with working_desk(tmp_path) as desk:
            report = take_in(desk, csv_file(header, row))
            (award,) = open_awards(desk)
            assert (report.outcome, report.rows, report.proposed) == (ImportOutcome.IMPORTED, 1, 1)
            assert award.recipient_name == "Zoë van ’t Hof"
            assert award.recipient_email == "zoe@school.example"
            assert award.language == "nl"
            assert [str(award.activity_start), str(award.activity_end)] == ["2026-04-06", "2026-06-26"]
            assert award.proposed_by == "u-017"
            assert [result.value for result in award.results] == ["7.5", "goed"]

    def test_results_may_stand_in_one_cell(self, tmp_path: Path) -> None:
        header = ("studentnummer", "naam", "module", "resultaten")
        row = ("s1", "Zoë", "bediening", "Eindoordeel: 7,5; dienst = voldoende")
        with working_desk(tmp_path) as desk:
            take_in(desk, csv_file(header, row))
            (award,) = open_awards(desk)
            assert award.results == (
                Result(
                    result_description="https://credentials.roctest.example/modules/bediening/1.0.0#eindoordeel",
                    value="7.5",
                ),
                Result(
                    result_description="https://credentials.roctest.example/modules/bediening/1.0.0#dienst",
                    value="voldoende",
                ),
            )

    def test_excel_numbers_are_read_as_people_see_them(self, tmp_path: Path) -> None:
        header = ("Student number", "Name", "Module", "Eindoordeel", "Dienst", "Start date")
        with working_desk(tmp_path) as desk:
            data = xlsx_file(header, (4711, "Zoë", "bediening", 7.5, "goed", 46118))
            take_in(desk, data)
            with desk.office.uow.read(desk.institution.id) as ledger:
                (award,) = ledger.awards.open()
                assert ledger.learners.get(award.learner_id).student_number == "4711"
            assert str(award.activity_start) == "2026-04-06"
            assert award.results[0].value == "7.5"

    def test_without_a_version_the_newest_is_meant(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            for version in ("1.10.0", "1.9.0"):
                module = dataclasses.replace(BARE_MODULE, version=version)
                keep_module(desk.office, module)
            take_in(desk, csv_file(HEADER, learner_row(1), learner_row(2, versie="1.9")))
            with desk.office.uow.read(desk.institution.id) as ledger:
                found = [
                    ledger.modules.get(award.module_version_id).module.version
                    for award in ledger.awards.open()
                ]
            assert found == ["1.10.0", "1.9.0"]

    def test_not_achieved_is_no_mistake_and_no_proposal(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, csv_file(HEADER, learner_row(1, resultaat="Niet behaald"), learner_row(2)))
            assert report.outcome is ImportOutcome.IMPORTED
            assert codes(report) == [(2, "resultaat", "not_achieved")]
            assert report.remarks[0].weight is Weight.NOTE
            assert len(open_awards(desk)) == 1

    def test_empty_rows_are_passed_over(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, csv_file(HEADER, ("",) * 9, learner_row(1), (" ",)))
            assert (report.rows, report.proposed) == (1, 1)


WRONG = [
    ({"naam": ""}, "naam", "name_missing"),
    ({"naam": "123"}, "naam", "name_invalid"),
    ({"naam": "A\u202eB"}, "naam", "name_invalid"),
    ({"naam": "x" * 201}, "naam", "name_invalid"),
    ({"studentnummer": "", "e-mail": ""}, "studentnummer", "no_identifier"),
    ({"studentnummer": "a b"}, "studentnummer", "student_number_invalid"),
    ({"studentnummer": "111222333"}, "studentnummer", "bsn_found"),
    ({"naam": "Jan 111.222.333"}, "naam", "bsn_found"),
    ({"e-mail": "zoe"}, "e-mail", "email_invalid"),
    ({"e-mail": "zoe@school"}, "e-mail", "email_invalid"),
    ({"e-mail": "a@b.nl, c@d.nl"}, "e-mail", "email_invalid"),
    ({"module": ""}, "module", "module_missing"),
    ({"module": "Koken"}, "module", "module_unknown"),
    ({"versie": "2.0.0"}, "versie", "version_unknown"),
    ({"versie": "nieuwste"}, "versie", "version_unknown"),
    ({"resultaat": ""}, "resultaat", "result_missing"),
    ({"resultaat": "7"}, "resultaat", "result_not_allowed"),
    ({"begin": "gisteren"}, "begin", "not_a_date"),
    ({"eind": "31-6-2026"}, "eind", "not_a_date"),
    ({"begin": "27-6-2026"}, "eind", "end_before_start"),
    ({"taal": "Frans"}, "taal", "language_unknown"),
    ({"taal": "en"}, "taal", "no_edition_in_language"),
]


class TestWrongRows:
    @pytest.mark.parametrize(("values", "column", "code"), WRONG)
    def test_a_mistake_is_reported_with_its_row_and_column(
        self, tmp_path: Path, values: dict[str, str], column: str, code: str
    ) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, csv_file(HEADER, learner_row(1), learner_row(2, **values)))
            assert codes(report) == [(3, column, code)]
            assert report.remarks[0].column_index == HEADER.index(column)
            assert (report.outcome, report.proposed) == (ImportOutcome.REFUSED, 0)
            assert open_awards(desk) == []

    def test_everything_that_is_wrong_with_a_row_is_said(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            row = learner_row(1, naam="", module="Koken", begin="x", taal="Frans")
            assert [code for _, _, code in codes(take_in(desk, csv_file(HEADER, row)))] == [
                "name_missing",
                "module_unknown",
                "not_a_date",
                "language_unknown",
            ]

    def test_a_bsn_in_a_column_that_we_do_not_read_is_found(self, tmp_path: Path) -> None:
        header = (*HEADER, "toelichting", "leerbedrijf")
        with working_desk(tmp_path) as desk:
            bad = (*learner_row(1), "zie 111222333", "")
            fine = (*learner_row(2), "", "111222333")  # a leerbedrijf-id passes the eleven test by chance
            assert codes(take_in(desk, csv_file(header, bad, fine))) == [(2, "toelichting", "bsn_found")]

    def test_a_bsn_that_excel_keeps_as_a_number_is_found(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            row = (111222333, *learner_row(1)[1:])
            assert codes(take_in(desk, xlsx_file(HEADER, row))) == [(2, "studentnummer", "bsn_found")]

    def test_a_stray_delimiter_is_noticed(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, csv_file(HEADER, (*learner_row(1), "extra")))
            assert [code for _, _, code in codes(report)] == ["too_many_cells"]

    def test_a_learner_twice_in_the_file(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            by_number = learner_row(1, **{"e-mail": ""})
            by_email = learner_row(1, studentnummer="")
            report = take_in(desk, csv_file(HEADER, learner_row(1), by_number, by_email))
            assert [(remark.row, remark.code, dict(remark.params)) for remark in report.remarks] == [
                (3, "duplicate_in_file", {"other_row": "2"}),
                (4, "duplicate_in_file", {"other_row": "2"}),
            ]

    def test_the_same_learner_may_achieve_two_modules(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            assert desk.propose(learner_row(1), learner_row(1, "Tijdelijk")) == 2
            first, second = open_awards(desk)
            assert first.learner_id == second.learner_id

    @pytest.mark.parametrize("earlier", ["in the file", "in an earlier file"])
    def test_number_and_address_of_different_learners(self, tmp_path: Path, earlier: str) -> None:
        mixed = learner_row(1, "Tijdelijk", **{"e-mail": "lerende2@leerling.example"})
        with working_desk(tmp_path) as desk:
            if earlier == "in the file":
                report = take_in(desk, csv_file(HEADER, learner_row(1), learner_row(2), mixed))
            else:
                desk.propose(learner_row(1), learner_row(2))
                report = take_in(desk, csv_file(HEADER, mixed))
            assert [code for _, _, code in codes(report)] == ["learner_conflict"]

    def test_an_address_that_belongs_to_another_number(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1))
            row = learner_row(2, **{"e-mail": "lerende1@leerling.example"})
            assert [code for _, _, code in codes(take_in(desk, csv_file(HEADER, row)))] == [
                "learner_conflict"
            ]

    def test_a_learner_known_by_address_gets_their_number(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1, studentnummer=""))
            desk.propose(learner_row(1, "Tijdelijk"))
            first, second = open_awards(desk)
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert first.learner_id == second.learner_id
                assert ledger.learners.get(first.learner_id).student_number == "s00001"

    def test_skipping_takes_in_the_rest(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            data = csv_file(HEADER, learner_row(1), learner_row(2, naam=""), learner_row(3))
            report = take_in(desk, data, skip_invalid=True)
            assert (report.outcome, report.proposed, report.wrong_rows) == (ImportOutcome.IMPORTED, 2, 1)
            assert len(open_awards(desk)) == 2

    def test_a_file_for_bsns_is_refused(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk, pytest.raises(FileRefused) as caught:
            take_in(desk, csv_file((*HEADER, "BSN"), learner_row(1)))
        assert caught.value.params["reason"] == "bsn_column"


class TestAgain:
    def test_the_same_file_again_is_a_no_op_that_says_so(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            data = csv_file(HEADER, learner_row(1))
            take_in(desk, data)
            desk.clock.forward(days=1)
            again = take_in(desk, data, by="u-018")
            assert again.outcome is ImportOutcome.ALREADY_IMPORTED
            assert again.earlier is not None
            assert again.earlier.imported_by == "u-017"
            assert len(open_awards(desk)) == 1

    def test_a_file_that_was_refused_may_come_back(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            data = csv_file(HEADER, learner_row(1, naam=""), learner_row(2))
            assert take_in(desk, data).outcome is ImportOutcome.REFUSED
            assert take_in(desk, data, skip_invalid=True).proposed == 1

    def test_a_file_with_skipped_rows_may_come_back_when_the_module_is_there(self, tmp_path: Path) -> None:
        later = dataclasses.replace(BARE_MODULE, id=f"{BASE_URL}/modules/later", title={"nl": "Later"})
        with working_desk(tmp_path) as desk:
            data = csv_file(HEADER, learner_row(1), learner_row(2, "Later"))
            assert take_in(desk, data, skip_invalid=True).proposed == 1
            keep_module(desk.office, later)
            again = take_in(desk, data)
            assert (again.outcome, again.proposed, again.count("already_known")) == (
                ImportOutcome.IMPORTED,
                1,
                1,
            )
            assert take_in(desk, data).outcome is ImportOutcome.ALREADY_IMPORTED

    def test_a_corrected_file_adds_only_what_was_wrong(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            take_in(desk, csv_file(HEADER, learner_row(1), learner_row(2, naam="")), skip_invalid=True)
            report = take_in(desk, csv_file(HEADER, learner_row(1), learner_row(2)), by="u-018")
            assert codes(report) == [(2, "naam", "already_known")]
            assert (report.outcome, report.proposed) == (ImportOutcome.IMPORTED, 1)

    @pytest.mark.parametrize("issued", [False, True])
    def test_other_particulars_for_the_same_award_are_an_error(self, tmp_path: Path, issued: bool) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1))
            if issued:
                desk.decide()
                desk.issue()
            report = take_in(desk, csv_file(HEADER, learner_row(1, naam="Iemand Anders")))
            assert codes(report) == [(2, "naam", "already_awarded_differently")]

    def test_after_a_revocation_the_new_award_names_the_old_credential(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1, naam="Zoe Verkeerd"))
            desk.decide()
            (old,) = desk.issue().issued
            desk.clock.forward(days=1)
            request = StatusRequest(
                credential_id=old,
                action=StatusAction.REVOKED,
                reason=ReasonCode.FOUT_IN_GEGEVENS,
                explanation="naam verkeerd",
                decision_number="EC-9",
                decided_by=("u-003", "u-009"),
            )
            desk.office.change_status(desk.institution.id, request)
            desk.propose(learner_row(1, naam="Zoë Goed"))
            (award,) = open_awards(desk)
            assert award.replaces == old

    def test_a_learner_keeps_one_record_with_the_newest_name(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1, naam="Zoë Jansen"))
            desk.propose(learner_row(1, "Tijdelijk", naam="Zoë de Vries"))
            with desk.office.uow.read(desk.institution.id) as ledger:
                first, second = ledger.awards.open()
                assert first.learner_id == second.learner_id
                assert ledger.learners.get(first.learner_id).name == "Zoë de Vries"
                assert (first.recipient_name, second.recipient_name) == ("Zoë Jansen", "Zoë de Vries")


class TestAnnotatedCopy:
    def test_csv_keeps_encoding_and_delimiter_and_can_come_back(self, tmp_path: Path) -> None:
        data = csv_file(
            HEADER, learner_row(1, naam="Zoë"), learner_row(2, naam=""), delimiter=",", encoding="cp1252"
        )
        with working_desk(tmp_path) as desk:
            report = take_in(desk, data)
            copy = annotate(report.table, report.header, report.remarks)
            lines = copy.decode("cp1252").split("\r\n")
            assert lines[0].endswith(",taal,Opmerkingen")
            assert lines[1].startswith("s00001,Zoë,")
            assert lines[1].endswith(",,")
            assert lines[2].endswith(",naam: De naam ontbreekt. Vul de naam in.")
            corrected = copy.replace(b"s00002,,", b"s00002,Jan,")
            assert take_in(desk, corrected).proposed == 2

    def test_csv_formulas_are_made_harmless_and_read_back(self, tmp_path: Path) -> None:
        evil = '=HYPERLINK("http://x";"klik")'
        data = csv_file((*HEADER, "extra", "schuld"), (*learner_row(1, naam=""), evil, "-5"))
        with working_desk(tmp_path) as desk:
            report = take_in(desk, data)
            copy = annotate(report.table, report.header, report.remarks)
            assert b"'=HYPERLINK" in copy
            assert b";-5;" in copy
            assert read_table(copy).head[1][9] == evil

    @pytest.mark.parametrize("start", ["=", "+", "-", "@"])
    def test_a_remark_that_quotes_a_formula_is_harmless_too(self, tmp_path: Path, start: str) -> None:
        with working_desk(tmp_path) as desk:
            header = (f"{start}cmd()", *HEADER)
            report = take_in(desk, csv_file(header, ("111222333", *learner_row(1))))
            copy = annotate(report.table, report.header, report.remarks).decode()
            assert f";'{start}cmd()" in copy or f"\"'{start}cmd()" in copy

    def test_xlsx_gets_a_column_and_colours(self, tmp_path: Path) -> None:
        data = xlsx_file(
            HEADER, learner_row(1), learner_row(2, naam=""), learner_row(3, resultaat="onvoldoende")
        )
        with working_desk(tmp_path) as desk:
            report = take_in(desk, data)
            copy = annotate(report.table, report.header, report.remarks)
            sheet = load_workbook(io.BytesIO(copy)).worksheets[0]
            assert sheet["J1"].value == "Opmerkingen"
            assert sheet["J2"].value is None
            assert sheet["J3"].value == "naam: De naam ontbreekt. Vul de naam in."
            assert sheet["J4"].value == "resultaat: Niet behaald: geen toekenning."
            assert sheet["B3"].fill.start_color.rgb == "00FFC7CE"
            assert sheet["F4"].fill.start_color.rgb == "00DDEBF7"
            assert sheet["B2"].fill.fill_type is None
            sheet["B3"].value = "Jan"
            buffer = io.BytesIO()
            assert sheet.parent is not None
            sheet.parent.save(buffer)
            assert take_in(desk, buffer.getvalue()).proposed == 2

    def test_xlsx_holds_no_formula(self, tmp_path: Path) -> None:
        """Neither a formula of the file, nor text that would become one."""
        workbook = load_workbook(io.BytesIO(xlsx_file((*HEADER, "extra"), learner_row(1, naam=""))))
        sheet = workbook.worksheets[0]
        sheet["J2"] = "=1+1"
        sheet["J3"] = "=cmd|' /C calc'!A0"
        assert sheet["J2"].data_type == "f"
        sheet["J3"].data_type = "s"
        buffer = io.BytesIO()
        workbook.save(buffer)
        with working_desk(tmp_path) as desk:
            report = take_in(desk, buffer.getvalue())
            copy = annotate(report.table, report.header, report.remarks)
            copied = load_workbook(io.BytesIO(copy)).worksheets[0]
            assert {cell.data_type for line in copied.iter_rows() for cell in line} == {"s", "n"}
            assert copied["J3"].value == "=cmd|' /C calc'!A0"
            assert copied["J3"].quotePrefix is True

    def test_numbers_that_are_none_do_not_stop_the_copy(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            data = csv_file((*HEADER, "x"), (*learner_row(1, naam=""), str(math.inf)))
            report = take_in(desk, data)
            assert b"inf" in annotate(report.table, report.header, report.remarks)

    def test_english_on_request(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            report = take_in(desk, csv_file(HEADER, learner_row(1, naam="")))
            copy = annotate(report.table, report.header, report.remarks, language="en").decode()
            assert "Remarks" in copy
            assert "The name is missing" in copy
