"""The lines of a template, as blocks about one subject each, with places for what varies."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from credentials.jsonld.canonical.first_degree import HashedFragments
from credentials.jsonld.canonical.fragments import Node


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
