"""The quality framework, and who may use the name.

Spec: requirements C11, G03, G05.
"""

from collections.abc import Iterator

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.self_assessment import SelfAssessment
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings


def check_self_assessment(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """All twelve criteria are answered and met, and it says by whom and when (C11)."""
    if not instrument_of(description).needs_self_assessment:
        return
    assessment = description.self_assessment
    if assessment is None:
        yield wanted(description, "self_assessment_missing", "C11", "kwaliteitsborging", "zelfcheck")
        return
    if assessment.unanswered:
        yield _criteria(description, "criteria_unanswered", assessment.unanswered)
    if assessment.not_met:
        yield _criteria(description, "criteria_not_met", assessment.not_met)
    if assessment.by is None:
        yield wanted(
            description, "self_assessment_by_nobody", "C11", "kwaliteitsborging", "zelfcheck", "door"
        )
    if assessment.on is None:
        yield wanted(
            description, "self_assessment_without_day", "C11", "kwaliteitsborging", "zelfcheck", "datum"
        )
    elif surroundings.on is not None and assessment.on > surroundings.on:
        yield wanted(
            description,
            "self_assessment_in_future",
            "C11",
            "kwaliteitsborging",
            "zelfcheck",
            "datum",
            severity=Severity.WARNING,
        )
    yield from _without_evidence(description, assessment)


def check_funding_of_school(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """Only a publicly funded school gives this out under this name (C11, G03)."""
    known = surroundings.institution.is_funded if surroundings.institution else None
    said = description.owner.is_funded if description.owner else None
    if known is not None and said is not None and known is not said:
        yield Finding(
            code="funding_of_school_differs",
            severity=Severity.WARNING,
            requirement="G03",
            pointer=description.at("uitgever", "bekostigd"),
        )
    if instrument_of(description).needs_funded_school and (said if known is None else known) is False:
        yield Finding(
            code="school_not_funded", requirement="G03", pointer=description.at("uitgever", "bekostigd")
        )


def _criteria(description: ModuleDescription, code: str, numbers: tuple[int, ...]) -> Finding:
    return wanted(
        description,
        code,
        "C11",
        "kwaliteitsborging",
        "zelfcheck",
        params={"numbers": ", ".join(str(number) for number in numbers)},
    )


def _without_evidence(description: ModuleDescription, assessment: SelfAssessment) -> Iterator[Finding]:
    bare = tuple(answer.number for answer in assessment.answers if answer.is_met and not answer.evidence)
    if bare:
        yield Finding(
            code="criteria_without_evidence",
            severity=Severity.INFO,
            requirement="C11",
            pointer=description.at("kwaliteitsborging", "zelfcheck"),
            params={"numbers": ", ".join(str(number) for number in bare)},
        )
