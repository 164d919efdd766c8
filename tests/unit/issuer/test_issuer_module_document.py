"""A module as JSON and back, and as a text in the format of a keuzedeel."""

import dataclasses
import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issuer.domain.modules.carried_hallmark import carry
from issuer.domain.modules.changes import changed_keys
from issuer.domain.modules.description import Hours, ModuleDescription
from issuer.domain.modules.description.deployment import Deployment, Hallmark, Owner
from issuer.domain.modules.description.labour_market import LabourMarket, Partner
from issuer.domain.modules.description.legal_basis import (
    Establishment,
    ExamInstrument,
    LegalBasis,
    RegisterLookup,
    SectorChamberAdvice,
)
from issuer.domain.modules.description.qualification_parts import (
    CoreTask,
    DossierReference,
    QualificationParts,
    WorkProcessDescription,
)
from issuer.domain.modules.description.relations import (
    DuplicateCheck,
    Origin,
    Proposal,
    Relations,
    TeachingMaterial,
)
from issuer.domain.modules.document import SCHEMA_FILE, document_text, to_document
from issuer.domain.modules.keuzedeel_format import keuzedeel_format
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.stored_descriptions import (
    as_stored,
    description_from_text,
    description_to_text,
)
from tests.awards_for_tests import MODULE
from tests.modules_for_tests import (
    DEMO_MODULES,
    DESCRIPTION,
    EXAMPLES,
    SELF_ASSESSMENT,
    described,
    example_file,
    with_,
)

DAY = SELF_ASSESSMENT.on
FULL = described(
    with_(
        valid_for_months=36,
        may_be_suspended=True,
        qualification_codes=(("Crebo", "27052"),),
        result_descriptions=tuple(
            dataclasses.replace(one, id=one.id.replace("#", "#resultaat-"))
            for one in MODULE.result_descriptions
        ),
    ),
    is_fim=True,
    small_size_reason="Proef.",
    says_small_size_allowed=True,
    register_study_load=240,
    certificate_confirmed=True,
    dossiers=frozenset({"23425", "23426"}),
    nlqf_decision_url="https://nlqf.example/1",
    entry_requirement_is_mandatory=True,
    funding="werkgever",
    sector="Horeca",
    language_of_instruction="nl-NL",
    hours=Hours(guided=80, placement=60, ects="8.5", note="Indicatie."),
    labour_market=LabourMarket(
        reaches=("regionaal", "landelijk"),
        region="Twente",
        training_goals=("omscholen",),
        developed_with=(Partner(name="Bedrijf", role="werkgever", kvk="12345678"),),
        consortium=(Partner(name="ROC Ander", brin="27DV"),),
    ),
    deployment=Deployment(
        reach="regionaal",
        form="gepersonaliseerd",
        says_reusable=False,
        routes=("microcredential", "praktijkverklaring"),
        blocked_routes=("mbo_certificaat",),
        wants_rio=False,
    ),
    owner=Owner(
        name="ROC Test",
        kind="roc",
        brin="99ZZ",
        rio="999A999",
        is_funded=True,
        controller="did:web:roctest.example",
        country_code="NL",
    ),
    hallmark=Hallmark(key="did:web:roctest.example#1", on="2026-02-12"),
    parts=QualificationParts(
        dossiers=(
            DossierReference(
                crebo="23425",
                name="Hospitality",
                version="2024",
                cohort="2024-2025",
                qualification_crebo="27052",
                qualification_name="Medewerker",
                level=2,
            ),
        ),
        core_tasks=(
            CoreTask(
                code="P1-K1",
                title="Bedient gasten",
                work_processes=(
                    WorkProcessDescription(
                        crebo="23425",
                        code="P1-K1-W1",
                        title="Neemt bestellingen op en informeert",
                        core_task="Bedient gasten",
                        description="Wat je doet.",
                        result="Wat er dan is.",
                        behaviour=("vriendelijk", "zorgvuldig"),
                    ),
                ),
            ),
            CoreTask(
                work_processes=(
                    WorkProcessDescription(crebo="23426", code="B1-K1-W1", title="Maakt mise en place"),
                    WorkProcessDescription(crebo=None, code="", title="Bedient drones", is_proposed=True),
                )
            ),
        ),
        knowledge=("Allergenen", "HACCP"),
        has_sector_requirements=False,
    ),
    legal=LegalBasis(
        basis="keuzedeel",
        register=RegisterLookup(source="RIO", consulted_on=DAY, certificate_attached=True, study_load=240),
        establishment=Establishment(by="OCW", regulation="Stcrt. 1", on=DAY, valid_from=DAY, valid_until=DAY),
        learning_path="geen",
        offers_qualification=True,
        exam_instrument=ExamInstrument(id="T1", origin="eigen", established_on=DAY),
        sector_chamber_advice=SectorChamberAdvice(name="Horeca", on=DAY, outcome="Positief"),
        says_recognised="nee",
    ),
    relations=Relations(
        derived_from=Origin(
            id="https://ander.example/m/1",
            version="1.0.0",
            owner="ROC Ander",
            hallmark=carry({"id": "https://ander.example/m/1/1.0.0"}, {"issuer": "did:web:ander.example"}),
        ),
        replaces="https://school.example/m/oud",
        replaced_by="https://school.example/m/nieuw",
        why_no_certificate="Er is er geen.",
        why_new="Voor de bbl.",
        duplicate_check=DuplicateCheck(on=DAY, highest_overlap="0.25", compared=41),
        teaching_material=(TeachingMaterial(url="https://wiki.example/1", name="Wiki"),),
        proposal=Proposal(selection={"herkenbaar": "Ja."}, feasibility={"betaalbaar": "Ja."}),
    ),
)
"""A description that uses every field."""


