"""Records for the register of education: the shape of DUO, by the student number alone, or a reason."""

import csv
import dataclasses
import io
from datetime import date

import pytest

from issuer.domain.award_files.agreements import Agreement
from issuer.domain.award_files.company import Company, Placement
from issuer.domain.award_files.school import AimedAt, Enrolment
from issuer.domain.exports.decided_award import DecidedAward
from issuer.domain.exports.duo import COLUMNS, duo_records, records_csv
from issuer.domain.exports.monitoring import monitoring_csv, pseudonym
from issuer.domain.findings import Severity
from tests.awards_for_tests import MODULE
from tests.exports_for_tests import (
    CERTIFICATE,
    CERTIFICATE_PART,
    KEUZEDEEL_RESULT,
    PRACTICE,
    decided,
    facts,
)

PROVIDER = "999A999"
BISTRO = Company(name="Bistro De Proef", sbb_id="100999999")


def one_record(award: DecidedAward) -> dict[str, str]:
    made = duo_records([award], PROVIDER)
    assert made.findings == ()
    (record,) = made.records
    return dict(record.values)


def codes(award: DecidedAward, provider: str | None = PROVIDER) -> list[tuple[str, str | None]]:
    made = duo_records([award], provider)
    assert made.records == ()
    return [(one.code, one.requirement) for one in made.findings if one.severity is Severity.ERROR]


class TestRecords:
    def test_a_certificate_on_a_keuzedeel_is_a_kzd_record_with_certificate(self) -> None:
        """As example 02 has it, with what only the SIS knows left open."""
        assert one_record(decided()) == {
            "recordsoort": "KZD",
            "studentnummer_sis": "S-100234",
            "code_keuzedeel": "K0262",
            "datum_resultaat": "2026-05-27",
            "resultaat": "Behaald",
            "certificaat": "J",
            "onderwijsaanbieder": "999A999",
            "inschrijvingvolgnummer": "",
            "resultaatvolgnummer": "",
        }

    def test_the_result_of_a_keuzedeel_has_no_certificate(self) -> None:
        record = one_record(decided(KEUZEDEEL_RESULT))
        assert (record["recordsoort"], record["code_keuzedeel"], record["certificaat"]) == (
            "KZD",
            "K0067",
            "N",
        )

    def test_a_certificate_on_a_part_is_an_amo_record(self) -> None:
        award = decided(CERTIFICATE_PART, facts=facts(learning_path="derde_leerweg"))
        record = one_record(award)
        assert (record["recordsoort"], record["code_amvb_onderdeel"]) == ("AMO", "C0004")
        assert (record["leertraject"], record["indicatie_bekostigbaar"]) == ("ODT", "N")
        assert "resultaat" not in record

    def test_the_leertraject_that_was_enrolled_in_comes_first(self) -> None:
        award = decided(facts=facts(learning_path="derde_leerweg", enrolment=Enrolment(register_path="BBL")))
        assert one_record(award)["leertraject"] == "BBL"
        assert "indicatie_bekostigbaar" not in one_record(award)

    def test_a_praktijkverklaring_is_a_work_placement(self) -> None:
        award = decided(
            PRACTICE,
            facts=facts(
                company=BISTRO,
                aimed_at=AimedAt(crebo="27052"),
                agreements=(
                    Agreement(
                        kind="praktijkovereenkomst",
                        on=date(2026, 1, 20),
                        begin=date(2026, 2, 2),
                        end=date(2026, 7, 31),
                    ),
                ),
                end=date(2026, 7, 2),
            ),
        )
        assert one_record(award) == {
            "recordsoort": "BPV",
            "studentnummer_sis": "S-100234",
            "inschrijvingvolgnummer": "",
            "afsluitdatum_pok": "2026-01-20",
            "begindatum_bpv": "2026-02-02",
            "geplande_einddatum_bpv": "2026-07-31",
            "werkelijke_einddatum_bpv": "2026-07-02",
            "omvang_bpv": "",
            "leerbedrijf_id": "100999999",
            "opleidingcode": "27052",
            "code_keuzedeel": "",
            "onderwijsaanbieder": "999A999",
        }

    def test_a_certificate_with_a_placement_has_both_records(self) -> None:
        placed = Placement(company=BISTRO, agreed_on=date(2026, 1, 20), begin=date(2026, 2, 2), hours=160)
        made = duo_records([decided(facts=facts(placement=placed))], PROVIDER)
        assert [record.kind for record in made.records] == ["KZD", "BPV"]
        assert made.records[1].values["omvang_bpv"] == "160"

    def test_a_microcredential_is_nothing_to_duo(self) -> None:
        """It counts for nothing there, also when it is about a keuzedeel (B06)."""
        award = decided(dataclasses.replace(MODULE, qualification_codes=(("Keuzedeel", "K0262"),)))
        made = duo_records([award], PROVIDER)
        assert (made.records, made.findings) == ((), ())

    def test_what_was_revoked_is_not_delivered(self) -> None:
        made = duo_records([decided(is_revoked=True)], PROVIDER)
        assert made.records == ()
        assert [(one.code, one.severity) for one in made.findings] == [
            ("duo_award_revoked", Severity.WARNING)
        ]


