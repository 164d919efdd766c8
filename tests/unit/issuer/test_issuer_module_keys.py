"""The keys of a module that rules and exports look at, and credentials do not carry."""

import pytest

from issuer.domain.modules.description.labour_market import Partner
from issuer.domain.modules.description.qualification_parts import WorkProcessDescription
from issuer.domain.modules.description.relations import TeachingMaterial
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import example_registers

START = "instrument: microcredential\ntemplate:\n  id: balie\n"


def read(*lines: str, surroundings: Surroundings | None = None) -> ModuleFile:
    text = START + "".join(f"  {line}\n" for line in lines)
    return read_module_file(
        text.encode(),
        file="m.yaml",
        base_url="https://school.example",
        surroundings=surroundings or Surroundings(),
    )


def told(result: ModuleFile, *codes: str) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.key_path, one.requirement) for one in result.findings if one.code in codes]


class TestTeachingMaterial:
    def test_links(self) -> None:
        result = read(
            "lesmateriaal: ['https://wiki.example/1', {naam: Edusources, url: 'https://edu.example/2'}]"
        )
        assert result.description is not None
        assert result.description.relations.teaching_material == (
            TeachingMaterial(url="https://wiki.example/1"),
            TeachingMaterial(url="https://edu.example/2", name="Edusources"),
        )

    def test_no_lessons(self) -> None:
        result = read("lesmateriaal: [Hoofdstuk 1 gaat over gasten.]")
        assert told(result, "teaching_material_no_link") == [
            ("teaching_material_no_link", "template.lesmateriaal[1]", "A15")
        ]
        assert told(read("lesinhoud: Hoofdstuk 1."), "key_unknown") == [
            ("key_unknown", "template.lesinhoud", None)
        ]


class TestParts:
    @pytest.mark.parametrize(
        ("code", "kind"), [("B1-K1-W3", "werkproces"), ("B1-K1", "kerntaak"), ("P2-K1", "kerntaak")]
    )
    def test_kind_of_part(self, code: str, kind: str) -> None:
        assert WorkProcessDescription(crebo="25998", code=code, title="X").kind == kind

    def test_title_of_the_register(self) -> None:
        line = "werkprocessen: [{crebo_dossier: '23425', code: P1-K1-W1}]"
        assert told(read(line), "key_missing")[-1][1] != ""
        known = read(line, surroundings=Surroundings(registers=example_registers()))
        assert known.description is not None
        (process,) = known.description.parts.work_processes
        assert process.title == "Neemt bestellingen op en informeert"

    def test_only_one_code_of_the_register_owns_what_says_nothing(self) -> None:
        line = "kerntaken: [{code: D1-K1, titel: K, werkprocessen: [{code: D1-K1-W1, titel: W}]}]"
        owned = read("keuzedeel_code: K0262", line).description
        assert owned is not None
        assert owned.parts.work_processes[0].crebo == "K0262"
        bare = read(line).description
        assert bare is not None
        assert bare.parts.work_processes[0].crebo is None

    def test_shapes_that_are_wrong(self) -> None:
        result = read("dossiers: [[1]]", "vakkennis: [{a: b}]", "werkprocessen: {a: b}")
        assert told(result, "not_a_text", "wrong_shape") == [
            ("not_a_text", "template.dossiers[1]", None),
            ("not_a_text", "template.vakkennis[1]", None),
            ("wrong_shape", "template.werkprocessen", None),
        ]

    def test_one_line_of_knowledge_is_a_list_of_one(self) -> None:
        description = read("vakkennis: HACCP").description
        assert description is not None
        assert description.parts.knowledge == ("HACCP",)


class TestPartners:
    def test_numbers_have_their_form(self) -> None:
        result = read("ontwikkeld_met: [{naam: A, kvk: '1234'}]", "consortium: [{naam: B, brin: 2A}]")
        assert told(result, "code_malformed") == [
            ("code_malformed", "template.ontwikkeld_met[1].kvk", "H03"),
            ("code_malformed", "template.consortium[1].brin", "H03"),
        ]
        assert result.description is not None
        assert result.description.labour_market.developed_with == (Partner(name="A", kvk="1234"),)


