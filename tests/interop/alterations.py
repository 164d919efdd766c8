"""What somebody might do to a signed credential, and what must then be refused on both sides."""

import copy
from collections.abc import Callable

from credentials.parsing import JsonObject, JsonValue

Alteration = Callable[[JsonObject], None]
"""Changes a document in place."""


def altered(document: JsonObject, alteration: Alteration) -> JsonObject:
    """Return an altered copy."""
    changed = copy.deepcopy(document)
    alteration(changed)
    return changed


def _object(document: JsonObject, *path: str | int) -> JsonObject:
    found: JsonValue = document
    for step in path:
        if isinstance(step, int):
            assert isinstance(found, list)
            found = found[step]
        else:
            assert isinstance(found, dict)
            found = found[step]
    assert isinstance(found, dict)
    return found


def _achievement(document: JsonObject) -> JsonObject:
    return _object(document, "credentialSubject", "achievement")


def _other_name(document: JsonObject) -> None:
    document["name"] = "Iets heel anders"


def _other_level(document: JsonObject) -> None:
    _achievement(document)["description"] = "Op niveau 4, met lof."


def _later_date(document: JsonObject) -> None:
    document["validUntil"] = "2099-01-01T00:00:00Z"


def _other_issuer_name(document: JsonObject) -> None:
    _object(document, "issuer")["name"] = "ROC Elders"


def _no_status(document: JsonObject) -> None:
    del document["credentialStatus"]


def _other_proof_date(document: JsonObject) -> None:
    _object(document, "proof", 0)["created"] = "2025-01-02T09:31:00Z"


TAMPERED: dict[str, Alteration] = {
    "another name": _other_name,
    "another description": _other_level,
    "an end that was not there": _later_date,
    "another name of the issuer": _other_issuer_name,
    "no status any more": _no_status,
    "another moment of signing": _other_proof_date,
}
"""The words or facts are others than the signed ones. Both sides find that the signature is wrong."""


def _undefined_term(document: JsonObject) -> None:
    document["eindcijfer"] = "10"


def _undefined_term_within(document: JsonObject) -> None:
    _achievement(document)["niveau"] = "4"


def _undefined_type(document: JsonObject) -> None:
    _achievement(document)["type"] = ["Achievement", "Meesterproef"]


def _relative_id(document: JsonObject) -> None:
    _achievement(document)["id"] = "modules/bediening"


def _ill_formed_language(document: JsonObject) -> None:
    document["name"] = {"@value": "Bediening", "@language": "nl nl"}


def _blank_node_predicate(document: JsonObject) -> None:
    document["_:eindcijfer"] = "10"


def _keyword_that_is_none(document: JsonObject) -> None:
    document["@eindcijfer"] = "10"


UNSIGNABLE: dict[str, Alteration] = {
    "an undefined term": _undefined_term,
    "an undefined term within": _undefined_term_within,
    "an undefined type": _undefined_type,
    "a relative id": _relative_id,
    "an ill-formed language tag": _ill_formed_language,
    "a blank node as predicate": _blank_node_predicate,
    "a keyword that is none": _keyword_that_is_none,
}
"""RDF would drop it, so that a signature would not cover it. Both sides refuse to sign it and to
verify it (JSON-LD safe mode; VC Data Integrity 1.0, DATA_LOSS_DETECTION_ERROR)."""
