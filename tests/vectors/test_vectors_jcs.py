"""The published files of RFC 8785."""

import pytest

from credentials.jsonld.writing.jcs import canonicalize_json
from credentials.parsing import parse_json
from tests.paths import vectors

NAMES = ["arrays", "french", "structures", "unicode", "values", "weird"]


@pytest.mark.parametrize("name", NAMES)
def test_the_output_is_reproduced(name: str) -> None:
    folder = vectors("jcs")
    canonical = canonicalize_json(parse_json((folder / "input" / f"{name}.json").read_bytes()))
    assert canonical == (folder / "output" / f"{name}.json").read_bytes()
    assert canonical == bytes.fromhex((folder / "outhex" / f"{name}.txt").read_text())


@pytest.mark.parametrize("name", NAMES)
def test_canonical_bytes_stay_as_they_are(name: str) -> None:
    output = (vectors("jcs") / "output" / f"{name}.json").read_bytes()
    assert canonicalize_json(parse_json(output)) == output


def test_every_published_file_is_used() -> None:
    assert sorted(path.stem for path in (vectors("jcs") / "input").iterdir()) == NAMES
