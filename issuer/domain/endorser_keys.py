"""Whether a signature that was taken in still counts, by what the school knows of the key that made it.

The school writes down how a key ended. One that was *replaced* was good until then: what it signed stays
good when it is dated before. One that was *withdrawn*, because somebody else may have it or because it was
never theirs, is good for nothing, whatever the date: whoever has the key writes the date. And of what an
organisation publishes itself (did:web), the verifiers go by what is there now: a key that was taken off or
revoked there signs nothing any more, and neither may it here.

Spec: requirements F22, G06; Controlled Identifiers 1.0 §2.2 (``revoked``, ``expires``), §3.3.
"""

import enum
from datetime import datetime
from typing import Final

from credentials.achievement import foreign_json
from credentials.endorsement.reading import EndorsementContent, read_endorsement
from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import (
    VerificationMethod,
    choose_verification_method,
    parse_controlled_identifier_document,
)
from credentials.identifiers.did import did_key_public_key, did_of
from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import embedded_proofs
from issuer.domain.endorsements import FormerKey, KeyEnd, SigningOrganisation
from issuer.domain.findings import finding_texts

_ASSERTION_METHOD: Final = "assertionMethod"


class Lapse(enum.StrEnum):
    """Why a signature that was taken in counts no more. The values name sentences, and stand in the audit."""

    KEY_WITHDRAWN = "signing_key_withdrawn"
    """The school wrote down that its key is not to be believed."""
    KEY_REPLACED = "signing_key_replaced"
    """It is dated after its key was replaced."""
    KEY_REVOKED = "signing_key_revoked"
    """The organisation publishes that its key is revoked, or was at its end before the signature."""
    KEY_GONE = "signing_key_gone"
    """The organisation does not publish its key any more."""
    KEY_UNKNOWN = "signing_key_unknown"
    """Its key is none that the organisation has or had."""
    CONTENT_CHANGED = "signed_content_changed"
    """The credential would say something else than what was signed."""

    def text(self, language: str) -> str:
        """Return the sentence that says so, in "nl" or "en"."""
        return finding_texts(language)[self.value]


def lapse_of(
    endorsement: JsonObject, signer: SigningOrganisation, *, at: datetime, digest: str | None = None
) -> Lapse | None:
    """Return why a signature counts no more, or None while it does.

    That it is genuine was judged when it was taken in, and is judged again when it is embedded.

    Args:
        endorsement: What was taken in.
        signer: Whose it should be, as the school knows it now.
        at: The moment to take as "now".
        digest: Of what it should be about now; None to leave that alone.
    """
    signed = read_endorsement(endorsement)
    if digest is not None and signed.digest != digest:
        return Lapse.CONTENT_CHANGED
    controller = signed.endorser_id or ""
    known = _known_as(controller, signer)
    if known is None:
        return Lapse.KEY_UNKNOWN
    former, document = known
    if former is not None and former.ended_as is KeyEnd.WITHDRAWN:
        return Lapse.KEY_WITHDRAWN
    method = _key_that_signed(endorsement, controller, document)
    if method is None:
        return Lapse.KEY_GONE
    if method.public_key in withdrawn_keys(signer):
        return Lapse.KEY_WITHDRAWN
    moments = _moments_of_signing(endorsement, signed)
    if (method.revoked is not None and method.revoked <= at) or (
        method.expires is not None and (not moments or max(moments) > method.expires)
    ):
        return Lapse.KEY_REVOKED
    if former is not None and (not moments or max(moments) > former.since):
        return Lapse.KEY_REPLACED
    return None


def signing_keys(controller: str | None, document: bytes | None) -> frozenset[PublicKey]:
    """Return the keys themselves, however they are written, that may sign for a did:key or did:web."""
    if controller is None:
        return frozenset()
    if document is None:
        return frozenset({did_key_public_key(controller)})
    found = parse_controlled_identifier_document(document, limits=DEFAULT_LIMITS)
    return frozenset(
        method.public_key
        for method_id in found.relationships[_ASSERTION_METHOD]
        if (method := found.verification_methods.get(method_id)) is not None
        and method.controller == controller
    )


def usable_keys(controller: str | None, document: bytes | None) -> frozenset[PublicKey]:
    """Return of :func:`signing_keys` those that are not revoked by whoever publishes them."""
    if controller is None or document is None:
        return signing_keys(controller, document)
    found = parse_controlled_identifier_document(document, limits=DEFAULT_LIMITS)
    revoked = {one.public_key for one in found.verification_methods.values() if one.revoked is not None}
    return signing_keys(controller, document) - revoked


def keys_ever(signer: SigningOrganisation) -> frozenset[PublicKey]:
    """Return the keys that sign for somebody, or ever did."""
    keys = signing_keys(signer.controller, signer.did_document)
    return keys.union(*(signing_keys(one.controller, one.did_document) for one in signer.former_keys))


def withdrawn_keys(signer: SigningOrganisation) -> frozenset[PublicKey]:
    """Return the keys of somebody that are good for nothing any more, under whatever DID."""
    return frozenset[PublicKey]().union(
        *(
            signing_keys(one.controller, one.did_document)
            for one in signer.former_keys
            if one.ended_as is KeyEnd.WITHDRAWN
        )
    )


def _known_as(controller: str, signer: SigningOrganisation) -> tuple[FormerKey | None, bytes | None] | None:
    """Return how somebody is known under a DID: None for now, or how that ended; and the document of it."""
    if controller == signer.controller:
        return None, signer.did_document
    former = [one for one in signer.former_keys if one.controller == controller]
    if not former:
        return None
    withdrawn = next((one for one in former if one.ended_as is KeyEnd.WITHDRAWN), None)
    # The last that was known of it.
    return withdrawn or former[-1], former[-1].did_document


def _key_that_signed(
    endorsement: JsonObject, controller: str, document: bytes | None
) -> VerificationMethod | None:
    """Return the key that a signature names, if it is one that may sign for its controller."""
    try:
        names = [str(proof.get("verificationMethod")) for proof in embedded_proofs(endorsement)]
        name = next((one for one in names if did_of(one) == controller), None)
        if name is None:
            return None
        if document is None:
            key = did_key_public_key(controller)
            return VerificationMethod(id=name, type="Multikey", controller=controller, public_key=key)
        found = parse_controlled_identifier_document(document, limits=DEFAULT_LIMITS)
        return choose_verification_method(found, name, purpose=_ASSERTION_METHOD)
    except CredentialError:
        return None


def _moments_of_signing(endorsement: JsonObject, signed: EndorsementContent) -> list[datetime]:
    """Return when it says that it was signed: in what is signed, and in its proofs."""
    moments = [signed.signed_at] if signed.signed_at is not None else []
    created = (foreign_json.moment(proof.get("created")) for proof in embedded_proofs(endorsement))
    return [*moments, *(moment for moment in created if moment is not None)]
