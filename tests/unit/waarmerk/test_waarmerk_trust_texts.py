"""The sentences of ``waarmerk trust``, in both languages."""

import string
import tomllib

import pytest

from tests.paths import ROOT

FOLDER = ROOT / "waarmerk" / "trusting"
TEXTS = {
    language: tomllib.loads((FOLDER / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
    for language in ("nl", "en")
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_sentences() -> None:
    assert TEXTS["nl"].keys() == TEXTS["en"].keys()


@pytest.mark.parametrize("word", sorted(TEXTS["nl"]))
def test_both_languages_use_the_same_values(word: str) -> None:
    assert placeholders(TEXTS["nl"][word]) == placeholders(TEXTS["en"][word])


def test_every_sentence_is_said_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")).replace("'", '"')
    built = ("key_", "card_key_", "school_", "list_", "column_")
    assert [word for word in TEXTS["nl"] if f'"{word}"' not in code and not word.startswith(built)] == []
