"""The file in which a school asks an organisation to sign: small, readable, and checked when it is read.

It holds the content itself and not only a digest, so that whoever signs sees all of what is signed, with
nothing between. It has no signature of its own: what the organisation signs is what it was shown, and the
school compares that with its own records when it comes back.

Spec: requirement F22.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from credentials.endorsement.comment import LANGUAGES
from credentials.endorsement.content import content_digest
from credentials.endorsement.errors import EndorsementNotBuildable, RequestMalformed
from credentials.endorsement.roles import Role
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, MalformedDocument, parse

REQUEST_TYPE: Final = "WaarmerkEndorsementRequest"
REQUEST_VERSION: Final = 1
REQUEST_LIMITS: Final = Limits(max_bytes=256_000, max_depth=24, max_nodes=4_000)
"""Ours: a request is a part of a credential and a dozen lines around it."""
_KVK_NUMBER: Final = re.compile(r"[0-9]{8}")
_MAX_NAME: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementRequest:
    """What a school asks to be signed, by whom and as what.

    Attributes:
        role: As what the organisation signs.
        organisation: Its name, as the school knows it; None when anyone of that role may sign.
        kvk: Its KvK number, or None.
        language: "nl" or "en": of the words that are signed.
        content: What is endorsed: see :mod:`credentials.endorsement.content`.
    """

    role: Role
    organisation: str | None
    kvk: str | None
    language: str
    content: JsonObject

    @property
    def is_of_credential(self) -> bool:
        """Whether it is about what a learner achieved; if not, it is about a module."""
        return "credentialSubject" in self.content

    def write(self) -> bytes:
        """Return the file."""
        document: JsonObject = {
            "type": REQUEST_TYPE,
            "version": REQUEST_VERSION,
            "role": self.role.value,
            "organisation": {
                name: value for name, value in (("name", self.organisation), ("kvk", self.kvk)) if value
            },
            "language": self.language,
            "content": self.content,
            "digest": content_digest(self.content),
        }
        return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def read_request(data: bytes) -> EndorsementRequest:
    """Read a request that somebody was sent.

    Raises:
        MalformedDocument: It is no JSON object within :data:`REQUEST_LIMITS`.
        RequestMalformed: It is no request (``not_a_request``), one of a later version of the form
            (``newer_version``), a member is not as it should be (``member``), or the content is not what
            the digest is of: it was changed since (``digest``).
    """
    document = parse(data, limits=REQUEST_LIMITS).unverified
    if document.get("type") != REQUEST_TYPE:
        raise RequestMalformed("no request for an endorsement", reason="not_a_request", pointer="/type")
    if document.get("version") != REQUEST_VERSION:
        raise RequestMalformed("of a later version", reason="newer_version", pointer="/version")
    organisation = _object(document, "organisation")
    content = _object(document, "content")
    request = EndorsementRequest(
        role=_role(document),
        organisation=_text(organisation, "name", "/organisation/name"),
        kvk=_text(organisation, "kvk", "/organisation/kvk"),
        language=_text(document, "language", "/language") or "",
        content=content,
    )
    if request.language not in LANGUAGES:
        raise RequestMalformed("an unknown language", reason="member", pointer="/language")
    if request.kvk is not None and not _KVK_NUMBER.fullmatch(request.kvk):
        raise RequestMalformed("no KvK number", reason="member", pointer="/organisation/kvk")
    if not isinstance(content.get("id"), str):
        raise RequestMalformed("it is about nothing", reason="member", pointer="/content/id")
    try:
        digest = content_digest(content)
    except EndorsementNotBuildable as error:
        raise RequestMalformed("no canonical form", reason="member", pointer="/content") from error
    if document.get("digest") != digest:
        raise RequestMalformed("it was changed since it was made", reason="digest", pointer="/digest")
    return request


def is_request(data: bytes) -> bool:
    """Tell whether a file is meant as a request, so that a mix-up can be named as one."""
    try:
        return parse(data, limits=REQUEST_LIMITS).unverified.get("type") == REQUEST_TYPE
    except MalformedDocument:
        return False


def _role(document: Mapping[str, JsonValue]) -> Role:
    wanted = document.get("role")
    # A school puts its hallmark on its own modules without asking itself.
    for role in Role:
        if role.value == wanted and role is not Role.SCHOOL:
            return role
    raise RequestMalformed("no role in which others sign", reason="member", pointer="/role")


def _object(document: JsonObject, name: str) -> JsonObject:
    value = document.get(name)
    if not isinstance(value, dict):
        raise RequestMalformed(f"{name} is no object", reason="member", pointer=f"/{name}")
    return value


def _text(owner: JsonObject, name: str, pointer: str) -> str | None:
    value = owner.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > _MAX_NAME:
        raise RequestMalformed(f"{name} is no short text", reason="member", pointer=pointer)
    return value
