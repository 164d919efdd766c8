"""Parts that many credentials share, and what came of them before: their issuer, their achievement."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from weakref import WeakSet

import orjson

from credentials.jsonld.bounded_memory import Remembered
from credentials.jsonld.canonical.first_degree import HashedFragments
from credentials.jsonld.canonical.n_degree import Neighbour
from credentials.jsonld.compiled.compiled_contexts import CompiledContext, DerivedContext
from credentials.parsing import JsonObject

# The members whose values are worth a look: large, and the same in many credentials.
SHARED_MEMBERS: Final = frozenset({"issuer", "achievement"})

_MAX_MISSED: Final = 8


class SharedPart(Remembered):
    """What came of an object with an id.

    Attributes:
        members: The object.
        term: ``<id>``.
        hashed: What it states, and the first hash of each of its blank nodes.
        neighbours: How its blank nodes are related to each other.
        described: The ids of the objects in it, each of which stands there once.
        nodes: How many objects and array items are in it.
        levels: How deep they are nested, at most.
        contexts: What was derived from the context where it stands.
        agrees_with: Achievements, if it is an issuer, in which the same is said of the same nodes.
    """

    __slots__ = (
        "__weakref__",
        "agrees_with",
        "contexts",
        "described",
        "hashed",
        "levels",
        "members",
        "neighbours",
        "nodes",
        "term",
    )

    def __init__(
        self,
        members: JsonObject,
        *,
        hashed: HashedFragments,
        neighbours: Sequence[Sequence[Neighbour]],
        described: frozenset[str],
        nodes: int,
        levels: int,
        contexts: frozenset[DerivedContext],
        size: int,
    ) -> None:
        super().__init__(size)
        self.members = members
        self.term = f"<{members['id']}>"
        self.hashed = hashed
        self.neighbours = neighbours
        self.described = described
        self.nodes = nodes
        self.levels = levels
        self.contexts = contexts
        self.agrees_with: WeakSet[SharedPart] = WeakSet()


class Missed(NamedTuple):
    """An object that would have been found if anything had been known of it.

    Attributes:
        context: Where it stands.
        text: Its JSON.
        members: The object.
    """

    context: CompiledContext
    text: bytes
    members: JsonObject


class PartsOfDocument:
    """The shared parts that are met in one document.

    Attributes:
        found: Those that are known, in order, each with how many other blank nodes come before its own.
        missed: The others.
    """

    def __init__(self) -> None:
        self.found: list[tuple[int, SharedPart]] = []
        self.missed: list[Missed] = []

    def forget(self) -> None:
        """Start again with the same document."""
        self.found.clear()
        self.missed.clear()

    def find(self, members: JsonObject, context: CompiledContext, position: int) -> SharedPart | None:
        """Return what came of an object the last time, and note that it was met.

        Args:
            members: The object.
            context: Where it stands.
            position: How many blank nodes of other parts of the document come before it.
        """
        if type(members.get("id")) is not str:
            return None
        try:
            text = orjson.dumps(members)
        except orjson.JSONEncodeError:  # half of a surrogate pair, or no JSON
            return None
        part = context.shared.get(text)
        # A tuple or a date, which no JSON document has, would be written as something that one has.
        if part is None or part.members != members:
            if len(self.missed) < _MAX_MISSED:
                self.missed.append(Missed(context, text, members))
            return None
        part.used = True
        self.found.append((position, part))
        return part
