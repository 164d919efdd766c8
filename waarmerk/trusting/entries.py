"""A school's entry in the table: out of what the school publishes, or out of what was typed.

A school's ``waarmerk trust-list`` says the most: its names, its keys with their periods, its status
lists. A ``did.json`` has its keys alone, without periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import parse_controlled_identifier_document
from credentials.limits import Limits
from credentials.parsing import JsonObject, parse
from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey
from credentials.trust_list import read_trust_list
from waarmerk.trusting.errors import TrustingError

_FILE_LIMITS: Final = Limits(max_bytes=1024 * 1024, max_nodes=20_000)
_SECOND: Final = timedelta(seconds=1)
_ASSERTION_METHOD: Final = "assertionMethod"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What was typed of a school; None and none where nothing was.

    Attributes:
        id: Its DID.
        name: As the public knows it.
        legal_name: As the law knows it.
        brin: Its BRIN.
        kvk: Its KvK number.
        url: Its home page.
        recognized_from: Since when it is recognised.
        recognized_until: Until when.
        instruments: What it may issue from ``recognized_from`` on, by instrument.
        achievement_types: The same, by type of achievement.
    """

    id: str | None = None
    name: str | None = None
    legal_name: str | None = None
    brin: str | None = None
    kvk: str | None = None
    url: str | None = None
    recognized_from: datetime | None = None
    recognized_until: datetime | None = None
    instruments: Sequence[str] = ()
    achievement_types: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a school says of itself in a file.

    Attributes:
        id: Its DID.
        entity: All of it, from a trust list of its own; None from a ``did.json``.
        document: The ``did.json``; None from a trust list.
    """

    id: str
    entity: RecognizedEntity | None = None
    document: JsonObject | None = None


def read_statement(path: Path) -> Stated:
    """Read what a school says of itself.

    Raises:
        TrustingError: It is neither a ``did.json`` nor a trust list with one school on it.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(_FILE_LIMITS.max_bytes + 1)
    try:
        document = parse(data, limits=_FILE_LIMITS).unverified
        if "credentialSubject" not in document:
            return Stated(id=parse_controlled_identifier_document(document).id, document=document)
        entities = read_trust_list(document).entities
    except CredentialError as error:
        raise TrustingError(
            "statement_wrong", file=path.name, reason=str(error), pointer=error.pointer or "/"
        ) from error
    if len(entities) != 1:
        raise TrustingError("statement_of_several", file=path.name, count=len(entities))
    return Stated(id=entities[0].id, entity=entities[0])


def new_entry(typed: Particulars, stated: Stated | None) -> RecognizedEntity:
    """Return the entry of a school that is not on the list yet; what was typed comes first.

    Raises:
        TrustingError: Its DID, name or first day is missing, or the file is of another DID.
    """
    school_id = _id(typed, stated)
    entity = stated.entity if stated is not None else None
    name = typed.name or (entity.name if entity is not None else None)
    begin = typed.recognized_from or (entity.recognized_from if entity is not None else None)
    if name is None:
        raise TrustingError("name_missing")
    if begin is None:
        raise TrustingError("from_missing")
    blank = RecognizedEntity(
        id=school_id,
        name=name,
        recognized_from=begin,
        legal_name=entity.legal_name if entity is not None else None,
        brin=entity.brin if entity is not None else None,
        kvk=entity.kvk if entity is not None else None,
        url=entity.url if entity is not None else None,
    )
    until = typed.recognized_until or (entity.recognized_until if entity is not None else None)
    typed = replace(typed, recognized_from=begin, recognized_until=until)
    return _with_typed(_with_stated(blank, stated), typed)


def renewed_entry(known: RecognizedEntity, typed: Particulars, stated: Stated | None) -> RecognizedEntity:
    """Return the entry of a school that is on the list, with what is new.

    Keys are added, and ended or revoked where the school says so; none is taken away.

    Raises:
        TrustingError: The file is of another DID.
    """
    _id(replace(typed, id=known.id), stated)
    return _with_typed(_with_stated(known, stated), typed)


def _id(typed: Particulars, stated: Stated | None) -> str:
    if typed.id is not None and stated is not None and typed.id != stated.id:
        raise TrustingError("other_did", given=typed.id, found=stated.id)
    found = typed.id or (stated.id if stated is not None else None)
    if found is None:
        raise TrustingError("did_missing")
    return found


