"""Signatures of others: who is expected to sign an award, who did, and who stands behind a module.

Spec: requirements F22 (company and sector organisation sign), G06 (their verified profile), D08 and C08
(the hallmark of the school, and the employers who developed a module).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrganisation:
    """An organisation that signs, as the school knows it.

    Attributes:
        id: Internal.
        name: As it stands in what it signs.
        kvk: KvK number (8 digits), or None.
        controller: The did:key or did:web that it signs with, once the school has made sure of it; None
            until then.
        did_document: What a did:web publishes, as the school got it; None for a did:key.
        registered_at: When any of this last changed.
        registered_by: Who made sure.
    """

    id: UUID
    name: str
    kvk: str | None
    controller: str | None
    did_document: bytes | None
    registered_at: datetime
    registered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSignature:
    """One signature that an award waits for, or has.

    Attributes:
        role: As what the organisation signs: a value of ``Instrument.signers``.
        organisation_id: Which :class:`SigningOrganisation`.
        content: The signed endorsement, exactly as it came, or None while it is waited for.
        content_sha256: Of those bytes; it stays when the learner is erased.
        received_at: When it was taken in.
    """

    role: str
    organisation_id: UUID
    content: bytes | None = None
    content_sha256: str | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRequest:
    """An award that others were asked to sign.

    Attributes:
        award_id: Which award.
        credential_id: The ``urn:uuid:…`` that was reserved for its credential: the signatures are about it.
        requested_at: When they were first asked.
        signatures: One per role.
    """

    award_id: UUID
    credential_id: str
    requested_at: datetime
    signatures: tuple[ExpectedSignature, ...]

    def signature_of(self, role: str) -> ExpectedSignature | None:
        """Return what is expected, or there, in a role."""
        return next((one for one in self.signatures if one.role == role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleEndorsement:
    """What somebody signed about a module version, in one language.

    Attributes:
        module_version_id: Internal id of the version.
        achievement_id: The address of its edition in a language: what the endorsement is about.
        endorser: The did:web or did:key that signed.
        role: As what.
        content: The signed endorsement, exactly as it came.
        content_sha256: Of those bytes.
        received_at: When it was made or taken in.
    """

    module_version_id: UUID
    achievement_id: str
    endorser: str
    role: str
    content: bytes
    content_sha256: str
    received_at: datetime


def required_roles(module: Module) -> tuple[str, ...]:
    """Return as what others have to sign an award of this module, in the order of its instrument."""
    instrument = INSTRUMENTS.get(module.instrument)
    return tuple(signer.value for signer in instrument.signers) if instrument is not None else ()


def missing_roles(required: Sequence[str], request: SigningRequest | None) -> tuple[str, ...]:
    """Return the roles of which no signature is there. Nothing is released while there are any (F22)."""
    signed = {one.role for one in request.signatures if one.content is not None} if request else set()
    return tuple(role for role in required if role not in signed)


def newest_by_endorser(endorsements: Sequence[ModuleEndorsement]) -> Mapping[str, ModuleEndorsement]:
    """Return the last one of each endorser: a hallmark is signed again when a key was replaced.

    Args:
        endorsements: Oldest first.
    """
    return {one.endorser: one for one in endorsements}
