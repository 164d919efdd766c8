"""How much of a kwalificatie the credentials cover, per core task and work process.

Spec: requirements A19, E12, E16, I06.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from issuer.domain.registers import RegisteredCoreTask, RegisteredWorkProcess
from issuer.domain.stacking.advice import AdviceOutcome, Ground, combined


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    covered: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down, so that only all of them are a hundred per cent."""
        return self.covered * 100 // self.total if self.total else 0

    @property
    def is_whole(self) -> bool:
        """Whether there is something, and nothing is missing."""
        return self.total > 0 and self.covered == self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProcessCoverage:
    """One work process, and the credentials that name it.

    Attributes:
        process: As the register has it.
        grounds: One for each credential, in the order of the stack.
    """

    process: RegisteredWorkProcess
    grounds: tuple[Ground, ...] = ()

    @property
    def outcome(self) -> AdviceOutcome | None:
        """The advice; None when no credential names it."""
        return combined(self.grounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreTaskCoverage:
    """One core task with its work processes."""

    task: RegisteredCoreTask
    work_processes: tuple[WorkProcessCoverage, ...]

    @property
    def share(self) -> Share:
        """How many of its work processes are covered."""
        return share_of(self.work_processes)

    @property
    def outcome(self) -> AdviceOutcome | None:
        """GRANT when each of its work processes can be granted; else ASSESS when any is covered."""
        outcomes = {one.outcome for one in self.work_processes}
        if outcomes == {AdviceOutcome.GRANT}:
            return AdviceOutcome.GRANT
        return None if outcomes <= {None} else AdviceOutcome.ASSESS


def cover(
    core_tasks: Iterable[RegisteredCoreTask], grounds: Mapping[tuple[str, str], tuple[Ground, ...]]
) -> tuple[CoreTaskCoverage, ...]:
    """Lay the grounds, by the key of their work process, beside the core tasks of a kwalificatie."""
    return tuple(
        CoreTaskCoverage(
            task=task,
            work_processes=tuple(
                WorkProcessCoverage(process=process, grounds=grounds.get(process.key, ()))
                for process in task.work_processes
            ),
        )
        for task in core_tasks
    )


def share_of(processes: Iterable[WorkProcessCoverage]) -> Share:
    """Return how many are covered by any credential."""
    covered = [bool(one.grounds) for one in processes]
    return Share(sum(covered), len(covered))


def share_to_grant(processes: Iterable[WorkProcessCoverage]) -> Share:
    """Return how many can be granted."""
    granted = [one.outcome is AdviceOutcome.GRANT for one in processes]
    return Share(sum(granted), len(granted))
