"""Is it about this person?"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from credentials.parsing import JsonObject
from verifier.codes import CheckId, Code
from verifier.members import objects, text
from verifier.result import NO_EVIDENCE, CheckResult, CheckStatus, Finding, worst

_NOT_ASKED: Final = CheckResult(
    check=CheckId.RECIPIENT, status=CheckStatus.NOT_APPLICABLE, evidence=NO_EVIDENCE
)
_IDENTITY_HASH: Final = re.compile(r"(md5|sha256)\$([0-9A-Fa-f]+)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecipient:
    """What the verifier knows about the person in front of it. It stays with the verifier.

    Attributes:
        name: As on an identity document, or None when it is not asked.
        email: Address, or None when it is not asked.
    """

    name: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)

    def asked(self) -> Iterator[tuple[str, str]]:
        """Yield (identityType, identifier) for what is asked."""
        if self.name is not None:
            yield "name", self.name
        if self.email is not None:
            yield "emailAddress", self.email


def check_recipient(credential: JsonObject, recipient: KnownRecipient | None) -> CheckResult:
    """Compare what the credential says of its recipient with who is known to be there.

    Everything that is asked must match one identity of the same type. A credential that holds no
    identity of that type leaves the question open. Whether the person is the holder of
    ``credentialSubject.id`` is not looked at: that needs a presentation, not a credential.

    Neither the report nor its evidence repeats what was asked.

    Args:
        credential: The credential.
        recipient: Who it should be about, or None when nobody asks.

    Spec: OB 3.0 "IdentityObject", "IdentityHash", "OpenBadgeCredential Verification", step 5.
    """
    if recipient is None:
        return _NOT_ASKED
    asked = tuple(recipient.asked())
    identities = [
        identity
        for _, subject in objects(credential, "credentialSubject")
        for _, identity in objects(subject, "identifier")
    ]
    findings: list[Finding] = []
    statuses: list[CheckStatus] = []
    for identity_type, identifier in asked:
        comparable = [one for one in identities if _is_comparable(one, identity_type)]
        if any(_matches(one, identity_type, identifier) for one in comparable):
            statuses.append(CheckStatus.PASSED)
            continue
        statuses.append(CheckStatus.FAILED if comparable else CheckStatus.INDETERMINATE)
        findings.append(
            Finding(
                code=Code.RECIPIENT_MISMATCH if comparable else Code.RECIPIENT_NOT_COMPARABLE,
                pointer="/credentialSubject/identifier",
                params={"identity_type": identity_type},
            )
        )
    return CheckResult(
        check=CheckId.RECIPIENT,
        status=worst(tuple(statuses)),
        findings=tuple(findings),
        evidence={"asked": ", ".join(identity_type for identity_type, _ in asked)} if asked else {},
    )


def _is_comparable(identity: JsonObject, identity_type: str) -> bool:
    if text(identity, "identityType") != identity_type:
        return False
    value = text(identity, "identityHash")
    if value is None:
        return False
    return identity.get("hashed") is not True or _IDENTITY_HASH.fullmatch(value) is not None


def _matches(identity: JsonObject, identity_type: str, identifier: str) -> bool:
    expected = text(identity, "identityHash") or ""
    if identity.get("hashed") is not True:
        return _same(_plain(expected), _plain(identifier))
    parts = _IDENTITY_HASH.fullmatch(expected)
    if parts is None:
        return False
    salt = text(identity, "salt") or ""
    # The hash is over the exact characters, so it cannot be compared without regard to case. An
    # address is typed in many ways: besides as typed, it is tried in the way most issuers keep it.
    spellings = [identifier]
    if identity_type == "emailAddress":
        spellings.append(identifier.strip().lower())
    return any(_same(_hash(parts[1], spelling + salt), parts[2].lower()) for spelling in spellings)


def _hash(algorithm: str, salted: str) -> str:
    data = salted.encode("utf-8", "surrogatepass")
    if algorithm == "md5":
        # OB 3.0 allows it. Nothing is protected by it here: a match is what the issuer wrote.
        return hashlib.md5(data, usedforsecurity=False).hexdigest()
    return hashlib.sha256(data).hexdigest()


def _plain(value: str) -> str:
    """Bring a name or address to one form: people type case, spaces and accents differently."""
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
