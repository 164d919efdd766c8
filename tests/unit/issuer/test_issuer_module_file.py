"""A module file becomes a module, or findings that say where and what to do."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import LearningOutcome, Level, StudyLoad, WorkProcess
from issuer.domain.findings import Severity
from issuer.domain.modules.bounded_yaml import Table
from issuer.domain.modules.content import read_content
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from tests.paths import ROOT

BASE_URL = "https://school.example"
DOCUMENTATION = ROOT / "docs" / "module-file.md"

TEMPLATE = """\
instrument: microcredential
template:
  id: balie
  versie: 1.2.0
  titel: {nl: Balie, en: Counter}
  omschrijving: {nl: Werkt aan de balie., en: Works at the counter.}
  beoordelingscriteria: {nl: Twee gesprekken., en: Two conversations.}
  leeruitkomsten:
    - id: LO1
      nl: Voert een gesprek.
      en: Conducts a conversation.
      werkprocessen: [{crebo: "25998", code: B1-K1-W1, titel: Gesprek}]
  studielast: {waarde: 240, eenheid: SBU}
  niveau: {mbo_niveau: 4, nlqf: 4, eqf: 4}
  leerervaring: {titel: {nl: Training, en: Training}}
  deelnamevorm: blended
  toetsvormen: [oram_exam]
  kwaliteitsborging: {naam: Kader, url: "https://kader.example/", zelfcheck: ZELFCHECK}
  arbeidsmarktwaarde: {bereik: [landelijk], onderbouwing: Gevraagd.}
