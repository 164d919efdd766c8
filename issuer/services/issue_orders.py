"""Prepare what is to be issued: which awards, with which ids, salts and places in the status lists."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from credentials.achievement.model import Award, Issuer, StatusEntry
from issuer.audit import SignatureLog
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.decisions import Decision
from issuer.domain.endorsements import SigningRequest
from issuer.domain.status import StatusList, StatusPlace, StatusPurpose
from issuer.ports.clock_and_chance import Chance, Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork
from issuer.production.orders import Order
from issuer.services.awards_to_build import award_to_build
from issuer.services.module_signatures import LapsedOfModule, ModuleSignatures
from issuer.services.signatures_held import AwaitingSignatures, SignaturesHeld
from issuer.services.status_lists import sign_status_list
from issuer.services.status_places import StatusPlaces
from issuer.signing_keys import SigningKeys


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decided award as it will be made, with the places that were chosen for it."""

    proposal: ProposedAward
    award: Award
    places: tuple[StatusPlace, ...]


@dataclass(frozen=True, slots=True)
class PreparedOrder:
    """An order, and what is needed to store what comes of it.

    Attributes:
        order: For the workshop.
        prepared: One per award, in the same order.
        chosen_by: Where the places come from; knows which lists are new.
    """

    order: Order
    prepared: tuple[Prepared, ...]
    chosen_by: StatusPlaces


