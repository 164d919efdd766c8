"""``waarmerk modules check`` of a thousand modules beside ``waarmerk verify`` of two thousand credentials.

Both are the commands that people use, each in one process, with its start, and each says what it found in
a line of JSON for every file: without that, the one prints a table for every module and the other none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from bench.domain.race import Race, Tell, race, time_of_children
from bench.process_tree import run_job
from bench.school import MODULE, School, processes_option, waarmerk

MODULES: Final = 1_000
CREDENTIALS: Final = 2_000
_ROUNDS: Final = 3
_ID: Final = "id: wielen-spaken"
_TITLE: Final = "{nl: Wielen spaken en richten,"
_OUTCOME: Final = "nl: Kiest naaf en velg en spaken"


class ModuleChanged(AssertionError):
    """The module of the bench is not written as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCheck:
    """What it takes to check modules.

    Attributes:
        modules: How many.
        credentials: How many were verified.
        race: The one beside the other.
    """

    modules: int
    credentials: int
    race: Race


def time_module_check(folder: Path, tell: Tell) -> ModuleCheck:
    """Issue the credentials, write the modules, and let both commands take turns."""
    school = School(folder / "school", processes=1, with_jwt=False)
    school.issue(CREDENTIALS)
    badges, modules = folder / "badges", folder / "modules"
    for one in (badges, modules):
        one.mkdir()
    for number, badge in enumerate(islice(school.badges(), CREDENTIALS)):
        (badges / f"{number:06d}.json").write_bytes(badge)
    tell(f"{CREDENTIALS:,} credentials to verify")
    files = [_write_module(modules, number) for number in range(MODULES)]
    check = waarmerk("modules", "check", "--json", *files)
    verify = waarmerk("verify", "--json", str(badges), *school.at_hand, *processes_option("verify", 1))

    def ready(command: list[str]) -> Callable[[int], Callable[[], object]]:
        return lambda _: lambda: run_job(command, environment=school.environment)

    return ModuleCheck(
        modules=MODULES,
        credentials=CREDENTIALS,
        race=race(ready(check), ready(verify), rounds=_ROUNDS, clock=time_of_children),
    )


def _write_module(folder: Path, number: int) -> str:
    path = folder / f"module-{number:04d}.yaml"
    path.write_text(module_text(number), encoding="utf-8")
    return str(path)


def module_text(number: int) -> str:
    """Return a module that differs from every other one where schools' modules do.

    Raises:
        ModuleChanged: It cannot be made to differ.
    """
    text = MODULE.read_text(encoding="utf-8")
    for old, new in (
        (_ID, f"{_ID}-{number}"),
        (_TITLE, f"{{nl: Onderhoud van type {number},"),  # not like the one that the school has already
        (_OUTCOME, f"nl: Kiest bij opdracht {number} naaf en velg en spaken"),
    ):
        if text.count(old) != 1:
            raise ModuleChanged(old)
        text = text.replace(old, new)
    return text
