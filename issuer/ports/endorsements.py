"""What the services need of a store for the signatures of others."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from issuer.domain.endorsements import (
    FormerKey,
    ModuleEndorsement,
    SigningOrganisation,
    SigningRequest,
    SupersededSignature,
)


class Endorsements(Protocol):
    """The organisations that sign for one institution, and what they signed."""

    def organisations(self) -> Sequence[SigningOrganisation]:
        """Return all organisations, by name."""
        ...

    def save_organisation(self, organisation: SigningOrganisation) -> None:
        """Store a new organisation, or the new particulars of one.

        Raises:
            OrganisationRefused: Another organisation has this name or this key.
        """
        ...

    def end_key(self, organisation_id: UUID, key: FormerKey) -> None:
        """Write down that an organisation does not sign with a key any more."""
        ...

    def save_request(self, request: SigningRequest) -> None:
        """Store who is asked to sign an award; a signature that is there is not touched."""
        ...

    def of_awards(self, award_ids: Sequence[UUID]) -> Mapping[UUID, SigningRequest]:
        """Return what was asked for these awards; one for which nothing was asked is left out."""
        ...

    def of_credential(self, credential_id: str) -> SigningRequest | None:
        """Return what was asked for the award that this credential id was reserved for."""
        ...

    def unfinished(self) -> Sequence[SigningRequest]:
        """Return what was asked for awards that have no credential yet, oldest first."""
        ...

    def take_in(self, credential_id: str, role: str, content: bytes, sha256: str, *, at: datetime) -> None:
        """Store a signature that was waited for."""
        ...

    def set_aside(self, credential_id: str, role: str, *, at: datetime, by: str, because: str) -> None:
        """Keep a signature among those that were superseded, and wait for another in its role."""
        ...

    def superseded(self, credential_id: str) -> Sequence[SupersededSignature]:
        """Return the signatures on an award that made way for others, oldest first."""
        ...

    def add_to_module(self, endorsement: ModuleEndorsement) -> None:
        """Store what somebody signed about a module version."""
        ...

    def of_module(self, module_version_id: UUID) -> Sequence[ModuleEndorsement]:
        """Return everything that was signed about a module version, oldest first."""
        ...

    def forget(self, learner_id: UUID) -> None:
        """Delete what was signed about a learner, what made way as well; keep the digests of it."""
        ...