def read_again(text: str) -> ModuleFile:
    return read_module_file(text.encode(), file="module.json", base_url="https://elders.example")


def examples() -> list[ModuleDescription]:
    files = [(path.name, path.read_bytes()) for path in DEMO_MODULES]
    files += [(name, example_file(name)) for kind, name in EXAMPLES.items() if kind != "mbo_verklaring"]
    found = []
    for name, data in files:
        read = read_module_file(data, file=name, base_url="https://school.example")
        if read.description is not None and "leeruitkomsten" not in read.description.places:
            found.append(as_stored(read.description))
    return found


class TestJson:
    def test_every_field_comes_back(self) -> None:
        again = read_again(document_text(FULL)).description
        assert again is not None
        assert as_stored(again) == FULL

    def test_every_field_is_there_to_come_back(self) -> None:
        """A new field that nobody writes would be left out of the test above as well."""
        empty = ModuleDescription(module=FULL.module)
        same = {
            field.name
            for field in dataclasses.fields(FULL)
            if getattr(FULL, field.name) == getattr(empty, field.name)
        }
        assert same == {"module", "is_draft", "texts", "root", "places"}

    def test_examples_come_back(self) -> None:
        described_modules = examples()
        assert len(described_modules) >= 3
        for description in described_modules:
            again = read_again(document_text(description)).description
            assert again is not None
            assert as_stored(again) == description

    @pytest.mark.parametrize("description", [FULL, DESCRIPTION], ids=["full", "plain"])
    def test_keeps_its_schema(self, description: ModuleDescription) -> None:
        schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(to_document(description, ("{}",)), schema)
        assert to_document(description)["schema_versie"] == "1.0"

    def test_schema_knows_every_key(self) -> None:
        schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
        unused = schema["properties"].keys() - to_document(FULL, ("{}",)).keys()
        assert unused == {
            "keuzedeel_code",
            "onderdeel_code",
            "kwalificatie_crebo",
            "rio_opleidingseenheidcode",
        } - {"kwalificatie_crebo"}

    def test_nothing_of_an_award_or_of_notes_is_in_it(self) -> None:
        text = "_notitie: geheim\ninstrument: microcredential\ntemplate: {id: x}\n"
        text += "toekenning: {lerende: {naam: Jan}}\n"
        read = read_again(text)
        assert read.description is not None
        assert "geheim" not in document_text(read.description)
        assert "Jan" not in document_text(read.description)

    @settings(max_examples=60, deadline=None)
    @given(st.text(min_size=1).filter(lambda text: text.strip() == text and text.strip()))
    def test_any_text_comes_back(self, text: str) -> None:
        description = described(with_(field_of_study=text))
        again = read_again(document_text(description))
        if again.description is None:  # YAML has no way to write some characters
            assert [finding.code for finding in again.findings] == ["file_refused"]
            assert not text.isprintable()
        else:
            assert again.description.module.field_of_study == text


