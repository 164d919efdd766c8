"""Reads the TOML files that lie in the package, in less time than it takes to load a TOML parser.

Our own files are plain: a heading, lines such as ``name = "text"``, comments. Those lines are read
here. Whatever else TOML can say, and whatever is wrong, is left to :mod:`tomllib`, with the whole
file: this reader never decides that something is no TOML, and gives what that one would give.

Spec: TOML 1.0.0, "Comment", "Key/Value Pair", "String", "Local Date", "Table", "Array of Tables".
"""

import re
from datetime import date
from typing import Any, Final

# Without quotes, escapes and control characters: between its quotes stands the text itself.
_TEXT: Final = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
_BARE_KEY: Final = r"[A-Za-z0-9_-]+"
_LINE: Final = re.compile(
    rf'(?P<key>{_BARE_KEY}) = (?:"(?P<text>{_TEXT})"|(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}))'
    rf'|\[(?:(?P<table>{_BARE_KEY})|"(?P<quoted>{_TEXT})")\]'
    rf"|\[\[(?P<array>{_BARE_KEY})\]\]"
    r"|(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?"
)


def read_toml(text: str) -> dict[str, Any]:
    """Return what a TOML file says, as :func:`tomllib.loads` does.

    Raises:
        tomllib.TOMLDecodeError: The text is no TOML.
    """
    plain = _plain(text)
    if plain is not None:
        return plain
    import tomllib  # takes as long to load as all our files together take to read

    return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any] | None:
    """Read tables of texts and dates, or return None: there is more in it than that."""
    read: dict[str, Any] = {}
    table: dict[str, Any] | None = None
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        match found.lastgroup:
            case "text" | "date" as kind:
                if table is None or found["key"] in table:
                    return None
                try:
                    value = found["text"] if kind == "text" else date.fromisoformat(found["date"])
                except ValueError:  # there is no such day
                    return None
                table[found["key"]] = value
            case "table" | "quoted" as kind:
                if found[kind] in read:
                    return None
                table = read[found[kind]] = {}
            case "array":
                table = {}
                tables = read.setdefault(found["array"], [])
                if not isinstance(tables, list):
                    return None
                tables.append(table)
            case _:
                pass  # a comment, or nothing
    return read
