"""The rules of the VC Data Model for a credential of any kind, not only for badges.

The data model's own rules are :mod:`verifier.checks.data_model`, which a badge has to keep as well.
Here is what they leave to the kind of credential, and where a badge must say more than a credential.

Spec: VCDM 2.0 §4.5, §4.8, §4.10, §5.3, §5.10; VCDM 1.1 §4.3, §4.6.
"""

from collections.abc import Iterator
from typing import Final

from contexts import ContextLoader
from credentials.data_model_version import DataModel, data_model_of
from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.status.status_entry import parse_status_entries
from verifier.checks.data_model import data_model_findings
from verifier.checks.related_resources import related_resource_findings
from verifier.codes import Code
from verifier.members import is_absolute_url, pointer_to, types, values
from verifier.result import Finding

VERIFIABLE_CREDENTIAL: Final = "VerifiableCredential"
_DIRECTIONS: Final = frozenset({"ltr", "rtl"})
# Reserved extension points: what they mean is said elsewhere, so they must say of what type they are.
_RESERVED: Final = ("confidenceMethod", "renderMethod")


def generic_credential_findings(
    credential: JsonObject, contexts: ContextLoader, *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Finding]:
    """Yield what breaks the VC Data Model in a credential of any kind.

    Not looked at: what JSON-LD makes of it, and its proofs.

    Args:
        credential: The credential.
        contexts: What we carry, to compare digests with.
        limits: Bounds on the number of status entries.
    """
    for finding in data_model_findings(credential):
        if not _is_subject_with_an_id_only(finding, credential):
            yield finding
    yield from _types(credential)
    yield from _issuance_date(credential)
    yield from _directions(credential)
    yield from _reserved_extension_points(credential)
    yield from _refresh_services(credential)
    yield from related_resource_findings(credential, contexts)
    yield from _status_entries(credential, limits)


def _is_subject_with_an_id_only(finding: Finding, credential: JsonObject) -> bool:
    """Tell a subject of which nothing but its id is said: for a badge too little, in general allowed."""
    for place, subject in values(credential, "credentialSubject"):
        if finding.pointer == place and finding.code is Code.MALFORMED_VALUE:
            return isinstance(subject, dict) and bool(subject)
    return False


def _types(credential: JsonObject) -> Iterator[Finding]:
    """Check that it says that it is a credential. Spec: VCDM 2.0 §4.5."""
    if "type" not in credential:
        yield Finding(code=Code.TYPE_MISSING, pointer="", params={"property": "type"})
    elif VERIFIABLE_CREDENTIAL not in types(credential):
        yield Finding(code=Code.TYPE_WRONG, pointer="/type", params={"expected": VERIFIABLE_CREDENTIAL})


def _issuance_date(credential: JsonObject) -> Iterator[Finding]:
    """Check that a credential of VCDM 1.1 has its date. Spec: VCDM 1.1 §4.6."""
    if data_model_of(credential) is DataModel.V1_1 and "issuanceDate" not in credential:
        yield Finding(code=Code.PROPERTY_MISSING, pointer="", params={"property": "issuanceDate"})


def _directions(credential: JsonObject) -> Iterator[Finding]:
    """Check the base direction of names and descriptions. Spec: VCDM 2.0 §11.1."""
    issuer = credential.get("issuer")
    owners = [("", credential), *([("/issuer", issuer)] if isinstance(issuer, dict) else [])]
    for place, owner in owners:
        for name in ("name", "description"):
            for at, value in values(owner, name, place):
                if isinstance(value, dict) and value.get("@direction", "ltr") not in _DIRECTIONS:
                    yield Finding(code=Code.TEXT_MALFORMED, pointer=at, params={"property": name})


def _reserved_extension_points(credential: JsonObject) -> Iterator[Finding]:
    """Check the types behind reserved names. Spec: VCDM 2.0 §5.10."""
    for name in _RESERVED:
        for place, value in values(credential, name):
            if not isinstance(value, dict):
                yield Finding(code=Code.MALFORMED_VALUE, pointer=place, params={"property": name})
            elif not types(value):
                yield Finding(code=Code.TYPE_MISSING, pointer=place, params={"property": name})


def _refresh_services(credential: JsonObject) -> Iterator[Finding]:
    """Check the address of a refresh service, where there is one. Spec: VCDM 1.1 §5.4."""
    for place, value in values(credential, "refreshService"):
        if isinstance(value, dict) and "url" in value and not is_absolute_url(value["url"]):
            yield Finding(code=Code.ID_NOT_A_URL, pointer=pointer_to(place, "url"))


def _status_entries(credential: JsonObject, limits: Limits) -> Iterator[Finding]:
    """Check the entries of the kinds that we know. Spec: VCDM 2.0 §4.10; Bitstring Status List 1.0 §2.1."""
    try:
        parse_status_entries(credential, limits=limits)
    except CredentialError as error:
        yield Finding(code=Code.STATUS_ENTRY_MALFORMED, pointer=error.pointer)
