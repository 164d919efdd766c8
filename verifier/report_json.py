"""A report as JSON: our own form, with words for people, and the form of the VC Data Model."""

from collections.abc import Mapping
from typing import Final

import orjson

from credentials.achievement.eu_elements import EU_ELEMENTS, EUElement
from credentials.achievement.reading import read_open_badge
from credentials.data_model_version import data_model_of
from credentials.date_time_stamp import format_date_time_stamp
from credentials.jsonld.own_terms import OwnTerm
from credentials.parsing import JsonObject, JsonValue
from verifier.codes import PROBLEM_TYPES
from verifier.content_json import camel_case, content_bytes, content_json
from verifier.endorsers import Endorsed, EndorserOutcome
from verifier.policy import Policy, Severity
from verifier.report import Conclusion, VerificationReport
from verifier.result import CheckResult, Finding
from verifier.signers_held import signers_held
from verifier.texts import Texts

_ELEMENT_NAMES: Final = {definition.key: definition.names for definition in EU_ELEMENTS}


def report_json(
    report: VerificationReport, texts: Texts, *, file: str | None = None, elements: bool = True
) -> JsonObject:
    """Return a report as one JSON object.

    ``credential`` holds what the credential says, and is null unless the proof holds: nothing
    that nobody has been shown to have signed is passed on as a fact. Of a card it holds what is on it, and
    ``card`` has the digest of the credential that it was made of. ``issuersOwnTerms`` holds what
    the issuer says in words that no standard defines; ``dataModel`` is the edition of the VC Data Model.
    ``endorsements`` tells who else signed, about what, and whether that holds; ``signaturesRequired`` as
    what others have to sign such a credential, and ``counts`` whether one does in its role: each role asks
    for another signer, and none for the issuer. ``euElements`` tells which elements of the EU recommendation
    it carries, and is empty unless the proof holds.

    Args:
        report: The report.
        texts: The language of ``title``, ``detail`` and ``advice``.
        file: The file that it is about, as ``file``.
        elements: Whether to look for the elements; else there is no ``euElements``.
    """
    content = report.signed_content
    members = _members(report, texts, elements=elements)
    members["credential"] = content_json(content) if content is not None else None
    return {"file": file, **members} if file is not None else members


def report_bytes(report: VerificationReport, texts: Texts, *, elements: bool = True) -> bytes:
    """Return :func:`report_json` written out; what is the same for a whole class is written once.

    Args:
        report: The report.
        texts: The language of ``title``, ``detail`` and ``advice``.
        elements: Whether to look for the elements.
    """
    content = report.signed_content
    written = orjson.Fragment(content_bytes(content)) if content is not None else None
    return orjson.dumps({**_members(report, texts, elements=elements), "credential": written})


def _members(report: VerificationReport, texts: Texts, *, elements: bool) -> JsonObject:
    """Return the members of a report, without what the credential says."""
    document, card = report.signed_document, report.signed_card
    return {
        **outcome_json(report, texts),
        "dataModel": data_model_of(document).value if document is not None else None,
        "credential": None,
        "card": {"credentialDigest": card.digest.hex()} if card is not None else None,
        "issuersOwnTerms": [_own_term_json(term) for term in report.own_terms],
        "endorsements": _endorsers_json(report),
        "signaturesRequired": [*report.signers_required],
        **({"euElements": [_element_json(one) for one in report.eu_elements]} if elements else {}),
    }


def outcome_json(report: VerificationReport, texts: Texts) -> JsonObject:
    """Return the part of :func:`report_json` that answers the questions, without what the credential says."""
    policy = report.policy
    results: list[JsonValue] = [_result_json(result, policy, texts) for result in report.results]
    return {
        "conclusion": report.conclusion.value,
        "policy": policy.name,
        "verifiedAt": format_date_time_stamp(report.verified_at),
        "results": results,
    }


def to_vcdm(report: VerificationReport, texts: Texts) -> JsonObject:
    """Return a report as the map that VCDM 2.0 §7.1 describes, for other software.

    Blocking findings are errors, all others warnings. ``document`` and ``controller`` are null
    unless the proof holds. ``mediaType`` is that of the document, also when it came in a JWT.
    """
    document = report.signed_document
    errors: list[JsonValue] = []
    warnings: list[JsonValue] = []
    for result in report.results:
        problems = errors if report.severity(result) is Severity.BLOCKING else warnings
        problems.extend(_problem_details(finding, texts) for finding in result.findings)
    return {
        "status": report.conclusion is Conclusion.PASSED,
        "document": document,
        "mediaType": "application/vc",
        "controller": read_open_badge(document).issuer_id if document is not None else None,
        "warnings": warnings,
        "errors": errors,
    }


def _result_json(result: CheckResult, policy: Policy, texts: Texts) -> JsonObject:
    return {
        # What .value is; that is a function call, and of these there are two dozen in a report.
        "check": result.check._value_,
        "status": result.status._value_,
        "severity": policy.severity(result)._value_,
        "findings": [_finding_json(one, texts) for one in result.findings] if result.findings else [],
        "evidence": _camel_cased(result.evidence) if result.evidence else {},
    }


def _finding_json(finding: Finding, texts: Texts) -> JsonObject:
    words = texts.finding(finding)
    return {
        "code": finding.code.value,
        "pointer": finding.pointer,
        "title": words.title,
        "detail": words.detail,
        "advice": words.advice,
    }


def _problem_details(finding: Finding, texts: Texts) -> JsonObject:
    """Return a finding as ProblemDetails (RFC 9457), of a type that other software knows."""
    return {"type": PROBLEM_TYPES.get(finding.code, finding.code.value), **_finding_json(finding, texts)}


def _endorsers_json(report: VerificationReport) -> list[JsonValue]:
    if not report.endorsers:
        return []
    required = report.signers_required
    counted = signers_held(required, report.endorsers).counted.values()
    return [
        _endorser_json(one)
        | (
            {"counts": any(one is other for other in counted)}
            if one.endorsed is Endorsed.CREDENTIAL and one.role in required
            else {}
        )
        for one in report.endorsers
    ]


def _endorser_json(one: EndorserOutcome) -> JsonObject:
    content = one.content
    members: JsonObject = {
        "pointer": one.pointer,
        "endorsed": one.endorsed.value,
        "status": one.status.value,
        "role": one.role,
        "organisation": content.organisation,
        "official": content.official,
        "kvk": content.kvk,
        "signedAt": format_date_time_stamp(content.signed_at) if content.signed_at is not None else None,
        "endorser": content.endorser_id,
        "standing": one.standing.value,
        "listedAs": one.listed_as,
        "trustList": one.trust_list,
        "comment": content.comment,
    }
    return {name: value for name, value in members.items() if value is not None}


def _element_json(element: EUElement) -> JsonObject:
    return {
        "number": element.number,
        "key": element.key,
        "name": {**_ELEMENT_NAMES[element.key]},
        "mandatory": element.mandatory,
        "value": element.value,
        "count": element.count,
        "pointer": element.pointer,
    }


def _own_term_json(own: OwnTerm) -> JsonObject:
    return {"pointer": own.pointer, "term": own.term, "iri": own.iri, "value": own.value}


def _camel_cased(evidence: Mapping[str, str]) -> JsonObject:
    return {name if name.startswith("/") else camel_case(name): value for name, value in evidence.items()}
