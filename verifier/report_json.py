"""A report as JSON: our own form, with words for people, and the form of the VC Data Model."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from credentials.achievement.alignments_read import Aligned
from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.eu_elements import EU_ELEMENTS, EUElement
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.reading import read_open_badge
from credentials.data_model_version import data_model_of
from credentials.date_time_stamp import format_date_time_stamp
from credentials.jsonld.own_terms import OwnTerm
from credentials.parsing import JsonObject, JsonValue
from verifier.codes import PROBLEM_TYPES
from verifier.endorsers import Endorsed, EndorserOutcome
from verifier.policy import Severity
from verifier.report import Conclusion, VerificationReport
from verifier.result import CheckResult, Finding
from verifier.signers_held import signers_held
from verifier.texts import Texts

_SNAKE: Final = re.compile(r"_([a-z0-9])")
# What a person was asked for or shown only; a large image does not belong in a line of a log.
_LEFT_OUT: Final = frozenset({"image"})
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
    document, content, card = report.signed_document, report.signed_content, report.signed_card
    return {
        **({"file": file} if file is not None else {}),
        **outcome_json(report, texts),
        "dataModel": data_model_of(document).value if document is not None else None,
        "credential": _content_json(content) if content is not None else None,
        "card": {"credentialDigest": card.digest.hex()} if card is not None else None,
        "issuersOwnTerms": [_own_term_json(term) for term in report.own_terms],
        "endorsements": _endorsers_json(report),
        "signaturesRequired": [*report.signers_required],
        **({"euElements": [_element_json(one) for one in report.eu_elements]} if elements else {}),
    }


def outcome_json(report: VerificationReport, texts: Texts) -> JsonObject:
    """Return the part of :func:`report_json` that answers the questions, without what the credential says."""
    results: list[JsonValue] = [_result_json(result, report, texts) for result in report.results]
    return {
        "conclusion": report.conclusion.value,
        "policy": report.policy.name,
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


def _content_json(content: OpenBadgeContent) -> JsonObject:
    members = _json(content)
    return members if isinstance(members, dict) else {}


def _json(value: object) -> JsonValue:
    """Return a value of the content as JSON; what is absent is left out."""
    if value is None or type(value) is str or type(value) is bool:  # as nearly all are
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Instrument):
        return value.key
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return format_date_time_stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if isinstance(value, Aligned):
        return {**_aligned_json(value)}
    if is_dataclass(value):
        return _members_json(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


@lru_cache(maxsize=512)  # all credentials of a module have the same ones
def _aligned_json(aligned: Aligned) -> JsonObject:
    return _members_json(aligned)


def _members_json(value: object) -> JsonObject:
    shown_members = _shown_members(type(value))  # type: ignore[arg-type] # mypy: a class has no hash
    members = ((shown, _json(getattr(value, name))) for name, shown in shown_members)
    return {shown: member for shown, member in members if member is not None and member != []}


@cache
def _shown_members(kind: type) -> tuple[tuple[str, str], ...]:
    """Return the fields that are shown of a kind of value, each with its name as the standards write it."""
    return tuple((one.name, _camel(one.name)) for one in fields(kind) if one.name not in _LEFT_OUT)


def _camel_cased(evidence: Mapping[str, str]) -> JsonObject:
    return {name if name.startswith("/") else _camel(name): value for name, value in evidence.items()}


@lru_cache(maxsize=512)  # names in evidence are ours, and few
def _camel(name: str) -> str:
    """Write a name as the standards write theirs."""
    return _SNAKE.sub(lambda match: match[1].upper(), name)
