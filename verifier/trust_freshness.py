"""When to ask again for a trust list that is kept.

Its publisher says for how long it may be used without asking (``Cache-Control``), and we take that for an
hour at most: a key that was stolen is taken off the list, and who asks too late trusts it for that long.
Then we ask whether it is still the same (``If-None-Match``), which costs a few bytes.

A tag could be made for one verifier alone, to know it again wherever it is. So one is sent for a day at
most; then the whole list is fetched as if for the first time.

Spec: RFC 9111 §5.2.2 (max-age, no-cache, no-store), §5.1 (Age); RFC 9110 §8.8.3 (ETag).
"""

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.parsing import parse
from verifier.members import text
from verifier.resources import Needed, Retrieved, Unavailable, UnavailableReason
from verifier.trust import KeptEdition, TrustStore
from verifier.whole_files import write_whole

if TYPE_CHECKING:
    from verifier.http import Answered

MOST: Final = timedelta(hours=1)
"""For how long a list is used without asking, whatever its publisher allows."""
UNSAID: Final = timedelta(minutes=5)
"""For how long, when its publisher does not say."""
_TAG_LASTS: Final = timedelta(days=1)
_FOLDER: Final = "trust"
_LIMITS: Final = Limits(max_bytes=4_096)
_TAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"', re.ASCII)
_MAX_AGE: Final = re.compile(r'max-age="?([0-9]{1,9})"?', re.ASCII)

Ask = Callable[[Needed, str], "Answered | Unavailable"]
"""Asks for a document, with the tag of the edition that is at hand, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """What is remembered of an answer.

    Attributes:
        digest: SHA-256 of the list, in hexadecimals.
        tag: The tag that came with it, or "".
        fetched_at: When it was fetched as a whole.
        asked_at: When it was asked for last.
        fresh_until: Until when not to ask again.
    """

    digest: str
    tag: str
    fetched_at: datetime
    asked_at: datetime
    fresh_until: datetime


class FreshList:
    """Gets a trust list, as seldom as its publisher allows; an instance is a Fetch.

    Args:
        store: Keeps the editions that were accepted; what is kept is used only if it is the one noted.
        folder: The verifier's cache.
        now: What the clock says.
        ask: Asks for it; None when nothing may be fetched.
        always: Whether to ask also when it is fresh: for a server that looks from time to time.
    """

    def __init__(
        self, store: TrustStore, folder: Path, *, now: datetime, ask: Ask | None, always: bool = False
    ) -> None:
        self._store = store
        self._folder = folder / _FOLDER
        self._now = now
        self._ask = ask
        self._always = always

    def __call__(self, needed: Needed) -> bytes | Retrieved | Unavailable:
        """Return the list, or why it could not be had."""
        now, path = self._now, self._path(needed.url)
        kept, note = self._store.newest(now=now), _read(path)
        if kept is None or note is None or note.digest != kept.digest or note.asked_at > now:
            kept = note = None  # nothing that an answer could be about
        elif not self._always and _is_fresh(note, now) and not _has_expired(kept, now):
            return Retrieved(kept.data, note.asked_at)
        if self._ask is None:
            return Unavailable(UnavailableReason.OFFLINE)
        tag = note.tag if note is not None and now - note.fetched_at < _TAG_LASTS else ""
        answer = self._ask(needed, tag)
        if isinstance(answer, Unavailable):
            return answer
        fresh_until = now + _may_be_kept(answer)
        if answer.content is None:
            if kept is None or note is None:  # pragma: no cover - no tag was sent
                return Unavailable(UnavailableReason.HTTP_STATUS, "304")
            tag, fetched_at, content = note.tag, note.fetched_at, kept.data
        else:
            tag = answer.etag if _TAG.fullmatch(answer.etag) else ""
            fetched_at, content = now, answer.content
        digest = hashlib.sha256(content).hexdigest()
        noted = _Note(digest=digest, tag=tag, fetched_at=fetched_at, asked_at=now, fresh_until=fresh_until)
        with suppress(OSError):  # a full disk must not stop a verification
            _write(path, noted)
        return content

    def _path(self, url: str) -> Path:
        by = "\n".join((url, *sorted(self._store.roots)))
        digest = hashlib.sha256(by.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"asked-{digest[:32]}.json"


def _is_fresh(note: _Note, now: datetime) -> bool:
    return now < min(note.fresh_until, note.asked_at + MOST)


def _has_expired(kept: KeptEdition, now: datetime) -> bool:
    until = kept.trust_list.valid_until
    return until is not None and until < now


def _may_be_kept(answer: "Answered") -> timedelta:
    """Return for how long an answer may be used without asking again."""
    said = [one.strip().lower() for one in answer.cache_control.split(",")]
    if "no-store" in said or any(one.partition("=")[0] == "no-cache" for one in said):
        return timedelta()
    ages = [match for one in said if (match := _MAX_AGE.fullmatch(one))]
    if not ages:
        return UNSAID
    seconds = min(int(match[1]) for match in ages)  # of two, the stricter
    if answer.age.isascii() and answer.age.isdigit():
        seconds -= int(answer.age[:10])
    return min(MOST, timedelta(seconds=max(0, seconds)))


def _read(path: Path) -> _Note | None:
    try:
        with path.open("rb") as file:
            members = parse(file.read(_LIMITS.max_bytes + 1), limits=_LIMITS).unverified
        digest, tag = text(members, "digest"), text(members, "tag")
        moments = [
            parse_date_time_stamp(text(members, name) or "")
            for name in ("fetchedAt", "askedAt", "freshUntil")
        ]
    except (OSError, CredentialError, ValueError):
        return None
    if digest is None or tag is None or not (tag == "" or _TAG.fullmatch(tag)):
        return None
    return _Note(digest=digest, tag=tag, fetched_at=moments[0], asked_at=moments[1], fresh_until=moments[2])


def _write(path: Path, note: _Note) -> None:
    members = {
        "digest": note.digest,
        "tag": note.tag,
        "fetchedAt": format_date_time_stamp(note.fetched_at),
        "askedAt": format_date_time_stamp(note.asked_at),
        "freshUntil": format_date_time_stamp(note.fresh_until),
    }
    write_whole(path, json.dumps(members).encode())
