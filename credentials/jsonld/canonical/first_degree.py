"""The first hash of each blank node: *Hash First Degree Quads* of RDFC-1.0.

With the blank nodes cut out, the text to hash is the fragments with ``_:a`` and ``_:z`` between them.

Spec: RDF Dataset Canonicalization 1.0 (W3C Recommendation) section 4.6.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from credentials.jsonld.canonical.fragments import Fragments, NamedQuad
from credentials.jsonld.canonical.n_degree import HashName, Neighbour


@dataclass(frozen=True, slots=True)
class HashedFragments:
    """Statements without repetitions, and the first hash of each blank node.

    Attributes:
        ground: As in :class:`Fragments`, as are the following.
        tails: Each sorted.
        heads: Each sorted.
        edges: Those between two blank nodes.
        named: The statements in named graphs.
        digests: The first hash of each blank node; empty for one that stands in no statement.
    """

    ground: Sequence[str]
    tails: Sequence[Sequence[str]]
    heads: Sequence[Sequence[str]]
    edges: Sequence[tuple[int, str, int]]
    named: Sequence[NamedQuad]
    digests: Sequence[bytes]


def hash_fragments(fragments: Fragments, *, hash_name: HashName = "sha256") -> HashedFragments:
    """Hash each blank node by its own statements (section 4.6.3).

    Repetitions are removed first: two statements about different blank nodes may well be the
    same text once these are written as ``_:a`` and ``_:z``, and count twice.
    """
    hash_function = getattr(hashlib, hash_name)
    tails = [sorted(set(lines)) if len(lines) > 1 else lines for lines in fragments.tails]
    heads = [sorted(set(lines)) if len(lines) > 1 else lines for lines in fragments.heads]
    edges = list(dict.fromkeys(fragments.edges))
    named = list(dict.fromkeys(fragments.named))
    more = _lines_with_other_nodes(edges, named) if edges or named else {}
    digests = []
    for node, own in enumerate(tails):
        if node in more:
            lines = [
                *more[node],
                *("_:a " + tail for tail in own),
                *(head + "_:a .\n" for head in heads[node]),
            ]
            text = "".join(sorted(lines))
        else:
            # In the order of the lines already, since "<" comes before "_".
            text = "_:a " + "_:a ".join(own) if own else ""
            if heads[node]:
                text = "_:a .\n".join(heads[node]) + "_:a .\n" + text
        digests.append(hash_function(text.encode("utf-8")).digest() if text else b"")
    return HashedFragments(fragments.ground, tails, heads, edges, named, digests)


def _lines_with_other_nodes(
    edges: Sequence[tuple[int, str, int]], named: Sequence[NamedQuad]
) -> dict[int, list[str]]:
    """Return the lines to hash of each blank node's statements that may have others in them."""
    lines: dict[int, list[str]] = defaultdict(list)
    for subject, predicate, object_ in edges:
        if subject == object_:
            lines[subject].append(f"_:a {predicate}_:a .\n")
        else:
            lines[subject].append(f"_:a {predicate}_:z .\n")
            lines[object_].append(f"_:z {predicate}_:a .\n")
    for quad in named:
        for node in {term for term in quad if isinstance(term, int)}:
            anonymous = ["_:a" if term == node else "_:z" if isinstance(term, int) else term for term in quad]
            lines[node].append(" ".join(anonymous) + " .\n")
    return lines


def neighbours_of(hashed: HashedFragments) -> list[list[Neighbour]]:
    """Return for each blank node how the others in its statements are related to it.

    Spec: RDFC-1.0 sections 4.7.3 steps 2 and 3, and 4.8.3 step 3.
    """
    neighbours: list[list[Neighbour]] = [[] for _ in hashed.digests]
    for subject, predicate, object_ in hashed.edges:
        if subject != object_:
            neighbours[subject].append((f"o{predicate.rstrip()}", object_))
            neighbours[object_].append((f"s{predicate.rstrip()}", subject))
    for quad in hashed.named:
        terms = (
            ("s", quad.predicate, quad.subject),
            ("o", quad.predicate, quad.object),
            ("g", "", quad.graph),
        )
        for node in {term for term in quad if isinstance(term, int)}:
            for position, predicate, term in terms:
                if isinstance(term, int) and term != node:
                    neighbours[node].append((position + predicate, term))
    return neighbours
