"""RDF Dataset Canonicalization, RDFC-1.0, with a bound on the work it may do.

The steps, with the names of the specification:

1. Hash each blank node by the quads it stands in (*Hash First Degree Quads*).
2. Blank nodes whose hash is theirs alone get canonical identifiers, in order of the hash.
3. The tied ones are told apart by walking from node to node and trying every order of equal
   neighbours (*Hash N-Degree Quads*). This is what a hostile graph makes exponential, so
   every hash and every order tried is counted.
4. Write the quads with the canonical identifiers and sort the lines by code point.

Spec: RDF Dataset Canonicalization 1.0 (W3C Recommendation) section 4.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType
from typing import Literal, TypeAlias

from credentials.jsonld.nquads import Quad, is_blank, line
from credentials.jsonld.strictness import TooComplex
from credentials.limits import DEFAULT_LIMITS

HashName: TypeAlias = Literal["sha256", "sha384"]

# Work is counted in hashes and in orders tried, each about 2.5 microseconds. Any graph may do
# this much: the most that a positive test of the W3C suite takes is 6,156.
FREE_WORK = 8_000
# However many tied nodes a graph brings, it may do no more than this: about a tenth of a second.
MAX_WORK = 30_000
# How far the walk may go from one node. Three Python frames each, so that it stays well below the
# interpreter's limit; the blank nodes of a document of 64 levels are at most 126 steps apart.
MAX_DISTANCE = 180


@dataclass(frozen=True, slots=True)
class CanonicalDataset:
    """The outcome of canonicalization.

    Attributes:
        nquads: The canonical form.
        issued: From the blank node labels of the input, without "_:", to the canonical ones.
        work: What the tied blank nodes cost, in the unit of the limit.
    """

    nquads: str
    issued: Mapping[str, str]
    work: int


def canonical_nquads(
    quads: Iterable[Quad],
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int = DEFAULT_LIMITS.canonicalization_work,
) -> str:
    """Return the canonical N-Quads of a dataset.

    Raises:
        TooComplex: See :func:`canonicalize_dataset`.
    """
    return canonicalize_dataset(quads, hash_name=hash_name, work_per_tied_node=work_per_tied_node).nquads


def canonicalize_dataset(
    quads: Iterable[Quad],
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int = DEFAULT_LIMITS.canonicalization_work,
) -> CanonicalDataset:
    """Canonicalize a dataset.

    Args:
        quads: Repeated quads count once.
        hash_name: Which hash function to use; the cryptosuites that we know use SHA-256.
        work_per_tied_node: How much each blank node that shares its first hash with another
            adds to the work allowed.

    Raises:
        TooComplex: Telling the tied blank nodes apart takes more work than allowed.

    Spec: RDFC-1.0 section 4.4.3.
    """
    return _Canonicalization(quads, hash_name, work_per_tied_node).run()


class _Issuer:
    """Gives blank nodes new names, in the order in which they are asked for.

    Spec: RDFC-1.0 section 4.5.
    """

    __slots__ = ("issued", "prefix")

    def __init__(self, prefix: str, issued: Mapping[str, str] = MappingProxyType({})) -> None:
        self.prefix = prefix
        self.issued = dict(issued)

    def issue(self, node: str) -> str:
        name = self.issued.get(node)
        if name is None:
            name = self.issued[node] = f"{self.prefix}{len(self.issued)}"
        return name

    def copy(self) -> "_Issuer":
        return _Issuer(self.prefix, self.issued)


class _Canonicalization:
    """The state of one run (section 4.2)."""

    def __init__(self, quads: Iterable[Quad], hash_name: HashName, work_per_tied_node: int) -> None:
        self.quads = sorted(set(quads))
        self.hash_function = getattr(hashlib, hash_name)
        self.work_per_tied_node = work_per_tied_node
        self.work = 0
        self.distance = 0
        self.allowed_work = FREE_WORK
        self.quads_of: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            for node in {term for term in (quad.subject, quad.object, quad.graph) if is_blank(term)}:
                self.quads_of[node].append(quad)
        self.first_degree: dict[str, str] = {}
        self.canonical = _Issuer("_:c14n")

    def run(self) -> CanonicalDataset:
        nodes_of: dict[str, list[str]] = defaultdict(list)
        for node in self.quads_of:
            digest = self.first_degree[node] = self.hash_first_degree_quads(node)
            nodes_of[digest].append(node)
        tied = []
        for _, nodes in sorted(nodes_of.items()):
            if len(nodes) == 1:
                self.canonical.issue(nodes[0])
            else:
                tied.append(nodes)
        self.allowed_work = min(
            FREE_WORK + self.work_per_tied_node * sum(len(nodes) for nodes in tied), MAX_WORK
        )
        for nodes in tied:
            self.issue_tied(nodes)
        return CanonicalDataset(
            nquads="".join(sorted(line(self.relabel(quad)) for quad in self.quads)),
            issued={node[2:]: name[2:] for node, name in self.canonical.issued.items()},
            work=self.work,
        )

    def issue_tied(self, nodes: Sequence[str]) -> None:
        """Name the nodes of one shared hash (section 4.4.3 step 5)."""
        results = []
        for node in nodes:
            if node in self.canonical.issued:
                continue
            issuer = _Issuer("_:b")
            issuer.issue(node)
            results.append(self.hash_n_degree_quads(node, issuer))
        for _, issuer in sorted(results, key=_by_hash):
            for node in issuer.issued:
                self.canonical.issue(node)

    def hash_first_degree_quads(self, node: str) -> str:
        """Hash a node by its quads alone (section 4.6.3)."""
        lines = []
        for quad in self.quads_of[node]:
            subject, predicate, object_, graph = quad
            lines.append(
                line(
                    Quad(
                        _anonymous(subject, node),
                        predicate,
                        _anonymous(object_, node),
                        _anonymous(graph, node),
                    )
                )
            )
        return self.hash("".join(sorted(lines)))

    def hash_related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Hash how a neighbour is related (section 4.7.3)."""
        self.spend()
        predicate = "" if position == "g" else quad.predicate
        name = self.canonical.issued.get(related) or issuer.issued.get(related) or self.first_degree[related]
        return self.hash(f"{position}{predicate}{name}")

    def hash_n_degree_quads(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Hash a node by everything that can be reached from it (section 4.8.3)."""
        self.spend()
        self.distance += 1
        if self.distance > MAX_DISTANCE:
            raise TooComplex("tied blank nodes in a chain that is too long", pointer="")
        neighbours: dict[str, list[str]] = defaultdict(list)
        for quad in self.quads_of[node]:
            for term, position in ((quad.subject, "s"), (quad.object, "o"), (quad.graph, "g")):
                if term != node and is_blank(term):
                    neighbours[self.hash_related(term, quad, issuer, position)].append(term)
        data = []
        for related_hash, related in sorted(neighbours.items()):
            path, issuer = self.shortest_path(related, issuer)
            data.append(related_hash + path)
        self.distance -= 1
        return self.hash("".join(data)), issuer

    def shortest_path(self, related: Sequence[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """Try every order of equal neighbours and keep the one that comes first (step 5.4)."""
        chosen_path = ""
        chosen_issuer = issuer
        for order in permutations(related):
            self.spend()
            found = self.walk(order, issuer.copy(), chosen_path)
            if found is not None:
                chosen_path, chosen_issuer = found
        return chosen_path, chosen_issuer

    def walk(self, order: Sequence[str], issuer: _Issuer, chosen_path: str) -> tuple[str, _Issuer] | None:
        """Return the path of one order, or None as soon as it cannot come before the chosen one."""
        path = ""
        recursion = []
        for related in order:
            if related in self.canonical.issued:
                path += self.canonical.issued[related]
            else:
                if related not in issuer.issued:
                    recursion.append(related)
                path += issuer.issue(related)
            if _comes_after(path, chosen_path):
                return None
        for related in recursion:
            digest, result = self.hash_n_degree_quads(related, issuer)
            path += f"{issuer.issue(related)}<{digest}>"
            issuer = result
            if _comes_after(path, chosen_path):
                return None
        if chosen_path and path >= chosen_path:
            return None
        return path, issuer

    def relabel(self, quad: Quad) -> Quad:
        names = self.canonical.issued
        return Quad(
            names.get(quad.subject, quad.subject),
            quad.predicate,
            names.get(quad.object, quad.object),
            names.get(quad.graph, quad.graph),
        )

    def hash(self, text: str) -> str:
        return str(self.hash_function(text.encode("utf-8")).hexdigest())

    def spend(self) -> None:
        self.work += 1
        if self.work > self.allowed_work:
            raise TooComplex(
                "the blank nodes are too much alike to be told apart within the work allowed", pointer=""
            )


def _anonymous(term: str, node: str) -> str:
    if not is_blank(term):
        return term
    return "_:a" if term == node else "_:z"


def _comes_after(path: str, chosen_path: str) -> bool:
    # The specification's short cut: the lengths are compared so that a prefix is never dropped.
    return bool(chosen_path) and len(path) >= len(chosen_path) and path > chosen_path


def _by_hash(result: tuple[str, _Issuer]) -> str:
    return result[0]
