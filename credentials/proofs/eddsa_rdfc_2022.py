"""The cryptosuite eddsa-rdfc-2022: canonical RDF, SHA-256, Ed25519.

Spec: Data Integrity EdDSA Cryptosuites 1.0 §3.2.
"""

from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.rdfc_suite import RdfcSuite

EDDSA_RDFC_2022: Final = RdfcSuite(name="eddsa-rdfc-2022", key_types=frozenset({KeyType.ED25519}))
