"""Unsigned documents that use many corners of the contexts, for tests of the canonical form."""

from typing import Any

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.parsing import JsonObject

ISSUER = "https://roc.example/issuers/1"
ACHIEVEMENT = "https://roc.example/achievements/7"


def badge(**members: Any) -> JsonObject:  # noqa: ANN401 - tests put in what is wrong, too
    """Return a small Open Badge, with members added or replaced."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V2, OB_3_0_3],
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Lassen",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "ROC Voorbeeld"},
        "validFrom": "2026-09-01T12:00:00Z",
        "credentialSubject": {
            "id": "did:example:learner",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": ACHIEVEMENT,
                "type": ["Achievement"],
                "name": "Lassen op niveau 3",
                "description": "TIG-lassen van dunne plaat",
                "criteria": {"narrative": "Praktijkexamen\nen een theorietoets"},
            },
        },
    }
    document.update(members)
    return document


def rich_badge() -> JsonObject:
    """Return an Open Badge with results, alignments, evidence, a status and an endorsement."""
    return badge(
        description={"@value": "Een bewijs", "@language": "nl"},
        validUntil="2036-09-01T12:00:00Z",
        credentialStatus={
            "id": "https://roc.example/status/3#42",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "42",
            "statusListCredential": "https://roc.example/status/3",
        },
        credentialSubject={
            "id": "did:example:learner",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": "sha256$b5809d8a",
                    "identityType": "emailAddress",
                    "salt": "Kosher",
                }
            ],
            "result": [
                {"type": ["Result"], "resultDescription": "urn:uuid:r1", "value": "8,5"},
                {"type": ["Result"], "resultDescription": "urn:uuid:r2", "achievedLevel": "urn:uuid:l1"},
            ],
            "achievement": {
                "id": ACHIEVEMENT,
                "type": ["Achievement"],
                "creator": {"id": ISSUER, "type": ["Profile"]},
                "name": "Lassen op niveau 3",
                "description": "TIG-lassen van dunne plaat",
                "criteria": {"id": "https://roc.example/criteria/7", "narrative": "Praktijkexamen"},
                "creditsAvailable": 2.5,
                "tag": ["lassen", "metaal"],
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "EQF 3",
                        "targetUrl": "http://data.europa.eu/snb/eqf/3",
                    },
                    {
                        "type": ["Alignment"],
                        "targetName": "Keuzedeel",
                        "targetUrl": "https://roc.example/k/1",
                    },
                ],
                "resultDescription": [
                    {
                        "id": "urn:uuid:r1",
                        "type": ["ResultDescription"],
                        "name": "Cijfer",
                        "resultType": "GradePointAverage",
                        "allowedValue": ["8,5", "9,0", "10"],
                    },
                    {
                        "id": "urn:uuid:r2",
                        "type": ["ResultDescription"],
                        "name": "Niveau",
                        "resultType": "RubricCriterionLevel",
                        "rubricCriterionLevel": [
                            {"id": "urn:uuid:l1", "type": ["RubricCriterionLevel"], "name": "Goed"}
                        ],
                    },
                ],
            },
        },
        evidence=[
            {"id": "https://roc.example/evidence/1", "type": ["Evidence"], "name": "Foto"},
            {"type": ["Evidence"], "narrative": "Werkstuk 🎓"},
        ],
        endorsement=[endorsement("urn:uuid:e1", "Onze leerlingen zijn welkom.")],
    )


def endorsement(identifier: str, comment: str) -> JsonObject:
    """Return an endorsement of the achievement, with something in the place of its proof."""
    return {
        "@context": [CREDENTIALS_V2, OB_3_0_3],
        "id": identifier,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": {"id": "did:example:employer", "type": ["Profile"], "name": "Metaal BV"},
        "validFrom": "2026-09-02T12:00:00Z",
        "credentialSubject": {
            "id": ACHIEVEMENT,
            "type": ["EndorsementSubject"],
            "endorsementComment": comment,
        },
        "proof": [
            {
                "type": "DataIntegrityProof",
                "cryptosuite": "eddsa-rdfc-2022",
                "created": "2026-09-02T12:00:00Z",
                "verificationMethod": "did:example:employer#key",
                "proofPurpose": "assertionMethod",
                "proofValue": "z5x9aCBYovW3CQCbKdNyhEm7",
            }
        ],
    }