class TestStore:
    @pytest.mark.parametrize("description", [FULL, DESCRIPTION], ids=["full", "plain"])
    def test_comes_back(self, description: ModuleDescription) -> None:
        text = description_to_text(description)
        assert description_from_text(text, description.module) == description

    def test_equal_descriptions_have_equal_text(self) -> None:
        other = dataclasses.replace(FULL, dossiers=frozenset(sorted(FULL.dossiers, reverse=True)))
        assert description_to_text(other) == description_to_text(FULL)

    def test_texts_of_the_file_are_not_kept(self) -> None:
        description = dataclasses.replace(DESCRIPTION, texts=(("/a", "Jan"),), root="/template")
        assert "Jan" not in description_to_text(description)


class TestChanges:
    def test_none(self) -> None:
        assert changed_keys(FULL, FULL) == ()
        assert changed_keys(FULL.module, FULL) == ()

    def test_keys_that_came_and_went(self) -> None:
        other = dataclasses.replace(FULL, funding=None, sector="Zorg")
        assert changed_keys(FULL, other) == ("sector", "bekostiging")
        assert changed_keys(other, FULL) == ("bekostiging", "sector")


class TestKeuzedeelFormat:
    def test_has_all_that_the_format_asks_for(self) -> None:
        text = keuzedeel_format(FULL)
        for heading in (
            "# Bediening met keukenbasis",
            "## Relevantie",
            "## Beschrijving",
            "## Branchevereisten\n\nnee",
            "## Mbo-certificaat\n\nnee",
            "### P1-K1 Bedient gasten",
            "#### 23425/P1-K1-W1 Neemt bestellingen op en informeert",
            "- **Resultaat:** Wat er dan is.",
            "- **Gedrag:** vriendelijk",
            "#### Bedient drones (voorstel)",
            "## Vakkennis en vaardigheden\n\n- Allergenen",
            "- **Studielast:** 240 SBU (indicatie)",
            "- **Niveau:** mbo-niveau 2, NLQF 2, EQF 2 (indicatief)",
            "12. In beginsel niet kleiner dan 240 SBU: voldoet (Bewijs 12)",
            "## HUBOE\n\n- betaalbaar: Ja.",
        ):
            assert heading in text

    def test_says_what_is_not_filled_in(self) -> None:
        text = keuzedeel_format(ModuleDescription(module=with_(labour_market_value=None)))
        assert "## Relevantie\n\nniet ingevuld" in text
        assert "**Voorstel.**" not in text
        assert "#### 23425/P1-K1-W1" in text

    def test_proposal_says_so(self) -> None:
        assert "**Voorstel.**" in keuzedeel_format(FULL)

    def test_texts_cannot_change_the_layout(self) -> None:
        module = with_(title={"nl": "Een\n# twee *drie* <b>", "en": "x"})
        first = keuzedeel_format(described(module)).splitlines()[0]
        assert first == "# Een \\# twee \\*drie\\* \\<b\\>"
