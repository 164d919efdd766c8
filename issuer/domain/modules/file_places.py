"""Places in a module file: the line of a pointer, and the texts that have to be looked at one by one."""

from typing import Final

from issuer.domain.bsn import may_hold_bsn
from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, Tree, escape_pointer

_STRUCTURED_NUMBERS: Final = frozenset({"sbb_leerbedrijf_id", "rsin"})
"""Keys of numbers of other registers, which pass the eleven test by chance once in eleven times."""

_CARRIED: Final = ("/afgeleid_van/waarmerk", "/waarmerken/0", "/waarmerken/1")
"""Signed documents of others, with keys and digests in them; each is looked at by whoever reads it."""


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


def texts_with_numbers(tree: Tree) -> list[tuple[str, str]]:
    """Return the texts that may hold a number of a person, keys too, each with its pointer."""
    return _texts_with_numbers(tree, "") if may_hold_bsn(*_texts(tree)) else []


def _texts(tree: Tree) -> list[str]:
    """Return every text and every key, in any order."""
    found: list[str] = []
    nodes = [tree]
    for node in nodes:  # to which what is in them is added meanwhile
        if isinstance(node, Scalar):
            if node.text:
                found.append(node.text)
        elif isinstance(node, Table):
            found += node.members
            nodes += node.members.values()
        else:
            nodes += node.items
    return found


def _texts_with_numbers(tree: Tree, pointer: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    members = tree.members.items() if isinstance(tree, Table) else enumerate(getattr(tree, "items", ()))
    for key, member in members:
        if key in _STRUCTURED_NUMBERS:
            continue
        at = f"{pointer}/{escape_pointer(str(key))}"
        if at.endswith(_CARRIED) and isinstance(member, Scalar):
            continue
        if isinstance(key, str) and may_hold_bsn(key):
            found.append((at, key))
        if not isinstance(member, Scalar):
            found += _texts_with_numbers(member, at)
        elif member.text and may_hold_bsn(member.text):
            found.append((at, member.text))
    return found