""".replace(
    "ZELFCHECK", "{criteria_voldaan: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], door: u-1, datum: 2026-03-10}"
)


def read(text: str) -> ModuleFile:
    return read_module_file(text.encode(), file="balie.yaml", base_url=BASE_URL)


def changed(old: str, new: str) -> ModuleFile:
    assert old in TEMPLATE
    return read(TEMPLATE.replace(old, new))


def found(result: ModuleFile) -> list[tuple[str, str, int | None]]:
    """Code, place and line of what is wrong or to be looked at, but for the level."""
    return [
        (f.code, f.key_path, f.line)
        for f in result.findings
        if f.code != "level_is_indicative" and f.severity is not Severity.INFO
    ]


def noted(result: ModuleFile) -> list[tuple[str, str, int | None]]:
    """Code, place and line of what is only to be known."""
    return [(f.code, f.key_path, f.line) for f in result.findings if f.severity is Severity.INFO]


class TestTemplate:
    def test_values(self) -> None:
        module = read(TEMPLATE).module
        assert module is not None
        assert module.id == "https://school.example/modules/balie"
        assert module.version == "1.2.0"
        assert module.title == {"nl": "Balie", "en": "Counter"}
        assert module.study_load == StudyLoad(value=240)
        assert module.level == Level(eqf=4, nlqf="4", mbo=4)
        assert module.assessment_types == ("oral_exam",)
        assert module.learning_outcomes == (
            LearningOutcome(
                code="LO1",
                text={"nl": "Voert een gesprek.", "en": "Conducts a conversation."},
                work_processes=(WorkProcess(crebo="25998", code="B1-K1-W1", title="Gesprek"),),
            ),
        )

    def test_nothing_but_the_remark_on_the_level(self) -> None:
        result = read(TEMPLATE)
        assert found(result) == []
        assert [(f.code, f.line) for f in result.warnings] == [("level_is_indicative", 14)]
        assert [code for code, _, _ in noted(result)] == [
            "no_skills",
            "no_partners",
            "criteria_without_evidence",
        ]

    def test_same_bytes_give_the_same_module(self) -> None:
        assert read(TEMPLATE) == read(TEMPLATE)

    def test_award_data_beside_the_template_is_let_be(self) -> None:
        result = read(TEMPLATE + "_notitie: vrij\nschema_versie: '1.0'\nverwachte_validatie: {fouten: []}\n")
        assert found(result) == []
        assert result.award is None

    def test_award_beside_the_template_is_read_and_checked(self) -> None:
        result = read(TEMPLATE + "toekenning: {lerende: {naam: A}}\n")
        assert result.award is not None
        assert any(place.startswith("toekenning") for _, place, _ in found(result))


class TestIds:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("balie", f"{BASE_URL}/modules/balie"),
            (
                "urn:uuid:6d0b9b0e-0f60-4a52-9d2e-0f2d4f1c0001",
                f"{BASE_URL}/modules/6d0b9b0e-0f60-4a52-9d2e-0f2d4f1c0001",
            ),
            ("https://elders.example/m/1/", "https://elders.example/m/1"),
        ],
    )
    def test_address(self, written: str, expected: str) -> None:
        module = changed("id: balie", f"id: {written}").module
        assert module is not None
        assert module.id == expected

    @pytest.mark.parametrize("written", ["Balie", "../x", "a b", "http://x.example/", "-x", "é"])
    def test_malformed(self, written: str) -> None:
        result = changed("id: balie", f'id: "{written}"')
        assert found(result) == [("id_malformed", "template.id", 3)]
        assert result.module is None

    def test_missing(self) -> None:
        result = changed("  id: balie\n", "")
        assert found(result) == [("key_missing", "template.id", 3)]
        assert "“id” ontbreekt" in result.errors[0].text("nl")

    def test_code_of_the_register_names_the_module(self) -> None:
        module = changed("  id: balie\n", "  keuzedeel_code: K0262\n").module
        assert module is not None
        assert module.id == f"{BASE_URL}/modules/k0262"
        assert module.qualification_codes == (("Keuzedeel", "K0262"),)

    def test_version_is_assumed_with_a_warning(self) -> None:
        result = changed("  versie: 1.2.0\n", "")
        assert result.module is not None
        assert result.module.version == "1.0.0"
        assert ("version_assumed", "template.versie", 3) in noted(result)

    @pytest.mark.parametrize("written", ["1.0", "1", "v1.0.0", "01.0.0", "1.0.0-beta"])
    def test_version_malformed(self, written: str) -> None:
        assert found(changed("versie: 1.2.0", f"versie: {written}")) == [
            ("version_malformed", "template.versie", 4)
        ]


class TestMistakes:
    @pytest.mark.parametrize(
        ("old", "new", "code", "place", "line"),
        [
            ("  titel: {nl: Balie, en: Counter}\n", "", "key_missing", "template.titel", 3),
            ("deelnamevorm: blended", "deelnamevorm: thuis", "not_in_list", "template.deelnamevorm", 16),
            ("[oram_exam]", "[gokken]", "not_in_list", "template.toetsvormen[1]", 17),
            ("[oram_exam]", "oram_exam", "wrong_shape", "template.toetsvormen", 17),
            ("waarde: 240", "waarde: 240.5", "study_load_not_whole", "template.studielast.waarde", 13),
            ("waarde: 240", "waarde: veel", "study_load_not_whole", "template.studielast.waarde", 13),
            ("eenheid: SBU", "eenheid: dagen", "not_in_list", "template.studielast.eenheid", 13),
            ("nlqf: 4", "nlqf: 9", "not_in_list", "template.niveau.nlqf", 14),
            ("mbo_niveau: 4", "mbo_niveau: 5", "not_in_list", "template.niveau.mbo_niveau", 14),
            ("naam: Kader, ", "", "key_missing", "template.kwaliteitsborging.naam", 18),
            ("https://kader", "kader", "url_malformed", "template.kwaliteitsborging.url", 18),
            ("id: LO1", "id: 1", "outcome_code_malformed", "template.leeruitkomsten[1].id", 9),
            ("      nl: Voert een gesprek.\n", "", "key_missing", "template.leeruitkomsten[1].nl", 9),
            (", titel: Gesprek", "", "key_missing", "template.leeruitkomsten[1].werkprocessen[1].titel", 12),
            (
                "titel: {nl: Balie, en: Counter}",
                "titel: {en: Counter}",
                "key_missing",
                "template.titel.nl",
                5,
            ),
            ("titel: {nl: Balie, en: Counter}", "titel: [Balie]", "wrong_shape", "template.titel", 5),
        ],
    )
    def test_error_says_where(self, old: str, new: str, code: str, place: str, line: int) -> None:
        result = changed(old, new)
        assert (code, place, line) in found(result)
        assert result.module is None

    def test_all_mistakes_are_told_at_once(self) -> None:
        text = TEMPLATE.replace("blended", "thuis").replace("waarde: 240", "waarde: 239")
        assert [code for code, _, _ in found(read(text))] == ["study_load_below_minimum", "not_in_list"]

    def test_one_mistake_is_told_once(self) -> None:
        result = changed("  toetsvormen: [oram_exam]\n", "")
        assert found(result) == [("key_missing", "template.toetsvormen", 3)]

    def test_what_follows_from_a_mistake_is_not_told(self) -> None:
        result = changed(', url: "https://kader.example/"', "")
        assert found(result) == [("key_missing", "template.kwaliteitsborging.url", 18)]

    def test_unknown_key_is_a_warning(self) -> None:
        result = read(TEMPLATE + "  lievelingskleur: blauw\n")
        assert found(result) == [("key_unknown", "template.lievelingskleur", 20)]
        assert result.module is not None

    @pytest.mark.parametrize(
        ("addition", "nearest"),
        [
            ("  skils: []\n", "skills"),
            ("  geldig_maand: 36\n", "geldig_maanden"),
            ("  stapelbar: {}\n", "stapelbaar"),
        ],
    )
    def test_misspelt_key_gets_the_nearest(self, addition: str, nearest: str) -> None:
        (finding,) = [f for f in read(TEMPLATE + addition).findings if f.code == "key_misspelt"]
        assert finding.params["nearest"] == nearest

    def test_misspelt_key_within_a_group(self) -> None:
        result = changed("waarde: 240, eenheid: SBU", "waarde: 240, eenhied: SBU")
        (finding,) = [f for f in result.findings if f.code == "key_misspelt"]
        assert (finding.key_path, finding.params["nearest"]) == ("template.studielast.eenhied", "eenheid")

    def test_place_names_file_line_and_key(self) -> None:
        (finding,) = changed("deelnamevorm: blended", "deelnamevorm: thuis").errors
        assert finding.place == "balie.yaml:16 template.deelnamevorm"
        assert finding.text("en").startswith("“thuis” is not in the list. Choose from: online, onsite")


class TestNotAModule:
    @pytest.mark.parametrize("text", ["- a\n", "x: 1\n", "titel: Balie\n", "los"])
    def test_no_instrument(self, text: str) -> None:
        result = read(text)
        assert found(result) == [("not_a_module", "", None)]
        assert result.description is None

    def test_unknown_instrument(self) -> None:
        assert found(read("instrument: diploma\n")) == [("not_in_list", "instrument", 1)]

    def test_broken_yaml(self) -> None:
        result = read("instrument: [\n")
        assert found(result) == [("file_refused", "", 2)]
        assert result.errors[0].params["reason"] == "not_yaml"

    @settings(max_examples=60)
    @given(st.lists(st.sampled_from(TEMPLATE.splitlines()), max_size=18))
    def test_any_lines_of_a_module_give_findings_or_a_module(self, lines: list[str]) -> None:
        result = read("\n".join(["instrument: microcredential", *lines]))
        assert (result.module is None) == bool(result.errors)


FIM = """\
instrument: fim
waarderingsroute: microcredential
id: cluster
versie: 0.9.0
titel: Cluster
omschrijving: Twee dossiers.
relevantie: {nl: Gevraagd., bereik: [regionaal], regio: Noord}
beoordelingscriteria: Een dienst.
dossiers:
  - {crebo_dossier: "23425", naam: Hospitality}
  - {crebo_dossier: "23426", naam: Keuken}
