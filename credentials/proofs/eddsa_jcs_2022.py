"""The cryptosuite eddsa-jcs-2022: canonical JSON, SHA-256, Ed25519.

Spec: Data Integrity EdDSA Cryptosuites 1.0 §3.3.
"""

from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.jcs_suite import JcsSuite

EDDSA_JCS_2022: Final = JcsSuite(name="eddsa-jcs-2022", key_types=frozenset({KeyType.ED25519}))
