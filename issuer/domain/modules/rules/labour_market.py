"""What a module is worth on the labour market.

Spec: requirements A04, C03, C08, D02, G17.
"""

from collections.abc import Iterator
from typing import Final

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.labour_market_regions import find_region, nearest_region
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings

_SHOWN: Final = 60


def check_labour_market_value(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """The school says what it is worth, and where (A04, C03, D02).

    Of a certificate the minister has settled that it is worth something, or it would be none: what the
    school adds to that is welcome.
    """
    instrument = instrument_of(description)
    if not (instrument.needs_labour_market_value or description.is_fim):
        return
    settled = bool(instrument.certificate_in_register)
    severity = Severity.INFO if settled else Severity.ERROR
    requirement = "A04" if settled else "D02" if description.is_fim else "C03"
    if not description.module.labour_market_value:
        yield wanted(
            description,
            "labour_market_value_missing",
            requirement,
            "arbeidsmarktwaarde",
            "onderbouwing",
            severity=severity,
        )
    if not description.labour_market.reaches:
        yield wanted(
            description,
            "labour_market_reach_missing",
            requirement if settled else "C03",
            "arbeidsmarktwaarde",
            "bereik",
            severity=severity,
        )


def check_region(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Worth something in a region: then it says in which (C03), one of the thirty-five (G17)."""
    market = description.labour_market
    if market.region:
        yield from _check_name_of_region(market.region, description.at("arbeidsmarktwaarde", "regio"))
    elif "regionaal" in market.reaches:
        yield wanted(description, "region_missing", "C03", "arbeidsmarktwaarde", "regio")


def _check_name_of_region(region: str, pointer: str) -> Iterator[Finding]:
    if find_region(region) is not None:
        return
    nearest = nearest_region(region)
    yield Finding(
        code="region_unknown" if nearest is None else "region_unlike",
        severity=Severity.INFO if nearest is None else Severity.WARNING,
        requirement="G17",
        pointer=pointer,
        params={"region": region[:_SHOWN], **({"nearest": nearest.name} if nearest else {})},
    )


def check_partners(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Modules come about together with employers (C08)."""
    instrument = instrument_of(description)
    is_own = instrument.needs_labour_market_value and not instrument.register_codes
    if is_own and not description.labour_market.developed_with:
        yield Finding(
            code="no_partners",
            severity=Severity.INFO,
            requirement="C08",
            pointer=description.at("ontwikkeld_met"),
        )
