"""Whatever stands in a status entry, a status list or a trust list: only our own errors come out."""

import contextlib
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from credentials.errors import CredentialError
from credentials.parsing import JsonObject, JsonValue
from credentials.status.bitstring import Bitstring
from credentials.status.status_list import (
    StatusListEntry,
    build_status_list_credential,
    open_status_list,
    parse_status_entries,
)
from credentials.trust_list import parse_trust_list

AT = datetime(2026, 11, 21, tzinfo=UTC)
URL = "https://roc-voorbeeld.example/status/1"
ENTRY: JsonObject = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "5",
    "statusListCredential": URL,
    "statusSize": 1,
    "statusMessage": [{"status": "0x0", "message": "a"}, {"status": "0x1", "message": "b"}],
}
LIST: JsonObject = build_status_list_credential(
    url=URL, issuer_id="did:web:x.example", purpose="revocation", bitstring=Bitstring(), valid_from=AT
)
SCHOOL: JsonObject = {
    "id": "did:web:x.example",
    "type": ["RecognizedEntity"],
    "name": "x",
    "recognizedTo": [{"action": "issue", "validFrom": "2020-01-01T00:00:00Z"}],
    "verificationMethod": [
        {
            "id": "did:web:x.example#k",
            "type": "Multikey",
            "controller": "did:web:x.example",
            "publicKeyMultibase": "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "validFrom": "2025-01-01T00:00:00Z",
        }
    ],
    "statusListCredential": [URL],
}
TRUST_LIST: JsonObject = {
    "type": ["RecognizedEntityCredential"],
    "name": "x",
    "issuer": {"name": "y"},
    "validFrom": "2026-11-01T00:00:00Z",
    "sequence": 1,
    "credentialSubject": [SCHOOL],
}

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
json_values: st.SearchStrategy[JsonValue] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value: JsonValue, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value inside ``value``."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(place for key, member in members for place in places(member, (*path, key)))]


def with_replacement(value: JsonValue, path: tuple[str | int, ...], replacement: JsonValue) -> JsonValue:
    """Return ``value`` with what stands at ``path`` replaced."""
    if not path:
        return replacement
    step, *rest = path
    if isinstance(value, dict) and isinstance(step, str):
        return value | {step: with_replacement(value[step], tuple(rest), replacement)}
    assert isinstance(value, list)
    assert isinstance(step, int)
    return [*value[:step], with_replacement(value[step], tuple(rest), replacement), *value[step + 1 :]]


def mutations(document: JsonObject) -> st.SearchStrategy[JsonValue]:
    """Documents that are right but for one place."""
    return st.builds(with_replacement, st.just(document), st.sampled_from(places(document)), json_values)


@given(mutations(ENTRY))
def test_status_entries(value: JsonValue) -> None:
    with contextlib.suppress(CredentialError):
        for entry in parse_status_entries({"credentialStatus": value}):
            if isinstance(entry, StatusListEntry):
                open_status_list(LIST).status(entry, at=AT)


@given(mutations(LIST))
def test_status_lists(value: JsonValue) -> None:
    (entry,) = parse_status_entries({"credentialStatus": ENTRY})
    assert isinstance(entry, StatusListEntry)
    if isinstance(value, dict):
        with contextlib.suppress(CredentialError):
            open_status_list(value).status(entry, at=AT)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: "uH4sI" + data.hex()))
def test_encoded_lists(text: str) -> None:
    for decode in (Bitstring.decode, Bitstring.decode_2021):
        with contextlib.suppress(CredentialError):
            decode(text)


@given(mutations(TRUST_LIST))
def test_trust_lists(value: JsonValue) -> None:
    with contextlib.suppress(CredentialError):
        parse_trust_list(json.dumps(value).encode())


@given(st.sets(st.integers(min_value=0, max_value=131_071), max_size=40))
def test_a_list_reads_back_exactly_what_was_set(indices: set[int]) -> None:
    bitstring = Bitstring()
    for index in indices:
        bitstring.set(index, True)
    decoded = Bitstring.decode(bitstring.encode())
    assert decoded.count() == len(indices)
    assert all(decoded.get(index) for index in indices)
