"""Status entries and status list credentials."""

import base64
import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credentials.errors import CredentialError
from credentials.jsonld.engine import canonicalize
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, JsonValue
from credentials.status.bitstring import Bitstring
from credentials.status.errors import (
    MALFORMED_VALUE_ERROR,
    RANGE_ERROR,
    STATUS_LIST_LENGTH_ERROR,
    STATUS_VERIFICATION_ERROR,
)
from credentials.status.status_list import (
    StatusIndexOutOfRange,
    StatusListEntry,
    StatusListError,
    UnknownStatusEntry,
    build_status_list_credential,
    open_status_list,
    parse_status_entries,
    read_status,
)

LIST_URL = "https://roc-voorbeeld.example/status/revocation/1"
ISSUER = "did:web:roc-voorbeeld.example"
FROM = datetime(2026, 9, 1, tzinfo=UTC)
UNTIL = datetime(2026, 12, 1, tzinfo=UTC)
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)

ENTRY: JsonObject = {
    "id": f"{LIST_URL}#94567",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": LIST_URL,
}
TWO_BIT_MESSAGES: JsonValue = [
    {"status": "0x0", "message": "pending"},
    {"status": "0x1", "message": "accepted"},
    {"status": "0x2", "message": "rejected"},
    {"status": "0x3", "message": "undefined"},
]


def entry(**changes: JsonValue) -> JsonObject:
    return ENTRY | changes


def only_entry(value: JsonValue) -> StatusListEntry:
    (parsed,) = parse_status_entries({"credentialStatus": value})
    assert isinstance(parsed, StatusListEntry)
    return parsed


def status_list(*revoked: int, purpose: str = "revocation", length: int = 131_072) -> JsonObject:
    bitstring = Bitstring(length)
    for index in revoked:
        bitstring.set(index, True)
    return build_status_list_credential(
        url=LIST_URL,
        issuer_id=ISSUER,
        purpose=purpose,
        bitstring=bitstring,
        valid_from=FROM,
        valid_until=UNTIL,
        ttl=timedelta(hours=1),
    )


def with_subject(**changes: JsonValue) -> JsonObject:
    credential = status_list()
    subject = credential["credentialSubject"]
    assert isinstance(subject, dict)
    return credential | {"credentialSubject": subject | changes}


