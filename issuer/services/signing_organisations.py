"""Register an organisation that signs, and the key that is known to be its own.

Anyone can make a key and call it by any name. So the school makes sure of the key by another way than the
file that is signed with it: by telephone, on a visit, or because the organisation publishes it on its own
website (did:web). What was made sure of is registered here, by whom and when.

Spec: requirement G06.
"""

import re
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    document_url,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import did_key_public_key
from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS
from issuer.domain.endorsements import SigningOrganisation
from issuer.domain.learners import is_name, tidy_name
from issuer.domain.people import person
from issuer.errors import OrganisationRefused
from issuer.ports import AuditEntry, Clock, Ledger, NewId, UnitOfWork

_KVK_NUMBER: Final = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationParticulars:
    """What the school knows of an organisation. What is None stays as it was.

    Attributes:
        name: As it will stand in what it signs.
        kvk: KvK number.
        controller: The did:key or did:web that it signs with.
        did_document: What a did:web publishes, as the school got it.
    """

    name: str
    kvk: str | None = None
    controller: str | None = None
    did_document: bytes | None = None


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
                its document, or with that of another; another organisation has this name or key,
                also when it has that key under another DID.
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
            changed = replace(changed, registered_at=self.clock(), registered_by=who)
            ledger.endorsements.save_organisation(changed)
            ledger.audit.record(
                AuditEntry(
                    at=changed.registered_at,
                    actor=who,
                    action="organisation_registered",
                    subject=str(changed.id),
                    details={"key": changed.controller or ""},
                )
            )
            return changed


def find_organisation(ledger: Ledger, name: str) -> SigningOrganisation | None:
    """Return the organisation with this name, written in any case."""
    wanted = tidy_name(name).casefold()
    return next((one for one in ledger.endorsements.organisations() if one.name.casefold() == wanted), None)


def _check_key_is_its_own(ledger: Ledger, organisation: SigningOrganisation) -> None:
    """Refuse a key that another organisation has: one key in two roles is one signer, and not two."""
    keys = _signing_keys(organisation)
    for other in ledger.endorsements.organisations():
        if other.id != organisation.id and keys & _signing_keys(other):
            raise OrganisationRefused(reason="in_use", organisation=organisation.name)


def _signing_keys(organisation: SigningOrganisation) -> frozenset[PublicKey]:
    """Return the keys themselves, however they are written, that may sign for an organisation."""
    controller, document = organisation.controller, organisation.did_document
    if controller is None:
        return frozenset()
    if document is None:
        return frozenset({did_key_public_key(controller)})
    found = parse_controlled_identifier_document(document, limits=DEFAULT_LIMITS)
    return frozenset(
        method.public_key
        for method_id in found.relationships["assertionMethod"]
        if (method := found.verification_methods.get(method_id)) is not None
        and method.controller == controller
    )


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
