"""Repository of the signatures of others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from issuer.domain.endorsements import (
    ExpectedSignature,
    FormerKey,
    KeyEnd,
    ModuleEndorsement,
    SigningOrganisation,
    SigningRequest,
    SupersededSignature,
)
from issuer.errors import OrganisationRefused
from issuer.storage.endorsement_tables import (
    AwardEndorsementRow,
    FormerSigningKeyRow,
    ModuleEndorsementRow,
    SigningOrganisationRow,
    SigningRequestRow,
    SupersededEndorsementRow,
)
from issuer.storage.parts import in_parts
from issuer.storage.tables import CredentialRow, ProposedAwardRow


class SqlEndorsements:
    """The organisations that sign for one institution, and what they signed."""

    def __init__(self, session: Session, institution_id: UUID) -> None:
        self._session = session
        self._institution_id = institution_id

    def organisations(self) -> Sequence[SigningOrganisation]:
        """Return all organisations, by name."""
        rows = self._session.scalars(
            select(SigningOrganisationRow)
            .where(SigningOrganisationRow.institution_id == self._institution_id)
            .order_by(SigningOrganisationRow.name)
        ).all()
        former: defaultdict[UUID, list[FormerKey]] = defaultdict(list)
        for key in self._session.scalars(
            select(FormerSigningKeyRow)
            .join(SigningOrganisationRow, SigningOrganisationRow.id == FormerSigningKeyRow.organisation_id)
            .where(SigningOrganisationRow.institution_id == self._institution_id)
            .order_by(FormerSigningKeyRow.sequence)
        ):
            former[key.organisation_id].append(_former_key(key))
        return [
            SigningOrganisation(
                id=row.id,
                name=row.name,
                kvk=row.kvk,
                controller=row.controller,
                did_document=row.did_document,
                registered_at=row.registered_at,
                registered_by=row.registered_by,
                former_keys=tuple(former[row.id]),
            )
            for row in rows
        ]

    def save_organisation(self, organisation: SigningOrganisation) -> None:
        """Store a new organisation, or the new particulars of one.

        Raises:
            OrganisationRefused: Another organisation has this name or this key.
        """
        row = self._session.get(SigningOrganisationRow, organisation.id)
        if row is None:
            row = SigningOrganisationRow(id=organisation.id, institution_id=self._institution_id)
            self._session.add(row)
        row.name = organisation.name
        row.kvk = organisation.kvk
        row.controller = organisation.controller
        row.did_document = organisation.did_document
        row.registered_at = organisation.registered_at
        row.registered_by = organisation.registered_by
        try:
            self._session.flush()
        except IntegrityError as error:
            raise OrganisationRefused(reason="in_use", organisation=organisation.name) from error

    def end_key(self, organisation_id: UUID, key: FormerKey) -> None:
        """Write down that an organisation does not sign with a key any more."""
        self._session.add(
            FormerSigningKeyRow(
                organisation_id=organisation_id,
                controller=key.controller,
                did_document=key.did_document,
                ended_as=key.ended_as.value,
                since=key.since,
                recorded_at=key.recorded_at,
                recorded_by=key.recorded_by,
            )
        )
        self._session.flush()

    def save_request(self, request: SigningRequest) -> None:
        """Store who is asked to sign an award; a signature that is there is not touched."""
        if self._session.get(SigningRequestRow, request.credential_id) is None:
            self._session.add(
                SigningRequestRow(
                    credential_id=request.credential_id,
                    institution_id=self._institution_id,
                    award_id=request.award_id,
                    requested_at=request.requested_at,
                )
            )
            self._session.flush()
        for signature in request.signatures:
            row = self._session.get(AwardEndorsementRow, (request.credential_id, signature.role))
            if row is None:
                row = AwardEndorsementRow(credential_id=request.credential_id, role=signature.role)
                self._session.add(row)
            if row.content_sha256 is None:
                row.organisation_id = signature.organisation_id
        self._session.flush()

    def of_awards(self, award_ids: Sequence[UUID]) -> Mapping[UUID, SigningRequest]:
        """Return what was asked for these awards; one for which nothing was asked is left out."""
        return {
            request.award_id: request
            for some in in_parts(award_ids)
            for request in self._requests(SigningRequestRow.award_id.in_(some))
        }

    def of_credential(self, credential_id: str) -> SigningRequest | None:
        """Return what was asked for the award that this credential id was reserved for."""
        found = self._requests(SigningRequestRow.credential_id == credential_id)
        return found[0] if found else None

    def unfinished(self) -> Sequence[SigningRequest]:
        """Return what was asked for awards that have no credential yet, oldest first."""
        issued = exists().where(CredentialRow.award_id == SigningRequestRow.award_id)
        return self._requests(~issued)

    def take_in(self, credential_id: str, role: str, content: bytes, sha256: str, *, at: datetime) -> None:
        """Store a signature that was waited for."""
        row = self._session.get_one(AwardEndorsementRow, (credential_id, role))
        row.content = content
        row.content_sha256 = sha256
        row.received_at = at
        self._session.flush()

    def set_aside(self, credential_id: str, role: str, *, at: datetime, by: str, because: str) -> None:
        """Keep a signature among those that were superseded, and wait for another in its role."""
        row = self._session.get_one(AwardEndorsementRow, (credential_id, role))
        self._session.add(
            SupersededEndorsementRow(
                credential_id=credential_id,
                role=role,
                organisation_id=row.organisation_id,
                content=row.content,
                content_sha256=row.content_sha256,
                received_at=row.received_at,
                superseded_at=at,
                superseded_by=by,
                because=because,
            )
        )
        self._session.flush()  # The database lets the row go once its copy is there.
        row.content = None
        row.content_sha256 = None
        row.received_at = None
        self._session.flush()

    def superseded(self, credential_id: str) -> Sequence[SupersededSignature]:
        """Return the signatures on an award that made way for others, oldest first."""
        rows = self._session.scalars(
            select(SupersededEndorsementRow)
            .join(
                SigningRequestRow, SigningRequestRow.credential_id == SupersededEndorsementRow.credential_id
            )
            .where(
                SigningRequestRow.institution_id == self._institution_id,
                SupersededEndorsementRow.credential_id == credential_id,
            )
            .order_by(SupersededEndorsementRow.sequence)
        )
        return [
            SupersededSignature(
                signature=_signature(row), at=row.superseded_at, by=row.superseded_by, because=row.because
            )
            for row in rows
        ]

    def add_to_module(self, endorsement: ModuleEndorsement) -> None:
        """Store what somebody signed about a module version."""
        self._session.add(
            ModuleEndorsementRow(
                institution_id=self._institution_id,
                module_version_id=endorsement.module_version_id,
                achievement_id=endorsement.achievement_id,
                endorser=endorsement.endorser,
                role=endorsement.role,
                content=endorsement.content,
                content_sha256=endorsement.content_sha256,
                received_at=endorsement.received_at,
            )
        )
        self._session.flush()

    def of_module(self, module_version_id: UUID) -> Sequence[ModuleEndorsement]:
        """Return everything that was signed about a module version, oldest first."""
        rows = self._session.scalars(
            select(ModuleEndorsementRow)
            .where(
                ModuleEndorsementRow.institution_id == self._institution_id,
                ModuleEndorsementRow.module_version_id == module_version_id,
            )
            .order_by(ModuleEndorsementRow.sequence)
        )
        return [
            ModuleEndorsement(
                module_version_id=row.module_version_id,
                achievement_id=row.achievement_id,
                endorser=row.endorser,
                role=row.role,
                content=row.content,
                content_sha256=row.content_sha256,
                received_at=row.received_at,
            )
            for row in rows
        ]

    def forget(self, learner_id: UUID) -> None:
        """Delete what was signed about a learner, what made way as well; keep the digests of it."""
        theirs = select(ProposedAwardRow.id).where(
            ProposedAwardRow.institution_id == self._institution_id, ProposedAwardRow.learner_id == learner_id
        )
        requests = select(SigningRequestRow.credential_id).where(SigningRequestRow.award_id.in_(theirs))
        self._session.execute(
            update(AwardEndorsementRow)
            .where(
                AwardEndorsementRow.credential_id.in_(requests),
                AwardEndorsementRow.content_sha256.is_not(None),
            )
            .values(content=None)
        )
        self._session.execute(
            update(SupersededEndorsementRow)
            .where(SupersededEndorsementRow.credential_id.in_(requests))
            .values(content=None)
        )

    def _requests(self, condition: ColumnElement[bool]) -> list[SigningRequest]:
        rows = self._session.scalars(
            select(SigningRequestRow)
            .where(SigningRequestRow.institution_id == self._institution_id, condition)
            .order_by(SigningRequestRow.requested_at, SigningRequestRow.credential_id)
        ).all()
        signatures: defaultdict[str, list[ExpectedSignature]] = defaultdict(list)
        for some in in_parts([row.credential_id for row in rows]):
            for one in self._session.scalars(
                select(AwardEndorsementRow)
                .where(AwardEndorsementRow.credential_id.in_(some))
                .order_by(AwardEndorsementRow.role)
            ):
                signatures[one.credential_id].append(_signature(one))
        return [
            SigningRequest(
                award_id=row.award_id,
                credential_id=row.credential_id,
                requested_at=row.requested_at,
                signatures=tuple(signatures[row.credential_id]),
            )
            for row in rows
        ]


def _former_key(row: FormerSigningKeyRow) -> FormerKey:
    return FormerKey(
        controller=row.controller,
        did_document=row.did_document,
        ended_as=KeyEnd(row.ended_as),
        since=row.since,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


def _signature(row: AwardEndorsementRow | SupersededEndorsementRow) -> ExpectedSignature:
    return ExpectedSignature(
        role=row.role,
        organisation_id=row.organisation_id,
        content=row.content,
        content_sha256=row.content_sha256,
        received_at=row.received_at,
    )
