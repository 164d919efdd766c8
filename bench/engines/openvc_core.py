"""The peer openvc-core: its Data Integrity suite, with the one context that it does not carry."""

from dataclasses import dataclass
from typing import Any

import orjson
from openvc.keys import Ed25519SigningKey
from openvc.proof.data_integrity import DataIntegrityProofSuite

from bench.engines.serving import Task, serve
from bench.engines.setting import CREATED, METHOD, NOW, PRIVATE_KEY, context_documents
from contexts import OB_3_0_3


@dataclass(frozen=True, slots=True)
class OpenVcCore:
    """Signs and verifies as its documentation shows; the key is at hand, so nothing is resolved."""

    suite: DataIntegrityProofSuite
    key: Ed25519SigningKey
    contexts: dict[str, Any]

    def issue(self, badge: dict[str, Any]) -> bytes:
        """Sign one badge."""
        return orjson.dumps(
            self.suite.add_proof(
                badge,
                signing_key=self.key,
                verification_method=METHOD,
                created=CREATED,
                extra_contexts=self.contexts,
            )
        )

    def verify(self, data: bytes) -> None:
        """Verify the proof of one badge, its purpose and its dates."""
        badge = orjson.loads(data)
        proof = badge["proof"]
        if isinstance(proof, list):  # an array of one means the same, and is not read by the peer
            badge["proof"] = proof[0]
        self.suite.verify(
            badge,
            public_key_jwk=self.key.public_jwk(),
            now=NOW,
            extra_contexts=self.contexts,
        )


def main() -> None:
    """Serve the tasks."""
    peer = OpenVcCore(
        DataIntegrityProofSuite(),
        Ed25519SigningKey(PRIVATE_KEY, METHOD),
        {OB_3_0_3: context_documents()[OB_3_0_3]},
    )
    serve({"issue": Task(orjson.loads, peer.issue), "verify": Task(bytes.strip, peer.verify)})


if __name__ == "__main__":
    main()
