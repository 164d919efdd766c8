"""Whatever is in a file of the registers: it becomes findings, or entries, and nothing else happens."""

import json

from hypothesis import given
from hypothesis import strategies as st

from issuer.domain.findings import Severity
from issuer.domain.registers.gathering import Gathering
from issuer.domain.registers.json_keys import KEYS, LISTS
from issuer.spreadsheets.register_rows import read_register_file
from tests.issuer_for_tests import csv_file

_CODES = st.sampled_from(
    ["23425", "27052", "K0262", "C0004", "B1-K1", "B1-K1-W1", "D1-K1-W1", "111222333", "X", ""]
)
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8), _CODES
)
_KEYS = st.sampled_from(
    sorted({key for keys in KEYS.values() for key in keys} | {"kerntaken", "werkprocessen", "_x", "x"})
)
_OBJECTS = st.recursive(
    st.dictionaries(_KEYS, _VALUES, max_size=6),
    lambda inner: st.dictionaries(_KEYS, st.one_of(_VALUES, st.lists(inner, max_size=3)), max_size=6),
    max_leaves=8,
)
_TREES = st.dictionaries(st.sampled_from([*LISTS, "x"]), st.lists(_OBJECTS, max_size=4), max_size=5)
_KINDS = st.sampled_from(
    ["dossier", "kwalificatie", "keuzedeel", "certificaat", "kerntaak", "werkproces", "skill", ""]
)
_ROWS = st.lists(st.tuples(_KINDS, _CODES, st.text(max_size=8), _CODES, _CODES, _CODES, _CODES), max_size=8)
_HEADER = ("soort", "code", "naam", "hoort bij", "niveau", "sbu", "werkprocessen")


def check(data: bytes) -> None:
    """Read a file; whatever is said of it has words, and without errors there are entries of their form."""
    gathering = Gathering()
    read_register_file(data, file="x", take=gathering.take, findings=gathering.findings)
    entries = gathering.finish(None)
    for finding in gathering.findings:
        assert finding.text("nl")
        assert finding.text("en")
        assert "111222333" not in finding.text("nl")
    if not any(finding.severity is Severity.ERROR for finding in gathering.findings):
        assert len({(entry.kind, entry.key) for entry in entries}) == len(entries)
        assert "111222333" not in repr(entries)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(_TREES)
def test_any_json_with_our_keys(tree: dict[str, object]) -> None:
    check(json.dumps(tree).encode())


@given(_ROWS)
def test_any_table_with_our_columns(rows: list[tuple[str, ...]]) -> None:
    check(csv_file(_HEADER, *rows))
