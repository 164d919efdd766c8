"""What a module takes from the kwalificatiestructuur: dossiers, core tasks, work processes, knowledge.

Spec: requirements D01, D03–D06, J05, J06.
"""

from dataclasses import dataclass

from issuer.domain.register_codes import WORK_PROCESS


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReference:
    """A dossier that the module draws on, as the school writes it down.

    Attributes:
        crebo: Of the dossier, or None when only the kwalificatie is named.
        name: Of the dossier, or None.
        version: Edition of the dossier, such as "2024", or None (J06).
        cohort: The first school year that the edition is for, such as "2024-2025", or None.
        qualification_crebo: Of the kwalificatie in the dossier, or None.
        qualification_name: Its name, or None.
        level: Its mbo level, or None.
    """

    crebo: str | None = None
    name: str | None = None
    version: str | None = None
    cohort: str | None = None
    qualification_crebo: str | None = None
    qualification_name: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProcessDescription:
    """A work process written out in the form of a keuzedeel.

    Attributes:
        crebo: Of the dossier or kwalificatie, the code of the keuzedeel, or None.
        code: ``B1-K1-W3``; of a new one any code that the school gives it, or "".
        title: What it is called.
        core_task: Title of the core task that it is part of, or None.
        description: What somebody does, or None.
        result: What then is there, or None.
        behaviour: How somebody does it, one line each.
        is_proposed: It is not in the register: the school proposes it (D05).
    """

    crebo: str | None
    code: str
    title: str
    core_task: str | None = None
    description: str | None = None
    result: str | None = None
    behaviour: tuple[str, ...] = ()
    is_proposed: bool = False

    @property
    def kind(self) -> str:
        """What the code stands for: "werkproces", or "kerntaak" for a whole core task (J05)."""
        return "werkproces" if WORK_PROCESS.fullmatch(self.code) else "kerntaak"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreTask:
    """A core task with the work processes that the module has of it.

    Attributes:
        code: ``D1-K1``, or None where the work processes are listed without.
        title: What it is called, or None.
        work_processes: In the order of the file.
    """

    code: str | None = None
    title: str | None = None
    work_processes: tuple[WorkProcessDescription, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationParts:
    """Everything that the module takes from the kwalificatiestructuur.

    Attributes:
        dossiers: In the order of the file.
        core_tasks: In the order of the file.
        knowledge: Vakkennis en vaardigheden, one line each.
        has_sector_requirements: Whether requirements of the sector go with it (branchevereisten), or None.
    """

    dossiers: tuple[DossierReference, ...] = ()
    core_tasks: tuple[CoreTask, ...] = ()
    knowledge: tuple[str, ...] = ()
    has_sector_requirements: bool | None = None

    @property
    def work_processes(self) -> tuple[WorkProcessDescription, ...]:
        """Every work process that is written out, in the order of the file."""
        return tuple(process for task in self.core_tasks for process in task.work_processes)
