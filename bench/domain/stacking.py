"""Fifty credentials of one person beside a kwalificatie, and a hundred that are only verified."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from bench.badges import SIGNED_AT, SMALL, STATUS_LIST
from bench.domain.race import Race, race
from bench.engines.ours import issue
from bench.engines.setting import NOW, trust_list
from bench.status_list import status_list
from bench.subject_matter import ISSUER, SCHOOL
from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, LearningOutcome, Module, Recipient, StatusEntry, WorkProcess
from credentials.parsing import JsonObject
from issuer.domain.registers import RegisteredWorkProcess, example_registers
from issuer.domain.stacking.standing import Standing
from issuer.services.stack_credentials import StackRequest, stack_files
from verifier import Conclusion
from verifier.gathering import given_status_lists
from verifier.policy import DEFAULT
from verifier.run import Run, RunOptions

STACKED: Final = 50
VERIFIED: Final = 100
_ROUNDS: Final = 9
_CREBO: Final = "25998"
_REGISTERS: Final = example_registers()

File = tuple[str, bytes]


class StackNotAsExpected(AssertionError):
    """A credential that is good did not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacking:
    """What a stack takes, verification included.

    Attributes:
        stacked: Credentials in the stack.
        verified: Credentials that were verified and no more.
        race: The one beside the other.
    """

    stacked: int
    verified: int
    race: Race


def time_stacking() -> Stacking:
    """Let both take turns, each time with credentials that nobody saw before."""
    given = given_status_lists([status_list()])
    options = RunOptions(policy=DEFAULT, at=NOW, trust_list=trust_list(), given=given)

    def stack(number: int) -> Callable[[], object]:
        request = StackRequest(
            files=tuple(_credentials(STACKED, first=number * (STACKED + VERIFIED))),
            crebo=_CREBO,
            on=NOW.date(),
            at=NOW,
            trust_list=options.trust_list,
            status_lists=given,
        )
        return lambda: _stack(request)

    def verify(number: int) -> Callable[[], object]:
        files = list(_credentials(VERIFIED, first=number * (STACKED + VERIFIED) + STACKED))
        return lambda: _verify(options, files)

    return Stacking(stacked=STACKED, verified=VERIFIED, race=race(stack, verify, rounds=_ROUNDS))


def _stack(request: StackRequest) -> None:
    made = stack_files(request, registers=_REGISTERS, standing=Standing(name=ISSUER.name, brin=ISSUER.brin))
    if made.is_refused or len(made.evidence) != STACKED:
        raise StackNotAsExpected(made.left_out)


def _verify(options: RunOptions, files: Sequence[File]) -> None:
    run = Run(options)
    for name, data in files:
        if run.verify(data).conclusion is not Conclusion.PASSED:
            raise StackNotAsExpected(name)


def _credentials(count: int, *, first: int) -> Iterator[File]:
    """Yield credentials of one learner, each for another module; no two rounds have the same ones."""
    qualification = _REGISTERS.qualification(_CREBO)
    if qualification is None:
        raise StackNotAsExpected(_CREBO)
    processes = qualification.work_processes
    for number in range(first, first + count):
        yield f"{number}.json", issue(_badge(number, processes[number % len(processes)]))


def _badge(number: int, process: RegisteredWorkProcess) -> JsonObject:
    status = StatusEntry(status_list_credential=STATUS_LIST, status_list_index=number)
    return build_open_badge(
        Award(
            credential_id=UUID(int=number, version=4).urn,
            issuer=ISSUER,
            module=_module(number, process),
            recipient=Recipient(
                name="Sanne de Vries", email="sanne@leerling.rocfiets.example", email_salt=f"{number:032x}"
            ),
            awarded_on=date(2026, 7, 1),
            valid_from=SIGNED_AT,
            status=(status,),
        )
    )


def _module(number: int, process: RegisteredWorkProcess) -> Module:
    done = WorkProcess(crebo=process.owner, code=process.code, title=process.title)
    outcome = LearningOutcome(
        code="LO1", text={"nl": f"Doet dit zelfstandig, zoals in opdracht {number}."}, work_processes=(done,)
    )
    return dataclasses.replace(
        SMALL.module,
        id=f"{SCHOOL}/modules/software-{number}",
        title={"nl": f"Software maken {number}", "en": f"Making software {number}"},
        learning_outcomes=(outcome,),
        result_descriptions=(),
    )