def _with_stated(entity: RecognizedEntity, stated: Stated | None) -> RecognizedEntity:
    if stated is None:
        return entity
    if stated.entity is not None:
        lists = dict.fromkeys((*entity.status_lists, *stated.entity.status_lists))
        return replace(
            entity,
            keys=_merged(entity.keys, stated.entity.keys),
            card_keys=_merged(entity.card_keys, stated.entity.card_keys),
            status_lists=tuple(lists),
        )
    found = _keys_of(stated, entity)
    return replace(
        entity,
        keys=_merged(entity.keys, [key for key, is_for_cards in found if not is_for_cards]),
        card_keys=_merged(entity.card_keys, [key for key, is_for_cards in found if is_for_cards]),
    )


def _keys_of(stated: Stated, entity: RecognizedEntity) -> list[tuple[RecognizedKey, bool]]:
    """Return the keys of a ``did.json``, and of each whether it is for cards.

    They are in use since the school is recognised, as far as is known. A key that is listed for nothing
    is one for cards, or one that was revoked: only what is known already of such a key tells which.
    """
    document = parse_controlled_identifier_document(stated.document or {})
    known = {key.verification_method.id for key in entity.keys}
    for_cards = {key.verification_method.id for key in entity.card_keys}
    found = []
    for method in document.verification_methods.values():
        believed = method.id in document.relationships[_ASSERTION_METHOD] and method.id not in for_cards
        revoked = method.revoked is not None and method.id in known | for_cards
        if method.controller == document.id and (believed or revoked):
            key = RecognizedKey(
                verification_method=replace(method, expires=None),
                valid_from=entity.recognized_from,
                valid_until=method.expires,
                revoked=method.revoked,
            )
            found.append((key, method.id in for_cards))
    return found


def _merged(known: Sequence[RecognizedKey], stated: Sequence[RecognizedKey]) -> tuple[RecognizedKey, ...]:
    found = {key.verification_method.id: key for key in known}
    for key in stated:
        before = found.get(key.verification_method.id)
        found[key.verification_method.id] = key if before is None else _with_end(before, key)
    return tuple(found.values())


def _with_end(known: RecognizedKey, stated: RecognizedKey) -> RecognizedKey:
    """Return a key with the end that it has got since; what is known of it stays."""
    revoked = known.revoked or stated.revoked
    return replace(
        known,
        valid_until=known.valid_until or stated.valid_until,
        revoked=revoked,
        verification_method=replace(known.verification_method, revoked=revoked),
    )


def _with_typed(entity: RecognizedEntity, typed: Particulars) -> RecognizedEntity:
    entity = replace(
        entity,
        name=typed.name or entity.name,
        legal_name=typed.legal_name or entity.legal_name,
        brin=typed.brin or entity.brin,
        kvk=typed.kvk or entity.kvk,
        url=typed.url or entity.url,
    )
    actions = entity.actions
    if typed.instruments or typed.achievement_types:
        actions = _limited(entity, typed)
    elif typed.recognized_from is not None and len(actions) == 1:
        actions = (replace(actions[0], valid_from=typed.recognized_from),)
    if typed.recognized_until is not None:
        actions = tuple(_ended(action, typed.recognized_until) for action in actions)
    return _with_actions(entity, actions)


def _limited(entity: RecognizedEntity, typed: Particulars) -> tuple[RecognizedAction, ...]:
    """Return that a school may issue this from a moment on and nothing else; before, all is as it was."""
    begin = typed.recognized_from or entity.recognized_from
    limit = RecognizedAction(
        valid_from=begin,
        instruments=frozenset(typed.instruments),
        achievement_types=frozenset(typed.achievement_types),
    )
    earlier = (_ended(action, begin - _SECOND) for action in entity.actions if action.valid_from < begin)
    return (*earlier, limit)


def _ended(action: RecognizedAction, until: datetime) -> RecognizedAction:
    """Return an action with its end, unless it ended before."""
    if action.valid_until is not None and action.valid_until <= until:
        return action
    if action.valid_from > until:
        raise TrustingError("until_before_from", until=until, begin=action.valid_from)
    return replace(action, valid_until=until)


def _with_actions(entity: RecognizedEntity, actions: tuple[RecognizedAction, ...]) -> RecognizedEntity:
    ends = [action.valid_until for action in actions if action.valid_until is not None]
    is_open = len(ends) < len(actions)
    alone = len(actions) == 1 and actions[0].is_for_everything
    return replace(
        entity,
        recognized_from=min(action.valid_from for action in actions),
        recognized_until=None if is_open else max(ends),
        limited_to=() if alone else actions,
    )
