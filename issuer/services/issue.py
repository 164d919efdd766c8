"""Issue: from decided awards to signed, checked and stored credentials.

Batches of awards are read, places in the status lists are chosen, and the batch goes to a workshop
(:mod:`issuer.production`) that builds every credential, signs it in each form and verifies it as an
employer would. What comes back is stored in one transaction per batch, with the places and the audit
trail; this process alone writes. A process that dies leaves whole batches behind and no half ones, and
nothing that was not stored ever left; the next run goes on with what has no credential yet. Two runs at
once take turns.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from issuer.audit import SignatureLog
from issuer.domain.issued import CredentialForm, IssuedCredential
from issuer.errors import SettingsInvalid
from issuer.ports.clock_and_chance import Chance, Clock, NewId, Progress, no_progress
from issuer.ports.store import Ledger, UnitOfWork
from issuer.production.making import CredentialMaker
from issuer.production.orders import Delivery, Made, Order
from issuer.production.workers import Workshop, workshop
from issuer.services.issue_orders import OrderDesk, Prepared, PreparedOrder, decision_of
from issuer.services.module_signatures import LapsedOfModule
from issuer.services.signatures_held import AwaitingSignatures
from issuer.signing_keys import SigningKeys

_LEAST_PER_WORKER = 25
"""Awards below which it is not worth while to give part of a batch to another worker."""


@dataclass(frozen=True, slots=True)
class NotIssued:
    """An award that could not be made into a credential that verifies.

    Attributes:
        award_id: Which.
        problem: Codes, for an engineer; nothing about the learner.
    """

    award_id: UUID
    problem: str


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What one run did.

    Attributes:
        issued: Number of new credentials.
        not_issued: What could not be issued; the rest was.
        awaiting: What was left for later, because somebody else has yet to sign it.
        lapsed_of_modules: What stood behind a module, counts no more, and was left out.
        without_card: How many were issued without a card, though there is a key for cards.
    """

    issued: int
    not_issued: tuple[NotIssued, ...]
    awaiting: tuple[AwaitingSignatures, ...] = ()
    lapsed_of_modules: tuple[LapsedOfModule, ...] = ()
    without_card: int = 0


