"""What others signed, at the moment of issuing: what is embedded in each award, and which ones wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from credentials.achievement.building import edition_id
from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.did import did_of
from credentials.parsing import JsonObject, parse
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.endorsements import (
    SigningRequest,
    missing_roles,
    newest_by_endorser,
    required_roles,
)
from issuer.ports import Ledger


@dataclass(frozen=True, slots=True)
class AwaitingSignatures:
    """A decided award that cannot be released yet (requirement F22).

    Attributes:
        award_id: Which.
        roles: As what somebody has yet to sign.
        asked: Whether they were asked.
    """

    award_id: UUID
    roles: tuple[str, ...]
    asked: bool


@dataclass(slots=True)
class SignaturesHeld:
    """Looks up, for the orders of one run, what is embedded.

    Attributes:
        key_documents: What the signers' did:webs publish, by URL, as far as they were needed.
    """

    key_documents: dict[str, bytes] = field(default_factory=dict)
    _of_modules: dict[tuple[UUID, str], tuple[JsonObject, ...]] = field(default_factory=dict)

    def requests(self, ledger: Ledger, proposals: Sequence[ProposedAward]) -> Mapping[UUID, SigningRequest]:
        """Return what was asked for these awards, and learn where the keys of the signers are."""
        found = ledger.endorsements.of_awards([proposal.id for proposal in proposals])
        if found and not self.key_documents:
            self._learn_documents(ledger)
        return found

    def awaiting(
        self, proposal: ProposedAward, version: ModuleVersion, request: SigningRequest | None
    ) -> AwaitingSignatures | None:
        """Return for whom an award waits, or None when it may be released."""
        missing = missing_roles(required_roles(version.module), request)
        return AwaitingSignatures(proposal.id, missing, asked=request is not None) if missing else None

    def of_award(self, version: ModuleVersion, request: SigningRequest | None) -> tuple[JsonObject, ...]:
        """Return the endorsements of an award, in the order in which its instrument names who signs."""
        if request is None:
            return ()
        signatures = map(request.signature_of, required_roles(version.module))
        return tuple(
            parse(one.content).unverified for one in signatures if one is not None and one.content is not None
        )

    def of_module(self, ledger: Ledger, version: ModuleVersion, language: str) -> tuple[JsonObject, ...]:
        """Return the endorsements of a module version in a language; always the same objects."""
        key = version.id, language
        if key not in self._of_modules:
            endorsements = ledger.endorsements.of_module(version.id)
            if endorsements and not self.key_documents:
                self._learn_documents(ledger)
            address = edition_id(version.module, language)
            newest = newest_by_endorser([one for one in endorsements if one.achievement_id == address])
            # The school first: it is the one that stands for the module.
            school = ledger.institution.controller
            in_order = sorted(newest.values(), key=lambda one: one.endorser != school)
            self._of_modules[key] = tuple(parse(one.content).unverified for one in in_order)
        return self._of_modules[key]

    def _learn_documents(self, ledger: Ledger) -> None:
        for organisation in ledger.endorsements.organisations():
            if organisation.controller is None or organisation.did_document is None:
                continue
            url = document_url(did_of(organisation.controller))
            if url is not None:
                self.key_documents[url] = organisation.did_document
