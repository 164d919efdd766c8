"""Decentralized identifiers that we know how to read: ``did:key`` and ``did:web``.

Nothing is fetched here. A did:key contains its key; for a did:web this module says where its
document is.

Spec: DID Core 1.0 §3; did:key method 0.9 §2–3; did:web method §2.5.2 (Read).
"""

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from credentials.errors import CredentialError
from credentials.identifiers.multikey import KeyMalformed, PublicKey
from credentials.parsing import JsonObject, JsonValue

MAX_DID_CHARACTERS: Final = 2_048

# DID Core §3.1: colons separate; each part is of these characters or percent-encoded.
_DID_SYNTAX: Final = re.compile(r"did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})+", re.ASCII)
_DOMAIN_LABEL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)
_PORT: Final = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)


class DIDMalformed(CredentialError):
    """A text is not a DID of the method that it names."""

    code = "did_malformed"


def did_of(verification_method: str) -> str:
    """Return the identifier of a verification method without its fragment.

    It serves https identifiers as well.
    """
    return verification_method.partition("#")[0]


def did_key_public_key(did: str) -> PublicKey:
    """Return the key that a did:key contains.

    Args:
        did: A did:key, with or without fragment. The fragment must repeat the key.

    Raises:
        DIDMalformed: It is no did:key, the fragment names another key, or there is no
            well-formed key in it. The cause is then a :class:`KeyMalformed`.
    """
    identifier, has_fragment, fragment = did.partition("#")
    if not identifier.startswith("did:key:"):
        raise DIDMalformed(f"not a did:key: {did[:80]!r}")
    text = identifier.removeprefix("did:key:")
    if has_fragment and fragment != text:
        raise DIDMalformed("the fragment of the did:key is not its key")
    try:
        return PublicKey.from_multikey(text)
    except KeyMalformed as error:
        raise DIDMalformed(f"did:key: {error}") from error


def did_key_document(did: str) -> JsonObject:
    """Return the controlled identifier document that a did:key stands for.

    Raises:
        DIDMalformed: As for :func:`did_key_public_key`.

    Spec: did:key method §3.1. Every key that we read can sign, so it is listed under all
    relationships of signatures, and key agreement keys are not derived.
    """
    public_key = did_key_public_key(did)
    identifier = did_of(did)
    method_id = f"{identifier}#{identifier.removeprefix('did:key:')}"
    relationships: dict[str, JsonValue] = {
        relationship: [method_id]
        for relationship in (
            "authentication",
            "assertionMethod",
            "capabilityInvocation",
            "capabilityDelegation",
        )
    }
    return {
        "@context": ["https://www.w3.org/ns/cid/v1"],
        "id": identifier,
        "verificationMethod": [
            {
                "id": method_id,
                "type": "Multikey",
                "controller": identifier,
                "publicKeyMultibase": public_key.to_multikey(),
            }
        ],
        **relationships,
    }


def did_web_document_url(did: str) -> str:
    """Return the https URL of the document of a did:web.

    ``did:web:example.com`` is at ``/.well-known/did.json``; a path, written with colons, leads
    to ``did.json`` in that folder; a port is written as ``%3A8443`` after the domain.

    Args:
        did: A did:web without path, query or fragment of a DID URL.

    Raises:
        DIDMalformed: It is no did:web, or its domain, port or path could be read as something
            else than a domain, port and path: user information, a query, a number in place of
            a domain name, an empty or dotted segment, an encoded slash.
    """
    if len(did) > MAX_DID_CHARACTERS:
        raise DIDMalformed(f"a DID of {len(did)} characters; at most {MAX_DID_CHARACTERS} are read")
    if not did.startswith("did:web:") or not _DID_SYNTAX.fullmatch(did):
        raise DIDMalformed(f"not a did:web: {did[:80]!r}")
    authority, *path = did.removeprefix("did:web:").split(":")
    for segment in path:
        _check_path_segment(segment)
    folder = "/".join(path) or ".well-known"
    return f"https://{_host_and_port(authority)}/{folder}/did.json"


def _host_and_port(authority: str) -> str:
    """Return ``host`` or ``host:port`` for the first part of a did:web."""
    # The port's colon is the only thing that may be percent-encoded here: "%40" would smuggle
    # user information into the URL, "%2F" a path.
    host, colon, port = authority.replace("%3a", "%3A").partition("%3A")
    labels = host.split(".")
    if len(host) > 253 or not all(_DOMAIN_LABEL.fullmatch(label) for label in labels):
        raise DIDMalformed("did:web without a domain name")
    # A host whose last label is a number is an IPv4 address in one of its many spellings.
    if labels[-1].isdigit() or re.fullmatch(r"0[xX][0-9A-Fa-f]*", labels[-1]):
        raise DIDMalformed("did:web with an address in place of a domain name")
    if not colon:
        return host
    if not _PORT.fullmatch(port) or int(port) > 65_535:
        raise DIDMalformed("did:web with a port that is no port")
    return f"{host}:{port}"


def _check_path_segment(segment: str) -> None:
    decoded = unquote_to_bytes(segment)
    if decoded in (b"", b".", b".."):
        raise DIDMalformed("did:web with an empty or dotted path segment")
    if any(byte < 0x21 or byte == 0x7F or byte in b"/\\?#%" for byte in decoded):
        raise DIDMalformed("did:web with a path segment that hides a separator")
