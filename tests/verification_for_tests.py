"""A school, its badges, its lists, and what a verifier makes of them: real signatures throughout."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from contexts import CREDENTIALS_V1
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.vc_jwt import sign_jwt
from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey, TrustList
from credentials.status.bitstring import MIN_LENGTH, Bitstring
from credentials.status.status_list import build_status_list_credential
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, KeyForTests, controlled_identifier_document
from verifier import (
    DEFAULT,
    CheckId,
    CheckResult,
    Code,
    KnownRecipient,
    Needed,
    Policy,
    Unavailable,
    VerificationReport,
    offline,
    verify,
)
from verifier.resources import Fetch

OB_3_0_1 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
DATA_INTEGRITY_V2 = "https://w3id.org/security/data-integrity/v2"
SCHOOL = "did:web:roc-voorbeeld.example"
SCHOOL_DOCUMENT_URL = "https://roc-voorbeeld.example/.well-known/did.json"
AWARDED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LIST_URL = "https://roc-voorbeeld.example/status/1"
SUSPENSION_URL = "https://roc-voorbeeld.example/status/2"
INDEX = 48_213
RESULT_ID = "urn:uuid:3a1d0ea6-0000-4a11-8b11-111111111111"
EMAIL_HASH = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
"""Of a@example.com with the salt Kosher: the example of the specification."""


def badge(**changes: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return an unsigned badge without status. A change to None takes the member out."""
    document: JsonObject = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Warmtepompen installeren",
        "issuer": {"id": SCHOOL, "type": ["Profile"], "name": "ROC Voorbeeld"},
        "validFrom": "2026-11-20T09:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": EMAIL_HASH,
                    "identityType": "emailAddress",
                    "salt": "Kosher",
                },
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": "Sanne de Vries",
                    "identityType": "name",
                },
            ],
            "achievement": {
                "id": "https://roc-voorbeeld.example/modules/warmtepompen/1.0.0",
                "type": ["Achievement"],
                "achievementType": "MicroCredential",
                "name": "Warmtepompen installeren",
                "description": "Installeert en regelt een warmtepomp in.",
                "criteria": {"narrative": "Een praktijkexamen."},
            },
        },
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def badge_1_1(*contexts: str, **changes: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return an unsigned badge of VCDM 1.1. A change to None takes the member out.

    Args:
        contexts: What stands behind the contexts of VCDM 1.1 and of Open Badges.
        changes: Members to add or replace.
    """
    older: JsonObject = {
        "@context": [CREDENTIALS_V1, OB_3_0_1, *(contexts or (DATA_INTEGRITY_V2,))],
        "validFrom": None,
        "issuanceDate": "2026-11-20T09:00:00Z",
    }
    return badge(**(older | changes))


OWN_CONTEXT: JsonObject = {
    "zaal": "https://roc-voorbeeld.example/woorden#zaal",
    "Keuzedeel": "https://roc-voorbeeld.example/woorden#Keuzedeel",
}
"""Words of the school's own, as a context that is written out in the credential."""


def badge_with_own_terms() -> JsonObject:
    """Return an unsigned badge that says in which room the examination was, in a word of the school's own."""
    return badge_with("/credentialSubject/achievement/zaal", "B 1.07", badge_with("/@context/2", OWN_CONTEXT))


def badge_with(pointer: str, value: Any, document: JsonObject | None = None) -> JsonObject:  # noqa: ANN401
    """Return the badge with the member at a JSON pointer set, or removed when ``value`` is ``...``."""
    changed: Any = json.loads(json.dumps(document if document is not None else badge()))
    *path, last = pointer.removeprefix("/").split("/")
    owner = changed
    for step in path:
        owner = owner[int(step)] if isinstance(owner, list) else owner[step]
    key: Any = int(last) if isinstance(owner, list) else last
    if value is ...:
        del owner[key]
    elif isinstance(owner, list) and key == len(owner):
        owner.append(value)
    else:
        owner[key] = value
    result: JsonObject = changed
    return result


def status_entry(
    index: int | str = INDEX, purpose: str = "revocation", url: str = LIST_URL, **members: JsonValue
) -> JsonObject:
    """Return an entry of ``credentialStatus``."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": url,
        **members,
    }


def signed(
    document: JsonObject,
    key: KeyForTests = ISSUER_ED25519,
    *,
    controller: str = SCHOOL,
    created: datetime = AWARDED,
    **options: Any,  # noqa: ANN401
) -> JsonObject:
    """Return the document with a proof by a key of ``controller``."""
    method = key.did_key_method if controller == "did:key" else key.method_of(controller)
    return add_proof(document, key.signer(method), created=created, **options)


def as_bytes(document: JsonObject) -> bytes:
    """Return a document as a file."""
    return json.dumps(document, ensure_ascii=False).encode()


def as_jwt(document: JsonObject, key: KeyForTests = ISSUER_P256, *, controller: str = SCHOOL) -> bytes:
    """Return the document as a compact JWT by a key of ``controller``."""
    return sign_jwt(document, key.signer(key.method_of(controller))).encode()


def unsigned_status_list(
    *indexes: int,
    url: str = LIST_URL,
    purpose: str = "revocation",
    issuer: str = SCHOOL,
    length: int = MIN_LENGTH,
    valid_from: datetime = AWARDED,
    valid_until: datetime | None = None,
) -> JsonObject:
    """Return a status list in which ``indexes`` are set."""
    bits = Bitstring(length)
    for index in indexes:
        bits.set(index, True)
    return build_status_list_credential(
        url=url,
        issuer_id=issuer,
        purpose=purpose,
        bitstring=bits,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def status_list(*indexes: int, issuer: str = SCHOOL, **options: Any) -> bytes:  # noqa: ANN401
    """Return a signed status list in which ``indexes`` are set."""
    return as_bytes(signed(unsigned_status_list(*indexes, issuer=issuer, **options), controller=issuer))


def recognised_key(
    key: KeyForTests,
    *,
    controller: str = SCHOOL,
    valid_from: datetime = AWARDED - timedelta(days=365),
    valid_until: datetime | None = None,
    revoked: datetime | None = None,
    expires: datetime | None = None,
) -> RecognizedKey:
    """Return a key as it stands on the trust list."""
    method = VerificationMethod(
        id=key.method_of(controller),
        type="Multikey",
        controller=controller,
        public_key=key.public_key,
        revoked=revoked,
        expires=expires,
    )
    return RecognizedKey(
        verification_method=method, valid_from=valid_from, valid_until=valid_until, revoked=revoked
    )


def trust_list(
    *keys: RecognizedKey,
    valid_until: datetime | None = None,
    recognized_from: datetime = AWARDED - timedelta(days=365),
    recognized_until: datetime | None = None,
    status_lists: tuple[str, ...] = (),
    limited_to: tuple[RecognizedAction, ...] = (),
    card_keys: tuple[RecognizedKey, ...] = (),
) -> TrustList:
    """Return a trust list with the school on it, by default with both of its keys."""
    entity = RecognizedEntity(
        id=SCHOOL,
        name="ROC Voorbeeld",
        brin="99ZZ",
        recognized_from=recognized_from,
        recognized_until=recognized_until,
        keys=keys or (recognised_key(ISSUER_ED25519), recognised_key(ISSUER_P256)),
        status_lists=status_lists,
        limited_to=limited_to,
        card_keys=card_keys,
    )
    return TrustList(
        name="Testlijst",
        publisher="Testraad",
        published_at=AWARDED - timedelta(days=30),
        sequence=1,
        entities=(entity,),
        valid_until=valid_until,
    )


TRUST_LIST = trust_list()


def fetching(documents: Mapping[str, bytes | Unavailable]) -> Fetch:
    """Return a fetcher that knows these URLs, and has nothing else."""

    def fetch(needed: Needed) -> bytes | Unavailable:
        return documents.get(needed.url, offline(needed))

    return fetch


def document_of(controller: str, *keys: KeyForTests, **members: Any) -> bytes:  # noqa: ANN401
    """Return the controlled identifier document of ``controller``."""
    return as_bytes(controlled_identifier_document(controller, *keys) | members)


def report_on(
    source: JsonObject | bytes,
    *,
    trusted: TrustList | None = TRUST_LIST,
    lists: Iterable[bytes] = (),
    policy: Policy = DEFAULT,
    at: datetime = AT,
    recipient: KnownRecipient | None = None,
    fetch: Fetch = offline,
) -> VerificationReport:
    """Verify a file or a document, by default offline and with the school on the trust list."""
    return verify(
        source if isinstance(source, bytes) else as_bytes(source),
        at=at,
        trust_list=trusted,
        status_lists=lists,
        policy=policy,
        recipient=recipient,
        fetch=fetch,
    )


def result_of(report: VerificationReport, check: CheckId) -> CheckResult:
    """Return the result of one check, which must be there."""
    result = report.result(check)
    assert result is not None, f"no result for {check}"
    return result


def found(report: VerificationReport, check: CheckId) -> list[tuple[Code, str | None]]:
    """Return the codes and pointers that a check found."""
    return [(finding.code, finding.pointer) for finding in result_of(report, check).findings]
