"""Writing a trust list, in the form that :mod:`credentials.trust_list` describes."""

import json
from collections.abc import Mapping
from datetime import datetime

from credentials.date_time_stamp import format_date_time_stamp
from credentials.identifiers.multikey import KeyType
from credentials.parsing import JsonObject, JsonValue
from credentials.recognition_schema import output_validation
from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey, TrustList
from credentials.trust_list_members import (
    ACHIEVEMENT_TYPE,
    CARD_KEYS,
    ENTITY_TYPE,
    INSTRUMENT,
    ISSUE,
    KEYS,
    LIST_TYPE,
)


def write_trust_list(trust_list: TrustList) -> bytes:
    """Return the trust list as a file that nobody signed: the same list gives the same bytes.

    Moments are written to the second.
    """
    return json.dumps(trust_list_members(trust_list), indent=2, ensure_ascii=False).encode("utf-8") + b"\n"


def trust_list_members(trust_list: TrustList) -> JsonObject:
    """Return what the file says."""
    publisher = _without_none(
        {"id": trust_list.publisher_id, "type": "RecognizedIssuer", "name": trust_list.publisher}
    )
    return _without_none(
        {
            "id": trust_list.id,
            "type": ["VerifiableCredential", LIST_TYPE],
            "name": trust_list.name,
            "issuer": publisher,
            "validFrom": format_date_time_stamp(trust_list.published_at),
            "validUntil": _optional_stamp(trust_list.valid_until),
            "sequence": trust_list.sequence,
            "credentialSubject": [
                entity_members(entity, recognized_by=trust_list.publisher_id, list_url=trust_list.id)
                for entity in trust_list.entities
            ],
        }
    )


def entity_members(
    entity: RecognizedEntity, *, recognized_by: str | None = None, list_url: str | None = None
) -> JsonObject:
    """Return one school in the form that it has in the list.

    Args:
        entity: The school.
        recognized_by: Who recognises it, for its actions.
        list_url: Where the list is published, for the schemas of what it may issue.
    """
    return _without_none(
        {
            "id": entity.id,
            "type": [ENTITY_TYPE],
            "name": entity.name,
            "legalName": entity.legal_name,
            "url": entity.url,
            "brin": entity.brin,
            "kvk": entity.kvk,
            "recognizedTo": [
                _without_none({**_action_members(action, list_url), "recognizedBy": recognized_by})
                for action in entity.actions
            ],
            # An array of nothing says nothing, and would not be signed.
            KEYS: [_key_members(key) for key in entity.keys] or None,
            CARD_KEYS: [_key_members(key) for key in entity.card_keys] or None,
            "statusListCredential": list(entity.status_lists) or None,
        }
    )


def _action_members(action: RecognizedAction, list_url: str | None) -> JsonObject:
    return _without_none(
        {
            "type": "RecognizedAction",
            "action": ISSUE,
            "validFrom": format_date_time_stamp(action.valid_from),
            "validUntil": _optional_stamp(action.valid_until),
            INSTRUMENT: [*sorted(action.instruments)] or None,
            ACHIEVEMENT_TYPE: [*sorted(action.achievement_types)] or None,
            "outputValidation": output_validation(action, list_url),
        }
    )


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
