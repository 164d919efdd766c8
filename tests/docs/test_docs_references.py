"""The code and the tests that the pages on standards and attacks name are there."""

import ast
import re

import pytest

from tests.paths import ROOT
from verifier import Code

PAGES = ["docs/attacks.md", "docs/requirements.md", "docs/spec-coverage.md"]
REFERENCE = re.compile(r"`((?:[a-z_]+/)+(?:[a-z0-9_]+\.py)?)(?:(?:::|:)([A-Za-z0-9_:]+))?`")
FINDING = re.compile(r"`findings` \(([^)]*)\)")


def names_in(path: str) -> set[str]:
    """Return the functions, classes and constants of a module, and its methods as Class::method."""
    names: set[str] = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
            methods = node.body if isinstance(node, ast.ClassDef) else []
            names.update(f"{node.name}::{one.name}" for one in methods if isinstance(one, ast.FunctionDef))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names.update(target.id for target in targets if isinstance(target, ast.Name))
    return names


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    references = REFERENCE.findall(text)
    assert len(references) > 30
    missing = [
        f"{path}:{name}"
        for path, name in references
        if not (ROOT / path).exists() or (name and name not in names_in(path))
    ]
    assert missing == []


def test_the_findings_that_are_named_exist() -> None:
    text = (ROOT / "docs/spec-coverage.md").read_text(encoding="utf-8")
    named = [code for codes in FINDING.findall(text) for code in re.findall(r"[A-Z_]+", codes)]
    assert len(named) > 10
    assert [code for code in named if code not in Code.__members__] == []
