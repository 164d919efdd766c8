"""The rules for a module: each one met and broken."""

import pytest

from credentials.achievement.model import LearningOutcome, Level, Module, Skill, StudyLoad, WorkProcess
from issuer.domain.findings import Severity, finding_texts
from issuer.domain.modules.description.deployment import Deployment, Owner
from issuer.domain.modules.description.legal_basis import LegalBasis
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.rules import RULES, check_module
from issuer.domain.modules.specimen import build_specimen
from tests.awards_for_tests import MODULE
from tests.modules_for_tests import LAID_DOWN, codes, described, notes, with_


def test_good_module_has_only_the_remark_on_its_level() -> None:
    assert [(f.code, f.severity, f.requirement, f.pointer) for f in check_module(described())] == [
        ("level_is_indicative", Severity.WARNING, "B07", "/niveau")
    ]


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
        assert codes(described(module)) == {"title_says_another_paper": "error A17"}

    @pytest.mark.parametrize(
        ("length", "expected"),
        [(60, {}), (61, {"title_long": "warning C06"}), (226, {"title_too_long": "error C06"})],
    )
    def test_length(self, length: int, expected: dict[str, str]) -> None:
        assert codes(described(with_(title={"nl": "x" * length, "en": "Counter"}))) == expected

    def test_description_fits_into_the_registers(self) -> None:
        module = with_(description={"nl": "x" * 3001, "en": "y"})
        assert codes(described(module)) == {"description_too_long": "error"}

    def test_description_may_not_call_it_a_diploma(self) -> None:
        module = with_(description={"nl": "Dit is een mbo-diploma.", "en": "This is a full diploma."})
        assert codes(described(module)) == {"description_says_diploma": "error A02"}

    def test_description_may_say_that_it_is_none(self) -> None:
        module = with_(
            description={"nl": "Dit is geen diploma. Het telt mee voor het diploma Kok.", "en": "x"}
        )
        assert codes(described(module)) == {}

    def test_what_the_register_calls_a_part_cannot_be_helped(self) -> None:
        module = with_(
            instrument="keuzedeel_resultaat",
            title={"nl": "x" * 61, "en": "y" * 80},
            qualification_codes=(("Keuzedeel", "K0262"),),
        )
        assert codes(described(module)) == {}

    def test_english_is_wanted(self) -> None:
        module = with_(title={"nl": "Balie"}, description={"nl": "Balie."})
        assert codes(described(module)) == {"no_english_text": "warning C13"}


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
        skill = Skill(framework="ESCO", uri="http://data.europa.eu/esco/skill/1", label="x")
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
        module = with_(
            instrument="keuzedeel_resultaat",
            learning_experience=None,
            qualification_codes=(("Keuzedeel", "K0262"),),
        )
        assert codes(described(module)) == {}

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

    def test_microcredential_may_come_from_several_dossiers(self) -> None:
        assert codes(described(dossiers=frozenset({"23425", "23426"}))) == {}

    @pytest.mark.parametrize(
        ("url", "expected"), [(None, ["level_without_decision"]), ("https://nlqf.example/besluit", [])]
    )
    def test_level_that_was_set_has_a_decision(self, url: str | None, expected: list[str]) -> None:
        module = with_(level=Level(eqf=2, nlqf="2", mbo=2, officially_set=True))
        assert list(codes(described(module, nlqf_decision_url=url))) == expected

    def test_part_of_something(self) -> None:
        assert codes(described(with_(part_of=()))) == {"part_of_nothing": "error A12"}
        assert codes(described(with_(part_of=(), stackability="stapelbaar"))) == {}

    def test_no_formal_threshold(self) -> None:
        assert codes(described(entry_requirement_is_mandatory=True)) == {"entry_is_barred": "warning C10"}


class TestLevel:
    @pytest.mark.parametrize(
        ("level", "expected"),
        [
            (Level(eqf=2, nlqf="2", mbo=2), {}),
            (Level(eqf=4, nlqf="4+", mbo=4), {}),
            (Level(eqf=5, nlqf="5"), {}),
            (Level(eqf=5, nlqf="4", mbo=4), {"levels_differ": "warning B08"}),
            (Level(eqf=3, nlqf="3", mbo=2), {"levels_differ": "warning B08"}),
        ],
    )
    def test_mbo_level_stands_at_the_same_number(self, level: Level, expected: dict[str, str]) -> None:
        assert codes(described(with_(level=level))) == expected

    def test_level_of_the_register_is_no_choice_of_the_school(self) -> None:
        module = with_(instrument="keuzedeel_resultaat", qualification_codes=(("Keuzedeel", "K0262"),))
        assert notes(described(module))["level_is_indicative"] == "B07"


