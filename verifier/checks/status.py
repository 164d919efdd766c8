"""Is it still in force?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from credentials.date_time_stamp import format_date_time_stamp
from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.status.errors import StatusListError
from credentials.status.status_entry import (
    StatusListEntry,
    StatusPurpose,
    UnknownStatusEntry,
)
from credentials.status.status_list import StatusList
from verifier.checks.withdrawal import withdrawal
from verifier.codes import CheckId, Code
from verifier.members import issuer_id
from verifier.resources import Needed, ResourceKind, Resources, Unavailable
from verifier.result import CheckResult, CheckStatus, Finding, Parameter, worst
from verifier.signed import Signed
from verifier.verified_lists import verify_status_list

_CODE_OF_ERROR: Final[Mapping[str, Code]] = {
    "status_entry_malformed": Code.STATUS_ENTRY_MALFORMED,
    "too_many_status_entries": Code.TOO_MANY_STATUS_ENTRIES,
    "status_list_mismatch": Code.STATUS_LIST_OTHER_ID,
    "status_purpose_mismatch": Code.STATUS_LIST_OTHER_PURPOSE,
    "status_list_not_yet_valid": Code.STATUS_LIST_NOT_YET_VALID,
    "status_list_expired": Code.STATUS_LIST_EXPIRED,
    "status_list_too_short": Code.STATUS_LIST_LENGTH,
    "status_index_out_of_range": Code.STATUS_LIST_RANGE,
}
_SET: Final[Mapping[str, tuple[CheckStatus, Code]]] = {
    StatusPurpose.REVOCATION: (CheckStatus.FAILED, Code.REVOKED),
    StatusPurpose.SUSPENSION: (CheckStatus.FAILED, Code.SUSPENDED),
    # These two tell something and leave the credential in force. Spec: Bitstring Status List §2.1.
    StatusPurpose.REFRESH: (CheckStatus.PASSED, Code.STATUS_MESSAGE),
    StatusPurpose.MESSAGE: (CheckStatus.PASSED, Code.STATUS_MESSAGE),
}


class _Outcome(NamedTuple):
    """What one entry says."""

    status: CheckStatus
    findings: tuple[Finding, ...]
    evidence: dict[str, str]


def check_status(
    signed: Signed, resources: Resources, *, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> CheckResult:
    """Look at every entry of ``credentialStatus``, in its list.

    A status list is a signed credential, so it is verified like one: all of its proofs, by the
    issuer of the list, in date. That issuer is the credential's own, or the trust list says that
    the school uses this list. Whatever goes wrong with a list leaves the status open, since
    nothing is then known of the credential; the same holds for a kind of entry that we do not
    know. Only a status that is set takes a credential out of force. Since when and why is said if the list
    names a document that has it; the verdict does not depend on that.

    Args:
        signed: The credential.
        resources: The status lists, and the keys that signed them.
        at: The moment that the verifier takes as "now".
        limits: Bounds on entries and lists.

    Spec: Bitstring Status List 1.0 §2.1, §3.2; VCDM 2.0 §4.10.
    """
    credential = signed.unverified
    try:
        entries = signed.status_entries(limits)
    except StatusListError as error:
        return _result(_unknown(_code_of(error), error.pointer))
    outcomes = [_entry_outcome(entry, credential, resources, at, limits) for entry in entries]
    return _result(*outcomes)


def _result(*outcomes: _Outcome) -> CheckResult:
    evidence: dict[str, str] = {}
    findings: list[Finding] = []
    for outcome in outcomes:
        evidence |= outcome.evidence
        findings += outcome.findings
    return CheckResult(
        check=CheckId.STATUS,
        status=worst(tuple([outcome.status for outcome in outcomes])),
        findings=tuple(findings),
        evidence=evidence,
    )


def _entry_outcome(
    entry: StatusListEntry | UnknownStatusEntry,
    credential: JsonObject,
    resources: Resources,
    at: datetime,
    limits: Limits,
) -> _Outcome:
    if isinstance(entry, UnknownStatusEntry):
        return _unknown(Code.STATUS_TYPE_UNKNOWN, entry.pointer, type=entry.type)
    verified = _verified_list(entry, credential, resources, at, limits)
    if isinstance(verified, _Outcome):
        return verified
    document, status_list = verified
    evidence = _evidence(entry, status_list, resources)
    try:
        value = status_list.status(entry, at=at)
    except StatusListError as error:
        params: dict[str, Parameter] = {"url": entry.status_list_credential}
        for name in ("valid_from", "valid_until"):
            if (moment := getattr(status_list, name)) is not None:
                params[name] = moment
        finding = Finding(code=_code_of(error), pointer=entry.pointer, params=params)
        return _Outcome(CheckStatus.INDETERMINATE, (finding,), evidence)
    if not value:
        return _Outcome(CheckStatus.PASSED, (), evidence)
    unknown = (CheckStatus.INDETERMINATE, Code.STATUS_PURPOSE_UNKNOWN)
    status, code = _SET.get(entry.status_purpose, unknown)
    said = {"purpose": entry.status_purpose, "message": entry.message(value) or ""}
    finding = Finding(code=code, pointer=entry.pointer, params=said)
    if not entry.withdraws:
        return _Outcome(status, (finding,), evidence)
    more = withdrawal(entry, document, status_list, resources)
    return _Outcome(status, (finding, *more.findings), evidence | dict(more.evidence))


def _verified_list(
    entry: StatusListEntry, credential: JsonObject, resources: Resources, at: datetime, limits: Limits
) -> tuple[JsonObject, StatusList] | _Outcome:
    url = entry.status_list_credential
    data = resources.get(Needed(ResourceKind.STATUS_LIST, url))
    if isinstance(data, Unavailable):
        return _unknown(Code.STATUS_LIST_UNAVAILABLE, entry.pointer, url=url, reason=data.reason.value)
    try:
        verified = verify_status_list(data, resources, at=at, limits=limits)
    except CredentialError:
        return _unknown(Code.STATUS_LIST_MALFORMED, entry.pointer, url=url)
    if verified.proof.status is not CheckStatus.PASSED:
        because = " ".join(finding.code for finding in verified.proof.findings)
        outcome = _unknown(Code.STATUS_LIST_NOT_VERIFIED, entry.pointer, url=url)
        evidence = {f"{entry.status_purpose}_list": url, f"{entry.status_purpose}_list_proof": because}
        return _Outcome(outcome.status, outcome.findings, evidence)
    document = verified.signed.unverified
    if not _may_publish(document, url, credential, resources):
        publisher = issuer_id(document) or ""
        return _unknown(Code.STATUS_LIST_OTHER_ISSUER, entry.pointer, url=url, issuer=publisher)
    if verified.status_list is None:
        return _unknown(Code.STATUS_LIST_MALFORMED, entry.pointer, url=url)
    return document, verified.status_list


def _may_publish(list_credential: JsonObject, url: str, credential: JsonObject, resources: Resources) -> bool:
    """Tell whether this list may speak of credentials of this issuer."""
    issuer = issuer_id(credential)
    if issuer is None:
        return False
    if issuer_id(list_credential) == issuer:
        return True
    entity = resources.trust_list.find(issuer) if resources.trust_list is not None else None
    return entity is not None and url in entity.status_lists


def _evidence(entry: StatusListEntry, status_list: StatusList, resources: Resources) -> dict[str, str]:
    purpose = entry.status_purpose
    moments = {
        "as_of": status_list.valid_from,
        "list_valid_until": status_list.valid_until,
        "list_retrieved_at": resources.retrieved_at.get(Needed(ResourceKind.STATUS_LIST, status_list.id)),
    }
    return {f"{purpose}_list": status_list.id} | {
        f"{purpose}_{name}": format_date_time_stamp(moment)
        for name, moment in moments.items()
        if moment is not None
    }


def _unknown(code: Code, pointer: str | None, **params: str) -> _Outcome:
    finding = Finding(code=code, pointer=pointer, params=params)
    return _Outcome(CheckStatus.INDETERMINATE, (finding,), {})


def _code_of(error: StatusListError) -> Code:
    return _CODE_OF_ERROR.get(error.code, Code.STATUS_LIST_MALFORMED)
