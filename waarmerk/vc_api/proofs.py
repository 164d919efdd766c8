"""All the embedded proofs of a document: each of them has to hold."""

from dataclasses import dataclass
from datetime import datetime

from contexts import ContextLoader
from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.proofs.cryptosuites import suite_of
from credentials.proofs.data_integrity import embedded_proofs, verify_proof
from credentials.proofs.jcs_suite import JcsSuite
from verifier.members import pointer_to, text
from waarmerk.vc_api.documents import as_signed
from waarmerk.vc_api.keys_of_proofs import find_method
from waarmerk.vc_api.options import VerifyOptions
from waarmerk.vc_api.problems import PROOF_VERIFICATION, Refused, problem_of_error, refuse


@dataclass(frozen=True, slots=True)
class ProofsHeld:
    """What the proofs of a document show.

    Attributes:
        controllers: Whose keys signed it.
    """

    controllers: frozenset[str]


def verify_all_proofs(
    document: JsonObject,
    *,
    usual_purpose: str,
    options: VerifyOptions,
    at: datetime,
    contexts: ContextLoader,
) -> ProofsHeld:
    """Verify every embedded proof, those that others build on included.

    Args:
        document: The document with its proofs.
        usual_purpose: What proofs are made for on such a document.
        options: What was asked.
        at: The moment to compare ``expires`` with.
        contexts: Where the documents of ``@context`` come from.

    Raises:
        Refused: There is no proof, or one does not hold.

    Spec: VC Data Integrity 1.0 §4.4 (Verify Proof), §4.5 (Verify Proof Sets and Chains).
    """
    try:
        proofs = embedded_proofs(document)
    except CredentialError as error:
        raise Refused([problem_of_error(error)]) from error
    if not proofs:
        raise refuse(PROOF_VERIFICATION, "There is no proof", pointer="")
    purpose = options.expected_purpose or usual_purpose
    controllers = set()
    for index, proof in enumerate(proofs):
        place = pointer_to("/proof", index) if isinstance(document["proof"], list) else "/proof"
        try:
            controllers.add(_verify(document, proof, place, purpose, options, at, contexts))
        except CredentialError as error:
            error.pointer = error.pointer or place
            raise Refused([problem_of_error(error)]) from error
    return ProofsHeld(frozenset(controllers))


def _verify(
    document: JsonObject,
    proof: JsonObject,
    place: str,
    purpose: str,
    options: VerifyOptions,
    at: datetime,
    contexts: ContextLoader,
) -> str:
    signs_json = isinstance(suite_of(proof, place), JcsSuite)
    method_id = text(proof, "verificationMethod")
    if method_id is None:
        pointer = pointer_to(place, "verificationMethod")
        raise refuse(PROOF_VERIFICATION, "The proof names no key", pointer=pointer)
    method = find_method(method_id, purpose=purpose, pointer=pointer_to(place, "verificationMethod"))
    verify_proof(
        document if signs_json else as_signed(document),
        proof,
        method.public_key,
        expected_purpose=purpose,
        at=at,
        domain=options.domain,
        challenge=options.challenge,
        contexts=contexts,
    )
    return method.controller
