"""Every signature leaves a line in the audit trail: there is no other way to sign here."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from credentials.proofs.signing import SignatureAlgorithm, Signer
from issuer.ports import AuditEntry, AuditTrail, Clock

SIGNATURE = "signature"


@dataclass(slots=True, kw_only=True)
class SignatureLog:
    """Gathers the signatures of one transaction, and writes them to the audit trail.

    They are gathered first because making a credential may fail after a signature was made: the
    rest of the work is then rolled back, but the signature was made and stays in the trail.
    """

    clock: Clock
    actor: str
    entries: list[AuditEntry] = field(default_factory=list)

    def audited(self, signer: Signer, *, subject: str, purpose: str) -> Signer:
        """Return a signer that notes what it signs.

        Args:
            signer: The key.
            subject: Id of the credential, or URL of the list, that is signed.
            purpose: What the signature is for, such as "credential".
        """
        return _AuditedSigner(signer, self, subject, purpose)

    def write_to(self, trail: AuditTrail) -> None:
        """Write what was gathered so far, once."""
        for entry in self._take():
            trail.record(entry)

    def _take(self) -> Iterator[AuditEntry]:
        entries, self.entries = self.entries, []
        yield from entries


class _AuditedSigner:
    """A signer that notes every signature before it gives it away."""

    def __init__(self, signer: Signer, log: SignatureLog, subject: str, purpose: str) -> None:
        self._signer = signer
        self._log = log
        self._subject = subject
        self._purpose = purpose

    def __repr__(self) -> str:
        return f"<audited {self._signer!r}>"

    @property
    def verification_method(self) -> str:
        return self._signer.verification_method

    @property
    def algorithm(self) -> SignatureAlgorithm:
        return self._signer.algorithm

    def sign(self, data: bytes) -> bytes:
        self._log.entries.append(
            AuditEntry(
                at=self._log.clock(),
                actor=self._log.actor,
                action=SIGNATURE,
                subject=self._subject,
                details={
                    "purpose": self._purpose,
                    "verification_method": self._signer.verification_method,
                    "algorithm": self._signer.algorithm.value,
                    "sha256": hashlib.sha256(data).hexdigest(),
                },
            )
        )
        return self._signer.sign(data)
