"""Verify a credential: its form, its proofs and, where that is asked, who signed it and whether it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contexts import ContextLoader
from credentials.data_model_version import begin_of_validity, end_of_validity
from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import embedded_proofs
from credentials.proofs.jwt_claims import ClaimSeverity
from credentials.proofs.vc_jwt import parse_jwt, verify_jwt
from credentials.status.status_entry import StatusListEntry, parse_status_entries
from credentials.status.status_list import open_status_list
from verifier.checks.generic_model import generic_credential_findings
from verifier.checks.presentation_model import ENVELOPED_CREDENTIAL, envelope_findings, enveloped_jwt
from verifier.checks.validity_period import check_validity_period
from verifier.codes import Code
from verifier.members import issuer_id, types
from verifier.result import Finding
from waarmerk.vc_api.documents import refuse_broken_rules, refuse_lost_data
from waarmerk.vc_api.keys_of_proofs import DID_KEY, find_method
from waarmerk.vc_api.options import ISSUER, PROOF, STATUS, VALIDITY_PERIOD, VerifyOptions
from waarmerk.vc_api.problems import (
    PARSING_ERROR,
    PROOF_VERIFICATION,
    Problem,
    Refused,
    problem_of_error,
    problem_of_finding,
    problems_of_findings,
    refuse,
)
from waarmerk.vc_api.proofs import ProofsHeld, verify_all_proofs
from waarmerk.vc_api.status_lists import StatusLists

ASSERTION: Final = "assertionMethod"
_PROOF_ALONE: Final = VerifyOptions(checks=(PROOF,))
_SET: Final[Mapping[str, Code]] = {"revocation": Code.REVOKED, "suspension": Code.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Verified:
    """A credential that was verified.

    Attributes:
        credential: What it says; for an envelope, what is in it.
        controllers: Whose keys signed it.
        warnings: What was left open.
    """

    credential: JsonObject
    controllers: frozenset[str]
    warnings: tuple[Problem, ...] = ()


class CredentialVerifier:
    """Verifies credentials by what is at hand: did:key keys, our contexts, the door's own status lists.

    Args:
        contexts: The contexts that a document may name.
        status_lists: The lists that the door serves.
    """

    def __init__(self, contexts: ContextLoader, status_lists: StatusLists) -> None:
        self._contexts = contexts
        self._status_lists = status_lists

    def verify(self, credential: JsonObject, options: VerifyOptions, *, at: datetime) -> Verified:
        """Verify a credential, or one in an envelope.

        Raises:
            Refused: It breaks a rule of the data model, JSON-LD would lose something of it, a proof does
                not hold, or a check that was asked for failed.

        Spec: VCDM 2.0 §7.1 (Verification).
        """
        if ENVELOPED_CREDENTIAL in types(credential):
            return self._verify_envelope(credential, options, at)
        warnings = self._refuse_bad_form(credential)
        held = self._verify_proofs(credential, options, at)
        warnings += self._further_checks(credential, held.controllers, options, at)
        return Verified(credential, held.controllers, tuple(warnings))

    def _verify_proofs(self, credential: JsonObject, options: VerifyOptions, at: datetime) -> ProofsHeld:
        return verify_all_proofs(
            credential, usual_purpose=ASSERTION, options=options, at=at, contexts=self._contexts
        )

    def _refuse_bad_form(self, credential: JsonObject) -> list[Problem]:
        warnings = refuse_broken_rules(generic_credential_findings(credential, self._contexts))
        refuse_lost_data(credential, self._contexts)
        return warnings

    def _verify_envelope(self, envelope: JsonObject, options: VerifyOptions, at: datetime) -> Verified:
        refuse_broken_rules(envelope_findings(envelope, ENVELOPED_CREDENTIAL))
        try:
            jwt = parse_jwt(enveloped_jwt(envelope, ENVELOPED_CREDENTIAL) or "")
        except CredentialError as error:
            raise Refused([problem_of_error(error, otherwise=PARSING_ERROR)]) from error
        if jwt.kid is None:
            raise refuse(PROOF_VERIFICATION, "The JWT does not name its key by kid", pointer="/id")
        method = find_method(jwt.kid, purpose=options.expected_purpose or ASSERTION, pointer="/id")
        try:
            claims = verify_jwt(jwt, method.public_key, at=at)
            inner = embedded_proofs(jwt.unverified)
        except CredentialError as error:
            raise Refused([problem_of_error(error)]) from error
        broken = [claim for claim in claims if claim.severity is ClaimSeverity.ERROR]
        if broken:
            finding = Finding(code=Code.CLAIM_MISMATCH, params={"claim": broken[0].claim})
            raise Refused([problem_of_finding(finding)])
        credential = jwt.unverified
        controllers = frozenset({method.controller})
        warnings = self._refuse_bad_form(credential)
        if inner:
            controllers |= self._verify_proofs(credential, _PROOF_ALONE, at).controllers
        warnings += self._further_checks(credential, controllers, options, at)
        return Verified(credential, controllers, tuple(warnings))

    def _further_checks(
        self, credential: JsonObject, controllers: frozenset[str], options: VerifyOptions, at: datetime
    ) -> list[Problem]:
        warnings: list[Problem] = []
        if ISSUER in options.checks:
            warnings += _check_issuer(credential, controllers)
        if VALIDITY_PERIOD in options.checks:
            _check_validity_period(credential, at)
        if STATUS in options.checks:
            warnings += self._check_status(credential, at)
        return warnings

    def _check_status(self, credential: JsonObject, at: datetime) -> list[Problem]:
        """Look up the status in our own lists; those of others stay open."""
        warnings: list[Problem] = []
        for entry in parse_status_entries(credential):
            url = entry.status_list_credential if isinstance(entry, StatusListEntry) else None
            published = None if url is None else self._status_lists.credential(url, at=at)
            if not isinstance(entry, StatusListEntry) or published is None:
                params = {"url": url or "", "reason": "offline"}
                open_question = Finding(
                    code=Code.STATUS_LIST_UNAVAILABLE, pointer=entry.pointer, params=params
                )
                warnings.append(problem_of_finding(open_question))
                continue
            self._verify_proofs(published, _PROOF_ALONE, at)
            try:
                value = open_status_list(published).status(entry, at=at)
            except CredentialError as error:
                raise Refused([problem_of_error(error)]) from error
            if value:
                params = {"purpose": entry.status_purpose, "message": ""}
                code = _SET.get(entry.status_purpose, Code.STATUS_PURPOSE_UNKNOWN)
                raise Refused([problem_of_finding(Finding(code=code, pointer=entry.pointer, params=params))])
        return warnings


def _check_issuer(credential: JsonObject, controllers: frozenset[str]) -> list[Problem]:
    """Check that the issuer signed. Of an issuer whose keys would have to be fetched that stays open."""
    issuer = issuer_id(credential) or ""
    if issuer in controllers:
        return []
    finding = Finding(code=Code.NOT_SIGNED_BY_ISSUER, pointer="/issuer", params={"issuer": issuer})
    if issuer.startswith(DID_KEY):
        raise Refused([problem_of_finding(finding)])
    params = {"url": issuer, "reason": "offline"}
    return [problem_of_finding(Finding(code=Code.KEY_UNAVAILABLE, pointer="/issuer", params=params))]


def _check_validity_period(credential: JsonObject, at: datetime) -> None:
    begin, end = begin_of_validity(credential), end_of_validity(credential)
    result = check_validity_period(
        valid_from=begin.moment if begin is not None else None,
        valid_until=end.moment if end is not None else None,
        at=at,
    )
    if result.findings:
        raise Refused(problems_of_findings(result.findings))
