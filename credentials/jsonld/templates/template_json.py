"""The JSON text of documents that differ from one another in some strings only."""

import re
from collections.abc import Sequence

import orjson

from credentials.jsonld.templates.layout import Layout, Part


class TemplateJson:
    """JSON text, as orjson writes it, with strings that vary.

    Args:
        text: The text of a document with marks in the place of those strings.
        prefix: What is in the marks alone; behind it stands the number of the string.
    """

    def __init__(self, text: bytes, prefix: str) -> None:
        pieces = re.split(rb'"%b(\d+)"' % prefix.encode(), text)
        parts: list[Part] = [*pieces]
        parts[1::2] = [int(number) for number in pieces[1::2]]
        self._layout = Layout(parts)

    def filled(self, values: Sequence[str]) -> bytes:
        """Return the text with these strings.

        Raises:
            orjson.JSONEncodeError: There is half of a surrogate pair in one of them.
        """
        # All at once, since that is faster: "[\n  ", one to a line, and "\n]". A line feed in a string is
        # escaped.
        lines = orjson.dumps(values, option=orjson.OPT_INDENT_2)
        return self._layout.filled(lines[4:-2].split(b",\n  "))
