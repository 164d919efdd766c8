"""A key that exists as long as this process does, for examples and trials."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from credentials.identifiers.multikey import KeyType, PublicKey
from keys.backends.local_signer import LocalSigner


def ephemeral_did_key() -> tuple[str, LocalSigner]:
    """Return a new did:key and what signs for it. The key is written nowhere.

    Whoever verifies needs nothing else to find the public key: it stands in the DID. So the
    signature says that one key made it, and nothing about whose key that is.

    Spec: did:key v0.9 §3.1.
    """
    private_key = Ed25519PrivateKey.generate()
    public_key = PublicKey(key_type=KeyType.ED25519, raw=private_key.public_key().public_bytes_raw())
    multikey = public_key.to_multikey()
    did = f"did:key:{multikey}"
    return did, LocalSigner(f"{did}#{multikey}", private_key)
