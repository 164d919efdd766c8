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
``recognizedTo``        one or more ``{"type": "RecognizedAction", "action": "issue",
                        "validFrom", "validUntil"?}``; other actions are left alone
``verificationMethod``  its keys, current and past: ``{"id", "type", "controller",
                        "publicKeyMultibase" | "publicKeyJwk", "validFrom", "validUntil"?,
                        "revoked"?}``
``statusListCredential``  URLs of its status lists; optional
======================  ==========================================================================

The list is append-only: a school that closed keeps its entry, with an end, because its
credentials outlive it.

Spec: Recognized Entities 1.0 (W3C Working Draft, 2026), for the names.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.identifiers.multikey import KeyMalformed, KeyType, PublicKey
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.recognized_entity import RecognizedEntity, RecognizedKey, TrustList

__all__ = [
    "TRUST_LIST_LIMITS",
    "RecognizedEntity",
    "RecognizedKey",
    "TrustList",
    "TrustListMalformed",
    "parse_trust_list",
    "write_trust_list",
]

TRUST_LIST_LIMITS: Final = Limits(max_bytes=8 * 1024 * 1024, max_nodes=200_000)
"""A trust list is the verifier's own choice, and longer than a credential."""

_LIST_TYPE: Final = "RecognizedEntityCredential"
_ENTITY_TYPE: Final = "RecognizedEntity"
_ISSUE: Final = "issue"
_BRIN: Final = re.compile(r"[0-9]{2}[A-Z]{2}", re.ASCII)
_KVK: Final = re.compile(r"[0-9]{8}", re.ASCII)


class TrustListMalformed(CredentialError):
    """The file is no trust list, or a member of it is not what it should be."""

    code: ClassVar[str] = "trust_list_malformed"


def parse_trust_list(data: bytes, *, limits: Limits = TRUST_LIST_LIMITS) -> TrustList:
    """Read a trust list.

    Raises:
        MalformedDocument: ``data`` is no JSON object within ``limits``.
        TrustListMalformed: A member is missing or not what it should be; the pointer says which.
    """
    document = _Members(parse(data, limits=limits).unverified, "")
    document.require_type(_LIST_TYPE)
    publisher = document.object("issuer")
    entities = tuple(_entity(members) for members in document.objects("credentialSubject"))
    first_use: dict[str, int] = {}
    for number, entity in enumerate(entities):
        if first_use.setdefault(entity.id, number) != number:
            raise TrustListMalformed(
                f"{entity.id} is on the list twice", pointer=f"/credentialSubject/{number}/id"
            )
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


def write_trust_list(trust_list: TrustList) -> bytes:
    """Return the trust list as a file: the same list gives the same bytes, indented for people.

    Moments are written to the second.
    """
    publisher = _without_none({"id": trust_list.publisher_id, "name": trust_list.publisher})
    document = _without_none(
        {
            "id": trust_list.id,
            "type": ["VerifiableCredential", _LIST_TYPE],
            "name": trust_list.name,
            "issuer": publisher,
            "validFrom": format_date_time_stamp(trust_list.published_at),
            "validUntil": _optional_stamp(trust_list.valid_until),
            "sequence": trust_list.sequence,
            "credentialSubject": [_entity_members(entity) for entity in trust_list.entities],
        }
    )
    return json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8") + b"\n"


