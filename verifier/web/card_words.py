"""The words of the card page, from the same texts as the other pages: a small file in each language."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from credentials.achievement.instruments import INSTRUMENT_OF_CARD
from verifier.codes import CheckId, Code
from verifier.texts import texts
from verifier.web.page_texts import page_texts
from verifier.web.verdict import Verdict

CARD_CODES: Final = (
    Code.CARD_ADDRESS_MALFORMED,
    Code.CARD_TOO_LARGE,
    Code.CARD_MALFORMED,
    Code.CARD_NOT_CANONICAL,
    Code.CARD_ALGORITHM_REFUSED,
    Code.CARD_HEADER_REFUSED,
    Code.CARD_VERSION_UNKNOWN,
    Code.CARD_VALUE_REFUSED,
    Code.CARD_ONLY,
    Code.CARD_DOCUMENT_UNKNOWN,
    Code.CARD_KEY_UNKNOWN,
    Code.TRUST_LIST_MISSING,
    Code.TRUST_LIST_EXPIRED,
    Code.SIGNATURE_MISMATCH,
    Code.KEY_REVOKED,
    Code.KEY_NOT_IN_USE,
    Code.NOT_YET_VALID,
    Code.EXPIRED,
    Code.REVOKED,
    Code.SUSPENDED,
    Code.WITHDRAWN_FOR_ERROR,
    Code.WITHDRAWN_BY_DECISION,
    Code.WITHDRAWN_ON_REQUEST,
    Code.WITHDRAWN_AS_DUPLICATE,
    Code.WITHDRAWAL_UNEXPLAINED,
    Code.CARD_STATUS_LIST_UNKNOWN,
    Code.STATUS_LIST_UNAVAILABLE,
    Code.STATUS_LIST_NOT_VERIFIED,
    Code.STATUS_LIST_MALFORMED,
    Code.STATUS_LIST_LENGTH,
    Code.STATUS_LIST_RANGE,
    Code.STATUS_LIST_OTHER_ID,
    Code.STATUS_LIST_OTHER_ISSUER,
    Code.STATUS_LIST_OTHER_PURPOSE,
    Code.STATUS_LIST_EXPIRED,
    Code.STATUS_LIST_NOT_YET_VALID,
    Code.ISSUER_NOT_RECOGNISED_THEN,
    Code.ISSUER_NOT_RECOGNISED_NOW,
    Code.ISSUER_NOT_RECOGNISED_FOR,
    Code.ISSUER_NOT_RECOGNISED_FOR_NOW,
)
"""What the card page may find."""

_NEWER_LIST_HELPS: Final = frozenset(
    {
        Code.CARD_KEY_UNKNOWN,
        Code.TRUST_LIST_EXPIRED,
        Code.CARD_STATUS_LIST_UNKNOWN,
        Code.STATUS_LIST_UNAVAILABLE,
    }
)
_VERDICTS: Final = (
    Verdict.GENUINE,
    Verdict.UNREADABLE,
    Verdict.MALFORMED,
    Verdict.NOT_GENUINE,
    Verdict.REVOKED,
    Verdict.SUSPENDED,
    Verdict.EXPIRED,
    Verdict.NOT_YET_VALID,
    Verdict.NOT_RECOGNISED_THEN,
    Verdict.SIGNATURE_OPEN,
    Verdict.ISSUER_UNKNOWN,
    Verdict.STATUS_OPEN,
    Verdict.OPEN,
)
_CHECKS: Final = (
    CheckId.STRUCTURE,
    CheckId.PROOF,
    CheckId.VALIDITY_PERIOD,
    CheckId.STATUS,
    CheckId.ISSUER_TRUST,
)
_ANSWER: Final = (
    "again",
    "about",
    "awarded",
    "checks",
    "indicative",
    "is_not",
    "level",
    "matters",
    "next",
    "no_name",
    "numbers",
    "outcome",
    "recognised_by",
    "recognised_edition",
    "not_recognised",
    "remarks",
    "size",
    "status_list_of",
    "study_load",
    "technical",
    "valid",
    "who",
    "withdrawn_unknown",
)
_DISPLAY: Final = (
    "from",
    "from_until",
    "level_indicative",
    "moment",
    "no_status",
    "not_revoked_as_of",
    "status_as_of",
)


@cache
def card_words(language: str) -> bytes:
    """Return the words in a language, as JSON.

    Raises:
        ValueError: We have no words in that language.
    """
    words, page = texts(language), page_texts(language)
    own = page.tables["card"]
    said = {
        "language": language,
        "site": page.word("site", "name"),
        "verdicts": {one.value: _verdict(one, language) for one in _VERDICTS},
        "findings": {code.value: _finding(code, words.tables, own) for code in CARD_CODES},
        "documents": {
            str(number): {"name": one.names[language], "legal": one.legal_sentence(language)}
            for number, one in INSTRUMENT_OF_CARD.items()
        },
        "questions": {check.value: words.word("question", check.value) for check in _CHECKS},
        "statuses": dict(words.tables["status"]),
        "months": [words.word("month", str(number)) for number in range(1, 13)],
        "standing": dict(words.tables["standing"]),
        "reason": words.word("reason", "connection"),
        "answer": {name: page.word("answer", name) for name in _ANSWER},
        "display": {name: words.word("display", name) for name in _DISPLAY},
        "card": {name: value for name, value in own.items() if isinstance(value, str)},
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _verdict(verdict: Verdict, language: str) -> dict[str, Any]:
    page = page_texts(language)
    own: Mapping[str, Any] = page.tables["card_next"]
    return {
        "tone": verdict.tone.value,
        "word": page.word("answer", f"tone_{verdict.tone.value}"),
        "headline": page.word("headline", verdict.value),
        "summary": page.word("summary", verdict.value),
        # A page without a form has other advice than one with it.
        "next": list(own.get(verdict.value, page.steps(verdict.value))),
    }


def _finding(code: Code, found: Mapping[str, Mapping[str, str]], own: Mapping[str, Any]) -> dict[str, str]:
    words = dict(found[code.value])
    if code is Code.TRUST_LIST_MISSING:
        # Here it is the browser that has none, and the reader can do something about that.
        words = {part: own[f"no_list_{part}"] for part in words}
    elif code in _NEWER_LIST_HELPS:
        words["advice"] = own["newer_list_advice"]
    return words
