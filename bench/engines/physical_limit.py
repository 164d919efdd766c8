"""The limit: what nobody can leave out. Ed25519, SHA-256 of the canonical form, base58, and the JSON.

The canonical forms are there before the time begins to run, and the fastest library at hand does
each part, so no engine for eddsa-rdfc-2022 that uses these libraries can be faster.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import orjson
from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair

from bench.engines.serving import Task, serve
from bench.engines.setting import PUBLIC_KEY, SEED
from credentials.identifiers.multiformats import multibase_decode, multibase_encode
from credentials.jsonld.engine import canonicalize
from credentials.parsing import JsonObject, JsonValue

_SIGNATURE_BYTES = 64
_SECRET_KEY = crypto_sign_seed_keypair(SEED)[1]


@dataclass(frozen=True, slots=True)
class Ready:
    """A signed badge with its canonical forms.

    Attributes:
        data: Its bytes.
        badge: The badge without its proof.
        proof: The proof without its value.
        canonical: The canonical form of the badge.
        canonical_proof: And of the proof.
    """

    data: bytes
    badge: JsonObject
    proof: JsonObject
    canonical: bytes
    canonical_proof: bytes

    def signed(self) -> bytes:
        """Return the 64 bytes that are signed."""
        return sha256(self.canonical_proof).digest() + sha256(self.canonical).digest()


@cache  # the few badges of its file are canonicalized once, and no step that is timed remembers anything
def ready(line: bytes) -> Ready:
    """Prepare a signed badge."""
    badge = orjson.loads(line)
    proof = _the_one(badge.pop("proof"))
    del proof["proofValue"]
    canonical_proof = canonicalize({"@context": badge["@context"], **proof}).encode()
    return Ready(line.strip(), badge, proof, canonicalize(badge).encode(), canonical_proof)


def issue(one: Ready) -> bytes:
    """Sign, and write the signed badge."""
    signature = crypto_sign(one.signed(), _SECRET_KEY)[:_SIGNATURE_BYTES]
    return orjson.dumps({**one.badge, "proof": [{**one.proof, "proofValue": multibase_encode(signature)}]})


def verify(one: Ready) -> None:
    """Read the signed badge, and verify the signature."""
    badge = orjson.loads(one.data)
    crypto_sign_open(
        multibase_decode(str(_the_one(badge["proof"])["proofValue"]), "z") + one.signed(), PUBLIC_KEY.raw
    )


def _the_one(proof: JsonValue) -> JsonObject:
    """Return the proof. Some write an array of one, some only the one."""
    one = proof[0] if isinstance(proof, list) else proof
    if not isinstance(one, dict):
        raise TypeError(proof)
    return one


def main() -> None:
    """Serve the tasks; both go through a file of signed badges."""
    serve({"issue": Task(ready, issue), "verify": Task(ready, verify)})


if __name__ == "__main__":
    main()
