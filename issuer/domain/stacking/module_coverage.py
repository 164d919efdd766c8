"""How much of a kwalificatie the modules of an institution cover, whoever may have followed them.

Spec: requirement E16.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from credentials.achievement.model import Module
from issuer.domain.registers import Qualification, RegisteredWorkProcess, Registers
from issuer.domain.stacking.coverage import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulesOfWorkProcess:
    """A work process of the kwalificatie, and the modules that have it."""

    process: RegisteredWorkProcess
    modules: tuple[Module, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCoverage:
    """What the modules cover.

    Attributes:
        qualification: The kwalificatie.
        work_processes: Of it, in the order of the register.
        is_partial: The register has not all of its work processes.
    """

    qualification: Qualification
    work_processes: tuple[ModulesOfWorkProcess, ...]
    is_partial: bool

    @property
    def share(self) -> Share:
        """How many work processes any module has."""
        covered = [bool(one.modules) for one in self.work_processes]
        return Share(sum(covered), len(covered))


def cover_by_modules(
    modules: Iterable[Module], qualification: Qualification, registers: Registers
) -> ModuleCoverage:
    """Lay modules beside a kwalificatie.

    Args:
        modules: One version of each.
        qualification: As :meth:`Registers.qualification` has it.
        registers: To look up whose a work process is.
    """
    having: dict[tuple[str, str], list[Module]] = {}
    for module in modules:
        for key in _keys(module, registers):
            having.setdefault(key, []).append(module)
    return ModuleCoverage(
        qualification=qualification,
        work_processes=tuple(
            ModulesOfWorkProcess(process=process, modules=tuple(having.get(process.key, ())))
            for process in qualification.work_processes
        ),
        is_partial=not registers.has_all_parts_of(qualification.crebo),
    )


def _keys(module: Module, registers: Registers) -> frozenset[tuple[str, str]]:
    named = {process for outcome in module.learning_outcomes for process in outcome.work_processes}
    found = (registers.work_process(one.crebo, one.code) for one in named if one.crebo)
    return frozenset(one.key for one in found if one is not None)