werkprocessen:
  - {crebo_dossier: "23425", code: B1-K1-W1, titel: Gastvrij}
  - {crebo_dossier: "23426", code: B1-K1-W1, titel: Mise en place}
  - {crebo_dossier: "23426", code: B1-K1-W3, titel: Bereiden}
leeruitkomsten:
  - {id: LO1, nl: Ontvangt gasten., werkprocessen: [["23425", B1-K1-W1]]}
  - {id: LO2, nl: Kookt., werkprocessen: [["23426", B1-K1-W1], B1-K1-W3]}
studielast: {waarde: 480}
niveau: {mbo_niveau: 2}
leerervaring: {titel: Training}
deelnamevorm: onsite
toetsvormen: [behavioural_assessment]
kwaliteitsborging:
  naam: Kader
  url: "https://kader.example/"
  zelfcheck: {criteria_voldaan: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], door: u-1, datum: 2026-03-10}
"""


class TestFim:
    def test_the_file_is_the_module(self) -> None:
        result = read(FIM)
        assert result.errors == ()
        module, description = result.module, result.description
        assert module is not None
        assert description is not None
        assert (module.instrument, description.is_fim) == ("microcredential", True)
        assert module.labour_market_value == {"nl": "Gevraagd."}
        assert module.level == Level(eqf=2, nlqf="2", mbo=2)
        assert description.dossiers == {"23425", "23426"}

    def test_one_code_in_two_dossiers_is_two_work_processes(self) -> None:
        module = read(FIM).module
        assert module is not None
        assert [[p.qualified_code for p in o.work_processes] for o in module.learning_outcomes] == [
            ["23425/B1-K1-W1"],
            ["23426/B1-K1-W1", "23426/B1-K1-W3"],
        ]

    def test_code_alone_is_not_enough_when_two_dossiers_have_it(self) -> None:
        result = read(FIM.replace('[["23425", B1-K1-W1]]', "[B1-K1-W1]"))
        assert ("work_process_unknown", "leeruitkomsten[1].werkprocessen[1]", 17) in found(result)

    @pytest.mark.parametrize(
        ("route", "instrument"),
        [
            ("keuzedeel_met_examen", "keuzedeel_resultaat"),
            ("keuzedeel_met_certificaat", "mbo_certificaat"),
            ("branchecertificaat", "branchecertificaat"),
        ],
    )
    def test_route_decides_the_instrument(self, route: str, instrument: str) -> None:
        result = read(FIM.replace("waarderingsroute: microcredential", f"waarderingsroute: {route}"))
        assert result.description is not None
        assert result.description.module.instrument == instrument

    def test_unknown_route_is_told_once(self) -> None:
        result = read(FIM.replace("waarderingsroute: microcredential", "waarderingsroute: diploma"))
        assert [one for one in found(result) if one[1] == "waarderingsroute"] == [
            ("not_in_list", "waarderingsroute", 2)
        ]

    def test_route_to_a_certificate_is_closed_for_two_dossiers(self) -> None:
        result = read(FIM.replace("waarderingsroute: microcredential", "waarderingsroute: mbo_certificaat"))
        assert "certificate_of_several_dossiers" in [code for code, _, _ in found(result)]


class TestKeuzedeel:
    def test_work_processes_of_a_keuzedeel_belong_to_its_code(self) -> None:
        text = TEMPLATE.replace("  id: balie\n", "  keuzedeel_code: K0262\n").replace(
            '[{crebo: "25998", code: B1-K1-W1, titel: Gesprek}]', "[D1-K1-W2]"
        )
        kerntaken = (
            "  kerntaken: [{code: D1-K1, titel: Kern, werkprocessen: [{code: D1-K1-W2, titel: RIE}]}]\n"
        )
        result = read(text + kerntaken)
        assert found(result) == []
        assert result.module is not None
        assert result.description is not None
        assert result.module.learning_outcomes[0].work_processes == (
            WorkProcess(crebo="K0262", code="D1-K1-W2", title="RIE"),
        )
        assert result.description.dossiers == frozenset()


class TestOptionalKeys:
    @pytest.mark.parametrize(
        ("written", "supervision"),
        [
            ("{toezicht: true, identiteit_gecontroleerd: true}", "onsite_with_identity_verification"),
            ("{toezicht: ja, identiteit_gecontroleerd: nee}", "supervised_without_identity_verification"),
            (
                "{toezicht: false, identiteit_gecontroleerd: false}",
                "unsupervised_without_identity_verification",
            ),
            ("{eu_code: onsite_with_identity_verification}", "onsite_with_identity_verification"),
            ("{eu_code: supervised_online}", "online_with_identity_verification"),
            ("{toezicht: true}", None),
        ],
    )
    def test_supervision(self, written: str, supervision: str | None) -> None:
        module = read(TEMPLATE + f"  toezicht_en_identiteit: {written}\n").module
        assert module is not None
        assert module.supervision == supervision

    def test_supervision_online(self) -> None:
        text = TEMPLATE.replace("blended", "online")
        text += "  toezicht_en_identiteit: {toezicht: true, identiteit_gecontroleerd: true}\n"
        module = read(text).module
        assert module is not None
        assert module.supervision == "online_with_identity_verification"

    def test_supervision_that_cannot_be(self) -> None:
        result = read(TEMPLATE + "  toezicht_en_identiteit: {toezicht: nee, identiteit_gecontroleerd: ja}\n")
        assert found(result) == [("supervision_contradicts", "template.toezicht_en_identiteit", 20)]

    def test_results(self) -> None:
        text = """\
  resultaten:
    - {id: portfolio, naam: Portfolio, soort: cijfer, van: "1", tot: "10", voldoende_vanaf: "5,5"}
    - {id: dienst, naam: Dienst, soort: oordeel, waarden: [slecht, goed], voldoende_vanaf: goed}