class TestSelfAssessment:
    def test_short_form_with_evidence(self) -> None:
        result = read(
            "kwaliteitsborging: {naam: K, url: 'https://npuls.nl/microcredentials-mbo/', zelfcheck: "
            "{criteria_voldaan: [1, 2], onderbouwing: {'1': Hier.}, door: u-1, datum: 2026-03-10}}"
        )
        assert result.description is not None
        assessment = result.description.self_assessment
        assert assessment is not None
        assert [(one.number, one.evidence) for one in assessment.answers] == [(1, "Hier."), (2, None)]
        assert assessment.framework_version == "2024-2025"
        assert result.description.module.quality_assurance.version == "2024-2025"

    def test_version_of_another_framework_is_not_guessed(self) -> None:
        result = read("kwaliteitsborging: {naam: K, url: 'https://kader.example/'}")
        assert result.description is not None
        assert result.description.module.quality_assurance.version is None

    @pytest.mark.parametrize("written", ["[13]", "[0]", "[een]", "[[1]]"])
    def test_unknown_criterion(self, written: str) -> None:
        result = read(
            "kwaliteitsborging: {naam: K, url: 'https://k.example/', "
            f"zelfcheck: {{criteria_voldaan: {written}}}}}"
        )
        (finding,) = told(result, "criterion_unknown")
        assert finding[1] == "template.kwaliteitsborging.zelfcheck.criteria_voldaan[1]"


class TestValues:
    @pytest.mark.parametrize(
        ("line", "code", "place"),
        [
            ("studielast: {waarde: 240, ects: veel}", "ects_malformed", "template.studielast.ects"),
            (
                "dubbelingencheck: {hoogste_overlap: '1,2'}",
                "share_malformed",
                "template.dubbelingencheck.hoogste_overlap",
            ),
            ("bekostiging: staat", "not_in_list", "template.bekostiging"),
            ("bereik: overal", "not_in_list", "template.bereik"),
            ("inzetvorm: los", "not_in_list", "template.inzetvorm"),
            ("uitgever: {type: hbo}", "not_in_list", "template.uitgever.type"),
            ("vaststelling: {geldig_van: morgen}", "day_malformed", "template.vaststelling.geldig_van"),
            ("afgeleid_van: {versie: 1.0.0}", "key_missing", "template.afgeleid_van.id"),
            ("vervangt: oude module", "url_malformed", "template.vervangt"),
            (
                "arbeidsmarktwaarde: {bereik: [overal]}",
                "not_in_list",
                "template.arbeidsmarktwaarde.bereik[1]",
            ),
            (
                "arbeidsmarktwaarde: {scholingsdoel: [spelen]}",
                "not_in_list",
                "template.arbeidsmarktwaarde.scholingsdoel[1]",
            ),
        ],
    )
    def test_wrong(self, line: str, code: str, place: str) -> None:
        assert (code, place) in [one[:2] for one in told(read(line), code)]

    def test_regulation_that_is_still_to_be_checked_is_none(self) -> None:
        description = read("vaststelling: {door: OCW, regeling: TE CONTROLEREN (Stcrt-nummer)}").description
        assert description is not None
        assert description.legal.establishment is not None
        assert description.legal.establishment.regulation is None

    @pytest.mark.parametrize(("written", "is_there"), [("true", True), ("nee", False), ("{}", True)])
    def test_proposal(self, written: str, is_there: bool) -> None:
        description = read(f"voorstel: {written}").description
        assert description is not None
        assert (description.relations.proposal is not None) is is_there


class TestBesideTheTemplate:
    def test_keys_of_the_module_may_stand_there(self) -> None:
        text = START + "grondslag: keuzedeel\nwaarderingsroute: microcredential\nbekostiging: staat\n"
        result = read_module_file(text.encode(), file="m.yaml", base_url="https://school.example")
        assert result.description is not None
        assert result.description.legal.basis == "keuzedeel"
        assert result.description.deployment.route == "microcredential"
        assert ("not_in_list", "bekostiging", None) in told(result, "not_in_list")

    def test_the_template_comes_first(self) -> None:
        text = START + "  grondslag: keuzedeel\ngrondslag: beroepsgericht_onderdeel\n"
        result = read_module_file(text.encode(), file="m.yaml", base_url="https://school.example")
        assert result.description is not None
        assert result.description.legal.basis == "keuzedeel"
