"""Files with agreements: everything that is wrong is told at once, and nothing is half taken in."""

from datetime import date

import pytest

from issuer.domain.findings import Severity
from issuer.domain.stacking.agreement_file import AgreementFile, read_agreement_file
from issuer.domain.stacking.agreements import AgreedModule, RecognitionAgreement, StackingAgreement

GOOD = """
erkenningsafspraken:
  - nummer: EA-2026-01
    instellingen: [99ZZ, 98YY]
    modules: ["https://anders.example/modules/bediening"]
    geldig_van: 2026-01-01
    geldig_tot: 2026-12-31
    document_url: https://anders.example/ea-1.pdf
stapelafspraken:
  - nummer: SA-2026-01
    naam: Stapelroute medewerker hospitality
    kwalificatie: "27052"
    deelnemende_instellingen: [99ZZ, 98YY, 97XX]
    modules:
      - {id: "https://anders.example/modules/bediening", waarderingsroute: microcredential}
      - {id: "urn:uuid:6d0b9b0e-0f60-4a52-9d2e-0f2d4f1c0003", waarderingsroute: keuzedeel_met_examen}
    geldig_van: 2026-01-01
    document_url: https://anders.example/sa-1.pdf
"""


def read(text: str) -> AgreementFile:
    return read_agreement_file(text.encode(), file="afspraken.yaml", brin="99ZZ")


def test_both_kinds() -> None:
    found = read(GOOD)
    assert found.findings == ()
    recognition, stacking = found.agreements
    assert recognition == RecognitionAgreement(
        number="EA-2026-01",
        institutions=frozenset({"99ZZ", "98YY"}),
        modules=("https://anders.example/modules/bediening",),
        routes=(),
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        document_url="https://anders.example/ea-1.pdf",
    )
    assert isinstance(stacking, StackingAgreement)
    assert stacking.modules[1] == AgreedModule(
        id="urn:uuid:6d0b9b0e-0f60-4a52-9d2e-0f2d4f1c0003", route="keuzedeel_met_examen"
    )
    assert stacking.valid_until is None


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "requirement"),
    [
        ("waarderingsroute: microcredential", "waarderingsroute: [microcredential, mbo_certificaat]",
         "agreed_module_one_route", "stapelafspraken[1].modules[1].waarderingsroute", "D15"),
        (", waarderingsroute: microcredential", "",
         "key_missing", "stapelafspraken[1].modules[1].waarderingsroute", "D15"),
        ("waarderingsroute: microcredential", "waarderingsroute: diploma",
         "not_in_list", "stapelafspraken[1].modules[1].waarderingsroute", None),
        ('"urn:uuid:6d0b9b0e-0f60-4a52-9d2e-0f2d4f1c0003"', '"https://anders.example/modules/bediening"',
         "agreed_module_twice", "stapelafspraken[1].modules[2].id", "D15"),
        ("[99ZZ, 98YY]", "[99ZZ]", "agreement_one_institution", "erkenningsafspraken[1].instellingen", "I02"),
        ("[99ZZ, 98YY]", "[99ZZ, 98yy]", "code_malformed", "erkenningsafspraken[1].instellingen[2]", "H03"),
        ("[99ZZ, 98YY]", "[99ZZ, 98YY, 98YY]",
         "agreement_brin_twice", "erkenningsafspraken[1].instellingen[3]", None),
        ("geldig_tot: 2026-12-31", "geldig_tot: 2025-12-31",
         "agreement_ends_before_it_begins", "erkenningsafspraken[1].geldig_tot", None),
        ("geldig_tot: 2026-12-31", "geldig_tot: 31-12-2026", "day_malformed",
         "erkenningsafspraken[1].geldig_tot", None),
        ("SA-2026-01", "EA-2026-01", "agreement_number_twice", "stapelafspraken[1].nummer", None),
        ('kwalificatie: "27052"', "kwalificatie: hospitality", "code_malformed",
         "stapelafspraken[1].kwalificatie", "H03"),
        ('    modules: ["https://anders.example/modules/bediening"]\n', "", "agreement_about_nothing",
         "erkenningsafspraken[1]", "I02"),
        ("document_url: https://anders.example/sa-1.pdf", "document_url: sa-1.pdf", "url_malformed",
         "stapelafspraken[1].document_url", None),
        ("naam: Stapelroute", "naam: 111222333 Stapelroute", "bsn_in_text", "stapelafspraken[1].naam", "F08"),
    ],
)  # fmt: skip
def test_what_is_wrong(old: str, new: str, code: str, key: str, requirement: str | None) -> None:
    assert old in GOOD
    found = read(GOOD.replace(old, new, 1))
    assert [(one.code, one.key_path, one.requirement) for one in found.findings] == [(code, key, requirement)]
    assert found.agreements == ()
    assert found.findings[0].line is not None


def test_everything_at_once() -> None:
    text = (
        GOOD.replace("[99ZZ, 98YY]", "[99ZZ]").replace("27052", "hospitality").replace("2026-12-31", "ooit")
    )
    found = read(text)
    assert {one.code for one in found.errors} == {
        "agreement_one_institution",
        "code_malformed",
        "day_malformed",
    }
    assert [one.line for one in found.findings] == sorted(one.line or 0 for one in found.findings)


def test_an_agreement_of_others_is_taken_in_with_a_warning() -> None:
    found = read_agreement_file(GOOD.encode(), file="x", brin="96WW")
    assert {(one.code, one.severity) for one in found.findings} == {
        ("agreement_without_us", Severity.WARNING)
    }
    assert len(found.agreements) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_refused"),
        (b"\xff\xfe", "file_refused"),
        (b"a: &x [1]\nb: *x\n", "file_refused"),
        (b"afspraken: []\n", "agreements_none"),
        (b"[]\n", "wrong_shape"),
        (b"x" * 300_000, "file_refused"),
    ],
)
def test_no_agreements_at_all(data: bytes, code: str) -> None:
    found = read_agreement_file(data, file="x.yaml")
    assert found.agreements == ()
    assert code in [one.code for one in found.findings]
    assert all(one.text(language) for one in found.findings for language in ("nl", "en"))
