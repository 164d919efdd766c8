"""RDF Dataset Canonicalization, RDFC-1.0, of statements whose blank nodes are cut out.

The steps, with the names of the specification:

1. Hash each blank node by the quads it stands in (*Hash First Degree Quads*): see
   ``first_degree.py``.
2. Blank nodes whose hash is theirs alone get canonical identifiers, in order of the hash.
3. The tied ones are told apart by *Hash N-Degree Quads*: see ``n_degree.py``.
4. Write the fragments with the canonical identifiers between them, in the order of the lines.
   All lines of one blank node stand together, so that only they need be sorted.

Spec: RDF Dataset Canonicalization 1.0 (W3C Recommendation) section 4.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from credentials.jsonld.canonical.first_degree import HashedFragments, hash_fragments, neighbours_of
from credentials.jsonld.canonical.fragments import Fragments, Node
from credentials.jsonld.canonical.n_degree import HashName, Neighbour, TiedNodes, work_allowed
from credentials.limits import DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class CanonicalForm:
    """The outcome of canonicalization.

    Attributes:
        nquads: The canonical form.
        names: The canonical name of each blank node, ``_:c14n0`` and so on; "" for one that
            stands in no statement.
        work: What the tied blank nodes cost, in the unit of the limit.
    """

    nquads: str
    names: Sequence[str]
    work: int


def canonical_form(
    fragments: Fragments,
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int = DEFAULT_LIMITS.canonicalization_work,
) -> str:
    """Return the canonical N-Quads of some statements.

    Raises:
        TooComplex: See :func:`canonicalize_fragments`.
    """
    return canonicalize_fragments(
        fragments, hash_name=hash_name, work_per_tied_node=work_per_tied_node
    ).nquads


def canonicalize_fragments(
    fragments: Fragments,
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int = DEFAULT_LIMITS.canonicalization_work,
) -> CanonicalForm:
    """Give all blank nodes of some statements their canonical names.

    Args:
        fragments: The statements. Repeated ones count once.
        hash_name: Which hash function to use; the cryptosuites say.
        work_per_tied_node: How much each blank node that shares its first hash with another
            adds to the work allowed.

    Raises:
        TooComplex: Telling the tied blank nodes apart takes more work than allowed.

    Spec: RDFC-1.0 section 4.4.3.
    """
    hashed = hash_fragments(fragments, hash_name=hash_name)
    work = 0
    names = unique_names(hashed.digests)
    if names is None:
        names, work = tied_names(
            hashed.digests,
            neighbours_of(hashed),
            hash_name=hash_name,
            work_per_tied_node=work_per_tied_node,
        )
    return CanonicalForm(nquads=written([hashed], [names]), names=names, work=work)


def unique_names(digests: Sequence[bytes]) -> list[str] | None:
    """Return the canonical names of blank nodes that all have another first hash, else None."""
    if len(set(digests)) != len(digests) or b"" in digests:
        return None
    names = [""] * len(digests)
    for number, node in enumerate(sorted(range(len(digests)), key=digests.__getitem__)):
        names[node] = f"_:c14n{number}"
    return names


def tied_names(
    digests: Sequence[bytes],
    neighbours: Sequence[Sequence[Neighbour]],
    *,
    hash_name: HashName = "sha256",
    work_per_tied_node: int,
) -> tuple[list[str], int]:
    """Return the canonical names of blank nodes of which some share a first hash, and the work done.

    Raises:
        TooComplex: See :func:`canonicalize_fragments`.

    Spec: RDFC-1.0 section 4.4.3 steps 4 and 5.
    """
    nodes_of: dict[bytes, list[int]] = defaultdict(list)
    for node, digest in enumerate(digests):
        if digest:
            nodes_of[digest].append(node)
    groups = [nodes for _, nodes in sorted(nodes_of.items())]
    alone = [nodes[0] for nodes in groups if len(nodes) == 1]
    names = [""] * len(digests)
    for number, node in enumerate(alone):
        names[node] = f"_:c14n{number}"
    tied = TiedNodes(
        names,
        [digest.hex() for digest in digests],
        neighbours,
        hash_name=hash_name,
        work_allowed=work_allowed(sum(map(len, groups)) - len(alone), work_per_tied_node),
    )
    tied.name_all([nodes for nodes in groups if len(nodes) > 1])
    return tied.names, tied.work


def written(parts: Sequence[HashedFragments], names_of: Sequence[Sequence[str]]) -> str:
    """Write statements with the canonical names of their blank nodes, sorted by code point.

    Args:
        parts: Statements that share no blank nodes; a ground statement may stand in several.
        names_of: The names of the blank nodes of each part.
    """
    first: list[str] = []
    blocks: dict[str, str] = {}
    for part, names in zip(parts, names_of, strict=True):
        first += part.ground
        own = _with_other_nodes(part, names, first)
        for node, name in enumerate(names):
            lines: Sequence[str] = part.tails[node]
            if node in own:
                lines = sorted([*lines, *own[node]])
            if lines:
                blocks[name] = f"{name} " + f"{name} ".join(lines)
            if part.heads[node]:
                first += [f"{head}{name} .\n" for head in part.heads[node]]
    # "<" comes before "_", and a space before every digit.
    return "".join(sorted(set(first))) + "".join([blocks[name] for name in sorted(blocks)])


def _with_other_nodes(part: HashedFragments, names: Sequence[str], first: list[str]) -> dict[int, list[str]]:
    """Return the rest of the lines about each blank node that have other names in them.

    Lines in named graphs that are about something else are added to ``first``.
    """
    lines: dict[int, list[str]] = defaultdict(list)
    for subject, predicate, object_ in part.edges:
        lines[subject].append(f"{predicate}{names[object_]} .\n")
    for quad in part.named:
        rest = f"{quad.predicate} {term_of(quad.object, names)} {term_of(quad.graph, names)} .\n"
        if isinstance(quad.subject, int):
            lines[quad.subject].append(rest)
        else:
            first.append(f"{quad.subject} {rest}")
    return lines


def term_of(term: Node, names: Sequence[str]) -> str:
    """Return the N-Quads term, given the names of the blank nodes."""
    return names[term] if isinstance(term, int) else term
