"""The truth table of sizes (B01–B04), row by row, and what else is said of hours."""

from typing import Any

import pytest

from credentials.achievement.model import StudyLoad
from issuer.domain.modules.description import Hours
from issuer.domain.modules.description.deployment import Deployment, Owner
from issuer.domain.modules.surroundings import ModulePolicy, SchoolFacts, Surroundings
from tests.modules_for_tests import LAID_DOWN, codes, described, with_

TRIAL = Surroundings(policy=ModulePolicy(small_size_allowed=True))
NO_TRIAL = Surroundings()
REASON = "Proef met de branche."
FIM: dict[str, Any] = {
    "is_fim": True,
    "deployment": Deployment(routes=("microcredential",), form="arbeidsmarktgericht"),
    "owner": Owner(name="ROC Test", brin="99ZZ", is_funded=True),
    "dossiers": frozenset({"23425"}),
}
KEUZEDEEL = (("Keuzedeel", "K0262"),)
PART = (("Certificaat", "C0163"), ("Crebo", "25998"))


def size(
    sbu: int,
    surroundings: Surroundings = NO_TRIAL,
    *,
    module: Any = None,  # noqa: ANN401 - any fields of Module
    **facts: Any,  # noqa: ANN401 - any fields of ModuleDescription
) -> dict[str, str]:
    """What the rules say of a module of this size."""
    changed = with_(study_load=StudyLoad(value=sbu), **(module or {}))
    return codes(described(changed, **facts), surroundings)


class TestMicrocredential:
    @pytest.mark.parametrize("sbu", [240, 480, 720, 960])
    def test_in_steps_of_240(self, sbu: int) -> None:
        assert size(sbu) == {}

    @pytest.mark.parametrize("sbu", [241, 320, 360, 479, 700, 959])
    def test_larger_and_no_multiple(self, sbu: int) -> None:
        assert size(sbu) == {"study_load_not_multiple": "warning B02"}

    @pytest.mark.parametrize("sbu", [80, 160])
    def test_small_with_setting_and_reason(self, sbu: int) -> None:
        assert size(sbu, TRIAL, small_size_reason=REASON) == {"small_size": "warning B03"}

    @pytest.mark.parametrize("sbu", [80, 160])
    @pytest.mark.parametrize("reason", [None, ""])
    def test_small_without_reason(self, sbu: int, reason: str | None) -> None:
        assert size(sbu, TRIAL, small_size_reason=reason) == {"small_size_without_reason": "error B03"}

    @pytest.mark.parametrize("sbu", [80, 160])
    def test_small_without_setting(self, sbu: int) -> None:
        assert size(sbu, small_size_reason=REASON) == {"small_size_not_allowed": "error B03"}

    @pytest.mark.parametrize("sbu", [1, 79, 81, 100, 239])
    def test_other_sizes_below_240(self, sbu: int) -> None:
        assert size(sbu) == {"study_load_below_minimum": "error B01"}
        assert size(sbu, TRIAL, small_size_reason=REASON) == {"study_load_not_small_size": "error B03"}

    @pytest.mark.parametrize("sbu", [0, -1, -240])
    def test_nothing_or_less(self, sbu: int) -> None:
        assert size(sbu) == {"study_load_not_positive": "error B01"}

    def test_larger_than_the_largest_keuzedeel(self) -> None:
        assert size(1200) == {"study_load_large": "warning C01"}
        assert size(961) == {
            "study_load_not_multiple": "warning B02",
            "study_load_large": "warning C01",
        }

    def test_missing(self) -> None:
        assert codes(described(with_(study_load=None))) == {
            "study_load_missing": "error B01",
            "eu_element_missing": "error C13",
        }


class TestFim:
    @pytest.mark.parametrize("sbu", [240, 480, 720, 960, 1200, 2400])
    def test_in_steps_of_240(self, sbu: int) -> None:
        assert size(sbu, **FIM) == {}

    @pytest.mark.parametrize("sbu", [80, 160])
    def test_small_with_setting_and_reason(self, sbu: int) -> None:
        assert size(sbu, TRIAL, small_size_reason=REASON, **FIM) == {"small_size": "warning B03"}

    @pytest.mark.parametrize("sbu", [241, 320, 360, 1000])
    def test_no_multiple(self, sbu: int) -> None:
        assert size(sbu, TRIAL, small_size_reason=REASON, **FIM) == {
            "study_load_not_multiple_fim": "error B02"
        }

    @pytest.mark.parametrize("sbu", [-240, 0, 1, 100, 239])
    def test_anything_else(self, sbu: int) -> None:
        (found,) = size(sbu, **FIM).values()
        assert found == "error B01"

    def test_in_sbu(self) -> None:
        module = with_(study_load=StudyLoad(value=8, unit="ECTS"))
        assert codes(described(module, **FIM)) == {"study_load_unit": "error B02"}


