"""The W3C test vectors of the ECDSA cryptosuites, verified and, up to the signature, reproduced.

They sign the document of the EdDSA vectors. ECDSA signatures differ each time, so it is the bytes
that are signed which are compared.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from contexts import ContextLoader
from credentials.identifiers.multikey import PublicKey
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, parse
from credentials.proofs.cryptosuites import CRYPTOSUITES
from credentials.proofs.data_integrity import verify_proof
from credentials.proofs.errors import SignatureMismatch
from tests.contexts_for_tests import contexts_with_examples
from tests.paths import vectors

AT = datetime(2026, 9, 1, tzinfo=UTC)
P256 = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
P384 = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"


@dataclass(frozen=True)
class Published:
    """What vc-di-ecdsa appendix A publishes of one signature: sections A.1, A.3, A.5 and A.6."""

    cryptosuite: str
    key: str
    proof_value: str
    signed_bytes: str | None = None

    def __str__(self) -> str:
        return f"{self.cryptosuite} {self.key[:4]}"

    @property
    def public_key(self) -> PublicKey:
        return PublicKey.from_multikey(self.key)

    @property
    def options(self) -> JsonObject:
        return {
            "type": "DataIntegrityProof",
            "cryptosuite": self.cryptosuite,
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": f"did:key:{self.key}#{self.key}",
            "proofPurpose": "assertionMethod",
        }

    @property
    def proof(self) -> JsonObject:
        return {**self.options, "proofValue": self.proof_value}


PUBLISHED = [
    Published(
        "ecdsa-rdfc-2019",
        P256,
        "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw",
        "3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e"
        "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017",
    ),
    Published(
        "ecdsa-rdfc-2019",
        P384,
        "z967Mvv5bxtmLNqTzPZ8KmJjFmFXaAKeQNzq7GWnQkMcLtaGSSmuozE5WtJ8PipMe178B1tE28K1vsJur9bGVJhz6jgSJsRH"
        "FSQeqgH8hhjcg8gZDFJC1b9FsR5ggNmDBqHv",
        "e32805a26492eac777aa7a138f6d8da3c74e0c7be7b296dcaccf97420c3b92eaad7be6449ca565e165031567f5c7cbc1"
        "8bf6e01df72c5b62f91b685231915ac4b8c58ea95f002c6b8f6bfafa1b251df476b56b8e01518e317dab099d3ecbff96",
    ),
    Published(
        "ecdsa-jcs-2019",
        P256,
        "zq6PrUMCtqY5obCSsrQxuFJdGffCDxvFuopdZiBPUBRTFEs1VVsBZi8YiEwVWgHYrXxoV93gBHqGDBtQLPFxpZxz",
    ),
    Published(
        "ecdsa-jcs-2019",
        P384,
        "zR3krc7pt9Dpn1PY2u8HWPePggtzAG2SuH2ZGNrzw8Ku3QrFLWgDTjS5mCWy65ShixJEtpMwfviAFfh5xTgd5FGN1sSbpPJ5"
        "djqSZQLqQkY8KLBPNswuqKtq3bS8f9vEHm8w",
    ),
]


@pytest.fixture(scope="module")
def contexts() -> ContextLoader:
    return contexts_with_examples()


@pytest.fixture
def document() -> JsonObject:
    return parse((vectors("vc-di-eddsa") / "unsigned.json").read_bytes()).unverified


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
class TestPublished:
    def test_it_verifies(self, published: Published, document: JsonObject, contexts: ContextLoader) -> None:
        signed = {**document, "proof": published.proof}
        verify_proof(signed, published.proof, published.public_key, at=AT, contexts=contexts)

    def test_another_document_does_not(
        self, published: Published, document: JsonObject, contexts: ContextLoader
    ) -> None:
        signed = {**document, "name": "Another Credential", "proof": published.proof}
        with pytest.raises(SignatureMismatch):
            verify_proof(signed, published.proof, published.public_key, at=AT, contexts=contexts)

    def test_what_is_signed(
        self, published: Published, document: JsonObject, contexts: ContextLoader
    ) -> None:
        data = CRYPTOSUITES[published.cryptosuite].hash_data(
            document,
            published.options,
            key_type=published.public_key.key_type,
            proof_pointer="/proof",
            contexts=contexts,
            limits=DEFAULT_LIMITS,
        )
        assert len(data) == (64 if published.key == P256 else 96)
        assert published.signed_bytes in (None, data.hex())
