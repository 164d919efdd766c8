"""Badges of which the structure is the point: cycles, and parts that are hard to tell apart."""

import copy

from credentials.parsing import JsonObject, JsonValue
from tests.corpus.badges import badge
from tests.corpus.draw import Draw


def badge_with_cycles(draw: Draw) -> JsonObject:
    """Return a badge in which things refer back to each other, and to themselves, by their ids."""
    document = badge(draw)
    identifiers = [draw.iri("circle") for _ in range(draw.number(2, 4))]
    document["issuer"] = _circle(identifiers, draw.happens(0.5))
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    subject["source"] = identifiers[0]
    achievement = subject["achievement"]
    assert isinstance(achievement, dict)
    achievement["image"] = achievement.setdefault("id", draw.iri("achievements"))
    document["evidence"] = [{"type": "Evidence", "image": document["id"]}, document["id"]]
    return document


def _circle(identifiers: list[str], first_refers_to_itself: bool) -> JsonObject:
    """Return organisations that are each a part of the next, the last of the first."""
    inner: JsonValue = identifiers[0]
    for identifier in reversed(identifiers):
        inner = {"id": identifier, "type": ["Profile"], "parentOrg": inner}
    assert isinstance(inner, dict)
    if first_refers_to_itself:
        inner["image"] = identifiers[0]
    return inner


def badge_with_ties(draw: Draw) -> JsonObject:
    """Return a badge with many blank nodes that their own statements do not tell apart."""
    document = badge(draw)
    leaves: list[JsonValue] = [{"type": "Alignment", "targetName": f"{draw.text()} {end}"} for end in "abc"]
    shape = draw.one((_tree, _chain, _forest))
    members = shape(draw, leaves)
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    achievement = subject["achievement"]
    assert isinstance(achievement, dict)
    achievement["alignment"] = draw.array(lambda: copy.deepcopy(draw.one(members)), most=5)
    if draw.happens(0.5):
        document["evidence"] = {"type": ["Evidence"], "alignment": copy.deepcopy(members)}
    return document


def _tree(draw: Draw, leaves: list[JsonValue], depth: int = 3) -> list[JsonValue]:
    """Return branches that differ in their leaves only."""
    if depth == 0:
        return draw.sample(leaves, 2)
    return draw.array(lambda: {"alignment": copy.deepcopy(_tree(draw, leaves, depth - 1))}, least=2, most=2)


def _chain(draw: Draw, leaves: list[JsonValue]) -> list[JsonValue]:
    """Return chains of which the links are alike and the ends are not."""
    length = draw.number(2, 6)
    chains: list[JsonValue] = []
    for leaf in leaves:
        for _ in range(length):
            leaf = {"type": ["Alignment"], "alignment": leaf}
        chains.append(leaf)
    return chains


def _forest(draw: Draw, leaves: list[JsonValue]) -> list[JsonValue]:
    """Return parents that share equal children in every combination."""
    pairs = [[leaves[0], leaves[1]], [leaves[1], leaves[2]], [leaves[0], leaves[2]], leaves]
    return [
        {"type": "Alignment", "alignment": copy.deepcopy(pair)}
        for pair in draw.sample(pairs, draw.number(2, 4))
    ]
