"""The trust list: which schools are recognised, since when, and by which keys they are known.

The file is JSON. Its shape is that of a W3C RecognizedEntityCredential, so a signed list has the
same members and ``@context`` and ``proof`` besides; members that are not listed here are left
alone. A file that nobody signed is trusted because of where it came from.

======================  ==========================================================================
Member                  Meaning
======================  ==========================================================================
``type``                includes ``RecognizedEntityCredential``
``name``                name of the list
``issuer``              who publishes it: ``{"id"?, "name"}``
``validFrom``           when this edition was published
``validUntil``          until when to rely on it; optional
``sequence``            0, 1, 2, …: a list never takes the place of one with a higher number
``credentialSubject``   the schools, each with the members below
======================  ==========================================================================

======================  ==========================================================================
Of a school             Meaning
======================  ==========================================================================
``id``                  DID or https URL: the ``issuer`` in its credentials
``type``                includes ``RecognizedEntity``
``name``, ``legalName`` as the public knows it; as the law knows it (optional)
``url``                 home page; optional
``brin``, ``kvk``       its numbers in the Dutch registers; optional
``recognizedTo``        ``{"type": "RecognizedAction", "action": "issue", "validFrom",
                        "validUntil"?, "instrument"?, "achievementType"?}``, one or more: what
                        the school may issue, and when. One at most may leave out what; other
                        actions are left alone
``verificationMethod``  its keys, current and past: ``{"id", "type", "controller",
                        "publicKeyMultibase" | "publicKeyJwk", "validFrom", "validUntil"?,
                        "revoked"?}``
``cardVerificationMethod``  its keys for the cards in QR codes, in the same form; each an Ed25519 key that
                        is nowhere else on the list; optional
``statusListCredential``  URLs of its status lists; optional
======================  ==========================================================================

The list is append-only: a school that closed keeps its entry, with an end, because its
credentials outlive it.

Spec: Recognized Entities 1.0 (W3C Working Draft, 2026), for the names.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypedDict

from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.identifiers.multikey import KeyMalformed, KeyType, PublicKey
from credentials.limits import Limits
from credentials.parsing import JsonObject, parse
from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey, TrustList
from credentials.trust_list_members import (
    ACHIEVEMENT_TYPE,
    CARD_KEYS,
    ENTITY_TYPE,
    INSTRUMENT,
    ISSUE,
    KEYS,
    LIST_TYPE,
    Members,
    TrustListMalformed,
)
from credentials.trust_list_writing import write_trust_list

__all__ = [
    "TRUST_LIST_LIMITS",
    "RecognizedAction",
    "RecognizedEntity",
    "RecognizedKey",
    "TrustList",
    "TrustListMalformed",
    "overlap",
    "parse_entity",
    "parse_trust_list",
    "read_trust_list",
    "write_trust_list",
]

TRUST_LIST_LIMITS: Final = Limits(
    max_bytes=16 * 1024 * 1024,
    max_nodes=400_000,
    max_fetch_bytes=16 * 1024 * 1024,
    fetch_timeout=timedelta(seconds=20),
)
"""A trust list is the verifier's own choice, and longer than a credential: ten thousand schools fit."""

_BRIN: Final = re.compile(r"[0-9]{2}[A-Z]{2}", re.ASCII)
_KVK: Final = re.compile(r"[0-9]{8}", re.ASCII)


def parse_trust_list(data: bytes, *, limits: Limits = TRUST_LIST_LIMITS) -> TrustList:
    """Read a trust list.

    Raises:
        MalformedDocument: ``data`` is no JSON object within ``limits``.
        TrustListMalformed: A member is missing or not what it should be; the pointer says which.
    """
    return read_trust_list(parse(data, limits=limits).unverified)


