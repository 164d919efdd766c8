"""Presentations and learner records, which hold whole credentials, and documents about keys."""

from typing import Final

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.parsing import JsonObject, JsonValue
from tests.corpus.badges import badge, profile
from tests.corpus.draw import Draw
from tests.corpus.endorsements import endorsed_badge, proof
from tests.corpus.other_credentials import credential, credential_1_1
from tests.corpus.statuses import CREDENTIALS_V1

_CLR: Final = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
_DID: Final = "https://www.w3.org/ns/did/v1"
_MULTIKEY: Final = "https://w3id.org/security/multikey/v1"
_ED25519_2020: Final = "https://w3id.org/security/suites/ed25519-2020/v1"


def presentation(draw: Draw) -> JsonObject:
    """Return a presentation; each credential in it is in a graph of its own."""
    credentials: list[JsonValue] = []
    for _ in range(draw.number(1, 2)):
        held = draw.one((badge, credential, endorsed_badge))(draw)
        draw.forget_unnamed()
        if draw.happens(0.7):
            held["proof"] = draw.several(lambda: proof(draw), most=2)
        if draw.happens(0.3):
            held["evidence"] = {"description": "equal in all credentials"}
        credentials.append(held)
    if draw.happens(0.3):
        credentials.append(_enveloped(draw))
    document: JsonObject = {
        "@context": [CREDENTIALS_V2],
        "type": draw.types("VerifiablePresentation"),
        "verifiableCredential": credentials if len(credentials) > 1 else credentials[0],
    }
    return draw.members(
        document, {"id": lambda: draw.iri("presentations"), "holder": lambda: draw.iri("holders")}
    )


def _enveloped(draw: Draw) -> JsonObject:
    return {
        "@context": CREDENTIALS_V2,
        "id": f"data:application/vc+jwt,eyJ{draw.number(0, 10**9)}.e30.c2ln",
        "type": "EnvelopedVerifiableCredential",
    }


def presentation_1_1(draw: Draw) -> JsonObject:
    """Return a presentation of the Data Model 1.1."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V1, _ED25519_2020],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [credential_1_1(draw) for _ in range(draw.number(1, 3))],
    }
    return draw.members(
        document, {"id": lambda: draw.iri("presentations"), "holder": lambda: draw.iri("holders")}
    )


def learner_record(draw: Draw) -> JsonObject:
    """Return a Comprehensive Learner Record: badges, and how their achievements belong together."""
    badges = [badge(draw) for _ in range(draw.number(1, 3))]
    for number, held in enumerate(badges):
        held["@context"] = [CREDENTIALS_V2, OB_3_0_3]
        held.pop("credentialSchema", None)
        held.pop("refreshService", None)
        if draw.happens(0.5):
            held["proof"] = proof(draw) | {"proofValue": f"z{number}"}
    targets = [str(held["id"]) for held in badges]
    subject = draw.members(
        {"type": ["ClrSubject"], "verifiableCredential": [*badges]},
        {
            "id": lambda: draw.iri("learners"),
            "name": draw.said,
            "association": lambda: draw.array(
                lambda: {
                    "type": "Association",
                    "associationType": draw.one(("isParentOf", "isChildOf", "precedes")),
                    "sourceId": draw.one(targets),
                    "targetId": draw.one(targets),
                },
            ),
        },
    )
    return draw.members(
        {
            "@context": [CREDENTIALS_V2, _CLR, OB_3_0_3],
            "id": draw.iri("records"),
            "type": draw.types("VerifiableCredential", "ClrCredential"),
            "name": draw.said(),
            "issuer": profile(draw) | {"id": draw.iri("issuers")},
            "validFrom": draw.moment(),
            "credentialSubject": subject,
        },
        {"awardedDate": draw.moment},
    )


def did_document(draw: Draw) -> JsonObject:
    """Return a DID document with keys, and with references to them."""
    did = f"did:web:{draw.one(('roc.example', 'xn--bcher-kva.example%3A8443'))}:{draw.number(1, 10**6)}"
    kind, suite = draw.one((("Multikey", _MULTIKEY), ("Ed25519VerificationKey2020", _ED25519_2020)))
    keys: list[JsonObject] = [
        draw.members(
            {
                "id": f"{did}#key-{number}",
                "type": kind,
                "controller": did,
                "publicKeyMultibase": f"z6Mk{draw.number(0, 10**15)}",
            },
            {"revoked": draw.moment},
        )
        for number in range(draw.number(1, 4))
    ]
    references = [str(key["id"]) for key in keys]
    return draw.members(
        {
            "@context": [_DID, suite],
            "id": did,
            "verificationMethod": [*keys],
            "assertionMethod": draw.several(lambda: draw.one(references)),
        },
        {
            "authentication": lambda: [references[0], keys[0] | {"id": f"{did}#other"}],
            "controller": lambda: draw.one((did, draw.iri("controllers"))),
            "alsoKnownAs": lambda: draw.several(lambda: draw.iri("names")),
            "service": lambda: draw.several(
                lambda: {
                    "id": draw.iri("services"),
                    "type": draw.iri("types"),
                    "serviceEndpoint": draw.several(lambda: draw.iri("endpoints")),
                }
            ),
        },
    )
