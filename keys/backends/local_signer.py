"""A signer whose private key is in the memory of this process."""

import hashlib
import logging

from credentials.proofs.signing import SignatureAlgorithm
from keys.backends.signing_key import SigningKey, signature_algorithm, signing_function
from keys.secrecy import Uncopyable

logger = logging.getLogger(__name__)


class LocalSigner(Uncopyable):
    """Signs with a key that its user never sees. Implements ``credentials.proofs.signing.Signer``.

    It prints as its verification method and refuses to be copied or pickled. Every signature is
    logged with the verification method and the SHA-256 of what was signed, so that signatures
    can be counted against the register of what was issued.
    """

    __slots__ = ("__algorithm", "__sign", "__verification_method")

    def __init__(self, verification_method: str, private_key: SigningKey) -> None:
        self.__verification_method = verification_method
        self.__algorithm = signature_algorithm(private_key)
        self.__sign = signing_function(private_key)

    def __repr__(self) -> str:
        return f"<LocalSigner {self.__verification_method}>"

    @property
    def verification_method(self) -> str:
        """DID URL, or https URL with fragment, of the public half."""
        return self.__verification_method

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """How :meth:`sign` signs; it follows from the key."""
        return self.__algorithm

    def sign(self, data: bytes) -> bytes:
        """Return the signature over ``data``: as :attr:`algorithm` says."""
        signature = self.__sign(data)
        if logger.isEnabledFor(logging.INFO):
            digest = hashlib.sha256(data).hexdigest()
            logger.info("signed with %s: sha256 %s", self.__verification_method, digest)
        return signature
