r"""Texts within a Markdown document that stay texts, whoever wrote them.

A backslash before a character of punctuation makes it that character and nothing else. What means something
anywhere in a line gets one everywhere; what means something at the beginning of a line only there, so that
the document can still be read as it is: a hyphen within a word is left alone. Addresses are left as they
are: a program that makes links of them shows where they lead.

Spec: CommonMark 0.31 §2.4 "Backslash escapes", §4 "Leaf blocks", §5 "Container blocks"; GitHub Flavored
Markdown 0.29 "Tables", "Strikethrough".
"""

import re
from typing import Final

# Emphasis, code and fences, links and images, HTML, headings, quotations, tables, what is struck through.
_ANYWHERE: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
# &lt; and &#60; are read as the character that they stand for.
_ENTITY: Final = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
# Items of lists, lines between parts, lines under headings.
_IN_FRONT: Final = re.compile(r"^(?:(?=[-+=])|(?<![0-9])([0-9]{1,9})(?=[.)](?: |$)))")


def markdown_text(text: str) -> str:
    """Return a text on one line that Markdown reads as that text, wherever in a line it is put."""
    one_line = " ".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())
    escaped = _ENTITY.sub(r"\\&", _ANYWHERE.sub(r"\\\1", one_line))
    return _IN_FRONT.sub(lambda found: f"{found[1] or ''}\\", escaped, count=1)
