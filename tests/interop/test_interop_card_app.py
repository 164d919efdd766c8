"""The card page in the browser and the library come to the same conclusion about every card.

The page has modules of its own (``verifier/web/card_app``), which Node runs as browsers do: two readers
written apart, of one format.

Spec: docs/card.md.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credentials.achievement.instruments import INSTRUMENT_OF_CARD
from credentials.card.address import to_decimal
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.parsing import JsonObject
from credentials.recognized_entity import RecognizedAction, TrustList
from credentials.signed_trust_list import open_signed_trust_list
from credentials.status.bitstring import Bitstring
from credentials.status.named_changes import name_changes
from credentials.status.status_changes import ChangeReason
from credentials.status.status_list import build_status_list_credential
from credentials.trust_list import write_trust_list
from tests.card_vectors import FILE
from tests.cards_for_tests import (
    CARD_KEY,
    FULL_CARD,
    HOST,
    REVOCATION_URL,
    TRUSTED,
    card_address,
    card_bytes,
    of_message,
    of_payload,
    report_on_card,
)
from tests.interop.node_peer import NodePeer
from tests.keys_for_tests import ISSUER_ED25519, STRANGER_ED25519, KeyForTests
from tests.status_changes_for_tests import changes_document, list_naming, listed
from tests.trust_for_tests import (
    NEXT_ROOT_KEY,
    NOW,
    ROOT_KEY,
    VALID_UNTIL,
    edition,
    school,
    signed_as_is,
    signed_edition,
)
from tests.verification_for_tests import AT, AWARDED, INDEX, SCHOOL, as_bytes, signed, status_list
from verifier import CheckId, Code, VerificationReport

VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
ASKED = ("structure", "proof", "validity_period", "status", "issuer_trust")
ROOTS = [ROOT_KEY.did_key]

# The process is one for all, and keeps nothing from one question to the next.
one_process = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def said_by_page(
    page: NodePeer,
    address: str,
    *,
    trusted: TrustList | None = TRUSTED,
    lists: Iterable[bytes] = (),
    at: datetime = AT,
) -> dict[str, Any]:
    editions: dict[str, Any] = {}
    for data in lists:
        editions.setdefault(json.loads(data)["id"], []).append(data.decode())
    listed = json.loads(write_trust_list(trusted)) if trusted is not None else None
    return page.ask("verify", address=address, trustList=listed, statusLists=editions, at=milliseconds(at))


def assert_the_same(said: dict[str, Any], report: VerificationReport) -> None:
    statuses = {one.check.value: one.status.value for one in report.results if one.check.value in ASKED}
    codes = {finding.code.value for result in report.results for finding in result.findings}
    assert said["conclusion"] == report.conclusion.value
    assert said["checks"] == statuses
    assert set(said["codes"]) == codes
    assert said["isShown"] is (report.signed_card is not None)


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_the_page_says_of_every_vector_what_it_states(card_app: NodePeer, vector: dict[str, Any]) -> None:
    lists = VECTORS["statusLists"][vector["statusLists"]]
    said: dict[str, Any] = card_app.ask(
        "verify",
        address=vector["address"],
        trustList=VECTORS["trustLists"][vector["trustList"]],
        statusLists={url: [json.dumps(one)] for url, one in lists.items()},
        at=milliseconds(parse_date_time_stamp(vector["at"])),
    )
    assert said["conclusion"] == vector["conclusion"]
    assert said["checks"] == {name: vector["checks"][name] for name in ASKED}
    assert set(said["codes"]) == set(vector["codes"])
    assert said["error"] == vector.get("error")
    if "card" in vector:
        assert shown(said["card"]) == vector["card"]


def shown(card: dict[str, Any]) -> dict[str, Any]:
    """Return a card of the page in the form of the vectors."""
    moments = {
        name: datetime.fromtimestamp(card[name], tz=AT.tzinfo).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name in ("issuedAt", "validUntil")
        if card.get(name) is not None
    }
    day = (datetime(1970, 1, 1, tzinfo=AT.tzinfo) + timedelta(days=card["awardedOn"])).date().isoformat()
    written = {**card, **moments, "awardedOn": day}
    return {name: value for name, value in written.items() if value is not None}


@one_process
@given(
    places=st.lists(
        st.tuples(st.integers(0, len(card_bytes(FULL_CARD)) - 1), st.integers(0, 255)), min_size=1, max_size=3
    )
)
def test_a_card_with_other_bytes_is_judged_alike(card_app: NodePeer, places: list[tuple[int, int]]) -> None:
    data = bytearray(card_bytes(FULL_CARD))
    for place, byte in places:
        data[place] = byte
    assert_address_is_judged_alike(card_app, f"https://{HOST}/#{to_decimal(bytes(data))}")


@one_process
@given(
    place=st.integers(0, 170),
    taken=st.integers(0, 3),
    put=st.binary(max_size=4),
    is_signed=st.booleans(),
)
def test_a_card_with_another_payload_is_judged_alike(
    card_app: NodePeer, place: int, taken: int, put: bytes, is_signed: bool
) -> None:
    """Signed with the card key of the school, so that all that stands in the way is how it is read."""
    payload = card_bytes(FULL_CARD)[19:-66]
    changed = payload[:place] + put + payload[place + taken :]
    data = of_payload(changed) if is_signed else of_message(payload=changed, signature=bytes(64))
    assert_address_is_judged_alike(card_app, f"https://{HOST}/#{to_decimal(data)}")


@one_process
@given(
    host=st.text(max_size=70),
    between=st.sampled_from(["/#", "#", "/?#", "//#"]),
    digits=st.text("0123456789x٣", max_size=640),
)
def test_any_address_is_judged_alike(card_app: NodePeer, host: str, between: str, digits: str) -> None:
    address = f"https://{host}{between}{digits}"
    if address.isascii() and address.isprintable() and "#" in address:
        assert_address_is_judged_alike(card_app, address)


def assert_address_is_judged_alike(page: NodePeer, address: str) -> None:
    lists = [status_list(url=REVOCATION_URL)]
    said = said_by_page(page, address, lists=lists)
    report = report_on_card(address, lists=lists)
    assert said["conclusion"] == report.conclusion.value
    assert said["isShown"] is (report.signed_card is not None)


# --- status lists -----------------------------------------------------------------------------


def with_members(**members: Any) -> bytes:  # noqa: ANN401 - whatever JSON has
    """Return the status list with members changed before the school signed it."""
    document = build_status_list_credential(
        url=REVOCATION_URL, issuer_id=SCHOOL, purpose="revocation", bitstring=Bitstring(), valid_from=AWARDED
    )
    document |= members
    return as_bytes(signed(document))


def subject(**members: Any) -> dict[str, Any]:  # noqa: ANN401
    written: dict[str, Any] = json.loads(status_list(url=REVOCATION_URL))["credentialSubject"]
    return written | members


@pytest.mark.parametrize(
    "status_list_of_school",
    [
        with_members(),
        with_members(validUntil="2027-01-01T00:00:00Z"),
        with_members(validUntil="2026-11-20T09:30:00Z"),
        with_members(validFrom="2026-11-20T10:00:00+01:00"),
        with_members(validFrom="2027-11-20T10:00:00Z"),
        with_members(type=["BitstringStatusListCredential", "VerifiableCredential"]),
        with_members(credentialSubject=subject(ttl=300_000)),
        with_members(credentialSubject=subject(statusPurpose=["revocation"])),
        with_members(credentialSubject=subject(statusPurpose="suspension")),
        with_members(id="https://roc-voorbeeld.example/status/revocation-2.json"),
        status_list(INDEX, url=REVOCATION_URL),
        status_list(INDEX - 1, INDEX + 1, url=REVOCATION_URL),
        status_list(url=REVOCATION_URL).replace(b'"2026-11-20T09:00:00Z"', b'"2026-11-20T10:00:00Z"', 1),
        b"{}",
        b"[]",
        b"\xff",
    ],
)
def test_a_status_list_is_judged_alike(card_app: NodePeer, status_list_of_school: bytes) -> None:
    try:
        url = json.loads(status_list_of_school)["id"]
    except (ValueError, KeyError, TypeError):
        url = REVOCATION_URL
    text = status_list_of_school.decode("utf-8", "replace")
    said: dict[str, Any] = card_app.ask(
        "verify",
        address=card_address(),
        trustList=json.loads(write_trust_list(TRUSTED)),
        statusLists={url: [text]},
        at=milliseconds(AT),
    )
    report = report_on_card(lists=[status_list_of_school])
    assert said["conclusion"] == report.conclusion.value
    assert said["checks"]["status"] == next(
        one.status.value for one in report.results if one.check.value == "status"
    )


@pytest.mark.parametrize(
    "members",
    [
        {"name": "Statuslijst"},
        {"issuer": {"id": SCHOOL}},
        {"credentialSubject": {"id": REVOCATION_URL} | subject() | {"id": REVOCATION_URL}},
        {"relatedResource": {"id": "https://a.example/x", "digestSRI": f"sha256-{'A' * 43}="}},
        {"relatedResource": {"id": "https://a.example/x", "digestSRI": "sha256-A", "mediaType": "text/css"}},
    ],
)
def test_a_list_of_another_shape_leaves_the_status_open(card_app: NodePeer, members: dict[str, Any]) -> None:
    """The page knows the canonical form of one shape, and takes no other for that."""
    said = said_by_page(card_app, card_address(), lists=[with_members(**members)])
    assert (said["conclusion"], said["checks"]["status"]) == ("indeterminate", "indeterminate")
    assert said["asOf"] is None


@pytest.mark.parametrize("place", ["list", "subject", "proof"])
def test_a_member_that_nobody_signed_leaves_the_status_open(card_app: NodePeer, place: str) -> None:
    """RDF leaves out what its context does not know, so the signature still fits."""
    document = json.loads(status_list(url=REVOCATION_URL))
    proof = document["proof"]
    inner = {"list": document, "subject": document["credentialSubject"]}
    inner["proof"] = proof[0] if isinstance(proof, list) else proof
    inner[place]["unknownTerm"] = "added"
    lists = [as_bytes(document)]
    said = said_by_page(card_app, card_address(), lists=lists)
    assert said["checks"]["status"] == "indeterminate"
    assert report_on_card(lists=lists).conclusion.value == "indeterminate"


def test_a_list_that_another_signed_leaves_the_status_open(card_app: NodePeer) -> None:
    for key in (STRANGER_ED25519, CARD_KEY):
        document = json.loads(status_list(url=REVOCATION_URL))
        del document["proof"]
        forged = as_bytes(signed(document, key))
        said = said_by_page(card_app, card_address(), lists=[forged])
        assert said["checks"]["status"] == "indeterminate"


def test_the_newest_edition_of_a_list_counts(card_app: NodePeer) -> None:
    """So who gives an old list cannot undo a revocation that this browser has seen."""
    old = status_list(url=REVOCATION_URL)
    bits = Bitstring()
    bits.set(INDEX, value=True)
    new = with_members(validFrom="2026-11-20T09:30:00Z", credentialSubject=subject(encodedList=bits.encode()))
    for lists in ([old, new], [new, old]):
        said = said_by_page(card_app, card_address(), lists=lists)
        assert said["conclusion"] == "failed"


def test_the_address_of_a_list_follows_in_the_same_way(card_app: NodePeer) -> None:
    from credentials.card.status_lists import status_list_url

    for lists in (
        [],
        [REVOCATION_URL],
        ["https://a.example/revocation-1", "https://a.example/revocation-1.json"],
        ["https://a.example/revocation-1", "https://a.example/revocation-01"],
        ["https://a.example/x/suspension-4.json", "https://a.example/x/suspension-4.json"],
    ):
        for number, purpose in ((1, "revocation"), (2, "suspension"), (4, "suspension")):
            answer = card_app.ask("list_url", number=number, purpose=purpose, lists=list(lists))
            assert answer["url"] == status_list_url(number, purpose=purpose, status_lists=lists)


# --- since when and why -----------------------------------------------------------------------


DOCUMENT = changes_document(url=REVOCATION_URL)


def said_of_withdrawn(page: NodePeer, listing: bytes, *documents: bytes) -> dict[str, Any]:
    """Return what the page says of a revoked card, after making sure that the library says the same."""
    report = report_on_card(lists=[listing, *documents])
    said: dict[str, Any] = page.ask(
        "verify",
        address=card_address(),
        trustList=json.loads(write_trust_list(TRUSTED)),
        statusLists={REVOCATION_URL: [listing.decode()]},
        statusChanges={str(name_changes(REVOCATION_URL, one)["id"]): one.decode() for one in documents},
        at=milliseconds(AT),
    )
    assert_the_same(said, report)
    status = report.result(CheckId.STATUS)
    assert status is not None
    since = status.evidence.get("revocation_since")
    assert said["since"] == (milliseconds(datetime.fromisoformat(f"{since}T00:00:00Z")) if since else None)
    return said


@pytest.mark.parametrize("reason", list(ChangeReason))
def test_since_when_and_why_is_told_alike(card_app: NodePeer, reason: ChangeReason) -> None:
    document = changes_document(listed(7), listed(reason=reason), url=REVOCATION_URL)
    said = said_of_withdrawn(card_app, list_naming(document, url=REVOCATION_URL), document)
    assert said["conclusion"] == "failed"
    assert said["since"] == milliseconds(datetime(2026, 11, 18, tzinfo=AT.tzinfo))


def test_a_document_that_is_away_is_told_alike(card_app: NodePeer) -> None:
    said = said_of_withdrawn(card_app, list_naming(DOCUMENT, url=REVOCATION_URL))
    assert Code.WITHDRAWAL_UNEXPLAINED in said["codes"]


def test_a_list_that_names_nothing_leaves_it_unsaid_alike(card_app: NodePeer) -> None:
    said = said_of_withdrawn(card_app, status_list(INDEX, url=REVOCATION_URL), DOCUMENT)
    assert said["since"] is None


OTHER_DOCUMENTS = [
    changes_document(url=f"{REVOCATION_URL}x"),
    changes_document(url=REVOCATION_URL, purpose="suspension"),
    changes_document(listed(INDEX + 1), url=REVOCATION_URL),
    changes_document(listed(since=date(2026, 11, 21)), url=REVOCATION_URL),
    changes_document(listed(since=date(2026, 11, 22)), url=REVOCATION_URL),
    changes_document(listed(2**27 - 1), listed(), url=REVOCATION_URL),
    DOCUMENT + b"\n",
    DOCUMENT.replace(b"2026-11-18", b"2026-11-31"),
    DOCUMENT.replace(b"2026-11-18", b"1999-12-31"),
    DOCUMENT.replace(b"2026-11-18", b"0026-11-18"),
    DOCUMENT.replace(b'"error"', b'"fraude"'),
    DOCUMENT.replace(b'"error"', b'"constructor"'),
    DOCUMENT.replace(b'"version":1', b'"version":1.0'),
    DOCUMENT.replace(b'"version":1', b'"version":2'),
    DOCUMENT.replace(b'"version":1', b'"version":1,"version":1'),
    DOCUMENT.replace(b"[[", b"[[%d],[" % INDEX),
    DOCUMENT.replace(b"[[", b'[[%d,"2026-11-18","error"],[' % INDEX),
    DOCUMENT.replace(b"[[", b'[[7.5,"2026-11-18","error"],['),
    b"[]",
    b"{}",
]


@pytest.mark.parametrize("document", OTHER_DOCUMENTS, ids=range(len(OTHER_DOCUMENTS)))
def test_a_document_that_the_school_should_not_have_signed_is_told_alike(
    card_app: NodePeer, document: bytes
) -> None:
    said = said_of_withdrawn(card_app, list_naming(document, url=REVOCATION_URL), document)
    assert said["conclusion"] == "failed"


@one_process
@given(place=st.integers(0, len(DOCUMENT) - 1), byte=st.integers(32, 126))
def test_a_document_with_another_byte_is_read_alike(card_app: NodePeer, place: int, byte: int) -> None:
    """Named by the school as it is, so that all that stands in the way is how it is read."""
    changed = bytearray(DOCUMENT)
    changed[place] = byte
    said_of_withdrawn(card_app, list_naming(bytes(changed), url=REVOCATION_URL), bytes(changed))


@pytest.mark.parametrize(
    "resources",
    [
        [name_changes(REVOCATION_URL, DOCUMENT), name_changes(REVOCATION_URL, b"other")],
        [
            name_changes(REVOCATION_URL, DOCUMENT)
            | {"digestSRI": name_changes(REVOCATION_URL, b"x")["digestSRI"]}
        ],
        [name_changes(REVOCATION_URL, DOCUMENT) | {"digestSRI": f"sha384-{'A' * 64}"}],
        [name_changes("https://elders.example/revocation-1", DOCUMENT)],
        [
            name_changes("https://elders.example/revocation-1", DOCUMENT),
            name_changes(REVOCATION_URL, DOCUMENT),
        ],
        name_changes(REVOCATION_URL, DOCUMENT),
    ],
    ids=range(6),
)
def test_what_a_list_names_is_found_alike(card_app: NodePeer, resources: Any) -> None:  # noqa: ANN401
    bits = Bitstring()
    bits.set(INDEX, value=True)
    listing = with_members(credentialSubject=subject(encodedList=bits.encode()), relatedResource=resources)
    said = said_of_withdrawn(card_app, listing, DOCUMENT)
    assert said["conclusion"] == "failed"


# --- the trust list ---------------------------------------------------------------------------


def opened(page: NodePeer, data: bytes, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    asked: dict[str, Any] = {"text": data.decode(), "roots": ROOTS, "at": milliseconds(NOW), "seen": None}
    return page.ask("open", **(asked | options))


def test_a_signed_list_is_opened(card_app: NodePeer) -> None:
    said = opened(card_app, signed_edition(edition(7, school(), school(1))))
    assert (said["sequence"], said["schools"]) == (7, 2)


def without(name: str) -> bytes:
    def take_away(document: JsonObject) -> None:
        del document[name]

    return signed_as_is(take_away)


@pytest.mark.parametrize(
    "data",
    [
        signed_edition().replace(b"ROC Voorbeeld", b"ROC Voorbeelt"),
        signed_edition(key=STRANGER_ED25519),
        signed_edition().replace(b"eddsa-jcs-2022", b"eddsa-rdfc-2022"),
        json.dumps({**json.loads(signed_edition()), "proof": []}).encode(),
        json.dumps(
            {name: one for name, one in json.loads(signed_edition()).items() if name != "proof"}
        ).encode(),
        without("validUntil"),
        without("name"),
        without("credentialSubject"),
        signed_as_is(lambda document: document.update(validUntil="2026-12-02T09:00:01Z")),
        signed_as_is(lambda document: document.update(sequence=-1)),
        signed_as_is(
            lambda document: document.update({"@context": ["https://www.w3.org/ns/credentials/v2"]})
        ),
        b"[]",
        b"no JSON",
    ],
)
def test_what_the_library_refuses_the_page_refuses(card_app: NodePeer, data: bytes) -> None:
    with pytest.raises(CredentialError):
        open_signed_trust_list(data, ROOTS, at=NOW)
    assert "refused" in opened(card_app, data)


def test_an_older_edition_is_refused_and_another_with_the_same_number(card_app: NodePeer) -> None:
    newest = opened(card_app, signed_edition(8))
    assert opened(card_app, signed_edition(7), seen=newest) == {"refused": "trust_list_rolled_back"}
    other = signed_edition(edition(8, school(), school(1)))
    assert opened(card_app, other, seen=newest) == {"refused": "trust_list_forked"}
    assert opened(card_app, signed_edition(9), seen=newest)["sequence"] == 9


def test_an_edition_that_the_next_key_signed_is_the_same(card_app: NodePeer) -> None:
    roots = [ROOT_KEY.did_key, NEXT_ROOT_KEY.did_key]
    seen = opened(card_app, signed_edition(8))
    said = opened(card_app, signed_edition(8, key=NEXT_ROOT_KEY), roots=roots, seen=seen)
    assert said["digest"] == seen["digest"]


def test_a_list_from_the_future_is_refused(card_app: NodePeer) -> None:
    said = opened(card_app, signed_edition(), at=milliseconds(VALID_UNTIL - timedelta(days=31)))
    assert said == {"refused": "trust_list_not_yet"}


@pytest.mark.parametrize(
    "actions",
    [
        [RecognizedAction(valid_from=AWARDED, instruments=frozenset({"microcredential"}))],
        [RecognizedAction(valid_from=AWARDED, instruments=frozenset({"mbo_certificaat"}))],
        [RecognizedAction(valid_from=AWARDED, achievement_types=frozenset({"MicroCredential"}))],
        [
            RecognizedAction(valid_from=AWARDED, instruments=frozenset({"mbo_certificaat"})),
            RecognizedAction(valid_from=AWARDED),
        ],
        [
            RecognizedAction(
                valid_from=AWARDED, valid_until=AWARDED, instruments=frozenset({"microcredential"})
            ),
            RecognizedAction(valid_from=AT, instruments=frozenset({"praktijkverklaring"})),
        ],
    ],
)
def test_what_a_school_may_issue_is_judged_alike(card_app: NodePeer, actions: list[RecognizedAction]) -> None:
    entity = replace(
        TRUSTED.entities[0],
        limited_to=tuple(actions),
        recognized_from=min(one.valid_from for one in actions),
        recognized_until=None,
    )
    trusted = replace(TRUSTED, entities=(entity,))
    lists = [status_list(url=REVOCATION_URL)]
    said = said_by_page(card_app, card_address(), trusted=trusted, lists=lists)
    assert_the_same(said, report_on_card(trusted=trusted, lists=lists))


def test_the_page_knows_our_kinds_of_documents(card_app: NodePeer) -> None:
    documents: Any = card_app.ask("documents")["documents"]
    assert documents == {
        str(number): {"key": one.key, "type": one.achievement_type}
        for number, one in INSTRUMENT_OF_CARD.items()
    }


# --- canonical JSON and moments ---------------------------------------------------------------

CHARACTERS = st.characters(exclude_categories=["Cs"])
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False, width=32).filter(lambda one: abs(one) < 2**52)
    | st.text(CHARACTERS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(CHARACTERS), inner, max_size=4),
    max_leaves=12,
)


@one_process
@given(value=json_values)
def test_canonical_json_is_the_same(card_app: NodePeer, value: Any) -> None:  # noqa: ANN401
    assert card_app.ask("canonical", value=value)["text"] == canonicalize_json(value).decode()


@one_process
@given(
    moment=st.from_regex(
        r"20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](Z|[+-][0-2][0-9]:[0-6][0-9])",
        fullmatch=True,
    )
)
def test_moments_are_read_alike(card_app: NodePeer, moment: str) -> None:
    try:
        expected = milliseconds(parse_date_time_stamp(moment))
    except ValueError:
        expected = None
    assert card_app.ask("moment", text=moment)["moment"] == expected


def test_a_key_of_a_stranger_is_for_nobody(card_app: NodePeer) -> None:
    def said(key: KeyForTests) -> dict[str, Any]:
        return said_by_page(card_app, card_address(key=key), lists=[status_list(url=REVOCATION_URL)])

    assert said(STRANGER_ED25519)["conclusion"] == "indeterminate"
    assert said(ISSUER_ED25519)["conclusion"] == "indeterminate"
    assert said(CARD_KEY)["conclusion"] == "passed"
