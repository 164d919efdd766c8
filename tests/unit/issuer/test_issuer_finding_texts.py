"""The words of findings: in both languages, about the same, and none that nobody ever says."""

import re
from pathlib import Path

import pytest

import issuer.domain
from issuer.domain.findings import Finding, finding_texts

DOMAIN = Path(issuer.domain.__file__).parent
_PLACEHOLDER = re.compile(r"(?<!{){(\w+)}")


@pytest.mark.parametrize("code", sorted({*finding_texts("nl"), *finding_texts("en")}))
def test_every_text_has_both_languages_with_the_same_placeholders(code: str) -> None:
    named = {
        language: {
            name.removesuffix(f"_{language}") for name in _PLACEHOLDER.findall(finding_texts(language)[code])
        }
        for language in ("nl", "en")
    }
    assert named["nl"] == named["en"]


def test_no_text_is_for_a_code_that_does_not_exist() -> None:
    source = "\n".join(file.read_text("utf-8") for file in DOMAIN.parent.rglob("*.py"))
    written = set(re.findall(r"\"([a-z][a-z_]+)\"", source))
    unsaid = {code for code in finding_texts("nl") if not code.startswith("refusal_")} - written
    assert unsaid == set()


def test_a_finding_without_words_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Finding(code="nobody_wrote_this").text("nl")
