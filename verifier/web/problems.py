"""What went wrong with a request, as a program reads it.

Spec: RFC 9457 (Problem Details for HTTP APIs).
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import orjson

MEDIA_TYPE: Final = "application/problem+json"
_PREFIX: Final = "urn:waarmerk:problem:"


class ProblemKind(enum.Enum):
    """What can be wrong with a request. A bad credential is none of these: that is a report."""

    EMPTY = ("empty", HTTPStatus.BAD_REQUEST)
    FORM_MALFORMED = ("form_malformed", HTTPStatus.BAD_REQUEST)
    UNKNOWN_POLICY = ("unknown_policy", HTTPStatus.BAD_REQUEST)
    EXPIRED_FORM = ("expired_form", HTTPStatus.BAD_REQUEST)
    NOT_FOUND = ("not_found", HTTPStatus.NOT_FOUND)
    METHOD_NOT_ALLOWED = ("method_not_allowed", HTTPStatus.METHOD_NOT_ALLOWED)
    TOO_SLOW = ("too_slow", HTTPStatus.REQUEST_TIMEOUT)
    TOO_LARGE = ("too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    TOO_MANY = ("too_many", HTTPStatus.TOO_MANY_REQUESTS)
    OUR_FAULT = ("our_fault", HTTPStatus.INTERNAL_SERVER_ERROR)
    BUSY = ("busy", HTTPStatus.SERVICE_UNAVAILABLE)
    TOOK_TOO_LONG = ("took_too_long", HTTPStatus.SERVICE_UNAVAILABLE)

    @property
    def key(self) -> str:
        """The name of it, in texts and in the URI of its type."""
        return self.value[0]

    @property
    def status(self) -> HTTPStatus:
        """The status of the response."""
        return self.value[1]


@dataclass(slots=True)
class RequestRefused(Exception):
    """A request that cannot be answered.

    Attributes:
        kind: Why.
        retry_after: In how many seconds it may be tried again, or None.
    """

    kind: ProblemKind
    retry_after: float | None = None

    def headers(self) -> dict[str, str]:
        """Return what the headers of the response say of it."""
        if self.retry_after is None:
            return {}
        return {"Retry-After": str(max(1, -int(-self.retry_after // 1)))}


def problem_json(kind: ProblemKind, words: Mapping[str, str]) -> bytes:
    """Return the body of a response that says what is wrong.

    Args:
        kind: What is wrong.
        words: ``title`` and ``detail`` in the language of the reader.
    """
    return orjson.dumps(
        {
            "type": _PREFIX + kind.key,
            "title": words["title"],
            "status": int(kind.status),
            "detail": words["detail"],
        }
    )
