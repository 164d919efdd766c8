"""Cards: what goes on one comes off it, in one way only. The faults are in tests/vectors/card."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import cbor2
import pytest

from credentials.achievement.building import BadgeBuilder, build_open_badge
from credentials.achievement.instruments import INSTRUMENT_OF_CARD, INSTRUMENTS
from credentials.achievement.model import StatusEntry, StudyLoad
from credentials.card.address import (
    MAX_CARD_DIGITS,
    MAX_HOST_CHARACTERS,
    from_decimal,
    is_host,
    read_address,
    to_decimal,
    write_address,
)
from credentials.card.claims import read_claims, write_claims
from credentials.card.digest import ClassDigests, credential_digest, is_of_credential
from credentials.card.envelope import MAX_CARD_BYTES, key_id_of, to_be_signed, write_envelope
from credentials.card.errors import (
    CardAddressMalformed,
    CardClaimsMalformed,
    CardDateRefused,
    CardNotMakeable,
    CardTextRefused,
)
from credentials.card.reading import parse_card, parse_card_address
from credentials.card.signing import CardSigner, card_of
from credentials.card.text_rules import tidied
from credentials.card.values import Card, CardPlace
from credentials.jsonld.writing.jcs import NotCanonicalJSON
from credentials.parsing import JsonObject
from credentials.proofs.vc_jwt import parse_jwt
from tests.awards_for_tests import AWARD, BARE_AWARD, SCHOOL, award_with
from tests.cards_for_tests import CARD, CARD_KEY, CREDENTIAL, FULL_CARD, card_bytes
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256
from tests.verification_for_tests import as_jwt, badge, signed

REVOCATION = StatusEntry(
    status_list_credential=f"{SCHOOL}/status/revocation-3.json", status_list_index=94_567
)
SUSPENSION = StatusEntry(
    status_list_credential=f"{SCHOOL}/status/suspension-1.json",
    status_list_index=0,
    status_purpose="suspension",
)
NO_LEVEL = replace(CARD, nlqf=None, level_is_indicative=None)
ISSUED = award_with(AWARD, status=(REVOCATION, SUSPENSION))


class TestCardOfAward:
    def test_it_says_what_was_awarded(self) -> None:
        credential = build_open_badge(ISSUED)
        assert card_of(ISSUED, credential_digest(credential)) == Card(
            school="99ZZ",
            credential_id=ISSUED.credential_id,
            name="Zoë van ’t Hof",
            title="Bediening met keukenbasis",
            digest=credential_digest(credential),
            issued_at=datetime(2026, 7, 2, 9, 30, 15, tzinfo=UTC),
            awarded_on=ISSUED.awarded_on,
            valid_until=datetime(2029, 7, 1, 22, 0, tzinfo=UTC),
            nlqf="2",
            level_is_indicative=True,
            study_load=240,
            revocation=CardPlace(3, 94_567),
            suspension=CardPlace(1, 0),
            instrument=1,
        )

    def test_it_leaves_out_what_there_is_not(self) -> None:
        card = card_of(BARE_AWARD, bytes(16))
        assert card.school == "https://roctest.example/issuer"
        assert (card.valid_until, card.study_load, card.revocation, card.suspension) == (None,) * 4
        assert (card.nlqf, card.level_is_indicative) == ("4+", False)

    def test_it_has_nothing_that_tells_who_the_learner_is_besides_the_name(self) -> None:
        card = card_of(ISSUED, bytes(16))
        shown = repr(card) + repr(card_bytes(card))
        recipient = ISSUED.recipient
        for secret in (recipient.email, recipient.email_salt, recipient.subject_id, "EC-2026-0142"):
            assert secret
            assert secret.lower() not in shown.lower()

    @pytest.mark.parametrize("unit", ["ECTS", "uur"])
    def test_a_study_load_in_another_unit_is_left_out(self, unit: str) -> None:
        award = award_with(ISSUED, module__study_load=StudyLoad(value=8, unit=unit))
        assert card_of(award, bytes(16)).study_load is None

    @pytest.mark.parametrize(
        "entries",
        [
            (replace(REVOCATION, status_list_credential=f"{SCHOOL}/status/revocation/1"),),
            (replace(REVOCATION, status_list_credential=f"{SCHOOL}/status/suspension-1"),),
            (REVOCATION, replace(REVOCATION, status_list_index=1)),
        ],
    )
    def test_a_place_without_a_number_makes_no_card_that_cannot_be_revoked(
        self, entries: tuple[StatusEntry, ...]
    ) -> None:
        award = award_with(ISSUED, status=entries)
        with pytest.raises(CardNotMakeable) as caught:
            card_of(award, bytes(16))
        assert caught.value.pointer == "/revocation"

    def test_moments_of_other_zones_are_written_in_utc(self) -> None:
        summer = timezone(timedelta(hours=2))
        award = award_with(ISSUED, valid_from=datetime(2026, 7, 2, 11, 30, 15, tzinfo=summer))
        assert card_of(award, bytes(16)).issued_at == datetime(2026, 7, 2, 9, 30, 15, tzinfo=UTC)

    def test_every_instrument_has_a_number_of_its_own(self) -> None:
        assert {number: one.key for number, one in INSTRUMENT_OF_CARD.items()} == {
            1: "microcredential",
            2: "mbo_certificaat",
            3: "praktijkverklaring",
            4: "mbo_verklaring",
            5: "keuzedeel_resultaat",
            6: "branchecertificaat",
        }
        assert len(INSTRUMENTS) == len(INSTRUMENT_OF_CARD)


class TestDigest:
    def test_it_is_the_same_for_every_form(self) -> None:
        unsigned = badge()
        embedded = signed(unsigned)
        jwt = parse_jwt(as_jwt(unsigned, ISSUER_P256).decode()).unverified
        assert embedded["proof"]
        assert credential_digest(unsigned) == credential_digest(embedded) == credential_digest(jwt)

    def test_it_does_not_depend_on_how_the_json_is_written(self) -> None:
        turned = dict(reversed(json.loads(json.dumps(CREDENTIAL)).items()))
        assert credential_digest(turned) == credential_digest(CREDENTIAL)

    def test_it_is_the_start_of_the_hash_of_the_canonical_json(self) -> None:
        # SHA-256 of {"a":[1,true],"é":"\u20ac"} as RFC 8785 writes it.
        assert credential_digest({"é": "€", "a": [1, True], "proof": {}}).hex() == (
            "9fb7e41167a2bfb229406eebd2ffec1c"
        )

    def test_that_of_a_class_is_the_same(self) -> None:
        builder, digests = BadgeBuilder(), ClassDigests()
        for number in range(3):
            for award in (ISSUED, BARE_AWARD, award_with(ISSUED, language="en")):
                credential = builder.build(replace(award, evidence=(f"Bewijs {number}",)))
                assert digests.of(credential) == credential_digest(credential)

    @pytest.mark.parametrize(
        "credential",
        [
            {"issuer": {"id": "x"}, "credentialSubject": {"achievement": {"credits": 1e21}}},
            {"issuer": {"id": "x"}, "credentialSubject": {"achievement": {}, "credits": 0.5}},
            {"issuer": {"id": "x"}, "credentialSubject": {"achievement": {}}, "\U0001f600": 1, "\ufb33": 2},
            {"issuer": "x", "credentialSubject": [{"achievement": {}}]},
            {"issuer": "x", "credentialSubject": {}},
            {"credentialSubject": {"achievement": {}}},
        ],
    )
    def test_that_of_a_class_is_the_same_for_any_document(self, credential: JsonObject) -> None:
        assert ClassDigests().of(credential) == credential_digest(credential)

    @pytest.mark.parametrize("value", [float("nan"), 2**60, "\ud800"])
    def test_what_is_no_json_is_refused_for_a_class_too(self, value: float | str) -> None:
        in_rest: JsonObject = {"issuer": "x", "credentialSubject": {"achievement": {}}, "a": value}
        in_part: JsonObject = {"issuer": "x", "credentialSubject": {"achievement": {"a": value}}}
        for credential in (in_rest, in_part):
            with pytest.raises(NotCanonicalJSON):
                ClassDigests().of(credential)

    def test_a_card_is_of_one_credential(self) -> None:
        assert is_of_credential(CARD, CREDENTIAL)
        assert not is_of_credential(CARD, CREDENTIAL | {"name": "Iets anders"})


class TestClaims:
    @pytest.mark.parametrize(
        "card", [CARD, FULL_CARD, replace(CARD, name=None, nlqf=None, level_is_indicative=None)]
    )
    def test_what_is_written_is_read(self, card: Card) -> None:
        assert read_claims(write_claims(card)) == card

    def test_they_are_in_deterministic_encoding(self) -> None:
        payload = write_claims(FULL_CARD)
        assert cbor2.dumps(cbor2.loads(payload), canonical=True) == payload

    @pytest.mark.parametrize(
        ("change", "error", "pointer"),
        [
            ({"school": "25pv"}, CardClaimsMalformed, "/school"),
            ({"school": "did:web:" + "a" * 73}, CardTextRefused, "/school"),
            ({"credential_id": ""}, CardTextRefused, "/credential_id"),
            ({"name": ""}, CardTextRefused, "/name"),
            ({"name": "x" * 161}, CardTextRefused, "/name"),
            ({"name": "\ud800"}, CardTextRefused, "/name"),
            ({"title": "a\u0301"}, CardTextRefused, "/title"),
            ({"nlqf": "Instroom"}, CardClaimsMalformed, "/nlqf"),
            ({"nlqf": None}, CardClaimsMalformed, "/level_is_indicative"),
            ({"study_load": 0}, CardClaimsMalformed, "/study_load"),
            ({"study_load": 65_536}, CardClaimsMalformed, "/study_load"),
            ({"digest": b"short"}, CardClaimsMalformed, "/digest"),
            ({"revocation": CardPlace(0, 1)}, CardClaimsMalformed, "/revocation/number"),
            ({"suspension": CardPlace(1, -1)}, CardClaimsMalformed, "/suspension/index"),
            ({"instrument": 256}, CardClaimsMalformed, "/instrument"),
            ({"issued_at": datetime(2026, 1, 1)}, CardClaimsMalformed, "/issued_at"),  # noqa: DTZ001 - the fault
            ({"issued_at": CARD.issued_at + timedelta(milliseconds=1)}, CardClaimsMalformed, "/issued_at"),
            ({"valid_until": CARD.issued_at - timedelta(seconds=1)}, CardDateRefused, "/valid_until"),
            ({"awarded_on": CARD.issued_at.date() + timedelta(days=2)}, CardDateRefused, "/awarded_on"),
        ],
    )
    def test_what_no_reader_would_take_is_not_written(
        self, change: dict[str, object], error: type[Exception], pointer: str
    ) -> None:
        with pytest.raises(error) as caught:
            write_claims(replace(CARD, **change))  # type: ignore[arg-type]  # any field of a card
        assert isinstance(caught.value, CardClaimsMalformed)
        assert caught.value.pointer == pointer

    def test_a_text_is_tidied_into_what_may_be_written(self) -> None:
        text = tidied("\ufeff  Zoe\u0308\u00a0 van\n\u202e’t\u2028Hof\t")
        assert text == "Zoë van ’t Hof"
        assert write_claims(replace(CARD, name=text))


class TestEnvelope:
    def test_another_library_makes_the_same_message(self) -> None:
        payload = write_claims(CARD)
        key_id = key_id_of(CARD_KEY.public_key)
        protected = cbor2.dumps({1: -8, 4: key_id}, canonical=True)
        to_sign = cbor2.dumps(["Signature1", protected, b"", payload], canonical=True)
        assert to_be_signed(key_id, payload) == to_sign
        message = cbor2.CBORTag(18, [protected, {}, payload, CARD_KEY.sign(to_sign)])
        assert cbor2.dumps(message, canonical=True) == card_bytes()

    def test_the_key_that_signed_verifies_and_no_other(self) -> None:
        envelope = parse_card(card_bytes()).envelope
        assert envelope.is_signed_by(CARD_KEY.public_key)
        assert not envelope.is_signed_by(ISSUER_ED25519.public_key)

    @pytest.mark.parametrize(
        ("key_id", "payload", "signature"),
        [(7, 100, 64), (8, 23, 64), (8, 256, 64), (8, 100, 63)],
    )
    def test_parts_of_another_length_are_refused(self, key_id: int, payload: int, signature: int) -> None:
        with pytest.raises(ValueError, match="bytes"):
            write_envelope(bytes(key_id), bytes(payload), bytes(signature))

    def test_cards_are_signed_with_ed25519_alone(self) -> None:
        with pytest.raises(ValueError, match="Ed25519"):
            CardSigner(ISSUER_P256.signer(), ISSUER_P256.public_key)

    def test_an_issuer_that_takes_all_the_room_gets_no_card(self) -> None:
        school = "did:web:" + "a" * 72
        with pytest.raises(CardNotMakeable):
            card_bytes(replace(FULL_CARD, school=school, title="x" * 40))


class TestAddress:
    def test_what_is_written_is_read(self) -> None:
        data = card_bytes()
        address = write_address("verifieer.example:8443", data)
        assert read_address(address) == ("verifieer.example:8443", data)
        read = parse_card_address(address)
        assert (read.unverified, read.host) == (CARD, "verifieer.example:8443")

    def test_the_longest_card_has_627_digits(self) -> None:
        assert len(to_decimal(b"\xd2" + b"\xff" * (MAX_CARD_BYTES - 1))) == MAX_CARD_DIGITS

    def test_a_number_stands_for_as_many_bytes_as_it_takes(self) -> None:
        assert from_decimal("256") == b"\x01\x00"

    @pytest.mark.parametrize(
        "host",
        [
            "",
            "Verifieer.example",
            "verifieer.example.",
            "-a.example",
            "a..example",
            "a.example:0",
            "a.example:123456",
            "a.example/pad",
            "vérifier.example",
            "a" * MAX_HOST_CHARACTERS + "a",
        ],
    )
    def test_a_host_that_is_not_plain_is_refused(self, host: str) -> None:
        assert not is_host(host)
        with pytest.raises(CardAddressMalformed):
            write_address(host, card_bytes())
