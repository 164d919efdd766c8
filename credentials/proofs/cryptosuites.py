"""The cryptosuites that there are. A new one is one file, and one entry here."""

from collections.abc import Mapping
from typing import Final

from credentials.parsing import JsonObject
from credentials.proofs.cryptosuite import DATA_INTEGRITY_PROOF, Cryptosuite
from credentials.proofs.ecdsa_jcs_2019 import ECDSA_JCS_2019
from credentials.proofs.ecdsa_rdfc_2019 import ECDSA_RDFC_2019
from credentials.proofs.ed25519_signature_2020 import ED25519_SIGNATURE_2020
from credentials.proofs.eddsa_2022 import EDDSA_2022
from credentials.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from credentials.proofs.eddsa_rdfc_2022 import EDDSA_RDFC_2022
from credentials.proofs.errors import UnsupportedCryptosuite
from credentials.proofs.proof_members import text

DEFAULT_CRYPTOSUITE: Final = EDDSA_RDFC_2022.name

CRYPTOSUITES: Final[Mapping[str, Cryptosuite]] = {
    suite.name: suite for suite in (EDDSA_RDFC_2022, EDDSA_JCS_2022, ECDSA_RDFC_2019, ECDSA_JCS_2019)
}
"""The suites that we sign and verify with, by the value of ``cryptosuite``."""

_VERIFIED: Final[Mapping[str, Cryptosuite]] = {**CRYPTOSUITES, EDDSA_2022.name: EDDSA_2022}
_OLDER_TYPES: Final[Mapping[str, Cryptosuite]] = {ED25519_SIGNATURE_2020.proof_type: ED25519_SIGNATURE_2020}


def suite_of(proof: JsonObject, pointer: str) -> Cryptosuite:
    """Return the suite that a proof is of.

    Args:
        proof: The proof.
        pointer: Where it stands in its document.

    Raises:
        ProofMalformed: It does not say.
        UnsupportedCryptosuite: Its ``type`` or ``cryptosuite`` is not implemented.

    Spec: VC Data Integrity 1.0 §2.1 (type, cryptosuite), §4.4 step 4.
    """
    proof_type = text(proof, "type", pointer)
    if proof_type != DATA_INTEGRITY_PROOF:
        older = _OLDER_TYPES.get(proof_type)
        if older is None:
            raise UnsupportedCryptosuite(proof_type, pointer=f"{pointer}/type")
        return older
    name = text(proof, "cryptosuite", pointer)
    suite = _VERIFIED.get(name)
    if suite is None:
        raise UnsupportedCryptosuite(name, pointer=f"{pointer}/cryptosuite")
    return suite