def read_trust_list(unverified: JsonObject) -> TrustList:
    """Read a trust list that was parsed already.

    Raises:
        TrustListMalformed: As :func:`parse_trust_list` says.
    """
    document = Members(unverified, "")
    document.require_type(LIST_TYPE)
    publisher = document.object("issuer")
    schools = document.objects("credentialSubject")
    entities = tuple(_entity(members) for members in schools)
    _refuse_twice(entities, schools)
    _refuse_shared_card_keys(entities, schools)
    return TrustList(
        id=document.optional_text("id"),
        name=document.text("name"),
        publisher=publisher.text("name"),
        publisher_id=publisher.optional_text("id"),
        published_at=document.moment("validFrom"),
        valid_until=document.end("validUntil", not_before="validFrom"),
        sequence=document.count("sequence"),
        entities=entities,
    )


def parse_entity(value: JsonObject) -> RecognizedEntity:
    """Read one school, in the form that it has in the list.

    Raises:
        TrustListMalformed: A member is missing or not what it should be; the pointer is from the school.
    """
    members = Members(value, "")
    entity = _entity(members)
    _refuse_shared_card_keys((entity,), (members,))
    return entity


def _entity(members: Members) -> RecognizedEntity:
    members.require_type(ENTITY_TYPE)
    entity_id = members.text("id")
    actions = _issue_actions(members)
    seen: set[str] = set()
    keys = _keys(members, KEYS, entity_id, seen)
    card_keys = _keys(members, CARD_KEYS, entity_id, seen)
    return RecognizedEntity(
        id=entity_id,
        name=members.text("name"),
        legal_name=members.optional_text("legalName"),
        brin=members.optional_match("brin", _BRIN),
        kvk=members.optional_match("kvk", _KVK),
        url=members.optional_text("url"),
        **_period(actions),
        keys=keys,
        card_keys=card_keys,
        status_lists=members.optional_texts("statusListCredential"),
    )


def _issue_actions(members: Members) -> tuple[Members, ...]:
    """Return what it is recognised to issue: one action, or several that say each what they are for."""
    actions = [action for action in members.objects("recognizedTo") if action.get("action") == ISSUE]
    unlimited = sum(not _is_limited(action) for action in actions)
    # Two periods for everything would need a rule for the time between them; a school that comes back
    # after a break gets a new id in the register, and so a new entry here.
    if not actions or unlimited > 1:
        raise TrustListMalformed(
            "recognizedTo has at least one action that is to issue, and at most one that does not say what",
            pointer=members.at("recognizedTo"),
        )
    return tuple(actions)


def _is_limited(action: Members) -> bool:
    return any(action.get(name) is not None for name in (INSTRUMENT, ACHIEVEMENT_TYPE))


class _Period(TypedDict):
    """When a school is recognised, and for what."""

    recognized_from: datetime
    recognized_until: datetime | None
    limited_to: tuple[RecognizedAction, ...]


def _period(actions: Sequence[Members]) -> _Period:
    begins = [action.moment("validFrom") for action in actions]
    ends = [action.end("validUntil", not_before="validFrom") for action in actions]
    last = [end for end in ends if end is not None]
    limited_to = []
    for action, begin, end in zip(actions, begins, ends, strict=True):
        allowed = [frozenset(action.optional_texts(name)) for name in (INSTRUMENT, ACHIEVEMENT_TYPE)]
        if _is_limited(action) and not any(allowed):
            raise TrustListMalformed("an action that allows nothing", pointer=action.pointer)
        limited_to.append(
            RecognizedAction(
                valid_from=begin, valid_until=end, instruments=allowed[0], achievement_types=allowed[1]
            )
        )
    if len(set(limited_to)) < len(limited_to):
        raise TrustListMalformed("an action that is there twice", pointer=actions[-1].pointer)
    if len(limited_to) == 1 and limited_to[0].is_for_everything:
        limited_to = []
    return _Period(
        recognized_from=min(begins),
        recognized_until=max(last) if len(last) == len(ends) else None,
        limited_to=tuple(limited_to),
    )


