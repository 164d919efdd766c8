"""The public key that a proof names. The door fetches nothing, so only a did:key tells its key."""

from typing import Final

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    VerificationMethod,
    choose_verification_method,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import did_key_document, did_of
from credentials.limits import DEFAULT_LIMITS
from waarmerk.vc_api.problems import INVALID_VERIFICATION_METHOD, Refused, problem_of_error, refuse

DID_KEY: Final = "did:key:"


def find_method(method_id: str, *, purpose: str, pointer: str | None) -> VerificationMethod:
    """Return the key with this id, of somebody who lets it be used for ``purpose``.

    Raises:
        Refused: The id is no DID URL of a did:key, or the key may not be used so.

    Spec: Controlled Identifiers 1.0 §3.3 (Retrieve Verification Method).
    """
    controller = did_of(method_id)
    if not controller.startswith(DID_KEY):
        raise refuse(
            INVALID_VERIFICATION_METHOD,
            "The key could not be looked up",
            "Nothing is fetched here: only the keys of did:key are known.",
            pointer=pointer,
        )
    try:
        document = parse_controlled_identifier_document(did_key_document(controller), limits=DEFAULT_LIMITS)
        return choose_verification_method(document, method_id, purpose=purpose)
    except CredentialError as error:
        error.pointer = pointer
        raise Refused([problem_of_error(error)]) from error
