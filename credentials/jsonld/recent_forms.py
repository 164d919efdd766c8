"""Remembers the last few answers of canonicalization.

One verification asks for the same form several times: the structure check once, and every proof
of the document again. Without this a document with eight proofs, or a poison graph with eight,
costs nine times what it is.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject

# A verification works on one document and one proof at a time. The forms are as large as documents
# may be, so there are no more of them than that takes.
_REMEMBERED = 4

_answers: OrderedDict[Hashable, str | NotCanonicalizable] = OrderedDict()
_lock = threading.Lock()


def remembered(document: JsonObject, circumstances: Hashable, canonicalize: Callable[[], str]) -> str:
    """Return what ``canonicalize`` gives, or gave for the same document a moment ago.

    Args:
        document: What is canonicalized.
        circumstances: Everything else that the answer depends on.
        canonicalize: Does the work; it must depend on nothing else.

    Raises:
        NotCanonicalizable: As ``canonicalize`` does, or did.
    """
    try:
        written = json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError):  # built, not parsed, and no JSON
        return canonicalize()
    key = (hashlib.sha256(written).digest(), circumstances)
    with _lock:
        answer = _answers.get(key)
        if answer is not None:
            _answers.move_to_end(key)
    if answer is None:
        answer = _answer_of(canonicalize)
        with _lock:
            _answers[key] = answer
            while len(_answers) > _REMEMBERED:
                _answers.popitem(last=False)
    if isinstance(answer, NotCanonicalizable):
        # A new one each time: whoever catches an error may add to it.
        raise type(answer)(*answer.args, pointer=answer.pointer) from answer.__cause__
    return answer


def _answer_of(canonicalize: Callable[[], str]) -> str | NotCanonicalizable:
    try:
        return canonicalize()
    except NotCanonicalizable as error:
        return error.with_traceback(None)
