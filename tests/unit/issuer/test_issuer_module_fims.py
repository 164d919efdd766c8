"""Rules for flexibel inzetbare modules, for proposals, and for modules that are much alike."""

import dataclasses

import pytest

from credentials.achievement.model import LearningOutcome, Module, WorkProcess
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.deployment import Deployment, Owner
from issuer.domain.modules.description.qualification_parts import (
    CoreTask,
    QualificationParts,
    WorkProcessDescription,
)
from issuer.domain.modules.description.relations import Origin, Proposal, Relations
from issuer.domain.modules.rules import blocking_findings, check_module
from issuer.domain.modules.rules.duplicates import overlap
from issuer.domain.modules.surroundings import SchoolFacts, Surroundings, footprint
from tests.modules_for_tests import codes, described, notes, with_

OWNER = Owner(name="ROC Test", brin="99ZZ", is_funded=True)
ROUTED = Deployment(routes=("microcredential",), form="arbeidsmarktgericht")


def fim(module: Module | None = None, **facts: object) -> ModuleDescription:
    known = {"is_fim": True, "deployment": ROUTED, "owner": OWNER} | facts
    return described(module or with_(), **known)


def deployed(**changes: object) -> ModuleDescription:
    return fim(deployment=dataclasses.replace(ROUTED, **changes))  # type: ignore[arg-type]  # any field


class TestFim:
    def test_good_one(self) -> None:
        assert codes(fim()) == {}

    def test_says_what_it_leads_to(self) -> None:
        assert codes(fim(deployment=Deployment())) == {"route_missing": "error D02"}

    def test_says_what_it_is_worth(self) -> None:
        assert codes(fim(with_(labour_market_value=None))) == {"labour_market_value_missing": "error D02"}

    def test_has_work_processes(self) -> None:
        outcome = LearningOutcome(code="LO1", text={"nl": "Doet het."})
        assert codes(fim(with_(learning_outcomes=(outcome,)))) == {"no_work_processes": "error D03"}

    def test_has_no_work_processes_of_its_own(self) -> None:
        process = WorkProcess(crebo=None, code="B1-K1-W1", title="Zelf bedacht")
        outcome = LearningOutcome(code="LO1", text={"nl": "Doet het."}, work_processes=(process,))
        assert codes(fim(with_(learning_outcomes=(outcome,)))) == {
            "work_process_without_dossier": "error D04"
        }

    def test_of_several_dossiers_cannot_become_a_certificate(self) -> None:
        several = fim(dossiers=frozenset({"23425", "23426"}))
        assert codes(several) == {"routes_closed": "warning D06"}
        (finding,) = (one for one in check_module(several) if one.code == "routes_closed")
        assert finding.params["routes"] == "mbo_certificaat, keuzedeel_met_certificaat"

    def test_route_that_the_school_blocked_itself(self) -> None:
        assert codes(deployed(blocked_routes=("microcredential",))) == {"route_is_blocked": "error D06"}
        assert codes(deployed(blocked_routes=("mbo_certificaat",))) == {}

    def test_is_not_paid_from_the_lump_sum(self) -> None:
        assert codes(fim(funding="lumpsum")) == {"certificate_funded_by_lumpsum": "error E15"}

    @pytest.mark.parametrize(
        ("owner", "school", "expected"),
        [
            (OWNER, None, {}),
            (None, SchoolFacts(brin="99ZZ", is_funded=True), {}),
            (
                Owner(brin="99ZZ", is_funded=False),
                None,
                {"owner_not_funded": "error D08", "school_not_funded": "error G03"},
            ),
            (
                None,
                SchoolFacts(brin="99ZZ", is_funded=False),
                {"owner_not_funded": "error D08", "school_not_funded": "error G03"},
            ),
        ],
    )
    def test_is_owned_by_a_funded_school(
        self, owner: Owner | None, school: SchoolFacts | None, expected: dict[str, str]
    ) -> None:
        assert codes(fim(owner=owner), Surroundings(institution=school)) == expected

    def test_owner_that_nobody_knows(self) -> None:
        assert notes(fim(owner=None))["owner_unknown"] == "D08"

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"reach": "lokaal"}, {}),
            ({"reach": "lokaal", "wants_rio": True}, {"local_module_in_rio": "warning D11"}),
            ({"reach": "landelijk", "wants_rio": True}, {}),
        ],
    )
    def test_local_ones_stay_out_of_rio(self, changes: dict[str, object], expected: dict[str, str]) -> None:
        assert codes(deployed(**changes)) == expected

    def test_wide_ones_are_registered(self) -> None:
        assert notes(deployed(reach="regionaal"))["not_in_rio_yet"] == "D10"
        assert notes(deployed(form=None))["deployment_form_missing"] == "D13"

    def test_personal_ones_are_not_reused(self) -> None:
        personal = deployed(form="gepersonaliseerd", says_reusable=True)
        assert codes(personal) == {"personal_cluster_reused": "warning I09"}


