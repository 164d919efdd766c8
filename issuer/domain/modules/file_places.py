"""Places in a module file: the line of a pointer, and the texts that have to be looked at one by one."""

import re
from typing import Final

from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, Tree, escape_pointer

_STRUCTURED_NUMBERS: Final = frozenset({"sbb_leerbedrijf_id", "rsin"})
"""Keys of numbers of other registers, which pass the eleven test by chance once in eleven times."""

_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS: Final = 8
"""Of a BSN without the zero in front."""


def line_of(tree: Tree, pointer: str) -> int | None:
    """Line of the place, or of the nearest thing around it that is there; None for the whole file."""
    if not pointer:
        return None
    node: Tree = tree
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node, Table) and key in node.members:
            node = node.members[key]
        elif isinstance(node, Sequence) and key.isdigit() and int(key) < len(node.items):
            node = node.items[int(key)]
        elif isinstance(node, Scalar):
            break
        else:
            break
    return node.line


def texts_with_numbers(tree: Tree, pointer: str = "") -> list[tuple[str, str]]:
    """Return the texts that may hold a number of a person, each with its pointer."""
    found: list[tuple[str, str]] = []
    members = tree.members.items() if isinstance(tree, Table) else enumerate(getattr(tree, "items", ()))
    for key, member in members:
        if key in _STRUCTURED_NUMBERS:
            continue
        if member.__class__ is not Scalar:
            found += texts_with_numbers(member, f"{pointer}/{escape_pointer(str(key))}")
        elif (text := member[0]) and len(text) >= _FEWEST_DIGITS <= len(_DIGIT.findall(text)):
            found.append((f"{pointer}/{escape_pointer(str(key))}", text))
    return found
