"""In which order the blank nodes of a template get their canonical names.

That is the order of their first hashes. Few of those depend on what varies, so the others are sorted
once, and these are put between them.
"""

from bisect import bisect_left
from collections.abc import Sequence

from credentials.jsonld.canonical.canonical_fragments import tied_names
from credentials.jsonld.canonical.n_degree import Neighbour
from credentials.jsonld.templates.block_layouts import Repetition

_BEGIN_OF_NAME = "_:c14n"


class NodeOrder:
    """The order of the blank nodes that stand in statements; some have another first hash each time.

    Attributes:
        nodes: These blank nodes: first those that have the same hash each time, in its order.
        tied: Whether some of those have the same as another.
    """

    def __init__(
        self,
        digests: Sequence[bytes],
        touched: Sequence[int],
        neighbours: Sequence[Sequence[Neighbour]],
        *,
        work_per_tied_node: int,
    ) -> None:
        """Sort what can be sorted.

        Args:
            digests: The first hash of each node; empty for one that stands in no statement.
            touched: The nodes whose hash will be another one.
            neighbours: What tells nodes apart that have the same hash.
            work_per_tied_node: How much work that may be.
        """
        self._all_digests = digests
        self._neighbours = neighbours
        self._work_per_tied_node = work_per_tied_node
        others = set(range(len(digests))).difference(touched)
        static = sorted((digests[node], node) for node in others if digests[node])
        self._digests = [digest for digest, _ in static]
        self._touched = touched
        self.nodes = [node for _, node in static] + [*touched]
        self._different = frozenset(self._digests)
        self.tied = len(self._different) < len(static)

    def numbers(self, digests: Sequence[bytes]) -> list[int]:
        """Return the canonical number of each of :attr:`nodes`.

        Args:
            digests: The first hashes of the touched nodes.

        Raises:
            Repetition: A touched node has the first hash of another node.
            TooComplex: Telling apart those that always have the same takes more work than allowed.
        """
        ranks = {digest: rank for rank, digest in enumerate(sorted(digests))}
        if len(ranks) < len(digests) or not self._different.isdisjoint(ranks):
            raise Repetition
        if self.tied:
            return self._numbers_of_tied(digests)
        own = [bisect_left(self._digests, digest) + ranks[digest] for digest in digests]
        numbers = [*range(len(self.nodes))]
        for number in sorted(own, reverse=True):
            del numbers[number]
        return numbers + own

    def _numbers_of_tied(self, touched: Sequence[bytes]) -> list[int]:
        """Return the numbers when nodes were tied from the outset; they depend on the names around them."""
        digests = [*self._all_digests]
        for node, digest in zip(self._touched, touched, strict=True):
            digests[node] = digest
        names, _ = tied_names(digests, self._neighbours, work_per_tied_node=self._work_per_tied_node)
        return [int(names[node].removeprefix(_BEGIN_OF_NAME)) for node in self.nodes]
