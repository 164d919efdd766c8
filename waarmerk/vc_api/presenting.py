"""Verify a presentation: its own proof, every credential in it, and what holders say of themselves.

Spec: VCDM 2.0 §4.13 (Verifiable Presentations), §4.13.3 (Presentations Including Holder Claims).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contexts import ContextLoader
from credentials.errors import CredentialError
from credentials.parsing import JsonObject, parse_json
from credentials.proofs.vc_jwt import parse_compact_jws, verify_compact_jws
from verifier.checks.presentation_model import (
    ENVELOPED_PRESENTATION,
    envelope_findings,
    enveloped_jwt,
    holder_id,
    presentation_findings,
)
from verifier.members import issuer_id, objects, strings, text, types
from waarmerk.vc_api.documents import refuse_broken_rules, refuse_lost_data
from waarmerk.vc_api.keys_of_proofs import find_method
from waarmerk.vc_api.options import VerifyOptions
from waarmerk.vc_api.problems import (
    INVALID_CHALLENGE,
    INVALID_DOMAIN,
    MALFORMED_VALUE,
    PARSING_ERROR,
    PROOF_VERIFICATION,
    Problem,
    Refused,
    problem_of_error,
    refuse,
)
from waarmerk.vc_api.proofs import verify_all_proofs
from waarmerk.vc_api.verifying import CredentialVerifier, Verified

AUTHENTICATION: Final = "authentication"
_JWT_TYPES: Final = frozenset({"jwt", "vp+jwt"})
_CLAIMS: Final = frozenset({"iss", "aud", "nonce", "iat", "exp", "nbf", "jti", "sub"})


@dataclass(frozen=True, slots=True)
class VerifiedPresentation:
    """A presentation that was verified.

    Attributes:
        credentials: What became of each credential in it.
        warnings: What was left open.
    """

    credentials: tuple[Verified, ...]
    warnings: tuple[Problem, ...]


class PresentationVerifier:
    """Verifies presentations.

    Args:
        contexts: The contexts that a document may name.
        credentials: Verifies the credentials in them.
    """

    def __init__(self, contexts: ContextLoader, credentials: CredentialVerifier) -> None:
        self._contexts = contexts
        self._credentials = credentials

    def verify(
        self, presentation: JsonObject, options: VerifyOptions, *, at: datetime
    ) -> VerifiedPresentation:
        """Verify a presentation, or one in an envelope.

        Raises:
            Refused: It breaks a rule, a proof of it or of a credential does not hold, or somebody else
                than the holder is named as the issuer of what the holder signed.
        """
        if ENVELOPED_PRESENTATION in types(presentation):
            presentation, controllers = _open_envelope(presentation, options, at)
            self._refuse_bad_form(presentation)
        else:
            self._refuse_bad_form(presentation)
            controllers = verify_all_proofs(
                presentation, usual_purpose=AUTHENTICATION, options=options, at=at, contexts=self._contexts
            ).controllers
        of_credentials = VerifyOptions(checks=options.checks)
        verified: list[Verified] = []
        for place, credential in objects(presentation, "verifiableCredential"):
            try:
                verified.append(self._credentials.verify(credential, of_credentials, at=at))
            except Refused as refused:
                raise Refused([_within(problem, place) for problem in refused.problems]) from refused
            _refuse_other_issuer(presentation, verified[-1], controllers, place)
        warnings = tuple(warning for one in verified for warning in one.warnings)
        return VerifiedPresentation(tuple(verified), warnings)

    def _refuse_bad_form(self, presentation: JsonObject) -> None:
        refuse_broken_rules(presentation_findings(presentation))
        refuse_lost_data(presentation, self._contexts)


def _refuse_other_issuer(
    presentation: JsonObject, credential: Verified, controllers: frozenset[str], place: str
) -> None:
    """Refuse a credential that whoever presents it signed in somebody else's name."""
    if not credential.controllers <= controllers:
        return
    holder = holder_id(presentation)
    if holder is None or issuer_id(credential.credential) != holder:
        raise refuse(
            MALFORMED_VALUE,
            "A credential that its holder signed is in another name than the holder's",
            "The presentation must name its holder, and the credential the same one as issuer.",
            pointer=f"{place}/issuer",
        )


def _open_envelope(
    envelope: JsonObject, options: VerifyOptions, at: datetime
) -> tuple[JsonObject, frozenset[str]]:
    """Return the presentation in an envelope, and whose key signed it.

    Spec: VC-JOSE-COSE §3.1.2; VCDM 1.1 §6.3.1 for a presentation under ``vp``.
    """
    refuse_broken_rules(envelope_findings(envelope, ENVELOPED_PRESENTATION))
    try:
        jws = parse_compact_jws(enveloped_jwt(envelope, ENVELOPED_PRESENTATION) or "", types=_JWT_TYPES)
        payload = parse_json(jws.payload)
    except CredentialError as error:
        raise Refused([problem_of_error(error, otherwise=PARSING_ERROR)]) from error
    if not isinstance(payload, dict) or jws.kid is None:
        raise refuse(PROOF_VERIFICATION, "The JWT does not name its key by kid", pointer="/id")
    method = find_method(jws.kid, purpose=options.expected_purpose or AUTHENTICATION, pointer="/id")
    try:
        verify_compact_jws(jws, method.public_key)
    except CredentialError as error:
        raise Refused([problem_of_error(error)]) from error
    for claim, too_late in (("exp", True), ("nbf", False)):
        moment = payload.get(claim)
        if isinstance(moment, int | float) and (moment < at.timestamp()) is too_late:
            raise refuse(PROOF_VERIFICATION, "The JWT is not in date", pointer="/id")
    if options.domain is not None and set(strings(payload, "aud")) != set(options.domain):
        raise refuse(INVALID_DOMAIN, "Not made for this domain")
    if options.challenge is not None and text(payload, "nonce") != options.challenge:
        raise refuse(INVALID_CHALLENGE, "Not an answer to this challenge")
    presentation = payload.get("vp")
    if not isinstance(presentation, dict) or "@context" in payload:
        presentation = {name: value for name, value in payload.items() if name not in _CLAIMS}
    return presentation, frozenset({method.controller})


def _within(problem: Problem, place: str) -> Problem:
    return Problem(
        type=problem.type,
        title=problem.title,
        detail=problem.detail,
        pointer=f"{place}{problem.pointer or ''}",
    )
