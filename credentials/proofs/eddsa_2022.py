"""The cryptosuite eddsa-2022, which we verify and do not make: an earlier name of eddsa-rdfc-2022.

Badges were signed under it while the suites were being written. The proof goes on to say which
name it was made under, since that is signed.

Spec: Data Integrity EdDSA Cryptosuites 1.0 §3.2, under the name of its working drafts.
"""

from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.rdfc_suite import RdfcSuite

EDDSA_2022: Final = RdfcSuite(name="eddsa-2022", key_types=frozenset({KeyType.ED25519}))
