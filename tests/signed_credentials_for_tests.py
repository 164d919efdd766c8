"""Awards signed for tests: real signatures, by fixed test keys."""

import json
from dataclasses import dataclass, field

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.vc_jwt import sign_jwt
from tests.keys_for_tests import controlled_identifier_document, ed25519_key, p256_key
from wallet_export.ports import SignedCredential

VERIFICATION_URL = "https://verifieer.roctest.example/"
_ED25519 = ed25519_key("learner's files")
_P256 = p256_key("learner's files")


def sign_award(award: Award) -> SignedCredential:
    """Return the credential of ``award`` in both forms: eddsa-rdfc-2022 and a JWT with ES256."""
    credential = build_open_badge(award)
    signer = _ED25519.signer(_ED25519.method_of(award.issuer.id))
    with_proof = add_proof(credential, signer, created=award.valid_from)
    return SignedCredential(
        credential_id=award.credential_id,
        json_bytes=json.dumps(with_proof, ensure_ascii=False, separators=(",", ":")).encode(),
        jwt=sign_jwt(credential, _P256.signer(_P256.method_of(award.issuer.id))),
    )


@dataclass(frozen=True)
class PublishedForTests:
    """A complete implementation of :class:`wallet_export.ports.PublishedDocuments`, in memory."""

    controller: str
    status_lists: dict[str, bytes] = field(default_factory=dict)
    with_trust_list: bool = True
    with_jwks: bool = True

    def did_document(self) -> bytes:
        """As the port says."""
        return json.dumps(controlled_identifier_document(self.controller, _ED25519, _P256)).encode()

    def jwks(self) -> bytes | None:
        """As the port says."""
        return b'{"keys": []}' if self.with_jwks else None

    def trust_list(self) -> bytes | None:
        """As the port says."""
        return b'{"entities": []}' if self.with_trust_list else None

    def status_list(self, url: str) -> bytes | None:
        """As the port says."""
        return self.status_lists.get(url)
