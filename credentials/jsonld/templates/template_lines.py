"""The lines of a template, as blocks about one subject each, with places for what varies."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from credentials.jsonld.canonical.canonical_fragments import term_of
from credentials.jsonld.canonical.first_degree import HashedFragments
from credentials.jsonld.canonical.fragments import Node


class Repetition(Exception):
    """Two lines or two blank nodes have become the same."""


class VaryingLine(NamedTuple):
    r"""The rest of a line, behind its subject, with a varying term in it.

    Attributes:
        before: ``<p> <`` or ``<p> "``.
        number: Which of the varying values comes here.
        after: ``> .\n`` or, for instance, ``"@nl .\n``.
    """

    before: str
    number: int
    after: str


@dataclass(slots=True)
class Block:
    """The lines about one subject, without the subject.

    Attributes:
        static: Those with nothing that varies, sorted.
        varying: Those with a varying term.
        to_nodes: Those with a blank node as object: ``<p> `` and the node.
        named: Those in named graphs: predicate, object and graph.
    """

    static: list[str] = field(default_factory=list)
    varying: list[VaryingLine] = field(default_factory=list)
    to_nodes: list[tuple[str, int]] = field(default_factory=list)
    named: list[tuple[str, Node, Node]] = field(default_factory=list)

    @property
    def is_static(self) -> bool:
        """Whether the lines are the same each time."""
        return not (self.varying or self.to_nodes or self.named)

    def add(self, line: str, mark: re.Pattern[str]) -> None:
        """Add a line; ``mark`` finds what varies in it."""
        marked = mark.split(line)
        if len(marked) == 3:
            self.varying.append(VaryingLine(marked[0], int(marked[1]), marked[2]))
        else:
            self.static.append(line)

    def filled(self, terms: Sequence[str]) -> list[str]:
        """Return the lines that have no blank node as object.

        Raises:
            Repetition: Two of them are the same.
        """
        if not self.varying:
            return self.static
        lines = self.static + [before + terms[number] + after for before, number, after in self.varying]
        if len(set(lines)) != len(lines):
            raise Repetition
        return lines

    def written(self, subject: str, lines: list[str], names: Sequence[str]) -> str:
        """Write all lines, of which ``lines`` are those that :meth:`filled` returned."""
        if self.to_nodes:
            lines = lines + [f"{predicate}{names[node]} .\n" for predicate, node in self.to_nodes]
        if self.named:
            lines = lines + [
                f"{predicate} {term_of(object_, names)} {term_of(graph, names)} .\n"
                for predicate, object_, graph in self.named
            ]
        if lines is not self.static:
            lines.sort()
        return subject + subject.join(lines) if lines else ""


@dataclass(slots=True)
class TouchedNode:
    r"""A blank node whose first hash depends on a varying term.

    Attributes:
        heads: Subjects and predicates of the statements with it as their object and no blank node
            as their subject. A number stands for a varying subject.
        outgoing: The lines to blank nodes as they are hashed, ``<p> _:z .\n``.
        incoming: The lines from other blank nodes as they are hashed, sorted.
    """

    heads: list[tuple[str | int, str]]
    outgoing: list[str] = field(default_factory=list)
    incoming: list[str] = field(default_factory=list)

    def digest(self, lines: list[str], terms: Sequence[str]) -> bytes:
        """Return the first hash (RDFC-1.0 section 4.6.3), given the other lines about it."""
        tails = sorted(lines + self.outgoing)
        text = "_:a " + "_:a ".join(tails) if tails else ""
        if self.heads:
            heads = [
                (subject if isinstance(subject, str) else f"<{terms[subject]}> ") + predicate
                for subject, predicate in self.heads
            ]
            text = "_:a .\n".join(sorted(heads)) + "_:a .\n" + text
        return hashlib.sha256((text + "".join(self.incoming)).encode("utf-8")).digest()


def blocks_of_nodes(hashed: HashedFragments, mark: re.Pattern[str]) -> list[Block]:
    """Return the lines about each blank node."""
    blocks = []
    for tails in hashed.tails:
        block = Block()
        for line in tails:
            block.add(line, mark)
        blocks.append(block)
    for subject, predicate, object_ in hashed.edges:
        blocks[subject].to_nodes.append((predicate, object_))
    for quad in hashed.named:
        if isinstance(quad.subject, int):
            blocks[quad.subject].named.append(quad[1:])
    return blocks


def blocks_of_subjects(hashed: HashedFragments, mark: re.Pattern[str]) -> dict[str, Block]:
    """Return the lines about each IRI."""
    blocks: dict[str, Block] = defaultdict(Block)
    for line in sorted(set(hashed.ground)):
        subject, _, rest = line.partition(" ")
        blocks[f"{subject} "].add(rest, mark)
    for node, heads in enumerate(hashed.heads):
        for head in heads:
            subject, _, predicate = head.partition(" ")
            blocks[f"{subject} "].to_nodes.append((predicate, node))
    for quad in hashed.named:
        if isinstance(quad.subject, str):
            blocks[f"{quad.subject} "].named.append(quad[1:])
    return blocks


def touched_nodes(
    hashed: HashedFragments, blocks: Sequence[Block], mark: re.Pattern[str]
) -> dict[int, TouchedNode]:
    """Return the blank nodes that are in a statement with something that varies."""
    touched = {
        node: TouchedNode([_head(head, mark) for head in heads])
        for node, heads in enumerate(hashed.heads)
        if blocks[node].varying or any(mark.search(head) for head in heads)
    }
    for subject, predicate, object_ in hashed.edges:
        if subject in touched:
            touched[subject].outgoing.append(f"{predicate}{'_:a' if subject == object_ else '_:z'} .\n")
        if object_ in touched and object_ != subject:
            touched[object_].incoming.append(f"_:z {predicate}_:a .\n")
    for node in touched.values():
        node.incoming.sort()
    return touched


def _head(head: str, mark: re.Pattern[str]) -> tuple[str | int, str]:
    subject, _, predicate = head.partition(" ")
    marked = mark.search(subject)
    return int(marked[1]) if marked else f"{subject} ", predicate
