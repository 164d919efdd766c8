"""Sign a credential, of any kind, with the key of a suite."""

from datetime import datetime

from contexts import ContextLoader
from credentials.errors import CredentialError
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.data_integrity import add_proof, embedded_proofs
from verifier.checks.generic_model import generic_credential_findings
from verifier.members import text
from waarmerk.vc_api.documents import (
    DATA_INTEGRITY_V2,
    STATUS_V1,
    as_signed,
    refuse_broken_rules,
    refuse_lost_data,
    with_contexts,
)
from waarmerk.vc_api.options import PROOF, IssueOptions, VerifyOptions
from waarmerk.vc_api.problems import PROOF_GENERATION, Refused, problem_of_error
from waarmerk.vc_api.proofs import verify_all_proofs
from waarmerk.vc_api.status_lists import StatusLists, single_proof
from waarmerk.vc_api.suites import EphemeralKeys, Suite
from waarmerk.vc_api.verifying import ASSERTION


class CredentialIssuer:
    """Signs credentials.

    The issuer that a credential names is left as it is: who asks here tries out software, and the keys
    are nobody's.

    Args:
        contexts: The contexts that a document may name.
        keys: What signs.
        status_lists: Where entries come from.
    """

    def __init__(self, contexts: ContextLoader, keys: EphemeralKeys, status_lists: StatusLists) -> None:
        self._contexts = contexts
        self._keys = keys
        self._status_lists = status_lists

    def issue(
        self, credential: JsonObject, suite: Suite, options: IssueOptions, *, at: datetime
    ) -> JsonObject:
        """Return the credential with one proof more.

        A credential of VCDM 1.1 gets the context that defines the proof.

        Raises:
            Refused: It breaks a rule of the data model, something of it would not be signed, or a proof
                that it has does not hold.

        Spec: VC API 0.7 §3.2.1; VC Data Integrity 1.0 §4.2–§4.3.
        """
        to_sign = with_contexts(credential, DATA_INTEGRITY_V2)
        refuse_broken_rules(generic_credential_findings(to_sign, self._contexts))
        refuse_lost_data(to_sign, self._contexts)
        self._refuse_broken_proofs(to_sign, at)
        if suite.with_status:
            to_sign = self._with_status(to_sign, options)
        try:
            signed = add_proof(
                # What a suite for RDF sees differs; what is sent back is what came in.
                to_sign if suite.signs_json else as_signed(to_sign),
                self._keys.signer(suite),
                created=options.created or at,
                previous_proof=options.previous_proof,
                proof_id=options.proof_id,
                cryptosuite=suite.cryptosuite,
                contexts=self._contexts,
            )
        except CredentialError as error:
            raise Refused([problem_of_error(error, otherwise=PROOF_GENERATION)]) from error
        return single_proof({**to_sign, "proof": signed["proof"]})

    def _with_status(self, credential: JsonObject, options: IssueOptions) -> JsonObject:
        entry = self._status_lists.new_entry(options.status_purpose, text(credential, "id"))
        there = credential.get("credentialStatus")
        entries: JsonValue = entry
        if there is not None:
            entries = [*(there if isinstance(there, list) else [there]), entry]
        return with_contexts({**credential, "credentialStatus": entries}, STATUS_V1)

    def _refuse_broken_proofs(self, credential: JsonObject, at: datetime) -> None:
        """Refuse to sign beside, or on top of, a proof that does not hold."""
        try:
            has_proofs = bool(embedded_proofs(credential)) or "proof" in credential
        except CredentialError as error:
            raise Refused([problem_of_error(error, otherwise=PROOF_GENERATION)]) from error
        if has_proofs:
            options = VerifyOptions(checks=(PROOF,))
            verify_all_proofs(
                credential, usual_purpose=ASSERTION, options=options, at=at, contexts=self._contexts
            )
