"""JSON inside JSON: schemas and keys, which JSON-LD takes as one literal."""

from credentials.parsing import JsonObject, JsonValue
from tests.corpus.draw import Draw

_NAMES = ("a", "b", "é", "ﬁ", "𐍈", "", "$id", "@type", "type", "1", "10", "2", '"', "\\", "\n", "_:b")


def json_value(draw: Draw, depth: int = 3) -> JsonValue:
    """Return any JSON value that has one canonical form."""
    if depth == 0 or draw.happens(0.3):
        return draw.one((None, True, False, 0, -1, 1.5, 1e21, 5e-7, 333333333.33333329, "", draw.text()))
    if draw.happens(0.4):
        return [json_value(draw, depth - 1) for _ in range(draw.number(0, 3))]
    return json_object(draw, depth - 1)


def json_object(draw: Draw, depth: int = 2) -> JsonObject:
    """Return any JSON object that has one canonical form."""
    return {draw.one(_NAMES): json_value(draw, depth) for _ in range(draw.number(0, 4))}


def json_schema(draw: Draw) -> JsonObject:
    """Return a JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": draw.iri("schemas"),
        "type": "object",
        "properties": {name: {"type": "string", "pattern": "^\\d+$"} for name in draw.sample(_NAMES, 3)},
        "required": [],
        "x": json_value(draw),
    }


def public_key(draw: Draw) -> JsonObject:
    """Return something like a JWK."""
    return {"kty": "OKP", "crv": "Ed25519", "x": f"x{draw.number(0, 10**9)}", "key_ops": ["verify"]}
