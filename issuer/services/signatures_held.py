"""What others signed, at the moment of issuing: what is embedded in each award, and which ones wait.

A signature that was good when it was taken in need not be so now: its key may have been withdrawn, or the
school may be called otherwise. One that counts no more is as good as none: the award waits for another.

Spec: requirement F22.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from credentials.achievement.model import Issuer
from credentials.endorsement.content import content_digest
from credentials.parsing import JsonObject, parse
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.endorsements import SigningOrganisation, SigningRequest, missing_roles, required_roles
from issuer.domain.endorser_keys import Lapse, lapse_of
from issuer.ports.store import Ledger
from issuer.services.awards_to_build import endorsed_content
from issuer.services.known_signers import KnownSigners


@dataclass(frozen=True, slots=True)
class LapsedSignature:
    """A signature that was taken in and counts no more.

    Attributes:
        role: As what somebody signed.
        organisation: Who did, as the school knows it.
        why: Why it counts no more.
    """

    role: str
    organisation: str
    why: Lapse


@dataclass(frozen=True, slots=True)
class AwaitingSignatures:
    """A decided award that cannot be released yet.

    Attributes:
        award_id: Which.
        roles: As what somebody has yet to sign, or to sign again.
        asked: Whether they were asked.
        lapsed: Of these roles, what was signed and counts no more.
    """

    award_id: UUID
    roles: tuple[str, ...]
    asked: bool
    lapsed: tuple[LapsedSignature, ...] = ()


@dataclass(slots=True)
class SignaturesHeld:
    """Looks up, for the orders of one run, what is embedded in the awards.

    Attributes:
        signers: Who signs.
    """

    signers: KnownSigners = field(default_factory=KnownSigners)

    def requests(self, ledger: Ledger, proposals: Sequence[ProposedAward]) -> Mapping[UUID, SigningRequest]:
        """Return what was asked for these awards, and learn what is known of the signers now."""
        found = ledger.endorsements.of_awards([proposal.id for proposal in proposals])
        if found:
            self.signers.learn(ledger)
        return found

    def awaiting(
        self,
        proposal: ProposedAward,
        version: ModuleVersion,
        request: SigningRequest | None,
        *,
        issuer: Issuer,
        at: datetime,
    ) -> AwaitingSignatures | None:
        """Return for whom an award waits, or None when it may be released."""
        required = required_roles(version.module)
        if request is None or not required:
            return AwaitingSignatures(proposal.id, required, asked=False) if required else None
        content = endorsed_content(proposal, version.module, issuer, request.credential_id)
        lapsed = lapsed_signatures(request, self.signers.organisations, digest=content_digest(content), at=at)
        missing = missing_roles(required, request, [one.role for one in lapsed])
        return AwaitingSignatures(proposal.id, missing, asked=True, lapsed=lapsed) if missing else None

    def of_award(self, version: ModuleVersion, request: SigningRequest | None) -> tuple[JsonObject, ...]:
        """Return the endorsements of an award, in the order in which its instrument names who signs."""
        if request is None:
            return ()
        signatures = map(request.signature_of, required_roles(version.module))
        return tuple(
            parse(one.content).unverified for one in signatures if one is not None and one.content is not None
        )


def lapsed_signatures(
    request: SigningRequest,
    organisations: Mapping[UUID, SigningOrganisation],
    *,
    digest: str,
    at: datetime,
) -> tuple[LapsedSignature, ...]:
    """Return what was signed about an award and counts no more.

    Args:
        request: What was asked, and came back.
        organisations: Who signs, as they are known now.
        digest: Of what the credential would say now.
        at: The moment to take as "now".
    """

    def found() -> Iterator[LapsedSignature]:
        for one in request.signatures:
            if one.content is None:
                continue
            organisation = organisations[one.organisation_id]
            why = lapse_of(parse(one.content).unverified, organisation, digest=digest, at=at)
            if why is not None:
                yield LapsedSignature(one.role, organisation.name, why)

    return tuple(found())
