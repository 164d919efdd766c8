"""Documents of changes: what is built is read as it was, and hostile bytes give nothing but our errors."""

import contextlib
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from credentials.errors import CredentialError
from credentials.parsing import JsonValue
from credentials.status.named_changes import name_changes, named_changes
from credentials.status.status_changes import (
    ChangeReason,
    ListedChange,
    build_status_changes,
    parse_status_changes,
)
from tests.status_changes_for_tests import changes_document, list_naming
from tests.verification_for_tests import badge, report_on, signed, status_entry
from verifier import CheckId, CheckStatus
from verifier.gathering import given_status_lists

URL = "https://roc-voorbeeld.example/status/revocation-1.json"
CREDENTIAL = signed(badge(credentialStatus=status_entry()))

changes = st.builds(
    ListedChange,
    index=st.integers(0, 131_071),
    since=st.dates(date(2000, 1, 1), date(9999, 12, 31)),
    reason=st.sampled_from(ChangeReason),
)
several = st.lists(changes, min_size=1, max_size=40, unique_by=lambda one: one.index)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
json_values: st.SearchStrategy[JsonValue] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
lines = st.lists(st.tuples(scalars, scalars | st.just("2026-11-03"), scalars | st.just("error")), max_size=4)


@given(several, st.sampled_from(["revocation", "suspension"]))
def test_what_is_built_is_read_as_it_was(told: list[ListedChange], purpose: str) -> None:
    data = build_status_changes(URL, purpose, told)
    assert data is not None
    read = parse_status_changes(data)
    assert (read.status_list_credential, read.status_purpose) == (URL, purpose)
    assert read.changes == tuple(sorted(told, key=lambda one: one.index))
    assert build_status_changes(URL, purpose, read.changes) == data
    assert all(read.of(one.index) == one for one in told)
    named = named_changes({"id": URL, "relatedResource": name_changes(URL, data)})
    assert named is not None
    assert named.is_met_by(data)


@given(st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(CredentialError):
        parse_status_changes(data)
    assert given_status_lists([data]) == {}


@given(version=scalars | st.just(1), url=scalars | st.just(URL), purpose=scalars, told=json_values | lines)
def test_any_members_are_read_or_refused(
    version: JsonValue, url: JsonValue, purpose: JsonValue, told: JsonValue
) -> None:
    document = {"version": version, "statusListCredential": url, "statusPurpose": purpose, "changes": told}
    data = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
    with contextlib.suppress(CredentialError):
        read = parse_status_changes(data)
        assert build_status_changes(read.status_list_credential, read.status_purpose, read.changes) == data


@given(json_values)
def test_whatever_a_list_names_is_found_or_told(resource: JsonValue) -> None:
    with contextlib.suppress(CredentialError):
        named_changes({"id": URL, "relatedResource": resource})


@given(place=st.integers(0, len(changes_document()) - 1), byte=st.integers(0, 255))
def test_a_document_that_was_changed_changes_nothing_of_the_verdict(place: int, byte: int) -> None:
    """Whatever becomes of the document, the credential stays revoked, and no other reason is believed."""
    document = changes_document()
    changed = bytearray(document)
    changed[place] = byte
    status = report_on(CREDENTIAL, lists=[list_naming(document), bytes(changed)]).result(CheckId.STATUS)
    assert status is not None
    assert status.status is CheckStatus.FAILED
    is_same = bytes(changed) == document
    assert status.evidence.get("revocation_reason") == ("error" if is_same else None)
