"""Rules for certificates, and for everything else that the registers lay down."""

import dataclasses
from datetime import date

import pytest

from credentials.achievement.model import LearningOutcome, Module, WorkProcess
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.deployment import Deployment
from issuer.domain.modules.description.legal_basis import Establishment, LegalBasis
from issuer.domain.modules.description.qualification_parts import (
    CoreTask,
    QualificationParts,
    WorkProcessDescription,
)
from issuer.domain.modules.surroundings import SchoolFacts, Surroundings
from issuer.domain.registers import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisteredCoreTask,
    RegisteredWorkProcess,
    RegisterEntry,
    RegisterKind,
    Registers,
    RegisterSource,
)
from tests.modules_for_tests import LAID_DOWN, codes, described, notes, with_

KEUZEDEEL = (("Keuzedeel", "K0262"),)
PART = (("Certificaat", "C0163"), ("Crebo", "25998"))
SOURCE = RegisterSource(origin="test", dated=date(2026, 1, 1))
ALL_KINDS = frozenset(RegisterKind)


def core_task(owner: str, code: str, *titles: str) -> RegisteredCoreTask:
    return RegisteredCoreTask(
        owner=owner,
        code=code,
        title="Kerntaak",
        work_processes=tuple(
            RegisteredWorkProcess(owner=owner, code=f"{code}-W{number}", title=title)
            for number, title in enumerate(titles, 1)
        ),
    )


FIRST_AID = Keuzedeel(
    code="K0262",
    name="Hulp en kwaliteit",
    sbu=240,
    certificate_attached=True,
    regulation="Stcrt. 2016, 28817",
    valid_from=date(2016, 8, 1),
    valid_until=date(2030, 7, 31),
    core_tasks=(core_task("K0262", "D1-K1", "Draagt bij", "Verkent risico's"),),
)
DOSSIER = Dossier(
    crebo="23425", name="Hospitality", core_tasks=(core_task("23425", "P1-K1", "Neemt bestellingen op"),)
)
QUALIFICATION = Qualification(crebo="27052", name="Medewerker", level=2, dossier="23425")
CERTIFICATE = CertificatePart(
    code="C0163", name="Onderdeel", qualification="27052", sbu=377, parts=("P1-K1-W1",)
)


def registers(*entries: RegisterEntry, complete: bool = True) -> Registers:
    return Registers(
        ((entry, SOURCE) for entry in entries), complete_kinds=ALL_KINDS if complete else frozenset()
    )


COMPLETE = Surroundings(registers=registers(FIRST_AID, DOSSIER, QUALIFICATION, CERTIFICATE))
EXTRACT = Surroundings(registers=registers(FIRST_AID, DOSSIER, QUALIFICATION, CERTIFICATE, complete=False))


def certificate(
    qualification_codes: tuple[tuple[str, str], ...] = KEUZEDEEL, **facts: object
) -> ModuleDescription:
    module = with_(instrument="mbo_certificaat", qualification_codes=qualification_codes)
    return described(module, **({"legal": LAID_DOWN, "certificate_confirmed": True} | facts))


def of_register(*codes_and_titles: tuple[str, str], owner: str = "K0262") -> Module:
    processes = tuple(WorkProcess(crebo=owner, code=code, title=title) for code, title in codes_and_titles)
    return with_(
        instrument="mbo_certificaat",
        qualification_codes=KEUZEDEEL,
        learning_outcomes=(LearningOutcome(code="LO1", text={"nl": "Doet het."}, work_processes=processes),),
    )


WHOLE = of_register(("D1-K1-W1", "Draagt bij"), ("D1-K1-W2", "Verkent risico's"))


