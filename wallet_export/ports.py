"""What this package asks of whoever keeps the credentials."""

from dataclasses import dataclass
from typing import Protocol

from credentials.parsing import JsonObject, parse
from credentials.proofs.vc_jwt import parse_jwt


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCredential:
    """A credential as it was signed, in one form or in both.

    Attributes:
        credential_id: ``id`` of the credential.
        json_bytes: The JSON with an embedded proof, exactly as signed, or None.
        jwt: The compact JWT, exactly as signed, or None.
        card: The signed card for the QR code on the certificate, or None.
    """

    credential_id: str
    json_bytes: bytes | None = None
    jwt: str | None = None
    card: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse a credential without any form.

        Raises:
            ValueError: Neither form is given.
        """
        if self.json_bytes is None and self.jwt is None:
            raise ValueError("a signed credential has a JSON form, a JWT form, or both")

    @property
    def signed_text(self) -> str:
        """The form that a file with room for one carries: the JSON, else the JWT."""
        return self.json_bytes.decode() if self.json_bytes is not None else self.jwt or ""

    def document(self) -> JsonObject:
        """Return what the credential says. Nothing is verified here.

        Raises:
            MalformedDocument: The JSON is not a document.
            ProofInvalid: The JWT is not one.
        """
        if self.json_bytes is not None:
            return parse(self.json_bytes).unverified
        return parse_jwt(self.jwt or "").unverified


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file for a learner.

    Attributes:
        name: Safe on every file system: lower-case ASCII letters, digits, ``.`` and ``-``.
        media_type: For the ``Content-Type`` header.
        content: The bytes.
    """

    name: str
    media_type: str
    content: bytes


class PublishedDocuments(Protocol):
    """What the issuer publishes, as of now: everything that a verifier fetches."""

    def did_document(self) -> bytes:
        """Return ``did.json`` of the issuer."""
        ...

    def jwks(self) -> bytes | None:
        """Return ``jwks.json`` of the issuer, or None when it publishes none."""
        ...

    def trust_list(self) -> bytes | None:
        """Return the trust list, or None when there is none."""
        ...

    def status_list(self, url: str) -> bytes | None:
        """Return the signed status list that is published at ``url``, or None when unknown."""
        ...