class TestParsingEntries:
    def test_no_status_is_no_entries(self) -> None:
        assert parse_status_entries({}) == ()

    def test_one_entry_need_not_be_in_an_array(self) -> None:
        assert only_entry(entry()) == StatusListEntry(
            type="BitstringStatusListEntry",
            status_purpose="revocation",
            status_list_index=94_567,
            status_list_credential=LIST_URL,
            id=f"{LIST_URL}#94567",
            pointer="/credentialStatus",
        )

    def test_every_entry_of_an_array_is_returned_in_order(self) -> None:
        entries = parse_status_entries(
            {"credentialStatus": [entry(), entry(statusPurpose="suspension"), {"type": "Other2031"}]}
        )
        assert [parsed.pointer for parsed in entries] == [
            "/credentialStatus/0",
            "/credentialStatus/1",
            "/credentialStatus/2",
        ]
        assert [parsed.type for parsed in entries] == [
            "BitstringStatusListEntry",
            "BitstringStatusListEntry",
            "Other2031",
        ]

    @pytest.mark.parametrize(
        ("value", "types"),
        [
            ({"type": "1EdTechRevocationList", "id": "https://x.example/r"}, ("1EdTechRevocationList",)),
            ({"type": ["Other2031", "Another"]}, ("Other2031", "Another")),
            ({"type": "bitstringStatusListEntry"}, ("bitstringStatusListEntry",)),
        ],
    )
    def test_an_unknown_type_is_kept(self, value: JsonObject, types: tuple[str, ...]) -> None:
        identifier = value.get("id")
        assert parse_status_entries({"credentialStatus": value}) == (
            UnknownStatusEntry(types=types, id=identifier if isinstance(identifier, str) else None),
        )

    def test_an_entry_may_have_more_types_than_ours(self) -> None:
        assert only_entry(entry(type=["BitstringStatusListEntry", "Extra"])).status_list_index == 94_567

    def test_the_older_entry_is_read(self) -> None:
        parsed = only_entry(entry(type="StatusList2021Entry", statusSize=7))
        assert (parsed.type, parsed.status_size) == ("StatusList2021Entry", 1)

    @pytest.mark.parametrize(("index", "number"), [("0", 0), ("131071", 131_071), ("007", 7)])
    def test_an_index_is_decimal(self, index: str, number: int) -> None:
        assert only_entry(entry(statusListIndex=index)).status_list_index == number

    @pytest.mark.parametrize(
        "index",
        ["", "-1", "+1", "1.0", "1e3", "0x10", " 1", "1 ", "1_000", "١", "²", 94_567, 1.0, True, None, ["1"]],
    )
    def test_anything_else_is_no_index(self, index: JsonValue) -> None:
        with pytest.raises(StatusListError) as caught:
            parse_status_entries({"credentialStatus": entry(statusListIndex=index)})
        assert (caught.value.code, caught.value.pointer) == (
            "status_entry_malformed",
            "/credentialStatus/statusListIndex",
        )

    def test_an_index_of_a_million_digits_is_not_even_converted(self) -> None:
        with pytest.raises(StatusIndexOutOfRange) as caught:
            parse_status_entries({"credentialStatus": [entry(statusListIndex="9" * 1_000_000)]})
        assert caught.value.pointer == "/credentialStatus/0/statusListIndex"

    @pytest.mark.parametrize(
        ("value", "pointer"),
        [
            (None, ""),
            ("https://x.example/status", ""),
            ([], ""),
            ([None], "/0"),
            ({}, "/type"),
            ({"type": []}, "/type"),
            ({"type": ["BitstringStatusListEntry", 1]}, "/type"),
            ([entry(), entry(type=None)], "/1/type"),
            (entry(id=7), "/id"),
            (entry(id=LIST_URL), "/id"),
            (entry(statusPurpose=None), "/statusPurpose"),
            (entry(statusPurpose=["revocation"]), "/statusPurpose"),
            (entry(statusPurpose=""), "/statusPurpose"),
            (entry(statusListCredential="status/1"), "/statusListCredential"),
            (entry(statusListCredential="https://a.example/ b"), "/statusListCredential"),
            (entry(statusListCredential=[LIST_URL]), "/statusListCredential"),
            (entry(statusSize=0), "/statusSize"),
            (entry(statusSize="1"), "/statusSize"),
            (entry(statusSize=True), "/statusSize"),
            (entry(statusSize=1.0), "/statusSize"),
            (entry(statusSize=10**9, statusMessage=[]), "/statusSize"),
            (entry(statusSize=2), "/statusMessage"),
            (entry(statusSize=2, statusMessage=[]), "/statusMessage"),
            (entry(statusSize=3, statusMessage=TWO_BIT_MESSAGES), "/statusMessage"),
            (entry(statusMessage=TWO_BIT_MESSAGES), "/statusMessage"),
            (entry(statusMessage=[{"status": "0x1", "message": "a"}] * 2), "/statusMessage"),
            (entry(statusMessage=[{"status": "0", "message": "a"}, {}]), "/statusMessage/0/status"),
            (entry(statusMessage=[{"status": "0x0"}, {}]), "/statusMessage/0/message"),
            (entry(statusMessage=["0x0", "0x1"]), "/statusMessage/0"),
        ],
    )
    def test_a_malformed_entry_is_refused_where_it_is_wrong(self, value: JsonValue, pointer: str) -> None:
        with pytest.raises(StatusListError) as caught:
            parse_status_entries({"credentialStatus": value})
        assert caught.value.code == "status_entry_malformed"
        assert caught.value.problem_type == MALFORMED_VALUE_ERROR
        assert caught.value.pointer == f"/credentialStatus{pointer}"

    def test_more_entries_than_the_limit_are_refused(self) -> None:
        limits = replace(DEFAULT_LIMITS, max_status_entries=2)
        assert len(parse_status_entries({"credentialStatus": [entry()] * 2}, limits=limits)) == 2
        with pytest.raises(StatusListError) as caught:
            parse_status_entries({"credentialStatus": [entry()] * 3}, limits=limits)
        assert caught.value.code == "too_many_status_entries"

    @pytest.mark.parametrize(
        ("purpose", "withdraws"),
        [
            ("revocation", True),
            ("suspension", True),
            ("refresh", False),
            ("message", False),
            ("somethingElse", False),
        ],
    )
    def test_only_revocation_and_suspension_withdraw(self, purpose: str, withdraws: bool) -> None:
        assert only_entry(entry(statusPurpose=purpose)).withdraws is withdraws

    def test_the_messages_of_an_entry_are_found_by_status(self) -> None:
        parsed = only_entry(entry(statusSize=2, statusMessage=TWO_BIT_MESSAGES))
        assert (parsed.status_size, parsed.message(2), parsed.message(9)) == (2, "rejected", None)


