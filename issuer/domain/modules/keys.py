"""Reads keys out of a module file, and writes down what is missing, misshapen or unknown."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, Tree, escape_pointer

LANGUAGES = ("nl", "en")

_FLAGS = {"true": True, "ja": True, "yes": True, "false": False, "nee": False, "no": False}
_NOT_IN_AN_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')
_SHAPES = {
    "text": ("één tekst", "one text"),
    "list": ("een lijst (regels met een streepje ervoor)", "a list (lines that start with a hyphen)"),
    "table": ("een groep van sleutels en waarden", "a group of keys and values"),
    "languages": ("een tekst, of een tekst per taal (nl, en)", "a text, or a text per language (nl, en)"),
    "flag": ("true of false", "true or false"),
}


class Keys:
    """The keys of one table of the file.

    Every method takes the key and returns its value, or a stand-in when it is not there or not
    right; in the second case a finding is added. :meth:`finish` reports the keys nobody asked for.
    """

    def __init__(
        self,
        tree: Tree | None,
        pointer: str,
        findings: list[Finding],
        *,
        beside: "Keys | None" = None,
        is_draft: bool = False,
    ) -> None:
        """Wrap a table; anything else is reported, and read as an empty table.

        Args:
            tree: The table.
            pointer: Where it stands.
            findings: What is wrong is added here.
            beside: Keys that count as keys of this table where it has none of that name.
            is_draft: What is to be filled in later is no mistake yet.
        """
        self.pointer = pointer
        self.findings = findings
        self.is_draft = is_draft
        self._beside = beside
        self._asked: set[str] = set()
        self._members: Mapping[str, Tree] = tree.members if isinstance(tree, Table) else {}
        self._given = _without_nulls(self._members)
        if beside is not None:
            self._given = {**beside._given, **self._given}
        if not isinstance(tree, Table) and not _is_null(tree):
            self._wrong_shape(pointer, "table")

    def __contains__(self, key: str) -> bool:
        return key in self._given

    def holds_list(self, key: str) -> bool:
        """Tell whether there is a list under ``key``."""
        return isinstance(self._given.get(key), Sequence)

    def holds_table(self, key: str) -> bool:
        """Tell whether there are keys and values under ``key``."""
        return isinstance(self._given.get(key), Table)

    @property
    def asked(self) -> frozenset[str]:
        """Every key that was asked for so far, whether or not it is there."""
        return frozenset(self._asked)

    def at(self, *steps: str | int) -> str:
        """Pointer to a key of this table."""
        if self._beside is not None and steps and self._stands_beside(str(steps[0])):
            return self._beside.at(*steps)
        if len(steps) == 1:
            return f"{self.pointer}/{escape_pointer(str(steps[0]))}"
        return self.pointer + "".join(f"/{escape_pointer(str(step))}" for step in steps)

    def add(self, code: str, *steps: str | int, requirement: str | None = None, **params: str) -> None:
        """Add an error about a key."""
        self.findings.append(
            Finding(code=code, requirement=requirement, pointer=self.at(*steps), params=params)
        )

    def warn(self, code: str, *steps: str | int, **params: str) -> None:
        """Add a warning about a key."""
        self.findings.append(
            Finding(code=code, severity=Severity.WARNING, pointer=self.at(*steps), params=params)
        )

    def note(self, code: str, *steps: str | int, requirement: str | None = None, **params: str) -> None:
        """Add something to know about a key."""
        self.findings.append(
            Finding(
                code=code,
                severity=Severity.INFO,
                requirement=requirement,
                pointer=self.at(*steps),
                params=params,
            )
        )

    def require(
        self, key: str, hint_nl: str, hint_en: str, *, requirement: str | None = None, later: bool = False
    ) -> bool:
        """Report that ``key`` is missing, if it is.

        Args:
            key: The key.
            hint_nl: What to fill in, in Dutch.
            hint_en: The same in English.
            requirement: Id of the requirement that asks for it.
            later: A draft may do without.
        """
        if key in self._given:
            return True
        self._asked.add(key)
        if later and self.is_draft:
            self.note(
                "key_missing_yet", key, requirement=requirement, key=key, hint_nl=hint_nl, hint_en=hint_en
            )
        else:
            self.add("key_missing", key, requirement=requirement, key=key, hint_nl=hint_nl, hint_en=hint_en)
        return False

    def text(self, key: str) -> str | None:
        """One text; spaces around it are taken off."""
        self._asked.add(key)
        value = self._given.get(key)
        if value is None:
            return None
        if isinstance(value, Scalar):
            return (value.text or "").strip() or None
        self._wrong_shape(self.at(key), "text")
        return None

    def texts(self, key: str) -> dict[str, str]:
        """A text per language; a bare text is Dutch. Empty when there is none."""
        value = self._take(key)
        if isinstance(value, Scalar) and value.text and value.text.strip():
            return {"nl": value.text.strip()}
        if isinstance(value, Table):
            inner = Keys(value, self.at(key), self.findings)
            found = {language: inner.text(language) for language in LANGUAGES}
            inner.finish()
            return {language: text for language, text in found.items() if text}
        if value is not None:
            self._wrong_shape(self.at(key), "languages")
        return {}

    def number(self, key: str, *, example: str) -> int | None:
        """A whole number."""
        raw = self.text(key)
        if raw is None:
            return None
        if len(raw) <= 9 and raw.lstrip("-").isascii() and raw.removeprefix("-").isdigit():
            return int(raw)
        self.add("number_malformed", key, value=raw, example=example)
        return None

    def flag(self, key: str) -> bool | None:
        """True or false, also as ja, nee."""
        raw = self.text(key)
        if raw is None:
            return None
        if (said := _FLAGS.get(raw.lower())) is not None:
            return said
        self._wrong_shape(self.at(key), "flag")
        return None

    def url(self, key: str) -> str | None:
        """An https or http address."""
        raw = self.text(key)
        if raw is None or is_web_address(raw):
            return raw
        self.add("url_malformed", key, value=raw)
        return None

    def one_of(
        self, key: str, choices: Iterable[str], *, aliases: Mapping[str, str] | None = None
    ) -> str | None:
        """A value of a list."""
        raw = self.text(key)
        return None if raw is None else self.listed(raw, choices, key, aliases=aliases)

    def listed(
        self, raw: str, choices: Iterable[str], *steps: str | int, aliases: Mapping[str, str] | None = None
    ) -> str | None:
        """``raw`` when it is one of ``choices``, or what it stands for."""
        value = (aliases or {}).get(raw, raw)
        if value in (known := tuple(choices)):
            return value
        self.add("not_in_list", *steps, value=raw, choices=", ".join(known))
        return None

    def table(self, key: str) -> "Keys":
        """An inner table; an empty one when it is not there."""
        return Keys(self._take(key), self.at(key), self.findings)

    def table_if_there(self, key: str) -> "Keys | None":
        """An inner table, or None when it is not there."""
        self._asked.add(key)
        return self.table(key) if key in self._given else None

    def items(self, key: str) -> Iterator[tuple[int, Tree]]:
        """The items of a list, with their numbers."""
        value = self._take(key)
        if isinstance(value, Sequence):
            yield from enumerate(value.items)
        elif value is not None:
            self._wrong_shape(self.at(key), "list")

    def tables(self, key: str) -> Iterator["Keys"]:
        """The items of a list of tables."""
        for index, item in self.items(key):
            yield Keys(item, self.at(key, index), self.findings)

    def ignore(self, keys: Iterable[str]) -> None:
        """Keys that may be there and that nothing is done with."""
        self._asked.update(keys)

    def finish(self) -> None:
        """Warn about every key that nobody asked for; keys with an underscore in front are notes."""
        if self._members.keys() <= self._asked:
            return
        for key in self._members:
            if key in self._asked or key.startswith("_"):
                continue
            nearest = difflib.get_close_matches(key, sorted(self._asked - self._members.keys()), n=1)
            if nearest:
                self.warn("key_misspelt", key, key=key, nearest=nearest[0])
            else:
                self.warn("key_unknown", key, key=key)

    def _take(self, key: str) -> Tree | None:
        self._asked.add(key)
        return self._given.get(key)

    def _stands_beside(self, key: str) -> bool:
        return self._beside is not None and key in self._beside and _is_null(self._members.get(key))

    def _wrong_shape(self, pointer: str, shape: str) -> None:
        nl, en = _SHAPES[shape]
        self.findings.append(
            Finding(code="wrong_shape", pointer=pointer, params={"expected_nl": nl, "expected_en": en})
        )


def is_web_address(text: str) -> bool:
    """Tell whether ``text`` is a full http or https address without spaces."""
    if _NOT_IN_AN_ADDRESS.search(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _without_nulls(members: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """Return the keys that have a value; of most tables all have one."""
    if None not in [value[0] for value in members.values()]:  # what stands first in a tree is what it holds
        return members
    return {key: value for key, value in members.items() if not _is_null(value)}


def _is_null(tree: Tree | None) -> bool:
    return tree is None or (isinstance(tree, Scalar) and tree.text is None)
