"""A document's statements, in the pieces that canonicalization puts together.

Canonicalization only ever does two things with a statement: put a blank node's name into it, and
sort it. So a statement is kept as the text around those names, from the moment it is made.
"""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Node: TypeAlias = "int | str"
"""A blank node's number, or the N-Quads term of anything else."""


class NamedQuad(NamedTuple):
    """A statement in a named graph. What a document states has blank nodes for names of graphs only.

    Attributes:
        subject: ``<iri>`` or a blank node.
        predicate: ``<iri>``.
        object: ``<iri>``, a literal, or a blank node.
        graph: The name of the graph: a blank node, or ``<iri>``.
    """

    subject: Node
    predicate: str
    object: Node
    graph: Node


@dataclass(slots=True)
class Fragments:
    r"""Statements with their blank nodes cut out. Blank nodes are numbered from 0.

    Attributes:
        ground: Statements of the default graph without blank nodes: ``"<s> <p> o .\n"``.
        tails: For each blank node, the statements of the default graph that have it as their
            subject and no other blank node: ``"<p> o .\n"``.
        heads: For each blank node, those that have it as their object only: ``"<s> <p> "``.
        edges: Those between two blank nodes: subject, ``"<p> "``, object.
        named: The statements in named graphs.
    """

    ground: list[str] = field(default_factory=list)
    tails: list[list[str]] = field(default_factory=list)
    heads: list[list[str]] = field(default_factory=list)
    edges: list[tuple[int, str, int]] = field(default_factory=list)
    named: list[NamedQuad] = field(default_factory=list)

    def blank_node(self) -> int:
        """Make a new blank node, and return its number."""
        self.tails.append([])
        self.heads.append([])
        return len(self.tails) - 1
