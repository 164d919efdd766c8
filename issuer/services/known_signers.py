"""The organisations that sign, as they are known at this moment, and where the keys of each stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.did import did_of
from issuer.domain.endorsements import SigningOrganisation
from issuer.ports.store import Ledger


@dataclass(slots=True)
class KnownSigners:
    """What is known of whoever signs; looked up again whenever it is asked to.

    Attributes:
        organisations: All that sign, by id.
        key_documents: What did:webs of theirs publish, of now and of before, by URL.
    """

    organisations: Mapping[UUID, SigningOrganisation] = field(default_factory=dict)
    key_documents: dict[str, bytes] = field(default_factory=dict)

    def learn(self, ledger: Ledger) -> None:
        """Look up what is known now."""
        self.organisations = {one.id: one for one in ledger.endorsements.organisations()}
        self.key_documents = {}
        for organisation in self.organisations.values():
            for former in organisation.former_keys:
                self._keep(former.controller, former.did_document)
        # What is known now comes last: of a DID that was used before as well, it is what counts.
        for organisation in self.organisations.values():
            self._keep(organisation.controller, organisation.did_document)

    def of_controller(self, controller: str) -> SigningOrganisation | None:
        """Return the organisation that signs under a DID, or did."""
        return next(
            (
                one
                for one in self.organisations.values()
                if controller in (one.controller, *(former.controller for former in one.former_keys))
            ),
            None,
        )

    def _keep(self, controller: str | None, document: bytes | None) -> None:
        url = document_url(did_of(controller)) if controller is not None and document is not None else None
        if url is not None and document is not None:
            self.key_documents[url] = document
