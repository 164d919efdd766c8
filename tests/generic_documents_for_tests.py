"""Credentials and presentations of any kind, not badges, for tests to change."""

import copy
from typing import Any

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.parsing import JsonObject
from tests.keys_for_tests import ISSUER_ED25519

ISSUER = ISSUER_ED25519.did_key


def credential(**members: Any) -> JsonObject:  # noqa: ANN401 - tests put in what is wrong, too
    """Return a credential of VCDM 2.0; a member that is ``...`` is left out."""
    whole: dict[str, Any] = {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:subject"},
    }
    whole |= {name.replace("at_", "@"): value for name, value in members.items()}
    return {name: value for name, value in whole.items() if value is not ...}


def credential_1_1(**members: Any) -> JsonObject:  # noqa: ANN401 - tests put in what is wrong, too
    """Return a credential of VCDM 1.1; a member that is ``...`` is left out."""
    begin = {"at_context": [CREDENTIALS_V1], "issuanceDate": "2026-01-01T00:00:00Z"}
    return credential(**(begin | members))


def presentation(**members: Any) -> JsonObject:  # noqa: ANN401 - tests put in what is wrong, too
    """Return a presentation; a member that is ``...`` is left out."""
    whole: dict[str, Any] = {"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"]}
    whole |= {name.replace("at_", "@"): value for name, value in members.items()}
    return {name: value for name, value in whole.items() if value is not ...}


def changed(document: JsonObject, pointer: str, value: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return a copy with one value changed; ``...`` takes it out."""
    copied = copy.deepcopy(document)
    *path, last = pointer.split("/")[1:]
    owner: Any = copied
    for step in path:
        owner = owner[int(step) if isinstance(owner, list) else step]
    key = int(last) if isinstance(owner, list) else last
    if value is ...:
        del owner[key]
    else:
        owner[key] = value
    return copied
