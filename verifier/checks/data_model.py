"""The rules of the VC Data Model, 2.0 and 1.1, that do not need JSON-LD to check.

Each rule yields a finding for what breaks it. The JSON-LD side of the model (terms, IRIs, what a
signature covers) is :mod:`verifier.checks.canonical_form`; the rules of Open Badges are
:mod:`verifier.checks.open_badge_model`.
"""

from collections.abc import Iterator
from typing import Final

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.data_model_version import DataModel, begin_of_validity, data_model_of, end_of_validity
from credentials.date_time_stamp import parse_date_time_stamp
from credentials.parsing import JsonObject, JsonValue
from verifier.codes import Code
from verifier.members import every_object, is_absolute_url, objects, pointer_to, text, types, values, walk
from verifier.result import Finding

_MUST_HAVE_TYPE: Final = frozenset(
    {"credentialStatus", "credentialSchema", "termsOfUse", "evidence", "refreshService"}
)
_MUST_HAVE_ID: Final = {
    DataModel.V1_1: frozenset({"credentialStatus", "credentialSchema", "refreshService"}),
    DataModel.V2_0: frozenset({"credentialSchema"}),
}
# What leads to something outside the credential that we do not fetch.
_NOT_FOLLOWED: Final = ("credentialSchema", "refreshService", "relatedResource")
_LANGUAGE_VALUE_MEMBERS: Final = frozenset({"@value", "@language", "@direction"})
# Not looked into for ids: contexts are not data, and proofs have rules of their own.
_NOT_DATA: Final = frozenset({"@context", "proof"})


def data_model_findings(credential: JsonObject) -> Iterator[Finding]:
    """Yield what breaks the edition of the VC Data Model that the credential says it follows.

    Spec: VCDM 2.0 §4.3–§4.11, §5.3; VCDM 1.1 §4.1–§4.9, §5.4–§5.6.
    """
    model = data_model_of(credential)
    yield from _contexts(credential, model)
    yield from _ids(credential)
    yield from _issuer(credential)
    yield from _subjects(credential)
    yield from validity_dates(credential, model)
    yield from _texts(credential)
    yield from _typed_objects(credential, model)
    yield from _related_resources(credential)
    yield from _not_followed(credential)


def _contexts(credential: JsonObject, model: DataModel) -> Iterator[Finding]:
    """Check that the base context comes first. Spec: VCDM 2.0 §4.3; VCDM 1.1 §4.1."""
    contexts = credential.get("@context")
    if model is DataModel.V1_1:
        if not isinstance(contexts, list):
            yield Finding(code=Code.CONTEXT_WRONG, pointer="/@context", params={"expected": CREDENTIALS_V1})
        return
    if contexts is None:
        yield Finding(code=Code.PROPERTY_MISSING, pointer="", params={"property": "@context"})
    elif not isinstance(contexts, list) or not contexts:
        yield Finding(code=Code.CONTEXT_WRONG, pointer="/@context", params={"expected": CREDENTIALS_V2})
    elif contexts[0] != CREDENTIALS_V2:
        yield Finding(code=Code.CONTEXT_WRONG, pointer="/@context/0", params={"expected": CREDENTIALS_V2})


def _ids(credential: JsonObject) -> Iterator[Finding]:
    """Check that every ``id`` is one URL, at every level. Spec: VCDM 2.0 §4.4."""
    if all(is_absolute_url(owner["id"]) for owner in every_object(credential) if "id" in owner):
        return
    for place, owner in walk(credential, skip=_NOT_DATA):
        if "id" in owner and not is_absolute_url(owner["id"]):
            yield Finding(code=Code.ID_NOT_A_URL, pointer=pointer_to(place, "id"))


def _issuer(credential: JsonObject) -> Iterator[Finding]:
    """Check the two forms of an issuer. Spec: VCDM 2.0 §4.7."""
    if "issuer" not in credential:
        yield Finding(code=Code.PROPERTY_MISSING, pointer="", params={"property": "issuer"})
        return
    issuer = credential["issuer"]
    if isinstance(issuer, str):
        if not is_absolute_url(issuer):
            yield Finding(code=Code.ID_NOT_A_URL, pointer="/issuer")
    elif not isinstance(issuer, dict):
        yield Finding(code=Code.MALFORMED_VALUE, pointer="/issuer", params={"property": "issuer"})
    elif "id" not in issuer:
        yield Finding(code=Code.PROPERTY_MISSING, pointer="/issuer", params={"property": "id"})


