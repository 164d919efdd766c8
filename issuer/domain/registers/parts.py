"""Core tasks and work processes, as the register has them.

Their codes start again in every dossier: B1-K1-W1 is one thing in 23425 and another in 23426. So each
part knows whose it is.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredWorkProcess:
    """A work process (werkproces).

    Attributes:
        owner: Crebo of the dossier or the qualification that it belongs to, or code of the keuzedeel.
        code: ``B1-K1-W3``; unique within its owner alone.
        title: What it is called; empty where the register was imported without.
        core_task: Title of the core task that it is part of; empty where that is not known.
    """

    owner: str
    code: str
    title: str = ""
    core_task: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: owner and code."""
        return (self.owner, self.code)

    @property
    def core_task_code(self) -> str:
        """Code of the core task that it is part of: ``B1-K1`` of ``B1-K1-W3``."""
        return core_task_code(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCoreTask:
    """A core task (kerntaak) with its work processes.

    Attributes:
        owner: As of a work process.
        code: ``B1-K1``.
        title: What it is called; empty where the register was imported without.
        work_processes: In the order of the register.
    """

    owner: str
    code: str
    title: str = ""
    work_processes: tuple[RegisteredWorkProcess, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: owner and code."""
        return (self.owner, self.code)


def core_task_code(code: str) -> str:
    """Return the code of the core task that a code is part of; of a core task, its own."""
    return "-".join(code.split("-")[:2])


def work_processes_of(core_tasks: tuple[RegisteredCoreTask, ...]) -> tuple[RegisteredWorkProcess, ...]:
    """Return the work processes of all the core tasks, in order."""
    return tuple(process for task in core_tasks for process in task.work_processes)


def selected(
    core_tasks: tuple[RegisteredCoreTask, ...], codes: Collection[str]
) -> tuple[RegisteredCoreTask, ...]:
    """Return the core tasks with only what ``codes`` name; the code of a core task names all of it."""
    found = []
    for task in core_tasks:
        if task.code in codes:
            found.append(task)
        elif chosen := tuple(process for process in task.work_processes if process.code in codes):
            found.append(replace(task, work_processes=chosen))
    return tuple(found)


def without_titles(owner: str, codes: Collection[str]) -> tuple[RegisteredCoreTask, ...]:
    """Return the parts that ``codes`` name, of an owner that was not imported itself."""
    by_task: dict[str, list[RegisteredWorkProcess]] = {}
    for code in codes:
        processes = by_task.setdefault(core_task_code(code), [])
        if core_task_code(code) != code:
            processes.append(RegisteredWorkProcess(owner=owner, code=code))
    return tuple(
        RegisteredCoreTask(owner=owner, code=code, work_processes=tuple(processes))
        for code, processes in by_task.items()
    )
