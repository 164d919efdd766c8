"""A trust list that its publisher signed: making one, and opening one by the keys that one trusts.

A list is one document with one proof, by the key that it names as its issuer: a did:key, which is its
key, so that nothing else has to be found to verify it. The cryptosuite signs the document as JSON, so
that a web page can verify a list with canonical JSON and the Ed25519 of the browser.

What a list means is fixed as well: beside that of VCDM 2.0 its ``@context`` names one that is published
with the list, and the list has the digest of it. Other software can process it as JSON-LD; here it is
read as JSON, and a list with other contexts is refused.

Spec: VCDM 2.0 §4 (what a credential has); VC Data Integrity EdDSA Cryptosuites 1.0 §3.3; Recognized
Entities 1.0 (W3C Working Draft of 2 August 2026) §3.4.
"""

import base64
import hashlib
import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, Final

from contexts import CREDENTIALS_V2, RECOGNISED_SCHOOLS, recognition_contexts
from credentials.errors import CredentialError
from credentials.identifiers.did import did_key_public_key
from credentials.identifiers.multikey import KeyMalformed, KeyType, PublicKey
from credentials.jsonld.engine import canonicalize
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from credentials.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from credentials.proofs.signing import Signer
from credentials.recognized_entity import TrustList
from credentials.trust_list import TRUST_LIST_LIMITS, read_trust_list
from credentials.trust_list_writing import trust_list_members

MAX_VALIDITY: Final = timedelta(days=30)
"""How long one edition may be relied on. Whoever keeps newer ones from a verifier gains no more time."""

CONTEXT_NAME: Final = "contexts/recognised-schools-v1.jsonld"
"""Where the context of a list is, from the folder of the list."""

_DID_KEY: Final = "did:key:"
_HTTPS: Final = "https://"


class TrustListRefused(CredentialError):
    """A trust list is not one to go by."""

    code: ClassVar[str] = "trust_list_refused"


class RootKeyMalformed(TrustListRefused):
    """What was given as the publisher's key is no did:key of an Ed25519 key."""

    code = "root_key_malformed"


class TrustListNotSigned(TrustListRefused):
    """There is no proof, or not the one that such a list has."""

    code = "trust_list_not_signed"


class TrustListOfOthers(TrustListRefused):
    """It is signed, by somebody else than whom the verifier goes by."""

    code = "trust_list_of_others"


class TrustListForged(TrustListRefused):
    """The signature does not fit the list."""

    code = "trust_list_forged"


class TrustListOtherContext(TrustListRefused):
    """Its ``@context`` is not that of such a list, so that its words could mean something else."""

    code = "trust_list_other_context"


class TrustListWithoutEnd(TrustListRefused):
    """It does not say until when to rely on it, or longer than an edition may last."""

    code = "trust_list_without_end"


