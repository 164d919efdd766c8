"""Remembers the last few answers of canonicalization.

One verification asks for the same form several times: the structure check once, and every proof
of the document again. Without this a document with eight proofs, or a poison graph with eight,
costs nine times what it is.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import orjson

from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject

# A verification works on one document and one proof at a time. The forms are as large as documents
# may be, so there are no more of them than that takes.
_REMEMBERED = 4

_answers: OrderedDict[Hashable, str | NotCanonicalizable] = OrderedDict()
_lock = threading.Lock()


def remembered(
    document: JsonObject, circumstances: Hashable, canonicalize: Callable[[bytes | None], str]
) -> str:
    """Return what ``canonicalize`` gives, or gave for the same document a moment ago.

    Args:
        document: What is canonicalized.
        circumstances: Everything else that the answer depends on.
        canonicalize: Does the work; it must depend on nothing else. It is given what orjson writes
            for the document, if that is known.

    Raises:
        NotCanonicalizable: As ``canonicalize`` does, or did.
    """
    brief = _brief(document)
    written = brief or _written(document)
    if written is None:
        return canonicalize(None)
    key = (written, circumstances)
    with _lock:
        answer = _answers.get(key)
        if answer is not None:
            _answers.move_to_end(key)
    if answer is None:
        answer = _answer_of(canonicalize, brief)
        with _lock:
            _answers[key] = answer
            while len(_answers) > _REMEMBERED:
                _answers.popitem(last=False)
    if isinstance(answer, NotCanonicalizable):
        # A new one each time: whoever catches an error may add to it.
        raise type(answer)(*answer.args, pointer=answer.pointer) from answer.__cause__
    return answer


def _brief(document: JsonObject) -> bytes | None:
    """Return what orjson writes, if no other document has that."""
    try:
        written = orjson.dumps(document)
    except TypeError:  # an integer of more than 64 bits, half of a surrogate pair, deep nesting
        return None
    return None if b"null" in written else written  # which it writes for infinities, too


def _written(document: JsonObject) -> bytes | None:
    """Return bytes that no other document has, or None if it is no JSON."""
    try:
        return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError):  # built, not parsed, and no JSON
        return None


def _answer_of(canonicalize: Callable[[bytes | None], str], brief: bytes | None) -> str | NotCanonicalizable:
    try:
        return canonicalize(brief)
    except NotCanonicalizable as error:
        return error.with_traceback(None)
