"""Chance, for whoever makes documents: everything follows from one source of random numbers."""

import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from credentials.parsing import JsonObject, JsonValue
from tests.corpus.texts import END_OF_BASIC_PLANE, IRI_ENDINGS, LANGUAGES, ORDINARY, PLAIN, SUPPLEMENTARY

Item = TypeVar("Item")

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SHARE_OF_OPTIONAL_MEMBERS = 0.35
_SHARE_OF_SORTED_DIFFERENTLY = 0.06


class Draw:
    """Choices for one document.

    Identifiers are never given out twice, so that two nodes are one only where that is meant.

    Args:
        source: Of all choices. Equal sources make equal documents.
    """

    def __init__(self, source: random.Random) -> None:
        self._source = source
        self._identifiers = 0
        self._unnamed: dict[str, list[JsonObject]] = {}
        # In few documents, since in these some processors sort lines in another order.
        mixed = self.happens(_SHARE_OF_SORTED_DIFFERENTLY)
        self._texts = SUPPLEMENTARY + END_OF_BASIC_PLANE if mixed else ORDINARY

    def happens(self, share: float) -> bool:
        """Tell whether something with this probability happens."""
        return self._source.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a number from ``least`` up to and including ``most``."""
        return self._source.randint(least, most)

    def one(self, options: Sequence[Item]) -> Item:
        """Return one of the options."""
        return options[self._source.randrange(len(options))]

    def sample(self, options: Sequence[Item], count: int) -> list[Item]:
        """Return so many different options, in any order."""
        return self._source.sample(options, count)

    def iri(self, kind: str = "things") -> str:
        """Return an identifier that nothing in this document has."""
        self._identifiers += 1
        number = self._identifiers
        if self.happens(0.3):
            return f"urn:uuid:{self._source.getrandbits(32):08x}-0000-4000-8000-{number:012d}"
        if self.happens(0.2):
            return f"did:example:{kind}{number}#{self.one(('key', 'a', 'Z_9'))}"
        return f"https://roc.example/{kind}/{number}/{self.one(IRI_ENDINGS)}"

    def text(self) -> str:
        """Return a text, most of the time an ordinary one."""
        if self.happens(0.3):
            return self.one(PLAIN)
        return (
            self.one(self._texts) if self.happens(0.8) else f"{self.one(self._texts)} {self.one(self._texts)}"
        )

    def said(self) -> JsonValue:
        """Return a text, or texts in languages, or a text with a type."""
        return self.several(self._in_a_language, most=3) if self.happens(0.2) else self.said_once()

    def said_once(self) -> JsonValue:
        """Return a text, or a text in a language, or a text with a type."""
        if self.happens(0.8):
            return self.text()
        if self.happens(0.5):
            return self._in_a_language()
        return {"@value": self.text(), "@type": f"{_XSD}{self.one(('token', 'anyURI', 'normalizedString'))}"}

    def _in_a_language(self) -> JsonValue:
        return {"@value": self.text(), "@language": self.one(LANGUAGES)}

    def moment(self) -> str:
        """Return a date and time, written in one of the ways that there are."""
        day = f"20{self.number(10, 49)}-{self.number(1, 12):02d}-{self.number(1, 28):02d}"
        return f"{day}T{self.number(0, 23):02d}:30:00{self.one(('Z', '+01:00', '.5Z', '.123456-05:00'))}"

    def day(self) -> str:
        """Return a date."""
        return self.moment()[:10]

    def quantity(self) -> JsonValue:
        """Return a number that every implementation writes alike."""
        if self.happens(0.4):
            return self.number(-5, 240)
        if self.happens(0.3):
            return float(self.number(0, 60))
        return self.one(
            (0.5, 2.5, 68.6, 0.1, 7.25, -3.75, 1234.5678, 0.000001, 1e15, 123456789012345, 2**53 - 1, 0.3)
        )

    def several(self, make: Callable[[], JsonValue], *, most: int = 4) -> JsonValue:
        """Return one of something, or an array of different ones."""
        if self.happens(0.4):
            return make()
        return self.array(make, most=most)

    def array(self, make: Callable[[], JsonValue], *, least: int = 1, most: int = 4) -> list[JsonValue]:
        """Return an array of different items; fewer than ``least`` if no more differ."""
        items: dict[str, JsonValue] = {}
        for _ in range(self.number(least, most)):
            item = make()
            items.setdefault(_meaning(item), item)
        return list(items.values())

    def members(
        self, required: JsonObject, optional: Mapping[str, Callable[[], JsonValue]] | None = None
    ) -> JsonObject:
        """Return an object with the required and some of the optional members, in any order."""
        chosen = dict(required)
        for name, make in (optional or {}).items():
            if self.happens(_SHARE_OF_OPTIONAL_MEMBERS):
                chosen[name] = make()
        names = list(chosen)
        self._source.shuffle(names)
        return {name: chosen[name] for name in names}

    def unnamed(self, kind: str, make: Callable[[], JsonObject]) -> JsonObject:
        """Return something without an id: a new one, or one that the document has elsewhere too.

        The same in two places are two blank nodes that only their places tell apart.
        """
        made = self._unnamed.setdefault(kind, [])
        if made and self.happens(0.5):
            return copy.deepcopy(self.one(made))
        thing = make()
        made.append(copy.deepcopy(thing))
        return thing

    def forget_unnamed(self) -> None:
        """Let nothing that follows be equal to anything unnamed that was made so far."""
        self._unnamed.clear()

    def types(self, *names: str) -> JsonValue:
        """Return types: as an array, or the only one alone."""
        if len(names) == 1 and self.happens(0.3):
            return names[0]
        return [*self.sample(names, len(names))]


def _meaning(value: JsonValue) -> str:
    """Return a text that is equal for values that RDF does not tell apart, and for a few more."""
    if isinstance(value, list):
        return " ".join(sorted(_meaning(item) for item in value))
    if isinstance(value, dict):
        members = (f"{json.dumps(name)} {_meaning(member)}" for name, member in value.items())
        return f"{{{' '.join(sorted(members))}}}"
    # Tags of languages that differ in case only are one language.
    return json.dumps(value).lower()
