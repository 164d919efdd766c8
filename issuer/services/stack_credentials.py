"""Lay credentials of any school beside a kwalificatie: verify, then count.

Works without a set-up institution too; then nothing was agreed or decided beforehand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from credentials.recognized_entity import TrustList
from issuer.domain.registers import Qualification, Registers
from issuer.domain.stacking.making import make_stack
from issuer.domain.stacking.stack import MAX_CREDENTIALS, Stack
from issuer.domain.stacking.standing import Standing
from issuer.errors import TooManyCredentials, UnknownQualification
from issuer.ports.store import UnitOfWork
from issuer.services.register_editions import registers_now
from verifier.checks.recipient import KnownRecipient
from verifier.policy import DEFAULT
from verifier.report import VerificationReport
from verifier.resources import Needed
from verifier.run import Run, RunOptions

_SHOWN_QUALIFICATIONS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StackRequest:
    """What to lay beside which kwalificatie.

    Attributes:
        files: Name and bytes of each file that may hold a credential.
        crebo: Of the kwalificatie.
        on: The day to advise for.
        at: The moment to verify for.
        trust_list: Whom to recognise, or None: then nothing counts.
        status_lists: Those at hand.
        recipient: Who the credentials should be about, or None.
        cache_folder: Where ``waarmerk verify`` kept what it fetched, or None.
    """

    files: tuple[tuple[str, bytes], ...]
    crebo: str
    on: date
    at: datetime
    trust_list: TrustList | None = None
    status_lists: Mapping[Needed, bytes] = field(default_factory=dict)
    recipient: KnownRecipient | None = None
    cache_folder: Path | None = None


def stack_files(request: StackRequest, *, registers: Registers, standing: Standing) -> Stack:
    """Verify files, offline, and lay what passes beside the kwalificatie.

    Raises:
        TooManyCredentials: There are more than :data:`issuer.domain.stacking.stack.MAX_CREDENTIALS` files.
        UnknownQualification: The registers know no such kwalificatie.
    """
    if len(request.files) > MAX_CREDENTIALS:
        raise TooManyCredentials(maximum=MAX_CREDENTIALS)
    qualification = registers.qualification(request.crebo)
    if qualification is None:
        raise UnknownQualification(crebo=request.crebo[:20], known=known_qualifications(registers))
    run = Run(
        RunOptions(
            policy=DEFAULT,
            at=request.at,
            trust_list=request.trust_list,
            given=request.status_lists,
            recipient=request.recipient,
            offline=True,
            cache_folder=request.cache_folder,
        )
    )
    return make_stack(
        ((name, run.verify(data)) for name, data in request.files),
        qualification=qualification,
        registers=registers,
        standing=standing,
        trust_list=request.trust_list,
        on=request.on,
        at=request.at,
        address_was_asked=request.recipient is not None and request.recipient.email is not None,
    )


def verify_file(request: StackRequest, data: bytes) -> VerificationReport:
    """Verify one file by the same rules, for a decision on it."""
    options = RunOptions(
        policy=DEFAULT,
        at=request.at,
        trust_list=request.trust_list,
        given=request.status_lists,
        offline=True,
        cache_folder=request.cache_folder,
    )
    return Run(options).verify(data)


def known_qualifications(registers: Registers) -> str:
    """Return the crebos of the first kwalificaties that the registers have, for a message."""
    crebos = sorted(one.crebo for one in registers.entries(Qualification))
    more = " …" if len(crebos) > _SHOWN_QUALIFICATIONS else ""
    return ", ".join(crebos[:_SHOWN_QUALIFICATIONS]) + more


@dataclass(frozen=True, slots=True, kw_only=True)
class StackCredentials:
    """Lay credentials beside a kwalificatie, with what stands at one institution."""

    uow: UnitOfWork

    def __call__(self, institution_id: UUID, request: StackRequest) -> Stack:
        """Return the stack.

        Raises:
            TooManyCredentials: See :func:`stack_files`.
            UnknownQualification: See :func:`stack_files`.
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            standing = Standing(
                name=ledger.institution.name,
                brin=ledger.institution.brin,
                agreements=tuple(one.agreement for one in ledger.recognition.agreements()),
                decisions=tuple(ledger.recognition.decisions()),
            )
            registers = registers_now(ledger)
        return stack_files(request, registers=registers, standing=standing)
