"""The signed status lists that follow from the events."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from credentials.proofs.data_integrity import add_proof
from credentials.proofs.signing import Signer
from credentials.status.bitstring import Bitstring
from credentials.status.status_list import build_status_list_credential
from issuer.audit import SignatureLog
from issuer.domain.institution import Institution
from issuer.domain.status import StatusEvent, StatusList, StatusPurpose, status_after

Events = Mapping[int, Sequence[StatusEvent]]
"""What happened to the credentials of a list, by place."""


def bitstring_of(status_list: StatusList, events: Events, *, at: datetime) -> Bitstring:
    """Return the bits of a list as they were, or are, at ``at``: rebuilt from the events."""
    bitstring = Bitstring(status_list.size)
    for index, theirs in events.items():
        status = status_after(theirs, at=at)
        is_set = status.revoked if status_list.purpose is StatusPurpose.REVOCATION else status.suspended
        bitstring.set(index, is_set)
    return bitstring


def sign_status_list(
    institution: Institution,
    status_list: StatusList,
    events: Events,
    signer: Signer,
    log: SignatureLog,
    *,
    at: datetime,
    changes: bytes | None = None,
) -> bytes:
    """Return the signed list as of ``at``; its dates are whole seconds, the events are not.

    It names ``changes``, the document that says since when and why, if there is one.

    It has no ``validUntil``: ``validFrom`` says as of when it holds, and a verifier judges whether that
    is recent enough for its purpose. With an end date every archive on a learner's disk would turn
    from "not revoked as of 1 July" into "cannot tell" on some day, and an institution that closes
    would take the verifiability of all its credentials with it.
    """
    # The bits first, with the exact moment: a revocation of this very second counts.
    bitstring = bitstring_of(status_list, events, at=at)
    second = at.replace(microsecond=0)
    unsigned = build_status_list_credential(
        url=status_list.url,
        issuer_id=institution.controller,
        purpose=status_list.purpose.value,
        bitstring=bitstring,
        valid_from=second,
        changes=changes,
    )
    audited = log.audited(signer, subject=status_list.url, purpose="status_list")
    return json.dumps(add_proof(unsigned, audited, created=second), ensure_ascii=False, indent=1).encode()