class TestDraft:
    def test_what_is_missing_is_no_mistake_and_keeps_it_from_being_published(self) -> None:
        draft = fim(
            with_(version="0.9.0", learning_experience=None, assessment_types=(), criteria={}),
            is_draft=True,
            self_assessment=None,
        )
        assert codes(draft) == {}
        assert {finding.code for finding in blocking_findings(draft)} == {
            "no_criteria",
            "no_learning_experience",
            "self_assessment_missing",
            "eu_element_missing",
        }

    def test_what_is_wrong_is_wrong_in_a_draft_as_well(self) -> None:
        draft = fim(with_(version="0.9.0", title={"nl": "Diploma", "en": "x"}), is_draft=True)
        assert codes(draft) == {"title_says_diploma": "error A02"}

    def test_a_complete_draft_may_be_published(self) -> None:
        assert blocking_findings(fim(with_(version="0.9.0"), is_draft=True)) == ()


class TestProposals:
    def test_are_not_awarded(self) -> None:
        assert codes(described(relations=Relations(proposal=Proposal()))) == {
            "proposal_is_not_awarded": "error D05"
        }

    def test_of_one_work_process(self) -> None:
        new = WorkProcessDescription(crebo=None, code="", title="Bedient drones", is_proposed=True)
        parts = QualificationParts(core_tasks=(CoreTask(work_processes=(new,)),))
        description = fim(parts=parts)
        assert codes(description) == {"proposal_is_not_awarded": "error D05"}
        (finding,) = (one for one in check_module(description) if one.requirement == "D05")
        assert finding.pointer == "/werkprocessen/0"


def module_with(title: str, *work: tuple[str, str], name: str = "ander") -> Module:
    processes = tuple(WorkProcess(crebo=crebo, code=code, title="X") for crebo, code in work)
    return with_(
        id=f"https://school.example/modules/{name}",
        title={"nl": title},
        learning_outcomes=(LearningOutcome(code="LO1", text={"nl": "Doet."}, work_processes=processes),),
    )


A, B, C, D, E = (("23425", f"B1-K1-W{number}") for number in range(1, 6))


class TestOverlap:
    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            (module_with("Bediening", A, B), module_with("Iets anders", A, B), 1.0),
            (module_with("Bediening", A, B, C), module_with("Iets anders", A, B, C, D, E), 0.6),
            (module_with("Bediening", A, B, C), module_with("Iets anders", A, B), 2 / 3),
            (module_with("Bediening", A), module_with("Bediening", B), 0.0),
            (module_with("Bediening keuken", A, B), module_with("Bediening keuken", A, C), (1 / 3 + 1) / 2),
            (module_with("Bediening keuken"), module_with("bediening, keuken"), 1.0),
            (module_with("Bediening keuken"), module_with("Bediening", A), 0.5),
            (
                module_with("Zaal", ("23425", "B1-K1-W1")),
                module_with("Keuken", ("23426", "B1-K1-W1")),
                0.0,
            ),
        ],
    )
    def test_figure(self, one: Module, other: Module, expected: float) -> None:
        assert overlap(footprint(one), footprint(other)) == pytest.approx(expected)
        assert overlap(footprint(other), footprint(one)) == pytest.approx(expected)


