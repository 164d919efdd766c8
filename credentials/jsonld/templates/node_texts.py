"""The lines about the blank nodes of a template, with their canonical names."""

from collections.abc import Callable, Sequence
from typing import Final

from credentials.jsonld.templates.block_layouts import parts_of
from credentials.jsonld.templates.derived_values import DerivedValues
from credentials.jsonld.templates.layout import Layout, taker
from credentials.jsonld.templates.node_order import NodeOrder
from credentials.jsonld.templates.template_lines import Block

_BYTES_OF_A_TEXT: Final = 48  # besides what is in it


class NodeTexts:
    """Writes the lines about blank nodes.

    Which name a node has that does not vary depends only on how many of those that do come before it.
    So most of the text about it is one of few, and these are made in advance.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        order: NodeOrder,
        number_of_name: Callable[[int], int],
        values: DerivedValues,
        *,
        touched: int,
        max_bytes_in_advance: int,
    ) -> None:
        """Prepare the texts.

        Args:
            blocks: The lines about each node.
            order: The order of the nodes.
            number_of_name: Returns the number of the value that is the name of a blank node.
            values: The values.
            touched: How many of the nodes have another first hash each time.
            max_bytes_in_advance: How much may be made in advance. If all of it takes more, nothing is.
        """
        count = len(order.nodes)
        self._names = [b"_:c14n%d" % number for number in range(count)]
        # In the order of the names: "_:c14n10" comes before "_:c14n2".
        self._in_text = taker(sorted(range(count), key=str))
        self._static = count - touched
        static = [blocks[node] for node in order.nodes[: self._static]]
        in_advance = [place for place, block in enumerate(static) if block.is_static and not order.tied]
        if (touched + 1) * sum(_size(static[place]) for place in in_advance) > max_bytes_in_advance:
            in_advance = []
        # By how many of the touched nodes come before.
        self._made = [[b""] * self._static] * (touched + 1)
        if in_advance:
            self._made = [self._with_names(static, in_advance, before) for before in range(touched + 1)]
        made = frozenset(in_advance)
        self._layouts = [
            (place, Layout(parts_of(blocks[node], [number_of_name(node), b" "], number_of_name, values)))
            for place, node in enumerate(order.nodes)
            if place not in made
        ]

    def _with_names(self, blocks: Sequence[Block], places: Sequence[int], before: int) -> list[bytes]:
        """Return the texts in these places, if so many touched nodes come before."""
        texts = [b""] * len(blocks)
        for place in places:
            name = self._names[place + before] + b" "
            texts[place] = b"".join([name + line.encode() for line in blocks[place].static])
        return texts

    def names(self, numbers: Sequence[int]) -> list[bytes]:
        """Return the names of nodes with these numbers."""
        return [self._names[number] for number in numbers]

    def written(self, numbers: Sequence[int], values: Sequence[bytes]) -> Sequence[bytes]:
        """Return the texts in the order of the names.

        Args:
            numbers: The numbers of the nodes.
            values: The values.
        """
        texts: list[bytes] = []
        start = 0
        for before, number in enumerate(sorted(numbers[self._static :])):
            texts += self._made[before][start : number - before]
            texts.append(b"")
            start = number - before
        texts += self._made[-1][start:]
        for place, layout in self._layouts:
            texts[numbers[place]] = layout.filled(values)
        return self._in_text(texts)


def _size(block: Block) -> int:
    return _BYTES_OF_A_TEXT + sum(len(line) + len("_:c14n0 ") for line in block.static)
