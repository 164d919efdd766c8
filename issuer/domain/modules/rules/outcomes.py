"""Learning outcomes, criteria and skills.

Spec: requirements A10, A18, C02, D18.
"""

import re
from collections.abc import Iterator
from typing import Final

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings

_PASSIVE = re.compile(
    r"(?:(?:de|the) \w+ |je |u |you )?(?:weet|kent|begrijpt|heeft (?:kennis|inzicht)|is bekend met|"
    r"is op de hoogte|knows?|understands?|(?:is|are) (?:aware|familiar))\b",
    re.IGNORECASE,
)
"""Verbs of what nobody can see somebody do."""

_SKILLS: Final = {
    "ESCO": "http://data.europa.eu/esco/skill/",
    "CompetentNL": "https://linkeddata.competentnl.nl/",
}
"""How the address of a skill of each list begins."""


def check_learning_outcomes(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """At least one outcome, each with a code of its own, and tied to work or skills (A10, C02)."""
    outcomes = description.module.learning_outcomes
    if not outcomes:
        yield wanted(description, "no_learning_outcomes", "C02", "leeruitkomsten")
    seen: set[str] = set()
    for index, outcome in enumerate(outcomes):
        pointer = description.at("leeruitkomsten", index)
        params = {"code": outcome.code}
        if outcome.code in seen:
            yield Finding(
                code="learning_outcome_code_twice", requirement="C02", pointer=f"{pointer}/id", params=params
            )
        seen.add(outcome.code)
        if not outcome.work_processes and not description.module.skills:
            yield Finding(
                code="learning_outcome_untied",
                severity=Severity.WARNING,
                requirement="C02",
                pointer=pointer,
                params=params,
            )
        if any(_PASSIVE.match(text) for text in outcome.text.values()):
            yield Finding(
                code="learning_outcome_not_visible",
                severity=Severity.INFO,
                requirement="C02",
                pointer=pointer,
                params=params,
            )


def check_criteria(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """It says what has to be shown (A10)."""
    if not description.module.criteria:
        yield wanted(description, "no_criteria", "A10", "beoordelingscriteria")


def check_grades(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Where the instrument knows no grades there are none (A18)."""
    if description.module.result_descriptions and not instrument_of(description).has_grades:
        yield Finding(code="no_grades_here", requirement="A18", pointer=description.at("resultaten"))


def check_skills(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Skills are of ESCO or CompetentNL, by their address there; best is to name some (D18)."""
    skills = description.module.skills
    if not skills:
        yield Finding(
            code="no_skills", severity=Severity.INFO, requirement="D18", pointer=description.at("skills")
        )
    for index, skill in enumerate(skills):
        beginning = _SKILLS.get(skill.framework, "")
        if not skill.uri.startswith(beginning):
            yield Finding(
                code="skill_of_another_list",
                severity=Severity.WARNING,
                requirement="D18",
                pointer=description.at("skills", index, "uri"),
                params={"framework": skill.framework, "beginning": beginning},
            )
