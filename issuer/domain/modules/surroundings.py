"""What the rules for a module look at besides it: the school, the registers, other modules, the day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from credentials.achievement.model import Module
from issuer.domain.modules.description import ModuleDescription

if TYPE_CHECKING:
    from issuer.domain.registers import Registers

KnownModule = ModuleDescription | Module
"""Published before; of what was published long ago only the module itself is known."""

INSTITUTION_KINDS: Final = ("roc", "vakinstelling", "beroepscollege", "aoc", "niet_bekostigd")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePolicy:
    """What an institution settled for all its modules.

    Attributes:
        small_size_allowed: Microcredentials of 80 and 160 SBU are tried out here (B03).
    """

    small_size_allowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFacts:
    """What is known of the institution. None means that nobody said, which no rule holds against it.

    Attributes:
        brin: Two digits, two letters, or None.
        is_funded: Whether the government funds it (bekostigd), or None.
        kind: One of :data:`INSTITUTION_KINDS`, or None.
        recognised_crebos: What it may give in the derde leerweg, or None.
        offered_qualifications: Crebos of the kwalificaties that it offers whole (E11), or None.
    """

    brin: str | None = None
    is_funded: bool | None = None
    kind: str | None = None
    recognised_crebos: frozenset[str] | None = None
    offered_qualifications: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one module is compared by, to see whether another is much like it (D07).

    Attributes:
        id: Address of the module.
        title: The Dutch one.
        work_processes: (crebo, code), those of which the crebo is known.
        words: Of the title, in lower case.
    """

    id: str
    title: str
    work_processes: frozenset[tuple[str, str]]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class ForeignModule:
    """A module in the catalogue of another institution.

    Attributes:
        footprint: What it is compared by.
        school: Whose it is.
    """

    footprint: Footprint
    school: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything outside the module that its rules look at.

    Attributes:
        policy: What the institution settled.
        registers: What was imported of the national registers, or None.
        institution: What is known of the institution, or None when none was set up.
        known_modules: What was published before, any version.
        on: The day to judge for, or None when it does not matter.
        elsewhere: Modules of other institutions, or None when there is nothing to compare with.
        footprints: Of the known modules, each module once.
        versions_of: The known modules by their address, in the same order.
    """

    policy: ModulePolicy = ModulePolicy()
    registers: "Registers | None" = None
    institution: SchoolFacts | None = None
    known_modules: tuple[KnownModule, ...] = ()
    on: date | None = None
    elsewhere: tuple[ForeignModule, ...] | None = None
    footprints: tuple[Footprint, ...] = field(init=False, repr=False, compare=False)
    versions_of: Mapping[str, Sequence[KnownModule]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the known modules in order once, for however many modules are compared with them."""
        versions: dict[str, list[KnownModule]] = {}
        for one in self.known_modules:
            versions.setdefault(module_of(one).id, []).append(one)
        newest = (module_of(known[-1]) for known in versions.values())  # what was published last stands last
        object.__setattr__(self, "versions_of", versions)
        object.__setattr__(self, "footprints", tuple(map(footprint, newest)))


def module_of(known: KnownModule) -> Module:
    """Return the module itself, however much more is known of it."""
    return known.module if isinstance(known, ModuleDescription) else known


def footprint(module: Module) -> Footprint:
    """Return what ``module`` is compared by."""
    title = module.title.get("nl", "")
    return Footprint(
        module.id,
        title,
        work_processes_of(module),
        words_of_title(title),
    )


def words_of_title(title: str) -> frozenset[str]:
    """Return the words that two titles are compared by."""
    return frozenset(re.findall(r"\w{3,}", title.casefold()))


def work_processes_of(module: Module) -> frozenset[tuple[str, str]]:
    """Return the work processes of ``module`` of which the crebo is known, by (crebo, code)."""
    return frozenset(
        (process.crebo, process.code)
        for outcome in module.learning_outcomes
        for process in outcome.work_processes
        if process.crebo
    )


NOTHING_AROUND: Final = Surroundings()
"""Nothing is known but the module itself."""
