"""What others were asked to sign and is not issued yet: who signed, and whose signature counts no more.

Spec: requirement F22.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from credentials.endorsement.content import content_digest
from issuer.domain.endorsements import SigningRequest
from issuer.ports.store import Ledger
from issuer.services.awards_to_build import endorsed_content
from issuer.services.signatures_held import LapsedSignature, lapsed_signatures


@dataclass(frozen=True, slots=True)
class WaitedFor:
    """An award that was sent out to be signed, and is not issued.

    Attributes:
        request: What was asked, and came back.
        lapsed: What came back and counts no more.
    """

    request: SigningRequest
    lapsed: tuple[LapsedSignature, ...]


def signatures_waited_for(ledger: Ledger, *, at: datetime) -> Iterator[WaitedFor]:
    """Yield every award that others were asked to sign and that has no credential, oldest request first."""
    organisations = {one.id: one for one in ledger.endorsements.organisations()}
    issuer = ledger.institution.as_issuer()
    for request in ledger.endorsements.unfinished():
        proposal = ledger.awards.get(request.award_id)
        if proposal is None or not proposal.recipient_name:  # erased
            continue
        module = ledger.modules.get(proposal.module_version_id).module
        digest = content_digest(endorsed_content(proposal, module, issuer, request.credential_id))
        yield WaitedFor(request, lapsed_signatures(request, organisations, digest=digest, at=at))
