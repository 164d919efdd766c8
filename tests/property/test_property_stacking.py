"""What holds for every stack: order and copies make no difference, and more is never less."""

from collections.abc import Sequence
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from issuer.domain.stacking.stack import Stack
from issuer.stack_report.json_form import stack_json
from tests.stacking_for_tests import (
    CODING,
    HERE,
    KEUZEDEEL,
    MISE_EN_PLACE,
    ORDERING,
    PLEASING,
    RECEIVING,
    STRANGER,
    THERE,
    WITH_CERTIFICATE,
    credential,
    module,
    stack_of,
    status_list,
)

REVOKED = 9


@cache
def pool() -> tuple[bytes, ...]:
    """Return credentials of one person, good and bad, of several schools, with every kind of overlap."""
    certificate = module(
        ORDERING, name="cert", instrument="mbo_certificaat", codes=(("Certificaat", "C0004"),)
    )
    good = (
        credential(module(RECEIVING, name="a")),
        credential(module(RECEIVING, PLEASING, name="b"), issuer=HERE),
        credential(module(ORDERING, name="c"), email="zoe@leerling.example"),
        credential(module(MISE_EN_PLACE, CODING, name="d")),
        credential(module(PLEASING, name="e", instrument="praktijkverklaring", sbu=None), mark=None),
        credential(KEUZEDEEL),
        credential(certificate),
        credential(module(RECEIVING, name="a"), mark="9", person="Z. van ’t Hof"),
    )
    return (
        *good,
        good[1].replace(b"B1-K1-W2", b"P1-K1-W1"),
        credential(module(ORDERING, name="f"), status_index=REVOKED),
        credential(module(ORDERING, name="g"), issuer=STRANGER),
        credential(module(ORDERING, name="h"), mark="3"),
        credential(module(ORDERING, name="i"), issuer=THERE, status_index=REVOKED + 1),
        b"geen bewijs",
    )


chosen = st.lists(st.sampled_from(range(14)), max_size=8)


def stacked(files: Sequence[bytes]) -> Stack:
    return stack_of(*files, registers=WITH_CERTIFICATE, lists=[status_list(REVOKED)])


def summary(stack: Stack) -> object:
    """Return everything that a stack says, apart from how the files are called."""
    said = stack_json(stack, "nl")
    evidence, left_out = said["evidence"], said.pop("leftOut")
    assert isinstance(evidence, list)
    assert isinstance(left_out, list)
    for one in (*evidence, *left_out):
        assert isinstance(one, dict)
        del one["files"]
    return said, sorted(map(repr, left_out))


def covered(stack: Stack) -> set[tuple[str, str]]:
    parts = {("", one.code) for one in (*stack.keuzedelen, *stack.certificates)}
    return {one.process.key for one in stack.work_processes if one.grounds} | parts


@given(st.data())
def test_the_order_of_the_files_does_not_matter(data: st.DataObject) -> None:
    files = [pool()[number] for number in data.draw(chosen)]
    shuffled = data.draw(st.permutations(files))
    assert summary(stacked(files)) == summary(stacked(shuffled))


@given(chosen, st.sampled_from(range(14)))
def test_adding_a_credential_never_lowers_the_coverage(numbers: list[int], more: int) -> None:
    files = [pool()[number] for number in numbers]
    before, after = stacked(files), stacked([*files, pool()[more]])
    assert covered(before) <= covered(after)
    assert before.covered.percent <= after.covered.percent
    assert before.study_load.sbu <= after.study_load.sbu


@given(chosen)
def test_copies_change_nothing(numbers: list[int]) -> None:
    files = [pool()[number] for number in numbers]
    once, twice = stacked(files), stacked([*files, *files])
    assert (covered(once), once.study_load, once.person, once.to_grant) == (
        covered(twice),
        twice.study_load,
        twice.person,
        twice.to_grant,
    )
    assert len(once.evidence) == len(twice.evidence)


@given(chosen)
def test_what_can_be_granted_is_covered(numbers: list[int]) -> None:
    stack = stacked([pool()[number] for number in numbers])
    assert stack.to_grant.covered <= stack.covered.covered <= stack.covered.total
    assert (stack.covered.percent == 100) == stack.covered.is_whole


@given(chosen)
def test_what_does_not_count_adds_nothing(numbers: list[int]) -> None:
    bad = [pool()[number] for number in (8, 9, 10, 11, 13)]
    files = [pool()[number] for number in numbers if number not in (8, 9, 10, 11, 13)]
    with_bad, without = stacked([*files, *bad]), stacked(files)
    assert covered(with_bad) == covered(without)
    assert with_bad.person == without.person
    assert with_bad.study_load == without.study_load
