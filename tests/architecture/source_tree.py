"""The project's own files and what they import, for the tests of its architecture."""

import ast
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from tests.paths import ROOT

PACKAGES = (
    "waarmerk",
    "issuer",
    "verifier",
    "wallet_export",
    "keys",
    "credentials",
    "contexts",
    "typesetting",
)


@cache
def repository_files() -> tuple[Path, ...]:
    """Return every file of the repository, relative to its root: tracked, or not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):  # an archive without history, or no git
        return tuple(_walk(ROOT))
    paths = (Path(name) for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def source_files() -> Iterator[tuple[str, ast.Module]]:
    """Yield the path and the syntax tree of every module of the packages."""
    for path in repository_files():
        if path.suffix == ".py" and path.parts[0] in PACKAGES:
            yield path.as_posix(), ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of everything that is imported, wherever in the module.

    ``from a.b import c`` gives ``a.b.c``, because ``c`` may be a module.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_of(tree: ast.AST) -> Iterator[str]:
    """Yield what is called, as written: ``datetime.now``, ``open``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that ``.gitignore`` does not name; it has simple patterns only."""
    for path in sorted(folder.iterdir()):
        if path.name == ".git" or any(_names(pattern, path) for pattern in _ignored()):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path.relative_to(ROOT)


@cache
def _ignored() -> tuple[str, ...]:
    return tuple((ROOT / ".gitignore").read_text(encoding="utf-8").split())


def _names(pattern: str, path: Path) -> bool:
    at_root_only = pattern.startswith("/")
    return fnmatch(path.name, pattern.strip("/")) and (path.parent == ROOT or not at_root_only)
