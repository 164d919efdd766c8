"""Where the demonstration is left, and what happens to what is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from waarmerk.demo.fresh_directory import DemoDirectoryInUse, fresh_directory

KILLED = """
import os, sys
from pathlib import Path
from waarmerk.demo.fresh_directory import fresh_directory
with fresh_directory(Path(sys.argv[1])) as fresh:
    (fresh / "half").touch()
    os._exit(9)
"""


def demonstrate(directory: Path, content: str = "new") -> None:
    """Leave a file and a folder, as a demonstration does."""
    with fresh_directory(directory) as fresh:
        (fresh / "did.json").write_text(content)
        (fresh / "status").mkdir()
        (fresh / "status" / content).touch()


def left_in(directory: Path) -> list[str]:
    """Return the files and folders that one sees, at any depth."""
    paths = (path.relative_to(directory).as_posix() for path in directory.rglob("*"))
    return sorted(path for path in paths if not path.startswith("."))


@pytest.mark.parametrize("name", ["demo", "a/b/c", "met spaties", "ë-ü"])
def test_a_directory_is_made(tmp_path: Path, name: str) -> None:
    demonstrate(tmp_path / name)
    assert left_in(tmp_path / name) == ["did.json", "status", "status/new"]


def test_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    demonstrate(Path())
    assert left_in(tmp_path) == ["did.json", "status", "status/new"]
    assert Path.cwd().samefile(tmp_path)


def test_a_link_to_a_directory(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    demonstrate(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert left_in(tmp_path / "real") == ["did.json", "status", "status/new"]


def test_an_earlier_one_is_replaced(tmp_path: Path) -> None:
    demonstrate(tmp_path, "old")
    demonstrate(tmp_path, "new")
    assert left_in(tmp_path) == ["did.json", "status", "status/new"]
    assert (tmp_path / "did.json").read_text() == "new"


def test_what_somebody_added_to_an_earlier_one_stays(tmp_path: Path) -> None:
    demonstrate(tmp_path)
    (tmp_path / "notes.txt").touch()
    demonstrate(tmp_path)
    assert "notes.txt" in left_in(tmp_path)


def test_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(DemoDirectoryInUse) as refused:
        demonstrate(tmp_path)
    assert refused.value.path == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "demo").touch()
    with pytest.raises(FileExistsError):
        demonstrate(tmp_path / "demo")


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError])
def test_one_that_is_interrupted_leaves_the_earlier_one(
    tmp_path: Path, interruption: type[BaseException]
) -> None:
    demonstrate(tmp_path, "old")

    def interrupted() -> None:
        with fresh_directory(tmp_path) as fresh:
            (fresh / "did.json").write_text("half")
            raise interruption

    with pytest.raises(interruption):
        interrupted()
    assert left_in(tmp_path) == ["did.json", "status", "status/old"]
    assert (tmp_path / "did.json").read_text() == "old"


def test_one_that_was_killed_is_cleaned_up(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert list(tmp_path.glob("*/half")) != []
    demonstrate(tmp_path)
    assert list(tmp_path.glob("*/half")) == []
    assert left_in(tmp_path) == ["did.json", "status", "status/new"]
