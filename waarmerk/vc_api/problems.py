"""What is answered when something is wrong: problem details, with the types of the specifications.

Spec: RFC 9457; VCDM 2.0 §7.2 (Problem Details); VC Data Integrity 1.0 §4.7 (Processing Errors);
Bitstring Status List 1.0 §3.5; VC API 0.7 §3.3.1 (Verify Credential).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from credentials.errors import CredentialError
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject, JsonValue
from verifier.checks.canonical_form import canonical_form_finding
from verifier.codes import PROBLEM_TYPES, Code
from verifier.result import Finding
from verifier.texts import texts

_VCDM: Final = "https://www.w3.org/TR/vc-data-model#"
_SECURITY: Final = "https://w3id.org/security#"
PARSING_ERROR: Final = _VCDM + "PARSING_ERROR"
MALFORMED_VALUE: Final = _VCDM + "MALFORMED_VALUE_ERROR"
PROOF_GENERATION: Final = _SECURITY + "PROOF_GENERATION_ERROR"
PROOF_VERIFICATION: Final = _SECURITY + "PROOF_VERIFICATION_ERROR"
DATA_LOSS: Final = _SECURITY + "DATA_LOSS_DETECTION_ERROR"
INVALID_DOMAIN: Final = _SECURITY + "INVALID_DOMAIN_ERROR"
INVALID_CHALLENGE: Final = _SECURITY + "INVALID_CHALLENGE_ERROR"
INVALID_VERIFICATION_METHOD: Final = _SECURITY + "INVALID_VERIFICATION_METHOD"

_TYPE_OF_ERROR: Final[Mapping[str, str]] = {
    "domain_mismatch": INVALID_DOMAIN,
    "challenge_mismatch": INVALID_CHALLENGE,
    "invalid_verification_method_url": _SECURITY + "INVALID_VERIFICATION_METHOD_URL",
    "did_malformed": _SECURITY + "INVALID_VERIFICATION_METHOD_URL",
    "not_found": INVALID_VERIFICATION_METHOD,
    "wrong_controller": INVALID_VERIFICATION_METHOD,
    "verification_method_malformed": INVALID_VERIFICATION_METHOD,
    "key_malformed": INVALID_VERIFICATION_METHOD,
    "unsupported_key_type": INVALID_VERIFICATION_METHOD,
    "purpose_not_allowed": _SECURITY + "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, or that could not be found out.

    Attributes:
        type: A URI that says of what kind it is.
        title: That kind, in words.
        detail: What it is here.
        pointer: Where in the document, or None.
    """

    type: str
    title: str
    detail: str
    pointer: str | None = None

    def to_json(self) -> JsonObject:
        """Return it as problem details."""
        members: JsonObject = {"type": self.type, "title": self.title, "detail": self.detail}
        return members if self.pointer is None else members | {"pointer": self.pointer}


class Refused(Exception):
    """A request is not granted.

    Attributes:
        problems: Why; at least one.
        status: With what HTTP status.
        checks: What was being checked, for a verification.
    """

    def __init__(
        self,
        problems: Sequence[Problem],
        *,
        status: HTTPStatus = HTTPStatus.BAD_REQUEST,
        checks: Sequence[str] | None = None,
    ) -> None:
        super().__init__(problems[0].title)
        self.problems = tuple(problems)
        self.status = status
        self.checks = checks

    def to_json(self) -> JsonObject:
        """Return the body of the answer: the first problem, with the others beside it."""
        every: list[JsonValue] = [problem.to_json() for problem in self.problems]
        body = self.problems[0].to_json() | {"status": int(self.status), "problemDetails": every}
        if self.checks is not None:
            body |= {"verified": False, "checks": list(self.checks), "errors": every}
        return body


def refuse(problem_type: str, title: str, detail: str = "", *, pointer: str | None = None) -> Refused:
    """Return a refusal for one reason."""
    return Refused([Problem(type=problem_type, title=title, detail=detail or title, pointer=pointer)])


def problem_of_finding(finding: Finding) -> Problem:
    """Return what a check found as a problem, in English."""
    words = texts("en").finding(finding)
    return Problem(
        type=_type_of_code(finding.code), title=words.title, detail=words.detail, pointer=finding.pointer
    )


def problem_of_error(error: CredentialError, *, otherwise: str = PROOF_VERIFICATION) -> Problem:
    """Return an error as a problem.

    Args:
        error: The error.
        otherwise: The type of an error that has no type of its own.
    """
    if isinstance(error, NotCanonicalizable):
        return problem_of_finding(canonical_form_finding(error))
    title = error.code.replace("_", " ")
    return Problem(
        type=_TYPE_OF_ERROR.get(error.code, otherwise),
        title=title[:1].upper() + title[1:],
        detail=str(error),
        pointer=error.pointer,
    )


def problems_of_findings(findings: Iterable[Finding]) -> list[Problem]:
    """Return everything that a check found as problems."""
    return [problem_of_finding(finding) for finding in findings]


def _type_of_code(code: Code) -> str:
    found = PROBLEM_TYPES.get(code, code.value)
    # The verifier has one type for everything that has no canonical form; here data that would be
    # lost is told apart, as VC Data Integrity 1.0 §2.4.2 asks.
    return DATA_LOSS if found == Code.NOT_CANONICALIZABLE.value and code in PROBLEM_TYPES else found
