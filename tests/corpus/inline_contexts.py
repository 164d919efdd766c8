"""Credentials that define terms of their own, as others do: new ones, and none that there is already."""

from typing import Final

from credentials.parsing import JsonObject, JsonValue
from tests.corpus.badges import badge
from tests.corpus.draw import Draw
from tests.corpus.endorsements import endorsed_badge
from tests.corpus.json_values import json_value
from tests.corpus.other_credentials import credential

_OWN: Final = "https://roc.example/terms#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def with_own_terms(draw: Draw) -> JsonObject:
    """Return a badge or another credential that says more than our contexts have words for."""
    document = draw.one((badge, credential, endorsed_badge))(draw)
    context, members = _terms(draw)
    named = document["@context"]
    document["@context"] = [*(named if isinstance(named, list) else [named]), *_in_parts(draw, context)]
    subject = document["credentialSubject"]
    owner = document if isinstance(subject, list) or draw.happens(0.5) else subject
    assert isinstance(owner, dict)
    owner.update(members)
    if draw.happens(0.3):
        document["evidence"] = {
            "type": "EigenBewijs",
            "soort": draw.said_once(),
            "bewijs": draw.iri("evidence"),
        }
    return document


def _terms(draw: Draw) -> tuple[JsonObject, JsonObject]:
    """Return definitions, and members that use them."""
    context: JsonObject = {
        "EigenBewijs": {
            "@id": f"{_OWN}EigenBewijs",
            "@context": {"soort": f"{_OWN}soort", "bewijs": {"@id": f"{_OWN}bewijs", "@type": "@id"}},
        }
    }
    members: JsonObject = {}
    for name in draw.sample(
        ("leerbedrijf", "toets", "datum", "bijlage", "onderdelen", "uren", "gegevens"), 3
    ):
        definition, value = _term(draw, name)
        context[name] = definition
        members[name] = value
    if draw.happens(0.4):
        context["eigen"] = _OWN
        context["leerweg"] = "eigen:leerweg"
        members["leerweg"] = draw.said()
    return context, members


def _term(draw: Draw, name: str) -> tuple[JsonValue, JsonValue]:
    iri = f"{_OWN}{name}"
    definitions: dict[str, tuple[JsonValue, JsonValue]] = {
        "leerbedrijf": (
            {"@id": iri, "@type": "@id"},
            draw.one((draw.iri("companies"), {"id": draw.iri("companies"), "name": draw.said()})),
        ),
        "toets": (iri, draw.said()),
        "datum": ({"@id": iri, "@type": f"{_XSD}date"}, draw.several(draw.day)),
        "bijlage": ({"@id": iri, "@container": "@set"}, draw.array(draw.said_once)),
        "onderdelen": ({"@id": iri, "@container": "@list"}, draw.array(draw.said_once, most=5)),
        "uren": ({"@id": iri, "@type": f"{_XSD}decimal"}, draw.number(0, 240)),
        "gegevens": ({"@id": iri, "@type": "@json"}, json_value(draw)),
    }
    return definitions[name]


def _in_parts(draw: Draw, context: JsonObject) -> list[JsonValue]:
    """Return the definitions in one context, or in two of which the second is protected."""
    if "eigen" not in context or draw.happens(0.3):
        return [context]
    prefixed = {name: context[name] for name in ("eigen", "leerweg")}
    others = {name: definition for name, definition in context.items() if name not in prefixed}
    return [{"@version": 1.1, **others}, {"@protected": True, **prefixed}]
