"""Every code has words, in both languages, with the same placeholders."""

import ast
import inspect
import re
import string
from pathlib import Path

import pytest

import issuer
from issuer import errors
from issuer.domain import results
from issuer.errors import IssuerError
from issuer.texts import TEXTS, text_for

ROOT = Path(issuer.__file__).parent
OTHERS = ("module_", "bounded_yaml")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_both_languages_use_the_same_values(code: str) -> None:
    assert placeholders(TEXTS[code].nl) == placeholders(TEXTS[code].en)
    assert TEXTS[code].nl != TEXTS[code].en


def calls(name: str) -> list[ast.Call]:
    """Return every call of a function or method of this name in the package."""
    found = []
    for path in ROOT.rglob("*.py"):
        if not path.name.startswith(OTHERS):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    function = node.func
                    called = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
                    if called == name:
                        found.append(node)
    return found


def test_every_error_that_is_raised_has_words_and_all_their_values() -> None:
    for name, error in inspect.getmembers(errors, inspect.isclass):
        if not issubclass(error, IssuerError) or error is IssuerError:
            continue
        for call in calls(name):
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            reason = given.get("reason")
            code = error.code if reason is None else f"{error.code}.{ast.literal_eval(reason)}"
            assert placeholders(TEXTS[code].nl) <= given.keys(), (name, ast.unparse(call))


def test_every_remark_has_words() -> None:
    codes = {
        ast.literal_eval(call.args[position])
        for name, position in (("_remark", 0), ("ResultProblem", 0))
        for call in calls(name)
        if call.args and isinstance(call.args[position], ast.Constant)
    }
    assert len(codes) > 15
    assert codes <= TEXTS.keys()


def test_every_text_is_used() -> None:
    source = "".join(
        path.read_text()
        for path in ROOT.rglob("*.py")
        if path.name != "texts.py" and not path.name.startswith(OTHERS)
    )
    unused = []
    for code in TEXTS:
        word = code.rpartition(".")[2]
        stem = re.sub(r"^(already|status|word)_", "", word)
        if (
            f'"{word}"' not in source
            and f"'{stem}'" not in source
            and f'"{code}"' not in source
            and f'"{stem}"' not in source
        ):
            unused.append(code)
    assert unused == []


def test_text_with_values() -> None:
    assert text_for("file_refused", "nl", {"reason": "too_many_rows", "limit": 5}).startswith(
        "Het bestand heeft meer dan 5 rijen."
    )


def test_results_know_the_words_of_the_texts() -> None:
    assert results.read_verdict("Niet  Behaald") is False
