"""The rules for an award beside the signature on it.

Two ways in which a school awards: a class, of which everybody gets the same module, and which is signed
from a template; and one award with a file of its own that describes the module too, which is signed by
itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bench.badges import SMALL
from bench.domain.race import Prepare, Race, race
from bench.engines.ours import batch_of, issue
from bench.subject_matter import SCHOOL
from issuer.domain.award_files.checking import check_award
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.findings import Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.rules import check_module
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import example_registers

AWARD_FILE: Final = Path(__file__).resolve().parent / "award.yaml"
_NAME: Final = "N. N."
_COUNT: Final = 300
_ROUNDS: Final = 9
_SURROUNDINGS: Final = Surroundings(registers=example_registers(), on=date(2026, 7, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRules:
    """What the rules for one award take.

    Attributes:
        count: Awards in a round.
        class_of_learners: The rules for each award beside its signature, from a template.
        own_file: Those and the rules for the module beside the signature on one award.
    """

    count: int
    class_of_learners: Race
    own_file: Race


class AwardNotAsExpected(AssertionError):
    """The award of the bench is not without mistakes."""


def time_award_rules() -> AwardRules:
    """Let the rules and the signatures take turns."""
    awards = [read_award(number) for number in range(_COUNT)]
    return AwardRules(
        count=_COUNT,
        class_of_learners=race(_rules(awards, _of_award), _batch, rounds=_ROUNDS),
        own_file=race(_rules(awards, _of_award_and_module), _one_by_one, rounds=_ROUNDS),
    )


def read_award(number: int) -> tuple[AwardFacts, ModuleDescription]:
    """Return the award of a learner, and what is awarded.

    Raises:
        AwardNotAsExpected: A rule finds a mistake in it.
    """
    data = AWARD_FILE.read_text(encoding="utf-8").replace(_NAME, f"N. van {number}").encode()
    found = read_module_file(data, file="award.yaml", base_url=SCHOOL, surroundings=_SURROUNDINGS)
    if found.award is None or found.description is None or found.errors:
        raise AwardNotAsExpected(found.findings)
    return found.award, found.description


def _rules(
    awards: Sequence[tuple[AwardFacts, ModuleDescription]],
    check: Callable[[AwardFacts, ModuleDescription], bool],
) -> Prepare:
    def work() -> None:
        if not all(check(facts, description) for facts, description in awards):
            raise AwardNotAsExpected

    return lambda _: work


def _of_award(facts: AwardFacts, description: ModuleDescription) -> bool:
    found = check_award(facts, description, _SURROUNDINGS)
    return all(finding.severity is not Severity.ERROR for finding in found)


def _of_award_and_module(facts: AwardFacts, description: ModuleDescription) -> bool:
    found = check_module(description, _SURROUNDINGS)
    return all(finding.severity is not Severity.ERROR for finding in found) and _of_award(facts, description)


def _batch(number: int) -> Callable[[], object]:
    batch = batch_of(SMALL.name)
    learners = [batch.values(badge) for badge in SMALL.learners(_COUNT, first=number * _COUNT)]
    return lambda: [batch.sign(values) for values in learners]


def _one_by_one(number: int) -> Callable[[], object]:
    badges = list(SMALL.learners(_COUNT, first=number * _COUNT))
    return lambda: [issue(badge) for badge in badges]
