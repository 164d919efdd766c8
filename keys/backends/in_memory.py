"""A key that exists as long as this process does, for examples and trials."""

from credentials.identifiers.multikey import KeyType
from keys.backends.local_signer import LocalSigner
from keys.backends.signing_key import new_signing_key, public_half


def ephemeral_did_key(key_type: KeyType = KeyType.ED25519) -> tuple[str, LocalSigner]:
    """Return a new did:key and what signs for it. The key is written nowhere.

    Whoever verifies needs nothing else to find the public key: it stands in the DID. So the
    signature says that one key made it, and nothing about whose key that is.

    Raises:
        KeyCustodyError: We do not sign with keys of ``key_type``.

    Spec: did:key v0.9 §3.1.
    """
    private_key = new_signing_key(key_type)
    multikey = public_half(private_key).to_multikey()
    did = f"did:key:{multikey}"
    return did, LocalSigner(f"{did}#{multikey}", private_key)
