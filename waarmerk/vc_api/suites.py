"""The suites that can be asked for in a path, each with a key that lives as long as the door is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from credentials.identifiers.multikey import KeyType
from credentials.proofs.cryptosuites import CRYPTOSUITES
from credentials.proofs.jcs_suite import JcsSuite
from credentials.proofs.signing import Signer
from keys.backends.in_memory import ephemeral_did_key

STATUS: Final = "status"


@dataclass(frozen=True, slots=True)
class Suite:
    """How credentials are signed that are asked for under one path.

    Attributes:
        cryptosuite: The Data Integrity suite.
        key_type: The key.
        with_status: Whether a credential gets an entry in a status list.
    """

    cryptosuite: str
    key_type: KeyType
    with_status: bool = False

    @property
    def signs_json(self) -> bool:
        """Whether the signature is over canonical JSON, and not over RDF."""
        return isinstance(CRYPTOSUITES[self.cryptosuite], JcsSuite)


SUITES: Final[Mapping[str, Suite]] = MappingProxyType(
    {
        "eddsa-rdfc-2022": Suite("eddsa-rdfc-2022", KeyType.ED25519),
        "eddsa-jcs-2022": Suite("eddsa-jcs-2022", KeyType.ED25519),
        "ecdsa-rdfc-2019-p256": Suite("ecdsa-rdfc-2019", KeyType.P256),
        "ecdsa-rdfc-2019-p384": Suite("ecdsa-rdfc-2019", KeyType.P384),
        "ecdsa-jcs-2019-p256": Suite("ecdsa-jcs-2019", KeyType.P256),
        "ecdsa-jcs-2019-p384": Suite("ecdsa-jcs-2019", KeyType.P384),
        STATUS: Suite("eddsa-rdfc-2022", KeyType.ED25519, with_status=True),
    }
)
"""By the name in the path."""


class EphemeralKeys:
    """One key of each type, made when it is first needed, written nowhere."""

    @cached_property
    def _of_type(self) -> dict[KeyType, tuple[str, Signer]]:
        return {
            key_type: ephemeral_did_key(key_type)
            for key_type in {suite.key_type for suite in SUITES.values()}
        }

    def did(self, suite: Suite) -> str:
        """Return who signs with a suite: a did:key."""
        return self._of_type[suite.key_type][0]

    def signer(self, suite: Suite) -> Signer:
        """Return what signs with a suite."""
        return self._of_type[suite.key_type][1]
