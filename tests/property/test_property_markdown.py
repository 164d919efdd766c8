"""Whatever a school writes in a module is text in the document that is made of it, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from issuer.domain.modules.description.qualification_parts import (
    CoreTask,
    QualificationParts,
    WorkProcessDescription,
)
from issuer.domain.modules.keuzedeel_format import keuzedeel_format
from issuer.domain.modules.markdown_text import markdown_text
from tests.modules_for_tests import described, with_

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TELLING = [
    "~~~ x",
    "```",
    "- a",
    "+ x",
    "* x",
    "-",
    "1. x",
    "1)",
    "0. x",
    "123456789) x",
    "---",
    "- - -",
    "***",
    "===",
    "# x",
    "x #",
    "> x",
    "| a | b |",
    "|---|---|",
    ":---",
    "<b>x</b>",
    "<!-- x",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "![a](https://a.example/x.png)",
    "[a]: https://a.example",
    "<https://a.example>",
    "&lt;script&gt;",
    "&#35; x",
    "&amp;amp;",
    "a\\",
    "\\# x",
    "~~weg~~",
    "_a_ __b__ *c*",
    "[ ] x",
    "    code",
    "a  \nb",
    "a\n---",
    "a\n\n# b",
    "\u2028# x",
    "a\x00b",
    "\t- x",
]
TEXTS = st.sampled_from(TELLING) | st.text(
    st.sampled_from("\\`*_{}[]<>#|~&;!()+-=.:\"'1 \t\nab") | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


def said(text: str) -> str:
    """Return what a reader sees of a text: it stands on one line."""
    return " ".join(text.replace("\0", "\ufffd").split())


def blocks_and_words(markdown: str) -> tuple[list[str], list[str]]:
    """Return the kinds of blocks of a document, and what is in each line of it: nothing but words."""
    tokens = MARKDOWN.parse(markdown)
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    assert {child.type for children in inline for child in children} <= {
        "text",
        "strong_open",
        "strong_close",
    }
    return (
        [token.type for token in tokens],
        ["".join(child.content for child in children) for children in inline],
    )


# Around a text, and what a reader then sees.
PLACES = {
    "{}": "{}",
    "## {}": "{}",
    "- {}": "{}",
    "- **Resultaat:** {}": "Resultaat: {}",
    "Door {} op 1 juli": "Door {} op 1 juli",
}


@pytest.mark.parametrize("around", PLACES)
@given(text=TEXTS.filter(said))
def test_a_text_is_read_as_that_text_wherever_it_stands(around: str, text: str) -> None:
    kinds, _ = blocks_and_words(around.format("woord"))
    expected = kinds, [PLACES[around].format(said(text))]
    assert blocks_and_words(around.format(markdown_text(text))) == expected


def document_with(text: str) -> str:
    """Return the document of a module that says one thing everywhere."""
    module = with_(
        title={"nl": text, "en": text},
        description={"nl": text, "en": text},
        labour_market_value={"nl": text},
        criteria={"nl": text, "en": text},
    )
    process = WorkProcessDescription(
        crebo=None, code="P1-K1-W1", title=text, description=text, result=text, behaviour=(text, text)
    )
    parts = QualificationParts(
        core_tasks=(CoreTask(code="P1-K1", title=text, work_processes=(process,)),), knowledge=(text, text)
    )
    return keuzedeel_format(described(module, parts=parts))


@given(text=TEXTS.filter(said))
def test_no_text_of_a_module_changes_the_document(text: str) -> None:
    plain, _ = blocks_and_words(document_with("woord"))
    kinds, words = blocks_and_words(document_with(text))
    assert kinds == plain
    assert words.count(said(text)) >= 6  # it may be a heading as well
    assert {f"Resultaat: {said(text)}", f"Gedrag: {said(text)}", f"P1-K1 {said(text)}"} <= set(words)
