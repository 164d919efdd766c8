"""The Digital Credentials Consortium's verifier-core verifies ours; it does not issue."""

import json
from datetime import timedelta

import pytest

from credentials.parsing import JsonObject, JsonValue
from tests.interop.alterations import TAMPERED, UNSIGNABLE, Alteration, altered
from tests.interop.node_peer import NodePeer
from tests.interop.school import SIGNED_AT, School, school_that_rotated, school_without_website
from tests.paths import vectors

pytestmark = pytest.mark.interop

SCHEMA_URL = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
REGISTRY_URL = "https://registry.example/registry.json"


def steps(peer: NodePeer, credential: JsonObject, documents: JsonObject | None = None) -> JsonValue:
    """Return the log of the verification; it is empty when something was fatal."""
    return peer.ask("dcc.verify", credential=credential, documents=documents)["steps"]


def fatal_error(peer: NodePeer, credential: JsonObject, documents: JsonObject | None = None) -> JsonValue:
    """Return the name of the one error that ended the verification."""
    answer = peer.ask("dcc.verify", credential=credential, documents=documents)
    assert answer["steps"] == {}
    assert isinstance(answer["errors"], list)
    (error,) = answer["errors"]
    assert isinstance(error, dict)
    return error["name"]


def test_a_school_with_a_website(node_peer: NodePeer, school: School) -> None:
    assert steps(node_peer, school.signed_credential(), school.publishes()) == {
        "valid_signature": True,
        "expiration": True,
        "registered_issuer": False,
    }


def test_a_did_key_that_publishes_nothing(node_peer: NodePeer) -> None:
    assert steps(node_peer, school_without_website().signed_credential()) == {
        "valid_signature": True,
        "expiration": True,
        "registered_issuer": False,
    }


def test_a_key_that_was_retired_since(node_peer: NodePeer, school: School) -> None:
    rotated = school_that_rotated(school.controller)
    log = steps(node_peer, rotated.signed_credential(), rotated.publishes())
    assert log == {"valid_signature": True, "expiration": True, "registered_issuer": False}


@pytest.mark.parametrize("revoked", [False, True])
def test_status(node_peer: NodePeer, school: School, revoked: bool) -> None:
    entry = school.status_entry()
    status_list = school.status_list(entry, set_bits=[entry.status_list_index] if revoked else [])
    assert steps(node_peer, school.signed_credential(entry), school.publishes(status_list)) == {
        "valid_signature": True,
        "expiration": True,
        "revocation_status": not revoked,
        "registered_issuer": False,
    }


def test_an_unreachable_status_list(node_peer: NodePeer, school: School) -> None:
    signed = school.signed_credential(school.status_entry())
    log = steps(node_peer, signed, school.publishes())
    assert isinstance(log, dict)
    assert log["revocation_status"] == "status_list_not_found"


def test_expired(node_peer: NodePeer, school: School) -> None:
    ended = school.sign(school.credential(valid_until=SIGNED_AT + timedelta(days=90)))
    log = steps(node_peer, ended, school.publishes())
    assert isinstance(log, dict)
    assert log["expiration"] is False


def test_a_registered_issuer(node_peer: NodePeer, school: School) -> None:
    registry: JsonObject = {"registry": {school.controller: {"name": "ROC Test"}}}
    answer = node_peer.ask(
        "dcc.verify",
        credential=school.signed_credential(),
        documents={**school.publishes(), REGISTRY_URL: registry},
        registries=[{"name": "Test", "type": "dcc-legacy", "url": REGISTRY_URL}],
    )
    assert answer["steps"] == {"valid_signature": True, "expiration": True, "registered_issuer": True}


def test_the_schema_that_it_looks_up_holds(node_peer: NodePeer, school: School) -> None:
    """It guesses the official JSON Schema from the type, and fetches it."""
    schema = json.loads((vectors("ob-schema") / "achievementcredential.plain.json").read_bytes())
    answer = node_peer.ask(
        "dcc.verify",
        credential=school.signed_credential(school.status_entry()),
        documents={**school.publishes(school.status_list(school.status_entry())), SCHEMA_URL: schema},
    )
    assert isinstance(answer["schemas"], list)
    (checked,) = answer["schemas"]
    assert isinstance(checked, dict)
    assert (checked["schema"], checked["result"]) == (SCHEMA_URL, {"valid": True})


@pytest.mark.parametrize("alteration", TAMPERED.values(), ids=TAMPERED)
def test_tampered(node_peer: NodePeer, school: School, alteration: Alteration) -> None:
    entry = school.status_entry()
    tampered = altered(school.signed_credential(entry), alteration)
    documents = school.publishes(school.status_list(entry))
    assert fatal_error(node_peer, tampered, documents) == "invalid_signature"


@pytest.mark.parametrize("alteration", UNSIGNABLE.values(), ids=UNSIGNABLE)
def test_what_a_signature_would_not_cover(
    node_peer: NodePeer, school: School, alteration: Alteration
) -> None:
    smuggled = altered(school.signed_credential(), alteration)
    assert fatal_error(node_peer, smuggled, school.publishes()) == "jsonld.ValidationError"


def test_an_unreachable_did_document(node_peer: NodePeer, school: School) -> None:
    assert fatal_error(node_peer, school.signed_credential()) == "did_web_unresolved"