class TestRefusals:
    def test_a_certificate_from_the_lump_sum(self) -> None:
        assert codes(decided(facts=facts(funding="lumpsum"))) == [("duo_lump_sum", "E15")]
        description = dataclasses.replace(decided().description, funding="lumpsum")
        assert codes(decided(description=description)) == [("duo_lump_sum", "E15")]
        assert one_record(decided(KEUZEDEEL_RESULT, facts=facts(funding="lumpsum")))["recordsoort"] == "KZD"

    def test_all_mistakes_of_an_award_at_once(self) -> None:
        award = decided(
            dataclasses.replace(CERTIFICATE, qualification_codes=()),
            student_number=None,
            facts=facts(funding="lumpsum", placement=Placement(company=Company(name="Bistro"))),
        )
        assert codes(award, provider=None) == [
            ("duo_student_number_missing", "E09"),
            ("duo_provider_missing", "E09"),
            ("duo_lump_sum", "E15"),
            ("duo_code_missing", "E09"),
            ("duo_company_number_missing", "E21"),
        ]

    def test_a_bsn_is_no_student_number(self) -> None:
        assert codes(decided(student_number="111222333")) == [("duo_student_number_is_bsn", "E09")]

    def test_the_number_itself_is_never_said(self) -> None:
        (finding,) = duo_records([decided(student_number="111222333")], PROVIDER).findings
        for language in ("nl", "en"):
            assert "111222333" not in finding.text(language)


class TestFiles:
    def test_the_csv_has_every_column_and_the_sis_has_its_own_to_fill(self) -> None:
        made = duo_records([decided(), decided(CERTIFICATE_PART)], PROVIDER)
        rows = list(csv.DictReader(io.StringIO(records_csv(made.records)), delimiter=";"))
        assert tuple(rows[0]) == COLUMNS
        assert [row["recordsoort"] for row in rows] == ["KZD", "AMO"]
        assert rows[0]["code_keuzedeel"] == "K0262"
        assert rows[0]["code_amvb_onderdeel"] == ""

    def test_the_json_says_null_where_the_sis_has_to_fill_in(self) -> None:
        (record,) = duo_records([decided()], PROVIDER).records
        assert record.as_json()["resultaatvolgnummer"] is None
        assert record.as_json()["code_keuzedeel"] == "K0262"

    @pytest.mark.parametrize("number", ["=1+1", "+S1", "-S1", "@S1"])
    def test_no_spreadsheet_runs_what_is_in_it(self, number: str) -> None:
        made = duo_records([decided(student_number=number)], PROVIDER)
        assert f";'{number};" in records_csv(made.records)

    def test_nobody_is_named_in_any_of_them(self) -> None:
        award = decided(facts=facts(placement=Placement(company=BISTRO)))
        written = records_csv(duo_records([award], PROVIDER).records) + monitoring_csv([award])
        assert "Noor" not in written


class TestMonitoring:
    def test_one_line_with_a_pseudonym(self) -> None:
        (row,) = csv.DictReader(
            io.StringIO(monitoring_csv([decided(facts=facts(company=BISTRO))])), delimiter=";"
        )
        assert row["deelnemer"] == pseudonym(decided().learner_id)
        assert (row["start"], row["eind"], row["doorlooptijd_dagen"]) == ("2026-04-06", "2026-06-26", "82")
        assert row["resultaat"] == "Eindoordeel: 7.5"
        assert (row["bedrijf"], row["sbb_leerbedrijf_id"]) == ("Bistro De Proef", "100999999")
        assert row["status"] == "toegekend"
        assert "S-100234" not in row.values()

    def test_the_pseudonym_is_not_the_id(self) -> None:
        learner = decided().learner_id
        assert pseudonym(learner) == pseudonym(learner)
        assert str(learner).replace("-", "")[:8] not in pseudonym(learner)
