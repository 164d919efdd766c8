"""A signer whose private key is in the memory of this process."""

import hashlib
import logging
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from credentials.proofs.signing import SignatureAlgorithm
from keys.backends.encrypted_pkcs8 import SigningKey
from keys.secrecy import Uncopyable

logger = logging.getLogger(__name__)

_P256_BYTES: Final = 32


class LocalSigner(Uncopyable):
    """Signs with a key that its user never sees. Implements ``credentials.proofs.signing.Signer``.

    It prints as its verification method and refuses to be copied or pickled. Every signature is
    logged with the verification method and the SHA-256 of what was signed, so that signatures
    can be counted against the register of what was issued.
    """

    __slots__ = ("__private_key", "__verification_method")

    def __init__(self, verification_method: str, private_key: SigningKey) -> None:
        self.__verification_method = verification_method
        self.__private_key = private_key

    def __repr__(self) -> str:
        return f"<LocalSigner {self.__verification_method}>"

    @property
    def verification_method(self) -> str:
        """DID URL, or https URL with fragment, of the public half."""
        return self.__verification_method

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """How :meth:`sign` signs; it follows from the key."""
        if isinstance(self.__private_key, Ed25519PrivateKey):
            return SignatureAlgorithm.ED25519
        return SignatureAlgorithm.ES256

    def sign(self, data: bytes) -> bytes:
        """Return the signature over ``data``: 64 bytes, for ES256 as R ‖ S.

        Spec: RFC 8032 §5.1.6; RFC 7518 §3.4.
        """
        if isinstance(self.__private_key, Ed25519PrivateKey):
            signature = self.__private_key.sign(data)
        else:
            r, s = decode_dss_signature(self.__private_key.sign(data, ECDSA(SHA256())))
            signature = r.to_bytes(_P256_BYTES) + s.to_bytes(_P256_BYTES)
        logger.info("signed with %s: sha256 %s", self.__verification_method, hashlib.sha256(data).hexdigest())
        return signature
