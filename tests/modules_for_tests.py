"""Descriptions of modules for tests, and the worked examples of the domain."""

import dataclasses
import functools
from datetime import date
from pathlib import Path

from credentials.achievement.model import Module
from issuer.domain.findings import Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.labour_market import LabourMarket, Partner
from issuer.domain.modules.description.legal_basis import Establishment, LegalBasis
from issuer.domain.modules.description.self_assessment import CRITERIA, CriterionAnswer, SelfAssessment
from issuer.domain.modules.rules import check_module
from issuer.domain.modules.surroundings import NOTHING_AROUND, Surroundings
from tests.awards_for_tests import MODULE
from tests.paths import ROOT, domain_examples

SELF_ASSESSMENT = SelfAssessment(
    answers=tuple(
        CriterionAnswer(number=number, is_met=True, evidence=f"Bewijs {number}") for number in CRITERIA
    ),
    by="kwaliteitszorg",
    on=date(2026, 3, 10),
)
LAID_DOWN = LegalBasis(
    establishment=Establishment(by="OCW", regulation="Stcrt. 2016, 28817"), offers_qualification=True
)
DESCRIPTION = ModuleDescription(
    module=MODULE,
    labour_market=LabourMarket(reaches=("landelijk",), developed_with=(Partner(name="Bistro De Proef"),)),
    self_assessment=SELF_ASSESSMENT,
)
"""A microcredential of which no rule says more than that its level is an indication."""

EXAMPLES = {
    "microcredential": "01-microcredential-240sbu.yaml",
    "mbo_certificaat": "02-mbo-certificaat-keuzedeel.yaml",
    "fim": "03-fim-cluster-twee-dossiers.yaml",
    "praktijkverklaring": "04-praktijkverklaring.yaml",
    "mbo_verklaring": "05-mbo-verklaring.yaml",
}
DEMO = ROOT / "waarmerk" / "demo" / "data"
DEMO_MODULES = tuple(sorted(DEMO.glob("module-*.yaml")))


def described(module: Module = MODULE, **facts: object) -> ModuleDescription:
    """Return the description with another module, or with other facts."""
    return dataclasses.replace(DESCRIPTION, module=module, **facts)  # type: ignore[arg-type]  # any field


def with_(**changes: object) -> Module:
    """Return the module with other fields."""
    return dataclasses.replace(MODULE, **changes)  # type: ignore[arg-type]  # any field


def codes(description: ModuleDescription, surroundings: Surroundings = NOTHING_AROUND) -> dict[str, str]:
    """Code → severity and requirement of what is wrong or should be looked at, but for the level."""
    return {
        finding.code: f"{finding.severity.value} {finding.requirement or ''}".strip()
        for finding in check_module(description, surroundings)
        if finding.code != "level_is_indicative" and finding.severity is not Severity.INFO
    }


def notes(description: ModuleDescription, surroundings: Surroundings = NOTHING_AROUND) -> dict[str, str]:
    """Code → requirement of what is only to be known."""
    return {
        finding.code: finding.requirement or ""
        for finding in check_module(description, surroundings)
        if finding.severity is Severity.INFO
    }


@functools.cache
def example_file(name: str) -> bytes:
    """Return one of the worked examples."""
    return Path(domain_examples() / name).read_bytes()
