"""The canonical form of statements that differ from one another in some terms only.

What does not depend on those terms is done once: the other lines are sorted and grouped by their
subject, the other blank nodes are hashed. What is left for each set of terms is to fill the
lines that have one, to hash the blank nodes that those lines are about, and to put the blocks of
lines together in the order of their subjects.

Spec: RDF Dataset Canonicalization 1.0 section 4, by way of ``canonical_fragments.py``.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from credentials.jsonld.canonical.canonical_fragments import tied_names, unique_names
from credentials.jsonld.canonical.first_degree import hash_fragments, neighbours_of
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.strictness import TooComplex
from credentials.jsonld.templates.template_lines import (
    Repetition,
    blocks_of_nodes,
    blocks_of_subjects,
    touched_nodes,
)


class NoTemplate(Exception):
    """More depends on what varies than the terms that it becomes."""


class FragmentsTemplate:
    """Statements with marks in them, ready to be filled.

    Attributes:
        lines: Every line with a varying object.
        subjects: The subjects that do not vary, ``<iri> ``, sorted.
        varying_subjects: Which values are the subject of statements.
    """

    def __init__(self, fragments: Fragments, *, prefix: str, work_per_tied_node: int) -> None:
        """Do once what does not depend on the varying terms.

        Args:
            fragments: Statements. In the place of each varying term stands ``prefix`` with a number.
            prefix: What is in no other term.
            work_per_tied_node: See :func:`~credentials.jsonld.canonical.canonical_fragments.canonical_form`.

        Raises:
            NoTemplate: What varies is in a named graph, or only a part of a term.
        """
        mark = re.compile(rf'(?<=[<"]){re.escape(prefix)}(\d+)(?=[>"])')
        hashed = hash_fragments(fragments)
        self._work_per_tied_node = work_per_tied_node
        self._neighbours = neighbours_of(hashed)
        self._nodes = blocks_of_nodes(hashed, mark)
        self._touched = touched_nodes(hashed, self._nodes, mark)
        self._digests = hashed.digests
        self._static_digests = {d for node, d in enumerate(hashed.digests) if node not in self._touched}
        # In the order of the names: "_:c14n10" comes before "_:c14n2".
        self._order = sorted(range(len(self._nodes)), key=str)
        blocks = sorted(blocks_of_subjects(hashed, mark).items())
        varying = [(mark.search(subject), block) for subject, block in blocks]
        self._varying = [(int(marked[1]), block) for marked, block in varying if marked]
        static = [(subject, block) for subject, block in blocks if not mark.search(subject)]
        self._filled_each_time = [
            (place, block) for place, (_, block) in enumerate(static) if not block.is_static
        ]
        self._texts = [
            block.written(subject, block.static, ()) if block.is_static else "" for subject, block in static
        ]
        self.subjects = [subject for subject, _ in static]
        self.varying_subjects = frozenset(number for number, _ in self._varying)
        every_block = [*self._nodes, *(block for _, block in blocks)]
        self.lines = [line for block in every_block for line in block.varying]
        not_varying = [line for block in every_block for line in block.static] + self.subjects
        not_varying += [term for quad in hashed.named for term in quad if isinstance(term, str)]
        touched_in_graphs = any(term in self._touched for quad in hashed.named for term in quad)
        if touched_in_graphs or any(prefix in text for text in not_varying):
            raise NoTemplate

    def filled(self, terms: Sequence[str]) -> str | None:
        """Return the canonical form with these terms.

        Args:
            terms: For each mark, what stands between the angle brackets or quotation marks. The
                caller knows that all subjects are different.

        Returns:
            The canonical form; or None when two lines have become the same, or a blank node has
            become tied: then the document must be seen as a whole.
        """
        try:
            lines_of = [block.filled(terms) for block in self._nodes]
            names = self._names(lines_of, terms)
            texts = self._texts[:]
            for place, block in self._filled_each_time:
                texts[place] = block.written(self.subjects[place], block.filled(terms), names)
            insertions = []
            for number, block in self._varying:
                subject = f"<{terms[number]}> "
                text = block.written(subject, block.filled(terms), names)
                insertions.append((bisect_left(self.subjects, subject), subject, text))
        except (Repetition, TooComplex):
            return None
        for place, _, text in sorted(insertions, reverse=True):
            texts.insert(place, text)
        node_at = {name: node for node, name in enumerate(names)}
        for number in self._order:
            name = f"_:c14n{number}"
            if (node := node_at.get(name)) is not None:
                texts.append(self._nodes[node].written(f"{name} ", lines_of[node], names))
        return "".join(texts)

    def _names(self, lines_of: Sequence[list[str]], terms: Sequence[str]) -> list[str]:
        digests = list(self._digests)
        touched_digests = set()
        for node, touched in self._touched.items():
            digest = digests[node] = touched.digest(lines_of[node], terms)
            touched_digests.add(digest)
        names = unique_names(digests)
        if names is not None:
            return names
        if len(touched_digests) < len(self._touched) or touched_digests & self._static_digests:
            raise Repetition
        # What was tied from the outset is still tied, but with other names around it.
        return tied_names(digests, self._neighbours, work_per_tied_node=self._work_per_tied_node)[0]
