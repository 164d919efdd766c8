"""The catalogue of another institution, as far as a module is compared with what is in it (D07).

It is JSON in the form in which this product publishes one; members that are not compared are not looked
at. It comes from a stranger: it is bounded, everything that is wrong with it is told at once, and a
catalogue with a mistake is not compared with at all, since a figure over half of it would reassure nobody.

Spec: requirements D07, F08.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credentials.limits import Limits
from credentials.parsing import JsonValue, MalformedDocument, parse_json, pointer
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding, finding_texts
from issuer.domain.modules.surroundings import Footprint, ForeignModule, words_of_title
from issuer.domain.register_codes import ANY_OWNER, PART

CATALOGUE_LIMITS: Final = Limits(max_bytes=20 * 1024 * 1024, max_depth=16, max_nodes=1_000_000)
"""Upper bounds on a catalogue: some thousands of modules with all their texts."""
MAX_MODULES: Final = 5_000
MAX_FINDINGS: Final = 100
_MAX_ID: Final = 2_048
_MAX_TEXT: Final = 300
_MAX_SHOWN: Final = 60
_SHAPES: Final = {
    "object": ("een object { … }", "an object { … }"),
    "list": ("een lijst [ … ]", "a list [ … ]"),
    "text": ("een tekst", "a text"),
}


@dataclass(frozen=True, slots=True)
class ForeignCatalogue:
    """What was read of a catalogue.

    Attributes:
        modules: Those in it; none when there are findings.
        findings: Everything that is wrong with it, up to :data:`MAX_FINDINGS`.
    """

    modules: tuple[ForeignModule, ...]
    findings: tuple[Finding, ...]


def read_foreign_catalogue(data: bytes, *, file: str) -> ForeignCatalogue:
    """Read a catalogue.

    Args:
        data: The bytes of the file. They may be anything; what is wrong becomes a finding.
        file: Its name, for messages.
    """
    try:
        tree = parse_json(data, limits=CATALOGUE_LIMITS)
    except MalformedDocument as error:
        return ForeignCatalogue((), (_refusal(error, file),))
    reader = _Reader(file)
    try:
        modules = tuple(reader.modules(tree))
    except _Enough:
        reader.findings.append(
            Finding(code="catalogue_too_many_findings", params={"maximum": str(MAX_FINDINGS)}, file=file)
        )
        modules = ()
    return ForeignCatalogue(() if reader.findings else modules, tuple(reader.findings))


class _Enough(Exception):
    """There is so much wrong that nobody would read on."""


class _Reader:
    """Walks through one catalogue."""

    def __init__(self, file: str) -> None:
        self.findings: list[Finding] = []
        self._file = file

    def modules(self, tree: JsonValue) -> Iterator[ForeignModule]:
        """Yield the modules."""
        items = tree.get("modules") if isinstance(tree, dict) else None
        if not isinstance(tree, dict) or not isinstance(items, list):
            self._add("catalogue_not_one", "")
            return
        issuer = self._object(tree.get("issuer"), "/issuer")
        school = self._text(issuer, "name", "/issuer", _MAX_TEXT)
        if len(items) > MAX_MODULES:
            self._add("catalogue_too_many_modules", "/modules", maximum=str(MAX_MODULES))
            return
        for index, item in enumerate(items):
            place = pointer("/modules", index)
            module = self._object(item, place)
            title = self._title(module.get("title"), pointer(place, "title")) if module else ""
            print_ = Footprint(
                self._text(module, "id", place, _MAX_ID),
                title,
                frozenset(self._work_processes(module, place)),
                words_of_title(title),
            )
            yield ForeignModule(print_, school)

    def _work_processes(self, module: Mapping[str, JsonValue], place: str) -> Iterator[tuple[str, str]]:
        place = pointer(place, "learningOutcomes")
        for index, outcome in self._items(module.get("learningOutcomes"), place):
            inner = pointer(pointer(place, index), "workProcesses")
            for number, process in self._items(outcome.get("workProcesses"), inner):
                here = pointer(inner, number)
                code = self._matching(process.get("code"), PART, pointer(here, "code"), "B1-K1-W1")
                crebo = process.get("crebo")
                # Whoever does not say whose work process it is, says too little to compare by.
                owner = (
                    self._matching(crebo, ANY_OWNER, pointer(here, "crebo"), "23425")
                    if crebo is not None
                    else None
                )
                if code and owner:
                    yield owner, code

    def _items(self, value: JsonValue, place: str) -> Iterator[tuple[int, Mapping[str, JsonValue]]]:
        if value is None:
            return
        if not isinstance(value, list):
            self._wrong_shape(place, "list")
            return
        for index, item in enumerate(value):
            yield index, self._object(item, pointer(place, index))

    def _object(self, value: JsonValue, place: str) -> Mapping[str, JsonValue]:
        if isinstance(value, dict):
            return value
        self._wrong_shape(place, "object")
        return {}

    def _title(self, value: JsonValue, place: str) -> str:
        """The Dutch title, by which modules are compared; else any."""
        if isinstance(value, dict):
            for language in ("nl", *value):
                if language in value:
                    return self._text(value, language, place, _MAX_TEXT)
        self._wrong_shape(place, "text")
        return ""

    def _text(self, members: Mapping[str, JsonValue], name: str, place: str, maximum: int) -> str:
        """A text on one line, without what a terminal would obey."""
        value = members.get(name)
        if not isinstance(value, str) or not value.strip():
            if members:  # that it is no object was told already
                self._wrong_shape(pointer(place, name[:_MAX_SHOWN]), "text")
            return ""
        if len(value) > maximum:
            self._add("catalogue_text_too_long", pointer(place, name[:_MAX_SHOWN]), maximum=str(maximum))
            return ""
        line = " ".join(value.split())
        return "".join(one for one in line if one.isprintable())

    def _matching(self, value: JsonValue, form: re.Pattern[str], place: str, example: str) -> str | None:
        if isinstance(value, str) and form.fullmatch(value):
            return value
        shown = repr(value)[:_MAX_SHOWN] if not isinstance(value, str) else value[:_MAX_SHOWN]
        shown = "".join(one for one in shown if one.isprintable())
        self._add(
            "catalogue_code_malformed", place, value="…" if contains_bsn(shown) else shown, example=example
        )
        return None

    def _wrong_shape(self, place: str, expected: str) -> None:
        nl, en = _SHAPES[expected]
        self._add("catalogue_wrong_shape", place, expected_nl=nl, expected_en=en)

    def _add(self, code: str, place: str, **params: str) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            raise _Enough
        self.findings.append(
            Finding(code=code, requirement="D07", pointer=place, params=params, file=self._file)
        )


def _refusal(error: MalformedDocument, file: str) -> Finding:
    # The words of what keeps JSON from being read, whatever is in it, are there for the registers.
    words = {language: finding_texts(language)[f"refusal_register_{error.code}"] for language in ("nl", "en")}
    return Finding(
        code="catalogue_file_refused",
        requirement="D07",
        pointer=str(getattr(error, "pointer", None) or ""),
        params={"explanation_nl": words["nl"], "explanation_en": words["en"]},
        file=file,
    )
