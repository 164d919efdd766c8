"""The rules that Open Badges 3.0 adds to the VC Data Model, for badges and for endorsements.

Spec: OB 3.0 "Open Badges Data Model"; the names of the rules follow the properties.
"""

from collections.abc import Iterator
from typing import Final

from contexts import OB_3_0_3
from credentials.data_model_version import DataModel, data_model_of
from credentials.parsing import JsonObject
from verifier.codes import Code
from verifier.members import objects, pointer_to, text, types, values
from verifier.result import Finding

OPEN_BADGE_TYPES: Final = frozenset({"OpenBadgeCredential", "AchievementCredential"})
ENDORSEMENT_TYPES: Final = frozenset({"EndorsementCredential"})
# The edition before it, for the same data model. Those before that (3.0.0, 3.0.1) belong to VCDM 1.1:
# after the context of VCDM 2.0 they give other meanings to protected terms, which is an error.
_OLDER_CONTEXT: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
# After the context of VCDM 1.1 every edition means what it says.
_WITH_V1_1: Final = frozenset(
    {
        OB_3_0_3,
        _OLDER_CONTEXT,
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    }
)


def open_badge_findings(credential: JsonObject) -> Iterator[Finding]:
    """Yield what breaks the data model of an OpenBadgeCredential."""
    yield from _context(credential)
    yield from _required(credential, ("id", data_model_of(credential).valid_from), "")
    yield from _typed(credential, "evidence", "Evidence", "")
    for place, issuer in objects(credential, "issuer"):
        yield from _profile(issuer, place)
    for place, subject in objects(credential, "credentialSubject"):
        yield from _achievement_subject(subject, place)


def endorsement_findings(endorsement: JsonObject) -> Iterator[Finding]:
    """Yield what breaks the data model of an EndorsementCredential."""
    yield from _context(endorsement)
    yield from _required(endorsement, ("id", "name", data_model_of(endorsement).valid_from), "")
    for place, issuer in objects(endorsement, "issuer"):
        yield from _profile(issuer, place)
    for place, subject in objects(endorsement, "credentialSubject"):
        yield from _required(subject, ("id",), place)
        yield from _is_a(subject, "EndorsementSubject", place)


def _context(credential: JsonObject) -> Iterator[Finding]:
    """Check that the Open Badges context comes second. Spec: OB 3.0 "OpenBadgeCredential", @context."""
    contexts = credential.get("@context")
    if not isinstance(contexts, list):
        return  # the data model has said so
    second = contexts[1] if len(contexts) > 1 else None
    if second == OB_3_0_3:
        return
    if data_model_of(credential) is DataModel.V1_1 and isinstance(second, str) and second in _WITH_V1_1:
        return
    if second == _OLDER_CONTEXT:
        yield Finding(code=Code.CONTEXT_OLDER, pointer="/@context/1", params={"expected": OB_3_0_3})
    else:
        place = "/@context/1" if len(contexts) > 1 else "/@context"
        yield Finding(code=Code.CONTEXT_WRONG, pointer=place, params={"expected": OB_3_0_3})


def _profile(profile: JsonObject, pointer: str) -> Iterator[Finding]:
    yield from _is_a(profile, "Profile", pointer)
    yield from _typed(profile, "otherIdentifier", "IdentifierEntry", pointer)
    yield from _typed(profile, "parentOrg", "Profile", pointer)


def _achievement_subject(subject: JsonObject, pointer: str) -> Iterator[Finding]:
    yield from _is_a(subject, "AchievementSubject", pointer)
    if "id" not in subject and "identifier" not in subject:
        yield Finding(code=Code.PROPERTY_MISSING, pointer=pointer, params={"property": "identifier"})
    yield from _typed(subject, "identifier", "IdentityObject", pointer)
    for place, identity in objects(subject, "identifier", pointer):
        yield from _single(identity, ("hashed", "identityHash", "identityType", "salt"), place)
    yield from _typed(subject, "result", "Result", pointer)
    for place, result in objects(subject, "result", pointer):
        yield from _single(result, ("achievedLevel", "resultDescription", "status", "value"), place)
    yield from _typed(subject, "source", "Profile", pointer)
    yield from _required(subject, ("achievement",), pointer)
    for place, achievement in values(subject, "achievement", pointer):
        if not isinstance(achievement, dict):
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": "achievement"})
        else:
            yield from _achievement(achievement, place)


def _achievement(achievement: JsonObject, pointer: str) -> Iterator[Finding]:
    yield from _is_a(achievement, "Achievement", pointer)
    yield from _required(achievement, ("id", "name", "description", "criteria"), pointer)
    yield from _typed(achievement, "resultDescription", "ResultDescription", pointer)
    for place, description in objects(achievement, "resultDescription", pointer):
        yield from _single(description, ("name", "requiredValue", "valueMax", "valueMin"), place)
    for name in ("name", "description"):
        if name in achievement and text(achievement, name) is None:
            place = pointer_to(pointer, name)
            yield Finding(code=Code.TEXT_MALFORMED, pointer=place, params={"property": name})
    for place, criteria in values(achievement, "criteria", pointer):
        if not isinstance(criteria, dict) or not criteria.keys() & {"id", "narrative"}:
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": "criteria"})


def _required(owner: JsonObject, names: tuple[str, ...], pointer: str) -> Iterator[Finding]:
    for name in names:
        if name not in owner:
            yield Finding(code=Code.PROPERTY_MISSING, pointer=pointer, params={"property": name})


def _single(owner: JsonObject, names: tuple[str, ...], pointer: str) -> Iterator[Finding]:
    """Refuse an array where the model has one value, which JSON-LD takes for that value.

    Whoever looks for a text finds none in an array, so that brackets would hide what is signed.
    """
    for name in names:
        if isinstance(owner.get(name), list):
            place = pointer_to(pointer, name)
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": name})


def _typed(owner: JsonObject, name: str, expected: str, pointer: str) -> Iterator[Finding]:
    """Check that the values of a property are objects of a type; absence is fine."""
    for place, value in values(owner, name, pointer):
        if isinstance(value, dict):
            yield from _is_a(value, expected, place)
        else:
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": name})


def _is_a(value: JsonObject, expected: str, pointer: str) -> Iterator[Finding]:
    if expected not in types(value):
        place = pointer_to(pointer, "type") if "type" in value else pointer
        yield Finding(code=Code.TYPE_WRONG, pointer=place, params={"expected": expected})
