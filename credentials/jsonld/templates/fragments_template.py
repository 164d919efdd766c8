"""The canonical form of statements that differ from one another in some terms only.

What does not depend on those terms is done once: the other lines are sorted and grouped by their
subject, the other blank nodes are hashed. What is left for each set of terms is to fill the
lines that have one, to hash the blank nodes that those lines are about, and to put the blocks of
lines together in the order of their subjects.

Spec: RDF Dataset Canonicalization 1.0 section 4, by way of ``canonical_fragments.py``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from credentials.jsonld.canonical.first_degree import HashedFragments, hash_fragments, neighbours_of
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.strictness import TooComplex
from credentials.jsonld.templates.block_layouts import Repetition
from credentials.jsonld.templates.derived_values import DerivedValues
from credentials.jsonld.templates.node_order import NodeOrder
from credentials.jsonld.templates.node_texts import NodeTexts
from credentials.jsonld.templates.subject_texts import SubjectTexts
from credentials.jsonld.templates.template_lines import Block, blocks_of_nodes, blocks_of_subjects
from credentials.jsonld.templates.touched_nodes import TouchedNode

_BYTES_IN_ADVANCE: Final = 64_000


class NoTemplate(Exception):
    """More depends on what varies than the terms that it becomes."""


class FragmentsTemplate:
    """Statements with marks in them, ready to be filled.

    Attributes:
        lines: Every line with a varying object.
        subjects: The subjects that do not vary, ``<iri> ``, sorted.
        varying_subjects: Which values are the subject of statements.
    """

    def __init__(
        self,
        fragments: Fragments,
        *,
        prefix: str,
        work_per_tied_node: int,
        max_bytes_in_advance: int = _BYTES_IN_ADVANCE,
    ) -> None:
        """Do once what does not depend on the varying terms.

        Args:
            fragments: Statements. In the place of each varying term stands ``prefix`` with a number.
            prefix: What is in no other term.
            work_per_tied_node: See :func:`~credentials.jsonld.canonical.canonical_fragments.canonical_form`.
            max_bytes_in_advance: How much may be kept besides the statements, to have it at hand.

        Raises:
            NoTemplate: What varies is in a named graph, or only a part of a term.
        """
        mark = re.compile(rf'(?<=[<"]){re.escape(prefix)}(\d+)(?=[>"])')
        hashed = hash_fragments(fragments)
        nodes = blocks_of_nodes(hashed, mark)
        subjects = blocks_of_subjects(hashed, mark)
        every_block = [*nodes, *subjects.values()]
        self.lines = [line for block in every_block for line in block.varying]
        varying = {subject: int(marked[1]) for subject in subjects if (marked := mark.search(subject))}
        self.subjects = sorted(subjects.keys() - varying)
        self.varying_subjects = frozenset(varying.values())
        touched = _touched(hashed, nodes, mark)
        if _is_elsewhere(prefix, every_block, self.subjects, hashed) or any(
            term in touched for quad in hashed.named for term in quad
        ):
            raise NoTemplate
        terms = 1 + max([*self.varying_subjects, *(line.number for line in self.lines)], default=-1)
        self._touched = [TouchedNode(node, hashed, nodes[node], mark, terms) for node in touched]
        self._order = NodeOrder(
            hashed.digests, touched, neighbours_of(hashed), work_per_tied_node=work_per_tied_node
        )
        self._values = DerivedValues(terms, len(self._order.nodes))
        names = {node: self._values.number_of_name(place) for place, node in enumerate(self._order.nodes)}
        self._about_nodes = NodeTexts(
            nodes,
            self._order,
            names.__getitem__,
            self._values,
            touched=len(touched),
            max_bytes_in_advance=max_bytes_in_advance,
        )
        self._about_subjects = SubjectTexts(
            [(subject, subjects[subject]) for subject in self.subjects],
            [(number, subjects[subject]) for subject, number in varying.items()],
            names.__getitem__,
            self._values,
        )

    def filled(self, terms: Sequence[bytes]) -> bytes | None:
        """Return the canonical form with these terms.

        Args:
            terms: For each mark, what stands between the angle brackets or quotation marks, in UTF-8.
                The caller knows that all subjects are different.

        Returns:
            The canonical form; or None when two lines have become the same, or a blank node has
            become tied: then the document must be seen as a whole.
        """
        try:
            numbers = self._order.numbers([node.digest(terms) for node in self._touched])
            values = self._values.all(terms, self._about_nodes.names(numbers))
        except (Repetition, TooComplex):
            return None
        pieces = self._about_subjects.written(terms, values)
        pieces += self._about_nodes.written(numbers, values)
        return b"".join(pieces)


def _touched(hashed: HashedFragments, blocks: Sequence[Block], mark: re.Pattern[str]) -> list[int]:
    """Return the blank nodes that are in a statement with something that varies."""
    return [
        node
        for node, heads in enumerate(hashed.heads)
        if blocks[node].varying or any(mark.search(head) for head in heads)
    ]


def _is_elsewhere(
    prefix: str, blocks: Sequence[Block], subjects: Sequence[str], hashed: HashedFragments
) -> bool:
    """Tell whether a mark, or a part of one, stands where nothing can be filled in."""

    def texts() -> Iterator[str]:
        yield from subjects
        for block in blocks:
            yield from block.static
        for quad in hashed.named:
            yield from (term for term in quad if isinstance(term, str))

    return any(prefix in text for text in texts())
