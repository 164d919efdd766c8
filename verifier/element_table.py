"""Which elements of the EU recommendation a credential carries, in words for people.

It is about what a credential says, never about whether it is genuine: nothing here makes one pass or fail.
"""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from credentials.achievement.eu_elements import EU_ELEMENTS, EUElement
from verifier.plain_text import plain
from verifier.texts import Texts

_MAX_VALUE = 200  # characters: a table is to be looked over, and --json has the rest


def element_count(elements: Sequence[EUElement], texts: Texts) -> str:
    """Return how many there are: "11 van 11 verplichte, 3 van 5 aanvullende"."""
    mandatory = [one for one in elements if one.mandatory]
    optional = [one for one in elements if not one.mandatory]
    return texts.word("display", "eu_count").format_map(
        {
            "mandatory": _there(mandatory),
            "of_mandatory": len(mandatory),
            "optional": _there(optional),
            "of_optional": len(optional),
        }
    )


def element_table(elements: Sequence[EUElement], texts: Texts) -> RenderableType:
    """Return the section with every element: its number and name, what stands there, and where."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(max_width=34)
    table.add_column(overflow="fold")
    for definition, element in zip(EU_ELEMENTS, elements, strict=True):
        if element.number == _first_optional(elements):
            table.add_row()
            table.add_row("", Text(_display(texts, "eu_optional"), style="dim"), "")
        name = definition.names[texts.language]
        table.add_row(str(element.number), Text(name), _value(element, texts))
    heading = Text(_display(texts, "eu_elements"), style="bold")
    heading.append(f": {element_count(elements, texts)}", style="not bold default")
    return Group(
        heading,
        Padding(Text(_display(texts, "eu_explained")), (0, 0, 0, 2)),
        Padding(table, (1, 0, 0, 2)),
    )


def _value(element: EUElement, texts: Texts) -> Text:
    if element.value is None or element.pointer is None:
        return Text(_display(texts, "eu_absent"), style="dim")
    shown = Text(plain(texts.number(element.value), max_characters=_MAX_VALUE))
    if element.count > 1:
        shown.append(_display(texts, "eu_more").format_map({"count": element.count - 1}))
    return shown.append(f"\n{plain(element.pointer)}", style="dim")


def _there(elements: Sequence[EUElement]) -> int:
    return sum(one.value is not None for one in elements)


def _first_optional(elements: Sequence[EUElement]) -> int | None:
    return next((one.number for one in elements if not one.mandatory), None)


def _display(texts: Texts, name: str) -> str:
    return texts.word("display", name)
