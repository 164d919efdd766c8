"""A report as JSON: our own form, with words for people, and the form of the VC Data Model."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

from credentials.achievement.eu_elements import EU_ELEMENTS, EUElement
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.reading import OpenBadgeContent, read_open_badge
from credentials.data_model_version import data_model_of
from credentials.date_time_stamp import format_date_time_stamp
from credentials.jsonld.own_terms import OwnTerm
from credentials.parsing import JsonObject, JsonValue
from verifier.codes import PROBLEM_TYPES
from verifier.endorsers import EndorserOutcome
from verifier.policy import Severity
from verifier.report import Conclusion, VerificationReport
from verifier.result import CheckResult, Finding
from verifier.texts import Texts

_SNAKE: Final = re.compile(r"_([a-z0-9])")
# What a person was asked for or shown only; a large image does not belong in a line of a log.
_LEFT_OUT: Final = frozenset({"image"})
_ELEMENT_NAMES: Final = {definition.key: definition.names for definition in EU_ELEMENTS}


def report_json(report: VerificationReport, texts: Texts, *, file: str | None = None) -> JsonObject:
    """Return a report as one JSON object.

    ``credential`` holds what the credential says, and is null unless the proof holds: nothing
    that nobody has been shown to have signed is passed on as a fact. ``issuersOwnTerms`` holds what
    the issuer says in words that no standard defines; ``dataModel`` is the edition of the VC Data Model.
    ``endorsements`` tells who else signed, about what, and whether that holds; ``signaturesRequired`` as
    what others have to sign such a credential. ``euElements`` tells which elements of the EU recommendation
    it carries, and is empty unless the proof holds.

    Args:
        report: The report.
        texts: The language of ``title``, ``detail`` and ``advice``.
        file: The file that it is about, as ``file``.
    """
    results: list[JsonValue] = [_result_json(result, report, texts) for result in report.results]
    document = report.signed_document
    return {
        **({"file": file} if file is not None else {}),
        "conclusion": report.conclusion.value,
        "policy": report.policy.name,
        "verifiedAt": format_date_time_stamp(report.verified_at),
        "results": results,
        "dataModel": data_model_of(document).value if document is not None else None,
        "credential": _content_json(read_open_badge(document)) if document is not None else None,
        "issuersOwnTerms": [_own_term_json(term) for term in report.own_terms],
        "endorsements": [_endorser_json(one) for one in report.endorsers],
        "signaturesRequired": [*report.signers_required],
        "euElements": [_element_json(one) for one in report.eu_elements],
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


def _result_json(result: CheckResult, report: VerificationReport, texts: Texts) -> JsonObject:
    return {
        "check": result.check.value,
        "status": result.status.value,
        "severity": report.severity(result).value,
        "findings": [_finding_json(finding, texts) for finding in result.findings],
        "evidence": _camel_cased(result.evidence),
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


def _content_json(content: OpenBadgeContent) -> JsonObject:
    members = _json(content)
    return members if isinstance(members, dict) else {}


def _json(value: object) -> JsonValue:
    """Return a value of the content as JSON; what is absent is left out."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Instrument):
        return value.key
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return format_date_time_stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if is_dataclass(value):
        found = {
            field.name: getattr(value, field.name) for field in fields(value) if field.name not in _LEFT_OUT
        }
        return {_camel(name): _json(item) for name, item in found.items() if item is not None and item != ()}
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _camel_cased(evidence: Mapping[str, str]) -> JsonObject:
    return {name if name.startswith("/") else _camel(name): value for name, value in evidence.items()}


def _camel(name: str) -> str:
    """Write a name as the standards write theirs."""
    return _SNAKE.sub(lambda match: match[1].upper(), name)
