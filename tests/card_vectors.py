"""The test vectors of docs/card.md, for whoever writes another reader: ``python -m tests.card_vectors``.

It writes ``tests/vectors/card/vectors.json``. A test holds that the file is what this makes, that each
vector has the outcome that it states, and that docs/card.md shows the first.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import cbor2

from credentials.card.address import read_address, to_decimal
from credentials.card.claims import write_claims
from credentials.card.envelope import key_id_of, to_be_signed
from credentials.card.errors import CardUnreadable
from credentials.card.reading import parse_card_address
from credentials.card.values import Card, CardPlace
from credentials.date_time_stamp import format_date_time_stamp
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.recognized_entity import TrustList
from credentials.trust_list import write_trust_list
from tests.cards_for_tests import (
    CARD,
    CARD_KEY,
    FULL_CARD,
    HOST,
    IN_FORCE,
    LATER,
    REVOCATION_URL,
    REVOKED,
    SECOND_CARD_KEY,
    SUSPENDED,
    TRUSTED,
    address_of,
    card_address,
    card_bytes,
    card_key,
    card_with,
    claims_with,
    of_message,
    of_payload,
    report_on_card,
    trusted,
)
from tests.keys_for_tests import ISSUER_ED25519, STRANGER_ED25519, KeyForTests
from tests.paths import ROOT
from tests.verification_for_tests import AT, AWARDED, SCHOOL
from verifier import VerificationReport

FILE = ROOT / "tests" / "vectors" / "card" / "vectors.json"

DAY = timedelta(days=1)
NO_BRIN = replace(CARD, school=SCHOOL)
NAME = b"\x6eSanne de Vries"
LONG_NAME = "Maria Johanna Elisabeth van den Hoogen-van der Meulen"
LONG_TITLE = "Installeren, in bedrijf stellen en onderhouden van warmtepompen in bestaande woningen"

TRUST_LISTS: dict[str, TrustList] = {
    "default": TRUSTED,
    "keyRetired": trusted(card_key(valid_until=AWARDED - DAY), card_key(SECOND_CARD_KEY)),
    "keyRetiredLater": trusted(card_key(valid_until=AWARDED + DAY), card_key(SECOND_CARD_KEY)),
    "keyYounger": trusted(card_key(valid_from=AWARDED + DAY)),
    "keyRevoked": trusted(card_key(revoked=AWARDED + DAY)),
    "otherKey": trusted(card_key(SECOND_CARD_KEY)),
    "notRecognisedThen": trusted(recognized_from=AWARDED + timedelta(hours=1)),
    "noLongerRecognised": trusted(recognized_until=AWARDED + timedelta(hours=1)),
    "expired": trusted(valid_until=AT - DAY),
    "noStatusLists": trusted(status_lists=()),
    "olderThanTheList": trusted(status_lists=(REVOCATION_URL,)),
    "twoPlaces": trusted(
        status_lists=("https://a.example/revocation-7", "https://b.example/revocation-8.json")
    ),
    "otherSchool": replace(TRUSTED, entities=(replace(TRUSTED.entities[0], brin="01AB"),)),
}
STATUS_LISTS: dict[str, Sequence[bytes]] = {
    "inForce": IN_FORCE,
    "revoked": REVOKED,
    "suspended": SUSPENDED,
    "none": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """A card, and with what it is verified.

    Attributes:
        name: What is tried.
        address: The card.
        trust_list: Name of the trust list.
        status_lists: Name of the set of status lists.
        at: The moment taken as "now".
    """

    name: str
    address: str
    trust_list: str = "default"
    status_lists: str = "inForce"
    at: datetime = AT

    def report(self) -> VerificationReport:
        """Return what our verifier makes of it."""
        return report_on_card(
            self.address,
            trusted=TRUST_LISTS[self.trust_list],
            lists=STATUS_LISTS[self.status_lists],
            at=self.at,
        )


def vectors() -> Iterator[Vector]:
    """Yield the vectors; the first is the one that docs/card.md works out."""
    yield from _good()
    yield from _not_good()
    yield from _addresses()
    yield from _envelopes()
    yield from _claims()


def _good() -> Iterator[Vector]:
    def good(name: str, card: Card = CARD, **options: Any) -> Vector:  # noqa: ANN401 - fields of Vector
        return Vector(name=f"good: {name}", address=card_address(card), **options)

    yield good("typical")
    yield good("everything that a card can have", FULL_CARD)
    yield good(
        "the least that a card can have",
        Card(
            school="99ZZ",
            credential_id=CARD.credential_id,
            title="X",
            digest=CARD.digest,
            issued_at=AWARDED,
            awarded_on=CARD.awarded_on,
        ),
    )
    yield good("the school by its DID", NO_BRIN)
    yield good("an id that is an address", replace(CARD, credential_id="https://roc-voorbeeld.example/c/1"))
    yield good("NLQF 4+, set officially", replace(CARD, nlqf="4+", level_is_indicative=False))
    yield good("a kind of document that nobody knows yet", replace(CARD, instrument=200))
    yield good("a title that was cut", replace(FULL_CARD, title=LONG_TITLE))
    yield good("a name and a title that were cut", replace(FULL_CARD, title=LONG_TITLE, name=LONG_NAME))
    yield good("260 bytes", replace(CARD, title="Warmtepompen " + "x" * 69))
    yield good(
        "letters with marks", replace(CARD, name="Zoë Çelik-Nguyễn", title="Gastvrijheid – à la carte")
    )
    yield good("the last moment of validity", FULL_CARD, at=FULL_CARD.valid_until or AT)
    yield good("signed by a key that was retired later", trust_list="keyRetiredLater")
    yield good("a status list that is younger than the trust list", FULL_CARD, trust_list="olderThanTheList")
    yield good("a school that is no longer recognised", trust_list="noLongerRecognised")
    host = card_address().replace(HOST, "ANDERS.example:8443").replace("https", "HTTPS")
    yield Vector(name="good: another host, in capitals, with a port", address=host)


def _not_good() -> Iterator[Vector]:
    def card(name: str, address: str = "", **options: Any) -> Vector:  # noqa: ANN401 - fields of Vector
        return Vector(name=name, address=address or card_address(), **options)

    full = card_address(FULL_CARD)
    yield card("revoked", status_lists="revoked")
    yield card("suspended", full, status_lists="suspended")
    yield card("the status list cannot be had", status_lists="none")
    yield card("expired", full, at=LATER)
    yield card("not yet valid", at=AWARDED - timedelta(seconds=1))
    yield card("the key was retired before", trust_list="keyRetired")
    yield card("the key is younger than the card", trust_list="keyYounger")
    yield card("the key was revoked since", trust_list="keyRevoked")
    yield card("a key that the list does not have", trust_list="otherKey")
    yield card("the key of another school", trust_list="otherSchool")
    yield card("a key of the school that is for credentials", card_address(key=ISSUER_ED25519))
    yield card("the key of a stranger", card_address(key=STRANGER_ED25519))
    yield card("signed by a stranger in the name of the school", address_of(_signed_by_stranger()))
    yield card("not recognised then", trust_list="notRecognisedThen")
    yield card("the trust list has ended", trust_list="expired")
    yield card("the school has no status lists", trust_list="noStatusLists")
    yield card("the status lists of the school are in two places", trust_list="twoPlaces")
    data = bytearray(card_bytes())
    name = bytes(data).index(b"Sanne")
    data[name] = ord("J")
    yield card("another name", address_of(bytes(data)))
    data = bytearray(card_bytes())
    data[-1] ^= 0x80
    yield card("another signature", address_of(bytes(data)))
    yield card("no card of version 1", address_of(of_payload(_other_version())))


def _signed_by_stranger() -> bytes:
    payload = write_claims(CARD)
    signed = to_be_signed(key_id_of(CARD_KEY.public_key), payload)
    return of_message(payload=payload, signature=STRANGER_ED25519.sign(signed))


def _other_version() -> bytes:
    return cbor2.dumps({1: "99ZZ", 6: 1_800_000_000, -70201: {0: "something new"}}, canonical=True)


def _addresses() -> Iterator[Vector]:
    good, digits = card_address(), to_decimal(card_bytes())
    for name, address in (
        ("http", good.replace("https", "http")),
        ("a path", good.replace("/#", "/verify#")),
        ("no slash before the #", good.replace("/#", "#")),
        ("a query", good.replace("/#", "/?a=b#")),
        ("a user name", good.replace("https://", "https://verifieer.example@")),
        ("no digits", good.partition("#")[0] + "#1x" + digits),
        ("a leading zero", good.replace("#", "#0")),
        ("628 digits", good.partition("#")[0] + "#" + "1" * 628),
        ("261 bytes", good.partition("#")[0] + "#" + str(0xD2 << 2080)),
        ("one digit less", good[:-1]),
        ("other digits", good.partition("#")[0] + "#" + "٣" * 40),
    ):
        yield Vector(name=f"address: {name}", address=address)


def _envelopes() -> Iterator[Vector]:
    payload = write_claims(CARD)
    kid = key_id_of(CARD_KEY.public_key)

    def header(**changes: Any) -> bytes:  # noqa: ANN401 - whatever CBOR has
        members: dict[Any, Any] = {1: -8, 4: kid} | {int(name[1:]): value for name, value in changes.items()}
        members = {name: value for name, value in members.items() if value is not ...}
        return cbor2.dumps(members, canonical=True)

    good = card_bytes()
    for name, data in (
        ("no tag", of_message(tag=None)),
        ("the tag of COSE_Sign", of_message(tag=98)),
        ("the algorithm ES256", of_message(protected=header(h1=-7))),
        ("the algorithm Ed25519 by its newer number", of_message(protected=header(h1=-19))),
        ("the algorithm as text", of_message(protected=header(h1="EdDSA"))),
        ("no algorithm", of_message(protected=header(h1=...))),
        ("a critical header", of_message(protected=header(h2=[1]))),
        ("a content type", of_message(protected=header(h3="application/cwt"))),
        ("no kid", of_message(protected=header(h4=...))),
        ("a kid of 7 bytes", of_message(protected=header(h4=kid[:7]))),
        ("the kid unprotected", of_message(protected=header(h4=...), unprotected={4: kid})),
        ("the kid twice", of_message(unprotected={4: kid})),
        ("an empty protected header", of_message(protected=b"")),
        ("a signature of 63 bytes", of_message(signature=bytes(63))),
        ("a payload that is detached", b"\xd2" + cbor2.dumps([header(), {}, None, bytes(64)])),
        ("five parts", b"\xd2" + cbor2.dumps([header(), {}, payload, bytes(64), 1])),
        ("the header in another order", of_message(protected=b"\xa2\x04\x48" + kid + b"\x01\x27")),
        ("alg twice in the header", of_message(protected=b"\xa3\x01\x27\x01\x27\x04\x48" + kid)),
        ("the algorithm in two bytes", of_message(protected=b"\xa2\x01\x38\x07\x04\x48" + kid)),
        ("the length of the payload in two bytes", _longer_length(good)),
        ("a payload of indefinite length", _indefinite(good, payload)),
        ("a byte too many", good + b"\x00"),
        ("a byte too few", good[:-1]),
        ("no CBOR", b"\xd2\xff\xff\xff" + bytes(100)),
        ("a deep nest of arrays", b"\xd2" + b"\x81" * 200 + b"\x80"),
        ("an array that claims to be endless", b"\xd2\x9b" + b"\xff" * 8),
    ):
        yield Vector(name=f"envelope: {name}", address=address_of(data))


def _longer_length(card: bytes) -> bytes:
    return card[:17] + b"\x59\x00" + card[18:]


def _indefinite(card: bytes, payload: bytes) -> bytes:
    return card[:17] + b"\x5f" + card[17 : 19 + len(payload)] + b"\xff" + card[19 + len(payload) :]


def _claims() -> Iterator[Vector]:
    seconds = int(AWARDED.timestamp())
    day = (CARD.awarded_on - datetime(1970, 1, 1).date()).days  # noqa: DTZ001 - only the day is used
    changes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("no school", {"c1": ...}),
        ("a school that is neither", {"c1": "ROC Voorbeeld"}),
        ("a BRIN in small letters", {"c1": "99zz"}),
        ("no moment of issue", {"c6": ...}),
        ("a moment with a fraction", {"c6": seconds + 0.5}),
        ("a moment as a text", {"c6": "2026-11-20T09:00:00Z"}),
        ("a moment before 2020", {"c6": 1_577_836_799}),
        ("a moment after 2106", {"c6": 2**32}),
        ("an end before the beginning", {"c4": seconds - 1}),
        ("another claim", {"c2": "somebody"}),
        ("awarded two days after it was issued", {"m9": day + 3}),
        ("awarded before 2000", {"m9": 10_956}),
        ("no id", {"m0": ...}),
        ("an id of 15 bytes", {"m0": bytes(15)}),
        ("an id as text that could be bytes", {"m0": CARD.credential_id}),
        ("an id that is not ASCII", {"m0": "https://roc.example/ë"}),
        ("an empty name", {"m1": ""}),
        ("a name of spaces", {"m1": "   "}),
        ("a name with a space before it", {"m1": " Sanne"}),
        ("a name with a new line", {"m1": "Sanne\nde Vries"}),
        ("a name in bytes", {"m1": b"Sanne"}),
        ("a name that is not in form C", {"m1": "Zoe\u0308"}),
        ("a title that turns the direction", {"m2": "4\u202e001"}),
        ("a title that isolates a direction", {"m2": "4\u2066001"}),
        ("a title with a byte order mark", {"m2": "\ufeffTitel"}),
        ("no title", {"m2": ...}),
        ("level 0", {"m3": 0, "m10": ...}),
        ("level 10", {"m3": 10}),
        ("a level as a truth", {"m3": True}),
        ("an indication of no level", {"m3": ...}),
        ("an indication as a number", {"m10": 1}),
        ("a study load of 0", {"m4": 0}),
        ("a study load of 65,536", {"m4": 65_536}),
        ("a digest of 15 bytes", {"m5": bytes(15)}),
        ("no digest", {"m5": ...}),
        ("a status list 0", {"m6": [0, 1]}),
        ("a status index below 0", {"m6": [1, -1]}),
        ("a status index of 33 bits", {"m6": [1, 2**32]}),
        ("a place of three", {"m6": [1, 2, 3]}),
        ("a document of kind 256", {"m8": 256}),
        ("another member", {"m11": 1}),
        ("an e-mail address", {"m12": "sanne@example.com"}),
        ("nothing but null", {"m1": None}),
    )
    for name, change in changes:
        yield Vector(name=f"claims: {name}", address=card_with(**change))
    payload = write_claims(CARD)
    for name, altered in (
        ("a member twice", _member_twice()),
        ("members in another order", _other_order()),
        ("a number in more bytes", payload.replace(b"\x03\x04\x04\x18\xf0", b"\x03\x18\x04\x04\x18\xf0")),
        (
            "a text of indefinite length",
            payload.replace(b"\x6eSanne de Vries", b"\x7f\x6eSanne de Vries\xff"),
        ),
        ("a text that is not UTF-8", payload.replace(b"Sanne", b"S\xffnne")),
        ("a number with a tag", payload.replace(b"\x08\x01\x09", b"\x08\xc2\x41\x01\x09")),
        ("bytes behind it", payload + b"\x00"),
        ("no map", cbor2.dumps([payload])),
    ):
        if altered == payload:
            raise AssertionError(f"{name}: nothing was altered")
        yield Vector(name=f"claims: {name}", address=address_of(of_payload(altered)))


def _member_twice() -> bytes:
    payload = write_claims(CARD)
    inner = payload.index(b"\x3a\x00\x01\x12\x37") + 5
    return payload[:inner] + bytes((payload[inner] + 1,)) + payload[inner + 1 :] + b"\x0a\xf5"


def _other_order() -> bytes:
    members = cbor2.loads(claims_with())
    about = dict(reversed(members[-70200].items()))
    return cbor2.dumps({**members, -70200: about})


def document() -> JsonObject:
    """Return the whole file."""
    return {
        "about": "Test vectors of the card in a QR code, version 1; see docs/card.md",
        "host": HOST,
        "keys": [
            _key("card key of the school", CARD_KEY),
            _key("second card key of the school", SECOND_CARD_KEY),
            _key("issuer", ISSUER_ED25519),
            _key("somebody else", STRANGER_ED25519),
        ],
        "trustLists": {name: parse(write_trust_list(one)).unverified for name, one in TRUST_LISTS.items()},
        "statusLists": {name: _by_url(lists) for name, lists in STATUS_LISTS.items()},
        "vectors": [_vector(one) for one in vectors()],
    }


def _key(phrase: str, key: KeyForTests) -> JsonObject:
    raw = key.public_key.raw
    return {"phrase": phrase, "publicKey": raw.hex(), "kid": key_id_of(key.public_key).hex()}


def _by_url(lists: Sequence[bytes]) -> JsonObject:
    documents = [parse(one).unverified for one in lists]
    return {str(one["id"]): one for one in documents}


def _vector(vector: Vector) -> JsonObject:
    report = vector.report()
    codes = sorted({finding.code.value for result in report.results for finding in result.findings})
    return {
        "name": vector.name,
        "address": vector.address,
        "trustList": vector.trust_list,
        "statusLists": vector.status_lists,
        "at": format_date_time_stamp(vector.at),
        **_read(vector.address),
        "conclusion": report.conclusion.value,
        "checks": {result.check.value: result.status.value for result in report.results},
        "codes": [*codes],
    }


def _read(address: str) -> JsonObject:
    try:
        card = parse_card_address(address)
    except CardUnreadable as error:
        return {"error": error.code, "pointer": error.pointer}
    return {"bytes": read_address(address)[1].hex(), "card": card_json(card.unverified)}


def card_json(card: Card) -> JsonObject:
    """Return a card as JSON; what is absent is left out."""

    def place(one: CardPlace | None) -> JsonValue:
        return None if one is None else {"list": one.number, "index": one.index}

    end = card.valid_until
    members: JsonObject = {
        "school": card.school,
        "credentialId": card.credential_id,
        "name": card.name,
        "title": card.title,
        "nlqf": card.nlqf,
        "levelIsIndicative": card.level_is_indicative,
        "studyLoad": card.study_load,
        "instrument": card.instrument,
        "awardedOn": card.awarded_on.isoformat(),
        "issuedAt": format_date_time_stamp(card.issued_at),
        "validUntil": None if end is None else format_date_time_stamp(end),
        "digest": card.digest.hex(),
        "revocation": place(card.revocation),
        "suspension": place(card.suspension),
    }
    return {name: value for name, value in members.items() if value is not None}


def text_of(whole: JsonObject) -> str:
    """Write the file with one vector, one list or one key on a line."""

    def line(value: JsonValue) -> str:
        return json.dumps(value, ensure_ascii=False)

    parts: list[str] = []
    for name, value in whole.items():
        if isinstance(value, list):
            lines = ",\n  ".join(line(one) for one in value)
            parts.append(f"{line(name)}: [\n  {lines}\n ]")
        elif isinstance(value, dict):
            lines = ",\n  ".join(f"{line(key)}: {line(one)}" for key, one in value.items())
            parts.append(f"{line(name)}: {{\n  {lines}\n }}")
        else:
            parts.append(f"{line(name)}: {line(value)}")
    inside = ",\n ".join(parts)
    return f"{{\n {inside}\n}}\n"


if __name__ == "__main__":
    FILE.write_text(text_of(document()), "utf-8")
