"""``waarmerk demo``, once: what it leaves behind, and what the commands make of that."""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.paths import ROOT

WAARMERK = (sys.executable, "-W", "error", "-c", "from waarmerk.cli import main; main()")
FILES = {
    "credential.json",
    "credential.jwt",
    "badge.png",
    "badge.svg",
    "certificate.nl.pdf",
    "archive.zip",
}
LOOK_ALIKES = {"tampered": 1, "revoked": 1, "suspended": 1, "expired": 1, "unknown-issuer": 3}
DECIDED_BY = {
    "tampered": "proof",
    "revoked": "status",
    "suspended": "status",
    "expired": "validity_period",
    "unknown-issuer": "issuer_trust",
}
SECONDS = 120  # 30 on a machine that does nothing else

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Demo:
    """A demonstration that has been run.

    Attributes:
        directory: Where it left everything.
        status: Its exit status.
        printed: What it printed on standard output.
        complained: What it printed on standard error.
        seconds: How long it took.
    """

    directory: Path
    status: int
    printed: str
    complained: str
    seconds: float

    def verify(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``waarmerk verify`` as an employer would, with what the demonstration left."""
        root = self.directory / "trust-root.txt"
        trust = ("--trust", self.directory / "trust-list.json", "--trust-root", root)
        lists = ("--status-list", self.directory / "status")
        return waarmerk("verify", "--offline", *trust, *lists, *words, home=self.directory.parent)


def waarmerk(*words: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of its own, with nothing of this machine's settings."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
    }
    return subprocess.run(
        [*WAARMERK, *words],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Run it over an earlier one, in a relative path with a space."""
    home = tmp_path_factory.mktemp("home")
    directory = home / "een demo"
    directory.mkdir()
    (directory / ".waarmerk-demo").touch()
    (directory / "told-apart").mkdir()
    (directory / "told-apart" / "earlier.json").touch()
    started = time.monotonic()
    finished = waarmerk("demo", "--out", "een demo", home=home)
    return Demo(
        directory=directory,
        status=finished.returncode,
        printed=finished.stdout,
        complained=finished.stderr,
        seconds=time.monotonic() - started,
    )


def learners(demo: Demo) -> list[Path]:
    return sorted((demo.directory / "credentials").iterdir())


def test_all_is_well(demo: Demo) -> None:
    assert (demo.status, demo.complained) == (0, "")
    assert demo.seconds < SECONDS


def test_it_is_laid_out_as_promised(demo: Demo) -> None:
    assert {path.name for path in demo.directory.iterdir() if not path.name.startswith(".")} == {
        "catalogus",
        "credentials",
        "did.json",
        "jwks.json",
        "modules",
        "results-annotated.xlsx",
        "results.xlsx",
        "status",
        "told-apart",
        "trust-list.json",
        "trust-root.txt",
    }
    assert len(learners(demo)) == 23
    assert all({path.name for path in learner.iterdir()} == FILES for learner in learners(demo))


def test_the_catalogue_can_be_looked_at_from_the_folder(demo: Demo) -> None:
    """Every link of its pages to another page of it leads to a file that is there."""
    assert "open in een browser: een demo/catalogus/index.html" in demo.printed
    pages = sorted((demo.directory / "catalogus").rglob("*.html"))
    pages += sorted((demo.directory / "modules").rglob("*.html"))
    assert len(pages) > 20
    linked = set()
    for page in pages:
        for address in re.findall(r'<a href="([^"#]+)', page.read_text("utf-8")):
            if not address.startswith("https://"):
                linked.add((page.parent / address).resolve())
    assert {page.resolve() for page in pages if "1.0.0" in page.parts} <= linked
    assert all(file.is_file() for file in linked)


def test_the_earlier_one_is_gone(demo: Demo) -> None:
    assert {path.stem for path in (demo.directory / "told-apart").iterdir()} == set(LOOK_ALIKES)
    assert {path.name for path in demo.directory.iterdir() if path.name.startswith(".")} == {".waarmerk-demo"}


def test_what_it_prints_is_fit_for_a_file(demo: Demo) -> None:
    assert "\x1b" not in demo.printed
    assert "\n\n" not in demo.printed
    assert demo.printed.splitlines()[0] == "ROC Voorbeeld (verzonnen) opent"


def test_it_tells_which_rows_are_wrong(demo: Demo) -> None:
    assert "rij 9, eind" in demo.printed
    assert "rij 20, e-mail" in demo.printed
    sheet = load_workbook(demo.directory / "results-annotated.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    remarked = [number for number, row in enumerate(rows, 1) if number > 1 and row[-1]]
    assert remarked == [9, 20]
    assert len(rows) == 26


@pytest.mark.parametrize("name", sorted(FILES - {"archive.zip"}))
def test_every_file_of_everyone_is_genuine_without_a_network(demo: Demo, name: str) -> None:
    finished = demo.verify("--json", *(learner / name for learner in learners(demo)))
    reports = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [report["conclusion"] for report in reports] == ["passed"] * 23
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_the_look_alikes_are_told_apart(demo: Demo, name: str) -> None:
    finished = demo.verify("--json", demo.directory / "told-apart" / f"{name}.json")
    assert finished.returncode == LOOK_ALIKES[name]
    results = json.loads(finished.stdout)["results"]
    blocking = {result["check"] for result in results if result["severity"] == "blocking"}
    assert DECIDED_BY[name] in blocking
    # When the proof fails, all that rests on it is open; nothing else has a say in the others.
    assert name == "tampered" or blocking == {DECIDED_BY[name]}


def test_an_archive_is_enough_by_itself(demo: Demo, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO((learners(demo)[0] / "archive.zip").read_bytes())) as archive:
        archive.extractall(tmp_path)
    options = ("--offline", "--unsigned-trust", "trust-list.json", "--status-list", "status")
    finished = waarmerk("verify", *options, "credential.json", "certificate.en.pdf", home=tmp_path)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_published_documents_are_of_the_school(demo: Demo) -> None:
    controller = "did:web:credentials.rocvoorbeeld.example"
    assert json.loads((demo.directory / "did.json").read_bytes())["id"] == controller
    issuers = {
        json.loads((learner / "credential.json").read_bytes())["issuer"]["id"] for learner in learners(demo)
    }
    assert issuers == {controller}


def test_no_private_key_is_left(demo: Demo) -> None:
    holding = [
        path for path in demo.directory.rglob("*") if path.is_file() and b"PRIVATE" in path.read_bytes()
    ]
    assert holding == []


def test_something_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    refused = waarmerk("demo", "--out", ".", home=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr != ""
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = waarmerk("demo", "--out", "file/demo", "--lang", "en", home=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Traceback" not in refused.stderr
    assert "file" in refused.stderr
