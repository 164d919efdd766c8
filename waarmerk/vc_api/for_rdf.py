"""What RDF can hold of a document that is signed as JSON, which says some things that RDF cannot."""

from collections.abc import Hashable

from credentials.parsing import JsonObject, JsonValue


def for_rdf(document: JsonObject) -> JsonObject:
    """Return a document without what the data model allows and RDF has no place for.

    That is the base direction of a text, and an object without id that equals one before it in the
    same array. Contexts are left as they are.
    """
    return _Reader().object(document)[0]


class _Reader:
    """Reads one document once; equal values have the same number, so that none are compared."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def object(self, document: JsonObject) -> tuple[JsonObject, int]:
        """Return what RDF can hold of an object, and its number."""
        plain: JsonObject = {}
        members: set[tuple[str, int]] = set()
        for name, value in document.items():
            held, number = self._value(value)
            plain[name] = value if name == "@context" else held
            members.add((name, number))
        return plain, self._number(frozenset(members))

    def _value(self, value: JsonValue) -> tuple[JsonValue, int]:
        if isinstance(value, list):
            return self._array(value)
        if not isinstance(value, dict):
            kind = "boolean" if isinstance(value, bool) else ""  # in Python True equals 1
            return value, self._number((kind, value))
        if "@value" in value and "@direction" in value:
            rest = {name: member for name, member in value.items() if name != "@direction"}
            text = rest["@value"] if rest.keys() == {"@value"} else rest
            return text, self._value(text)[1]
        return self.object(value)

    def _array(self, items: list[JsonValue]) -> tuple[JsonValue, int]:
        kept: list[JsonValue] = []
        numbers: list[int] = []
        seen: set[int] = set()
        for item in items:
            held, number = self._value(item)
            if isinstance(held, dict) and "id" not in held and number in seen:
                continue
            seen.add(number)
            kept.append(held)
            numbers.append(number)
        return kept, self._number(("[]", *numbers))

    def _number(self, form: Hashable) -> int:
        return self._numbers.setdefault(form, len(self._numbers))