@dataclass(slots=True, kw_only=True)
class OrderDesk:
    """Prepares the orders of one run.

    Attributes:
        institution_id: Whose awards.
        keys: Signs the status lists that the self-check needs.
        log: Where those signatures are noted.
        batch_size: Awards per order.
        awaiting: What was passed by, because somebody else has yet to sign it.
    """

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    chance: Chance
    institution_id: UUID
    keys: SigningKeys
    log: SignatureLog
    batch_size: int
    awaiting: dict[UUID, AwaitingSignatures] = field(default_factory=dict)
    _held: SignaturesHeld = field(default_factory=SignaturesHeld)
    _of_modules: ModuleSignatures = field(init=False)
    _number: int = 0
    _is_number_public: bool | None = None
    _places: StatusPlaces | None = None
    _status_lists: dict[str, bytes] = field(default_factory=dict)
    _versions: dict[UUID, ModuleVersion] = field(default_factory=dict)
    _decisions: dict[UUID, Decision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._of_modules = ModuleSignatures(self.keys.public.recognized, self._held.signers)

    @property
    def lapsed_of_modules(self) -> tuple[LapsedOfModule, ...]:
        """What stood behind a module, counts no more, and was left out."""
        return tuple(self._of_modules.lapsed)

    def orders(self, *, passed_over: Mapping[UUID, object]) -> Iterator[PreparedOrder]:
        """Go once through what is to be issued, in the order of proposing, a batch in memory at a time.

        Args:
            passed_over: Ids of awards to leave out.
        """
        last: UUID | None = None
        while True:
            with self.uow.read(self.institution_id) as ledger:
                waiting = ledger.awards.to_issue(limit=self.batch_size, after=last)
                if not waiting:
                    return
                last = waiting[-1].id
                requests = self._held.requests(ledger, waiting)
                wanted = [
                    proposal
                    for proposal in waiting
                    if proposal.id not in passed_over and self._may_be_released(ledger, proposal, requests)
                ]
                order = self._prepare(ledger, wanted, requests) if wanted else None
            if order is not None:
                yield order

    def forget_places(self) -> None:
        """Look again at what is taken in the store, before any more places are given out."""
        self._places = None

    def _may_be_released(
        self, ledger: Ledger, proposal: ProposedAward, requests: Mapping[UUID, SigningRequest]
    ) -> bool:
        """Tell whether everyone signed who has to, and remember it when not (requirement F22)."""
        version = self._version(ledger, proposal)
        awaiting = self._held.awaiting(
            proposal,
            version,
            requests.get(proposal.id),
            issuer=ledger.institution.as_issuer(),
            at=self.clock(),
        )
        if awaiting is None:
            self.awaiting.pop(proposal.id, None)
        else:
            self.awaiting[proposal.id] = awaiting
        return awaiting is None

    def _prepare(
        self, ledger: Ledger, proposals: list[ProposedAward], requests: Mapping[UUID, SigningRequest]
    ) -> PreparedOrder:
        at = self.clock().replace(microsecond=0)
        if self._places is None:
            self._places = StatusPlaces.of(ledger, self.chance)
        issuer = ledger.institution.as_issuer()
        prepared = tuple(
            self._one(ledger, proposal, requests.get(proposal.id), issuer, self._places, at)
            for proposal in proposals
        )
        self._number += 1
        order = Order(
            number=self._number,
            at=at,
            awards=tuple(one.award for one in prepared),
            status_lists=self._signed_lists(ledger, prepared, at),
            key_documents=dict(self._held.signers.key_documents),
        )
        return PreparedOrder(order, prepared, self._places)

    def _one(
        self,
        ledger: Ledger,
        proposal: ProposedAward,
        request: SigningRequest | None,
        issuer: Issuer,
        places: StatusPlaces,
        at: datetime,
    ) -> Prepared:
        version = self._version(ledger, proposal)
        decision = self._decision(ledger, proposal)
        purposes = [StatusPurpose.REVOCATION]
        if version.module.may_be_suspended:
            purposes.append(StatusPurpose.SUSPENSION)
        chosen = tuple(places.choose(purpose) for purpose in purposes)
        award = award_to_build(
            proposal,
            version.module,
            issuer,
            # What others signed is about the id that was reserved for them.
            credential_id=request.credential_id if request is not None else self.new_id().urn,
            awarded_on=decision.decided_on,
            at=at,
            salt=self.chance.salt() if proposal.recipient_email else "",
            decision_number=decision.number if self._shows_decision_number(ledger) else None,
        )
        award = dataclasses.replace(
            award,
            status=tuple(
                StatusEntry(
                    status_list_credential=place.status_list.url,
                    status_list_index=place.index,
                    status_purpose=place.status_list.purpose.value,
                )
                for place in chosen
            ),
            endorsements=self._held.of_award(version, request),
            achievement_endorsements=self._of_modules.of(ledger, version, proposal.language, at=at),
        )
        return Prepared(proposal, award, chosen)

    def _signed_lists(self, ledger: Ledger, prepared: tuple[Prepared, ...], at: datetime) -> dict[str, bytes]:
        """Sign each list once per run: nothing that happens meanwhile is about credentials to come."""
        lists: dict[str, StatusList] = {
            place.status_list.url: place.status_list for one in prepared for place in one.places
        }
        known = {status_list.url for status_list in ledger.statuses.lists()}
        for url, status_list in lists.items():
            if url not in self._status_lists:
                events = ledger.statuses.events_by_index(status_list) if url in known else {}
                self._status_lists[url] = sign_status_list(
                    ledger.institution, status_list, events, self.keys.data_integrity, self.log, at=at
                )
        return {url: self._status_lists[url] for url in lists}

    def _shows_decision_number(self, ledger: Ledger) -> bool:
        """Tell what the school settled, once per run: what it changes meanwhile is for the next."""
        if self._is_number_public is None:
            self._is_number_public = ledger.school.current().decision_number_is_public
        return self._is_number_public

    def _version(self, ledger: Ledger, proposal: ProposedAward) -> ModuleVersion:
        version_id = proposal.module_version_id
        if version_id not in self._versions:
            self._versions[version_id] = ledger.modules.get(version_id)
        return self._versions[version_id]

    def _decision(self, ledger: Ledger, proposal: ProposedAward) -> Decision:
        decision_id = decision_of(proposal)
        if decision_id not in self._decisions:
            decision = ledger.decisions.get(decision_id)
            if decision is None:
                raise RuntimeError(f"award {proposal.id} has a decision that is not there")
            self._decisions[decision_id] = decision
        return self._decisions[decision_id]


def decision_of(proposal: ProposedAward) -> UUID:
    """Return the id of the decision; whatever is to be issued has one."""
    if proposal.decision_id is None:
        raise RuntimeError(f"award {proposal.id} has no decision")
    return proposal.decision_id