class TestWithoutRegisters:
    def test_complete(self) -> None:
        assert codes(certificate()) == {}

    @pytest.mark.parametrize(
        ("register_codes", "facts", "expected"),
        [
            ((), {}, {"certificate_without_code": "error A03"}),
            (KEUZEDEEL, {"certificate_confirmed": False}, {"certificate_not_confirmed": "error A03"}),
            (PART[:1], {}, {"certificate_without_one_qualification": "error E05"}),
            (
                (*PART, ("Crebo", "25999")),
                {},
                {"certificate_without_one_qualification": "error E05"},
            ),
            (
                KEUZEDEEL,
                {"dossiers": frozenset({"23425", "23426"})},
                {"certificate_of_several_dossiers": "error D06"},
            ),
            (KEUZEDEEL, {"funding": "lumpsum"}, {"certificate_funded_by_lumpsum": "error E15"}),
            (KEUZEDEEL, {"funding": "werkgever"}, {}),
            (
                KEUZEDEEL,
                {"deployment": Deployment(reach="bedrijfsspecifiek")},
                {"certificate_for_one_company": "error J09"},
            ),
            (KEUZEDEEL, {"deployment": Deployment(reach="lokaal")}, {}),
        ],
    )
    def test_broken(
        self, register_codes: tuple[tuple[str, str], ...], facts: dict[str, object], expected: dict[str, str]
    ) -> None:
        assert codes(certificate(register_codes, **facts)) == expected

    @pytest.mark.parametrize(
        ("basis", "register_codes", "expected"),
        [
            ("keuzedeel", KEUZEDEEL, {}),
            ("keuzedeel", PART, {"basis_without_its_code": "error A05"}),
            ("beroepsgericht_onderdeel", PART, {}),
            ("beroepsgericht_onderdeel", KEUZEDEEL, {"basis_without_its_code": "error A06"}),
        ],
    )
    def test_basis_and_code_agree(
        self, basis: str, register_codes: tuple[tuple[str, str], ...], expected: dict[str, str]
    ) -> None:
        legal = dataclasses.replace(LAID_DOWN, basis=basis)
        assert codes(certificate(register_codes, legal=legal)) == expected

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (None, {}),
            (date(2026, 1, 1), {}),
            (date(2026, 12, 31), {}),
            (date(2025, 12, 31), {"regulation_not_in_force": "error E01"}),
            (date(2027, 1, 1), {"regulation_not_in_force": "error E01"}),
        ],
    )
    def test_regulation_is_in_force(self, on: date | None, expected: dict[str, str]) -> None:
        establishment = Establishment(
            regulation="Stcrt. 1", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31)
        )
        legal = dataclasses.replace(LAID_DOWN, establishment=establishment)
        assert codes(certificate(legal=legal), Surroundings(on=on)) == expected

    def test_regulation_is_there(self) -> None:
        legal = LegalBasis(offers_qualification=True)
        assert codes(certificate(legal=legal)) == {"regulation_missing": "error E01"}

    @pytest.mark.parametrize(
        ("says", "offered", "expected"),
        [
            (True, None, {}),
            (False, None, {"qualification_not_offered": "error E11"}),
            (None, None, {"offer_unknown": "warning E11"}),
            (None, {"25998"}, {}),
            (True, {"27052"}, {"qualification_not_offered": "error E11"}),
        ],
    )
    def test_school_offers_the_whole(
        self, says: bool | None, offered: set[str] | None, expected: dict[str, str]
    ) -> None:
        school = SchoolFacts(offered_qualifications=None if offered is None else frozenset(offered))
        legal = dataclasses.replace(LAID_DOWN, offers_qualification=says)
        found = codes(certificate(PART, legal=legal), Surroundings(institution=school))
        assert found == expected


class TestWithRegisters:
    def test_complete(self) -> None:
        description = described(WHOLE, legal=LegalBasis(offers_qualification=True))
        assert codes(description, COMPLETE) == {}

    def test_the_register_confirms_and_the_school_need_not(self) -> None:
        description = described(WHOLE, legal=LAID_DOWN, certificate_confirmed=False)
        assert codes(description, COMPLETE) == {}

    def test_the_register_denies_whatever_the_school_says(self) -> None:
        bare = dataclasses.replace(FIRST_AID, certificate_attached=False)
        description = described(WHOLE, legal=LAID_DOWN, certificate_confirmed=True)
        found = codes(description, Surroundings(registers=registers(bare)))
        assert found == {"certificate_not_attached": "error A03"}

    def test_the_register_does_not_know(self) -> None:
        unknown = dataclasses.replace(FIRST_AID, certificate_attached=None)
        surroundings = Surroundings(registers=registers(unknown))
        description = described(WHOLE, legal=LAID_DOWN)
        assert codes(description, surroundings) == {"certificate_not_confirmed": "error A03"}
        assert codes(dataclasses.replace(description, certificate_confirmed=True), surroundings) == {}

    def test_result_of_a_keuzedeel_that_has_a_certificate(self) -> None:
        module = dataclasses.replace(WHOLE, instrument="keuzedeel_resultaat")
        assert codes(described(module), COMPLETE) == {"certificate_is_attached": "warning A17"}

    def test_size_of_the_register(self) -> None:
        surroundings = Surroundings(registers=registers(dataclasses.replace(FIRST_AID, sbu=480)))
        assert codes(described(WHOLE, legal=LAID_DOWN), surroundings) == {
            "study_load_differs_from_register": "error B04"
        }

    def test_validity_of_the_register(self) -> None:
        surroundings = dataclasses.replace(COMPLETE, on=date(2031, 1, 1))
        assert codes(described(WHOLE, legal=LAID_DOWN), surroundings) == {
            "regulation_not_in_force": "error E01"
        }

    def test_part_of_it_is_not_enough(self) -> None:
        module = of_register(("D1-K1-W1", "Draagt bij"))
        assert codes(described(module, legal=LAID_DOWN), COMPLETE) == {"register_has_more": "error E02"}

    def test_nothing_is_added(self) -> None:
        module = of_register(
            ("D1-K1-W1", "Draagt bij"), ("D1-K1-W2", "Verkent risico's"), ("D1-K1-W3", "Meer")
        )
        assert codes(described(module, legal=LAID_DOWN), COMPLETE) == {
            "work_process_not_in_dossier": "error D04",
            "register_has_less": "error E02",
        }

    def test_titles_are_those_of_the_register(self) -> None:
        module = of_register(("D1-K1-W1", "draagt  bij"), ("D1-K1-W2", "Kijkt rond"))
        assert codes(described(module, legal=LAID_DOWN), COMPLETE) == {
            "title_differs_from_register": "warning E02"
        }


