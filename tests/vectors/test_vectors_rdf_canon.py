"""W3C's test suite of RDFC-1.0, whole."""

import json
from typing import Literal, TypeAlias, cast

import pytest

from credentials.jsonld.canonical.rdfc10 import CanonicalDataset, canonicalize_dataset
from credentials.jsonld.strictness import TooComplex
from tests.nquads_for_tests import parse_nquads
from tests.paths import VECTORS, vectors

Entry: TypeAlias = dict[str, str]

# Tests that we do not pass, each with the reason. An entry that passes, or that the suite does
# not have, makes a test below fail.
UNSUPPORTED: dict[str, str] = {}

HASHES: dict[str, Literal["sha256", "sha384"]] = {"SHA256": "sha256", "SHA384": "sha384"}


def manifest() -> list[Entry]:
    path = VECTORS / "rdf-canon" / "manifest.jsonld"
    if not path.is_file():
        return []
    return cast("list[Entry]", json.loads(path.read_bytes())["entries"])


def of_kind(kind: str) -> list[Entry]:
    return [entry for entry in manifest() if entry["type"] == f"rdfc:{kind}"]


def run(entry: Entry) -> CanonicalDataset:
    text = (vectors("rdf-canon") / entry["action"]).read_bytes().decode()
    hash_name = HASHES[entry.get("hashAlgorithm", "SHA256")]
    return canonicalize_dataset(parse_nquads(text), hash_name=hash_name)


def passes(entry: Entry) -> bool:
    if entry["type"] == "rdfc:RDFC10NegativeEvalTest":
        try:
            run(entry)
        except TooComplex:
            return True
        return False
    expected = (vectors("rdf-canon") / entry["result"]).read_bytes().decode()
    outcome = run(entry)
    if entry["type"] == "rdfc:RDFC10MapTest":
        return bool(dict(outcome.issued) == json.loads(expected))
    return outcome.nquads == expected


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["id"])
def test_the_suite(entry: Entry) -> None:
    assert passes(entry) == (entry["id"] not in UNSUPPORTED), UNSUPPORTED.get(entry["id"])


def test_the_whole_suite_is_there() -> None:
    vectors("rdf-canon")
    kinds = {
        kind: len(of_kind(kind)) for kind in ("RDFC10EvalTest", "RDFC10MapTest", "RDFC10NegativeEvalTest")
    }
    assert kinds == {"RDFC10EvalTest": 64, "RDFC10MapTest": 21, "RDFC10NegativeEvalTest": 1}
    assert len(manifest()) == sum(kinds.values())
    assert UNSUPPORTED.keys() <= {entry["id"] for entry in manifest()}


def test_the_poison_graph_is_refused() -> None:
    vectors("rdf-canon")
    (entry,) = of_kind("RDFC10NegativeEvalTest")
    with pytest.raises(TooComplex) as caught:
        run(entry)
    assert caught.value.code == "too_complex"
