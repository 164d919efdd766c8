"""What somebody handed in, on its way to an answer: a file, a photo of a QR code, a link or a text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import orjson
from starlette.types import Scope

from verifier.checks.recipient import KnownRecipient
from verifier.codes import CheckId, Code
from verifier.report import VerificationReport
from verifier.resources import Fetch, Needed, ResourceKind, Retrieved, Unavailable
from verifier.unpack import FileKind, kind_of
from verifier.web.desk import Answer, Question, digest_of
from verifier.web.forms import SentFile
from verifier.web.qr_photo import PhotoTooLarge, is_photo, qr_texts
from verifier.web.service import VerifierService
from verifier.web.technical_view import FileFacts

_LINK: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_MAX_LINK: Final = 2_048
_PURPOSE: Final = "ask again"


class NotHandedIn(Exception):
    """There is nothing that can be verified in what was handed in.

    Attributes:
        key: The sentence that says so, in the table ``error``.
        values: For its blanks; plain text.
    """

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What was handed in, and what became of it.

    Attributes:
        answer: The answer.
        file: What is known of the file.
        through_qr: Whether it came out of a QR code on a photo.
        from_host: The host that it was fetched from, or that stands in the QR code; "" if neither.
    """

    answer: Answer
    file: FileFacts
    through_qr: bool = False
    from_host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a page carries so that somebody can ask on: see :mod:`verifier.web.sealed`.

    Attributes:
        credential: The credential itself, out of its file.
        file: What is known of that file.
    """

    credential: bytes = field(repr=False)
    file: FileFacts

    def sealed(self, service: VerifierService) -> str:
        """Return it as a form field that only this server can read."""
        facts = {"name": self.file.name, "size": self.file.size, "sha256": self.file.sha256}
        kind = self.file.kind.value if self.file.kind is not None else None
        return service.seal.close(_PURPOSE, orjson.dumps(facts | {"kind": kind}) + b"\n" + self.credential)

    @classmethod
    def opened(cls, sealed: str, service: VerifierService) -> "Kept":
        """Open such a field.

        Raises:
            SealBroken: This server did not make it, or too long ago.
        """
        header, _, credential = service.seal.open(_PURPOSE, sealed).partition(b"\n")
        facts = orjson.loads(header)
        kind = FileKind(facts["kind"]) if facts["kind"] is not None else None
        file = FileFacts(name=facts["name"], size=facts["size"], sha256=facts["sha256"], kind=kind)
        return cls(credential=credential, file=file)

    async def verified(
        self, service: VerifierService, scope: Scope, recipient: KnownRecipient | None = None
    ) -> HandedIn:
        """Verify it anew."""
        answer = await service.verify(Question(data=self.credential, recipient=recipient), scope)
        return HandedIn(answer=answer, file=self.file)


async def verify_file(
    sent: SentFile, service: VerifierService, scope: Scope, *, may_be_photo: bool = True
) -> HandedIn:
    """Verify a file; a picture without a credential in it may have a QR code on it.

    Args:
        sent: The file.
        service: What verifies.
        scope: Of the request.
        may_be_photo: Whether to look for a QR code. Not on what a link led to: it could lead on for ever.

    Raises:
        NotHandedIn: It is a photo, and there is nothing on it.
        Busy: There is too much to do.
        TookTooLong: It took too long.
    """
    answer = await service.verify(Question(data=sent.content), scope)
    if not may_be_photo or not is_photo(sent.content) or not _nothing_found(answer.report):
        return HandedIn(answer=answer, file=_facts(sent.name, sent.content, answer.kind))
    try:
        found = await service.work_on(lambda: qr_texts(sent.content), scope)
    except PhotoTooLarge:
        raise NotHandedIn("photo_too_large") from None
    # Of several codes on one page, that of a card comes first, and then any other address.
    for said in sorted(found, key=_card_first):
        handed_in = await verify_text(said, service, scope)
        host = handed_in.from_host or _host(said)
        file = _facts(sent.name, sent.content, handed_in.answer.kind)
        return HandedIn(answer=handed_in.answer, file=file, through_qr=True, from_host=host)
    raise NotHandedIn("no_code_in_photo")


async def verify_text(written: str, service: VerifierService, scope: Scope) -> HandedIn:
    """Verify what somebody pasted, or what a QR code says: a credential, a card, or a link.

    Raises:
        NotHandedIn: It is none of these, or the link cannot be followed.
        Busy: There is too much to do.
        TookTooLong: It took too long.
    """
    data = written.encode("utf-8", "replace")
    kind = kind_of(data)
    if kind in (FileKind.JSON, FileKind.JWT, FileKind.CARD):
        answer = await service.verify(Question(data=data), scope)
        return HandedIn(answer=answer, file=_facts("", data, answer.kind))
    if _LINK.fullmatch(written) is None or len(written) > _MAX_LINK:
        raise NotHandedIn("text_unknown")
    return await _verify_link(written, service, scope)


async def _verify_link(link: str, service: VerifierService, scope: Scope) -> HandedIn:
    if not link.lower().startswith("https://"):
        raise NotHandedIn("link_not_https")
    fetch = service.options.fetch_link
    if fetch is None:
        raise NotHandedIn("link_off")
    host = _host(link)
    fetched = await service.wait_for(_fetching(fetch, link), scope)
    if isinstance(fetched, Unavailable):
        raise NotHandedIn("link_failed", host=host, reason=fetched.reason.value)
    data = fetched.content if isinstance(fetched, Retrieved) else fetched
    file = SentFile(_last_part(link), data)
    handed_in = await verify_file(file, service, scope, may_be_photo=False)
    return HandedIn(answer=handed_in.answer, file=handed_in.file, from_host=host)


def _card_first(said: str) -> tuple[bool, bool]:
    return kind_of(said.encode("utf-8", "replace")) is not FileKind.CARD, _LINK.match(said) is None


def _fetching(fetch: Fetch, link: str) -> Callable[[], bytes | Retrieved | Unavailable]:
    return lambda: fetch(Needed(ResourceKind.CREDENTIAL, link.partition("#")[0]))


def _facts(name: str, data: bytes, kind: FileKind | None) -> FileFacts:
    return FileFacts(name=name, size=len(data), sha256=digest_of(data), kind=kind)


def _nothing_found(report: VerificationReport) -> bool:
    structure = report.result(CheckId.STRUCTURE)
    return structure is not None and any(
        finding.code is Code.NO_CREDENTIAL_FOUND for finding in structure.findings
    )


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _last_part(link: str) -> str:
    return link.partition("?")[0].partition("#")[0].rpartition("/")[2][:120]
