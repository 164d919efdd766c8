"""Endorsements: credentials in credentials, with proofs of their own in graphs of their own."""

from typing import Final

from credentials.parsing import JsonObject, JsonValue
from tests.corpus.badges import OPEN_BADGES, badge, profile
from tests.corpus.draw import Draw

_DATA_INTEGRITY: Final = "https://w3id.org/security/data-integrity/v2"
_CONTEXTS_OF_PROOFS: Final[tuple[JsonValue, ...]] = (
    [*OPEN_BADGES],
    _DATA_INTEGRITY,
    [*OPEN_BADGES, _DATA_INTEGRITY],
)


def proof(draw: Draw) -> JsonObject:
    """Return a proof, or rather what looks like one."""
    return draw.members(
        {
            "type": "DataIntegrityProof",
            "cryptosuite": draw.one(("eddsa-rdfc-2022", "ecdsa-rdfc-2019")),
            "verificationMethod": draw.iri("keys"),
            "proofPurpose": "assertionMethod",
            "proofValue": f"z{draw.number(0, 10**15)}",
        },
        {
            "id": lambda: draw.iri("proofs"),
            "created": draw.moment,
            "expires": draw.moment,
            "domain": draw.text,
            "challenge": draw.text,
            "nonce": draw.text,
            "previousProof": lambda: draw.iri("proofs"),
        },
    )


def proof_that_others_have(draw: Draw) -> JsonObject:
    """Return a proof that may stand on several credentials, so that only its graph tells where."""
    short: JsonObject = {"type": "DataIntegrityProof", "proofValue": f"z{draw.number(0, 10**15)}"}
    return draw.unnamed("proof", lambda: draw.members(short, {"nonce": draw.text}))


def endorsement(draw: Draw, about: str, depth: int = 1) -> JsonObject:
    """Return an endorsement of something, itself endorsed now and then."""
    identifier = draw.iri("endorsements")
    document = draw.members(
        {
            "@context": [*OPEN_BADGES],
            "id": identifier,
            "type": draw.types("VerifiableCredential", "EndorsementCredential"),
            "name": draw.said(),
            "issuer": profile(draw, 0) | {"id": draw.iri("endorsers")},
            "validFrom": draw.moment(),
            "credentialSubject": {
                "id": about,
                "type": ["EndorsementSubject"],
                "endorsementComment": draw.said(),
            },
        },
        {"validUntil": draw.moment, "description": draw.said},
    )
    if draw.happens(0.8):
        make = draw.one((proof, proof, proof_that_others_have))
        document["proof"] = draw.several(lambda: make(draw), most=3)
    if depth and draw.happens(0.3):
        document["endorsement"] = [endorsement(draw, identifier, depth - 1)]
    return document


def endorsed_badge(draw: Draw) -> JsonObject:
    """Return a badge with endorsements of itself, its achievement or its issuer."""
    document = badge(draw)
    school: JsonValue = profile(draw) | {"id": draw.iri("issuers")}
    document["issuer"] = school
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    achievement = subject["achievement"]
    assert isinstance(achievement, dict)
    achievement.setdefault("id", draw.iri("achievements"))
    assert isinstance(school, dict)
    for owner in draw.sample([document, achievement, school], draw.number(1, 3)):
        owner["endorsement"] = [endorsement(draw, str(owner["id"])) for _ in range(draw.number(1, 3))]
        if draw.happens(0.3):
            owner["endorsementJwt"] = draw.array(lambda: f"eyJ.{draw.number(0, 10**9)}.sig", most=2)
    return document


def endorsement_alone(draw: Draw) -> JsonObject:
    """Return an endorsement as a document."""
    return endorsement(draw, draw.iri("achievements"))


def proof_options(draw: Draw) -> JsonObject:
    """Return a proof without its value, as it is canonicalized when it is made."""
    options = {name: value for name, value in proof(draw).items() if name != "proofValue"}
    return {
        "@context": draw.one(_CONTEXTS_OF_PROOFS),
        **options,
    }
