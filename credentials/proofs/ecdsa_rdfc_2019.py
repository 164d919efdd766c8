"""The cryptosuite ecdsa-rdfc-2019: canonical RDF, and ECDSA with P-256 and SHA-256 or P-384 and SHA-384.

Spec: Data Integrity ECDSA Cryptosuites 1.0 §3.2.
"""

from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.rdfc_suite import RdfcSuite

ECDSA_RDFC_2019: Final = RdfcSuite(name="ecdsa-rdfc-2019", key_types=frozenset({KeyType.P256, KeyType.P384}))