"""
        module = read(TEMPLATE + text).module
        assert module is not None
        assert [dataclasses.astuple(one) for one in module.result_descriptions] == [
            (
                f"{BASE_URL}/modules/balie/1.2.0#resultaat-portfolio",
                "Portfolio",
                "RawScore",
                (),
                "1",
                "10",
                "5.5",
            ),
            (
                f"{BASE_URL}/modules/balie/1.2.0#resultaat-dienst",
                "Dienst",
                "Result",
                ("slecht", "goed"),
                None,
                None,
                "goed",
            ),
        ]

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("{id: A B, naam: X, soort: cijfer}", "result_id_wrong"),
            ("{id: a, naam: X, soort: sterren}", "not_in_list"),
            ("{id: a, naam: X, soort: oordeel, waarden: [goed]}", "result_values_wrong"),
            (
                "{id: a, naam: X, soort: oordeel, waarden: [slecht, goed], voldoende_vanaf: best}",
                "not_in_list",
            ),
            ("{id: a, naam: X, soort: cijfer, voldoende_vanaf: veel}", "score_malformed"),
            ("{id: a, soort: cijfer}", "key_missing"),
        ],
    )
    def test_results_that_are_wrong(self, written: str, code: str) -> None:
        assert code in [one[0] for one in found(read(TEMPLATE + f"  resultaten: [{written}]\n"))]

    def test_validity_suspension_and_parts(self) -> None:
        text = """\
  geldig_maanden: 36
  mag_geschorst_worden: ja
  vakgebied: Zorg
  meer_informatie: https://school.example/balie
  rio_opleidingseenheidcode: 1234O5678
  stapelbaar: {waarde: onderdeel_van, onderdeel_van: [{naam: Geheel, url: "https://school.example/g"}]}
  toelatingsvoorwaarden: {verplicht: false, aanbevolen: Ervaring}
  leerbedrijf: {vereist: false}
  skills: [{bron: ESCO, uri: "http://data.europa.eu/esco/skill/1", label: praten}]
