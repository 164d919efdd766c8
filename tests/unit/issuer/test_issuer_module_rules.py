"""The rules for a module: each one met and broken."""

import dataclasses

import pytest

from credentials.achievement.model import (
    LearningOutcome,
    Level,
    Module,
    Skill,
    StudyLoad,
    WorkProcess,
)
from issuer.domain.findings import Severity, finding_texts
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.rules import RULES, ModulePolicy, check_module
from issuer.domain.modules.specimen import build_specimen
from tests.awards_for_tests import MODULE

SMALL_SIZES = ModulePolicy(small_size_allowed=True)


def described(module: Module = MODULE, **facts: object) -> ModuleDescription:
    return dataclasses.replace(ModuleDescription(module=module), **facts)  # type: ignore[arg-type]  # any field


def with_(**changes: object) -> Module:
    return dataclasses.replace(MODULE, **changes)  # type: ignore[arg-type]  # any field


def codes(description: ModuleDescription, policy: ModulePolicy | None = None) -> dict[str, str]:
    """Code → severity of everything but the remark that the level is an indication."""
    return {
        finding.code: f"{finding.severity.value} {finding.requirement or ''}".strip()
        for finding in check_module(description, policy)
        if finding.code != "level_is_indicative"
    }


def test_good_module_has_only_the_remark_on_its_level() -> None:
    findings = check_module(described())
    assert [(f.code, f.severity, f.requirement, f.pointer) for f in findings] == [
        ("level_is_indicative", Severity.WARNING, "B07", "/niveau")
    ]


class TestSize:
    @pytest.mark.parametrize(
        ("instrument", "sbu", "expected"),
        [
            ("microcredential", 240, {}),
            ("microcredential", 480, {}),
            ("microcredential", 960, {}),
            ("microcredential", 241, {"study_load_not_multiple": "warning B02"}),
            ("microcredential", 320, {"study_load_not_multiple": "warning B02"}),
            ("microcredential", 1200, {"study_load_large": "warning C01"}),
            ("microcredential", 239, {"study_load_below_minimum": "error B01"}),
            ("microcredential", 1, {"study_load_below_minimum": "error B01"}),
            ("microcredential", 0, {"study_load_not_positive": "error B01"}),
            ("microcredential", -240, {"study_load_not_positive": "error B01"}),
            ("microcredential", 80, {"small_size_not_allowed": "error B03"}),
            ("keuzedeel_resultaat", 240, {}),
            ("keuzedeel_resultaat", 960, {}),
            ("keuzedeel_resultaat", 1200, {"study_load_not_of_keuzedeel": "error B04"}),
            ("keuzedeel_resultaat", 241, {"study_load_not_of_keuzedeel": "error B04"}),
            ("praktijkverklaring", 40, {}),
            ("praktijkverklaring", 0, {"study_load_not_positive": "error B01"}),
            ("branchecertificaat", 37, {}),
        ],
    )
    def test_by_instrument(self, instrument: str, sbu: int, expected: dict[str, str]) -> None:
        assert codes(described(with_(instrument=instrument, study_load=StudyLoad(value=sbu)))) == expected

    @pytest.mark.parametrize(
        ("sbu", "reason", "expected"),
        [
            (80, "Proef.", {"small_size": "warning B03"}),
            (160, "Proef.", {"small_size": "warning B03"}),
            (80, None, {"small_size_without_reason": "error B03"}),
            (80, "", {"small_size_without_reason": "error B03"}),
            (100, "Proef.", {"study_load_not_small_size": "error B03"}),
            (239, "Proef.", {"study_load_not_small_size": "error B03"}),
        ],
    )
    def test_small_sizes_by_way_of_trial(
        self, sbu: int, reason: str | None, expected: dict[str, str]
    ) -> None:
        description = described(with_(study_load=StudyLoad(value=sbu)), small_size_reason=reason)
        assert codes(description, SMALL_SIZES) == expected

    @pytest.mark.parametrize(
        ("sbu", "expected"),
        [
            (240, {}),
            (480, {}),
            (1200, {}),
            (320, {"study_load_not_multiple_fim": "error B02"}),
            (239, {"study_load_below_minimum": "error B01"}),
        ],
    )
    def test_of_a_fim(self, sbu: int, expected: dict[str, str]) -> None:
        assert codes(described(with_(study_load=StudyLoad(value=sbu)), is_fim=True)) == expected

    @pytest.mark.parametrize(
        ("codes_of_register", "sbu", "expected"),
        [
            ((("Keuzedeel", "K0262"),), 480, {}),
            ((("Keuzedeel", "K0262"),), 500, {"study_load_not_of_keuzedeel": "error B04"}),
            ((("Certificaat", "C0163"), ("Crebo", "25998")), 377, {}),
            (
                (("Certificaat", "C0163"), ("Crebo", "25998")),
                0,
                {"study_load_not_positive": "error B01"},
            ),
        ],
    )
    def test_of_an_mbo_certificate(
        self, codes_of_register: tuple[tuple[str, str], ...], sbu: int, expected: dict[str, str]
    ) -> None:
        module = with_(
            instrument="mbo_certificaat",
            qualification_codes=codes_of_register,
            study_load=StudyLoad(value=sbu),
        )
        assert codes(described(module, certificate_confirmed=True)) == expected

    def test_register_is_right(self) -> None:
        module = with_(instrument="keuzedeel_resultaat", study_load=StudyLoad(value=480))
        assert codes(described(module, register_study_load=240)) == {
            "study_load_differs_from_register": "error B04"
        }
        assert codes(described(module, register_study_load=480)) == {}

    def test_missing(self) -> None:
        assert codes(described(with_(study_load=None))) == {
            "study_load_missing": "error B01",
            "eu_element_missing": "error C13",
        }

    @pytest.mark.parametrize("instrument", ["praktijkverklaring", "mbo_verklaring"])
    def test_no_duty_for_statements(self, instrument: str) -> None:
        assert codes(described(with_(instrument=instrument, study_load=None))) == {}

    def test_ects_has_no_sbu_grid(self) -> None:
        assert codes(described(with_(study_load=StudyLoad(value=5, unit="ECTS")))) == {}


