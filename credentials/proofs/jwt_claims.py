"""What the registered claims of a VC-JWT must say, given the credential beside them.

Spec: Open Badges 3.0 §8.2.3.1 (JWT Payload Format), §8.2.4.1 (Verify a Credential VC-JWT
Signature); RFC 7519 §4.1.
"""

import enum
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.data_model_version import ValidityDate, begin_of_validity, end_of_validity
from credentials.parsing import JsonObject, JsonValue

MATCHED_CLAIMS: Final[tuple[str, ...]] = ("iss", "sub", "nbf", "jti", "exp")
REGISTERED_CLAIMS: Final[tuple[str, ...]] = (*MATCHED_CLAIMS, "iat", "aud")

# "sub" is demanded even where a subject is only known by an "identifier", so something must stand
# in it; "exp" may limit the signature where the credential itself has no end.
_MAY_STAND_ALONE: Final = frozenset({"sub", "exp"})
# 1EdTech's own baked examples have no "sub", though the specification demands it.
_MAY_BE_ABSENT: Final = frozenset({"sub", "exp"})


class ClaimSeverity(enum.StrEnum):
    """How much a disagreement between claims and credential matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFinding:
    """Something about the claims or the header that is not as Open Badges 3.0 prescribes.

    Attributes:
        code: ``claim_mismatch``, ``claim_missing``, ``claim_without_counterpart`` or
            ``header_not_allowed``.
        severity: An error makes the proof fail.
        claim: The name of the claim, or of the header parameter.
    """

    code: str
    severity: ClaimSeverity
    claim: str


def claims_of(credential: JsonObject) -> JsonObject:
    """Return the matched claims that a credential gives rise to; a claim is left out without value.

    ``nbf`` and ``exp`` are NumericDates in whole seconds. In a credential of VCDM 1.1 the dates have the
    names that they have there.
    """
    issuer = credential.get("issuer")
    claims: dict[str, JsonValue] = {
        "iss": _identifier(issuer.get("id") if isinstance(issuer, dict) else issuer),
        "sub": _only_subject(credential.get("credentialSubject")),
        "nbf": _seconds(begin_of_validity(credential)),
        "jti": _identifier(credential.get("id")),
        "exp": _seconds(end_of_validity(credential)),
    }
    return {name: value for name, value in claims.items() if value is not None}


def without_repetitions(payload: JsonObject) -> JsonObject:
    """Return a payload that is a credential, without the claims that only repeat it.

    A claim that contradicts the credential stays: then it is an undefined term of the credential,
    and no reader of it can miss that something is wrong.
    """
    said = claims_of(payload)
    return {name: value for name, value in payload.items() if not _is_repetition(name, value, said)}


def compare_claims(
    claims: JsonObject, credential: JsonObject, *, claims_demanded: bool = True, at: datetime | None = None
) -> tuple[ClaimFinding, ...]:
    """Return where claims and credential do not agree.

    Args:
        claims: The registered claims.
        credential: The credential that they are about.
        claims_demanded: Whether the format asks for ``iss``, ``nbf`` and ``jti``.
        at: The moment to compare an ``exp`` with that has no ``validUntil`` beside it. Without
            it such an ``exp`` is an error, because nobody would look at it.
    """
    said = claims_of(credential)
    findings: list[ClaimFinding] = []
    for name in MATCHED_CLAIMS:
        if name in claims and name in said:
            if not _agrees(claims[name], said[name]):
                findings.append(_finding("claim_mismatch", name, is_error=True))
        elif name in claims:
            harmless = name == "sub" or (name == "exp" and _is_after(claims[name], at))
            findings.append(_finding("claim_without_counterpart", name, is_error=not harmless))
        elif name in said:
            is_error = claims_demanded and name not in _MAY_BE_ABSENT
            findings.append(_finding("claim_missing", name, is_error=is_error))
    return tuple(findings)


def _finding(code: str, claim: str, *, is_error: bool) -> ClaimFinding:
    severity = ClaimSeverity.ERROR if is_error else ClaimSeverity.WARNING
    return ClaimFinding(code=code, severity=severity, claim=claim)


def _is_repetition(name: str, value: JsonValue, said: JsonObject) -> bool:
    if name not in MATCHED_CLAIMS:
        return name in REGISTERED_CLAIMS
    return _agrees(value, said[name]) if name in said else name in _MAY_STAND_ALONE


def _agrees(value: JsonValue, expected: JsonValue) -> bool:
    if isinstance(expected, int):
        number = _numeric_date(value)
        return number is not None and math.floor(number) == expected
    return isinstance(value, str) and value == expected


def _is_after(value: JsonValue, at: datetime | None) -> bool:
    number = _numeric_date(value)
    return number is not None and at is not None and at.timestamp() < number


def _numeric_date(value: JsonValue) -> int | float | None:
    # A Python bool is an int; JSON's true is no date.
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _identifier(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _only_subject(value: JsonValue) -> str | None:
    subjects = value if isinstance(value, list) else [value]
    only = subjects[0] if len(subjects) == 1 else None
    return _identifier(only.get("id")) if isinstance(only, dict) else None


def _seconds(date: ValidityDate | None) -> int | None:
    return None if date is None or date.moment is None else math.floor(date.moment.timestamp())
