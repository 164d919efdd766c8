"""The blank nodes of a template whose first hash depends on what varies."""

import hashlib
import re
from collections.abc import Sequence

from credentials.jsonld.canonical.first_degree import HashedFragments
from credentials.jsonld.templates.block_layouts import parts_of
from credentials.jsonld.templates.derived_values import DerivedValues, SortedValues
from credentials.jsonld.templates.layout import Layout, Part
from credentials.jsonld.templates.template_lines import Block


class TouchedNode:
    """A blank node in a statement with something that varies.

    Args:
        node: Its number.
        hashed: The statements.
        block: The lines about it.
        mark: Finds what varies.
        terms: How many terms there are.
    """

    def __init__(
        self, node: int, hashed: HashedFragments, block: Block, mark: re.Pattern[str], terms: int
    ) -> None:
        self._values = DerivedValues(terms, 0)
        about = parts_of(block, [b"_:a "], lambda other: b"_:a" if other == node else b"_:z", self._values)
        incoming = [
            f"_:z {predicate}_:a .\n"
            for subject, predicate, object_ in hashed.edges
            if object_ == node and subject != node
        ]
        heads = [_with_it_as_object(head, mark) for head in hashed.heads[node]]
        self._text = Layout([*self._sorted(heads), *about, *[line.encode() for line in sorted(incoming)]])

    def _sorted(self, heads: Sequence[Sequence[Part]]) -> Sequence[Part]:
        if len(heads) < 2:
            return [part for head in heads for part in head]
        lines = [self._values.add(_Text(Layout(head)))[0] for head in heads]
        return self._values.add(SortedValues(lines), len(lines))

    def digest(self, terms: Sequence[bytes]) -> bytes:
        """Return the first hash (RDFC-1.0 section 4.6.3).

        Raises:
            Repetition: Two lines about it are the same.
        """
        return hashlib.sha256(self._text.filled(self._values.all(terms))).digest()


class _Text:
    """A text as a value."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def values(self, before: Sequence[bytes]) -> Sequence[bytes]:
        """See the protocol."""
        return [self._layout.filled(before)]


def _with_it_as_object(head: str, mark: re.Pattern[str]) -> list[Part]:
    """Return the line that begins so as it is hashed."""
    before, *marked = mark.split(f"{head}_:a .\n")
    return [before.encode(), int(marked[0]), marked[1].encode()] if marked else [before.encode()]
