"""From a credential to its card, when there is no more than the credential: for one that has no card yet."""

from datetime import UTC, datetime
from typing import Final

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.reading import read_open_badge
from credentials.card.digest import credential_digest
from credentials.card.errors import CardNotMakeable
from credentials.card.fitting import cut
from credentials.card.status_lists import place_of
from credentials.card.text_rules import MAX_TEXT_BYTES, tidied
from credentials.card.values import Card, CardPlace
from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.status.status_entry import StatusListEntry, StatusPurpose, parse_status_entries

_HOURS: Final = "SBU"
_HOURS_IN_WORDS: Final = " SBU "


def card_of_credential(credential: JsonObject, *, at: datetime) -> Card:
    """Return what a card says of a credential of ours.

    Args:
        credential: With or without proof.
        at: When the card is signed.

    Raises:
        CardNotMakeable: Something that a card must have is not there, or has no form on a card.
        NotCanonicalJSON: The credential is not I-JSON.
    """
    content = read_open_badge(credential)
    school = content.issuer_brin or content.issuer_id
    if not school or not content.credential_id or not content.title or content.awarded_on is None:
        raise CardNotMakeable("the credential lacks what a card says", pointer="")
    return Card(
        school=school,
        credential_id=content.credential_id,
        name=_text(content.recipient_name or "") or None,
        title=_text(content.title),
        digest=credential_digest(credential),
        issued_at=at.astimezone(UTC).replace(microsecond=0),
        valid_until=content.valid_until,
        awarded_on=content.awarded_on,
        nlqf=content.level.nlqf,
        level_is_indicative=content.level.indicative if content.level.nlqf else None,
        study_load=_hours(content),
        revocation=_place(credential, StatusPurpose.REVOCATION),
        suspension=_place(credential, StatusPurpose.SUSPENSION),
        instrument=content.instrument.card_number if content.instrument is not None else None,
    )


def _text(text: str) -> str:
    return cut(tidied(text), MAX_TEXT_BYTES)


def _hours(content: OpenBadgeContent) -> int | None:
    load = content.study_load
    # Hours of another kind are written in the same form, and told apart by the words alone.
    if load is None or load.unit != _HOURS or load.value is None or _HOURS_IN_WORDS not in f"{load.text} ":
        return None
    return int(load.value)


def _place(credential: JsonObject, purpose: StatusPurpose) -> CardPlace | None:
    try:
        entries = parse_status_entries(credential)
    except CredentialError as error:
        raise CardNotMakeable("the status cannot be read", pointer=f"/{purpose}") from error
    found = [one for one in entries if isinstance(one, StatusListEntry) and one.status_purpose == purpose]
    if not found:
        return None
    place = place_of(found[0].status_list_credential, found[0].status_list_index, purpose=purpose)
    # A card without it would go on saying "in force" after the credential was revoked.
    if place is None or len(found) > 1:
        raise CardNotMakeable("the status list has no number", pointer=f"/{purpose}")
    return place