def _refuse_twice(entities: Sequence[RecognizedEntity], schools: Sequence[Members]) -> None:
    """Refuse an id that is there twice, and a BRIN that two schools have at one moment."""
    ids: set[str] = set()
    of_brin: dict[str, list[RecognizedEntity]] = {}
    for entity, members in zip(entities, schools, strict=True):
        if entity.id in ids:
            raise TrustListMalformed(f"{entity.id} is on the list twice", pointer=members.at("id"))
        ids.add(entity.id)
        if entity.brin is None:
            continue
        others = of_brin.setdefault(entity.brin, [])
        if any(overlap(entity, other) for other in others):
            raise TrustListMalformed(
                f"two schools have BRIN {entity.brin} at one time", pointer=members.at("brin")
            )
        others.append(entity)


def overlap(one: RecognizedEntity, other: RecognizedEntity) -> bool:
    """Tell whether two schools are recognised at one and the same moment."""
    first, second = sorted((one, other), key=lambda entity: entity.recognized_from)
    return first.recognized_until is None or second.recognized_from <= first.recognized_until


def _keys(members: Members, name: str, entity_id: str, seen: set[str]) -> tuple[RecognizedKey, ...]:
    """Read keys, and refuse an id that is in ``seen``; without the member there are none."""
    if not members.has(name):
        return ()
    keys = tuple(_key(key, entity_id) for key in members.objects(name))
    for number, key in enumerate(keys):
        if key.verification_method.id in seen:
            raise TrustListMalformed("this key is listed twice", pointer=f"{members.at(name)}/{number}/id")
        seen.add(key.verification_method.id)
    return keys


def _refuse_shared_card_keys(entities: Sequence[RecognizedEntity], schools: Sequence[Members]) -> None:
    """Hold keys for cards and keys for credentials apart, and those of one school and another's.

    What a card says is signed as other bytes than a credential is; with one key for both, that
    would be all that tells them apart.
    """
    credential_keys = {key.verification_method.public_key for entity in entities for key in entity.keys}
    seen: set[PublicKey] = set()
    for entity, members in zip(entities, schools, strict=True):
        for number, key in enumerate(entity.card_keys):
            public_key = key.verification_method.public_key
            pointer = f"{members.at(CARD_KEYS)}/{number}"
            if public_key.key_type is not KeyType.ED25519:
                raise TrustListMalformed("a key for cards is an Ed25519 key", pointer=pointer)
            if public_key in credential_keys or public_key in seen:
                raise TrustListMalformed("a key for cards is for nothing else", pointer=pointer)
            seen.add(public_key)


def _key(members: Members, entity_id: str) -> RecognizedKey:
    method_id = members.text("id")
    controller, _, fragment = method_id.partition("#")
    # A key that is not below the school's own identifier would let one school sign for another.
    if controller != entity_id or not fragment:
        raise TrustListMalformed(
            "the id of a key is the id of its school with a fragment", pointer=members.at("id")
        )
    if members.text("controller") != entity_id:
        raise TrustListMalformed("the controller of a key is its school", pointer=members.at("controller"))
    revoked = members.optional_moment("revoked")
    return RecognizedKey(
        verification_method=VerificationMethod(
            id=method_id,
            type=members.text("type"),
            controller=entity_id,
            public_key=_public_key(members),
            revoked=revoked,
        ),
        valid_from=members.moment("validFrom"),
        valid_until=members.end("validUntil", not_before="validFrom"),
        revoked=revoked,
    )


def _public_key(members: Members) -> PublicKey:
    jwk = members.get("publicKeyJwk")
    multikey = members.get("publicKeyMultibase")
    if (jwk is None) == (multikey is None):
        raise TrustListMalformed(
            "a key has either publicKeyMultibase or publicKeyJwk", pointer=members.pointer
        )
    name = "publicKeyMultibase" if jwk is None else "publicKeyJwk"
    try:
        if isinstance(jwk, dict):
            return PublicKey.from_jwk(jwk)
        return PublicKey.from_multikey(members.text(name))
    except KeyMalformed as error:
        raise TrustListMalformed(str(error), pointer=members.at(name)) from error
