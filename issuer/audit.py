"""Every signature leaves a line in the audit trail: there is no other way to sign here."""

import hashlib
from dataclasses import dataclass, field

from credentials.proofs.signing import SignatureAlgorithm, Signer
from issuer.ports.audit import AuditEntry, AuditTrail
from issuer.ports.clock_and_chance import Clock

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

    def audited(self, signer: Signer, *, purpose: str, subject: str = "") -> "AuditedSigner":
        """Return a signer that notes what it signs.

        Args:
            signer: The key.
            purpose: What the signature is for, such as "credential".
            subject: Id of the credential, or URL of the list, that is signed first.
        """
        return AuditedSigner(signer, self, purpose, subject)

    def take(self) -> tuple[AuditEntry, ...]:
        """Return what was gathered so far, once."""
        entries, self.entries = self.entries, []
        return tuple(entries)

    def write_to(self, trail: AuditTrail) -> None:
        """Write what was gathered so far, once."""
        trail.record_all(self.take())


class AuditedSigner:
    """A signer that notes every signature before it gives it away.

    Attributes:
        subject: Id of the credential, or URL of the list, that is signed next.
    """

    def __init__(self, signer: Signer, log: SignatureLog, purpose: str, subject: str) -> None:
        self.subject = subject
        self._signer = signer
        self._log = log
        self._purpose = purpose

    def __repr__(self) -> str:
        return f"<audited {self._signer!r}>"

    @property
    def verification_method(self) -> str:
        """DID URL of the public half."""
        return self._signer.verification_method

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """How :meth:`sign` signs."""
        return self._signer.algorithm

    def sign(self, data: bytes) -> bytes:
        """Note the signature, and return it."""
        self._log.entries.append(
            AuditEntry(
                at=self._log.clock(),
                actor=self._log.actor,
                action=SIGNATURE,
                subject=self.subject,
                details={
                    "purpose": self._purpose,
                    "verification_method": self._signer.verification_method,
                    "algorithm": self._signer.algorithm.value,
                    "sha256": hashlib.sha256(data).hexdigest(),
                },
            )
        )
        return self._signer.sign(data)