def microcredential(crebo: str | None, code: str) -> ModuleDescription:
    process = WorkProcess(crebo=crebo, code=code, title="Neemt bestellingen op")
    outcome = LearningOutcome(code="LO1", text={"nl": "Doet het."}, work_processes=(process,))
    return described(with_(learning_outcomes=(outcome,), qualification_codes=()))


class TestLookingUp:
    @pytest.mark.parametrize(
        ("crebo", "code", "complete", "extract"),
        [
            ("23425", "P1-K1-W1", {}, {}),
            ("27052", "P1-K1-W1", {}, {}),
            ("23425", "P1-K1", {}, {}),
            (
                "23425",
                "B9-K9-W9",
                {"work_process_not_in_dossier": "error D04"},
                {"work_process_not_in_dossier": "error D04"},
            ),
            (
                "99999",
                "B1-K1-W1",
                {"dossier_not_in_register": "error D04"},
                {"dossier_not_in_register": "warning D04"},
            ),
        ],
    )
    def test_work_processes(
        self, crebo: str, code: str, complete: dict[str, str], extract: dict[str, str]
    ) -> None:
        explained = dataclasses.replace(
            microcredential(crebo, code).relations, why_no_certificate="Het is korter."
        )
        description = dataclasses.replace(microcredential(crebo, code), relations=explained)
        without_a09 = {"certificate_exists_explained": "warning A09"}
        assert {k: v for k, v in codes(description, COMPLETE).items() if k not in without_a09} == complete
        assert {k: v for k, v in codes(description, EXTRACT).items() if k not in without_a09} == extract

    @pytest.mark.parametrize(
        ("kind", "code", "complete"),
        [
            ("Crebo", "27052", {}),
            ("Crebo", "99999", {"code_not_in_register": "error H03"}),
            ("Keuzedeel", "K9999", {"code_not_in_register": "error H03"}),
        ],
    )
    def test_codes(self, kind: str, code: str, complete: dict[str, str]) -> None:
        description = described(with_(qualification_codes=((kind, code),), learning_outcomes=()))
        expected = complete | {"no_learning_outcomes": "error C02", "eu_element_missing": "error C13"}
        assert codes(description, COMPLETE) == expected

    def test_a_microcredential_need_not_name_a_dossier(self) -> None:
        assert codes(microcredential(None, "B1-K1-W1"), COMPLETE) == {}
        assert notes(microcredential(None, "B1-K1-W1"))["work_process_without_dossier"] == "D04"

    def test_what_the_law_lays_down_has_to(self) -> None:
        module = dataclasses.replace(
            microcredential(None, "B1-K1-W1").module,
            instrument="mbo_certificaat",
            qualification_codes=KEUZEDEEL,
        )
        description = described(module, legal=LAID_DOWN, certificate_confirmed=True)
        assert codes(description) == {"work_process_without_dossier": "error D04"}

    def test_place_is_where_it_is_written_out(self) -> None:
        process = WorkProcessDescription(crebo="2342", code="B1-K1-W1", title="X")
        parts = QualificationParts(
            core_tasks=(
                CoreTask(code="B1-K1", title="Kern", work_processes=(process,)),
                CoreTask(work_processes=(dataclasses.replace(process, code="B1K1"),)),
            )
        )
        from issuer.domain.modules.rules import check_module

        found = [f.pointer for f in check_module(described(parts=parts)) if f.requirement == "D04"]
        assert found == ["/kerntaken/0/werkprocessen/0", "/werkprocessen/0"]


class TestExistingCertificates:
    def test_covers_the_same_work(self) -> None:
        description = microcredential("23425", "P1-K1-W1")
        assert codes(description, COMPLETE) == {"certificate_exists": "error A09"}

    def test_with_a_reason(self) -> None:
        description = microcredential("23425", "P1-K1-W1")
        relations = dataclasses.replace(description.relations, why_no_certificate="Het is korter.")
        description = dataclasses.replace(description, relations=relations)
        assert codes(description, COMPLETE) == {"certificate_exists_explained": "warning A09"}

    def test_covers_only_a_part(self) -> None:
        one = microcredential("23425", "P1-K1-W1").module.learning_outcomes[0]
        two = dataclasses.replace(
            one, code="LO2", work_processes=(WorkProcess(crebo="25998", code="B1-K1-W1", title="X"),)
        )
        surroundings = Surroundings(registers=COMPLETE.registers)
        found = codes(described(with_(learning_outcomes=(one, two), qualification_codes=())), surroundings)
        assert "certificate_exists" not in found
