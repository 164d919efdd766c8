"""Signed trust lists, and the key of who publishes them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.recognized_entity import RecognizedEntity, RecognizedKey, TrustList
from credentials.signed_trust_list import sign_trust_list, unsigned_document
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, KeyForTests, ed25519_key

ROOT_KEY = ed25519_key("publisher of the trust list")
NEXT_ROOT_KEY = ed25519_key("next key of the publisher of the trust list")
CARD_KEY = ed25519_key("card key of the school")
SCHOOL = "did:web:roc-voorbeeld.example"
OTHER_SCHOOL = "did:web:mbo-elders.example"
LIST_URL = "https://erkend.example/trust-list.json"
PUBLISHED_AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
VALID_UNTIL = PUBLISHED_AT + timedelta(days=30)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
RECOGNIZED_FROM = datetime(2020, 8, 1, tzinfo=UTC)


def key_of(
    key: KeyForTests,
    controller: str = SCHOOL,
    *,
    until: datetime | None = None,
    revoked: datetime | None = None,
    valid_from: datetime = RECOGNIZED_FROM,
) -> RecognizedKey:
    """Return a key as it stands on a list."""
    return RecognizedKey(
        verification_method=VerificationMethod(
            id=key.method_of(controller),
            type="Multikey",
            controller=controller,
            public_key=key.public_key,
            revoked=revoked,
        ),
        valid_from=valid_from,
        valid_until=until,
        revoked=revoked,
    )


def school(number: int = 0) -> RecognizedEntity:
    """Return the school of the other tests, or one of any number of others."""
    if number == 0:
        return RecognizedEntity(
            id=SCHOOL,
            name="ROC Voorbeeld",
            brin="99ZZ",
            kvk="12345678",
            url="https://roc-voorbeeld.example",
            recognized_from=RECOGNIZED_FROM,
            keys=(key_of(ISSUER_ED25519), key_of(ISSUER_P256)),
            card_keys=(key_of(CARD_KEY),),
            status_lists=("https://roc-voorbeeld.example/status/1",),
        )
    did = f"did:web:school-{number}.example"
    return RecognizedEntity(
        id=did,
        name=f"School {number}",
        recognized_from=RECOGNIZED_FROM,
        keys=(key_of(ed25519_key(f"school {number}"), did),),
        card_keys=(key_of(ed25519_key(f"cards of school {number}"), did),),
        status_lists=(f"https://school-{number}.example/status/1",),
    )


def edition(sequence: int = 1, *schools: RecognizedEntity, publisher: KeyForTests = ROOT_KEY) -> TrustList:
    """Return an edition of the list, by default with the school alone on it."""
    return TrustList(
        id=LIST_URL,
        name="Erkende scholen (test)",
        publisher="Testraad",
        publisher_id=publisher.did_key,
        published_at=PUBLISHED_AT,
        valid_until=VALID_UNTIL,
        sequence=sequence,
        entities=schools or (school(),),
    )


def signed_edition(trust_list: TrustList | int = 1, key: KeyForTests = ROOT_KEY) -> bytes:
    """Return the file of an edition."""
    if isinstance(trust_list, int):
        trust_list = edition(trust_list)
    return sign_trust_list(
        replace(trust_list, publisher_id=key.did_key), key.signer(), created=trust_list.published_at
    )


def signed_as_is(
    change: Callable[[JsonObject], None],
    *,
    key: KeyForTests = ROOT_KEY,
    trust_list: TrustList | None = None,
) -> bytes:
    """Return a file that the publisher's key did sign, though nobody should have: changed before."""
    document = unsigned_document(trust_list or edition())
    change(document)
    return json.dumps(
        add_proof(document, key.signer(), created=PUBLISHED_AT, cryptosuite="eddsa-jcs-2022")
    ).encode()
