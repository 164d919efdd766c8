"""The digest by which a board's decision knows a credential again."""

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from credentials.parsing import JsonObject
from issuer.domain.stacking.credential_digest import credential_digest, is_digest_of
from tests.stacking_for_tests import HERE, KEUZEDEEL, THERE, signed, unsigned

DOCUMENT = unsigned(
    KEUZEDEEL, email="zoe@leerling.example", replaces="urn:uuid:00000000-0000-4000-8000-000000000001"
)
Change = Callable[[dict[str, Any]], None]


def changed(change: Change) -> JsonObject:
    document: dict[str, Any] = copy.deepcopy(DOCUMENT)
    change(document)
    return document


def achievement(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["credentialSubject"]["achievement"]
    return found


def turn_over(document: dict[str, Any]) -> None:
    achievement(document)["tag"].reverse()
    document["type"].reverse()
    document["credentialSubject"]["identifier"].reverse()


def wrap(document: dict[str, Any]) -> None:
    for owner, names in (
        (document, ("credentialSubject", "issuer", "validFrom", "name")),
        (achievement(document), ("achievementType", "criteria")),
        (document["credentialSubject"]["result"][0], ("value", "resultDescription")),
    ):
        for name in names:
            owner[name] = [owner[name]]


def unwrap(document: dict[str, Any]) -> None:
    document["credentialSubject"]["result"] = document["credentialSubject"]["result"][0]


@pytest.mark.parametrize("change", [turn_over, wrap, unwrap])
def test_equal_statements_have_equal_digests(change: Change) -> None:
    assert changed(change) != DOCUMENT
    assert credential_digest(changed(change)) == credential_digest(DOCUMENT)


def test_whichever_way_it_was_signed() -> None:
    digests = {credential_digest(json.loads(signed(DOCUMENT, by=by))) for by in (HERE, THERE)}
    assert digests == {credential_digest(DOCUMENT)}


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one["credentialSubject"]["result"][0].update(value="7.6"),
        lambda one: one.update(validFrom="2026-07-01T00:00:00Z"),
        lambda one: one.pop("name"),
        lambda one: achievement(one)["resultDescription"][0].update(allowedValue=["O", "V"]),
        lambda one: one["credentialSubject"]["identifier"].pop(),
    ],
)
def test_what_says_something_else_has_another(change: Change) -> None:
    assert credential_digest(changed(change)) != credential_digest(DOCUMENT)


def test_the_order_of_allowed_values_is_no_detail() -> None:
    def with_values(*values: str) -> JsonObject:
        return changed(lambda one: achievement(one)["resultDescription"][0].update(allowedValue=list(values)))

    assert credential_digest(with_values("O", "V", "G")) != credential_digest(with_values("G", "V", "O"))


class TestEarlierEditions:
    """What was recorded before there was this digest is over the text, and is not made again."""

    def test_over_the_text_as_it_was(self) -> None:
        text = json.dumps(DOCUMENT, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        recorded = hashlib.sha256(text.encode()).hexdigest()
        assert is_digest_of(recorded, json.loads(signed(DOCUMENT)))
        assert not is_digest_of(recorded, changed(turn_over))

    def test_over_the_text_with_arrays_in_order(self) -> None:
        small: JsonObject = {
            "@context": "https://www.w3.org/ns/credentials/v2",
            "type": ["VerifiablePresentation", "VerifiableCredential"],
        }
        ordered = (
            '{"@context":"https://www.w3.org/ns/credentials/v2",'
            '"type":["VerifiableCredential","VerifiablePresentation"]}'
        )
        recorded = hashlib.sha256(ordered.encode()).hexdigest()
        assert is_digest_of(recorded, small)

    def test_of_no_credential(self) -> None:
        assert not is_digest_of(None, DOCUMENT)
        assert not is_digest_of("0" * 64, DOCUMENT)
