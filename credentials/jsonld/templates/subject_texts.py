"""The lines about the IRIs of a template, in the order of these."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from credentials.jsonld.templates.block_layouts import parts_of
from credentials.jsonld.templates.derived_values import DerivedValues
from credentials.jsonld.templates.layout import Layout
from credentials.jsonld.templates.template_lines import Block

_Arrangement: TypeAlias = tuple[tuple[int, int], ...]
"""The place of each varying subject among the others, and its number."""

_MAX_ARRANGEMENTS: Final = 4


class SubjectTexts:
    """Writes the lines about IRIs, of which some vary."""

    def __init__(
        self,
        static: Sequence[tuple[str, Block]],
        varying: Sequence[tuple[int, Block]],
        number_of_name: Callable[[int], int],
        values: DerivedValues,
    ) -> None:
        """Prepare the texts.

        Args:
            static: The subjects that do not vary, ``<iri> ``, sorted, and the lines about them.
            varying: Which terms are subjects, and the lines about them.
            number_of_name: Returns the number of the value that is the name of a blank node.
            values: The values.
        """
        self._empty = values.empty
        self._subjects = [subject.encode() for subject, _ in static]
        self._static = [
            Layout(parts_of(block, [subject.encode()], number_of_name, values)) for subject, block in static
        ]
        self._varying = {
            number: Layout(parts_of(block, [b"<", number, b"> "], number_of_name, values))
            for number, block in varying
        }
        # By the places of the varying subjects. Those of a class begin alike, so there are few.
        self._arrangements: dict[_Arrangement, Layout] = {}

    def written(self, terms: Sequence[bytes], values: Sequence[bytes]) -> list[bytes]:
        """Return the pieces of the text.

        Args:
            terms: The terms.
            values: The values.
        """
        subjects = sorted([(b"<%b> " % terms[number], number) for number in self._varying])
        arrangement = tuple([(bisect_left(self._subjects, subject), number) for subject, number in subjects])
        layout = self._arrangements.get(arrangement)
        if layout is None:
            layout = self._arranged(arrangement)
            if len(self._arrangements) >= _MAX_ARRANGEMENTS:
                self._arrangements.clear()
            self._arrangements[arrangement] = layout
        return layout.pieces(values)

    def _arranged(self, arrangement: _Arrangement) -> Layout:
        layouts = self._static.copy()
        for place, number in reversed(arrangement):
            layouts.insert(place, self._varying[number])
        return Layout.joined(layouts, self._empty)
