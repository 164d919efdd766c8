"""The cryptosuite ecdsa-jcs-2019: canonical JSON, and ECDSA with P-256 and SHA-256 or P-384 and SHA-384.

Spec: Data Integrity ECDSA Cryptosuites 1.0 §3.3.
"""

from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.jcs_suite import JcsSuite

ECDSA_JCS_2019: Final = JcsSuite(name="ecdsa-jcs-2019", key_types=frozenset({KeyType.P256, KeyType.P384}))
