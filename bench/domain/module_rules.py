"""The rules for one module beside two verifications, both as calls of the library in a process that is warm.

Every module is another one and is seen once. The credentials are of one class, as those are that an employer
gets from a school, and what they have in common is remembered: that is the harder one to compare with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bench.badges import SMALL
from bench.domain.module_check import module_text
from bench.domain.race import Race, race
from bench.engines.ours import issue, verifying
from bench.subject_matter import SCHOOL
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.rules import check_module
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import example_registers

VERIFIED: Final = 2
"""Credentials for each module."""
_COUNT: Final = 150
_ROUNDS: Final = 9
_SURROUNDINGS: Final = Surroundings(registers=example_registers(), on=date(2026, 7, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleRules:
    """What the rules for one module take.

    Attributes:
        count: Modules in a round.
        rules: The rules beside the verifications, of a module that was read.
        with_reading: The same, with reading its file.
    """

    count: int
    rules: Race
    with_reading: Race


class ModuleNotAsExpected(AssertionError):
    """A good module was not found good."""


def time_module_rules() -> ModuleRules:
    """Let modules and credentials take turns."""

    def rules(number: int) -> Callable[[], object]:
        found = [read_module(data).description for data in _files(number)]
        described = [description for description in found if description is not None]
        return lambda: [check_module(description, _SURROUNDINGS) for description in described]

    def with_reading(number: int) -> Callable[[], object]:
        files = _files(number)
        return lambda: [read_module(data) for data in files]

    return ModuleRules(
        count=_COUNT,
        rules=race(rules, _verifications, rounds=_ROUNDS),
        with_reading=race(with_reading, _verifications, rounds=_ROUNDS),
    )


def read_module(data: bytes) -> ModuleFile:
    """Read and check a module.

    Raises:
        ModuleNotAsExpected: A rule finds a mistake in it.
    """
    found = read_module_file(data, file="module.yaml", base_url=SCHOOL, surroundings=_SURROUNDINGS)
    if found.module is None:
        raise ModuleNotAsExpected(found.findings)
    return found


def _files(number: int) -> list[bytes]:
    return [module_text(one).encode() for one in range(number * _COUNT, (number + 1) * _COUNT)]


def _verifications(number: int) -> Callable[[], object]:
    count = VERIFIED * _COUNT
    signed = [issue(badge) for badge in SMALL.learners(count, first=number * count)]
    verify = verifying(with_status_list=True)
    return lambda: [verify(data) for data in signed]
