"""Why a proof does not hold."""

from credentials.errors import CredentialError


class ProofInvalid(CredentialError):
    """The proof does not show that the document is what the key's owner signed."""

    code = "proof_invalid"


class ProofMalformed(ProofInvalid):
    """The proof lacks a member, or has one of another type or form than prescribed."""

    code = "proof_malformed"


class TooManyProofs(ProofInvalid):
    """The document has more proofs than are looked at."""

    code = "too_many_proofs"


class UnsupportedCryptosuite(ProofInvalid):
    """The proof is of a type or cryptosuite that we do not implement; it may well be right.

    Attributes:
        cryptosuite: The suite, or the type of a proof that has none.
    """

    code = "unsupported_cryptosuite"

    def __init__(self, cryptosuite: str, *, pointer: str | None = None) -> None:
        super().__init__(f"proofs of {cryptosuite[:80]!r} are not verified here", pointer=pointer)
        self.cryptosuite = cryptosuite


class WrongProofPurpose(ProofInvalid):
    """The proof was made for another purpose than the one it is used for."""

    code = "wrong_proof_purpose"


class ProofExpired(ProofInvalid):
    """The proof said until when it may be relied on, and that moment has passed."""

    code = "proof_expired"


class DomainMismatch(ProofInvalid):
    """The proof was made for other domains, or for none."""

    code = "domain_mismatch"


class ChallengeMismatch(ProofInvalid):
    """The proof does not answer this challenge."""

    code = "challenge_mismatch"


class PreviousProofMissing(ProofInvalid):
    """The proof builds on another proof that the document does not have."""

    code = "previous_proof_missing"


class ProofContextMismatch(ProofInvalid):
    """The proof brings a ``@context`` of its own that the document does not start with."""

    code = "proof_context_mismatch"


class WrongKeyType(ProofInvalid):
    """The key is of another kind than the algorithm of the proof works with."""

    code = "wrong_key_type"


class SignatureMismatch(ProofInvalid):
    """The signature was not made over this document with this key."""

    code = "signature_mismatch"
