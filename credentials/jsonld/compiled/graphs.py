"""Statements of a named graph, which are the only ones that are written with their graph."""

from collections.abc import Iterator

from credentials.jsonld.canonical.fragments import NamedQuad


def named_quads(
    graph: int,
    first: int,
    ground: list[str],
    tails: list[list[str]],
    heads: list[list[str]],
    edges: list[tuple[int, str, int]],
) -> Iterator[NamedQuad]:
    """Put fragments into a named graph.

    Args:
        graph: The blank node that names it.
        first: The number of the blank node that ``tails`` and ``heads`` begin with.
        ground: As in :class:`~credentials.jsonld.canonical.fragments.Fragments`, as are the following.
        tails: Of the blank nodes from ``first`` on.
        heads: Of the blank nodes from ``first`` on.
        edges: Those between two blank nodes.
    """
    for line in ground:
        subject, predicate, object_ = line[:-3].split(" ", 2)
        yield NamedQuad(subject, predicate, object_, graph)
    for node, lines in enumerate(tails, first):
        for line in lines:
            predicate, object_ = line[:-3].split(" ", 1)
            yield NamedQuad(node, predicate, object_, graph)
    for node, lines in enumerate(heads, first):
        for line in lines:
            subject, predicate = line[:-1].split(" ")
            yield NamedQuad(subject, predicate, node, graph)
    for source, predicate, target in edges:
        yield NamedQuad(source, predicate[:-1], target, graph)