"""
        result = read(TEMPLATE + text)
        assert found(result) == []
        module = result.module
        assert module is not None
        assert module.valid_for_months == 36
        assert module.may_be_suspended is True
        assert module.field_of_study == "Zorg"
        assert module.more_information == "https://school.example/balie"
        assert module.qualification_codes == (("RIOOpleidingseenheid", "1234O5678"),)
        assert (module.stackability, module.part_of) == (
            "onderdeel_van",
            (("Geheel", "https://school.example/g"),),
        )
        assert module.entry_requirement == {"nl": "Ervaring"}
        assert module.labour_market_value == {"nl": "Gevraagd."}
        assert [skill.label for skill in module.skills] == ["praten"]

    def test_skill_without_address_waits(self) -> None:
        result = read(TEMPLATE + '  skills: [{bron: ESCO, uri: "http://x.example/<uuid>", label: praten}]\n')
        assert ("skill_without_uri", "template.skills[1].uri", 20) in noted(result)
        assert result.module is not None
        assert result.module.skills == ()

    def test_learning_experience_elsewhere(self) -> None:
        new = 'leerervaring: {titel: Stage, aanbieder: {naam: Bedrijf, url: "https://bedrijf.example/"}}'
        module = changed("leerervaring: {titel: {nl: Training, en: Training}}", new).module
        assert module is not None
        assert module.learning_experience is not None
        assert dataclasses.astuple(module.learning_experience) == (
            {"nl": "Stage"},
            "Bedrijf",
            "https://bedrijf.example/",
        )


def test_every_key_is_documented_and_every_documented_key_is_known() -> None:
    documentation = DOCUMENTATION.read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", documentation, re.MULTILINE))
    unused = documentation.partition("These may be there")[2].partition("A key that")[0]
    documented |= set(re.findall(r"`(\w+)`", unused))
    listed = "\n".join(f"{key}:" for key in sorted(documented - {"instrument"}))
    result = read(f"instrument: microcredential\n{listed}\nwoord:\n")
    assert [f.params["key"] for f in result.findings if f.code in ("key_unknown", "key_misspelt")] == [
        "woord"
    ]
    keys = Keys(Table({}), "", [])
    read_content(keys, INSTRUMENTS["microcredential"], BASE_URL)
    assert keys.asked <= documented
