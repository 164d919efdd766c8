"""Cards of the school of ``verification_for_tests``, right ones and wrong ones, with real signatures."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import cbor2

from credentials.card.address import write_address
from credentials.card.claims import write_claims
from credentials.card.digest import credential_digest
from credentials.card.envelope import key_id_of, to_be_signed, write_envelope
from credentials.card.signing import CardSigner
from credentials.card.values import Card, CardPlace
from credentials.parsing import JsonObject
from credentials.recognized_entity import RecognizedKey, TrustList
from tests.keys_for_tests import KeyForTests, ed25519_key
from tests.verification_for_tests import (
    AT,
    AWARDED,
    INDEX,
    SCHOOL,
    badge,
    recognised_key,
    signed,
    status_entry,
    status_list,
    trust_list,
)
from verifier import DEFAULT, KnownRecipient, Policy, VerificationReport, offline
from verifier.cards import verify_card
from verifier.resources import Fetch

HOST = "verifieer.example"
CARD_KEY = ed25519_key("card key of the school")
SECOND_CARD_KEY = ed25519_key("second card key of the school")
REVOCATION_URL = "https://roc-voorbeeld.example/status/revocation-1.json"
SUSPENSION_URL = "https://roc-voorbeeld.example/status/suspension-1.json"
CREDENTIAL: JsonObject = signed(badge(credentialStatus=status_entry(url=REVOCATION_URL)))
"""The credential that the card is of."""

CARD = Card(
    school="99ZZ",
    credential_id="urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a11",
    name="Sanne de Vries",
    title="Warmtepompen installeren",
    digest=credential_digest(CREDENTIAL),
    issued_at=AWARDED,
    awarded_on=date(2026, 11, 19),
    nlqf="4",
    level_is_indicative=True,
    study_load=240,
    revocation=CardPlace(1, INDEX),
    instrument=1,
)
FULL_CARD = replace(
    CARD, valid_until=datetime(2031, 11, 20, 9, 0, tzinfo=UTC), suspension=CardPlace(1, 131_071)
)
"""A card with everything that a card can have."""


def card_bytes(card: Card = CARD, key: KeyForTests = CARD_KEY) -> bytes:
    """Return a card, signed."""
    return CardSigner(key.signer(key.method_of(SCHOOL)), key.public_key).sign(card)


def address_of(data: bytes) -> str:
    """Return the address that a QR code would hold."""
    return write_address(HOST, data)


def card_address(card: Card = CARD, key: KeyForTests = CARD_KEY) -> str:
    """Return the address of a card, signed."""
    return address_of(card_bytes(card, key))


def of_payload(payload: bytes, key: KeyForTests = CARD_KEY) -> bytes:
    """Return a card with any payload, properly signed."""
    key_id = key_id_of(key.public_key)
    return write_envelope(key_id, payload, key.sign(to_be_signed(key_id, payload)))


def claims_with(card: Card = CARD, **changes: Any) -> bytes:  # noqa: ANN401 - whatever CBOR has
    """Return a payload with claims changed, in deterministic encoding.

    ``c6=…`` is the claim 6 of the outer map, ``m3=…`` member 3 of the inner; the value ... takes it out.
    """
    claims: Any = cbor2.loads(write_claims(card))
    for name, value in changes.items():
        owner, key = (claims if name[0] == "c" else claims[-70200]), int(name[1:])
        if value is ...:
            del owner[key]
        else:
            owner[key] = value
    return cbor2.dumps(claims, canonical=True)


def card_with(**changes: Any) -> str:  # noqa: ANN401 - whatever CBOR has
    """Return the address of a card with claims changed, properly signed; see :func:`claims_with`."""
    return address_of(of_payload(claims_with(**changes)))


def of_message(
    *,
    protected: bytes | None = None,
    unprotected: dict[Any, Any] | None = None,
    payload: bytes | None = None,
    signature: bytes | None = None,
    tag: int | None = 18,
) -> bytes:
    """Return a COSE_Sign1 message with other parts than a card has, signed over what is in it."""
    if protected is None:
        protected = cbor2.dumps({1: -8, 4: key_id_of(CARD_KEY.public_key)}, canonical=True)
    if payload is None:
        payload = write_claims(CARD)
    if signature is None:
        signature = CARD_KEY.sign(cbor2.dumps(["Signature1", protected, b"", payload], canonical=True))
    message = [protected, unprotected or {}, payload, signature]
    return cbor2.dumps(message if tag is None else cbor2.CBORTag(tag, message), canonical=True)


def card_key(key: KeyForTests = CARD_KEY, **options: Any) -> RecognizedKey:  # noqa: ANN401
    """Return a card key as it stands on the trust list."""
    return recognised_key(key, **options)


def trusted(
    *card_keys: RecognizedKey,
    status_lists: tuple[str, ...] = (REVOCATION_URL, SUSPENSION_URL),
    **options: Any,  # noqa: ANN401
) -> TrustList:
    """Return the trust list with the school on it, by default with its card key."""
    listed = trust_list(status_lists=status_lists, **options)
    (school,) = listed.entities
    return replace(listed, entities=(replace(school, card_keys=card_keys or (card_key(),)),))


TRUSTED = trusted()
IN_FORCE = (
    status_list(url=REVOCATION_URL),
    status_list(url=SUSPENSION_URL, purpose="suspension"),
)
REVOKED = (status_list(INDEX, url=REVOCATION_URL), IN_FORCE[1])
SUSPENDED = (IN_FORCE[0], status_list(131_071, url=SUSPENSION_URL, purpose="suspension"))
LATER = AT + timedelta(days=365 * 6)


def report_on_card(
    address: str | bytes | None = None,
    *,
    trusted: TrustList | None = TRUSTED,
    lists: Iterable[bytes] = IN_FORCE,
    policy: Policy = DEFAULT,
    at: datetime = AT,
    recipient: KnownRecipient | None = None,
    fetch: Fetch = offline,
) -> VerificationReport:
    """Verify a card, by default the right one, offline, with the school and its lists at hand."""
    return verify_card(
        card_address() if address is None else address,
        at=at,
        trust_list=trusted,
        status_lists=lists,
        policy=policy,
        recipient=recipient,
        fetch=fetch,
    )
