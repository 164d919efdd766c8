"""Places in status lists, and the signed lists that follow from the events."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from credentials.proofs.data_integrity import add_proof
from credentials.proofs.signing import Signer
from credentials.status.bitstring import MIN_LENGTH, Bitstring
from credentials.status.status_list import build_status_list_credential
from issuer.audit import SignatureLog
from issuer.domain.status import StatusList, StatusPlace, StatusPurpose, status_after
from issuer.errors import StatusListFull
from issuer.ports import Chance, Ledger

STATUS_LIST_SIZE = MIN_LENGTH
"""131,072 entries: the least that Bitstring Status List allows, so that a learner hides in a crowd."""

# A list is left for a new one when half of it is taken: a random place is then found in two tries on
# average, and a place still says nothing about when it was given out.
_FILL_LIMIT = STATUS_LIST_SIZE // 2
_MAX_TRIES = 200


@dataclass(slots=True)
class StatusPlaces:
    """Gives out places in lists, within one transaction."""

    ledger: Ledger
    chance: Chance
    _taken: dict[str, int] = field(default_factory=dict)

    def reserve(self, credential_id: str, purpose: StatusPurpose) -> StatusPlace:
        """Take a random free place for a credential.

        Raises:
            StatusListFull: No free place turned up, which cannot happen with fair chance.
        """
        status_list = self._open_list(purpose)
        for _ in range(_MAX_TRIES):
            place = StatusPlace(status_list=status_list, index=self.chance.below(status_list.size))
            if self.ledger.statuses.reserve(place, credential_id):
                self._taken[status_list.name] += 1
                return place
        raise StatusListFull(name=status_list.name)

    def _open_list(self, purpose: StatusPurpose) -> StatusList:
        lists = [one for one in self.ledger.statuses.lists() if one.purpose is purpose]
        if lists:
            newest = lists[-1]
            if newest.name not in self._taken:
                self._taken[newest.name] = self.ledger.statuses.taken(newest)
            if self._taken[newest.name] < _FILL_LIMIT:
                return newest
        name = f"{purpose.value}-{len(lists) + 1}"
        status_list = StatusList(
            name=name,
            url=f"{self.ledger.institution.public_base_url}/status/{name}.json",
            purpose=purpose,
            size=STATUS_LIST_SIZE,
        )
        self.ledger.statuses.open_list(status_list)
        self._taken[name] = 0
        return status_list


def bitstring_of(ledger: Ledger, status_list: StatusList, *, at: datetime) -> Bitstring:
    """Return the bits of a list as they were, or are, at ``at``: rebuilt from the events."""
    bitstring = Bitstring(status_list.size)
    for index, events in ledger.statuses.events_by_index(status_list).items():
        status = status_after(events, at=at)
        is_set = status.revoked if status_list.purpose is StatusPurpose.REVOCATION else status.suspended
        bitstring.set(index, is_set)
    return bitstring


def sign_status_list(
    ledger: Ledger, status_list: StatusList, signer: Signer, log: SignatureLog, *, at: datetime
) -> bytes:
    """Return the signed list as of ``at``; its dates are whole seconds, the events are not.

    It has no ``validUntil``: ``validFrom`` says as of when it holds, and a verifier judges whether that
    is recent enough for its purpose. With an end date every archive on a learner's disk would turn
    from "not revoked as of 1 July" into "cannot tell" on some day, and an institution that closes
    would take the verifiability of all its credentials with it.
    """
    # The bits first, with the exact moment: a revocation of this very second counts.
    bitstring = bitstring_of(ledger, status_list, at=at)
    second = at.replace(microsecond=0)
    unsigned = build_status_list_credential(
        url=status_list.url,
        issuer_id=ledger.institution.controller,
        purpose=status_list.purpose.value,
        bitstring=bitstring,
        valid_from=second,
    )
    audited = log.audited(signer, subject=status_list.url, purpose="status_list")
    return json.dumps(add_proof(unsigned, audited, created=second), ensure_ascii=False, indent=1).encode()


def sign_status_lists(
    ledger: Ledger, lists: Sequence[StatusList], signer: Signer, log: SignatureLog, *, at: datetime
) -> dict[str, bytes]:
    """Return the signed lists by URL."""
    return {one.url: sign_status_list(ledger, one, signer, log, at=at) for one in lists}
