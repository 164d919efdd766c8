"""Which documents two correct-looking canonicalizers are known to treat differently, and why.

The page `docs/canonicalization.md` says it in words. Each function here says it of one document, as
narrowly as can be computed, so that every other difference is a failure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from credentials.jsonld.writing.nquads import Quad, is_blank, line
from credentials.parsing import JsonObject, JsonValue
from tests.nquads_for_tests import parse_nquads

_SUPPLEMENTARY = re.compile("[\U00010000-\U0010ffff]")
_BEHIND_THE_SURROGATES = re.compile("[\ue000-\uffff]")


def by_code_unit(text: str) -> bytes:
    """Return what to sort a text by to get the order of its UTF-16 code units."""
    return text.encode("utf-16-be")


def sorted_by_code_unit(nquads: str) -> str | None:
    """Return the form that a processor makes that sorts by UTF-16 code units, like jsonld.js.

    None if it cannot be computed from the correct form: when the lines about one blank node are
    in another order, so that its hash is another one, and all names may be.
    """
    if not (_SUPPLEMENTARY.search(nquads) and _BEHIND_THE_SURROGATES.search(nquads)):
        return nquads
    for lines in _lines_about_blank_nodes(parse_nquads(nquads)).values():
        if sorted(lines) != sorted(lines, key=by_code_unit):
            return None
    return "".join(sorted(_lines(nquads), key=by_code_unit))


def has_repeated_relations(nquads: str) -> bool:
    """Tell whether pyoxigraph may give tied blank nodes other names.

    A node with two statements in a named graph is related to the name of that graph twice, in the
    same way. RDFC-1.0 hashes such a neighbour as often as it occurs. pyoxigraph does so once.
    """
    quads = parse_nquads(nquads)
    if not any(is_blank(quad.graph) for quad in quads):
        return False
    tied: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node, lines in _lines_about_blank_nodes(quads).items():
        tied[tuple(sorted(lines))].append(node)
    nodes = {node for same in tied.values() if len(same) > 1 for node in same}
    relations = Counter(
        (node, position, "" if position == "g" else quad.predicate, other)
        for quad in quads
        for node in nodes.intersection((quad.subject, quad.object, quad.graph))
        for other, position in ((quad.subject, "s"), (quad.object, "o"), (quad.graph, "g"))
        if other != node and is_blank(other)
    )
    return any(count > 1 for count in relations.values())


def has_json_sorted_differently(value: JsonValue) -> bool:
    """Tell whether an object has names in another order by code unit than by code point.

    JCS sorts by code unit, pyoxigraph by code point. Terms are ASCII, so it matters in JSON literals only.
    """
    if isinstance(value, dict):
        return sorted(value) != sorted(value, key=by_code_unit) or any(
            has_json_sorted_differently(member) for member in value.values()
        )
    return isinstance(value, list) and any(has_json_sorted_differently(item) for item in value)


def has_fraction_of_sixteen_digits(value: JsonValue) -> bool:
    """Tell whether a number has fewer digits than sixteen when they are as few as possible.

    JSON-LD writes sixteen digits and then drops zeros at the end. pyoxigraph writes as few as identify
    the number.
    """
    if isinstance(value, dict):
        return any(has_fraction_of_sixteen_digits(member) for member in value.values())
    if isinstance(value, list):
        return any(has_fraction_of_sixteen_digits(item) for item in value)
    if not isinstance(value, float) or value.is_integer():
        return False
    digits = f"{value:.15E}".partition("E")[0].rstrip("0")
    return len(digits.replace(".", "").strip("-")) > len(repr(value).replace(".", "").strip("-0"))


def has_two_scoped_types(document: JsonObject) -> bool:
    """Tell whether an object has two types that each bring terms, as far as our contexts have such.

    pyoxigraph keeps the terms of the last one only, and drops what is said with those of the first.
    """
    types = document.get("type")
    return (
        isinstance(types, list)
        and {"StatusList2021Credential", "VerifiableCredential"} <= {*map(str, types)}
        and bool({"name", "description"} & document.keys())
    )


def _lines(nquads: str) -> list[str]:
    # Not splitlines(): literals hold characters that it takes for the end of a line.
    return [f"{text}\n" for text in nquads.removesuffix("\n").split("\n")]


def _lines_about_blank_nodes(quads: list[Quad]) -> dict[str, list[str]]:
    """Return for each blank node what *Hash First Degree Quads* sorts and hashes."""
    lines: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        for node in {term for term in _places(quad) if is_blank(term)}:
            lines[node].append(line(Quad(*(_anonymous(term, node) for term in quad))))
    return lines


def _places(quad: Quad) -> Iterator[str]:
    yield from (quad.subject, quad.object, quad.graph)


def _anonymous(term: str, node: str) -> str:
    if not is_blank(term):
        return term
    return "_:a" if term == node else "_:z"
