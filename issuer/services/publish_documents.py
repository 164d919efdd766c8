"""Publish everything that verifiers fetch: did.json, jwks.json, the status lists, the trust list."""

import json
from dataclasses import dataclass, replace
from uuid import UUID

from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.recognized_entity import TrustList
from credentials.trust_list import parse_trust_list, write_trust_list
from issuer.publication import PublicDirectory
from issuer.services.own_trust_list import MakeTrustList
from issuer.signing_keys import PublicKeys

DID_DOCUMENT = "did.json"
JWKS = "jwks.json"
TRUST_LIST = "trust-list.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDocuments:
    """Write the documents about the institution's keys. Nothing here is signed."""

    make_trust_list: MakeTrustList
    directory: PublicDirectory

    def __call__(self, institution_id: UUID, keys: PublicKeys) -> tuple[str, ...]:
        """Write the documents and return their names; one that would not change is left as it is.

        ``jwks.json`` belongs at ``/.well-known/jwks.json`` of the host, and ``did.json`` where the
        did:web says; :mod:`credentials.identifiers.controlled_identifier` knows that address.

        Raises:
            UnknownInstitution: There is no such institution.
            OSError: A file cannot be written.
        """
        trust_list = self.make_trust_list(institution_id, keys)
        self.directory.write_if_changed(DID_DOCUMENT, _pretty(keys.did_document))
        self.directory.write_if_changed(JWKS, _pretty(keys.jwks))
        if not self._is_published(trust_list):
            self.directory.write(TRUST_LIST, write_trust_list(trust_list))
        return (DID_DOCUMENT, JWKS, TRUST_LIST)

    def _is_published(self, trust_list: TrustList) -> bool:
        """Tell whether the list that is there says the same, whatever its number and date."""
        content = self.directory.read(TRUST_LIST)
        if content is None:
            return False
        try:
            known = parse_trust_list(content)
        except CredentialError:
            return False
        # As it is written, since what is written is less exact than what is known here.
        same = replace(trust_list, published_at=known.published_at, sequence=known.sequence)
        return write_trust_list(same) == content


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedByInstitution:
    """What an institution has published, as ``wallet_export`` asks for it.

    Implements :class:`wallet_export.ports.PublishedDocuments`.
    """

    directory: PublicDirectory
    public_base_url: str

    def did_document(self) -> bytes:
        """Return ``did.json``.

        Raises:
            FileNotFoundError: It was not published yet.
        """
        content = self.directory.read(DID_DOCUMENT)
        if content is None:
            raise FileNotFoundError(self.directory.path / DID_DOCUMENT)
        return content

    def jwks(self) -> bytes | None:
        """Return ``jwks.json``, or None when it was not published."""
        return self.directory.read(JWKS)

    def trust_list(self) -> bytes | None:
        """Return the trust list, or None when it was not published."""
        return self.directory.read(TRUST_LIST)

    def status_list(self, url: str) -> bytes | None:
        """Return the signed status list that is published at ``url``, or None when it is not ours."""
        prefix = f"{self.public_base_url}/status/"
        name = url.removeprefix(prefix)
        if not url.startswith(prefix) or "/" in name:
            return None
        return self.directory.read(f"status/{name}")


def _pretty(document: JsonObject) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"