class TestLearningPath:
    @pytest.mark.parametrize(
        ("instrument", "path", "expected"),
        [
            ("microcredential", "derde_leerweg", {"learning_path_not_allowed": "error D20"}),
            ("microcredential", "bol", {"learning_path_not_allowed": "error D20"}),
            ("microcredential", "geen", {}),
            ("keuzedeel_resultaat", "derde_leerweg", {}),
        ],
    )
    def test_by_instrument(self, instrument: str, path: str, expected: dict[str, str]) -> None:
        module = with_(instrument=instrument, qualification_codes=(("Keuzedeel", "K0262"),))
        assert codes(described(module, legal=LegalBasis(learning_path=path))) == expected


class TestRecognition:
    @pytest.mark.parametrize(
        ("instrument", "said", "expected"),
        [
            ("microcredential", "ja", {"recognition_is_not_chosen": "error A20"}),
            ("microcredential", "nee", {}),
            ("keuzedeel_resultaat", "nee", {"recognition_is_not_chosen": "error A20"}),
            ("keuzedeel_resultaat", "ja", {}),
        ],
    )
    def test_follows_from_the_instrument(self, instrument: str, said: str, expected: dict[str, str]) -> None:
        module = with_(instrument=instrument, qualification_codes=(("Keuzedeel", "K0262"),))
        assert codes(described(module, legal=LegalBasis(says_recognised=said))) == expected

    def test_school_cannot_say_that_the_ministry_laid_it_down(self) -> None:
        assert codes(described(legal=LAID_DOWN)) == {"not_laid_down_by_ocw": "error G08"}


class TestStatementsOfPractice:
    def test_no_grades(self) -> None:
        module = with_(instrument="praktijkverklaring")
        assert codes(described(module)) == {"no_grades_here": "error A18"}
        assert codes(described(with_(instrument="praktijkverklaring", result_descriptions=()))) == {}

    def test_no_level_of_its_own(self) -> None:
        module = with_(
            instrument="praktijkverklaring",
            result_descriptions=(),
            level=Level(eqf=2, nlqf="2", mbo=2, officially_set=True),
        )
        found = codes(described(module, nlqf_decision_url="https://nlqf.example/besluit"))
        assert found == {"level_above_dossier": "error A18"}


class TestCodesOfTheSchool:
    @pytest.mark.parametrize(
        ("owner", "expected"),
        [
            (Owner(brin="27DV", rio="999A999"), {}),
            (Owner(brin="27D"), {"code_malformed": "error H03"}),
            (Owner(rio="999A99"), {"code_malformed": "error H03"}),
        ],
    )
    def test_have_their_form(self, owner: Owner, expected: dict[str, str]) -> None:
        assert codes(described(owner=owner)) == expected


class TestDeployment:
    def test_for_one_company_is_fine_for_a_microcredential(self) -> None:
        assert codes(described(deployment=Deployment(reach="bedrijfsspecifiek"))) == {}

    @pytest.mark.parametrize(
        ("deployment", "listed", "exported", "reusable"),
        [
            (Deployment(), True, True, True),
            (Deployment(reach="regionaal"), True, True, True),
            (Deployment(reach="lokaal"), False, False, True),
            (Deployment(reach="lokaal", wants_rio=True), False, True, True),
            (Deployment(reach="landelijk", wants_rio=False), True, False, True),
            (Deployment(form="gepersonaliseerd"), True, True, False),
            (Deployment(form="gepersonaliseerd", says_reusable=True), True, True, True),
        ],
    )
    def test_what_follows(self, deployment: Deployment, listed: bool, exported: bool, reusable: bool) -> None:
        assert deployment.is_local is not listed
        assert deployment.goes_into_rio is exported
        assert deployment.is_reusable is reusable


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
        assert [finding.params["reason"] for finding in findings] == ["unknown_list_value"]

    def test_specimen_is_of_nobody(self) -> None:
        assert "Specimen" in str(build_specimen(MODULE, "nl")["credentialSubject"])

    def test_specimen_is_of_this_module_however_many_were_looked_at(self) -> None:
        modules = [with_(title={"nl": f"Module {number}"}) for number in range(200)]
        for module in [*modules, *modules]:
            assert build_specimen(module, "nl")["name"] == module.title["nl"]
            assert f"'name': '{module.title['nl']}'" in str(build_specimen(module, "nl")["credentialSubject"])


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ for rule in RULES)


def test_every_finding_has_words() -> None:
    broken = with_(
        title={"nl": "Mbo-certificaat diploma"}, study_load=StudyLoad(value=3), learning_outcomes=()
    )
    assert check_module(described(broken))
    for finding in check_module(described(broken)):
        assert finding.code in finding_texts("nl")
        assert finding.text("nl") != finding.text("en")
