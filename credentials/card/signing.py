"""From an award to its signed card."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.language_map import text_in
from credentials.achievement.model import Award, StudyLoad
from credentials.card.claims import write_claims
from credentials.card.envelope import MAX_CARD_BYTES, key_id_of, to_be_signed, write_envelope
from credentials.card.errors import CardNotMakeable
from credentials.card.fitting import cut, fitted
from credentials.card.status_lists import place_of
from credentials.card.text_rules import MAX_TEXT_BYTES, tidied
from credentials.card.values import Card, CardPlace
from credentials.identifiers.multikey import KeyType, PublicKey
from credentials.proofs.signing import Signer
from credentials.status.status_entry import StatusPurpose

_ENVELOPE_BYTES = 85  # all of a card but its payload


class CardSigner:
    """Signs cards with the card key of a school.

    Args:
        signer: Signs with that key.
        public_key: Its public half.

    Raises:
        ValueError: It is no Ed25519 key.
    """

    def __init__(self, signer: Signer, public_key: PublicKey) -> None:
        if public_key.key_type is not KeyType.ED25519 or signer.algorithm.key_type is not KeyType.ED25519:
            raise ValueError("cards are signed with an Ed25519 key")
        self._signer = signer
        self._key_id = key_id_of(public_key)

    def sign(self, card: Card) -> bytes:
        """Return the signed card, with its name and title cut when they do not fit.

        Raises:
            CardClaimsMalformed: A value has no place on a card.
            CardNotMakeable: It does not fit, whatever is cut.

        Spec: RFC 9052 §4.4.
        """
        payload = write_claims(card)
        too_many = _ENVELOPE_BYTES + len(payload) - MAX_CARD_BYTES
        if too_many > 0:
            payload = write_claims(_cut(card, too_many))
        signature = self._signer.sign(to_be_signed(self._key_id, payload))
        return write_envelope(self._key_id, payload, signature)


def card_of(award: Award, digest: bytes) -> Card:
    """Return what a card says of an award.

    Args:
        award: What was awarded.
        digest: Of the credential; see :mod:`credentials.card.digest`.

    Raises:
        CardNotMakeable: A place in a status list has no number that a card can have.
    """
    module = award.module
    return Card(
        school=award.issuer.brin or award.issuer.id,
        credential_id=award.credential_id,
        name=_text(award.recipient.name) or None,
        title=_title(text_in(module.title, award.language)),
        digest=digest,
        issued_at=_whole_seconds(award.valid_from),
        valid_until=_whole_seconds(award.valid_until) if award.valid_until is not None else None,
        awarded_on=award.awarded_on,
        nlqf=module.level.nlqf,
        level_is_indicative=not module.level.officially_set,
        study_load=_hours(module.study_load),
        revocation=_place(award, StatusPurpose.REVOCATION),
        suspension=_place(award, StatusPurpose.SUSPENSION),
        instrument=INSTRUMENTS[module.instrument].card_number,
    )


def _cut(card: Card, too_many: int) -> Card:
    room = len((card.name or "").encode()) + len(card.title.encode()) - too_many
    name, title = fitted(card.name, card.title, room=room)
    return replace(card, name=name, title=title)


def _text(text: str) -> str:
    return cut(tidied(text), MAX_TEXT_BYTES)


_title = lru_cache(maxsize=64)(_text)  # a class has one


def _place(award: Award, purpose: StatusPurpose) -> CardPlace | None:
    entries = [entry for entry in award.status if entry.status_purpose == purpose]
    if not entries:
        return None
    place = place_of(entries[0].status_list_credential, entries[0].status_list_index, purpose=purpose)
    # A card without it would go on saying "in force" after the credential was revoked.
    if place is None or len(entries) > 1:
        raise CardNotMakeable("the status list has no number", pointer=f"/{purpose}")
    return place


def _hours(study_load: StudyLoad | None) -> int | None:
    return study_load.value if study_load is not None and study_load.unit == "SBU" else None


def _whole_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
