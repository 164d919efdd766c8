"""Registers as JSON: an object with a list for each kind, core tasks nested in what they belong to."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credentials.limits import Limits
from credentials.parsing import JsonValue, MalformedDocument, parse_json, pointer
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding, Severity, finding_texts
from issuer.domain.registers.json_keys import INSIDE, KEYS, LISTS, NAMES
from issuer.domain.registers.written import Field, What, Written

REGISTER_LIMITS: Final = Limits(max_bytes=20 * 1024 * 1024, max_depth=12, max_nodes=1_000_000)
"""Upper bounds on a file of registers; several times all there is in the country."""

_SHAPES: Final = {
    "object": ("een object { … }", "an object { … }"),
    "list": ("een lijst [ … ]", "a list [ … ]"),
    "text": ("één tekst of getal", "one text or number"),
}

Take = Callable[[Written], None]


def read_register_json(data: bytes, *, file: str, take: Take, findings: list[Finding]) -> None:
    """Read a JSON file, and give every entry and part of it to ``take``.

    Args:
        data: The bytes of the file. They may be anything; what is wrong becomes a finding.
        file: Its name, for messages.
        take: Called with what belongs together in the order of the file, an entry before its parts.
        findings: What is wrong with the form of the file is added here.
    """
    try:
        tree = parse_json(data, limits=REGISTER_LIMITS)
    except MalformedDocument as error:
        findings.append(_refusal(error, file))
        return
    reader = _Reader(file, take, findings)
    for key, what, items in reader.lists(tree):
        for index, item in enumerate(items):
            reader.read(item, pointer(pointer("", key), index), what)


def register_refusal(reason: str, file: str, **place: str | int | None) -> Finding:
    """Return the finding that a file cannot be read; the words are those of ``refusal_register_REASON``."""
    words = {language: finding_texts(language)[f"refusal_register_{reason}"] for language in ("nl", "en")}
    where, line = place.get("pointer"), place.get("line")
    return Finding(
        code="register_file_refused",
        pointer=str(where or ""),
        params={"explanation_nl": words["nl"], "explanation_en": words["en"]},
        file=file,
        line=int(line) if line is not None else None,
    )


def _refusal(error: MalformedDocument, file: str) -> Finding:
    return register_refusal(error.code, file, pointer=getattr(error, "pointer", None))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks through one file."""

    file: str
    take: Take
    findings: list[Finding]

    def lists(self, tree: JsonValue) -> Iterator[tuple[str, What, list[JsonValue]]]:
        """Yield the lists of the file."""
        if not isinstance(tree, dict):
            self._wrong_shape("", "object")
            return
        for key, value in tree.items():
            what = LISTS.get(key)
            if what is None:
                self._unknown_key("", key, value, LISTS)
            elif not isinstance(value, list):
                self._wrong_shape(pointer("", key), "list")
            else:
                yield key, what, value

    def read(
        self, value: JsonValue, place: str, what: What, owner: str | None = None, inside: str | None = None
    ) -> None:
        """Read one object and what is nested in it."""
        if not isinstance(value, dict):
            self._wrong_shape(place, "object")
            return
        keys = KEYS[what]
        nested = INSIDE.get(what)
        texts, unreadable = {}, set()
        for key, member in value.items():
            if (field := keys.get(key)) is not None:
                text = self._text(member, pointer(place, key), is_list=field is Field.PARTS)
                if text is None:
                    unreadable.add(field)
                elif text:
                    texts[field] = text
            elif nested is None or key != nested[0]:
                self._unknown_key(place, key, member, [*keys, nested[0]] if nested else keys)
        is_part = what in (What.CORE_TASK, What.WORK_PROCESS)
        if is_part and owner is not None:
            texts[Field.BELONGS_TO] = owner
        self.take(
            Written(
                what=what,
                texts=texts,
                names=NAMES[what],
                file=self.file,
                pointer=place,
                is_nested=is_part,
                inside=inside,
                unreadable=frozenset(unreadable),
            )
        )
        if nested is not None:
            code = texts.get(Field.CODE)
            self._read_nested(value, place, nested, (owner, code) if is_part else (code, None))

    def _read_nested(
        self,
        value: dict[str, JsonValue],
        place: str,
        nested: tuple[str, What],
        belonging: tuple[str | None, str | None],
    ) -> None:
        key, what = nested
        items = value.get(key)
        if items is None:
            return
        if not isinstance(items, list):
            self._wrong_shape(pointer(place, key), "list")
            return
        for index, item in enumerate(items):
            self.read(item, pointer(pointer(place, key), index), what, *belonging)

    def _text(self, value: JsonValue, place: str, *, is_list: bool = False) -> str | None:
        """Return a value as a table would have it; empty when there is none, None when it is no text."""
        if value is None:
            return ""
        if isinstance(value, str):
            return " ".join(value.split())
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, (int, float)):
            return str(value)
        if is_list and isinstance(value, list):
            texts = [self._text(item, pointer(place, index)) for index, item in enumerate(value)]
            return None if None in texts else " ".join(filter(None, texts))
        self._wrong_shape(place, "list" if is_list else "text")
        return None

    def _wrong_shape(self, place: str, expected: str) -> None:
        nl, en = _SHAPES[expected]
        self._add("register_wrong_shape", place, expected_nl=nl, expected_en=en)

    def _unknown_key(
        self, place: str, key: str, value: JsonValue, known: "Mapping[str, object] | list[str]"
    ) -> None:
        """Report a key that nobody reads, unless it begins with an underscore: that is a remark."""
        if any(contains_bsn(text) for text in _texts(key, value)):
            # Without the key: it may be the very number.
            self._add("register_bsn", place, requirement="F08")
        elif not key.startswith("_"):
            nearest = difflib.get_close_matches(key[:60], list(known), n=1)
            self._add(
                "register_key_unknown",
                pointer(place, key[:60]),
                severity=Severity.WARNING,
                key=key[:60],
                choices=nearest[0] if nearest else ", ".join(known),
            )

    def _add(
        self,
        code: str,
        place: str,
        *,
        requirement: str | None = None,
        severity: Severity = Severity.ERROR,
        **params: str,
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                requirement=requirement,
                pointer=place,
                params=params,
                file=self.file,
            )
        )


def _texts(key: str, value: JsonValue) -> Iterator[str]:
    """Everything that is written under a key, the key included."""
    yield key
    if isinstance(value, dict):
        for inner, member in value.items():
            yield from _texts(inner, member)
    elif isinstance(value, list):
        for item in value:
            yield from _texts("", item)
    elif isinstance(value, float) and value.is_integer():
        yield str(int(value))
    elif isinstance(value, (str, int)):
        yield str(value)
