"""Signing many credentials that differ in some strings only, all at one moment with one key.

The outcome is what ``add_proof`` gives; the work that is the same each time is done once.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from credentials.date_time_stamp import format_date_time_stamp
from credentials.errors import CredentialError
from credentials.identifiers.multikey import KeyType
from credentials.jsonld.canonical.n_degree import HashName
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.parsing import JsonObject
from credentials.proofs.cryptosuite import HASH_OF_KEY, digest, encode_proof_value
from credentials.proofs.eddsa_rdfc_2022 import EDDSA_RDFC_2022
from credentials.proofs.rdfc_suite import hash_of_configuration
from credentials.proofs.signing import Signer

_HASH: Final[HashName] = HASH_OF_KEY[KeyType.ED25519]


class BatchSigner:
    """Signs the documents of a template with eddsa-rdfc-2022."""

    def __init__(
        self,
        template: CredentialTemplate,
        signer: Signer,
        *,
        created: datetime,
        proof_purpose: str = "assertionMethod",
    ) -> None:
        """Prepare the proof.

        Args:
            template: What the documents have in common.
            signer: Signs with the key that ``signer.verification_method`` names.
            created: When the proofs are made; written in UTC, to the second.
            proof_purpose: For what.

        Raises:
            NotCanonicalizable: Something in the proof would not be signed.
            ValueError: ``created`` has no time zone, or the signer has no Ed25519 key.

        Spec: VC Data Integrity 1.0 §4.3; vc-di-eddsa §3.2.5 (proof configuration).
        """
        if signer.algorithm.key_type is not KeyType.ED25519:
            raise ValueError(f"{EDDSA_RDFC_2022.name} does not sign with {signer.algorithm}")
        self._template = template
        self._signer = signer
        self._proof: JsonObject = {
            **EDDSA_RDFC_2022.options_for(template.example),
            "created": format_date_time_stamp(created),
            "verificationMethod": signer.verification_method,
            "proofPurpose": proof_purpose,
        }
        try:
            self._configuration_hash = hash_of_configuration(
                template.example,
                self._proof,
                _HASH,
                contexts=template.contexts,
                limits=template.limits,
            )
        except CredentialError as error:
            error.pointer = f"/proof/0{error.pointer or ''}"
            raise

    def sign(self, values: Sequence[str]) -> bytes:
        """Return the document with these strings, signed, as JSON in UTF-8.

        Raises:
            NotCanonicalizable: Something in the document would not be signed.
            ValueError: There are too many strings or too few.

        Spec: vc-di-eddsa §3.2.3 (transformation), §3.2.4 (hashing), §3.2.6 (proof serialization).
        """
        document_hash = digest(self._template.canonical_bytes(values), _HASH)
        signature = self._signer.sign(self._configuration_hash + document_hash)
        return self._template.json_text(values, {**self._proof, "proofValue": encode_proof_value(signature)})