class TestTitle:
    @pytest.mark.parametrize("title", ["Mbo-diploma baliegesprekken", "DIPLOMA", "Minidiploma"])
    def test_may_not_say_diploma(self, title: str) -> None:
        assert codes(described(with_(title={"nl": title, "en": "Counter"}))) == {
            "title_says_diploma": "error A02"
        }

    def test_place(self) -> None:
        description = described(with_(title={"nl": "Balie", "en": "Diploma"}), root="/template")
        assert [f.pointer for f in check_module(description) if f.code == "title_says_diploma"] == [
            "/template/titel/en"
        ]

    def test_only_a_certificate_is_called_one(self) -> None:
        module = with_(title={"nl": "Mbo-certificaat balie", "en": "Counter"})
        assert codes(described(module)) == {"title_says_mbo_certificate": "error A17"}

    @pytest.mark.parametrize(
        ("length", "expected"),
        [(60, {}), (61, {"title_long": "warning C06"}), (226, {"title_too_long": "error C06"})],
    )
    def test_length(self, length: int, expected: dict[str, str]) -> None:
        assert codes(described(with_(title={"nl": "x" * length, "en": "Counter"}))) == expected

    def test_description_fits_into_the_registers(self) -> None:
        module = with_(description={"nl": "x" * 3001, "en": "y"})
        assert codes(described(module)) == {"description_too_long": "error"}

    def test_english_is_wanted(self) -> None:
        module = with_(title={"nl": "Balie"}, description={"nl": "Balie."})
        assert codes(described(module)) == {"no_english_text": "warning"}


