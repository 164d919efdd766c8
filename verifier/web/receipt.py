"""A statement of what was found out, for a file: when, by which rules and list, and of which file."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

import orjson

from credentials.date_time_stamp import format_date_time_stamp
from credentials.parsing import JsonObject
from credentials.recognized_entity import TrustList
from verifier.report_json import report_json
from verifier.texts import texts
from verifier.web.answer_view import answer_view
from verifier.web.handed_in import HandedIn
from verifier.web.page_texts import page_texts

_TEMPLATE: Final = Path(__file__).resolve().parent / "templates" / "receipt.typ"

_OF_STATEMENT: Final = (
    "document_title",
    "document_kind",
    "statement",
    "digest_explain",
    "page",
    "replaced",
    "unproven",
    "file",
    "continue",
)
_OF_ANSWER: Final = ("matters", "checks", "is_not", "signatures", "can", "name", "issuer", "recognised")


def receipt_json(handed_in: HandedIn, *, language: str) -> bytes:
    """Return the statement for a program: the report, and what it is about."""
    answer, file = handed_in.answer, handed_in.file
    statement: JsonObject = {
        "type": "VerificationStatement",
        "file": {
            "name": file.name,
            "bytes": file.size,
            "sha256": file.sha256,
            "kind": file.kind.value if file.kind is not None else None,
        },
        "trustList": _trust_list_json(answer.trust_list),
        "report": report_json(answer.report, texts(language)),
    }
    return orjson.dumps(statement, option=orjson.OPT_INDENT_2)


def receipt_pdf(handed_in: HandedIn, *, language: str, host: str) -> bytes:
    """Return the statement for a person: A4, PDF/A-3a and PDF/UA-1.

    Args:
        handed_in: What was verified.
        language: "nl" or "en", of our own words.
        host: Where it was verified; "" when that is not known.

    Raises:
        NotTypesettable: The template and its data do not fit together; an error of ours.
    """
    # Typesetting takes long to load, and few ask for a statement.
    from typesetting.documents import typeset_pdf
    from typesetting.typefaces import REPLACEMENT

    answer = handed_in.answer
    view = answer_view(answer.report, handed_in.file, answer.trust_list, language=language)
    shown = _printable(asdict(view) | {"evidence": ""})
    values = {
        "view": shown,
        "texts": _words(language=language, host=host),
        "language": language,
        "replaced": REPLACEMENT in repr(shown),
    }
    return typeset_pdf(_TEMPLATE, values, timestamp=answer.report.verified_at)


def _words(*, language: str, host: str) -> dict[str, str]:
    """Return our own words."""
    page = page_texts(language)
    words = {name: page.word("receipt", name) for name in _OF_STATEMENT}
    words |= {name: page.word("answer", name) for name in _OF_ANSWER}
    words["by"] = page.word("receipt", "by", host=host) if host else ""
    return words


def _printable(value: object) -> object:
    """Return every text, however deep, with only what the typefaces can show."""
    from typesetting.typefaces import printable

    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _trust_list_json(trust_list: TrustList | None) -> JsonObject | None:
    if trust_list is None:
        return None
    valid_until = trust_list.valid_until
    return {
        "name": trust_list.name,
        "publisher": trust_list.publisher,
        "sequence": trust_list.sequence,
        "publishedAt": format_date_time_stamp(trust_list.published_at),
        "validUntil": format_date_time_stamp(valid_until) if valid_until is not None else None,
    }
