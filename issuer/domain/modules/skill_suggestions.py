"""Skills that the registers suggest for the work processes of a module, and that it does not name yet.

They are suggestions: a module has only what somebody puts in its file (D19).

Spec: requirements D18, D19.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from issuer.domain.modules.description import ModuleDescription

if TYPE_CHECKING:
    from issuer.domain.registers import Registers, SkillSuggestion


@dataclass(frozen=True, slots=True)
class SuggestedSkill:
    """A skill, and the work processes of the module that it goes with.

    Attributes:
        suggestion: As the register has it.
        work_processes: ``23425/P1-K1-W1``, in the order of the module.
    """

    suggestion: "SkillSuggestion"
    work_processes: tuple[str, ...]


def suggested_skills(
    description: ModuleDescription, registers: "Registers", on: date | None = None
) -> tuple[SuggestedSkill, ...]:
    """Return the skills in the order of the work processes, each once.

    Args:
        description: The module.
        registers: Where suggestions were imported.
        on: The day; a suggestion that is not in force then is left out. None leaves none out.
    """
    named = {one.uri for one in description.module.skills}
    found: dict[str, tuple[SkillSuggestion, list[str]]] = {}
    for crebo, code in dict.fromkeys(_work_processes(description)):
        for one in registers.skills_for(crebo, code):
            if one.uri not in named and (on is None or one.is_in_force(on)):
                found.setdefault(one.uri, (one, []))[1].append(f"{crebo}/{code}")
    return tuple(SuggestedSkill(one, tuple(places)) for one, places in found.values())


def skill_lines(skills: Sequence[SuggestedSkill], description: ModuleDescription) -> Iterator[str]:
    """Yield lines of YAML to paste into the file of the module, indented as they stand there.

    A quoted text of JSON is one of YAML as well; the remark behind a line says where it comes from.
    """
    indent = "  " if description.root else ""
    if not description.module.skills:
        yield f"{indent}skills:"
    for one in skills:
        uri, label = (
            json.dumps(text, ensure_ascii=False) for text in (one.suggestion.uri, one.suggestion.label)
        )
        yield (
            f"{indent}  - {{bron: {one.suggestion.source}, uri: {uri}, label: {label}}}"
            f"  # {', '.join(one.work_processes)}"
        )


def _work_processes(description: ModuleDescription) -> Iterator[tuple[str, str]]:
    for outcome in description.module.learning_outcomes:
        for process in outcome.work_processes:
            if process.crebo:
                yield process.crebo, process.code
    for task in description.parts.core_tasks:
        for part in task.work_processes:
            if part.crebo and not part.is_proposed:
                yield part.crebo, part.code
