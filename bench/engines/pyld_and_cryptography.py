"""What one writes in an afternoon: PyLD for the canonical form, and cryptography for the signature."""

import hashlib
from typing import Any

import orjson
from pyld import jsonld

from bench.engines.serving import Task, serve
from bench.engines.setting import CREATED, METHOD, PRIVATE_KEY, context_documents
from credentials.identifiers.multiformats import multibase_decode, multibase_encode

_CONTEXTS = context_documents()
_PUBLIC_KEY = PRIVATE_KEY.public_key()


def _load(url: str, _options: object) -> dict[str, Any]:
    # The tag makes it keep what it made of the context; without it, it is slower still.
    return {"contextUrl": None, "documentUrl": url, "document": _CONTEXTS[url], "tag": "static"}


def _hash(document: dict[str, Any]) -> bytes:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()


def issue(badge: dict[str, Any]) -> bytes:
    """Sign one badge."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": CREATED.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    }
    signature = PRIVATE_KEY.sign(_hash({"@context": badge["@context"], **proof}) + _hash(badge))
    return orjson.dumps({**badge, "proof": [{**proof, "proofValue": multibase_encode(signature)}]})


def verify(data: bytes) -> None:
    """Verify the proof of one badge, and nothing else."""
    badge = orjson.loads(data)
    proof = badge.pop("proof")
    proof = proof[0] if isinstance(proof, list) else proof
    signature = multibase_decode(proof.pop("proofValue"), "z")
    _PUBLIC_KEY.verify(signature, _hash({"@context": badge["@context"], **proof}) + _hash(badge))


def main() -> None:
    """Serve the tasks."""
    serve({"issue": Task(orjson.loads, issue), "verify": Task(bytes.strip, verify)})


if __name__ == "__main__":
    main()
