"""What a school is recognised to issue, as a JSON Schema, for verifiers that know no Dutch instruments.

A list of recognised entities says with ``outputValidation`` what comes of an action. The schemas stand
beside the list, each named by its digest, so that one never changes.

Spec: Recognized Entities 1.0 (W3C Working Draft), "RecognizedAction"; VC JSON Schema 1.0; JSON Schema
2020-12; VCDM 2.0 §5.3 for ``digestMultibase``.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.identifiers.multiformats import base64url_encode
from credentials.parsing import JsonObject, JsonValue
from credentials.recognized_entity import RecognizedAction, RecognizedEntity

FOLDER: Final = "schemas"
_SHA2_256: Final = b"\x12\x20"


def action_schema(action: RecognizedAction) -> bytes | None:
    """Return the schema of what an action allows, or None when that is everything.

    The same action gives the same bytes. An instrument is told by its type of achievement, which some
    share: our own verifier looks at more than that.
    """
    if action.is_for_everything:
        return None
    types = set(action.achievement_types)
    types |= {INSTRUMENTS[key].achievement_type for key in action.instruments if key in INSTRUMENTS}
    allowed: JsonObject = {"enum": [*sorted(types)]}
    achievement: JsonObject = {
        "type": "object",
        "required": ["achievementType"],
        "properties": {"achievementType": _one_or_more(allowed)},
    }
    subject: JsonObject = {"type": "object", "properties": {"achievement": _one_or_more(achievement)}}
    schema: JsonObject = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["credentialSubject"],
        "properties": {"credentialSubject": _one_or_more(subject)},
    }
    return json.dumps(schema, indent=2).encode() + b"\n"


def schema_name(schema: bytes) -> str:
    """Return where a schema is, from the folder of the list."""
    return f"{FOLDER}/{hashlib.sha256(schema).hexdigest()}.json"


def output_validation(action: RecognizedAction, list_url: str | None) -> JsonObject | None:
    """Return the ``outputValidation`` of an action.

    Args:
        action: The action.
        list_url: Where the list is published; without it there is no place for the schema.
    """
    schema = action_schema(action)
    if schema is None or list_url is None or "/" not in list_url.partition("://")[2]:
        return None
    return {
        "id": f"{list_url.rpartition('/')[0]}/{schema_name(schema)}",
        "type": "JsonSchema",
        "digestMultibase": "u" + base64url_encode(_SHA2_256 + hashlib.sha256(schema).digest()),
    }


def schemas_of(entities: Iterable[RecognizedEntity]) -> dict[str, bytes]:
    """Return every schema that a list of these entities names, by where it is."""
    schemas = (action_schema(action) for entity in entities for action in entity.limited_to)
    return {schema_name(schema): schema for schema in schemas if schema is not None}


def _one_or_more(schema: JsonObject) -> JsonObject:
    several: JsonObject = {"type": "array", "minItems": 1, "items": schema}
    either: list[JsonValue] = [schema, several]
    return {"oneOf": either}
