"""What the rules for a module look at besides it: the school, the registers, other modules, the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from credentials.achievement.model import Module
from issuer.domain.modules.description import ModuleDescription

if TYPE_CHECKING:
    from issuer.domain.registers import Registers

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything outside the module that its rules look at.

    Attributes:
        policy: What the institution settled.
        registers: What was imported of the national registers, or None.
        institution: What is known of the institution, or None when none was set up.
        known_modules: What was published before, any version.
        on: The day to judge for, or None when it does not matter.
        footprints: Of the known modules, each module once.
    """

    policy: ModulePolicy = ModulePolicy()
    registers: "Registers | None" = None
    institution: SchoolFacts | None = None
    known_modules: tuple[ModuleDescription | Module, ...] = ()
    on: date | None = None
    footprints: tuple[Footprint, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the footprints once, for however many modules are compared with them."""
        object.__setattr__(self, "footprints", tuple(_footprints(self.known_modules)))


def footprint(module: Module) -> Footprint:
    """Return what ``module`` is compared by."""
    title = module.title.get("nl", "")
    return Footprint(
        module.id,
        title,
        frozenset(
            (process.crebo, process.code)
            for outcome in module.learning_outcomes
            for process in outcome.work_processes
            if process.crebo
        ),
        frozenset(re.findall(r"\w{3,}", title.casefold())),
    )


def _footprints(modules: tuple[ModuleDescription | Module, ...]) -> Iterator[Footprint]:
    newest = {}
    for one in modules:
        module = one.module if isinstance(one, ModuleDescription) else one
        newest[module.id] = module  # what was published last stands last
    for module in newest.values():
        yield footprint(module)


NOTHING_AROUND: Final = Surroundings()
"""Nothing is known but the module itself."""
