"""How the lines about one subject are written."""

from collections.abc import Callable, Sequence

from credentials.jsonld.templates.derived_values import DerivedValues, SortedValues
from credentials.jsonld.templates.layout import Layout, Part
from credentials.jsonld.templates.template_lines import Block, VaryingLine

_END = b" .\n"


class Repetition(Exception):
    """Two lines or two blank nodes have become the same."""


def parts_of(
    block: Block, subject: Sequence[Part], name_of: Callable[[int], Part], values: DerivedValues
) -> Sequence[Part]:
    """Return the parts of the lines about one subject.

    Args:
        block: The lines.
        subject: What each line begins with, with the space behind it.
        name_of: Returns the name of a blank node, or the number of the value that is its name.
        values: The values; what else is needed is added.
    """
    if _must_be_sorted(block):
        return values.add(_SortedLines(block, subject, name_of))
    return _parts_in_order(block, subject, name_of, values)


def _must_be_sorted(block: Block) -> bool:
    """Tell whether the order of the lines depends on what varies.

    It does not when no other line has the predicate of a varying one and an object of the same kind.
    """
    before = [line.before for line in block.varying]
    together = len(set(before)) < len(before) or any(line.startswith(tuple(before)) for line in block.static)
    return together or bool(block.named)


def _parts_in_order(
    block: Block, subject: Sequence[Part], name_of: Callable[[int], Part], values: DerivedValues
) -> list[Part]:
    rests: dict[str, Sequence[Sequence[Part]]] = {line: [[line.encode()]] for line in block.static}
    rests |= {line.before: [_varying_parts(line)] for line in block.varying}
    names_of: dict[str, list[Part]] = {}
    for predicate, node in block.to_nodes:
        # Blank nodes come after any other object of a predicate, as "_" does after "<" and quotation marks.
        names_of.setdefault(f"{predicate}_", []).append(name_of(node))
    for key, names in names_of.items():
        rests[key] = [[key[:-1].encode(), name, _END] for name in _in_order(names, values)]
    parts: list[Part] = []
    for _, lines in sorted(rests.items(), key=lambda item: item[0]):
        for rest in lines:
            parts += (*subject, *rest)
    return parts


def _varying_parts(line: VaryingLine) -> list[Part]:
    return [line.before.encode(), line.number, line.after.encode()]


def _in_order(names: Sequence[Part], values: DerivedValues) -> Sequence[Part]:
    numbers = [name for name in names if isinstance(name, int)]
    if len(numbers) > 1:
        return values.add(SortedValues(numbers), len(numbers))
    return numbers or sorted(name for name in names if isinstance(name, bytes))


class _SortedLines:
    """Lines that must be sorted each time."""

    def __init__(self, block: Block, subject: Sequence[Part], name_of: Callable[[int], Part]) -> None:
        self._subject = Layout(subject)
        self._lines = [Layout([line.encode()]) for line in block.static]
        self._lines += [Layout(_varying_parts(line)) for line in block.varying]
        self._with_names = [
            Layout([predicate.encode(), name_of(node), _END]) for predicate, node in block.to_nodes
        ]
        for predicate, *terms in block.named:
            parts: list[Part] = [f"{predicate}".encode()]
            for term in terms:
                parts += (b" ", term.encode() if isinstance(term, str) else name_of(term))
            self._with_names.append(Layout([*parts, _END]))

    def values(self, before: Sequence[bytes]) -> Sequence[bytes]:
        """Return the lines as one text.

        Raises:
            Repetition: Two of them are the same.
        """
        lines = [line.filled(before) for line in self._lines]
        if len(set(lines)) != len(lines):
            raise Repetition
        lines += [line.filled(before) for line in self._with_names]
        subject = self._subject.filled(before)
        return [subject + subject.join(sorted(lines))]