def _subjects(credential: JsonObject) -> Iterator[Finding]:
    """Check that there is a subject and that each says something. Spec: VCDM 2.0 §4.8."""
    found = False
    for place, subject in values(credential, "credentialSubject"):
        found = True
        if not isinstance(subject, dict) or not subject.keys() - {"id", "type"}:
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": "credentialSubject"})
    if not found:
        yield Finding(code=Code.PROPERTY_MISSING, pointer="", params={"property": "credentialSubject"})


def validity_dates(credential: JsonObject, model: DataModel) -> Iterator[Finding]:
    """Check the form and the order of the dates.

    Spec: VCDM 2.0 §4.9; VCDM 1.1 §4.6, §4.8; OB 3.0 ``awardedDate``.
    """
    for name in (*model.dates, "awardedDate"):
        if name in credential and not _is_date_time_stamp(credential[name]):
            yield Finding(code=Code.DATE_MALFORMED, pointer=f"/{name}", params={"property": name})
    begin, end = begin_of_validity(credential), end_of_validity(credential)
    if begin is None or begin.moment is None or end is None or end.moment is None:
        return
    if begin.moment > end.moment:
        params = {"valid_from": begin.moment, "valid_until": end.moment}
        yield Finding(code=Code.DATES_REVERSED, pointer=f"/{end.name}", params=params)


def _is_date_time_stamp(value: JsonValue) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parse_date_time_stamp(value)
    except ValueError:
        return False
    return True


def _texts(credential: JsonObject) -> Iterator[Finding]:
    """Check names and descriptions of the credential and its issuer. Spec: VCDM 2.0 §4.6."""
    owners = [("", credential), *objects(credential, "issuer")]
    for place, owner in owners:
        for name in ("name", "description"):
            for at, value in values(owner, name, place):
                if not isinstance(value, str) and not _is_language_value(value):
                    yield Finding(code=Code.TEXT_MALFORMED, pointer=at, params={"property": name})


def _is_language_value(value: JsonValue) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("@value"), str)
        and value.keys() <= _LANGUAGE_VALUE_MEMBERS
        and all(isinstance(member, str) for member in value.values())
    )


def _typed_objects(credential: JsonObject, model: DataModel) -> Iterator[Finding]:
    """Check the objects that must say what they are.

    Spec: VCDM 2.0 §4.5, §4.10–§4.11, §5.4–§5.6; VCDM 1.1 §4.9, §5.4–§5.6.
    """
    for name in sorted(_MUST_HAVE_TYPE & credential.keys()):
        for place, value in values(credential, name):
            if not isinstance(value, dict):
                yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": name})
            elif not types(value):
                yield Finding(code=Code.TYPE_MISSING, pointer=place, params={"property": name})
            elif name in _MUST_HAVE_ID[model] and "id" not in value:
                yield Finding(code=Code.PROPERTY_MISSING, pointer=place, params={"property": "id"})


def _related_resources(credential: JsonObject) -> Iterator[Finding]:
    """Check that each related resource is named once and has a digest. Spec: VCDM 2.0 §5.3.

    The resources themselves are not fetched, so their digests are not compared.
    """
    seen: set[str] = set()
    for place, resource in values(credential, "relatedResource"):
        if not isinstance(resource, dict):
            yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": "relatedResource"})
            continue
        if text(resource, "digestSRI") is None and text(resource, "digestMultibase") is None:
            yield Finding(code=Code.PROPERTY_MISSING, pointer=place, params={"property": "digestSRI"})
        resource_id = text(resource, "id")
        if resource_id is None:
            yield Finding(code=Code.PROPERTY_MISSING, pointer=place, params={"property": "id"})
        elif resource_id in seen:
            yield Finding(code=Code.RELATED_RESOURCE_REPEATED, pointer=place, params={"id": resource_id})
        else:
            seen.add(resource_id)


def _not_followed(credential: JsonObject) -> Iterator[Finding]:
    """Say what was left alone, so that silence is not taken for approval."""
    for name in _NOT_FOLLOWED:
        if name in credential:
            yield Finding(code=Code.PART_NOT_CHECKED, pointer=f"/{name}", params={"property": name})
