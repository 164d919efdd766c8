"""Learning outcomes and criteria.

Spec: requirements A10, A18, C02.
"""

import re
from collections.abc import Iterator

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


def check_learning_outcomes(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """At least one outcome, each with a code of its own, and tied to work or skills (A10, C02)."""
    outcomes = description.module.learning_outcomes
    if not outcomes:
        yield wanted(description, "no_learning_outcomes", "C02", "leeruitkomsten")
    seen: set[str] = set()
    for index, outcome in enumerate(outcomes):
        params = {"code": outcome.code}
        if outcome.code in seen:
            yield Finding(
                code="learning_outcome_code_twice",
                requirement="C02",
                pointer=description.at("leeruitkomsten", index, "id"),
                params=params,
            )
        seen.add(outcome.code)
        if not outcome.work_processes and not description.module.skills:
            yield Finding(
                code="learning_outcome_untied",
                severity=Severity.WARNING,
                requirement="C02",
                pointer=description.at("leeruitkomsten", index),
                params=params,
            )
        if any(map(_PASSIVE.match, outcome.text.values())):
            yield Finding(
                code="learning_outcome_not_visible",
                severity=Severity.INFO,
                requirement="C02",
                pointer=description.at("leeruitkomsten", index),
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
