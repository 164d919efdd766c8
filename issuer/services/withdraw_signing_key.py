"""Withdraw a key of an organisation that signs: what it signed is not to be believed any more.

A key that somebody else may have can sign with any date. So nothing that it signed counts, however long
ago, and awards that wait with such a signature are not released. What was issued before stands; the school
decides what becomes of it.

Spec: requirements F22, G06.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from issuer.domain.endorsements import FormerKey, KeyEnd, SigningOrganisation
from issuer.domain.people import person
from issuer.errors import OrganisationRefused
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import UnitOfWork
from issuer.services.signing_organisations import find_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSigningKey:
    """Withdraw keys of organisations that sign."""

    uow: UnitOfWork
    clock: Clock

    def __call__(
        self, institution_id: UUID, name: str, *, by: str, key: str | None = None
    ) -> tuple[SigningOrganisation, str]:
        """Withdraw a key, and return the organisation as it is then, with the key.

        An organisation whose key is withdrawn has none until another is registered. To withdraw one that
        is withdrawn already changes nothing.

        Args:
            institution_id: Whose organisation.
            name: Of the organisation.
            by: Who decided so.
            key: The did:key or did:web, also one that was replaced; None for the one that it has.

        Raises:
            OrganisationRefused: There is no such organisation, or it has and had no such key.
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        who = person(by)
        with self.uow.begin(institution_id) as ledger:
            organisation = find_organisation(ledger, name)
            if organisation is None:
                raise OrganisationRefused(reason="unknown", organisation=name[:80])
            controller = key or organisation.controller
            is_current = controller is not None and controller == organisation.controller
            former = [one for one in organisation.former_keys if one.controller == controller]
            if controller is None or not (is_current or former):
                raise OrganisationRefused(
                    reason="unknown_key", organisation=organisation.name, value=(key or "–")[:120]
                )
            if not is_current and any(one.ended_as is KeyEnd.WITHDRAWN for one in former):
                return organisation, controller
            at = self.clock()
            ended = FormerKey(
                controller=controller,
                did_document=organisation.did_document if is_current else former[-1].did_document,
                ended_as=KeyEnd.WITHDRAWN,
                since=at,
                recorded_at=at,
                recorded_by=who,
            )
            ledger.endorsements.end_key(organisation.id, ended)
            changed = replace(organisation, former_keys=(*organisation.former_keys, ended))
            if is_current:
                changed = replace(
                    changed, controller=None, did_document=None, registered_at=at, registered_by=who
                )
                ledger.endorsements.save_organisation(changed)
            ledger.audit.record(
                AuditEntry(
                    at=at,
                    actor=who,
                    action="signing_key_withdrawn",
                    subject=str(organisation.id),
                    details={"key": controller},
                )
            )
            return changed, controller
