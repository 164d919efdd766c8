"""Take in files of the national registers, all of them or none."""

import enum
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding, Severity
from issuer.domain.people import person
from issuer.domain.registers import RegisterEntry, RegisterKind, Registers
from issuer.domain.registers.bounded_findings import MAX_FINDINGS, BoundedFindings, TooManyFindings
from issuer.domain.registers.changes import RegisterChanges, changes
from issuer.domain.registers.gathering import Gathering
from issuer.domain.registers.sources import RegisterImport
from issuer.domain.registers.written import Written
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId, Progress, no_progress
from issuer.ports.store import UnitOfWork
from issuer.spreadsheets.register_rows import read_register_file
from issuer.spreadsheets.table import DEFAULT_SHEET_LIMITS, SheetLimits

MAX_ENTRIES: Final = 200_000
"""Entries and parts of one import; some fifty times all there is in the country."""
MAX_ORIGIN: Final = 200
_TELL_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file, as it was given.

    Attributes:
        name: For messages; it is not kept.
        data: Its bytes.
    """

    name: str
    data: bytes


class RegisterOutcome(enum.StrEnum):
    """What became of the files."""

    IMPORTED = "imported"
    REFUSED = "refused"
    """Something is wrong with one of them. Nothing was stored."""
    ALREADY_IMPORTED = "already_imported"
    """These very files were taken in before. Nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterReport:
    """What was found in the files, and what was done with it.

    Attributes:
        outcome: See :class:`RegisterOutcome`.
        findings: Everything to tell, in the order of the files.
        record: The import; the earlier one when ``outcome`` is ALREADY_IMPORTED; None when refused.
        changes: How many entries are new, and so on; none unless ``outcome`` is IMPORTED.
    """

    outcome: RegisterOutcome
    findings: tuple[Finding, ...] = ()
    record: RegisterImport | None = None
    changes: RegisterChanges = field(default_factory=RegisterChanges)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRegister:
    """Take in files of the national registers."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    limits: SheetLimits = DEFAULT_SHEET_LIMITS

    def __call__(
        self,
        institution_id: UUID,
        files: Sequence[RegisterFile],
        *,
        origin: str,
        dated: date,
        by: str,
        is_complete: bool = False,
        progress: Progress = no_progress,
    ) -> RegisterReport:
        """Check everything in the files and, if nothing is wrong, take all of it in.

        What was taken in before stays on record. What is known of a code is what the file of the latest
        day says, whenever it was taken in.

        Args:
            institution_id: Who takes them in.
            files: Any number, that may refer to each other. They are not kept.
            origin: Whose register it is, and where it was found.
            dated: The day of which the files are.
            by: Who takes them in.
            is_complete: The files have everything of the kinds that are in them: what is not in them
                does not exist, or no longer.
            progress: Told every few hundred entries.

        Raises:
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        person_who = person(by)
        origin = " ".join(origin.split())
        findings = BoundedFindings()
        # In the Netherlands the day starts up to two hours before it does in UTC.
        findings += _about_import(origin, dated, today=(self.clock() + timedelta(hours=2)).date())
        gathering = Gathering(findings=findings)
        self._read(files, gathering, progress)
        with self.uow.begin(institution_id) as ledger:
            known = ledger.registers.current()
            entries = _finish(gathering, known)
            if not entries and not _errors(findings):
                findings.append(Finding(code="register_nothing_in_files"))
            told = _in_order(findings, files)
            if _errors(findings):
                return RegisterReport(outcome=RegisterOutcome.REFUSED, findings=told)
            record = RegisterImport(
                id=self.new_id(),
                files_sha256=_digest(files),
                origin=origin,
                dated=dated,
                is_complete=is_complete,
                counts=_counts(entries),
                imported_at=self.clock(),
                imported_by=person_who,
            )
            for earlier in ledger.registers.imports():
                if earlier.is_same_as(record):
                    return RegisterReport(
                        outcome=RegisterOutcome.ALREADY_IMPORTED, findings=told, record=earlier
                    )
            ledger.registers.add(record, entries)
            ledger.audit.record(_audit_entry(record))
            now = ledger.registers.current() or Registers(())
            return RegisterReport(
                outcome=RegisterOutcome.IMPORTED,
                findings=told,
                record=record,
                changes=changes(entries, record.id, known, now),
            )

    def _read(self, files: Sequence[RegisterFile], gathering: Gathering, progress: Progress) -> None:
        """Read the files; what is wrong with them is in the findings of ``gathering``."""
        # About so many; an entry of a JSON file takes a few lines, or none.
        total = sum(file.data.count(b"\n") for file in files)
        taken = 0

        def take(written: Written) -> None:
            nonlocal taken
            taken += 1
            if taken > MAX_ENTRIES:
                raise _TooManyEntries(written.file)
            if taken % _TELL_EVERY == 0:
                progress(taken, max(total, taken))
            gathering.take(written)

        try:
            for file in files:
                read_register_file(
                    file.data,
                    file=file.name,
                    take=take,
                    findings=gathering.findings,
                    limits=self.limits,
                )
        except _TooManyEntries as error:
            gathering.findings[:0] = [
                Finding(
                    code="register_too_many_entries", params={"maximum": f"{MAX_ENTRIES}"}, file=error.file
                )
            ]
        except TooManyFindings:
            gathering.findings[:0] = [_too_many_findings()]
        progress(taken, taken)


class _TooManyEntries(Exception):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def _finish(gathering: Gathering, known: Registers | None) -> tuple[RegisterEntry, ...]:
    try:
        return gathering.finish(known)
    except TooManyFindings:
        gathering.findings[:0] = [_too_many_findings()]
        return ()


def _too_many_findings() -> Finding:
    return Finding(code="register_too_many_findings", params={"maximum": str(MAX_FINDINGS)})


def _about_import(origin: str, dated: date, *, today: date) -> list[Finding]:
    """Say what is wrong with what was said about the files."""
    found = []
    if not origin:
        found.append(Finding(code="register_origin_missing"))
    elif len(origin) > MAX_ORIGIN or contains_bsn(origin):
        found.append(Finding(code="register_origin_refused", params={"maximum": str(MAX_ORIGIN)}))
    if dated > today:
        found.append(Finding(code="register_date_in_future"))
    return found


def _in_order(findings: Sequence[Finding], files: Sequence[RegisterFile]) -> tuple[Finding, ...]:
    """Return findings in the order of the files and their rows; those about no file first."""
    places = {file.name: index for index, file in enumerate(files)}
    return tuple(
        sorted(findings, key=lambda finding: (places.get(finding.file or "", -1), finding.line or 0))
    )


def _errors(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _digest(files: Sequence[RegisterFile]) -> str:
    """One digest over all the files, in whatever order they were given."""
    each = sorted(hashlib.sha256(file.data).hexdigest() for file in files)
    return hashlib.sha256("\n".join(each).encode()).hexdigest()


def _counts(entries: Sequence[RegisterEntry]) -> dict[RegisterKind, int]:
    found: dict[RegisterKind, int] = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, 0) + 1
    return found


def _audit_entry(record: RegisterImport) -> AuditEntry:
    return AuditEntry(
        at=record.imported_at,
        actor=record.imported_by,
        action="registers_imported",
        subject=str(record.id),
        details={
            "sha256": record.files_sha256,
            "dated": record.dated.isoformat(),
            "complete": str(record.is_complete).lower(),
            **{kind.value: str(count) for kind, count in record.counts.items()},
        },
    )
