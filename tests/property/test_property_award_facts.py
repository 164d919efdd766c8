"""Whatever a file says of an award: it is read, judged and stored, or refused, and nothing else happens."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from issuer.domain.award_files.into_credential import for_credential
from issuer.stored_facts import facts_from_text, facts_to_text
from tests.award_files_for_tests import (
    CERTIFICATE,
    MICROCREDENTIAL,
    STATEMENT_OF_PARTS,
    STATEMENT_OF_PRACTICE,
    read,
)

_VALUES = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["ja", "nee", "2026-01-01", "2100-12-31", "5,5", "behaald", "diploma", "B1-K1-W1", "25998"]
    ),
    st.lists(st.text(max_size=4), max_size=2),
    st.dictionaries(st.sampled_from(["naam", "datum", "crebo", "niveau"]), st.text(max_size=4), max_size=2),
)


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """A good file with some of its places replaced or gone."""
    file = draw(st.sampled_from([STATEMENT_OF_PRACTICE, STATEMENT_OF_PARTS, CERTIFICATE, MICROCREDENTIAL]))
    kept: dict[str, Any] = {"instrument": file["instrument"]}
    for key, value in file.items():
        if key != "instrument":
            kept[key] = draw(_disturbed(value))
    return {key: value for key, value in kept.items() if value is not None}


def _disturbed(value: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any part of a file
    if isinstance(value, dict):
        same: st.SearchStrategy[Any] = st.fixed_dictionaries({key: _disturbed(v) for key, v in value.items()})
    elif isinstance(value, list):
        same = st.tuples(*map(_disturbed, value)).map(list)
    else:
        same = st.just(value)
    return st.integers(0, 24).flatmap(lambda number: _VALUES if number == 0 else same)


@given(file=files())
@settings(max_examples=150, deadline=None)
def test_any_file_is_judged_and_whatever_is_good_can_be_stored_and_built(file: dict[str, Any]) -> None:
    found = read(file)
    for finding in found.findings:
        assert finding.text("nl")
        assert finding.text("en")
    if found.award is not None and found.description is not None:
        assert facts_from_text(facts_to_text(found.award)) == found.award
        for_credential(found.award, found.description.module)
