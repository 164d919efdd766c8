"""The rules for an award beside the signature on it.

Two ways in which a school awards: a class, of which everybody gets the same module, and which is signed
from a template; and one award with a file of its own that describes the module too, where both are new to
the rules and to the signer alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from bench.badges import SIGNED_AT, SMALL, STATUS_LIST
from bench.domain.race import Race, race
from bench.engines.ours import batch_of, issue
from bench.subject_matter import ISSUER, SCHOOL
from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Recipient, StatusEntry
from credentials.parsing import JsonObject
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
_TITLE: Final = "Praktijkverklaring gastvrij werken"
_WORK: Final = "Neemt bestellingen op en informeert"
_COUNT: Final = 150
_ROUNDS: Final = 9
_SURROUNDINGS: Final = Surroundings(registers=example_registers(), on=date(2026, 7, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRules:
    """What the rules for one award take.

    Attributes:
        count: Awards in a round.
        class_of_learners: The rules for each award beside its signature, from a template.
        own_file: Those and the rules for a module of its own beside the signature on that very award.
    """

    count: int
    class_of_learners: Race
    own_file: Race


class AwardNotAsExpected(AssertionError):
    """The award of the bench is not without mistakes."""


def time_award_rules() -> AwardRules:
    """Let the rules and the signatures take turns."""
    awards = [read_award(number) for number in range(_COUNT)]

    def rules(_: int) -> Callable[[], object]:
        return lambda: _judge(awards, _of_award)

    def rules_of_own_file(number: int) -> Callable[[], object]:
        own = [read_award(one) for one in _numbers(number)]
        return lambda: _judge(own, _of_award_and_module)

    return AwardRules(
        count=_COUNT,
        class_of_learners=race(rules, _batch, rounds=_ROUNDS),
        own_file=race(rules_of_own_file, _own_signatures, rounds=_ROUNDS),
    )


def read_award(number: int) -> tuple[AwardFacts, ModuleDescription]:
    """Return the award of a learner, and what is awarded: a module like no other.

    Raises:
        AwardNotAsExpected: A rule finds a mistake in it.
    """
    text = AWARD_FILE.read_text(encoding="utf-8")
    for old, new in (
        (_NAME, f"N. van {number}"),
        (_TITLE, f"{_TITLE} {number}"),
        (_WORK, f"{_WORK} {number}"),
    ):
        if old not in text:
            raise AwardNotAsExpected(old)
        text = text.replace(old, new)
    found = read_module_file(text.encode(), file="award.yaml", base_url=SCHOOL, surroundings=_SURROUNDINGS)
    if found.award is None or found.description is None or found.errors:
        raise AwardNotAsExpected(found.findings)
    return found.award, found.description


def _numbers(of_round: int) -> range:
    return range((of_round + 1) * _COUNT, (of_round + 2) * _COUNT)


def _judge(
    awards: Sequence[tuple[AwardFacts, ModuleDescription]],
    check: Callable[[AwardFacts, ModuleDescription], bool],
) -> None:
    if not all(check(facts, description) for facts, description in awards):
        raise AwardNotAsExpected


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


def _own_signatures(number: int) -> Callable[[], object]:
    badges = [badge_of(one) for one in _numbers(number)]
    return lambda: [issue(badge) for badge in badges]


def badge_of(number: int) -> JsonObject:
    """Return what is signed of an award with a file of its own."""
    facts, description = read_award(number)
    return build_open_badge(
        Award(
            credential_id=UUID(int=number, version=4).urn,
            issuer=ISSUER,
            module=description.module,
            recipient=Recipient(name=facts.learner.name or _NAME),
            awarded_on=SIGNED_AT.date(),
            valid_from=SIGNED_AT,
            provider=facts.company.name if facts.company else None,
            status=(StatusEntry(status_list_credential=STATUS_LIST, status_list_index=number),),
        )
    )
