"""The document that says since when and why, and how a list names it."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

import pytest

from credentials.errors import CredentialError
from credentials.status.errors import StatusChangesMalformed
from credentials.status.named_changes import (
    NamedChanges,
    changes_url,
    name_changes,
    named_changes,
    read_changes_url,
)
from credentials.status.status_changes import (
    CHANGES_LIMITS,
    MAX_CHANGES,
    ChangeReason,
    ListedChange,
    build_status_changes,
    parse_status_changes,
)

URL = "https://roc-voorbeeld.example/status/revocation-1.json"
DAY = date(2026, 11, 3)
ERROR = ListedChange(index=48_213, since=DAY, reason=ChangeReason.ERROR)
DUPLICATE = ListedChange(index=7, since=DAY - timedelta(days=400), reason=ChangeReason.DUPLICATE)
DOCUMENT = (
    b'{"changes":[[7,"2025-09-29","duplicate"],[48213,"2026-11-03","error"]],'
    b'"statusListCredential":"https://roc-voorbeeld.example/status/revocation-1.json",'
    b'"statusPurpose":"revocation","version":1}'
)


def written(**members: Any) -> bytes:  # noqa: ANN401 - whatever JSON has
    """Return the document with members changed, in the form in which it is written; ... takes one out."""
    document = json.loads(DOCUMENT) | members
    kept = {name: value for name, value in document.items() if value is not ...}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class TestBuilding:
    def test_gives_the_same_bytes_for_the_same_changes(self) -> None:
        assert build_status_changes(URL, "revocation", [ERROR, DUPLICATE]) == DOCUMENT
        assert build_status_changes(URL, "revocation", iter([DUPLICATE, ERROR])) == DOCUMENT

    def test_of_nothing_is_nothing(self) -> None:
        assert build_status_changes(URL, "revocation", []) is None

    def test_of_too_many_has_the_latest_and_can_be_read(self) -> None:
        changes = [
            ListedChange(
                index=131_071 - number,
                since=DAY + timedelta(days=number // 3),
                reason=ChangeReason.DECISION_WITHDRAWN,
            )
            for number in range(MAX_CHANGES + 300)
        ]
        data = build_status_changes(URL, "revocation", changes)
        assert data is not None
        assert len(data) <= CHANGES_LIMITS.max_bytes
        read = parse_status_changes(data)
        assert len(read.changes) == MAX_CHANGES
        assert min(one.since for one in read.changes) == DAY + timedelta(days=100)


class TestReading:
    def test_finds_the_line_of_a_place(self) -> None:
        read = parse_status_changes(DOCUMENT)
        assert (read.status_list_credential, read.status_purpose) == (URL, "revocation")
        assert read.of(48_213) == ERROR
        assert read.of(7) == DUPLICATE
        for other in (0, 8, 48_212, 48_214, -1):
            assert read.of(other) is None

    @pytest.mark.parametrize(
        "members",
        [
            {"version": 2},
            {"version": True},
            {"version": "1"},
            {"version": ...},
            {"note": "more"},
            {"statusListCredential": ""},
            {"statusListCredential": [URL]},
            {"statusPurpose": "message"},
            {"statusPurpose": ["revocation"]},
            {"changes": []},
            {"changes": {}},
            {"changes": [[7, "2025-09-29", "duplicate"]] * 2},
            {"changes": [[8, "2025-09-29", "duplicate"], [7, "2025-09-29", "duplicate"]]},
            {"changes": [[-1, "2025-09-29", "duplicate"]]},
            {"changes": [[2**27, "2025-09-29", "duplicate"]]},
            {"changes": [[True, "2025-09-29", "duplicate"]]},
            {"changes": [["7", "2025-09-29", "duplicate"]]},
            {"changes": [[7.5, "2025-09-29", "duplicate"]]},
            {"changes": [[7, "2025-09-29"]]},
            {"changes": [[7, "2025-09-29", "duplicate", "more"]]},
            {"changes": [[7, "2025-9-29", "duplicate"]]},
            {"changes": [[7, "20250929", "duplicate"]]},
            {"changes": [[7, "2025-W40-1", "duplicate"]]},
            {"changes": [[7, "2025-02-29", "duplicate"]]},
            {"changes": [[7, "٢٠٢٥-09-29", "duplicate"]]},
            {"changes": [[7, "1999-12-31", "duplicate"]]},
            {"changes": [[7, "2025-09-29T10:00:00Z", "duplicate"]]},
            {"changes": [[7, None, "duplicate"]]},
            {"changes": [[7, "2025-09-29", "fraude"]]},
            {"changes": [[7, "2025-09-29", "Duplicate"]]},
            {"changes": [[7, "2025-09-29", 1]]},
            {"changes": [[7, "2025-09-29", ""]]},
        ],
        ids=str,
    )
    def test_refuses_what_is_not_as_it_should_be(self, members: dict[str, Any]) -> None:
        with pytest.raises(StatusChangesMalformed):
            parse_status_changes(written(**members))

    def test_takes_what_the_cases_above_change(self) -> None:
        assert written() == DOCUMENT
        parse_status_changes(written(statusPurpose="suspension"))

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"[]",
            b"\xff",
            b"{}",
            DOCUMENT + b"\n",
            DOCUMENT.replace(b'"version":1', b'"version":1.0'),
            DOCUMENT.replace(b'"version":1', b'"version":1,"version":1'),
            DOCUMENT.replace(b"[7,", b"[07,"),
            b" " * CHANGES_LIMITS.max_bytes + DOCUMENT,
            b"[" * 100_000,
            b'{"changes":' + b"[" * 500 + b"]" * 500 + b"}",
            written(changes=[[n, "2025-09-29", "error"] for n in range(MAX_CHANGES + 1)]),
        ],
        ids=range(12),
    )
    def test_refuses_what_is_too_much_or_written_otherwise(self, data: bytes) -> None:
        with pytest.raises(CredentialError):
            parse_status_changes(data)


class TestNaming:
    def test_is_by_an_address_beside_the_list_and_a_digest(self) -> None:
        named = name_changes(URL, DOCUMENT)
        digest = hashlib.sha256(DOCUMENT)
        url = f"https://roc-voorbeeld.example/status/changes/revocation-1-{digest.hexdigest()}.json"
        assert named["id"] == url
        assert named["mediaType"] == "application/json"
        assert str(named["digestSRI"]).startswith("sha256-")
        found = named_changes({"id": URL, "relatedResource": [named]})
        assert found == named_changes({"id": URL, "relatedResource": named})
        assert found == NamedChanges(url, digest.digest())
        assert found is not None
        assert found.is_met_by(DOCUMENT)
        assert not found.is_met_by(DOCUMENT + b" ")

    def test_is_read_back_from_the_address_alone(self) -> None:
        url = str(name_changes(URL, DOCUMENT)["id"])
        read = read_changes_url(url)
        assert read is not None
        assert read.is_met_by(DOCUMENT)
        assert URL in read.list_urls

    @pytest.mark.parametrize(
        "list_url",
        ["https://x.example/a?b=/c.json", "https://x.example/#a/b", "https://x.example/status/", "urn:x:y"],
    )
    def test_is_not_beside_a_list_with_an_address_of_another_kind(self, list_url: str) -> None:
        assert changes_url(list_url, bytes(32)) is None
        with pytest.raises(ValueError, match="beside"):
            name_changes(list_url, DOCUMENT)
        named = name_changes(URL, DOCUMENT)
        assert named_changes({"id": list_url, "relatedResource": [named]}) is None

    @pytest.mark.parametrize(
        "url",
        [
            "",
            URL,
            "https://x.example/changes/a-00.json",
            f"https://x.example/changes/a-{'0' * 64}",
            f"https://x.example/changes/a-{'A' * 64}.json",
            f"https://x.example/changes/a-{'0' * 64}.json?x",
            f"https://x.example/changes/b/a-{'0' * 64}.json",
        ],
    )
    def test_other_addresses_are_not_read(self, url: str) -> None:
        assert read_changes_url(url) is None

    @pytest.mark.parametrize(
        "resource",
        [
            {"id": "https://www.w3.org/ns/credentials/v2", "digestSRI": "sha256-x"},
            {"id": "https://elders.example/status/changes/revocation-1-0.json"},
            {"id": "https://roc-voorbeeld.example/status/changes/revocation-2-0.json"},
            {"id": 7},
            "https://x.example/",
            None,
        ],
        ids=str,
    )
    def test_of_something_else_is_passed_over(self, resource: Any) -> None:  # noqa: ANN401
        assert named_changes({"id": URL, "relatedResource": [resource]}) is None
        named = name_changes(URL, DOCUMENT)
        assert named_changes({"id": URL, "relatedResource": [resource, named]}) is not None

    @pytest.mark.parametrize(
        "changes",
        [
            {"digestSRI": ...},
            {"digestSRI": "sha256-AAAA"},
            {"digestSRI": name_changes(URL, b"other")["digestSRI"]},
            {"id": str(name_changes(URL, DOCUMENT)["id"]) + "?x"},
            {"id": str(name_changes(URL, DOCUMENT)["id"]).removesuffix(".json")},
            {"id": "https://roc-voorbeeld.example/status/changes/revocation-1-../../../x.json"},
        ],
        ids=range(6),
    )
    def test_wrongly_is_told(self, changes: dict[str, Any]) -> None:
        members = name_changes(URL, DOCUMENT) | changes
        named = {name: value for name, value in members.items() if value is not ...}
        with pytest.raises(StatusChangesMalformed):
            named_changes({"id": URL, "relatedResource": [named]})

    def test_twice_is_told(self) -> None:
        two = [name_changes(URL, DOCUMENT), name_changes(URL, b"other")]
        with pytest.raises(StatusChangesMalformed, match="two"):
            named_changes({"id": URL, "relatedResource": [*two]})
