"""One fault in a valid document: for every rule of ours, a way to break it and nothing else."""

import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from contexts import CREDENTIALS_V2
from credentials.parsing import JsonObject, JsonValue
from tests.mutations_for_tests import Path, at, places, with_value, without

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
# From the name of the member and the value there to the value that takes its place: one, or none
# where the fault cannot be made.
Change: TypeAlias = Callable[[str, JsonValue], list[JsonValue]]

_READ: Final = frozenset({"name", "description", "narrative", "targetName", "endorsementComment"})
_NOT_JSON_LD: Final = frozenset({"jsonSchema", "jwk", "_sd", "@value", "@language", "@type", "gegevens"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to break one rule.

    Attributes:
        code: Of the error that it should give most of the time; in some places another rule is
            broken first.
        values: Makes it.
    """

    code: str
    values: Change

    def in_document(self, document: JsonObject, source: random.Random) -> JsonObject | None:
        """Return a copy with this fault somewhere, or None if there is no place for it."""
        paths = list(fitting_places(document))
        source.shuffle(paths)
        for path in paths:
            name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
            for value in self.values(name, at(document, path)):
                if path:
                    return with_value(document, path, value)
                assert isinstance(value, dict)
                return value
        return None


def fitting_places(document: JsonObject) -> Iterator[Path]:
    """Yield every place outside contexts, value objects and JSON literals."""
    return (path for path in places(document) if not _NOT_JSON_LD.intersection(path))


def _member(name: str, member: JsonValue) -> Change:
    """Add a member to any object."""

    def put(_: str, value: JsonValue) -> list[JsonValue]:
        return [{**value, name: member}] if isinstance(value, dict) and "@value" not in value else []

    return put


def _text(change: Callable[[str], JsonValue], names: Collection[str] = _READ) -> Change:
    """Change the text of a member that people read."""

    def put(name: str, value: JsonValue) -> list[JsonValue]:
        return [change(value)] if name in names and isinstance(value, str) else []

    return put


def _beside_text(name: str, member: JsonValue) -> Change:
    """Write the text of a member that people read as a value object, with something beside it."""
    return _text(lambda text: {"@value": text, name: member})


# Not "name": the first contexts of Open Badges 3.0 give it another type, which is not needless.
_needless_type = _text(
    lambda text: {"@value": text, "@type": f"{_XSD}string"}, {"narrative", "targetName", "endorsementComment"}
)


def _identifier(change: Callable[[str], JsonValue]) -> Change:
    """Change an id."""

    def put(name: str, value: JsonValue) -> list[JsonValue]:
        return [change(value)] if name == "id" and isinstance(value, str) else []

    return put


def _type(other: JsonValue) -> Change:
    """Add a type to those of an object."""

    def put(_: str, value: JsonValue) -> list[JsonValue]:
        if not (isinstance(value, dict) and "type" in value):
            return []
        types = value["type"]
        return [{**value, "type": [*(types if isinstance(types, list) else [types]), other]}]

    return put


def _array(change: Callable[[list[JsonValue]], JsonValue]) -> Change:
    """Change an array, but for one of types."""

    def put(name: str, value: JsonValue) -> list[JsonValue]:
        return [change(value)] if isinstance(value, list) and name != "type" else []

    return put


def _contexts(change: Callable[[list[JsonValue]], JsonValue]) -> Change:
    """Change the contexts of the document or of a credential in it."""

    def put(_: str, value: JsonValue) -> list[JsonValue]:
        if not (isinstance(value, dict) and "@context" in value):
            return []
        contexts = value["@context"]
        return [{**value, "@context": change(contexts if isinstance(contexts, list) else [contexts])}]

    return put


def _type_of_credential(iri: str) -> Change:
    """Add a type to a credential or presentation, the contexts of which have a name for it."""

    def put(_: str, value: JsonValue) -> list[JsonValue]:
        known = isinstance(value, dict) and "credentials/v" in str(value.get("@context"))
        return _type(iri)("", value) if known else []

    return put


def _prefix_of_1_1(_: str, value: JsonValue) -> list[JsonValue]:
    """Write an id with a prefix, which only the first data model has in its contexts."""
    if not isinstance(value, dict) or "2018/credentials/v1" not in str(value.get("@context")):
        return []
    return [{**value, "id": "cred:1"}] if "VerifiableCredential" in str(value.get("type")) else []


def _context_of_its_own(_: str, value: JsonValue) -> list[JsonValue]:
    """Give contexts to what is no credential."""
    if not isinstance(value, dict) or "@context" in value or "@value" in value:
        return []
    return [] if "Credential" in str(value.get("type")) else [{**value, "@context": CREDENTIALS_V2}]


def _own_context(**context: JsonValue) -> Change:
    """Add a context that is written out, beside that of the second data model."""

    def put(_: str, value: JsonValue) -> list[JsonValue]:
        known = isinstance(value, dict) and CREDENTIALS_V2 in str(value.get("@context"))
        return add("", value) if known else []

    add = _contexts(lambda named: [*named, context])
    return put


def _without_context(name: str, value: JsonValue) -> list[JsonValue]:
    """Take the contexts away from the document."""
    return [without(value, ("@context",))] if isinstance(value, dict) and not name else []


FAULTS: Final[dict[str, Fault]] = {
    "an undefined term": Fault("undefined_term", _member("eindcijfer", "10")),
    "an IRI for a name": Fault("undefined_term", _member("https://schema.org/award", "x")),
    "a compact IRI for a name": Fault("undefined_term", _member("schema:award", "x")),
    "an undefined type": Fault("undefined_type", _type("Diploma")),
    "a type that is no text": Fault("undefined_type", _type({"id": "urn:x:type"})),
    "the IRI of a term for a type": Fault(
        "compact_iri", _type_of_credential("https://www.w3.org/2018/credentials#VerifiablePresentation")
    ),
    "a relative identifier": Fault("relative_iri", _identifier(lambda _: "learner/1")),
    "an empty identifier": Fault("relative_iri", _identifier(lambda _: "")),
    "an identifier with a space": Fault("ill_formed_iri", _identifier(lambda text: f"{text} x")),
    "an identifier with a bracket": Fault("ill_formed_iri", _identifier(lambda text: f"{text}>")),
    "two identifiers": Fault("ill_formed_iri", _identifier(lambda text: [text, "urn:x:1"])),
    "a compact identifier": Fault("compact_iri", _prefix_of_1_1),
    "a blank node": Fault("blank_node_refused", _identifier(lambda _: "_:b0")),
    "a blank node for a type": Fault("blank_node_refused", _type("_:b0")),
    "a blank node for a name": Fault("blank_node_refused", _member("_:b0", "x")),
    "a bad language tag": Fault("ill_formed_language_tag", _beside_text("@language", "not a tag")),
    "a long language tag": Fault("ill_formed_language_tag", _beside_text("@language", "nederlands-x")),
    "a language that is no text": Fault("unsigned_data", _beside_text("@language", None)),
    "a direction": Fault("forbidden_keyword", _beside_text("@direction", "rtl")),
    "an index": Fault("forbidden_keyword", _beside_text("@index", "1")),
    "a needless type": Fault("unsigned_data", _needless_type),
    "a relative datatype": Fault("undefined_type", _beside_text("@type", "Diploma")),
    "an ill-formed datatype": Fault("not_canonicalizable", _beside_text("@type", "urn:x y")),
    "a value object of nothing but a value": Fault("unsigned_data", _text(lambda text: {"@value": text})),
    "a list object": Fault("forbidden_keyword", _text(lambda text: {"@list": [text]})),
    "a set object": Fault("forbidden_keyword", _text(lambda text: {"@set": [text]})),
    "@graph": Fault("forbidden_keyword", _member("@graph", [{"id": "urn:x:1", "name": "x"}])),
    "@included": Fault("forbidden_keyword", _member("@included", [{"id": "urn:x:1", "name": "x"}])),
    "@reverse": Fault("forbidden_keyword", _member("@reverse", {"evidence": "urn:x:1"})),
    "@nest": Fault("forbidden_keyword", _member("@nest", {"name": "x"})),
    "@id": Fault("forbidden_keyword", _member("@id", "urn:x:1")),
    "what looks like a keyword": Fault("forbidden_keyword", _member("@diploma", "x")),
    "null": Fault("unsigned_data", _text(lambda _: None)),
    "an empty array": Fault("unsigned_data", _text(lambda _: [])),
    "an item twice": Fault("unsigned_data", _array(lambda items: [*items, items[0]])),
    "an array in an array": Fault("unsigned_data", _array(lambda items: [*items, ["x"]])),
    "null in an array": Fault("unsigned_data", _array(lambda items: [*items, None])),
    "a control character": Fault("character_refused", _text(lambda text: f"{text}\x01")),
    "a deletion character": Fault("character_refused", _text(lambda text: f"\x7f{text}")),
    "a noncharacter": Fault("character_refused", _text(lambda text: f"{text}\U0001ffff")),
    "half of a pair": Fault("character_refused", _text(lambda text: f"{text}\ud83c")),
    "a control character in a name": Fault("character_refused", _member("na\x00me", "x")),
    "an exponent": Fault("number_refused", _text(lambda _: 1e-7)),
    "a large integer": Fault("number_refused", _text(lambda _: 2**53)),
    "a large float": Fault("number_refused", _text(lambda _: 1e22)),
    "seventeen digits": Fault("number_refused", _text(lambda _: 0.30000000000000004)),
    "infinity": Fault("number_refused", _text(lambda _: float("inf"))),
    "no context": Fault("context_refused", _without_context),
    "an unknown context": Fault(
        "context_refused", _contexts(lambda named: [*named, "https://roc.example/context.json"])
    ),
    "a context that is null": Fault("context_refused", _contexts(lambda named: [*named, None])),
    "no contexts at all": Fault("context_refused", _contexts(lambda _: [])),
    "a term of ours with another meaning": Fault("context_refused", _own_context(name="https://x.example/n")),
    "a second name for something of ours": Fault(
        "context_refused", _own_context(naam="https://schema.org/name")
    ),
    "a vocabulary for everything": Fault("context_refused", _own_context(**{"@vocab": "https://x.example/"})),
    "a base for identifiers": Fault("context_refused", _own_context(**{"@base": "https://x.example/"})),
    "a language for all texts": Fault("context_refused", _own_context(**{"@language": "nl"})),
    "a prefix that captures identifiers": Fault("context_refused", _own_context(did="https://x.example/")),
    "a term that turns its statement around": Fault(
        "context_refused", _own_context(bewezen={"@reverse": "https://x.example/r"})
    ),
    "a term that is its own container": Fault(
        "context_refused", _own_context(bewezen={"@id": "https://x.example/r", "@container": "@index"})
    ),
    "a context where none may be": Fault("context_refused", _context_of_its_own),
}
