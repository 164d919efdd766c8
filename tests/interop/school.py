"""A school as its peers meet it: credentials that it signed, and documents that it publishes."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, StatusEntry
from credentials.identifiers.controlled_identifier import document_url
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.status.bitstring import Bitstring
from credentials.status.status_list import build_status_list_credential
from keys.keyring import KeyEntry, Keyring
from keys.public_documents import did_document
from tests.awards_for_tests import AWARD
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, KeyForTests

# The peers look at the clock of the machine, so nothing here begins late or ends soon.
SIGNED_AT = datetime(2025, 1, 2, 9, 30, tzinfo=UTC)
"""When credentials are signed; they are valid since a day before, and do not end."""


@dataclasses.dataclass(frozen=True, slots=True)
class School:
    """An issuer whose identifier is ``controller``.

    Attributes:
        controller: A did:web or an https URL, or a did:key, which publishes nothing.
        keys: Its keys; the first one signs.
        keyring: The keyring that its DID document is made of; by default all keys, in use.
    """

    controller: str
    keys: tuple[KeyForTests, ...] = (ISSUER_ED25519, ISSUER_P256)
    keyring: Keyring | None = None

    @property
    def method(self) -> str:
        """The verification method that signs."""
        return self.keys[0].method_of(self.controller)

    def credential(
        self, *status: StatusEntry, award: Award = AWARD, valid_until: datetime | None = None
    ) -> JsonObject:
        """Return an unsigned credential of this school."""
        return build_open_badge(
            dataclasses.replace(
                award,
                issuer=dataclasses.replace(award.issuer, id=self.controller),
                valid_from=SIGNED_AT - timedelta(days=1),
                valid_until=valid_until,
                status=status,
            )
        )

    def sign(self, document: JsonObject) -> JsonObject:
        """Return the document with a proof by the first key."""
        return add_proof(document, self.keys[0].signer(self.method), created=SIGNED_AT)

    def signed_credential(self, *status: StatusEntry) -> JsonObject:
        """Return a signed credential of this school."""
        return self.sign(self.credential(*status))

    def status_entry(self, purpose: str = "revocation", index: int = 94_567) -> StatusEntry:
        """Return a place in the school's list of that purpose."""
        return StatusEntry(
            status_list_credential=f"https://status.example/{self.controller.rpartition(':')[2]}/{purpose}",
            status_list_index=index,
            status_purpose=purpose,
        )

    def status_list(
        self, entry: StatusEntry, *, set_bits: Iterable[int] = (), changes: bytes | None = None
    ) -> JsonObject:
        """Return the signed status list that ``entry`` points into, which names ``changes``."""
        bits = Bitstring()
        for index in set_bits:
            bits.set(index, True)
        return self.sign(
            build_status_list_credential(
                url=entry.status_list_credential,
                issuer_id=self.controller,
                purpose=entry.status_purpose,
                bitstring=bits,
                valid_from=SIGNED_AT,
                changes=changes,
            )
        )

    def publishes(self, *documents: JsonObject) -> JsonObject:
        """Return what can be fetched from the school: its DID document, and these by their ``id``."""
        found: JsonObject = {str(document["id"]): document for document in documents}
        url = document_url(self.controller)
        if url is not None:
            keyring = Keyring(tuple(self._entries())) if self.keyring is None else self.keyring
            found[url] = did_document(self.controller, keyring)
        return found

    def _entries(self) -> Iterable[KeyEntry]:
        for key in self.keys:
            yield KeyEntry(
                id=key.method_of(self.controller),
                controller=self.controller,
                public_key=key.public_key,
                created=SIGNED_AT,
                valid_from=SIGNED_AT,
            )


def school_without_website() -> School:
    """Return a school whose identifier is the did:key of its key."""
    return School(ISSUER_ED25519.did_key, keys=(ISSUER_ED25519,))


def school_that_rotated(controller: str) -> School:
    """Return a school that signs with a key which it retired since."""
    rotated = School(controller, keys=(ISSUER_ED25519,))
    old = Keyring(tuple(rotated._entries())).with_retired(rotated.method, at=SIGNED_AT + timedelta(days=30))
    new = Keyring(tuple(School(controller, keys=(SECOND_ED25519,))._entries()))
    return dataclasses.replace(rotated, keyring=Keyring(old.entries + new.entries))


def school_with_stolen_key(controller: str) -> School:
    """Return a school that signed with a key which it had to revoke."""
    robbed = School(controller, keys=(ISSUER_ED25519,))
    revoked_since = SIGNED_AT - timedelta(hours=1)
    keyring = Keyring(tuple(robbed._entries())).with_revoked(
        robbed.method, since=revoked_since, at=SIGNED_AT + timedelta(days=1), reason="stolen"
    )
    return dataclasses.replace(robbed, keyring=keyring)
