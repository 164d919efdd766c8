"""Open Badges 3.0: achievements, profiles, results and evidence with every member that they can have."""

from typing import Final

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.parsing import JsonObject, JsonValue
from tests.corpus.draw import Draw
from tests.corpus.statuses import status_entry

OPEN_BADGES: Final = [CREDENTIALS_V2, OB_3_0_3]
OB_EXTENSIONS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


def address(draw: Draw) -> JsonObject:
    """Return an address; it never has an id."""
    return draw.members(
        {"type": draw.types("Address")},
        {
            "addressCountry": draw.text,
            "addressLocality": draw.said,
            "postalCode": lambda: draw.one(("1234 AB", "B-1000")),
            "streetAddress": draw.text,
            "geo": lambda: {
                "type": "GeoCoordinates",
                "latitude": draw.quantity(),
                "longitude": draw.quantity(),
            },
        },
    )


def image(draw: Draw) -> JsonValue:
    """Return an image: as a reference, or with a caption."""
    if draw.happens(0.4):
        return draw.iri("images")
    return draw.members({"id": draw.iri("images"), "type": "Image"}, {"caption": draw.said})


def profile(draw: Draw, depth: int = 2) -> JsonObject:
    """Return a profile of an organisation or a person, now and then as part of another."""
    members = draw.members(
        {"type": draw.types("Profile")},
        {
            "id": lambda: draw.iri("profiles"),
            "name": draw.said,
            "url": lambda: draw.iri("sites"),
            "email": lambda: "info@roc.example",
            "image": lambda: image(draw),
            "givenName": draw.text,
            "dateOfBirth": draw.day,
            "official": draw.text,
            "address": lambda: draw.unnamed("address", lambda: address(draw)),
            "otherIdentifier": lambda: draw.array(lambda: identifier_entry(draw)),
        },
    )
    if depth and draw.happens(0.3):
        members["parentOrg"] = profile(draw, depth - 1)
    return members


def identifier_entry(draw: Draw) -> JsonObject:
    """Return an identifier in some register; it never has an id."""
    entry: JsonObject = {"type": "IdentifierEntry", "identifier": draw.text(), "identifierType": "identifier"}
    return draw.unnamed("identifier entry", lambda: entry)


def alignment(draw: Draw) -> JsonObject:
    """Return an alignment with a framework, most of the time without an id."""
    return draw.unnamed(
        "alignment",
        lambda: draw.members(
            {"type": draw.types("Alignment"), "targetName": draw.said(), "targetUrl": draw.iri("targets")},
            {"targetCode": draw.text, "targetDescription": draw.said, "targetFramework": draw.text},
        ),
    )


def result_description(draw: Draw, identifier: str) -> JsonObject:
    """Return what a result can be. Its allowed values are a list, in which order counts."""
    levels = [draw.iri("levels") for _ in range(draw.number(1, 3))]
    return draw.members(
        {
            "id": identifier,
            "type": draw.types("ResultDescription"),
            "name": draw.said(),
            "resultType": draw.one(("GradePointAverage", "RubricCriterionLevel", "ext:Cijfer")),
        },
        {
            "allowedValue": lambda: draw.array(draw.said_once, most=6),
            "requiredValue": draw.text,
            "requiredLevel": lambda: levels[0],
            "valueMin": lambda: "1",
            "valueMax": draw.quantity,
            "alignment": lambda: draw.array(lambda: alignment(draw), most=2),
            "rubricCriterionLevel": lambda: [
                draw.members(
                    {"id": level, "type": ["RubricCriterionLevel"], "name": draw.text()},
                    {"level": draw.text, "points": draw.text, "description": draw.said},
                )
                for level in levels
            ],
        },
    )


def result(draw: Draw, description: str) -> JsonObject:
    """Return a result, whose alignments may well be those of another one."""
    return draw.members(
        {"type": draw.types("Result"), "resultDescription": description, "value": draw.text()},
        {
            "status": lambda: draw.one(("Completed", "Enrolled")),
            "achievedLevel": lambda: draw.iri("levels"),
            "alignment": lambda: draw.array(lambda: alignment(draw), most=3),
        },
    )


