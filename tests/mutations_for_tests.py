"""What somebody might do to one place of a signed credential, and when that changes nothing.

:func:`mutations_at` knows the operations; a test says where. :func:`claims` is the other half: the
form in which two credentials are equal exactly if one says what the other says.
"""

import copy
from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Final

from credentials.parsing import JsonObject, JsonValue

Path = tuple[str | int, ...]

# One value of every kind that JSON and JSON-LD have, most of which RDF would drop or merge.
FOREIGN_MEMBERS: Final[dict[str, JsonValue]] = {
    "eindcijfer": "10",  # an undefined term
    "toelichting": None,
    "cijfers": [],
    "bijlage": {},
    "@type": "Diploma",
    "@id": "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9aff",
    "@graph": [{"name": "Diploma"}],
    "@included": [{"name": "Diploma"}],
    "@reverse": {"name": "Diploma"},
    "@language": "en",
    "@index": "1",
    "@nest": {"name": "Diploma"},
    "@value": "Diploma",
    "@diploma": "ja",
    "_:b0": "x",
    "https://schema.org/name": "Diploma",
    "schema:name": "Diploma",
    "name ": "Diploma",
    "Name": "Diploma",
    "": "Diploma",
    # Terms that some object can have: new where they stand, or in place of what stands there.
    "name": "Diploma",
    "description": "Met lof.",
    "narrative": "Zonder toets.",
    "alignment": [{"type": ["Alignment"], "targetName": "Vwo", "targetUrl": "https://x.example/"}],
    "awardedDate": "2020-01-01T00:00:00Z",
    "validUntil": "2099-01-01T00:00:00Z",
    "evidence": [{"id": "https://x.example/e", "type": ["Evidence"], "name": "Scriptie"}],
    "termsOfUse": [{"type": "Policy"}],
    "aud": "x",
    "iat": 1,
    "inLanguage": "en",
    "image": {"id": "https://x.example/i.png", "type": "Image"},
    "issuer": "did:web:elders.example",
    "endorsementJwt": ["e30.e30.e30"],
    "@context": {"name": "https://schema.org/description"},
}
FOREIGN_VALUES: Final[tuple[JsonValue, ...]] = (
    None,
    [],
    {},
    True,
    0,
    1.5,
    1e300,
    "",
    "Diploma",
    "\u0000",
    "https://elders.example/",
    {"id": "https://elders.example/"},
    {"@value": "Diploma"},
    {"@id": "https://elders.example/"},
    {"@list": ["Diploma"]},
    {"@set": ["Diploma"]},
    ["Diploma", "Diploma"],
    [["Diploma"]],
)


