"""Status lists of both kinds, and the entries that point into them."""

from typing import Final

from contexts import CREDENTIALS_V2
from credentials.parsing import JsonObject, JsonValue
from tests.corpus.draw import Draw

CREDENTIALS_V1: Final = "https://www.w3.org/2018/credentials/v1"
_STATUS_LIST_2021: Final = "https://w3id.org/vc/status-list/2021/v1"
_BITSTRING: Final = "https://www.w3.org/ns/credentials/status/v1"
_CONTEXTS_OF_LISTS: Final[tuple[JsonValue, ...]] = (
    CREDENTIALS_V2,
    [CREDENTIALS_V2],
    [CREDENTIALS_V2, _BITSTRING],
)


def status_entry(draw: Draw) -> JsonObject:
    """Return an entry that points into a bitstring status list, with or without an id."""
    index = draw.number(0, 131_071)
    statuses: JsonObject = {
        "statusSize": 2,
        "statusMessage": [
            {"status": f"0x{number}", "message": f"{draw.text()} {number}"}
            for number in range(draw.number(1, 4))
        ],
    }
    entry: JsonObject = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": draw.one(("revocation", "suspension", "message")),
        "statusListIndex": str(index),
        "statusListCredential": f"https://roc.example/status/{draw.number(1, 3)}",
        **(statuses if draw.happens(0.3) else {}),
    }
    return draw.members(
        entry, {"id": lambda: draw.iri("status"), "statusReference": lambda: draw.iri("reference")}
    )


def bitstring_status_list(draw: Draw) -> JsonObject:
    """Return a status list credential of the Data Model 2.0."""
    identifier = draw.iri("lists")
    return draw.members(
        {
            "@context": draw.one(_CONTEXTS_OF_LISTS),
            "id": identifier,
            "type": draw.types("VerifiableCredential", "BitstringStatusListCredential"),
            "issuer": draw.iri("issuers"),
            "validFrom": draw.moment(),
            "credentialSubject": draw.members(
                {
                    "id": f"{identifier}/list",
                    "type": "BitstringStatusList",
                    "statusPurpose": draw.several(lambda: draw.one(("revocation", "suspension", "refresh"))),
                    "encodedList": f"uH4sIA{draw.number(0, 10**12)}",
                },
                {"ttl": lambda: draw.one((300_000, 86_400_000))},
            ),
        },
        {"validUntil": draw.moment, "name": draw.said, "description": draw.said},
    )


def status_list_2021(draw: Draw) -> JsonObject:
    """Return a status list credential of the Data Model 1.1, or a credential that has an entry in one."""
    identifier = draw.iri("lists")
    document: JsonObject = {
        "@context": [CREDENTIALS_V1, _STATUS_LIST_2021],
        "id": identifier,
        "type": ["VerifiableCredential"],
        "issuer": draw.iri("issuers"),
        "issuanceDate": draw.moment(),
        "credentialSubject": {"id": draw.iri("subjects")},
    }
    if draw.happens(0.5):
        document["type"] = draw.types("VerifiableCredential", "StatusList2021Credential")
        document["credentialSubject"] = {
            "id": f"{identifier}/list",
            "type": "StatusList2021",
            "statusPurpose": draw.one(("revocation", "suspension")),
            "encodedList": f"H4sIA{draw.number(0, 10**12)}",
        }
        return draw.members(document, {"name": draw.text, "description": draw.said})
    document["credentialStatus"] = {
        "id": f"{identifier}/entry",
        "type": "StatusList2021Entry",
        "statusPurpose": "revocation",
        "statusListIndex": str(draw.number(0, 131_071)),
        "statusListCredential": draw.iri("lists"),
    }
    return draw.members(document, {"expirationDate": draw.moment})
