"""Every code has words, in both languages, with the same placeholders."""

import ast
import errno
import inspect
import re
import string
from pathlib import Path

import pytest

import issuer
import keys
from issuer import errors
from issuer.domain import results
from issuer.errors import IssuerError
from issuer.texts import TEXTS, text_for
from issuer.texts.machine import FILE_TEXTS, KEY_TEXTS, explain_key_error, explain_os_error
from keys import errors as key_error_module
from keys.errors import InsecurePermissions, KeyCustodyError

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
            if reason is None:
                codes = [error.code]
            elif isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                codes = [f"{error.code}.{reason.value}"]
            else:  # one of several, which the tests of that error go through
                codes = [code for code in TEXTS if code.startswith(f"{error.code}.")]
            for code in codes:
                assert placeholders(TEXTS[code].nl) <= given.keys(), (name, ast.unparse(call))


def key_errors() -> dict[str, type[KeyCustodyError]]:
    return {
        name: error
        for name, error in inspect.getmembers(key_error_module, inspect.isclass)
        if issubclass(error, KeyCustodyError)
    }


def test_every_code_of_the_keys_has_words_in_both_languages() -> None:
    assert {code.partition(".")[0] for code in KEY_TEXTS} == {one.code for one in key_errors().values()}
    for text in [*KEY_TEXTS.values(), *FILE_TEXTS.values()]:
        assert text.nl
        assert text.en
        assert text.nl != text.en


def test_every_error_of_the_keys_that_is_raised_has_words_and_all_their_values() -> None:
    errors_by_name, seen = key_errors(), set()
    for path in Path(keys.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                error = errors_by_name.get(node.func.id)
                if error is not None:
                    given = {keyword.arg: keyword.value for keyword in node.keywords}
                    reason = given.get("reason")
                    code = error.code if reason is None else f"{error.code}.{ast.literal_eval(reason)}"
                    seen.add(code)
                    assert placeholders(KEY_TEXTS[code].nl) <= given.keys() | {"message"}, ast.unparse(node)
    assert seen == KEY_TEXTS.keys()


def test_an_error_of_the_keys_is_said_with_its_path() -> None:
    error = InsecurePermissions("English", reason="directory", path="/keys")
    assert explain_key_error(error, "nl").endswith("Voer uit: chmod 700 /keys")
    assert explain_key_error(error, "en") == "English"


@pytest.mark.parametrize("number", sorted(FILE_TEXTS))
def test_what_the_system_refuses_is_said_in_words(number: int) -> None:
    assert explain_os_error(OSError(number, "?", "/x"), "nl") == f"/x: {FILE_TEXTS[number].nl}"
    assert explain_os_error(OSError(number, "?"), "en") == FILE_TEXTS[number].en


def test_what_the_system_seldom_refuses_keeps_its_own_words() -> None:
    assert explain_os_error(OSError(errno.EXDEV, "Cross-device link", "/x"), "nl") == "/x: Cross-device link"
    assert explain_os_error(OSError(errno.EXDEV, "Cross-device link"), "nl") is None


def test_one_word_for_what_is_issued() -> None:
    texts = [text.nl for text in TEXTS.values()]
    assert [
        text
        for text in texts
        if re.search(r"certificaat|certificaten|credentials?\b(?!\.school)", text.format_map(Blank()), re.I)
    ] == []
    assert TEXTS["said.issued"].nl == "Bewijzen ondertekend: {count}."


class Blank(dict[str, str]):
    """Fills every placeholder with nothing."""

    def __missing__(self, name: str) -> str:
        return ""


def test_every_remark_has_words() -> None:
    codes = {
        ast.literal_eval(call.args[position])
        for name, position in (("remark", 0), ("ResultProblem", 0))
        for call in calls(name)
        if call.args and isinstance(call.args[position], ast.Constant)
    }
    assert len(codes) > 15
    assert codes <= TEXTS.keys()


def test_every_text_is_used() -> None:
    source = "".join(
        path.read_text()
        for path in ROOT.rglob("*.py")
        if path.parent.name != "texts" and not path.name.startswith(OTHERS)
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
