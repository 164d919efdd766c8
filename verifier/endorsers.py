"""Who endorsed a credential or its module, and what is known about them.

Spec: requirements F22 ("2 van 2 handtekeningen"), G06, D08, C08.
"""

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.endorsement.reading import EndorsementContent
from credentials.endorsement.roles import Role
from credentials.identifiers.multikey import PublicKey
from credentials.parsing import JsonObject
from credentials.recognized_entity import TrustList
from verifier.checks.issuer_trust import check_issuer_trust
from verifier.claimed_instruments import claimed_instruments
from verifier.members import inner, issuer_id
from verifier.result import CheckStatus

INSTRUMENT_MEMBERS: Final = frozenset({"achievementType", "description", "tag"})
"""The members that tell who has to sign: see :func:`required_signers`."""

_ACHIEVEMENT: Final = "/achievement/endorsement"


class Endorsed(enum.StrEnum):
    """What somebody endorsed, by where the endorsement stands."""

    CREDENTIAL = "credential"
    ACHIEVEMENT = "achievement"
    OTHER = "other"
    """The issuer, another endorsement, or anything else in the credential."""


class Standing(enum.StrEnum):
    """What is known about an endorser, apart from the signature."""

    ISSUER = "issuer"
    """It is the issuer of the credential itself."""
    LISTED = "listed"
    """It is on the trust list, then and now."""
    PUBLISHED = "published"
    """It publishes its key at an address on the internet. Whose address that is, nobody confirmed."""
    SELF_NAMED = "self_named"
    """It is a key that calls itself by a name. Nobody else confirmed that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorserOutcome:
    """One endorsement, who it is by, and whether it holds.

    Attributes:
        pointer: Where it stands.
        endorsed: What it is about.
        status: PASSED if the endorsement is genuine, timely, and about what carries it.
        content: What it says. The issuer of the credential signed that it says so; the endorser did only
            if the endorsement holds.
        standing: What is known about the endorser.
        listed_as: Its name on the trust list, or None.
        trust_list: The name of the list, or None.
        signed_with: Its keys that signed it; none unless that holds.
    """

    pointer: str
    endorsed: Endorsed
    status: CheckStatus
    content: EndorsementContent
    standing: Standing
    listed_as: str | None = None
    trust_list: str | None = None
    signed_with: frozenset[PublicKey] = frozenset()

    @property
    def role(self) -> str | None:
        """As what it endorses; a school does not say so of its own hallmark."""
        if self.content.role is None and self.standing is Standing.ISSUER:
            return Role.SCHOOL.value
        return self.content.role


def endorser_outcome(
    endorsement: JsonObject,
    content: EndorsementContent,
    *,
    pointer: str,
    status: CheckStatus,
    signed_with: frozenset[PublicKey],
    issuer: str | None,
    issuer_keys: frozenset[PublicKey],
    trust_list: TrustList | None,
    at: datetime,
) -> EndorserOutcome:
    """Return who is behind an endorsement.

    Args:
        endorsement: The endorsement.
        content: What it says.
        pointer: Where it stands.
        status: Whether it holds.
        signed_with: The keys of the endorser that signed it.
        issuer: Of the credential around it.
        issuer_keys: The keys that are known to be the issuer's.
        trust_list: Whom the verifier goes by.
        at: The moment to take as "now".
    """
    standing, listed_as, list_name = Standing.SELF_NAMED, None, None
    endorser = issuer_id(endorsement)
    trust = check_issuer_trust(endorsement, trust_list=trust_list, at=at)
    # Anyone can write the name of a school above a signature that is not hers.
    if status is CheckStatus.PASSED and trust.status is CheckStatus.PASSED and not trust.findings:
        standing = Standing.LISTED
        listed_as, list_name = trust.evidence["issuer_name"], trust.evidence["trust_list"]
    elif endorser is not None and not endorser.startswith("did:key:"):
        standing = Standing.PUBLISHED
    # Under another name it is the issuer all the same.
    if (endorser is not None and endorser == issuer) or not issuer_keys.isdisjoint(signed_with):
        standing = Standing.ISSUER
    return EndorserOutcome(
        pointer=pointer,
        endorsed=_endorsed(pointer),
        status=status,
        content=content,
        standing=standing,
        listed_as=listed_as,
        trust_list=list_name,
        signed_with=signed_with,
    )


def required_signers(credential: JsonObject) -> tuple[str, ...]:
    """Return as what others have to sign a credential of this instrument, besides the school."""
    required: dict[str, None] = {}
    for subject in inner(credential, "credentialSubject"):
        for achievement in inner(subject, "achievement"):
            for instrument in claimed_instruments(achievement):
                required |= dict.fromkeys(signer.value for signer in instrument.signers)
    return tuple(required)


def _endorsed(pointer: str) -> Endorsed:
    owner = pointer.rstrip("0123456789").rstrip("/")
    if owner == "/endorsement" or owner == "/endorsementJwt":
        return Endorsed.CREDENTIAL
    place = owner.removesuffix("Jwt")
    if place.endswith(_ACHIEVEMENT) and place.count("/endorsement") == 1:
        return Endorsed.ACHIEVEMENT
    return Endorsed.OTHER
