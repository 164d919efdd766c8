"""A praktijkverklaring and an mbo-verklaring make their own module, and their own part of a credential."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Level, Module, Result
from issuer.domain.award_files.into_credential import ForCredential, for_credential
from issuer.domain.modules.specimen import build_specimen
from tests.award_files_for_tests import (
    ABSENT,
    BASE_URL,
    CERTIFICATE,
    MICROCREDENTIAL,
    STATEMENT_OF_PARTS,
    STATEMENT_OF_PRACTICE,
    changed,
    read,
)


def module_of(file: dict[str, Any]) -> Module:
    found = read(file)
    assert found.description is not None
    return found.description.module


def says(file: dict[str, Any]) -> ForCredential:
    found = read(file)
    assert found.award is not None
    assert found.description is not None
    return for_credential(found.award, found.description.module)


class TestModule:
    def test_of_a_praktijkverklaring(self) -> None:
        module = module_of(STATEMENT_OF_PRACTICE)
        usual = INSTRUMENTS["praktijkverklaring"].usual
        assert usual is not None
        assert [
            (one.code, one.text["nl"], one.work_processes[0].qualified_code)
            for one in module.learning_outcomes
        ] == [
            ("LO1", "Bereidt voor", "23425/B1-K1-W1"),
            ("LO2", "Neemt bestellingen op", "23425/P1-K1-W1"),
        ]
        assert module.level == Level(eqf=2, nlqf="2", mbo=2)
        assert module.assessment_types == usual.assessment_types
        assert module.participation == usual.participation
        assert module.quality_assurance == usual.quality_assurance
        assert module.title == STATEMENT_OF_PRACTICE["template"]["titel"]
        assert module.result_descriptions == ()
        assert module.study_load is None
        assert module.qualification_codes == (("Crebo", "27052"),)
        assert (module.stackability, module.part_of[0][0]) == ("onderdeel_van", "Mbo-verklaring")

    def test_of_an_mbo_verklaring(self) -> None:
        module = module_of(STATEMENT_OF_PARTS)
        assert [one.work_processes[0].qualified_code for one in module.learning_outcomes] == [
            "25998/B1-K1-W4",
            "25998/B1-K2",
            "25998/B1-K1-W3",
        ]
        assert [one.name for one in module.result_descriptions] == ["B1-K1-W4 Test", "B1-K2 Voert uit"]
        assert "Deel 1, examenresultaten: B1-K1-W4, B1-K2." in module.criteria["nl"]
        assert "Part 2, statement of practical skills: B1-K1-W3." in module.criteria["en"]

    def test_the_address_follows_from_the_content(self) -> None:
        module = module_of(STATEMENT_OF_PRACTICE)
        assert module.id.startswith(f"{BASE_URL}/modules/praktijkverklaring-27052-")
        assert module.version == "1.0.0"

    @pytest.mark.parametrize(
        "changes",
        [
            {"lerende__naam": "Iemand Anders"},
            {"leerbedrijf__naam": "Een ander bedrijf"},
            {"begeleidingsdocument__werkprocessen__0__afgetekend_op": "2026-03-02"},
            {"onderdeel_van__id": "urn:uuid:00000000-0000-4000-8000-00000000eeee"},
            {"uitgegeven_op": "2026-06-02"},
        ],
    )
    def test_nothing_of_a_person_is_in_it(self, changes: dict[str, object]) -> None:
        assert module_of(changed(STATEMENT_OF_PRACTICE, **changes)) == module_of(STATEMENT_OF_PRACTICE)

    def test_nor_the_order_in_which_things_were_done(self) -> None:
        first, second = STATEMENT_OF_PRACTICE["begeleidingsdocument"]["werkprocessen"]
        turned = changed(STATEMENT_OF_PRACTICE, begeleidingsdocument__werkprocessen=[second, first])
        assert module_of(turned) == module_of(STATEMENT_OF_PRACTICE)

    @pytest.mark.parametrize(
        "changes",
        [
            {"begeleidingsdocument__werkprocessen__1": ABSENT},
            {"begeleidingsdocument__werkprocessen__0__titel": "Anders"},
            {"kwalificatie__niveau": "3"},
            {"template__titel__nl": "Andere titel"},
            {"kwalificatie__crebo": "27060"},
        ],
    )
    def test_other_content_is_another_module(self, changes: dict[str, object]) -> None:
        assert module_of(changed(STATEMENT_OF_PRACTICE, **changes)).id != module_of(STATEMENT_OF_PRACTICE).id

    def test_a_school_may_say_it_in_its_own_words(self) -> None:
        file = changed(STATEMENT_OF_PRACTICE, template__omschrijving={"nl": "Eigen woorden."})
        assert module_of(file).description == {"nl": "Eigen woorden."}

    @pytest.mark.parametrize("file", [STATEMENT_OF_PRACTICE, STATEMENT_OF_PARTS])
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_a_credential_can_be_made_of_it(self, file: dict[str, Any], language: str) -> None:
        assert build_specimen(module_of(file), language)["name"] == file["template"]["titel"][language]

    def test_a_described_module_stays_as_it_was_described(self) -> None:
        assert module_of(MICROCREDENTIAL).id == f"{BASE_URL}/modules/balie-proef"


class TestForCredential:
    def test_of_a_praktijkverklaring(self) -> None:
        assert says(STATEMENT_OF_PRACTICE) == ForCredential(
            start=date(2026, 2, 1),
            end=date(2026, 5, 28),
            results=(),
            provider="Bistro De Proef",
            evidence=(),
        )

    def test_of_an_mbo_verklaring(self) -> None:
        prefix = f"{module_of(STATEMENT_OF_PARTS).version_id}#resultaat-lo"
        assert says(STATEMENT_OF_PARTS) == ForCredential(
            start=None,
            end=None,
            results=(
                Result(result_description=f"{prefix}1", value="behaald"),
                Result(result_description=f"{prefix}2", value="behaald"),
            ),
            provider="Bouwbureau De Proef",
            evidence=("BHV",),
        )

    def test_of_a_certificate(self) -> None:
        assert says(CERTIFICATE).evidence == ("Mbo-certificaat op papier, nummer MC-77, 27-5-2026",)
        in_english = says(changed(CERTIFICATE, toekenning__taal="en"))
        assert in_english.evidence == ("Mbo certificate on paper, number MC-77, 27-5-2026",)

    def test_of_a_microcredential(self) -> None:
        found = says(MICROCREDENTIAL)
        assert (found.start, found.end) == (date(2026, 4, 6), date(2026, 6, 26))
        assert [one.value for one in found.results] == ["7.5"]
        assert dataclasses.replace(found, start=None, end=None, results=()) == ForCredential(
            start=None, end=None, results=(), provider=None, evidence=()
        )

    def test_other_evidence_once(self) -> None:
        twice = [{"omschrijving": "BHV"}, {"omschrijving": "BHV"}, {"omschrijving": "VCA"}]
        assert says(changed(STATEMENT_OF_PARTS, deel_3_overige_bewijzen=twice)).evidence == ("BHV", "VCA")
