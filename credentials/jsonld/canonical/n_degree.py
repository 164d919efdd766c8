"""Telling tied blank nodes apart: *Hash N-Degree Quads* of RDFC-1.0, with a bound on its work.

Blank nodes with the same first hash are told apart by walking from node to node and trying every
order of equal neighbours. That is what a hostile graph makes exponential, so everything that
costs time is counted before it is done.

Nodes are numbers here, and what relates two of them is cut out of the quads once, before the walk.

Spec: RDF Dataset Canonicalization 1.0 (W3C Recommendation) sections 4.4.3 step 5, 4.7 and 4.8.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final, Literal, TypeAlias

from credentials.jsonld.strictness import TooComplex

HashName: TypeAlias = Literal["sha256", "sha384"]
Neighbour: TypeAlias = tuple[str, int]
"""How a node is related, as it is hashed (``s<predicate>``, ``o<predicate>`` or ``g``), and which."""

# Work is counted in hashes made (a node's counts twice), neighbours looked at and neighbours put into
# an order: about a microsecond a unit. Any graph may do this much; the most that a positive test of the W3C
# suite takes is 4,256.
FREE_WORK: Final = 5_000
# However many tied nodes a graph brings, it may do no more than this.
MAX_WORK: Final = 10_000
# How far the walk may go from one node. Two Python frames each, so that it stays well below the
# interpreter's limit; the longest honest walk is along a list that stands twice in a document.
MAX_DISTANCE: Final = 250

_HASHED: Final = 2
_COMES_BEFORE: Final = -1


class TiedNodes:
    """The canonical names of all blank nodes, and the walk that finds those of the tied ones.

    Attributes:
        names: The name of each node, "" as long as it has none.
        work: What was done so far, in the unit of the limits.
    """

    def __init__(
        self,
        names: list[str],
        first_hashes: Sequence[str],
        neighbours: Sequence[Sequence[Neighbour]],
        *,
        hash_name: HashName,
        work_allowed: int,
    ) -> None:
        self.names = names
        self.work = 0
        self._first_hashes = first_hashes
        self._neighbours = neighbours
        self._hash_function = getattr(hashlib, hash_name)
        self._work_allowed = work_allowed
        self._named = len(names) - names.count("")
        # The temporary names of one walk, and the nodes in the order in which they got them: names
        # are taken back by cutting off the end, where the specification copies the whole.
        self._temporary = [""] * len(names)
        self._issued: list[int] = []
        self._hashes: dict[str, str] = {}

    def name_all(self, groups: Sequence[Sequence[int]]) -> None:
        """Name all tied nodes.

        Args:
            groups: The nodes of each shared first hash, in the order of the hashes.

        Raises:
            TooComplex: It takes more work than is allowed.

        Spec: RDFC-1.0 section 4.4.3 step 5.
        """
        # Each of them is hashed at least once, so that too many need not even be tried.
        self._spend(sum(_HASHED + len(self._neighbours[node]) for nodes in groups for node in nodes))
        self.work = 0
        for nodes in groups:
            self._name_group(nodes)

    def _name_group(self, nodes: Sequence[int]) -> None:
        """Name the nodes of one shared hash, and those that are met on the way."""
        results = []
        for node in nodes:
            if not self.names[node]:
                self._issue(node)
                results.append((self._hash_node(node, 1), self._issued[:]))
                self._take_back(0)
        for _, met in sorted(results, key=_hash_of):
            for node in met:
                if not self.names[node]:
                    self.names[node] = f"_:c14n{self._named}"
                    self._named += 1

    def _hash_node(self, node: int, distance: int) -> str:
        """Hash a node by everything that can be reached from it (section 4.8.3).

        The nodes that are met keep their temporary names.
        """
        neighbours = self._neighbours[node]
        self._spend(_HASHED + len(neighbours))
        if distance > MAX_DISTANCE:
            raise TooComplex("tied blank nodes in a chain that is too long", pointer="")
        groups: dict[str, list[int]] = {}
        for relation, other in neighbours:
            # Section 4.7.3. The same few texts come back again and again.
            text = relation + (self.names[other] or self._temporary[other] or self._first_hashes[other])
            related_hash = self._hashes.get(text)
            if related_hash is None:
                related_hash = self._hashes[text] = self._hash(text)
                self.work += 1
            groups.setdefault(related_hash, []).append(other)
        data = []
        for related_hash in sorted(groups):
            equals = groups[related_hash]
            data.append(related_hash)
            if len(equals) == 1:
                data.append(self._only_path(equals[0], distance))
            else:
                data.append(self._shortest_path(equals, distance))
        return self._hash("".join(data))

    def _only_path(self, node: int, distance: int) -> str:
        """Return the path of a neighbour that has no equal."""
        name = self.names[node] or self._temporary[node]
        if name:
            return name
        name = self._issue(node)
        return f"{name}{name}<{self._hash_node(node, distance + 1)}>"

    def _shortest_path(self, equals: Sequence[int], distance: int) -> str:
        """Try every order of equal neighbours and keep the one whose path comes first (step 5.4).

        The specification gives an order up when its path is long enough and comes later. Here
        that is seen at the first piece that comes later: the same choice, made sooner.
        """
        start = len(self._issued)
        best = ""
        best_issued: list[int] = []
        for order in _orders(equals):
            self._spend(len(order))
            names: list[str] = []
            recursion: list[int] = []
            for node in order:
                name = self.names[node] or self._temporary[node]
                if not name:
                    name = self._issue(node)
                    recursion.append(node)
                names.append(name)
            path = ["".join(names)]
            position = _compare(path[0], best, 0) if best else _COMES_BEFORE
            for node in recursion:
                if position is None:
                    break
                path.append(f"{self._temporary[node]}<{self._hash_node(node, distance + 1)}>")
                position = _compare(path[-1], best, position)
            if position is not None and position < len(best):
                best, best_issued = "".join(path), self._issued[start:]
            self._take_back(start)
        for node in best_issued:
            self._issue(node)
        return best

    def _issue(self, node: int) -> str:
        name = self._temporary[node] = f"_:b{len(self._issued)}"
        self._issued.append(node)
        return name

    def _take_back(self, count: int) -> None:
        for node in self._issued[count:]:
            self._temporary[node] = ""
        del self._issued[count:]

    def _hash(self, text: str) -> str:
        return str(self._hash_function(text.encode("utf-8")).hexdigest())

    def _spend(self, work: int) -> None:
        self.work += work
        if self.work > self._work_allowed:
            raise TooComplex(
                "the blank nodes are too much alike to be told apart within the work allowed", pointer=""
            )


def _orders(nodes: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield every order of some nodes, each once.

    A node of a named graph is related to the graph's name by each of its statements, always in the
    same way, so that the name stands here several times.
    """
    counts = Counter(nodes)
    if len(counts) == len(nodes):
        yield from permutations(nodes)
        return
    order: list[int] = []

    def extend() -> Iterator[Sequence[int]]:
        if len(order) == len(nodes):
            yield tuple(order)
        for node in list(counts):
            if counts[node]:
                counts[node] -= 1
                order.append(node)
                yield from extend()
                order.pop()
                counts[node] += 1

    yield from extend()


def work_allowed(tied: int, per_tied_node: int) -> int:
    """Return how much work a graph may cause that has this many tied nodes."""
    return min(FREE_WORK + per_tied_node * tied, MAX_WORK)


def _compare(piece: str, best: str, position: int) -> int | None:
    """Compare the next piece of a path with what the best path has there.

    Args:
        piece: What comes next.
        best: The whole of the best path.
        position: Up to where the two are the same, or ``_COMES_BEFORE``.

    Returns:
        Such a position, or None when this path comes after the best one.
    """
    if position == _COMES_BEFORE:
        return position
    if best.startswith(piece, position):
        return position + len(piece)
    return None if piece > best[position : position + len(piece)] else _COMES_BEFORE


def _hash_of(result: tuple[str, list[int]]) -> str:
    return result[0]
