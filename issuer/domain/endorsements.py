"""Signatures of others: who is expected to sign an award, who did, and who stands behind a module.

Spec: requirements F22 (company and sector organisation sign), G06 (their verified profile), D08 and C08
(the hallmark of the school, and the employers who developed a module).
"""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module


class KeyEnd(enum.StrEnum):
    """How an organisation stopped using a key. The values are stored."""

    REPLACED = "replaced"
    """Another came in its place. What it signed before stays good."""
    WITHDRAWN = "withdrawn"
    """It is not to be believed: lost, stolen, or never theirs. Nothing that it signed is good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerKey:
    """A key that an organisation signed with, and does not any more.

    Attributes:
        controller: The did:key or did:web.
        did_document: What was known of it last, of a did:web.
        ended_as: How it ended.
        since: From then on it signs nothing. Of a key that was withdrawn, what it signed before counts as
            little.
        recorded_at: When the school wrote this down.
        recorded_by: Who did.
    """

    controller: str
    did_document: bytes | None
    ended_as: KeyEnd
    since: datetime
    recorded_at: datetime
    recorded_by: str


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
        former_keys: What it signed with before, oldest first.
    """

    id: UUID
    name: str
    kvk: str | None
    controller: str | None
    did_document: bytes | None
    registered_at: datetime
    registered_by: str
    former_keys: tuple[FormerKey, ...] = ()


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
class SupersededSignature:
    """A signature that was taken in once, and made way because it did not hold any more.

    Attributes:
        signature: As it was.
        at: When it made way.
        by: Who took in another, or asked for one.
        because: Why it did not hold: a value of :class:`issuer.domain.endorser_keys.Lapse`.
    """

    signature: ExpectedSignature
    at: datetime
    by: str
    because: str


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


def missing_roles(
    required: Sequence[str], request: SigningRequest | None, lapsed: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the roles of which no signature holds. Nothing is released while there are any (F22).

    Args:
        required: As what others have to sign.
        request: What was asked, and came back; None when nobody was asked.
        lapsed: The roles of which a signature is there that counts no more.
    """
    signed = {one.role for one in request.signatures if one.content is not None} if request else set()
    return tuple(role for role in required if role not in signed or role in lapsed)
