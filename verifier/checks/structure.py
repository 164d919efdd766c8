"""Is it a well-formed credential of a kind that we know?"""

import enum
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.data_model_version import DataModel, data_model_of
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.own_terms import own_terms, terms_not_signed
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.national_identity import national_identities
from credentials.parsing import JsonObject
from verifier.checks.canonical_form import canonical_form_finding, canonical_form_status
from verifier.checks.data_model import data_model_findings
from verifier.checks.open_badge_model import (
    ENDORSEMENT_TYPES,
    OPEN_BADGE_TYPES,
    endorsement_findings,
    open_badge_findings,
)
from verifier.codes import CheckId, Code
from verifier.members import strings, types
from verifier.result import NO_EVIDENCE, CheckResult, CheckStatus, Finding, worst

_MAX_FINDINGS: Final = 50  # ours: enough to mend a document with, little enough to read
_REMARKS: Final = frozenset(
    {
        Code.CONTEXT_OLDER,
        Code.DATA_MODEL_OLDER,
        Code.OWN_TERMS,
        Code.NATIONAL_NUMBER,
        Code.PART_NOT_CHECKED,
        Code.SEVERAL_CREDENTIALS,
    }
)
_OPEN_QUESTIONS: Final = frozenset({Code.UNSUPPORTED_TYPE, Code.UNSUPPORTED_DATA_MODEL})
_SOUND: Final = CheckResult(check=CheckId.STRUCTURE, status=CheckStatus.PASSED, evidence=NO_EVIDENCE)
_OTHER_KINDS: Final = frozenset(
    {
        "VerifiablePresentation",
        "EnvelopedVerifiableCredential",
        "EnvelopedVerifiablePresentation",
        "VerifiableCredential",
    }
)
# The base contexts of other editions of the VC Data Model, past and to come.
_BASE_CONTEXT: Final = re.compile(r"https://(?:www\.w3\.org/(?:2018|ns)|w3id\.org)/credentials/v[0-9]+")
_BASE_CONTEXTS: Final = frozenset({CREDENTIALS_V1, CREDENTIALS_V2})


class CredentialKind(enum.Enum):
    """What a document should be."""

    OPEN_BADGE = enum.auto()
    ENDORSEMENT = enum.auto()


def check_structure(
    credential: JsonObject,
    *,
    kind: CredentialKind = CredentialKind.OPEN_BADGE,
    remarks: Iterable[Finding] = (),
    has_canonical_form: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> CheckResult:
    """Compare a credential with the rules of its kind, and with what a signature can cover.

    The rules are those of the VC Data Model, 2.0 or 1.1, and of Open Badges 3.0. Besides, the document
    without its proofs must be JSON-LD in which nothing would be dropped: for a JWT as well,
    though its signature covers every byte, because other software reads it as JSON-LD.

    Not looked at: the JSON Schemas that ``credentialSchema`` names, the resources that
    ``relatedResource`` names, and the newer edition that ``refreshService`` may have, since all of
    them would have to be fetched. A remark says so. Nor whether the words are true.

    Args:
        credential: The document.
        kind: What it should be.
        remarks: What was noticed when the credential was taken out of its file.
        has_canonical_form: Whether it is known that nothing in it would be dropped.
        limits: Bounds on the work of JSON-LD.

    Spec: VCDM 2.0 §4–§6; OB 3.0 "Open Badges Data Model"; VC Data Integrity 1.0 §2.4.2.
    """
    other = _other_kind(credential, kind)
    if other is not None:
        return _result([*remarks, other])
    findings = list(islice(_findings(credential, kind), _MAX_FINDINGS))
    if len(findings) < _MAX_FINDINGS:
        findings += _json_ld_findings(credential, findings, limits if not has_canonical_form else None)
    return _result([*remarks, *findings])


def check_structure_of_sound(remarks: tuple[Finding, ...] = ()) -> CheckResult:
    """Return what :func:`check_structure` does when there is nothing to find in the credential.

    Args:
        remarks: What was noticed when the credential was taken out of its file.
    """
    if not remarks:
        return _SOUND
    return _result([*remarks])


def _result(findings: list[Finding]) -> CheckResult:
    statuses = [CheckStatus.PASSED, *(_status_of(finding) for finding in findings)]
    return CheckResult(check=CheckId.STRUCTURE, status=worst(tuple(statuses)), findings=tuple(findings))


def _status_of(finding: Finding) -> CheckStatus:
    if finding.code in _REMARKS:
        return CheckStatus.PASSED
    return CheckStatus.INDETERMINATE if finding.code in _OPEN_QUESTIONS else canonical_form_status(finding)


def _other_kind(credential: JsonObject, kind: CredentialKind) -> Finding | None:
    """Say what a document is that is no credential of this kind, or None when it is one."""
    names = frozenset(types(credential))
    wanted = OPEN_BADGE_TYPES if kind is CredentialKind.OPEN_BADGE else ENDORSEMENT_TYPES
    for base in strings(credential, "@context")[:1]:
        if base not in _BASE_CONTEXTS and _BASE_CONTEXT.fullmatch(base):
            params = {"context": base}
            return Finding(code=Code.UNSUPPORTED_DATA_MODEL, pointer="/@context/0", params=params)
    if not names & _OTHER_KINDS:
        return Finding(code=Code.NOT_A_CREDENTIAL, pointer="/type" if "type" in credential else "")
    if "VerifiableCredential" not in names or not names & wanted:
        shown = ", ".join(sorted(names - {"VerifiableCredential"}) or sorted(names))
        return Finding(code=Code.UNSUPPORTED_TYPE, pointer="/type", params={"type": shown})
    return None


def _findings(credential: JsonObject, kind: CredentialKind) -> Iterator[Finding]:
    if data_model_of(credential) is DataModel.V1_1:
        yield Finding(code=Code.DATA_MODEL_OLDER, pointer="/@context/0")
    yield from data_model_findings(credential)
    rules = open_badge_findings if kind is CredentialKind.OPEN_BADGE else endorsement_findings
    yield from rules(credential)
    # The standard allows it, so that the credential is no less genuine; whoever reads it may not keep it.
    for pointer in national_identities(credential):
        yield Finding(code=Code.NATIONAL_NUMBER, pointer=pointer)


def _json_ld_findings(
    credential: JsonObject, others: Iterable[Finding], limits: Limits | None
) -> Iterator[Finding]:
    """Yield what would be dropped, unless it is known that nothing would, and the issuer's own words."""
    document = {name: value for name, value in credential.items() if name != "proof"}
    if limits is not None:
        try:
            canonicalize(document, limits=limits)
        except NotCanonicalizable as error:
            named = {one.pointer for one in others if _status_of(one) is CheckStatus.FAILED}
            if error.pointer not in named:  # a relative id, say, is named once
                yield canonical_form_finding(error)
            return
    if terms_not_signed(document):
        yield Finding(code=Code.CONTEXT_REFUSED, pointer="/@context")
    if own := own_terms(document):
        words = ", ".join(dict.fromkeys(term.term for term in own))
        yield Finding(code=Code.OWN_TERMS, pointer="/@context", params={"words": words})