class TestReadingAList:
    def test_only_the_revoked_index_reads_as_set(self) -> None:
        opened = open_status_list(status_list(94_567))
        assert opened.status(only_entry(entry()), at=AT) == 1
        assert opened.status(only_entry(entry(statusListIndex="94566")), at=AT) == 0
        assert opened.status(only_entry(entry(statusListIndex="94568")), at=AT) == 0

    def test_one_status_can_be_read_at_once(self) -> None:
        assert read_status(status_list(94_567), only_entry(entry()), at=AT) == 1

    def test_who_published_it_is_reported_not_judged(self) -> None:
        opened = open_status_list(status_list() | {"issuer": {"id": "did:web:other.example"}})
        assert opened.issuer == "did:web:other.example"

    def test_a_list_may_serve_several_purposes(self) -> None:
        opened = open_status_list(with_subject(statusPurpose=["suspension", "revocation"]))
        assert opened.status_purposes == {"suspension", "revocation"}
        assert opened.status(only_entry(entry()), at=AT) == 0

    def test_ttl_is_in_milliseconds_and_does_not_extend_the_period(self) -> None:
        opened = open_status_list(with_subject(ttl=10**12))
        assert opened.ttl == timedelta(milliseconds=10**12)
        with pytest.raises(StatusListError) as caught:
            opened.status(only_entry(entry()), at=UNTIL + SECOND)
        assert caught.value.code == "status_list_expired"

    @pytest.mark.parametrize("at", [FROM, UNTIL])
    def test_both_ends_of_the_period_are_inclusive(self, at: datetime) -> None:
        assert read_status(status_list(), only_entry(entry()), at=at) == 0

    @pytest.mark.parametrize(
        ("at", "code", "pointer"),
        [
            (FROM - SECOND, "status_list_not_yet_valid", "/validFrom"),
            (UNTIL + SECOND, "status_list_expired", "/validUntil"),
        ],
    )
    def test_outside_its_period_a_list_says_nothing(self, at: datetime, code: str, pointer: str) -> None:
        with pytest.raises(StatusListError) as caught:
            read_status(status_list(), only_entry(entry()), at=at)
        assert (caught.value.code, caught.value.pointer) == (code, pointer)
        assert caught.value.problem_type == STATUS_VERIFICATION_ERROR

    def test_a_list_without_end_stays_valid(self) -> None:
        credential = status_list()
        del credential["validUntil"]
        assert read_status(credential, only_entry(entry()), at=UNTIL + timedelta(days=3650)) == 0

    def test_a_list_for_another_purpose_is_refused(self) -> None:
        with pytest.raises(StatusListError) as caught:
            read_status(status_list(purpose="suspension"), only_entry(entry()), at=AT)
        assert caught.value.code == "status_purpose_mismatch"
        assert caught.value.problem_type == STATUS_VERIFICATION_ERROR

    def test_another_list_than_the_entry_names_is_refused(self) -> None:
        foreign = status_list() | {"id": "https://elsewhere.example/status/1"}
        with pytest.raises(StatusListError) as caught:
            read_status(foreign, only_entry(entry()), at=AT)
        assert (caught.value.code, caught.value.pointer) == ("status_list_mismatch", "/id")

    def test_an_index_just_beyond_the_end_is_out_of_range(self) -> None:
        last = only_entry(entry(statusListIndex="131071"))
        beyond = only_entry(entry(statusListIndex="131072"))
        assert read_status(status_list(131_071), last, at=AT) == 1
        with pytest.raises(StatusListError) as caught:
            read_status(status_list(), beyond, at=AT)
        assert caught.value.code == "status_index_out_of_range"
        assert caught.value.problem_type == RANGE_ERROR
        assert caught.value.pointer == "/credentialStatus/statusListIndex"

    def test_a_list_that_hides_nobody_is_refused(self) -> None:
        text = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(16_383))).decode().rstrip("=")
        with pytest.raises(StatusListError) as caught:
            read_status(with_subject(encodedList=text), only_entry(entry(statusListIndex="0")), at=AT)
        assert caught.value.code == "status_list_too_short"
        assert caught.value.problem_type == STATUS_LIST_LENGTH_ERROR

    def test_the_length_is_counted_in_entries_not_in_bits(self) -> None:
        two_bits = only_entry(entry(statusSize=2, statusMessage=TWO_BIT_MESSAGES))
        with pytest.raises(StatusListError) as caught:
            read_status(status_list(), two_bits, at=AT)
        assert caught.value.code == "status_list_too_short"
        assert read_status(status_list(2 * 94_567, length=262_144), two_bits, at=AT) == 2

    @pytest.mark.parametrize(
        ("credential", "code", "pointer"),
        [
            (status_list() | {"type": ["VerifiableCredential"]}, "status_list_malformed", "/type"),
            (status_list() | {"type": None}, "status_list_malformed", "/type"),
            (
                status_list() | {"type": ["BitstringStatusListCredential", "StatusList2021Credential"]},
                "status_list_malformed",
                "/type",
            ),
            (status_list() | {"credentialSubject": []}, "status_list_malformed", "/credentialSubject"),
            (status_list() | {"credentialSubject": [{}, {}]}, "status_list_malformed", "/credentialSubject"),
            (with_subject(type="StatusList2021"), "status_list_malformed", "/credentialSubject/type"),
            (with_subject(statusPurpose=[]), "status_list_malformed", "/credentialSubject/statusPurpose"),
            (
                with_subject(statusPurpose=["revocation", 1]),
                "status_list_malformed",
                "/credentialSubject/statusPurpose",
            ),
            (with_subject(encodedList=None), "status_list_malformed", "/credentialSubject/encodedList"),
            (with_subject(encodedList="uAAAA"), "encoded_list_malformed", "/credentialSubject/encodedList"),
            (with_subject(ttl="1000"), "status_list_malformed", "/credentialSubject/ttl"),
            (with_subject(ttl=-1), "status_list_malformed", "/credentialSubject/ttl"),
            (with_subject(ttl=True), "status_list_malformed", "/credentialSubject/ttl"),
            (status_list() | {"id": None}, "status_list_malformed", "/id"),
            (status_list() | {"issuer": {}}, "status_list_malformed", "/issuer/id"),
            (status_list() | {"issuer": None}, "status_list_malformed", "/issuer"),
            (status_list() | {"validFrom": "2026-09-01"}, "status_list_malformed", "/validFrom"),
            (status_list() | {"validUntil": None}, "status_list_malformed", "/validUntil"),
        ],
    )
    def test_a_malformed_list_is_refused_where_it_is_wrong(
        self, credential: JsonObject, code: str, pointer: str
    ) -> None:
        with pytest.raises(CredentialError) as caught:
            open_status_list(credential)
        assert (caught.value.code, caught.value.pointer) == (code, pointer)

    def test_a_list_that_expands_without_end_is_refused(self) -> None:
        with pytest.raises(StatusListError) as caught:
            open_status_list(status_list(), limits=replace(DEFAULT_LIMITS, max_list_bytes_decoded=16_383))
        assert (caught.value.code, caught.value.pointer) == (
            "encoded_list_too_large",
            "/credentialSubject/encodedList",
        )


