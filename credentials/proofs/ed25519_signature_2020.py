"""The older proof type Ed25519Signature2020, which we verify and do not make.

It is hashed and signed as eddsa-rdfc-2022 is, has no ``cryptosuite``, and has its own context,
``https://w3id.org/security/suites/ed25519-2020/v1``, without which its type is undefined.

Spec: Data Integrity EdDSA Cryptosuites 1.0 appendix A.2.
"""

from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.rdfc_suite import RdfcSuite

ED25519_SIGNATURE_2020: Final = RdfcSuite(
    name="Ed25519Signature2020",
    key_types=frozenset({KeyType.ED25519}),
    proof_type="Ed25519Signature2020",
)
