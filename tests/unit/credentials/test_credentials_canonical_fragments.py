"""The canonical form of statements with their blank nodes cut out."""

import random

import pyoxigraph
import pytest

from credentials.jsonld.canonical.canonical_fragments import (
    canonical_form,
    canonicalize_fragments,
    unique_names,
)
from credentials.jsonld.canonical.first_degree import hash_fragments
from credentials.jsonld.canonical.fragments import Fragments, NamedQuad
from credentials.jsonld.strictness import TooComplex

P, Q = "<urn:p> ", "<urn:q> "


def fragments(nodes: int) -> Fragments:
    made = Fragments()
    for _ in range(nodes):
        made.blank_node()
    return made


def quads(given: Fragments) -> list[str]:
    """Write fragments with labels that are the numbers of their nodes."""
    lines = [*given.ground]
    lines += [f"_:b{node} {tail}" for node, tails in enumerate(given.tails) for tail in tails]
    lines += [f"{head}_:b{node} .\n" for node, heads in enumerate(given.heads) for head in heads]
    lines += [f"_:b{subject} {predicate}_:b{object_} .\n" for subject, predicate, object_ in given.edges]
    for quad in given.named:
        terms = [term if isinstance(term, str) else f"_:b{term}" for term in quad]
        lines.append(" ".join(terms) + " .\n")
    return lines


def elsewhere(given: Fragments, algorithm: pyoxigraph.CanonicalizationAlgorithm | None = None) -> str:
    text = "".join(quads(given)).encode()
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(algorithm or pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def every_kind() -> Fragments:
    given = fragments(3)
    given.ground = ['<urn:s> <urn:p> "x" .\n', "<urn:s> <urn:p> <urn:o> .\n"]
    given.tails[0] = ['<urn:p> "y"@nl .\n', "<urn:p> <urn:o> .\n"]
    given.heads[0] = ["<urn:s> <urn:q> ", "<urn:r> <urn:p> "]
    given.edges = [(0, P, 1), (1, P, 1), (1, Q, 2)]
    given.named = [
        NamedQuad(0, "<urn:p>", '"z"', 2),
        NamedQuad("<urn:s>", "<urn:p>", 1, 2),
        NamedQuad(1, "<urn:p>", 1, "<urn:g>"),
    ]
    return given


def test_every_kind_of_fragment() -> None:
    assert canonical_form(every_kind()) == elsewhere(every_kind())


def test_nothing() -> None:
    assert canonical_form(Fragments()) == ""


def test_repetitions_count_once() -> None:
    once, twice = every_kind(), every_kind()
    for name in ("ground", "edges", "named"):
        setattr(twice, name, getattr(twice, name) * 2)
    twice.tails = [lines * 2 for lines in twice.tails]
    twice.heads = [lines * 2 for lines in twice.heads]
    assert canonical_form(twice) == canonical_form(once)
    assert hash_fragments(twice).digests == hash_fragments(once).digests


def test_repetitions_are_removed_before_blank_nodes_become_alike() -> None:
    """Two statements about different nodes are hashed as two, though they read the same by then."""
    given = fragments(5)
    given.edges = [(0, P, 2), (0, P, 3), (1, P, 4)]
    digests = hash_fragments(given).digests
    assert digests[0] != digests[1]
    assert canonical_form(given) == elsewhere(given)


def test_a_blank_node_that_nothing_is_said_of_gets_no_name() -> None:
    given = fragments(3)
    given.tails[1] = ['<urn:p> "x" .\n']
    form = canonicalize_fragments(given)
    assert form.nquads == '_:c14n0 <urn:p> "x" .\n'
    assert form.names == ["", "_:c14n0", ""]


def test_more_than_ten_blank_nodes_are_sorted_as_text() -> None:
    given = fragments(25)
    for node in range(25):
        given.tails[node] = [f'<urn:p> "{node}" .\n', f'<urn:p> "{node}x" .\n']
        given.heads[node] = ["<urn:s> <urn:p> "]
    given.edges = [(node, P, node + 1) for node in range(24)]
    assert canonical_form(given) == elsewhere(given)


def test_line_separators_in_literals_do_not_end_a_line() -> None:
    given = fragments(2)
    given.tails[0] = ['<urn:p> "b\u2028a\x85c" .\n', '<urn:p> "a" .\n']
    given.edges = [(0, P, 1)]
    assert canonical_form(given) == elsewhere(given)
    assert canonical_form(given).count("\n") == 3


def test_another_hash_gives_other_names() -> None:
    given = fragments(6)
    for node in range(6):
        given.tails[node] = [f'<urn:p> "{node}" .\n']
    first, second = canonical_form(given), canonical_form(given, hash_name="sha384")
    assert first != second
    assert second == elsewhere(given, pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_384)


def test_the_fragments_are_not_changed() -> None:
    given = every_kind()
    canonical_form(given)
    assert given == every_kind()


def test_work_for_each_tied_node() -> None:
    given = fragments(30)
    given.edges = [(node, P, (node + 1) % 30) for node in range(30)]
    with pytest.raises(TooComplex):
        canonical_form(given, work_per_tied_node=-100)
    assert canonical_form(given) == elsewhere(given)


def test_names_by_the_first_hash_alone() -> None:
    assert unique_names([b"c", b"a", b"b"]) == ["_:c14n2", "_:c14n0", "_:c14n1"]
    assert unique_names([b"c", b"a", b"c"]) is None
    assert unique_names([b"c", b""]) is None
    assert unique_names([]) == []


def test_random_fragments() -> None:
    generator = random.Random(3)  # noqa: S311 - makes test data
    tied = 0
    for _ in range(600):
        nodes = generator.randint(1, 8)
        given = fragments(nodes)
        for _ in range(generator.randint(1, 14)):
            one, other = generator.randrange(nodes), generator.randrange(nodes)
            literal = f'{P}"{generator.choice("ab")}" .\n'
            match generator.randrange(4):
                case 0:
                    given.ground.append(f"<urn:s> {literal}")
                case 1:
                    given.tails[one].append(literal)
                case 2:
                    given.heads[one].append(f"<urn:{generator.choice('st')}> {P}")
                case _:
                    given.edges.append((one, generator.choice([P, Q]), other))
        form = canonicalize_fragments(given)
        tied += form.work > 0
        assert form.nquads == elsewhere(given), quads(given)
    assert tied > 50
