"""The search of the catalogue, as a JavaScript engine runs it: which words find which modules."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import issuer.catalogue_pages
from tests.components import missing

SCRIPT = Path(issuer.catalogue_pages.__file__).parent / "search.js"
MODULES = [
    {"title": "Café De Proef", "words": "koken in een keuken", "size": "240 SBU"},
    {"title": "Keuken", "words": "23426/B1-K1-W1 Maakt mise en place", "goals": ["Bijscholen"]},
]
CODE = """
import { found } from SCRIPT;
const [modules, queries] = JSON.parse(process.argv[1]);
const titles = (query) => found(modules, query).map((one) => one.title);
console.log(JSON.stringify(queries.map(titles)));
"""
EXPECTED = {
    "CAFE": ["Café De Proef"],
    "b1-k1-w1": ["Keuken"],
    "23426/b1": ["Keuken"],
    "keuken": ["Keuken", "Café De Proef"],
    "keuken proef": ["Café De Proef"],
    "bijscholen": ["Keuken"],
    "fiets": [],
    "  ": [],
    "<script>": [],
}


@pytest.fixture(scope="module")
def answers() -> dict[str, list[str]]:
    """What every query finds."""
    if shutil.which("node") is None:
        missing("Node", remedy="run `make test`, which installs it or says how to")
    # By what it says: older versions of Node take a file of this name for another kind of script.
    address = "data:text/javascript;base64," + base64.b64encode(SCRIPT.read_bytes()).decode()
    code = CODE.replace("SCRIPT", json.dumps(address))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code, json.dumps([MODULES, list(EXPECTED)])],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(zip(EXPECTED, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("query", EXPECTED)
def test_words_find_modules(answers: dict[str, list[str]], query: str) -> None:
    assert answers[query] == EXPECTED[query]
