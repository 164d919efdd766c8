"""From a proposal to the award that its credential will say: the same when it is signed as when it was asked.

What others sign before the school does is about this very content, so there is one way to make it.
"""

from datetime import UTC, date, datetime
from typing import Final

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Issuer, Module, Recipient
from credentials.endorsement.content import content_of_credential
from credentials.parsing import JsonObject
from issuer.domain.awards import ProposedAward
from issuer.domain.issued import months_later

# Neither dates nor hashed identifiers are part of what others sign, so any will do.
_ANY_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_ANY_SALT: Final = "-"


def award_to_build(
    proposal: ProposedAward,
    module: Module,
    issuer: Issuer,
    *,
    credential_id: str,
    awarded_on: date,
    at: datetime,
    salt: str,
    decision_number: str | None = None,
) -> Award:
    """Return the award, without a place in a status list and without endorsements.

    Args:
        proposal: What was proposed; it has not been erased.
        module: The version that it is about.
        issuer: The school.
        credential_id: ``urn:uuid:…``.
        awarded_on: The day of the decision.
        at: The moment of signing.
        salt: For the address, if there is one.
        decision_number: The board's number, if the school wants it public. Nobody else signs it.
    """
    months = module.valid_for_months
    return Award(
        credential_id=credential_id,
        issuer=issuer,
        module=module,
        recipient=Recipient(
            name=proposal.recipient_name,
            email=proposal.recipient_email,
            email_salt=salt if proposal.recipient_email else None,
        ),
        language=proposal.language,
        awarded_on=awarded_on,
        valid_from=at,
        valid_until=None if months is None else months_later(at, months),
        activity_start=proposal.activity_start,
        activity_end=proposal.activity_end,
        results=proposal.results,
        replaces=proposal.replaces,
        decision_number=decision_number,
        provider=proposal.provider,
        evidence=proposal.evidence,
    )


def endorsed_content(
    proposal: ProposedAward, module: Module, issuer: Issuer, credential_id: str
) -> JsonObject:
    """Return what others sign about an award, under the id that is reserved for its credential."""
    award = award_to_build(
        proposal,
        module,
        issuer,
        credential_id=credential_id,
        awarded_on=_ANY_DAY.date(),
        at=_ANY_DAY,
        salt=_ANY_SALT,
    )
    return content_of_credential(build_open_badge(award))
