"""Signed trust lists: nothing that was changed is accepted, and no edition comes after a newer one."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.errors import CredentialError
from credentials.recognized_entity import RecognizedAction, RecognizedEntity, TrustList
from credentials.signed_trust_list import open_signed_trust_list
from credentials.trust_list import overlap, parse_trust_list, write_trust_list
from tests.trust_for_tests import (
    NEXT_ROOT_KEY,
    NOW,
    PUBLISHED_AT,
    RECOGNIZED_FROM,
    ROOT_KEY,
    edition,
    school,
    signed_edition,
)
from verifier.trust import TrustStore
from waarmerk.trusting.history import lost_history

ROOTS = (ROOT_KEY.did_key, NEXT_ROOT_KEY.did_key)
SIGNED = signed_edition(3)
OPENED = open_signed_trust_list(SIGNED, ROOTS, at=NOW)
MOMENTS = st.datetimes(
    min_value=RECOGNIZED_FROM.replace(tzinfo=None), max_value=PUBLISHED_AT.replace(tzinfo=None)
).map(lambda moment: moment.replace(microsecond=0, tzinfo=RECOGNIZED_FROM.tzinfo))
KINDS = st.frozensets(st.sampled_from(["microcredential", "mbo_certificaat", "mbo_verklaring"]), min_size=1)


@st.composite
def actions(draw: st.DrawFn) -> RecognizedAction:
    begin, end = sorted([draw(MOMENTS), draw(MOMENTS)])
    return RecognizedAction(
        valid_from=begin, valid_until=draw(st.sampled_from([None, end])), instruments=draw(KINDS)
    )


@st.composite
def schools(draw: st.DrawFn, number: int = 0) -> RecognizedEntity:
    limits = tuple(draw(st.lists(actions(), max_size=3, unique=True)))
    begin, end = sorted([draw(MOMENTS), draw(MOMENTS)])
    found = replace(
        school(number), recognized_from=begin, recognized_until=draw(st.sampled_from([None, end]))
    )
    if not limits:
        return found
    ends = [limit.valid_until for limit in limits if limit.valid_until is not None]
    return replace(
        found,
        limited_to=limits,
        recognized_from=min(limit.valid_from for limit in limits),
        recognized_until=max(ends) if len(ends) == len(limits) else None,
    )


@given(st.tuples(schools(0), schools(1)))
def test_what_is_written_is_read_back(entities: tuple[RecognizedEntity, RecognizedEntity]) -> None:
    listed = edition(5, *entities)
    assert parse_trust_list(write_trust_list(listed)) == listed
    assert replace(open_signed_trust_list(signed_edition(listed), ROOTS, at=NOW), signed_by=None) == listed


@given(schools(), MOMENTS)
def test_a_school_is_recognised_within_its_first_and_last_moment(found: RecognizedEntity, at: Any) -> None:  # noqa: ANN401
    if found.is_recognized(at):
        assert found.recognized_from <= at
        assert found.recognized_until is None or at <= found.recognized_until
    if not found.limited_to:
        until = found.recognized_until
        assert found.is_recognized(at) is (found.recognized_from <= at and (until is None or at <= until))


@given(schools(0), schools(1))
def test_overlap_is_the_same_both_ways(one: RecognizedEntity, other: RecognizedEntity) -> None:
    assert overlap(one, other) is overlap(other, one)


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_a_list_with_one_byte_changed_is_no_other_list(place: int, change: int) -> None:
    """What is accepted all the same differs in nothing that is read: white space, an escape."""
    changed = bytearray(SIGNED)
    changed[place] ^= change
    try:
        opened = open_signed_trust_list(bytes(changed), ROOTS, at=NOW)
    except CredentialError:
        return
    assert opened == OPENED


@given(st.data())
def test_a_list_with_a_member_changed_is_refused(data: st.DataObject) -> None:
    document: Any = json.loads(SIGNED)
    owner, key = document, data.draw(st.sampled_from(sorted(document)))
    while isinstance(owner[key], dict | list) and owner[key]:
        owner = owner[key]
        places = sorted(owner) if isinstance(owner, dict) else list(range(len(owner)))
        key = data.draw(st.sampled_from(places))
    before = owner[key]
    owner[key] = data.draw(st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5))
    if owner[key] == before and type(owner[key]) is type(before):
        return
    try:
        open_signed_trust_list(json.dumps(document).encode(), ROOTS, at=NOW)
    except CredentialError:
        return
    raise AssertionError(f"{before!r} became {owner[key]!r}")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.booleans()), max_size=12))
def test_the_number_never_goes_down(offers: list[tuple[int, bool, bool]]) -> None:
    """Whoever signs, in whatever order editions come, and however often a verifier starts anew."""
    with TemporaryDirectory() as folder:
        store, highest = TrustStore(ROOTS, Path(folder)), 0
        for sequence, by_next_key, starts_anew in offers:
            if starts_anew:
                store = TrustStore(ROOTS, Path(folder))
            data = signed_edition(sequence, NEXT_ROOT_KEY if by_next_key else ROOT_KEY)
            try:
                accepted = store.accept(data, now=NOW).sequence
            except CredentialError:
                assert sequence < highest
            else:
                assert accepted == sequence >= highest
                highest = sequence
            kept = store.newest(now=NOW)
            assert kept is not None
            assert kept.trust_list.sequence == highest


@given(schools(), schools())
def test_what_takes_nothing_back_leaves_every_past_moment_as_it_was(
    before: RecognizedEntity, after: RecognizedEntity
) -> None:
    """A school that was recognised at a moment that has passed still is."""
    old, new = edition(1, before), edition(2, after)
    if lost_history(old, new, at=NOW):
        return
    for action in before.actions:
        for moment in (action.valid_from, action.valid_until):
            if moment is not None and moment <= NOW:
                assert after.is_recognized(moment)


def test_an_edition_takes_nothing_back_of_itself() -> None:
    listed: TrustList = edition(1, school(), school(1))
    assert lost_history(listed, replace(listed, sequence=2), at=NOW) == ()