class TestKeuzedeel:
    @pytest.mark.parametrize("sbu", [240, 480, 720, 960])
    def test_four_sizes(self, sbu: int) -> None:
        module = {"instrument": "keuzedeel_resultaat", "qualification_codes": KEUZEDEEL}
        assert size(sbu, module=module) == {}
        assert size(sbu, module=module, register_study_load=sbu) == {}

    @pytest.mark.parametrize("sbu", [1, 80, 239, 241, 500, 1200])
    def test_any_other(self, sbu: int) -> None:
        module = {"instrument": "keuzedeel_resultaat", "qualification_codes": KEUZEDEEL}
        assert size(sbu, module=module) == {"study_load_not_of_keuzedeel": "error B04"}

    def test_the_register_is_right(self) -> None:
        module = {"instrument": "keuzedeel_resultaat", "qualification_codes": KEUZEDEEL}
        assert size(480, module=module, register_study_load=240) == {
            "study_load_differs_from_register": "error B04"
        }

    @pytest.mark.parametrize(("sbu", "is_fine"), [(240, True), (480, True), (500, False)])
    def test_with_a_certificate(self, sbu: int, is_fine: bool) -> None:
        module = {"instrument": "mbo_certificaat", "qualification_codes": KEUZEDEEL}
        found = size(sbu, module=module, legal=LAID_DOWN, certificate_confirmed=True)
        assert found == ({} if is_fine else {"study_load_not_of_keuzedeel": "error B04"})


class TestPartOfAQualification:
    @pytest.mark.parametrize("sbu", [1, 37, 377, 1200])
    def test_any_size_that_the_register_has(self, sbu: int) -> None:
        module = {"instrument": "mbo_certificaat", "qualification_codes": PART}
        certified: dict[str, Any] = {"legal": LAID_DOWN, "certificate_confirmed": True}
        assert size(sbu, module=module, **certified) == {}
        assert size(sbu, module=module, register_study_load=sbu, **certified) == {}
        assert size(sbu, module=module, register_study_load=sbu + 1, **certified) == {
            "study_load_differs_from_register": "error B04"
        }

    def test_nothing(self) -> None:
        module = {"instrument": "mbo_certificaat", "qualification_codes": PART}
        found = size(0, module=module, legal=LAID_DOWN, certificate_confirmed=True)
        assert found == {"study_load_not_positive": "error B01"}


class TestStatements:
    @pytest.mark.parametrize("instrument", ["praktijkverklaring", "mbo_verklaring"])
    def test_no_duty(self, instrument: str) -> None:
        module: dict[str, Any] = {"instrument": instrument, "result_descriptions": ()}
        assert codes(described(with_(study_load=None, **module))) == {}
        assert size(40, module=module) == {}
        assert size(0, module=module) == {"study_load_not_positive": "error B01"}

    def test_sector_certificates_may_have_any_size(self) -> None:
        assert size(37, module={"instrument": "branchecertificaat"}) == {}


class TestUnits:
    def test_ects_has_no_grid(self) -> None:
        assert codes(described(with_(study_load=StudyLoad(value=5, unit="ECTS")))) == {}

    def test_hours_are_for_others(self) -> None:
        hours = with_(study_load=StudyLoad(value=40, unit="uur"))
        assert codes(described(hours)) == {"study_load_unit": "error B01"}
        sector = with_(instrument="branchecertificaat", study_load=StudyLoad(value=40, unit="uur"))
        assert codes(described(sector)) == {}

    def test_register_counts_in_sbu(self) -> None:
        module = with_(
            instrument="keuzedeel_resultaat",
            qualification_codes=KEUZEDEEL,
            study_load=StudyLoad(value=8, unit="ECTS"),
        )
        assert codes(described(module)) == {"study_load_unit": "error B04"}

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            (Hours(guided=80, placement=160), {}),
            (Hours(guided=81, placement=160), {"hours_exceed_study_load": "warning B11"}),
            (Hours(guided=-1), {"hours_exceed_study_load": "warning B11"}),
            (Hours(ects="8.5"), {}),
            (Hours(ects="30"), {"ects_far_off": "warning B10"}),
        ],
    )
    def test_hours_and_credits_fit_into_the_size(self, hours: Hours, expected: dict[str, str]) -> None:
        assert codes(described(hours=hours)) == expected


class TestSettingOfTheSchool:
    def test_the_file_counts_where_no_school_is_known(self) -> None:
        facts: dict[str, Any] = {"small_size_reason": REASON, "says_small_size_allowed": True}
        assert size(80, **facts) == {"small_size": "warning B03"}

    def test_the_school_counts_where_it_is_known(self) -> None:
        known = Surroundings(institution=SchoolFacts())
        facts: dict[str, Any] = {"small_size_reason": REASON, "says_small_size_allowed": True}
        assert size(80, known, **facts) == {"small_size_not_allowed": "error B03"}
