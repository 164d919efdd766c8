"""One node, described in several places of a document."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from credentials.jsonld.reference.placed_values import Placed, PlacedBoolean
from credentials.jsonld.strictness import UnsignedData
from credentials.jsonld.vocabulary.definitions import Vocabulary
from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.parsing import JsonValue

Expanded: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Description:
    """One place where the document describes, or as an object refers to, a node with an id.

    Attributes:
        graph: Tells the graphs apart that it may be stated in.
        identifier: The node's id, with its place.
        node: The node as JSON-LD expansion writes it.
    """

    graph: str
    identifier: Placed
    node: Expanded


def refuse_ambiguous_repetition(
    descriptions: Sequence[Description], embedded: Collection[str], vocabulary: Vocabulary
) -> None:
    """Refuse descriptions of one node whose parts could change places without breaking a proof.

    RDF knows the node, not the place: when the issuer is called A where it is the issuer and B
    where it is the creator of the achievement, then a document with A and B swapped has the
    same canonical form. So a property that stands in several places must have the same values
    in each, and the types must be the same, or have nothing in common (an endorsement's subject is
    an ``EndorsementSubject`` there and an ``Achievement`` elsewhere).

    Nor may a part move from where a reader looks for it to where none does: else the
    ``credentialStatus`` of a badge could be put into the subject of an endorsement of that badge,
    and a badge that was revoked would have no status. So the place nearest to the root says all
    that could be said there; a deeper one may repeat it, in part or whole. A mere reference says
    nothing and is not compared.

    Args:
        descriptions: Every node object with an id.
        embedded: Places of the embedded credentials, which name only what they need.
        vocabulary: Says which properties could be written in a place.

    Raises:
        UnsignedData: See above; points at the later place.
    """
    places: dict[tuple[str, str], list[Description]] = defaultdict(list)
    for description in descriptions:
        if _is_object(description):
            places[description.graph, str(description.identifier)].append(description)
    for same in places.values():
        if len(same) > 1:
            _compare(same, embedded, vocabulary)


def _compare(same: Sequence[Description], embedded: Collection[str], vocabulary: Vocabulary) -> None:
    seen_in: dict[str, list[Description]] = defaultdict(list)
    scopes_of = [(_scopes(description, embedded), description) for description in same]
    for scopes, later in sorted(scopes_of, key=_order):
        # Credentials side by side may differ, as two endorsements of one achievement do.
        for scope in scopes:
            for earlier in seen_in[scope]:
                _compare_properties(earlier, later)
                _compare_types(earlier, later, same_scope=scope == scopes[-1])
            first = next((one for one in seen_in[scope] if len(one.node) > 1), None)
            if first is not None:
                _refuse_additions(first, later, vocabulary)
        if later.node not in (earlier.node for earlier in seen_in[scopes[-1]]):
            seen_in[scopes[-1]].append(later)


def _compare_properties(earlier: Description, later: Description) -> None:
    for key in earlier.node.keys() & later.node.keys():
        if not key.startswith("@") and _form(earlier.node[key]) != _form(later.node[key]):
            raise UnsignedData("the same node is described differently elsewhere", pointer=_place(later))


def _compare_types(earlier: Description, later: Description, *, same_scope: bool) -> None:
    types, others = _types(later.node), _types(earlier.node)
    if types != others and (types & others or (same_scope and not (types and others))):
        raise UnsignedData("the same node has other types elsewhere", pointer=_place(later))


def _refuse_additions(first: Description, later: Description, vocabulary: Vocabulary) -> None:
    """Refuse what the later place says, and the first one could have said and does not."""
    additions = _properties(later) - _properties(first)
    types, others = _types(first.node), _types(later.node)
    if types and others and not types & others:
        additions &= vocabulary.sayable_of(types)
    if additions:
        raise UnsignedData("more is said here than where this node is first described", pointer=_place(later))


def _properties(description: Description) -> frozenset[str]:
    return frozenset(key for key in description.node if not key.startswith("@"))


def _is_object(description: Description) -> bool:
    """Tell a node object from a plain reference to a node."""
    return len(description.node) > 1 or description.identifier.pointer.endswith("/id")


def _order(placed: tuple[list[str], Description]) -> tuple[int, int, bool, str]:
    """Put the outermost credential first, and in it the place nearest to the root.

    The order of the document does not count, since anyone can change it. An issuer comes before a
    subject that is the same, because its name is what everybody reads.
    """
    scopes, description = placed
    place = description.identifier.pointer
    return len(scopes), place.count("/"), not place.endswith("/issuer/id"), place


def _place(description: Description) -> str:
    return description.identifier.pointer.rpartition("/")[0]


def _scopes(description: Description, embedded: Collection[str]) -> list[str]:
    """Return the places of the credentials that a description stands in, the outermost first."""
    tokens = _place(description).split("/")
    places = ("/".join(tokens[:count]) for count in range(2, len(tokens) + 1))
    return ["", *(place for place in places if place in embedded)]


def _types(node: Expanded) -> frozenset[str]:
    types = node.get("@type", [])
    return frozenset(str(name) for name in types) if isinstance(types, list) else frozenset()


def _form(values: object) -> bytes:
    forms = sorted(canonicalize_json(_plain(value)) for value in values) if isinstance(values, list) else []
    return b"\n".join(forms)


def _plain(value: object) -> JsonValue:
    if isinstance(value, dict):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, PlacedBoolean):
        return bool(value)
    if isinstance(value, str | int | float):
        return value
    return None
