"""Cards: what goes on one comes off it, what is changed is noticed, and a reader makes nothing else of it."""

import string
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.card.address import from_decimal, read_address, to_decimal, write_address
from credentials.card.claims import read_claims, write_claims
from credentials.card.envelope import MAX_CARD_BYTES, read_envelope
from credentials.card.errors import CardUnreadable
from credentials.card.fitting import cut
from credentials.card.graphemes import may_cut
from credentials.card.reading import parse_card, parse_card_address
from credentials.card.text_rules import MAX_TEXT_BYTES, tidied
from credentials.card.values import ELLIPSIS, Card, CardPlace
from tests.cards_for_tests import CARD, FULL_CARD, address_of, card_bytes, of_payload, report_on_card
from verifier import Conclusion

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = 1_577_836_800, 2**32 - 1
TEXTS = st.text(min_size=1, max_size=60).map(lambda text: cut(tidied(text), MAX_TEXT_BYTES)).filter(bool)
PLACES = st.builds(CardPlace, st.integers(1, 65_535), st.integers(0, 2**32 - 1))
IDS = st.uuids().map(lambda one: one.urn) | st.text(string.ascii_letters + ":/.-", min_size=1, max_size=40)
SCHOOLS = st.from_regex(r"[0-9]{2}[A-Z]{2}", fullmatch=True) | st.from_regex(
    r"did:web:[a-z0-9.]{1,20}", fullmatch=True
)


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """Any card that may be written; it may be too long."""
    issued = draw(st.integers(FIRST, LAST))
    end = draw(st.none() | st.integers(issued, LAST))
    latest = EPOCH.date() + timedelta(days=issued // 86_400 + 1)
    awarded = draw(st.dates(date(2000, 1, 1), min(latest, EPOCH.date() + timedelta(days=49_709))))
    level = draw(st.none() | st.sampled_from(["1", "2", "3", "4", "4+", "5", "6", "7", "8"]))
    return Card(
        school=draw(SCHOOLS),
        credential_id=draw(IDS),
        name=draw(st.none() | TEXTS),
        title=draw(TEXTS),
        digest=draw(st.binary(min_size=16, max_size=16)),
        issued_at=EPOCH + timedelta(seconds=issued),
        valid_until=None if end is None else EPOCH + timedelta(seconds=end),
        awarded_on=awarded,
        nlqf=level,
        level_is_indicative=draw(st.none() | st.booleans()) if level else None,
        study_load=draw(st.none() | st.integers(1, 65_535)),
        revocation=draw(st.none() | PLACES),
        suspension=draw(st.none() | PLACES),
        instrument=draw(st.none() | st.integers(1, 255)),
    )


@given(card=cards())
def test_the_claims_that_are_written_are_read(card: Card) -> None:
    payload = write_claims(card)
    assert read_claims(payload) == card
    assert cbor2.dumps(cbor2.loads(payload), canonical=True) == payload


@given(card=cards())
def test_a_card_that_is_signed_fits_and_says_the_same_but_for_what_was_cut(card: Card) -> None:
    data = card_bytes(card)
    assert len(data) <= MAX_CARD_BYTES
    read = parse_card_address(address_of(data)).unverified
    assert replace(read, name=card.name, title=card.title) == card
    for said, whole in ((read.name, card.name), (read.title, card.title)):
        assert said == whole or (whole or "").startswith((said or "").removesuffix(ELLIPSIS))
        assert said is None or unicodedata.is_normalized("NFC", said)


@given(data=st.binary(min_size=1, max_size=MAX_CARD_BYTES).filter(lambda data: data[0] != 0))
def test_the_decimal_number_is_reversible(data: bytes) -> None:
    assert from_decimal(to_decimal(data)) == data


@given(digits=st.text("0123456789", min_size=1, max_size=630))
def test_every_number_that_is_read_is_written_in_one_way(digits: str) -> None:
    try:
        data = from_decimal(digits)
    except CardUnreadable:
        assert digits.startswith("0") or len(digits) >= 627
    else:
        assert to_decimal(data) == digits


@given(bit=st.integers(0, len(card_bytes(FULL_CARD)) * 8 - 1))
def test_a_flipped_bit_never_passes(bit: int) -> None:
    data = bytearray(card_bytes(FULL_CARD))
    data[bit // 8] ^= 0x80 >> bit % 8
    if not data[0]:
        return
    report = report_on_card(address_of(bytes(data)))
    assert report.conclusion is not Conclusion.PASSED
    assert report.signed_card is None


@given(data=st.data())
def test_digits_that_are_changed_never_pass(data: st.DataObject) -> None:
    digits = to_decimal(card_bytes())
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([one for one in string.digits if one != digits[place]]))
    changed = f"https://v.example/#{digits[:place]}{other}{digits[place + 1 :]}"
    assert report_on_card(changed).conclusion is not Conclusion.PASSED


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_card_or_an_error_of_ours(data: bytes) -> None:
    for read in (parse_card, read_envelope, read_claims):
        with pytest.raises(CardUnreadable):
            read(data)


CBOR = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.binary(max_size=20)
    | st.builds(cbor2.CBORTag, st.integers(0, 300), st.integers(0, 5) | st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(-9, 12), inner, max_size=4),
    max_leaves=8,
)


@given(
    members=st.dictionaries(st.integers(0, 11), CBOR, max_size=3),
    outer=st.dictionaries(st.integers(1, 8), CBOR),
)
def test_any_claims_are_those_of_a_card_or_an_error_of_ours(
    members: dict[int, Any], outer: dict[int, Any]
) -> None:
    """With any value in any claim, properly signed: what is read is written as it was."""
    claims: Any = cbor2.loads(write_claims(CARD))
    claims[-70200] |= members
    claims |= outer
    data = of_payload(cbor2.dumps(claims, canonical=True)[:255])
    if len(data) > MAX_CARD_BYTES:
        return
    try:
        card = parse_card(data)
    except CardUnreadable:
        return
    assert write_claims(card.unverified) == card.envelope.unverified_payload


@given(place=st.integers(0, 159), value=st.integers(0, 255), data=st.binary(max_size=3))
def test_altered_bytes_of_claims_are_read_as_written_or_refused(place: int, value: int, data: bytes) -> None:
    payload = bytearray(write_claims(FULL_CARD))
    place %= len(payload)
    payload[place : place + 1] = bytes((value,)) + data
    try:
        card = parse_card(of_payload(bytes(payload)))
    except CardUnreadable:
        return
    assert write_claims(card.unverified) == bytes(payload)


@given(address=st.text(max_size=80) | st.from_regex(r"https?://[^#]{0,20}#[0-9]{0,30}"))
def test_any_text_is_an_address_or_an_error_of_ours(address: str) -> None:
    try:
        host, data = read_address(address)
    except CardUnreadable:
        return
    assert write_address(host, data).lower() == address.lower()


@given(text=st.text(max_size=40), room=st.integers(4, 60))
def test_a_cut_is_at_a_whole_character_and_within_the_room(text: str, room: int) -> None:
    text = tidied(text)
    made = cut(text, room)
    assert len(made.encode()) <= room
    if made != text:
        kept = made.removesuffix(ELLIPSIS)
        assert text.startswith(kept)
        assert may_cut(text, len(kept))
