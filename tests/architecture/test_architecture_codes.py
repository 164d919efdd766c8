"""Codes are a contract: each has texts in every language, a row in the docs, and a test that makes it."""

import re
import string
from collections import Counter

import pytest

from tests.findings_for_tests import CASES
from tests.paths import ROOT
from verifier import CheckId, CheckStatus, Code, Conclusion, UnavailableReason
from verifier.codes import PROBLEM_TYPES
from verifier.texts import LANGUAGES, texts

PARTS = {"title", "detail", "advice"}
OURS = "urn:waarmerk:verifier:"
SPECIFICATIONS = (
    "https://www.w3.org/TR/vc-data-model#",
    "https://w3id.org/security#",
    "https://www.w3.org/ns/credentials/status-list#",
)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def codes_in_texts(language: str) -> set[str]:
    return {name for name in texts(language).tables if ":" in name}


def rows_in_docs() -> Counter[str]:
    written = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "codes.md").read_text("utf-8"), re.MULTILINE)
    return Counter(code if ":" in code else OURS + code for code in written)


def test_every_code_has_a_test_that_makes_it_appear() -> None:
    assert set(CASES) == set(Code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_three_texts(language: str) -> None:
    tables = texts(language).tables
    assert codes_in_texts(language) == {code.value for code in Code}
    assert all(set(tables[code.value]) == PARTS for code in Code)
    assert all(all(tables[code.value].values()) for code in Code)


def test_the_languages_say_the_same_with_the_same_values() -> None:
    nl, en = (texts(language).tables for language in ("nl", "en"))
    assert nl.keys() == en.keys()
    for name, table in nl.items():
        assert table.keys() == en[name].keys(), name
        for part, text in table.items():
            assert placeholders(text) == placeholders(en[name][part]), (name, part)


def test_every_code_has_one_row_in_the_docs_and_no_other_has() -> None:
    assert rows_in_docs() == Counter(code.value for code in Code)


def test_codes_are_of_a_specification_or_ours() -> None:
    for code in Code:
        if code.startswith(OURS):
            assert re.fullmatch(r"[a-z0-9_]+", code.removeprefix(OURS)), code
        else:
            assert code.startswith(SPECIFICATIONS), code
    assert len({code.value for code in Code}) == len(Code.__members__), "two names for one code"


def test_wider_problem_types_are_of_a_specification() -> None:
    assert all(wider.startswith(SPECIFICATIONS) for wider in PROBLEM_TYPES.values())
    assert all(code.startswith(OURS) for code in PROBLEM_TYPES)


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("check", CheckId),
        ("question", CheckId),
        ("status", CheckStatus),
        ("conclusion", Conclusion),
        ("conclusion_detail", Conclusion),
        ("reason", UnavailableReason),
    ],
)
def test_every_name_of_ours_has_a_word(table: str, names: type[CheckId]) -> None:
    for language in LANGUAGES:
        assert set(texts(language).tables[table]) == {name.value for name in names}
