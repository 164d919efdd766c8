"""Statements with marks in them, filled."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from credentials.jsonld.canonical.canonical_fragments import canonical_form
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.canonical.rdfc10 import canonical_nquads, fragments_of
from credentials.jsonld.templates.fragments_template import FragmentsTemplate, NoTemplate
from credentials.jsonld.writing.nquads import Quad, iri, literal

PREFIX = "urn:mark:"
P = iri("urn:p")


def template(quads: list[Quad], *, in_advance: int = 10_000) -> FragmentsTemplate:
    return FragmentsTemplate(
        fragments_of(quads)[0], prefix=PREFIX, work_per_tied_node=50, max_bytes_in_advance=in_advance
    )


def filled(made: FragmentsTemplate, terms: list[str]) -> str | None:
    form = made.filled([term.encode() for term in terms])
    return None if form is None else form.decode()


def with_terms(quads: list[Quad], terms: list[str]) -> list[Quad]:
    """Replace every mark, from the last to the first, as 1 is in 10 too."""
    for number in reversed(range(len(terms))):
        quads = [Quad(*(term.replace(f"{PREFIX}{number}", terms[number]) for term in quad)) for quad in quads]
    return quads


def test_marks_in_every_position() -> None:
    quads = [
        Quad(iri("urn:s"), P, literal(f"{PREFIX}0", language="nl")),
        Quad(iri(f"{PREFIX}1"), P, literal("static")),
        Quad(iri(f"{PREFIX}1"), P, iri(f"{PREFIX}2")),
        Quad("_:a", P, literal(f"{PREFIX}3", datatype="urn:d")),
        Quad(iri(f"{PREFIX}1"), P, "_:a"),
        Quad("_:a", P, "_:b"),
        Quad("_:a", P, "_:a"),
        Quad("_:b", P, literal("static")),
        Quad("_:b", P, literal("in a graph"), "_:g"),
        Quad(iri("urn:s"), P, "_:b", iri("urn:g")),
    ]
    made = template(quads)
    assert made.varying_subjects == {1}
    assert made.subjects == ["<urn:s> "]
    assert sorted(line.number for line in made.lines) == [0, 2, 3]
    for terms in (["a", "urn:a", "urn:b", "c"], ["a", "urn:z", "urn:a", "é"], ["", "a:", "urn:s", "b"]):
        assert filled(made, terms) == canonical_nquads(with_terms(quads, terms))


def test_lines_that_become_the_same() -> None:
    for quads in (
        [Quad(iri("urn:s"), P, literal(f"{PREFIX}0")), Quad(iri("urn:s"), P, literal("x"))],
        [Quad("_:s", P, iri(f"{PREFIX}0")), Quad("_:s", P, iri("x"))],
        [Quad(iri(f"{PREFIX}1"), P, literal(f"{PREFIX}0")), Quad(iri(f"{PREFIX}1"), P, literal("x"))],
    ):
        made = template(quads)
        assert filled(made, ["x", "urn:s"]) is None
        assert filled(made, ["y", "urn:s"]) == canonical_nquads(with_terms(quads, ["y", "urn:s"]))


def test_blank_nodes_that_become_tied() -> None:
    quads = [
        Quad("_:a", P, literal(f"{PREFIX}0")),
        Quad("_:b", P, literal(f"{PREFIX}1")),
        Quad("_:c", P, literal("c")),
    ]
    made = template(quads)
    for terms in (["a", "a"], ["c", "a"], ["a", "c"]):
        assert filled(made, terms) is None
    assert filled(made, ["a", "b"]) == canonical_nquads(with_terms(quads, ["a", "b"]))


def test_blank_nodes_that_are_tied_all_the_time() -> None:
    """Their names depend on those around them, which depend on what varies."""
    quads = [
        Quad("_:varying", P, literal(f"{PREFIX}0")),
        *(Quad(f"_:{side}1", P, f"_:{side}2") for side in "ab"),
        *(Quad(f"_:{side}2", P, literal("same")) for side in "ab"),
        Quad("_:varying", P, "_:a1"),
        Quad("_:static", P, "_:b1"),
    ]
    made = template(quads)
    forms = set()
    for number in range(20):
        form = filled(made, [str(number)])
        assert form == canonical_nquads(with_terms(quads, [str(number)]))
        forms.add(form)
    assert len(forms) == 20


def test_more_work_than_is_allowed() -> None:
    ring = [Quad(f"_:n{number}", P, f"_:n{(number + 1) % 40}") for number in range(40)]
    made = FragmentsTemplate(
        fragments_of([*ring, Quad("_:x", P, literal(f"{PREFIX}0"))])[0], prefix=PREFIX, work_per_tied_node=0
    )
    assert filled(made, ["x"]) is None


@pytest.mark.parametrize(
    "quads",
    [
        [Quad(iri("urn:s"), P, literal(f"a {PREFIX}0"))],
        [Quad(iri("urn:s"), P, literal(f'"{PREFIX}0"'))],
        [Quad(iri("urn:s"), P, iri(f"{PREFIX}0/"))],
        [Quad(iri(f"{PREFIX}0/"), P, literal("x"))],
        [Quad(iri("urn:s"), P, literal(f"{PREFIX}0", datatype=f"{PREFIX}1"))],
        [Quad(iri("urn:s"), P, literal("x", language=f"{PREFIX}0"))],
        [Quad(iri("urn:s"), P, literal(f"{PREFIX}0"), iri("urn:g"))],
        [Quad(iri(f"{PREFIX}0"), P, literal("x"), "_:g")],
        [Quad("_:g", P, literal(f"{PREFIX}0")), Quad(iri("urn:s"), P, literal("x"), "_:g")],
        [Quad(iri(f"{PREFIX}0"), P, "_:g"), Quad("_:g", P, literal("x"), "_:h")],
    ],
)
def test_what_is_not_for_a_template(quads: list[Quad]) -> None:
    with pytest.raises(NoTemplate):
        template(quads)


def test_nothing() -> None:
    assert FragmentsTemplate(Fragments(), prefix=PREFIX, work_per_tied_node=50).filled([]) == b""


def test_random_statements() -> None:
    generator = random.Random(11)  # noqa: S311 - makes test data
    count = 0
    for _ in range(400):
        nodes = [f"_:n{number}" for number in range(generator.randint(1, 14))]
        subjects = [*nodes, iri("urn:s"), iri("urn:t"), iri(f"{PREFIX}0"), iri(f"{PREFIX}1")]
        objects = [*subjects, literal("x"), literal(f"{PREFIX}2"), literal(f"{PREFIX}3", language="nl")]
        predicates = [P, iri("urn:q")]
        quads = [
            Quad(generator.choice(subjects), generator.choice(predicates), generator.choice(objects))
            for _ in range(generator.randint(1, 25))
        ]
        made = template(quads)
        for _ in range(3):
            # The subjects differ from each other and from the rest, as whoever fills knows.
            terms = [f"urn:{generator.choice('arsz')}{number}" for number in range(2)]
            terms += [generator.choice("xyz") for _ in range(2)]
            form = filled(made, terms)
            count += form is not None
            assert form in (None, canonical_form(fragments_of(with_terms(quads, terms))[0]))
    assert count > 800


@pytest.mark.parametrize("in_advance", [0, 10_000])
def test_blank_nodes_of_which_the_names_change(in_advance: int) -> None:
    """With twelve of them, "_:c14n10" comes before "_:c14n2", and a static one may have either name."""
    quads = [Quad(f"_:s{number}", P, literal(f"static {number}")) for number in range(10)]
    quads += [Quad(iri("urn:s"), iri("urn:q"), f"_:s{number}") for number in range(10)]
    quads += [Quad(iri(f"{PREFIX}2"), P, f"_:{name}") for name in "xy"]
    quads += [Quad("_:x", P, literal(f"{PREFIX}0")), Quad("_:y", P, literal(f"{PREFIX}1"))]
    quads += [Quad("_:x", iri("urn:q"), "_:y"), Quad("_:s3", iri("urn:q"), "_:x")]
    made = template(quads, in_advance=in_advance)
    names = set()
    for number in range(60):
        terms = [f"a{number}", f"b{number}", f"urn:{number}"]
        form = filled(made, terms)
        assert form == canonical_nquads(with_terms(quads, terms))
        names.add(next(line.split()[0] for line in form.splitlines() if '"static 5"' in line))
    assert names == {f"_:c14n{number}" for number in range(int(min(names)[6:]), int(min(names)[6:]) + 3)}


# In UTF-16 the second comes before the first, and by the first byte alone the last two are the same.
BEYOND = ["\uff5e", "\U00010400", "\u00e9", "e\u0301", "\u7a7a", "z"]


def test_lines_have_the_order_of_code_points() -> None:
    quads = [Quad(iri(f"urn:{text}"), P, literal(f"{PREFIX}0")) for text in BEYOND]
    quads += [Quad(iri(f"{PREFIX}1"), P, literal(text)) for text in BEYOND]
    quads += [Quad(iri(f"{PREFIX}1"), P, literal(f"{PREFIX}0"))]
    made = template(quads)
    for text in BEYOND:
        terms = [f"{text}!", f"urn:{text}!"]
        form = filled(made, terms)
        assert form == canonical_nquads(with_terms(quads, terms))
        lines = form.splitlines()
        assert [[*map(ord, line)] for line in lines] == sorted([*map(ord, line)] for line in lines)


def test_subjects_that_stand_somewhere_else_each_time() -> None:
    quads = [Quad(iri(f"urn:{letter}"), P, literal(letter)) for letter in "bdfhjl"]
    quads += [Quad(iri(f"{PREFIX}{number}"), P, literal(f"{PREFIX}2")) for number in range(2)]
    made = template(quads)
    for one in "acegikm":
        for other in "acegikm":
            terms = [f"urn:{one}1", f"urn:{other}2", "x"]
            assert filled(made, terms) == canonical_nquads(with_terms(quads, terms))


def test_many_threads_fill_one_template() -> None:
    quads = [Quad(iri(f"urn:{letter}"), P, literal(letter)) for letter in "bdfhjl"]
    quads += [Quad(iri(f"{PREFIX}0"), P, f"_:{number}") for number in range(12)]
    quads += [Quad(f"_:{number}", P, literal(str(number))) for number in range(11)]
    quads += [Quad("_:11", P, literal(f"{PREFIX}1"))]
    made = template(quads)
    cases = [[f"urn:{letter}1", str(number)] for letter in "acegikm" for number in range(20, 40)]
    expected = [canonical_nquads(with_terms(quads, terms)) for terms in cases]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda terms: filled(made, terms), cases * 5))
    finally:
        sys.setswitchinterval(interval)
    assert found == expected * 5
