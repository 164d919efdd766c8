"""The suites that sign a document as JSON: canonical JSON, hashed.

Such a signature covers every member, whatever it means, so that the rules for RDF are not what
protects it. Whether the document is JSON-LD in which nothing is lost is asked elsewhere. One thing
stays open: contexts that somebody put behind the signed ones, which the suites let pass. They may
say nothing about the document here.

Spec: Data Integrity EdDSA Cryptosuites 1.0 §3.3; Data Integrity ECDSA Cryptosuites 1.0 §3.3.
"""

from dataclasses import dataclass

from contexts import ContextLoader
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.jsonld.writing.jcs import NotCanonicalJSON, canonicalize_json
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.cryptosuite import DATA_INTEGRITY_PROOF, HASH_OF_KEY, digest
from credentials.proofs.errors import ProofContextMismatch


@dataclass(frozen=True, slots=True, kw_only=True)
class JcsSuite:
    """A cryptosuite that hashes canonical JSON; implements ``cryptosuite.Cryptosuite``.

    Attributes:
        name: As in the protocol.
        key_types: As in the protocol.
        proof_type: As in the protocol.
    """

    name: str
    key_types: frozenset[KeyType]
    proof_type: str = DATA_INTEGRITY_PROOF

    def options_for(self, document: JsonObject) -> JsonObject:
        """See the protocol; the proof keeps the contexts that it was made with.

        Spec: vc-di-eddsa §3.3.1 step 2, vc-di-ecdsa §3.3.1 step 2.
        """
        options: JsonObject = {"type": self.proof_type, "cryptosuite": self.name}
        if "@context" in document:
            options["@context"] = document["@context"]
        return options

    def hash_data(
        self,
        document: JsonObject,
        proof_options: JsonObject,
        *,
        key_type: KeyType,
        proof_pointer: str = "/proof",
        contexts: ContextLoader,
        limits: Limits,
        configuration_hash: bytes | None = None,
    ) -> bytes:
        """Return the hash of the proof configuration and, behind it, that of the document.

        Raises:
            NotCanonicalizable: The document or the proof is not I-JSON.
            ProofContextMismatch: The document has contexts that the proof does not cover, and
                that give it another meaning. The caller has seen that the others agree.

        Spec: vc-di-eddsa §3.3.2 step 4, §3.3.3–3.3.5; vc-di-ecdsa likewise.
        """
        if "@context" in proof_options and document.get("@context") != proof_options["@context"]:
            signed = {**document, "@context": proof_options["@context"]}
            _refuse_meaning_added(signed, document, proof_pointer, contexts, limits)
            document = signed
        hash_name = HASH_OF_KEY[key_type]
        if configuration_hash is None:
            configuration = {name: value for name, value in proof_options.items() if name != "proofValue"}
            configuration_hash = _hash(configuration, hash_name, proof_pointer)
        return configuration_hash + _hash(document, hash_name, "")


def _refuse_meaning_added(
    signed: JsonObject, shown: JsonObject, proof_pointer: str, contexts: ContextLoader, limits: Limits
) -> None:
    try:
        same = _meaning(signed, contexts, limits) == _meaning(shown, contexts, limits)
    except NotCanonicalizable:
        same = False
    if not same:
        raise ProofContextMismatch(
            "the document has contexts that are not signed and add to what it says",
            pointer=f"{proof_pointer}/@context",
        )


def _meaning(document: JsonObject, contexts: ContextLoader, limits: Limits) -> str:
    # A later proof may well need one of the contexts that were added.
    without_proof = {name: value for name, value in document.items() if name != "proof"}
    return canonicalize(without_proof, contexts=contexts, limits=limits)


def _hash(value: JsonValue, hash_name: HashName, pointer: str) -> bytes:
    try:
        canonical = canonicalize_json(value)
    except NotCanonicalJSON as error:
        raise NotCanonicalizable(str(error), pointer=pointer) from error
    return digest(canonical, hash_name)
