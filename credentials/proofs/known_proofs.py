"""What was read from proofs that held, for others that say the same.

The proofs of an issuer differ in the signature, and mostly in nothing else but the second in which they
were made. What they say is read once, and so is it hashed once.

Nothing is kept before a proof has held, so that nobody can fill the memory without signing.
"""

from collections.abc import Hashable
from typing import Final, NamedTuple

import orjson

from contexts import ContextLoader
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.bounded_memory import BoundedMemory, Remembered
from credentials.jsonld.document_text import is_exact
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from credentials.proofs.cryptosuite import Cryptosuite
from credentials.proofs.cryptosuites import suite_of
from credentials.proofs.errors import ProofInvalid
from credentials.proofs.proof_claims import ProofClaims, check_proof_context, read_claims

_BYTES_OF_A_PROOF: Final = 1_000  # besides its text and what is read from it
_MAX_BYTES_OF_A_TEXT: Final = 4_000

_ONLY_JSON: Final = (
    orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS
)

_memory: Final = BoundedMemory(max_entries=512, max_bytes=1024 * 1024)
_known: Final[dict[Hashable, "KnownProof"]] = {}


class KnownProof(Remembered):
    """What is known of proofs that differ in ``proofValue`` only.

    Attributes:
        suite: The suite that they are of.
        claims: What they say about themselves.
    """

    __slots__ = ("_configuration_hash", "_key_type", "claims", "suite")

    def __init__(
        self,
        suite: Cryptosuite,
        claims: ProofClaims,
        configuration_hash: bytes,
        *,
        key_type: KeyType,
        size: int,
    ) -> None:
        super().__init__(size)
        self.suite = suite
        self.claims = claims
        self._configuration_hash = configuration_hash
        self._key_type = key_type

    def configuration_hash(self, key_type: KeyType) -> bytes | None:
        """Return the hash of the proof configuration, if it is known for such a key."""
        return self._configuration_hash if key_type is self._key_type else None


class ProofKey(NamedTuple):
    """By what a proof is known again.

    Attributes:
        text: All that the proof says but for its value, and the context of its document, as JSON.
        contexts: Where the documents of ``@context`` come from.
    """

    text: bytes
    contexts: ContextLoader


def key_of(
    document: JsonObject, options: JsonObject, contexts: ContextLoader, limits: Limits
) -> ProofKey | None:
    """Return by what a proof is known again, or None when nothing is to be known of it.

    Args:
        document: The document that the proof is for; its context tells what the proof means.
        options: The proof without ``proofValue``.
        contexts: Where the documents of ``@context`` come from.
        limits: Nothing is kept under other limits than the usual ones.
    """
    if limits is not DEFAULT_LIMITS:
        return None
    try:
        text = orjson.dumps((options, document.get("@context")), option=_ONLY_JSON)
    except orjson.JSONEncodeError:  # no JSON
        return None
    return ProofKey(text, contexts)


def known_proof(key: ProofKey | None) -> KnownProof | None:
    """Return what is known of a proof."""
    known = None if key is None else _known.get(key)
    if known is not None:
        known.used = True
    return known


def keep_proof(
    key: ProofKey, document: JsonObject, options: JsonObject, *, key_type: KeyType, data: bytes
) -> None:
    """Keep what is read from a proof, if it is what :func:`known_proof` may be asked for.

    Args:
        key: By which it is known again.
        document: The document that it is for.
        options: The proof without ``proofValue``.
        key_type: What kind of key made it.
        data: What it is a signature over, which holds.
    """
    if len(key.text) > _MAX_BYTES_OF_A_TEXT or not is_exact(key.text):
        return
    try:
        suite = suite_of(options, "")
        claims = read_claims(options, "")
        check_proof_context(document, options, "")
    except ProofInvalid:  # one that was made, and that nobody will take
        return
    known = KnownProof(
        suite,
        claims,
        data[: len(data) // 2],
        key_type=key_type,
        size=_BYTES_OF_A_PROOF + 4 * len(key.text),
    )
    _memory.keep(_known, key, known)