def sign_trust_list(
    trust_list: TrustList, signer: Signer, *, created: datetime, limits: Limits = TRUST_LIST_LIMITS
) -> bytes:
    """Return the signed file.

    Args:
        trust_list: ``publisher_id`` is the did:key of the signer.
        signer: Signs with an Ed25519 key, as its did:key.
        created: When; written to the second.
        limits: Bounds on the list.

    Raises:
        TrustListWithoutEnd: The edition has no end, or lasts longer than :data:`MAX_VALIDITY`.
        TrustListOfOthers: ``publisher_id`` is not the key that signs.
        TrustListOtherContext: The list has no https URL, so that there is no place for its context.
        NotCanonicalizable: Something in the list has no meaning as JSON-LD.
    """
    _refuse_endless(trust_list)
    if trust_list.publisher_id is None or not _is_method_of(
        signer.verification_method, trust_list.publisher_id
    ):
        raise TrustListOfOthers("the publisher is the key that signs", pointer="/issuer/id")
    document = unsigned_document(trust_list)
    # By our own engine, which refuses what other software would drop; it takes contexts by name.
    canonicalize(
        {**document, "@context": [CREDENTIALS_V2, RECOGNISED_SCHOOLS]},
        contexts=recognition_contexts(),
        limits=limits,
    )
    signed = add_proof(
        document, signer, created=created, cryptosuite=EDDSA_JCS_2022.name, limits=replace(limits)
    )
    return json.dumps(signed, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def open_signed_trust_list(
    data: bytes, roots: Collection[str], *, at: datetime, limits: Limits = TRUST_LIST_LIMITS
) -> TrustList:
    """Return the list in a file, if one of the keys that the verifier goes by signed it.

    That it is the newest, and has not expired, is not looked at here.

    Args:
        data: The file.
        roots: The keys, each a did:key of an Ed25519 key.
        at: The moment to take as "now".
        limits: Bounds on the list.

    Raises:
        RootKeyMalformed: One of ``roots`` is no such key.
        MalformedDocument: It is no JSON object within ``limits``.
        TrustListNotSigned: It has no proof, or another than such a list has.
        TrustListOfOthers: Another key signed it.
        TrustListOtherContext: Its contexts are others.
        TrustListForged: The signature does not fit.
        TrustListMalformed: A member is not what it should be.
        TrustListWithoutEnd: It has no end, or lasts too long.
    """
    keys = {root: root_key(root) for root in roots}
    document = parse(data, limits=limits).unverified
    proof = _one_proof(document, limits)
    publisher = publisher_of(document)
    key = keys.get(publisher) if publisher is not None else None
    if publisher is None or key is None or not _is_method_of(proof.get("verificationMethod"), publisher):
        raise TrustListOfOthers("the list is not signed by the key that was given", pointer="/issuer/id")
    if document.get("@context") != list_contexts(document.get("id")):
        raise TrustListOtherContext("the contexts are not those of such a list", pointer="/@context")
    try:
        # With limits of its own, so that nothing of the list is kept in the memories for credentials.
        verify_proof(document, proof, key, at=at, limits=replace(limits))
    except CredentialError as error:
        raise TrustListForged("the signature does not fit the list", pointer=error.pointer) from error
    trust_list = replace(read_trust_list(document), signed_by=publisher)
    _refuse_endless(trust_list)
    return trust_list


def root_key(root: str) -> PublicKey:
    """Return the key by which a publisher is known.

    Raises:
        RootKeyMalformed: It is no did:key of an Ed25519 key.
    """
    try:
        key = did_key_public_key(root)
    except (CredentialError, KeyMalformed) as error:
        raise RootKeyMalformed(f"no did:key: {root[:80]!r}") from error
    if key.key_type is not KeyType.ED25519 or root != _DID_KEY + key.to_multikey():
        raise RootKeyMalformed(f"no did:key of an Ed25519 key: {root[:80]!r}")
    return key


def publisher_of(unverified: JsonObject) -> str | None:
    """Return the id of who is named as the publisher; that they are is not looked at."""
    issuer = unverified.get("issuer")
    publisher = issuer.get("id") if isinstance(issuer, dict) else None
    return publisher if isinstance(publisher, str) else None


def unsigned_document(trust_list: TrustList) -> JsonObject:
    """Return the document that a publisher signs.

    Raises:
        TrustListOtherContext: The list has no https URL.

    Spec: VCDM 2.0 §5.3 for the digest of the context.
    """
    contexts = list_contexts(trust_list.id)
    digest = hashlib.sha256(context_file()).digest()
    related: JsonObject = {"id": contexts[1], "digestSRI": f"sha256-{base64.b64encode(digest).decode()}"}
    return {"@context": [*contexts], **trust_list_members(trust_list), "relatedResource": [related]}


def list_contexts(list_url: JsonValue) -> list[str]:
    """Return the ``@context`` of the list at a URL.

    Raises:
        TrustListOtherContext: It is no https URL with the name of a file.
    """
    folder, _, name = list_url.rpartition("/") if isinstance(list_url, str) else ("", "", "")
    if not name or not folder.startswith(_HTTPS) or folder == _HTTPS:
        raise TrustListOtherContext("a signed list says at which https URL it is published", pointer="/id")
    return [CREDENTIALS_V2, f"{folder}/{CONTEXT_NAME}"]


def context_file() -> bytes:
    """Return the file that is published as :data:`CONTEXT_NAME` beside a list."""
    return recognition_contexts().content(RECOGNISED_SCHOOLS)


def _one_proof(document: JsonObject, limits: Limits) -> JsonObject:
    try:
        proofs = embedded_proofs(document, limits=limits)
    except CredentialError as error:
        raise TrustListNotSigned("the proof cannot be read", pointer=error.pointer) from error
    if len(proofs) != 1:
        raise TrustListNotSigned("such a list has exactly one proof", pointer="/proof")
    if (proofs[0].get("type"), proofs[0].get("cryptosuite")) != (
        EDDSA_JCS_2022.proof_type,
        EDDSA_JCS_2022.name,
    ):
        raise TrustListNotSigned(f"such a list is signed with {EDDSA_JCS_2022.name}", pointer="/proof")
    return proofs[0]


def _is_method_of(method: JsonValue, did: str) -> bool:
    return method == f"{did}#{did.removeprefix(_DID_KEY)}"


def _refuse_endless(trust_list: TrustList) -> None:
    end = trust_list.valid_until
    if end is None or end - trust_list.published_at > MAX_VALIDITY:
        raise TrustListWithoutEnd(
            f"an edition lasts {MAX_VALIDITY.days} days at most, and says until when", pointer="/validUntil"
        )