class _Members:
    """The members of one object of the file, and where it stands."""

    def __init__(self, value: JsonObject, pointer: str) -> None:
        self._value = value
        self.pointer = pointer

    def at(self, name: str) -> str:
        return f"{self.pointer}/{name}"

    def text(self, name: str) -> str:
        text = self._value.get(name)
        if not isinstance(text, str) or not text.strip():
            raise TrustListMalformed(f"{name} is a text", pointer=self.at(name))
        return text

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if name in self._value else None

    def optional_match(self, name: str, pattern: re.Pattern[str]) -> str | None:
        text = self.optional_text(name)
        if text is not None and pattern.fullmatch(text) is None:
            raise TrustListMalformed(f"this is no {name} number", pointer=self.at(name))
        return text

    def moment(self, name: str) -> datetime:
        try:
            return parse_date_time_stamp(self.text(name))
        except ValueError as error:
            raise TrustListMalformed(str(error), pointer=self.at(name)) from error

    def optional_moment(self, name: str) -> datetime | None:
        return self.moment(name) if name in self._value else None

    def end(self, name: str, *, not_before: str) -> datetime | None:
        end = self.optional_moment(name)
        if end is not None and end < self.moment(not_before):
            raise TrustListMalformed(f"{name} is before {not_before}", pointer=self.at(name))
        return end

    def count(self, name: str) -> int:
        number = self._value.get(name)
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise TrustListMalformed(f"{name} is a whole number from 0", pointer=self.at(name))
        return number

    def object(self, name: str) -> "_Members":
        value = self._value.get(name)
        if not isinstance(value, dict):
            raise TrustListMalformed(f"{name} is an object", pointer=self.at(name))
        return _Members(value, self.at(name))

    def objects(self, name: str) -> "list[_Members]":
        """Return the objects of an array; one object alone counts as an array of one."""
        value = self._value.get(name)
        if isinstance(value, dict):
            return [self.object(name)]
        if not isinstance(value, list):
            raise TrustListMalformed(f"{name} is an array of objects", pointer=self.at(name))
        found = []
        for number, item in enumerate(value):
            if not isinstance(item, dict):
                raise TrustListMalformed("an object is expected here", pointer=f"{self.at(name)}/{number}")
            found.append(_Members(item, f"{self.at(name)}/{number}"))
        return found

    def optional_texts(self, name: str) -> tuple[str, ...]:
        value = self._value.get(name, [])
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and item for item in items):
            raise TrustListMalformed(f"{name} is an array of texts", pointer=self.at(name))
        return tuple(str(item) for item in items)

    def require_type(self, expected: str) -> None:
        value = self._value.get("type")
        if expected not in (value if isinstance(value, list) else [value]):
            raise TrustListMalformed(f"the type does not include {expected}", pointer=self.at("type"))

    def get(self, name: str) -> JsonValue:
        return self._value.get(name)


def _entity(members: _Members) -> RecognizedEntity:
    members.require_type(_ENTITY_TYPE)
    entity_id = members.text("id")
    action = _issue_action(members)
    keys = tuple(_key(key, entity_id) for key in members.objects("verificationMethod"))
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key.verification_method.id in seen:
            raise TrustListMalformed(
                "this key is listed twice", pointer=f"{members.at('verificationMethod')}/{number}/id"
            )
        seen.add(key.verification_method.id)
    return RecognizedEntity(
        id=entity_id,
        name=members.text("name"),
        legal_name=members.optional_text("legalName"),
        brin=members.optional_match("brin", _BRIN),
        kvk=members.optional_match("kvk", _KVK),
        url=members.optional_text("url"),
        recognized_from=action.moment("validFrom"),
        recognized_until=action.end("validUntil", not_before="validFrom"),
        keys=keys,
        status_lists=members.optional_texts("statusListCredential"),
    )


def _issue_action(members: _Members) -> _Members:
    # Two periods would need a rule for the time between them; a school that comes back after a
    # break gets a new id in the register, and so a new entry here.
    actions = [action for action in members.objects("recognizedTo") if action.get("action") == _ISSUE]
    if len(actions) != 1:
        raise TrustListMalformed(
            "recognizedTo has exactly one action that is to issue", pointer=members.at("recognizedTo")
        )
    return actions[0]


def _key(members: _Members, entity_id: str) -> RecognizedKey:
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


def _public_key(members: _Members) -> PublicKey:
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


def _entity_members(entity: RecognizedEntity) -> JsonObject:
    members: JsonObject = {
        "id": entity.id,
        "type": [_ENTITY_TYPE],
        "name": entity.name,
        "legalName": entity.legal_name,
        "url": entity.url,
        "brin": entity.brin,
        "kvk": entity.kvk,
        "recognizedTo": [
            _without_none(
                {
                    "type": "RecognizedAction",
                    "action": _ISSUE,
                    "validFrom": format_date_time_stamp(entity.recognized_from),
                    "validUntil": _optional_stamp(entity.recognized_until),
                }
            )
        ],
        "verificationMethod": [_key_members(key) for key in entity.keys],
        "statusListCredential": list(entity.status_lists) or None,
    }
    return _without_none(members)


def _key_members(key: RecognizedKey) -> JsonObject:
    method = key.verification_method
    # Multikey has no form for RSA.
    as_jwk = method.public_key.key_type is KeyType.RSA
    return _without_none(
        {
            "id": method.id,
            "type": "JsonWebKey" if as_jwk else "Multikey",
            "controller": method.controller,
            "publicKeyJwk": method.public_key.to_jwk() if as_jwk else None,
            "publicKeyMultibase": None if as_jwk else method.public_key.to_multikey(),
            "validFrom": format_date_time_stamp(key.valid_from),
            "validUntil": _optional_stamp(key.valid_until),
            "revoked": _optional_stamp(key.revoked),
        }
    )


def _optional_stamp(moment: datetime | None) -> str | None:
    return None if moment is None else format_date_time_stamp(moment)


def _without_none(members: Mapping[str, JsonValue]) -> JsonObject:
    return {name: value for name, value in members.items() if value is not None}
