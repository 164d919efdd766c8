"""Credentials that are no badges, of both versions of the data model, and older Open Badges."""

from typing import Final

from contexts import CREDENTIALS_V2
from credentials.parsing import JsonObject, JsonValue
from tests.corpus.badges import achievement_subject, issuer
from tests.corpus.draw import Draw
from tests.corpus.json_values import json_object, json_schema, json_value, public_key
from tests.corpus.statuses import CREDENTIALS_V1, status_entry

_ED25519_2020: Final = "https://w3id.org/security/suites/ed25519-2020/v1"
_OPEN_BADGES_3_0_2: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"


def credential(draw: Draw) -> JsonObject:
    """Return a credential of the Data Model 2.0 that uses everything its context has."""
    subject: JsonObject = draw.members(
        {"description": draw.said()},
        {"id": lambda: draw.iri("subjects"), "name": draw.said, "type": lambda: draw.iri("types")},
    )
    contexts: tuple[JsonValue, ...] = (CREDENTIALS_V2, [CREDENTIALS_V2])
    types: tuple[JsonValue, ...] = ("VerifiableCredential", ["VerifiableCredential", draw.iri("types")])
    subjects: tuple[JsonValue, ...] = (subject, [subject, {"id": draw.iri("subjects")}])
    issuers: tuple[JsonValue, ...] = (
        draw.iri("issuers"),
        {"id": draw.iri("issuers"), "name": draw.said()},
    )
    return draw.members(
        {
            "@context": draw.one(contexts),
            "type": draw.one(types),
            "issuer": draw.one(issuers),
            "credentialSubject": draw.one(subjects),
        },
        {
            "id": lambda: draw.iri("credentials"),
            "name": draw.said,
            "description": draw.said,
            "validFrom": draw.moment,
            "validUntil": draw.moment,
            "credentialStatus": lambda: draw.several(lambda: status_entry(draw)),
            "credentialSchema": lambda: draw.several(
                lambda: {"id": draw.iri("schemas"), "type": "JsonSchema"}
            ),
            "evidence": lambda: draw.several(
                lambda: draw.members({"description": draw.said()}, {"id": lambda: draw.iri("evidence")})
            ),
            "termsOfUse": lambda: {"id": draw.iri("terms"), "type": draw.iri("types")},
            "refreshService": lambda: {"id": draw.iri("refresh"), "type": draw.iri("types")},
            "relatedResource": lambda: draw.array(lambda: related_resource(draw)),
            "renderMethod": lambda: {"type": draw.iri("types"), "name": draw.text()},
            "confidenceMethod": lambda: draw.iri("methods"),
        },
    )


def related_resource(draw: Draw) -> JsonObject:
    """Return a resource with a digest."""
    return draw.members(
        {"id": draw.iri("resources"), "digestMultibase": f"zQm{draw.number(0, 10**12)}"},
        {"mediaType": lambda: "image/png", "digestSRI": lambda: f"sha384-{draw.number(0, 10**12)}"},
    )


def credential_with_json(draw: Draw) -> JsonObject:
    """Return a credential with JSON literals and everything of JOSE that the context has."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V2],
        "id": draw.iri("credentials"),
        "type": draw.types("VerifiableCredential", "JsonSchemaCredential"),
        "issuer": draw.iri("issuers"),
        "credentialSubject": {
            "id": draw.iri("schemas"),
            "type": "JsonSchema",
            "jsonSchema": json_schema(draw),
        },
    }
    return draw.members(
        document,
        {
            "name": lambda: {"@value": json_value(draw), "@type": "@json"},
            "description": lambda: draw.array(lambda: {"@value": json_object(draw), "@type": "@json"}),
            "cnf": lambda: draw.members({"jwk": public_key(draw)}, {"kid": lambda: draw.iri("keys")}),
            "_sd": lambda: draw.array(draw.text),
            "_sd_alg": lambda: "sha-256",
            "iat": lambda: draw.number(0, 2**53 - 1),
            "exp": lambda: float(draw.number(0, 2**40)),
            "nbf": lambda: draw.one((1.5, 0.000001)),
            "aud": lambda: draw.several(lambda: draw.iri("verifiers")),
            "iss": lambda: draw.iri("issuers"),
        },
    )


def credential_1_1(draw: Draw) -> JsonObject:
    """Return a credential of the Data Model 1.1 with a proof in it, as one is countersigned."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V1, _ED25519_2020],
        "id": draw.iri("credentials"),
        "type": draw.types("VerifiableCredential", draw.iri("types")),
        "issuer": draw.iri("issuers"),
        "issuanceDate": draw.moment(),
        "credentialSubject": draw.several(lambda: {"id": draw.iri("subjects")}),
    }
    signature: JsonObject = {
        "type": "Ed25519Signature2020",
        "created": draw.moment(),
        "verificationMethod": draw.iri("keys"),
        "proofPurpose": draw.one(("assertionMethod", "authentication")),
        "proofValue": f"z{draw.number(0, 10**15)}",
    }
    return draw.members(
        document,
        {
            "expirationDate": draw.moment,
            "holder": lambda: draw.iri("holders"),
            "evidence": lambda: draw.several(lambda: {"id": draw.iri("evidence"), "type": draw.iri("types")}),
            "credentialSchema": lambda: {"id": draw.iri("schemas"), "type": "JsonSchemaValidator2018"},
            "refreshService": lambda: {"id": draw.iri("refresh"), "type": "ManualRefreshService2018"},
            "termsOfUse": lambda: {"type": draw.iri("types")},
            "proof": lambda: signature,
        },
    )


def older_badge(draw: Draw) -> JsonObject:
    """Return an Open Badge under the context that came before."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V2, _OPEN_BADGES_3_0_2],
        "id": draw.iri("badges"),
        "type": draw.types("VerifiableCredential", "OpenBadgeCredential"),
        "issuer": issuer(draw),
        "validFrom": draw.moment(),
        "credentialSubject": _without("inLanguage", achievement_subject(draw)),
    }
    return draw.members(document, {"name": draw.said, "description": draw.said})


def _without(name: str, value: JsonValue) -> JsonValue:
    """Return a copy without the members of this name, which the older context does not have."""
    if isinstance(value, dict):
        return {key: _without(name, member) for key, member in value.items() if key != name}
    return [_without(name, item) for item in value] if isinstance(value, list) else value


def badge_1_1(draw: Draw) -> JsonObject:
    """Return an Open Badge of the Data Model 1.1, under the first contexts of Open Badges 3.0."""
    context: JsonValue = draw.one(("context.json", "context-3.0.1.json"))
    result: JsonObject = {"type": ["Result"], "value": draw.text()}
    achievement: JsonObject = draw.members(
        {
            "id": draw.iri("achievements"),
            "type": ["Achievement"],
            "name": draw.said(),
            "description": draw.said(),
        },
        {
            "creator": lambda: draw.iri("creators"),
            "tag": lambda: draw.array(draw.text),
            "humanCode": draw.text,
        },
    )
    return {
        "@context": [CREDENTIALS_V1, f"https://purl.imsglobal.org/spec/ob/v3p0/{context}"],
        "id": draw.iri("badges"),
        "type": draw.types("VerifiableCredential", "OpenBadgeCredential"),
        "name": draw.said(),
        "issuer": {"id": draw.iri("issuers"), "type": "Profile", "name": draw.said()},
        "issuanceDate": draw.moment(),
        "credentialSubject": draw.members(
            {"id": draw.iri("learners"), "type": ["AchievementSubject"], "achievement": achievement},
            {"result": lambda: [result], "creditsEarned": draw.quantity},
        ),
    }