class TestOutcomes:
    def test_none(self) -> None:
        assert codes(described(with_(learning_outcomes=()))) == {
            "no_learning_outcomes": "error C02",
            "eu_element_missing": "error C13",
        }

    def test_code_twice(self) -> None:
        outcome = MODULE.learning_outcomes[0]
        findings = check_module(described(with_(learning_outcomes=(outcome, outcome))))
        assert ("learning_outcome_code_twice", "/leeruitkomsten/1/id") in [
            (f.code, f.pointer) for f in findings
        ]

    def test_tied_to_work_or_skills(self) -> None:
        outcomes = (LearningOutcome(code="LO1", text={"nl": "Kan het."}),)
        assert codes(described(with_(learning_outcomes=outcomes, skills=()))) == {
            "learning_outcome_untied": "warning C02"
        }
        skill = Skill(framework="ESCO", uri="https://x.example/1", label="x")
        assert codes(described(with_(learning_outcomes=outcomes, skills=(skill,)))) == {}

    @pytest.mark.parametrize("code", ["B1-K1", "B1-K1-W3", "P1-K2-W12", "D1-K1-W2"])
    def test_work_process_codes(self, code: str) -> None:
        assert codes(described(with_work_process(code, "25998"))) == {}

    @pytest.mark.parametrize("code", ["B1K1W1", "B1-K1-", "X1-K1-W1", "b1-k1-w1", "B1-K1-W1\n", ""])
    def test_malformed_work_process_codes(self, code: str) -> None:
        assert codes(described(with_work_process(code, "25998"))) == {
            "work_process_code_malformed": "error D04"
        }

    @pytest.mark.parametrize(
        ("crebo", "expected"),
        [
            (None, {}),
            ("23425", {}),
            ("K0262", {}),
            ("2342", {"work_process_crebo_malformed": "error D04"}),
            ("K262", {"work_process_crebo_malformed": "error D04"}),
        ],
    )
    def test_what_a_work_process_belongs_to(self, crebo: str | None, expected: dict[str, str]) -> None:
        assert codes(described(with_work_process("B1-K1-W1", crebo))) == expected


def with_work_process(code: str, crebo: str | None) -> Module:
    process = WorkProcess(crebo=crebo, code=code, title="Titel")
    return with_(
        learning_outcomes=(LearningOutcome(code="LO1", text={"nl": "X"}, work_processes=(process,)),)
    )


