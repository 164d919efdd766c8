"""The skills of a module: of ESCO or CompetentNL, and those that go with its work processes.

Spec: requirements D18, D19.
"""

from collections.abc import Iterator
from typing import Final

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.skill_suggestions import suggested_skills
from issuer.domain.modules.surroundings import Surroundings

_BEGINNINGS: Final = {
    "ESCO": "http://data.europa.eu/esco/skill/",
    "CompetentNL": "https://linkeddata.competentnl.nl/",
}
"""How the address of a skill of each list begins."""
_TOLD: Final = 5
"""So many suggestions are named; ``waarmerk modules skills`` prints all."""


def check_skills(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Skills are of ESCO or CompetentNL, by their address there; best is to name some (D18)."""
    skills = description.module.skills
    if not skills:
        yield Finding(
            code="no_skills", severity=Severity.INFO, requirement="D18", pointer=description.at("skills")
        )
    for index, skill in enumerate(skills):
        beginning = _BEGINNINGS.get(skill.framework, "")
        if not skill.uri.startswith(beginning):
            yield Finding(
                code="skill_of_another_list",
                severity=Severity.WARNING,
                requirement="D18",
                pointer=description.at("skills", index, "uri"),
                params={"framework": skill.framework, "beginning": beginning},
            )


def check_skill_suggestions(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """The registers may suggest skills for the work processes; somebody decides about each (D19)."""
    registers = surroundings.registers
    if registers is None or not registers.has_skills:
        return
    found = suggested_skills(description, registers, surroundings.on)
    if found:
        told = "; ".join(
            f"{one.suggestion.label} ({one.suggestion.source}, {one.work_processes[0]})"
            for one in found[:_TOLD]
        )
        yield Finding(
            code="skills_suggested",
            severity=Severity.INFO,
            requirement="D19",
            pointer=description.at("skills"),
            params={"skills": told + ("; …" if len(found) > _TOLD else "")},
        )