def _tell_nobody(credential_id: str) -> None:
    del credential_id


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAwards:
    """Issue a credential for every decided award that has none.

    Attributes:
        uow: The store.
        clock: The time of signing.
        new_id: For credential ids.
        chance: For places in status lists and for salts.
        forms: In which forms to sign; at least one.
        batch_size: Awards per transaction. Larger is faster, smaller loses less work when the power
            fails.
        processes: How many processes sign at the same time; 1 means this one.
    """

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    chance: Chance
    forms: frozenset[CredentialForm] = frozenset(CredentialForm)
    batch_size: int = 250
    processes: int = 1

    def __call__(
        self,
        institution_id: UUID,
        keys: SigningKeys,
        *,
        by: str,
        progress: Progress = no_progress,
        issued: Callable[[str], None] = _tell_nobody,
    ) -> IssueReport:
        """Issue everything that is to be issued. When this returns, all of it is committed.

        Args:
            institution_id: Whose awards.
            keys: What signs.
            by: Who issues, for the audit trail.
            progress: Told after every batch.
            issued: Told the id of every credential that was committed, in the order of issuing.

        Raises:
            SettingsInvalid: There is no form to sign in, or no key for it.
            UnknownInstitution: There is no such institution.
            WorkersLost: Every process that was signing died.
        """
        if not self.forms or (CredentialForm.JWT in self.forms and keys.jwt is None):
            raise SettingsInvalid(reason="no_form", setting="WAARMERK_SIGN_DATA_INTEGRITY, WAARMERK_SIGN_JWT")
        with self.uow.read(institution_id) as ledger:
            institution = ledger.institution
            waiting = ledger.awards.count_to_issue()
        maker = CredentialMaker(
            institution=institution, keys=keys, forms=self.forms, clock=self.clock, actor=by
        )
        batch_size = min(self.batch_size, max(_LEAST_PER_WORKER, -(-waiting // self.processes)))
        self.uow.disconnect()
        with (
            workshop(maker, processes=min(self.processes, -(-waiting // batch_size))) as making,
            self.uow.alone_issuing(),
        ):
            log = SignatureLog(clock=self.clock, actor=by)
            desk = OrderDesk(
                uow=self.uow,
                clock=self.clock,
                new_id=self.new_id,
                chance=self.chance,
                institution_id=institution_id,
                keys=keys,
                log=log,
                batch_size=batch_size,
            )
            run = _Run(uow=self.uow, desk=desk, log=log, progress=progress, tell=issued)
            run.issue_everything(making)
        return IssueReport(
            run.issued,
            tuple(run.failed.values()),
            tuple(desk.awaiting.values()),
            desk.lapsed_of_modules,
            run.without_card if keys.card is not None else 0,
        )


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run: gives orders to the workshop, and stores what it delivers."""

    uow: UnitOfWork
    desk: OrderDesk
    log: SignatureLog
    progress: Progress
    tell: Callable[[str], None]
    issued: int = 0
    without_card: int = 0
    failed: dict[UUID, NotIssued] = field(default_factory=dict)
    total: int = 0
    _outstanding: dict[int, PreparedOrder] = field(default_factory=dict)

    def issue_everything(self, making: Workshop) -> None:
        with self.uow.read(self.desk.institution_id) as ledger:
            self.total = ledger.awards.count_to_issue()
        found_something = True
        # Another round finds what was decided in the meantime, or lost its place to another process.
        while found_something:
            found_something = False
            for delivery in making.deliver(self._orders()):
                found_something = True
                self._store(self._outstanding.pop(delivery.number), delivery)

    def _orders(self) -> Iterator[Order]:
        for prepared in self.desk.orders(passed_over=self.failed):
            if not self.issued and len(self.failed) >= self.desk.batch_size:
                return  # When a whole first batch fails, it is not the awards that are wrong.
            self._outstanding[prepared.order.number] = prepared
            yield prepared.order

    def _store(self, order: PreparedOrder, delivery: Delivery) -> None:
        """Store what passed, in one transaction; nothing is said about it before it is committed."""
        failed: list[NotIssued] = []
        passed: list[tuple[Prepared, Made]] = []
        with self.uow.begin(self.desk.institution_id) as ledger:
            self.log.write_to(ledger.audit)
            ledger.audit.record_all(delivery.signatures)
            # While it was being made, a learner may have been erased.
            wanted = ledger.awards.still_to_issue([one.proposal.id for one in order.prepared])
            for one, made in zip(order.prepared, delivery.made, strict=True):
                if made.problem is not None:
                    failed.append(NotIssued(one.proposal.id, made.problem))
                elif one.proposal.id in wanted:
                    passed.append((one, made))
            stored = _store_credentials(ledger, order, passed)
        self.failed |= {one.award_id: one for one in failed}
        if stored:
            self.issued += len(passed)
            self.without_card += sum(made.card is None for _, made in passed)
            for one, _ in passed:
                self.tell(one.award.credential_id)
        else:
            self.desk.forget_places()
        done = self.issued + len(self.failed)
        self.progress(done, max(self.total, done))


def _store_credentials(ledger: Ledger, order: PreparedOrder, passed: list[tuple[Prepared, Made]]) -> bool:
    """Store credentials with their places; False, and none stored, when somebody else took a place."""
    taken = [(place, one.award.credential_id) for one, _ in passed for place in one.places]
    order.chosen_by.store_lists(ledger, [place for place, _ in taken])
    if not ledger.statuses.reserve_all(taken):
        return False
    ledger.credentials.add_all([_credential(one, made) for one, made in passed])
    return True


def _credential(prepared: Prepared, made: Made) -> IssuedCredential:
    proposal, award = prepared.proposal, prepared.award
    return IssuedCredential(
        id=award.credential_id,
        award_id=proposal.id,
        module_version_id=proposal.module_version_id,
        learner_id=proposal.learner_id,
        decision_id=decision_of(proposal),
        data_integrity=made.data_integrity,
        data_integrity_sha256=made.data_integrity_sha256,
        jwt=made.jwt,
        jwt_sha256=made.jwt_sha256,
        card=made.card,
        valid_from=award.valid_from,
        valid_until=award.valid_until,
    )
