"""Take into the issuer's own register what happened, publish it as a feed, and record who took it over.

Spec: requirements C07, H04.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from credentials.achievement.model import Issuer, Module
from credentials.parsing import JsonObject
from issuer.domain.bsn import contains_bsn
from issuer.domain.exports.register_feed import (
    DEFAULT_PAGE_SIZE,
    FEED_FILE,
    FeedEntry,
    FeedEvent,
    RegisterStanding,
    RegisterStatus,
    feed_entry,
    feed_index,
    feed_page,
    page_name,
)
from issuer.dutch_time import dutch_day
from issuer.errors import RegisterStatusRefused, UnknownCredential
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork
from issuer.publication import PublicDirectory

FOLDER = "register"
MAX_NAME_CHARACTERS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What was written.

    Attributes:
        added: How many entries are new.
        total: How many there are.
        pages: How many pages.
        offered: How many credentials were offered to the named register for the first time.
    """

    added: int
    total: int
    pages: int
    offered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRegisterFeed:
    """Write the feed of the issuer's own register."""

    uow: UnitOfWork
    clock: Clock

    def __call__(
        self,
        institution_id: UUID,
        directory: PublicDirectory,
        *,
        base_url: str,
        by: str,
        folder: str = "",
        page_size: int = DEFAULT_PAGE_SIZE,
        register: str | None = None,
    ) -> FeedReport:
        """Take in what is new, and write every page that is not there or not full yet.

        Args:
            institution_id: Whose register.
            directory: Where to write.
            base_url: The address at which the feed will stand, without a slash at the end.
            by: Who does this.
            folder: Within the directory, or "" for the directory itself.
            page_size: Entries on a page. It must stay what it was, or pages mean something else.
            register: Name of a register that takes the feed over: what it has not been offered yet
                is recorded as offered.

        Raises:
            RegisterStatusRefused: The name of the register will not do.
            UnknownInstitution: There is no such institution.
            OSError: A file cannot be written.
        """
        name = _register_name(register) if register is not None else None
        with self.uow.begin(institution_id) as ledger:
            school = ledger.institution.as_issuer()
            modules = {str(version.id): version.module for version in ledger.modules.all()}
            added = ledger.register_log.take_in()
            total = ledger.register_log.count()
            offered = self._offer(ledger, name, by) if name else 0
        place = f"{folder}/" if folder else ""
        pages = total // page_size + 1
        for number in range(1, pages + 1):
            if number < pages and _is_complete(directory.read(place + page_name(number))):
                continue
            with self.uow.read(institution_id) as ledger:
                entries = tuple(ledger.register_log.entries(after=(number - 1) * page_size, limit=page_size))
            page = feed_page(
                [_entry(one, modules, school) for one in entries if one.number <= total],
                number=number,
                size=page_size,
                base_url=base_url,
            )
            directory.write(place + page_name(number), _json(page))
        index = feed_index(school, total=total, size=page_size, base_url=base_url)
        directory.write(place + FEED_FILE, _json(index))
        return FeedReport(added=added, total=total, pages=pages, offered=offered)

    def _offer(self, ledger: Ledger, register: str, by: str) -> int:
        known = ledger.register_log.standings(register)
        at = self.clock()
        standings = [
            RegisterStanding(
                credential_id=entry.credential_id,
                register=register,
                status=RegisterStatus.OFFERED,
                register_id=None,
                at=at,
                by=by,
            )
            for entry in ledger.register_log.entries()
            if entry.event is FeedEvent.ISSUED and entry.credential_id not in known
        ]
        ledger.register_log.record_standings(standings)
        if standings:
            ledger.audit.record(
                AuditEntry(
                    at=at,
                    actor=by,
                    action="register_offered",
                    subject=register,
                    details={"count": str(len(standings))},
                )
            )
        return len(standings)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRegisterStatus:
    """Record what a register answered about a credential, and look it up."""

    uow: UnitOfWork
    clock: Clock

    def __call__(
        self,
        institution_id: UUID,
        credential_id: str,
        *,
        register: str,
        status: RegisterStatus,
        register_id: str | None,
        by: str,
    ) -> RegisterStanding:
        """Record it, and return it.

        Raises:
            UnknownCredential: The institution issued no such credential.
            RegisterStatusRefused: The name or the number will not do, or a registered credential has none.
        """
        standing = RegisterStanding(
            credential_id=credential_id,
            register=_register_name(register),
            status=status,
            register_id=_register_id(register_id, status),
            at=self.clock(),
            by=by,
        )
        with self.uow.begin(institution_id) as ledger:
            _require_known(ledger, credential_id)
            ledger.register_log.record_standings([standing])
            ledger.audit.record(
                AuditEntry(
                    at=standing.at,
                    actor=by,
                    action="register_status",
                    subject=credential_id,
                    details={"register": standing.register, "status": status.value},
                )
            )
        return standing

    def history(self, institution_id: UUID, credential_id: str) -> Sequence[RegisterStanding]:
        """Return everything that was recorded about a credential, oldest first.

        Raises:
            UnknownCredential: The institution issued no such credential.
        """
        with self.uow.read(institution_id) as ledger:
            _require_known(ledger, credential_id)
            return ledger.register_log.standings_of(credential_id)


def _is_complete(content: bytes | None) -> bool:
    """Tell whether a page is there and full, so that it never changes any more."""
    try:
        page = json.loads(content or b"null")
    except ValueError:
        return False
    return isinstance(page, dict) and page.get("isComplete") is True


def _require_known(ledger: Ledger, credential_id: str) -> None:
    if ledger.credentials.get(credential_id) is None:
        raise UnknownCredential(credential=credential_id[:80])


def _register_name(text: str) -> str:
    tidied = " ".join(text.split())
    if not tidied or len(tidied) > MAX_NAME_CHARACTERS or not tidied.isprintable() or contains_bsn(tidied):
        raise RegisterStatusRefused(reason="name")
    return tidied


def _register_id(text: str | None, status: RegisterStatus) -> str | None:
    tidied = " ".join((text or "").split())
    if len(tidied) > MAX_NAME_CHARACTERS or (tidied and not tidied.isprintable()):
        raise RegisterStatusRefused(reason="number")
    if not tidied and status is RegisterStatus.REGISTERED:
        raise RegisterStatusRefused(reason="number_missing")
    return tidied or None


def _entry(entry: FeedEntry, modules: dict[str, Module], school: Issuer) -> JsonObject:
    return feed_entry(entry, modules[entry.module_version_id], school, dutch_day(entry.at))


def _json(document: JsonObject) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"
