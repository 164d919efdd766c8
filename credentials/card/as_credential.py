"""What a card says, in the places where a credential says it.

So everything that reads credentials reads cards. It is no credential: it has no context and no proof,
and says nothing of what a card leaves out.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from credentials.achievement.alignment_types import WORDS, AlignmentType
from credentials.achievement.european_vocabularies import NLQF_LEVELS
from credentials.achievement.instruments import INSTRUMENT_OF_CARD
from credentials.achievement.written_forms import format_day, format_moment
from credentials.card.values import Card, CardPlace
from credentials.parsing import JsonObject, JsonValue
from credentials.recognized_entity import RecognizedEntity
from credentials.status.status_entry import BITSTRING_STATUS_LIST_ENTRY, StatusPurpose

_WORDS: Final = WORDS["nl"]


def as_credential(
    card: Card, school: RecognizedEntity | None, *, status_lists: Mapping[str, str]
) -> JsonObject:
    """Return what a card says as the members of a credential.

    Args:
        card: The card.
        school: Whose it is, as the trust list has it, or None when that is not known. A card names no
            school but by its number, so the name is that on the list.
        status_lists: The address of the status list by purpose, of those that are known.
    """
    identities: list[JsonValue] = [_name(card.name)] if card.name is not None else []
    document: JsonObject = {
        "id": card.credential_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": card.title,
        "issuer": _issuer(card, school),
        "validFrom": format_moment(card.issued_at),
        "awardedDate": format_day(card.awarded_on),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": identities,
            "achievement": _achievement(card),
        },
    }
    if card.valid_until is not None:
        document["validUntil"] = format_moment(card.valid_until)
    entries: list[JsonValue] = [*_status(card, status_lists)]
    if entries:
        document["credentialStatus"] = entries
    return document


def _issuer(card: Card, school: RecognizedEntity | None) -> JsonObject:
    issuer: JsonObject = {"type": ["Profile"]}
    if school is not None:
        issuer |= {"id": school.id, "name": school.name}
    elif card.brin is None:
        issuer["id"] = card.school
    if card.brin is not None:
        issuer["otherIdentifier"] = [
            {"type": "IdentifierEntry", "identifierType": "ext:BRIN", "identifier": card.brin}
        ]
    return issuer


def _name(name: str) -> JsonObject:
    return {"type": "IdentityObject", "hashed": False, "identityType": "name", "identityHash": name}


def _achievement(card: Card) -> JsonObject:
    achievement: JsonObject = {"type": ["Achievement"], "name": card.title}
    instrument = INSTRUMENT_OF_CARD.get(card.instrument or 0)
    if instrument is not None:
        achievement |= {"achievementType": instrument.achievement_type, "tag": ["mbo", instrument.key]}
    alignments: list[JsonValue] = []
    if card.nlqf is not None:
        suffix = _WORDS["indicative"] if card.level_is_indicative else ""
        name = f"{_WORDS['nlqf']} {card.nlqf}{suffix}"
        alignments.append(_alignment(AlignmentType.NLQF, name, card.nlqf, NLQF_LEVELS[card.nlqf]))
    if card.study_load is not None:
        name, code = f"{card.study_load} {_WORDS['study_load']}", f"PT{card.study_load}H"
        alignments.append(_alignment(AlignmentType.STUDY_LOAD, name, code, None))
    return achievement | ({"alignment": alignments} if alignments else {})


def _alignment(kind: AlignmentType, name: str, code: str, url: str | None) -> JsonObject:
    alignment: JsonObject = {
        "type": ["Alignment"],
        "targetType": kind.value,
        "targetName": name,
        "targetCode": code,
    }
    return alignment | ({"targetUrl": url} if url is not None else {})


def _status(card: Card, status_lists: Mapping[str, str]) -> Iterator[JsonObject]:
    for purpose, place in places_of(card).items():
        if purpose in status_lists:
            url = status_lists[purpose]
            yield {
                "id": f"{url}#{place.index}",
                "type": BITSTRING_STATUS_LIST_ENTRY,
                "statusPurpose": purpose,
                "statusListIndex": str(place.index),
                "statusListCredential": url,
            }


def places_of(card: Card) -> dict[str, CardPlace]:
    """Return the places in status lists that a card names, by purpose."""
    places = {
        StatusPurpose.REVOCATION.value: card.revocation,
        StatusPurpose.SUSPENSION.value: card.suspension,
    }
    return {purpose: place for purpose, place in places.items() if place is not None}
