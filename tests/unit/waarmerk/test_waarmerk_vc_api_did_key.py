"""``GET /1.0/identifiers/…``, as the test suite of did:key asks for it."""

import pytest

from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, ISSUER_P384
from tests.vc_api_for_tests import Answer, door

EXAMPLE = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
FRAGMENT = "#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


def resolve(identifier: str, accept: str | None = None, **options: str) -> Answer:
    """Ask for an identifier."""
    headers = {} if accept is None else {"Accept": accept}
    path = f"/1.0/identifiers/{identifier.replace('#', '%23').replace('?', '%3F')}"
    return door().request("GET", path, headers=headers, params=options)


@pytest.mark.parametrize("did", [EXAMPLE, ISSUER_ED25519.did_key, ISSUER_P256.did_key, ISSUER_P384.did_key])
def test_the_result(did: str) -> None:
    answer = resolve(did)
    assert answer.status == 200
    assert answer.media_type == 'application/ld+json;profile="https://w3id.org/did-resolution"'
    assert answer.json.keys() == {"@context", "didDocument", "didDocumentMetadata", "didResolutionMetadata"}
    assert answer.json["@context"] == "https://w3id.org/did-resolution/v1"
    assert answer.json["didDocument"]["id"] == did
    assert answer.json["didResolutionMetadata"] == {"contentType": "application/did+ld+json"}


@pytest.mark.parametrize(
    ("did", "error", "status"),
    [
        ("did:key", "invalidDid", 400),
        ("did:key:@", "invalidDid", 400),
        (EXAMPLE.replace("did:", "notDid:"), "invalidDid", 400),
        (EXAMPLE.replace("key:", "key:-4:"), "invalidDid", 400),
        (EXAMPLE.replace("key:z", "key:"), "invalidDid", 400),
        ("did:key:invalid", "invalidDid", 400),
        ("did:KEY:z6Mk", "invalidDid", 400),
        (EXAMPLE.replace("z6", "u6"), "invalidDid", 400),
        ("did:key:zTjsVPtY", "invalidPublicKeyLength", 400),
        ("did:key:z6LSj72tK8brWgZja8NLRwPigth2T9QRiG1uH9oKZuKjdh9p", "unsupportedPublicKeyType", 400),
        ("did:example:123", "methodNotSupported", 501),
    ],
)
def test_an_identifier_that_is_none(did: str, error: str, status: int) -> None:
    answer = resolve(did)
    assert answer.status == status
    assert answer.json["didResolutionMetadata"] == {"error": error}
    assert answer.json["didDocument"] == {}


@pytest.mark.parametrize(
    ("rest", "error", "status"),
    [
        (FRAGMENT, None, 200),
        ("#other", "notFound", 404),
        ("?service=files", "notFound", 404),
        ("/path", "notFound", 404),
        ("#a#b", "invalidDidUrl", 400),
        ("/^bar^/?query=`" + FRAGMENT, "invalidDidUrl", 400),
    ],
)
def test_a_did_url(rest: str, error: str | None, status: int) -> None:
    answer = resolve(EXAMPLE + rest)
    assert answer.status == status
    assert answer.json["didDereferencingMetadata"].get("error") == error
    assert answer.json["didDocument"].get("id") == (EXAMPLE + rest if error is None else None)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({}, "Multikey"),
        ({"publicKeyFormat": "JsonWebKey2020"}, "JsonWebKey2020"),
        ({"publicKeyFormat": "Ed25519VerificationKey2020"}, "Ed25519VerificationKey2020"),
    ],
)
def test_the_format_of_the_key(options: dict[str, str], kind: str) -> None:
    document = resolve(EXAMPLE, **options).json["didDocument"]
    assert [method["type"] for method in document["verificationMethod"]] == [kind]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"publicKeyFormat": "Unknown"}, "unsupportedPublicKeyType"),
        ({"publicKeyFormat": "Ed25519VerificationKey2018"}, "invalidPublicKeyType"),
        (
            {"publicKeyFormat": "Ed25519VerificationKey2018", "enableExperimentalPublicKeyTypes": "true"},
            "unsupportedPublicKeyType",
        ),
    ],
)
def test_a_format_that_is_not_there(options: dict[str, str], error: str) -> None:
    answer = resolve(EXAMPLE, **options)
    assert (answer.status, answer.json["didResolutionMetadata"]) == (400, {"error": error})


@pytest.mark.parametrize(("asked", "there"), [("true", True), ("false", False), ("yes", False)])
def test_the_key_for_encryption(asked: str, there: bool) -> None:
    document = resolve(EXAMPLE, enableEncryptionKeyDerivation=asked).json["didDocument"]
    assert ("keyAgreement" in document) is there


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/did+ld+json", "application/did+ld+json"),
        ("application/did+json", "application/did+ld+json"),
        ("text/html, application/did;q=0.5", "application/did+ld+json"),
        ("application/json", 'application/ld+json;profile="https://w3id.org/did-resolution"'),
        ("*/*", 'application/ld+json;profile="https://w3id.org/did-resolution"'),
    ],
)
def test_the_representation(accept: str, media_type: str) -> None:
    answer = resolve(EXAMPLE, accept)
    assert (answer.status, answer.media_type) == (200, media_type)
    assert answer.json.get("id", answer.json.get("didDocument", {}).get("id")) == EXAMPLE


def test_a_representation_that_is_not_there() -> None:
    answer = resolve(EXAMPLE, "text/html")
    assert answer.status == 406
    assert answer.json["didResolutionMetadata"] == {"error": "representationNotSupported"}


def test_an_error_is_told_in_a_result_whatever_is_accepted() -> None:
    answer = resolve("did:example:123", "application/did")
    assert (answer.status, answer.json["didResolutionMetadata"]) == (501, {"error": "methodNotSupported"})
