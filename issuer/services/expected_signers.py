"""Who is expected to sign an award: whom the school names, whom it named before, or whom its file names.

Spec: requirements F22, G06.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from credentials.achievement.instruments.instrument import Signer
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.endorsements import (
    ExpectedSignature,
    SigningOrganisation,
    SigningRequest,
    required_roles,
)
from issuer.domain.learners import is_name, tidy_name
from issuer.errors import SigningRequestRefused
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger
from issuer.services.signing_organisations import find_organisation


@dataclass(slots=True, kw_only=True)
class ExpectedSigners:
    """Finds who signs, for some awards within one transaction.

    Attributes:
        named: Whom the school names now, by role.
        by: Who asks.
    """

    ledger: Ledger
    clock: Clock
    new_id: NewId
    named: Mapping[str, SigningOrganisation]
    by: str
    _facts: dict[UUID, AwardFacts] = field(default_factory=dict)

    def learn(self, award_ids: tuple[UUID, ...]) -> None:
        """Look up what is written down about these awards."""
        self._facts.update(self.ledger.facts.of_awards(award_ids))

    def of(
        self,
        proposal: ProposedAward,
        version: ModuleVersion,
        earlier: SigningRequest | None,
        lapsed: Collection[str] = (),
    ) -> tuple[ExpectedSignature, ...]:
        """Return who signs an award, in the order of its instrument.

        A signature that holds stays. One that counts no more stays until a better one comes in its place;
        but for another organisation, when the school names one, it makes way at once.

        Args:
            proposal: The award.
            version: The module that it is about.
            earlier: What was asked before, and came back.
            lapsed: The roles of which a signature is there that counts no more.

        Raises:
            SigningRequestRefused: As :meth:`RequestEndorsements.for_awards` says.
        """
        roles = required_roles(version.module)
        award = str(proposal.id)
        if not roles:
            raise SigningRequestRefused(reason="not_needed", award=award)
        for role in self.named:
            if role not in roles:
                raise SigningRequestRefused(reason="role", role=role)
        found: list[ExpectedSignature] = []
        for role in roles:
            before = earlier.signature_of(role) if earlier is not None else None
            if before is not None and self._stays(before, is_lapsed=role in lapsed):
                found.append(before)
                continue
            organisation = self.named.get(role) or self._in_file(proposal.id, role)
            if organisation is None:
                raise SigningRequestRefused(reason="no_organisation", award=award, role=role)
            found.append(ExpectedSignature(role=role, organisation_id=organisation.id))
        if len({one.organisation_id for one in found}) != len(found):
            raise SigningRequestRefused(reason="same_organisation", award=award)
        return tuple(found)

    def _stays(self, before: ExpectedSignature, *, is_lapsed: bool) -> bool:
        named = self.named.get(before.role)
        if named is None or named.id == before.organisation_id:
            return True
        return before.content is not None and not is_lapsed

    def _in_file(self, award_id: UUID, role: str) -> SigningOrganisation | None:
        """Return the organisation that the file of the award names, registered without a key if it is new."""
        facts = self._facts.get(award_id)
        if facts is None:
            return None
        name, kvk = _named_in(facts, role)
        name = tidy_name(name or "")
        if not is_name(name):
            return None
        known = find_organisation(self.ledger, name)
        if known is not None:
            return known
        organisation = SigningOrganisation(
            id=self.new_id(),
            name=name,
            kvk=kvk,
            controller=None,
            did_document=None,
            registered_at=self.clock(),
            registered_by=self.by,
        )
        self.ledger.endorsements.save_organisation(organisation)
        return organisation


def _named_in(facts: AwardFacts, role: str) -> tuple[str | None, str | None]:
    """The name and KvK number of who signs in a role; the company has a place of its own in the file."""
    if role == Signer.COMPANY.value and facts.company is not None and facts.company.name:
        return facts.company.name, facts.company.kvk
    for signature in facts.signatures or ():
        if signature.role == role and signature.organisation:
            return signature.organisation, None
    return None, None
