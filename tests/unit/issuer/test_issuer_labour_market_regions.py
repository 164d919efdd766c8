"""The thirty-five labour market regions, and what a school writes for one (G17)."""

import pytest

from issuer.domain.findings import Severity
from issuer.domain.modules.description.labour_market import LabourMarket
from issuer.domain.modules.labour_market_regions import (
    LabourMarketRegion,
    find_region,
    labour_market_regions,
    nearest_region,
)
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.rules import check_module
from tests.award_files_for_tests import BASE_URL, as_yaml
from tests.modules_for_tests import described


def test_there_are_thirty_five() -> None:
    regions = labour_market_regions()
    assert len(regions) == 35
    assert len({one.code for one in regions}) == 35
    assert len({name for one in regions for name in (one.name, *one.also)}) == sum(
        1 + len(one.also) for one in regions
    )
    assert [one.code for one in regions] == sorted(one.code for one in regions)


@pytest.mark.parametrize("region", labour_market_regions(), ids=lambda one: one.code)
def test_each_is_found_by_its_code_and_names(region: LabourMarketRegion) -> None:
    for text in (region.code, region.code.lower(), region.name, region.name.upper(), *region.also):
        assert find_region(text) == region
        assert find_region(f"Arbeidsmarktregio {text}") == region


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Noord-Holland (Noord)", "Noord-Holland Noord"),
        ("Gooi- en Vechtstreek", "Gooi en Vechtstreek"),
        ("foodvalley", "Food Valley"),
        ("Zaanstreek / Waterland", "Zaanstreek/Waterland"),
        ("regio Twente", "Twente"),
        ("Zwolle", "Regio Zwolle"),
        ("Friesland", "Friesland"),
        ("Fryslân", "Friesland"),
    ],
)
def test_spellings(text: str, name: str) -> None:
    found = find_region(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Twenthe", "Twente"),
        ("Rijnmont", "Rijnmond"),
        ("Zuid Holland Centaal", "Zuid-Holland Centraal"),
        ("Twente en omgeving", "Twente"),
        ("de regio Zuid-Limburg", "Zuid-Limburg"),
        ("Arbeidsmarktregio (voorbeeld)", None),
        ("Enschede", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_another_text_has_a_nearest_name_or_none(text: str, nearest: str | None) -> None:
    assert find_region(text) is None
    found = nearest_region(text)
    assert (found.name if found else None) == nearest


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("Twente", []),
        ("Twenthe", [("region_unlike", Severity.WARNING)]),
        ("Enschede", [("region_unknown", Severity.INFO)]),
    ],
)
def test_what_a_module_is_told(region: str, expected: list[tuple[str, Severity]]) -> None:
    market = LabourMarket(reaches=("regionaal",), region=region)
    found = [one for one in check_module(described(labour_market=market)) if one.requirement == "G17"]
    assert [(one.code, one.severity) for one in found] == expected
    assert all(one.pointer.endswith("/regio") for one in found)
    if region == "Twenthe":
        assert "Twente" in found[0].text("nl")


def test_a_code_in_a_file_becomes_the_name() -> None:
    files = {
        written: read_module_file(
            as_yaml({"instrument": "microcredential", "arbeidsmarktwaarde": {"regio": written}}),
            file="x.yaml",
            base_url=BASE_URL,
        )
        for written in ("am05", "Twente", "Twenthe")
    }
    regions = {
        written: found.description.labour_market.region if found.description else None
        for written, found in files.items()
    }
    assert regions == {"am05": "Twente", "Twente": "Twente", "Twenthe": "Twenthe"}