def achievement(draw: Draw, descriptions: list[str]) -> JsonObject:
    """Return an achievement with descriptions of these results."""
    members = draw.members(
        {"type": draw.types("Achievement"), "name": draw.said(), "description": draw.said()},
        {
            "id": lambda: draw.iri("achievements"),
            "achievementType": lambda: draw.one(("MicroCredential", "Course", "ext:Keuzedeel")),
            "alignment": lambda: draw.array(lambda: alignment(draw)),
            "creator": lambda: profile(draw),
            "creditsAvailable": draw.quantity,
            "criteria": lambda: draw.members(
                {"narrative": draw.said()}, {"id": lambda: draw.iri("criteria")}
            ),
            "fieldOfStudy": draw.text,
            "humanCode": draw.text,
            "image": lambda: image(draw),
            "inLanguage": lambda: "nl",
            "otherIdentifier": lambda: draw.array(lambda: identifier_entry(draw), most=3),
            "related": lambda: draw.array(lambda: related(draw), most=2),
            "specialization": draw.text,
            "tag": lambda: draw.array(draw.text, most=8),
            "version": lambda: "1.0",
        },
    )
    if descriptions:
        members["resultDescription"] = [result_description(draw, identifier) for identifier in descriptions]
    return members


def related(draw: Draw) -> JsonObject:
    """Return a related achievement."""
    return draw.members(
        {"id": draw.iri("related"), "type": ["Related"]}, {"inLanguage": lambda: "en", "version": draw.text}
    )


def evidence(draw: Draw) -> JsonObject:
    """Return evidence, with or without an id."""
    return draw.unnamed(
        "evidence",
        lambda: draw.members(
            {"type": draw.types("Evidence")},
            {"name": draw.said, "narrative": draw.said, "description": draw.said, "genre": draw.text},
        ),
    )


def achievement_subject(draw: Draw) -> JsonObject:
    """Return what is said of the learner."""
    descriptions = [draw.iri("results") for _ in range(draw.number(0, 3))]
    members = draw.members(
        {"type": draw.types("AchievementSubject"), "achievement": achievement(draw, descriptions)},
        {
            "id": lambda: draw.iri("learners"),
            "activityStartDate": draw.day,
            "activityEndDate": draw.day,
            "creditsEarned": draw.quantity,
            "identifier": lambda: draw.array(lambda: identity(draw), most=2),
            "licenseNumber": draw.text,
            "role": draw.said,
            "source": lambda: profile(draw, 0),
            "term": draw.text,
        },
    )
    if descriptions:
        members["result"] = [result(draw, identifier) for identifier in descriptions]
    return members


def identity(draw: Draw) -> JsonObject:
    """Return an identity, hashed or not."""
    return {
        "type": "IdentityObject",
        "hashed": draw.happens(0.5),
        "identityHash": f"sha256${draw.number(0, 10**12):x}",
        "identityType": "emailAddress",
        "salt": draw.text(),
    }


def issuer(draw: Draw) -> JsonValue:
    """Return the issuer: as a reference, or with a profile."""
    identifier = draw.iri("issuers")
    return identifier if draw.happens(0.2) else profile(draw) | {"id": identifier}


def badge(draw: Draw) -> JsonObject:
    """Return an Open Badge as OB 3.0.3 has it."""
    extended = draw.happens(0.2)
    document = draw.members(
        {
            "@context": [*OPEN_BADGES, *([OB_EXTENSIONS] if extended else [])],
            "id": draw.iri("badges"),
            "type": draw.types(
                "VerifiableCredential", draw.one(("OpenBadgeCredential", "AchievementCredential"))
            ),
            "name": draw.said(),
            "issuer": issuer(draw),
            "validFrom": draw.moment(),
            "credentialSubject": achievement_subject(draw),
        },
        {
            "description": draw.said,
            "validUntil": draw.moment,
            "awardedDate": draw.moment,
            "image": lambda: image(draw),
            "evidence": lambda: draw.several(lambda: evidence(draw)),
            "credentialStatus": lambda: draw.several(lambda: status_entry(draw), most=3),
            "termsOfUse": lambda: draw.array(lambda: {"id": draw.iri("terms")}, most=2),
        },
    )
    if extended:
        schema: JsonObject = {"id": draw.iri("schemas"), "type": "1EdTechJsonSchemaValidator2019"}
        document["credentialSchema"] = [schema]
        document["refreshService"] = {"id": draw.iri("refresh"), "type": "1EdTechCredentialRefresh"}
    return document