class TestInstrument:
    def test_microcredential_comes_with_a_learning_experience(self) -> None:
        assert codes(described(with_(learning_experience=None))) == {"no_learning_experience": "error C05"}

    def test_result_of_a_keuzedeel_needs_none(self) -> None:
        assert codes(described(with_(instrument="keuzedeel_resultaat", learning_experience=None))) == {}

    @pytest.mark.parametrize(
        ("kind", "code", "malformed"),
        [
            ("Keuzedeel", "K0262", False),
            ("Keuzedeel", "K262", True),
            ("Keuzedeel", "k0262", True),
            ("Certificaat", "C0163", False),
            ("Certificaat", "C16", True),
            ("Crebo", "25998", False),
            ("Crebo", "2599", True),
            ("RIOOpleidingseenheid", "1234O5678", False),
            ("RIOOpleidingseenheid", "12345678", True),
        ],
    )
    def test_codes_of_the_registers(self, kind: str, code: str, malformed: bool) -> None:
        found = codes(described(with_(qualification_codes=((kind, code),))))
        assert found == ({"code_malformed": "error H03"} if malformed else {})

    @pytest.mark.parametrize(
        ("register_codes", "facts", "expected"),
        [
            ((), {}, {"certificate_without_code": "error A03"}),
            ((("Keuzedeel", "K0262"),), {}, {"certificate_not_confirmed": "error A03"}),
            ((("Keuzedeel", "K0262"),), {"certificate_confirmed": True}, {}),
            (
                (("Certificaat", "C0163"),),
                {"certificate_confirmed": True},
                {"certificate_without_one_qualification": "error E05"},
            ),
            (
                (("Keuzedeel", "K0262"),),
                {"certificate_confirmed": True, "dossiers": frozenset({"23425", "23426"})},
                {"certificate_of_several_dossiers": "error D06"},
            ),
            (
                (("Keuzedeel", "K0262"),),
                {"certificate_confirmed": True, "funding": "lumpsum"},
                {"certificate_funded_by_lumpsum": "error E15"},
            ),
        ],
    )
    def test_mbo_certificate(
        self, register_codes: tuple[tuple[str, str], ...], facts: dict[str, object], expected: dict[str, str]
    ) -> None:
        module = with_(instrument="mbo_certificaat", qualification_codes=register_codes)
        assert codes(described(module, **facts)) == expected

    def test_microcredential_may_come_from_several_dossiers(self) -> None:
        assert codes(described(dossiers=frozenset({"23425", "23426"}))) == {}

    @pytest.mark.parametrize(
        ("url", "expected"), [(None, ["level_without_decision"]), ("https://nlqf.example/besluit", [])]
    )
    def test_level_that_was_set_has_a_decision(self, url: str | None, expected: list[str]) -> None:
        module = with_(level=Level(eqf=2, nlqf="2", mbo=2, officially_set=True))
        findings = check_module(described(module, nlqf_decision_url=url))
        assert [finding.code for finding in findings] == expected

    def test_part_of_something(self) -> None:
        assert codes(described(with_(part_of=()))) == {"part_of_nothing": "error A12"}
        assert codes(described(with_(part_of=(), stackability="stapelbaar"))) == {}

    def test_no_formal_threshold(self) -> None:
        assert codes(described(entry_requirement_is_mandatory=True)) == {"entry_is_barred": "warning C10"}


class TestTexts:
    def test_number_that_may_be_a_bsn(self) -> None:
        description = described(
            texts=(("/a", "student 111222333"), ("/b", "leerbedrijf"), ("/c", "123456789"))
        )
        findings = [f for f in check_module(description) if f.code == "bsn_in_text"]
        assert [(f.pointer, f.requirement) for f in findings] == [("/a", "F08")]

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("toekenning: {notitie: student 111222333}", True),
            ("_notitie: student 111222333", True),
            ("leerbedrijf: {sbb_leerbedrijf_id: '111222333'}", False),
        ],
    )
    def test_every_text_of_a_file_is_looked_at(self, line: str, found: bool) -> None:
        text = f"instrument: microcredential\n{line}\n"
        result = read_module_file(text.encode(), file="m.yaml", base_url="https://school.example")
        assert ("bsn_in_text" in [finding.code for finding in result.findings]) is found


class TestEUElements:
    def test_what_is_missing_is_named(self) -> None:
        (finding,) = [
            f for f in check_module(described(with_(assessment_types=()))) if f.code == "eu_element_missing"
        ]
        assert finding.pointer == "/toetsvormen"
        assert finding.text("nl") == (
            "Element 9 van de Europese aanbeveling ontbreekt: Vorm van toetsing. Vul het in."
        )

    def test_module_that_no_credential_can_be_made_of(self) -> None:
        findings = [
            f for f in check_module(described(with_(participation="thuis"))) if f.code == "not_buildable"
        ]
        assert [finding.params["reason"] for finding in findings] == ["unknown_list_value"] * 2

    def test_specimen_is_of_nobody(self) -> None:
        assert "Specimen" in str(build_specimen(MODULE, "nl")["credentialSubject"])


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ for rule in RULES)


def test_every_finding_has_words() -> None:
    broken = with_(
        title={"nl": "Mbo-certificaat diploma"}, study_load=StudyLoad(value=3), learning_outcomes=()
    )
    for finding in check_module(described(broken)):
        assert finding.code in finding_texts("nl")
        assert finding.text("nl") != finding.text("en")
