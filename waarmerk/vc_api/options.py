"""The ``options`` of a request, read with suspicion.

Spec: VC API 0.7 §3.2.1 (Issue Credential), §3.3.1 (Verify Credential), §3.3.2 (Verify Presentation).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.parsing import JsonObject, JsonValue
from credentials.status.status_entry import WITHDRAWING_PURPOSES, StatusPurpose
from waarmerk.vc_api.problems import MALFORMED_VALUE, PROOF_GENERATION, Refused, refuse
from waarmerk.vc_api.suites import Suite

PROOF: Final = "proof"
ISSUER: Final = "issuer"
VALIDITY_PERIOD: Final = "validityPeriod"
STATUS: Final = "credentialStatus"
ALL_CHECKS: Final = (PROOF, ISSUER, VALIDITY_PERIOD, STATUS)
_NAMES_OF_CHECKS: Final[Mapping[str, str]] = {name: name for name in ALL_CHECKS} | {"status": STATUS}
_DATA_INTEGRITY_PROOF: Final = "DataIntegrityProof"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOptions:
    """What is asked of a verification.

    Attributes:
        checks: What is looked at. The proof always is, and so is the form of the document.
        expected_purpose: What the proofs must have been made for, or None for what is usual.
        domain: The domains that they must name, or None if they are not compared.
        challenge: The challenge that they must answer, or None if it is not compared.
    """

    checks: tuple[str, ...] = ALL_CHECKS
    expected_purpose: str | None = None
    domain: tuple[str, ...] | None = None
    challenge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOptions:
    """What is asked of a signature.

    Attributes:
        created: When it is made, or None for now.
        previous_proof: The proofs that it builds on, or None.
        proof_id: Its own id, or None.
        status_purpose: What a status entry is for.
    """

    created: datetime | None = None
    previous_proof: tuple[str, ...] | None = None
    proof_id: str | None = None
    status_purpose: StatusPurpose = StatusPurpose.REVOCATION


def object_in(body: JsonObject, name: str) -> JsonObject:
    """Return a member of the body that has to be an object.

    Raises:
        Refused: It is absent or something else.
    """
    value = body.get(name)
    if not isinstance(value, dict):
        raise refuse(MALFORMED_VALUE, f"The request has no object {name!r}", pointer=f"/{name}")
    return value


def read_verify_options(body: JsonObject) -> VerifyOptions:
    """Read the options of a verification.

    Without ``checks`` everything is checked; an empty list leaves the proof.

    Raises:
        Refused: An option is of another type than it should be, or a check is asked for that we do not do.
    """
    options = _options(body)
    challenge = _text(options, "challenge", MALFORMED_VALUE)
    return VerifyOptions(
        checks=_checks(options),
        expected_purpose=_text(options, "expectedProofPurpose", MALFORMED_VALUE),
        domain=_texts(options, "domain", MALFORMED_VALUE),
        challenge=challenge,
    )


def read_issue_options(body: JsonObject, suite: Suite) -> IssueOptions:
    """Read the options of a signature.

    Raises:
        Refused: An option cannot be met with this suite, or is of another type than it should be.

    Spec: VC Data Integrity 1.0 §4.2; vc-di-eddsa §3.2.5, vc-di-ecdsa §3.2.5 (proof configuration).
    """
    options = _options(body)
    for name, expected in (("type", _DATA_INTEGRITY_PROOF), ("cryptosuite", suite.cryptosuite)):
        if name in options and options[name] != expected:
            raise _not_signed(f"{name} can only be {expected} here", name)
    for name in ("domain", "challenge"):
        if options.get(name) is not None:
            raise _not_signed(f"a credential is not signed for a {name} here", name)
    return IssueOptions(
        created=_created(options),
        previous_proof=_texts(options, "previousProof", PROOF_GENERATION),
        proof_id=_text(options, "proofId", PROOF_GENERATION),
        status_purpose=_status_purpose(options),
    )


def _options(body: JsonObject) -> JsonObject:
    return {} if body.get("options") is None else object_in(body, "options")


def _checks(options: JsonObject) -> tuple[str, ...]:
    value = options.get("checks")
    if value is None:
        return ALL_CHECKS
    names = value if isinstance(value, list) else [value]
    asked = {PROOF}
    for index, name in enumerate(names):
        known = _NAMES_OF_CHECKS.get(name) if isinstance(name, str) else None
        if known is None:
            place = f"/options/checks/{index}"
            raise refuse(MALFORMED_VALUE, "There is no such check", f"There are {ALL_CHECKS}.", pointer=place)
        asked.add(known)
    return tuple(check for check in ALL_CHECKS if check in asked)


def _created(options: JsonObject) -> datetime | None:
    written = _text(options, "created", PROOF_GENERATION)
    if written is None:
        return None
    try:
        return parse_date_time_stamp(written)
    except ValueError as error:
        raise _not_signed(str(error), "created") from error


def _status_purpose(options: JsonObject) -> StatusPurpose:
    entry = options.get("credentialStatus")
    if entry is None:
        return StatusPurpose.REVOCATION
    purpose = entry.get("statusPurpose") if isinstance(entry, dict) else None
    found = next((one for one in sorted(WITHDRAWING_PURPOSES) if one.value == purpose), None)
    if found is None:
        raise refuse(
            MALFORMED_VALUE, "There is no list for this statusPurpose", pointer="/options/credentialStatus"
        )
    return found


def _text(options: JsonObject, name: str, problem: str) -> str | None:
    value = options.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise refuse(problem, f"The option {name!r} is a text", pointer=f"/options/{name}")
    return value


def _texts(options: JsonObject, name: str, problem: str) -> tuple[str, ...] | None:
    value: JsonValue = options.get(name)
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    texts = tuple(item for item in items if isinstance(item, str) and item)
    if not texts or len(texts) != len(items):
        raise refuse(problem, f"The option {name!r} is one or more texts", pointer=f"/options/{name}")
    return texts


def _not_signed(detail: str, name: str) -> Refused:
    return refuse(PROOF_GENERATION, "The proof cannot be made so", detail, pointer=f"/options/{name}")