class TestDuplicates:
    def test_module_that_is_there_already(self) -> None:
        known = module_with("Zaal", A, B, C, D, E, name="zaal")
        mine = fim(module_with("Bediening in de zaal", A, B, C, name="mijn"))
        found = [
            f for f in check_module(mine, Surroundings(known_modules=(known,))) if f.requirement == "D07"
        ]
        assert [(f.code, f.severity.value, f.pointer) for f in found] == [
            ("module_much_alike", "error", "/waarom_toch_nieuw")
        ]
        assert found[0].params == {
            "overlap_nl": "0,60",
            "overlap_en": "0.60",
            "modules_nl": "Zaal (https://school.example/modules/zaal): 0,60",
            "modules_en": "Zaal (https://school.example/modules/zaal): 0.60",
        }

    def test_less_alike(self) -> None:
        known = module_with("Zaal", A, B, D, E, name="zaal")
        mine = fim(module_with("Bediening", A, B, C, name="mijn"))
        assert "module_much_alike" not in codes(mine, Surroundings(known_modules=(known,)))

    def test_reason(self) -> None:
        around = Surroundings(known_modules=(module_with("Zaal", A, B, name="zaal"),))
        mine = fim(module_with("Bediening", A, B, name="mijn"), relations=Relations(why_new="Voor de bbl."))
        assert "module_much_alike_explained" in notes(mine, around)
        assert "module_much_alike" not in codes(mine, around)

    @pytest.mark.parametrize(
        "facts",
        [
            {"relations": Relations(derived_from=Origin(id="https://school.example/modules/zaal"))},
            {"relations": Relations(replaces="https://school.example/modules/zaal")},
        ],
    )
    def test_taken_over_or_replaced(self, facts: dict[str, object]) -> None:
        around = Surroundings(known_modules=(module_with("Zaal", A, B, name="zaal"),))
        mine = fim(module_with("Bediening", A, B, name="mijn"), **facts)
        assert "module_much_alike" not in codes(mine, around)

    def test_other_version_of_the_same_module(self) -> None:
        known = module_with("Zaal", A, B, name="zaal")
        mine = fim(dataclasses.replace(known, version="2.0.0", title={"nl": "Zaal", "en": "Floor"}))
        assert codes(mine, Surroundings(known_modules=(known,))) == {}

    def test_part_of_the_register_is_what_it_is(self) -> None:
        known = module_with("Zaal", A, B, name="zaal")
        module = dataclasses.replace(
            module_with("Zaal", A, B, name="k"),
            instrument="keuzedeel_resultaat",
            qualification_codes=(("Keuzedeel", "K0262"),),
        )
        assert "module_much_alike" not in codes(described(module), Surroundings(known_modules=(known,)))


class TestVersions:
    def test_same_content_again(self) -> None:
        assert codes(described(), Surroundings(known_modules=(described(),))) == {}
        assert codes(described(), Surroundings(known_modules=(described().module,))) == {}

    def test_changed_content_names_the_keys(self) -> None:
        changed = described(with_(title={"nl": "Anders", "en": "Other"}), funding="werkgever")
        around = Surroundings(known_modules=(described(),))
        (finding,) = (one for one in check_module(changed, around) if one.requirement == "J06")
        assert finding.code == "published_version_differs"
        assert finding.params == {"version": "1.0.0", "keys": "titel, bekostiging"}

    @pytest.mark.parametrize(
        ("version", "expected"),
        [
            ("1.10.1", {}),
            ("2.0.0", {}),
            ("1.9.9", {"version_not_newest": "warning J06"}),
            ("0.1.0", {"version_not_newest": "warning J06"}),
        ],
    )
    def test_goes_up(self, version: str, expected: dict[str, str]) -> None:
        around = Surroundings(known_modules=tuple(with_(version=one) for one in ("1.9.0", "1.10.0", "1.2.0")))
        assert codes(described(with_(version=version)), around) == expected
