"""Remembers the last few answers of canonicalization.

One verification asks for the same form several times: the structure check once, and every proof
of the document again. Without this a document with eight proofs, or a poison graph with eight,
costs nine times what it is.
"""

import threading
from collections.abc import Callable, Hashable
from typing import NamedTuple

from credentials.jsonld.document_text import brief_text, exact_text, is_exact
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject

# A verification works on one document and one proof at a time. The forms are as large as documents
# may be, so there are no more of them than that takes.
_REMEMBERED = 4


class _Answer(NamedTuple):
    """What was asked, and what came of it."""

    written: bytes
    circumstances: Hashable
    outcome: bytes | NotCanonicalizable


# The last one that was of use comes first. Whoever looks something up need not wait for the others:
# the tuple is replaced as a whole.
_answers: tuple[_Answer, ...] = ()
_lock = threading.Lock()


def remembered(
    document: JsonObject,
    circumstances: Hashable,
    put_together: Callable[[bytes], bytes | None],
    canonicalize: Callable[[], bytes],
) -> bytes:
    """Return what ``canonicalize`` gives, or gave for the same document a moment ago.

    Args:
        document: What is canonicalized.
        circumstances: Everything else that the answer depends on.
        put_together: Does the work if little is needed. It is given what orjson writes for the
            document, and returns None if it does not know documents with such a text.
        canonicalize: Does the work; it must depend on nothing else.

    Raises:
        NotCanonicalizable: As ``canonicalize`` does, or did.
    """
    text = brief_text(document)
    answer = None
    if text is not None:
        answer = _answer_to(text, circumstances)
        if answer is None and (form := put_together(text)) is not None:
            answer = _Answer(text, circumstances, form)
    if answer is None:
        # Only now, since to look at each byte takes as long as all of the above.
        if text is None or not is_exact(text):
            text = exact_text(document)
            if text is None:
                return canonicalize()
            answer = _answer_to(text, circumstances)
        answer = answer or _Answer(text, circumstances, _outcome_of(canonicalize))
    _put_in_front(answer)
    if isinstance(answer.outcome, NotCanonicalizable):
        # A new one each time: whoever catches an error may add to it.
        error = answer.outcome
        raise type(error)(*error.args, pointer=error.pointer) from error.__cause__
    return answer.outcome


def _answer_to(written: bytes, circumstances: Hashable) -> _Answer | None:
    # To compare a few times is less work than to hash the whole document.
    for answer in _answers:
        if answer.written == written and answer.circumstances == circumstances:
            return answer
    return None


def _put_in_front(answer: _Answer) -> None:
    global _answers
    with _lock:
        others = [other for other in _answers if other is not answer]
        _answers = (answer, *others[: _REMEMBERED - 1])


def _outcome_of(canonicalize: Callable[[], bytes]) -> bytes | NotCanonicalizable:
    try:
        return canonicalize()
    except NotCanonicalizable as error:
        return error.with_traceback(None)