class TestStatusList2021:
    """The older form, in a VC 1.1 credential."""

    def older_list(self, *revoked: int) -> JsonObject:
        bitstring = Bitstring()
        for index in revoked:
            bitstring.set(index, True)
        return {
            "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc/status-list/2021/v1"],
            "id": LIST_URL,
            "type": ["VerifiableCredential", "StatusList2021Credential"],
            "issuer": ISSUER,
            "issuanceDate": "2026-09-01T00:00:00Z",
            "expirationDate": "2026-12-01T00:00:00Z",
            "credentialSubject": {
                "type": "StatusList2021",
                "statusPurpose": "revocation",
                "encodedList": bitstring.encode().removeprefix("u"),
            },
        }

    def test_it_is_read(self) -> None:
        older = only_entry(entry(type="StatusList2021Entry"))
        assert read_status(self.older_list(94_567), older, at=AT) == 1
        assert read_status(self.older_list(94_566), older, at=AT) == 0

    def test_its_period_has_the_names_of_vc_1_1(self) -> None:
        opened = open_status_list(self.older_list())
        assert (opened.valid_from, opened.valid_until) == (FROM, UNTIL)

    @pytest.mark.parametrize(
        ("kind", "older"), [("BitstringStatusListEntry", True), ("StatusList2021Entry", False)]
    )
    def test_entry_and_list_are_of_the_same_kind(self, kind: str, older: bool) -> None:
        credential = self.older_list() if older else status_list()
        with pytest.raises(StatusListError) as caught:
            read_status(credential, only_entry(entry(type=kind)), at=AT)
        assert (caught.value.code, caught.value.pointer) == ("status_list_mismatch", "/type")


class TestBuildingAList:
    def test_it_has_what_the_specification_asks_and_nothing_about_anyone(self) -> None:
        assert status_list(3) == {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": LIST_URL,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": ISSUER,
            "validFrom": "2026-09-01T00:00:00Z",
            "validUntil": "2026-12-01T00:00:00Z",
            "credentialSubject": {
                "id": f"{LIST_URL}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": status_list_text(3),
                "ttl": 3_600_000,
            },
        }

    def test_what_is_optional_can_be_left_out(self) -> None:
        credential = build_status_list_credential(
            url=LIST_URL, issuer_id=ISSUER, purpose="suspension", bitstring=Bitstring(), valid_from=FROM
        )
        assert "validUntil" not in credential
        assert open_status_list(credential).ttl is None

    def test_all_of_it_is_signed(self) -> None:
        """Every term is defined by the one context, so no member is outside the signature."""
        canonical = canonicalize(status_list(3))
        for member in ("encodedList", "statusPurpose", "ttl", "validUntil"):
            assert f"#{member}>" in canonical


def status_list_text(*revoked: int) -> str:
    bitstring = Bitstring()
    for index in revoked:
        bitstring.set(index, True)
    return bitstring.encode()
