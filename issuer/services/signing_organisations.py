"""Register an organisation that signs, and the key that is known to be its own.

Anyone can make a key and call it by any name. So the school makes sure of the key by another way than the
file that is signed with it: by telephone, on a visit, or because the organisation publishes it on its own
website (did:web). What was made sure of is registered here, by whom and when; and how a key ended that was
replaced, or that is not to be believed any more.

Spec: requirements G06, F22.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    document_url,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import did_key_public_key
from credentials.limits import DEFAULT_LIMITS
from issuer.domain.endorsements import FormerKey, KeyEnd, SigningOrganisation
from issuer.domain.endorser_keys import keys_ever, signing_keys, usable_keys, withdrawn_keys
from issuer.domain.learners import is_name, tidy_name
from issuer.domain.people import person
from issuer.errors import OrganisationRefused
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork

_KVK_NUMBER: Final = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationParticulars:
    """What the school knows of an organisation. What is None stays as it was.

    Attributes:
        name: As it will stand in what it signs.
        kvk: KvK number.
        controller: The did:key or did:web that it signs with.
        did_document: What a did:web publishes, as the school got it.
        old_key: How the key ended that another comes in the place of.
        since: From when the old key signs nothing; None for the moment of registering.
    """

    name: str
    kvk: str | None = None
    controller: str | None = None
    did_document: bytes | None = None
    old_key: KeyEnd = KeyEnd.REPLACED
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrganisation:
    """Register organisations that sign."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId

    def __call__(
        self, institution_id: UUID, particulars: OrganisationParticulars, *, by: str
    ) -> SigningOrganisation:
        """Register an organisation, or what is new about one with this name.

        Raises:
            OrganisationRefused: The name, KvK number or key is not of its form; a did:web comes without
                its document, or with that of another; another organisation has or had this name or
                key, also when it has that key under another DID; it is the school itself; the key was
                withdrawn; or the old key should end in the future.
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        name = tidy_name(particulars.name)
        _check(name, particulars)
        who = person(by)
        with self.uow.begin(institution_id) as ledger:
            known = find_organisation(ledger, name)
            organisation = known or SigningOrganisation(
                id=self.new_id(),
                name=name,
                kvk=None,
                controller=None,
                did_document=None,
                registered_at=self.clock(),
                registered_by=who,
            )
            controller = particulars.controller or organisation.controller
            document = particulars.did_document
            if document is None and controller == organisation.controller:
                document = organisation.did_document
            changed = replace(
                organisation,
                kvk=particulars.kvk or organisation.kvk,
                controller=controller,
                did_document=document,
            )
            if changed == known:
                return known
            if particulars.controller is not None:
                _check_key_is_its_own(ledger, changed)
            at = self.clock()
            ended = _ended(known, changed, particulars, at=at, by=who) if known is not None else None
            changed = replace(changed, registered_at=at, registered_by=who)
            ledger.endorsements.save_organisation(changed)
            if ended is not None:
                ledger.endorsements.end_key(changed.id, ended)
                changed = replace(changed, former_keys=(*changed.former_keys, ended))
            ledger.audit.record(
                AuditEntry(
                    at=changed.registered_at,
                    actor=who,
                    action="organisation_registered",
                    subject=str(changed.id),
                    details={"key": changed.controller or ""}
                    | ({"old_key": ended.controller, "old_key_is": ended.ended_as.value} if ended else {}),
                )
            )
            return changed


def find_organisation(ledger: Ledger, name: str) -> SigningOrganisation | None:
    """Return the organisation with this name, written in any case."""
    wanted = tidy_name(name).casefold()
    return next((one for one in ledger.endorsements.organisations() if one.name.casefold() == wanted), None)


def _ended(
    known: SigningOrganisation,
    changed: SigningOrganisation,
    particulars: OrganisationParticulars,
    *,
    at: datetime,
    by: str,
) -> FormerKey | None:
    """Return how the key that was known ended, or None when there was none or it is the one still."""
    before = known.controller, known.did_document
    if known.controller is None or before == (changed.controller, changed.did_document):
        return None
    since = particulars.since or at
    if since > at:
        raise OrganisationRefused(reason="since", organisation=changed.name)
    usable = usable_keys(changed.controller, changed.did_document)
    if particulars.old_key is KeyEnd.WITHDRAWN and usable & signing_keys(*before):
        raise OrganisationRefused(reason="withdrawn", organisation=changed.name)
    return FormerKey(
        controller=known.controller,
        did_document=known.did_document,
        ended_as=particulars.old_key,
        since=since,
        recorded_at=at,
        recorded_by=by,
    )


def _check_key_is_its_own(ledger: Ledger, organisation: SigningOrganisation) -> None:
    """Refuse a key that is or was of another, or that was withdrawn: one key is one signer, and not two."""
    keys = signing_keys(organisation.controller, organisation.did_document)
    for other in ledger.endorsements.organisations():
        if other.id != organisation.id and keys & keys_ever(other):
            raise OrganisationRefused(reason="in_use", organisation=organisation.name)
    if organisation.controller == ledger.institution.controller:
        raise OrganisationRefused(reason="own", organisation=organisation.name)
    usable = usable_keys(organisation.controller, organisation.did_document)
    if usable & withdrawn_keys(organisation):
        raise OrganisationRefused(reason="withdrawn", organisation=organisation.name)


def _check(name: str, particulars: OrganisationParticulars) -> None:
    if not is_name(name):
        raise OrganisationRefused(reason="name", organisation=name[:80])
    if particulars.kvk is not None and not _KVK_NUMBER.fullmatch(particulars.kvk):
        raise OrganisationRefused(reason="kvk", organisation=name, value=particulars.kvk[:80])
    controller, document = particulars.controller, particulars.did_document
    if controller is None:
        if document is not None:
            raise OrganisationRefused(reason="document_without_key", organisation=name)
        return
    shown = controller[:120]
    if controller.startswith("did:key:") and "#" not in controller:
        try:
            did_key_public_key(controller)
        except CredentialError as error:
            raise OrganisationRefused(reason="key", organisation=name, value=shown) from error
        if document is not None:
            raise OrganisationRefused(reason="document_of_other", organisation=name, value=shown)
        return
    try:
        if not controller.startswith("did:web:") or document_url(controller) is None:
            raise OrganisationRefused(reason="key", organisation=name, value=shown)
    except CredentialError as error:
        raise OrganisationRefused(reason="key", organisation=name, value=shown) from error
    if document is None:
        raise OrganisationRefused(reason="no_document", organisation=name, value=shown)
    try:
        found = parse_controlled_identifier_document(document, limits=DEFAULT_LIMITS)
    except CredentialError as error:
        raise OrganisationRefused(reason="document", organisation=name, value=shown) from error
    if found.id != controller:
        raise OrganisationRefused(reason="document_of_other", organisation=name, value=shown)