def places(value: JsonValue, path: Path = ()) -> Iterator[Path]:
    """Yield the path of ``value`` and of everything inside it, contexts left out."""
    yield path
    if isinstance(value, dict):
        for key, member in value.items():
            if key != "@context":
                yield from places(member, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def at(document: JsonValue, path: Path) -> JsonValue:
    """Return what stands at a path."""
    for step in path:
        if isinstance(document, dict) and isinstance(step, str):
            document = document[step]
        else:
            assert isinstance(document, list)
            assert isinstance(step, int)
            document = document[step]
    return document


def with_value(document: JsonObject, path: Path, value: JsonValue) -> JsonObject:
    """Return a copy with another value at a path, which may be that of a new member."""
    changed = copy.deepcopy(document)
    owner = at(changed, path[:-1])
    step = path[-1]
    if isinstance(owner, dict) and isinstance(step, str):
        owner[step] = value
    else:
        assert isinstance(owner, list)
        assert isinstance(step, int)
        owner[step] = value
    return changed


def without(document: JsonObject, path: Path) -> JsonObject:
    """Return a copy without what stands at a path."""
    changed = copy.deepcopy(document)
    owner = at(changed, path[:-1])
    step = path[-1]
    if isinstance(owner, dict) and isinstance(step, str):
        del owner[step]
    else:
        assert isinstance(owner, list)
        assert isinstance(step, int)
        del owner[step]
    return changed


def mutations_at(document: JsonObject, path: Path) -> Iterator[tuple[str, JsonObject]]:
    """Yield every change that we know of to one place, each with a name."""
    value = at(document, path)
    if path:
        yield "deleted", without(document, path)
        for number, other in enumerate(_other_values(value)):
            yield f"value {number}", with_value(document, path, other)
    if path and isinstance(path[-1], str):
        yield from _renamed(document, path)
    if isinstance(value, dict):
        for key, member in FOREIGN_MEMBERS.items():
            if key not in value or value[key] != member:
                yield f"member {key!r}", with_value(document, (*path, key), member)
    elif isinstance(value, list):
        for number, items in enumerate(_other_arrays(value)):
            yield f"array {number}", with_value(document, path, items)


def _other_values(value: JsonValue) -> Iterator[JsonValue]:
    yield from FOREIGN_VALUES
    yield [value]
    yield [value, value]
    yield {"@value": value}
    yield {"id": value}
    yield {"@id": value}
    if isinstance(value, list) and len(value) == 1:
        yield value[0]
    if isinstance(value, str):
        yield from (value + " ", value + "\u200b", value.upper(), value.lower(), value[::-1])
        yield {"@value": value, "@language": "nl"}
        yield {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#string"}
        yield {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#anyURI"}
        yield {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
        yield {"@value": value, "@direction": "rtl"}
        yield {"@value": value, "@index": "1"}
    elif isinstance(value, bool):
        yield from (not value, str(value).lower(), int(value))
        yield {"@value": value}
    elif isinstance(value, int | float):
        yield from (-value, value + 1, str(value), float(value), value * (1 + 2**-52))
        yield {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#double"}


def _other_arrays(value: list[JsonValue]) -> Iterator[list[JsonValue]]:
    yield list(reversed(value))
    yield [*value, copy.deepcopy(value[0])] if value else [None]
    yield [*value, None]
    yield [*value, "Diploma"]
    yield [*value, {}]
    yield [*value, []]
    yield [value]
    yield value[1:]
    yield value[:-1]


def _renamed(document: JsonObject, path: Path) -> Iterator[tuple[str, JsonObject]]:
    """Yield documents in which a member has another name, or stands one level higher."""
    key, value = str(path[-1]), at(document, path)
    bare = without(document, path)
    capital = key[:1].swapcase() + key[1:]
    for name in (capital, f"@{key}", f"https://schema.org/{key}", f"_:{key}", f"{key}\u200b"):
        yield f"renamed {name!r}", with_value(bare, (*path[:-1], name), value)
    uppers = [path[:end] for end in range(len(path) - 1)]
    higher = next((upper for upper in reversed(uppers) if isinstance(at(bare, upper), dict)), None)
    if higher is not None:
        owner = at(bare, higher)
        assert isinstance(owner, dict)
        if key not in owner:
            yield "moved up", with_value(bare, (*higher, key), value)


def claims(document: JsonObject) -> Hashable:
    """Return a form in which two credentials are equal exactly if they say the same.

    These differences, and no others, are none:

    - the order of members, and of items of an array (RDF has sets; a credential has no lists);
    - a value alone, or as the only item of an array (JSON-LD takes the one for the other);
    - a number as 1 or 1.0 (the same JSON number);
    - a node as ``{"id": "…"}`` or as ``"…"``, where a reference is all that is said (JSON-LD);
    - in which of the places that have one ``id`` something is said, and how often (RDF has nodes);
    - the letter case of a language tag (RDF 1.1 section 3.3).

    ``@context`` and ``proof`` make no claims. What they may hold is for the tests to say.
    """
    nodes: dict[str, set[Hashable]] = defaultdict(set)
    root = _form({key: value for key, value in document.items() if key not in ("@context", "proof")}, nodes)
    return root, frozenset((identifier, frozenset(said)) for identifier, said in nodes.items() if said)


def _form(value: JsonValue, nodes: dict[str, set[Hashable]]) -> Hashable:
    if isinstance(value, dict):
        identifier = value.get("id")
        said = frozenset(
            (key, item) for key, member in value.items() if key != "id" for item in _items(key, member, nodes)
        )
        if not isinstance(identifier, str):
            return said if "id" not in value else (said, "id", _form(identifier, nodes))
        nodes[identifier].update(said)
        return identifier
    if isinstance(value, list):
        return "array in an array", frozenset(_items("", value, nodes))
    # Python takes True for 1; JSON does not.
    return (str(value), "boolean") if isinstance(value, bool) else value


def _items(key: str, value: JsonValue, nodes: dict[str, set[Hashable]]) -> Iterator[Hashable]:
    if value == []:
        yield "empty array"
    for item in value if isinstance(value, list) else [value]:
        yield item.lower() if key == "@language" and isinstance(item, str) else _form(item, nodes)
