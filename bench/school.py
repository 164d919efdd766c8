"""A school that does its work with the command line, as any school would: it issues thousands of badges."""

import os
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from bench.badges import FIRST_NAMES, LAST_NAMES
from bench.process_tree import Job, run_job
from bench.subject_matter import CONTROLLER, ISSUER
from credentials.parsing import JsonObject, parse
from issuer.office import open_office
from issuer.settings import read_settings

MODULE: Final = Path(__file__).resolve().parent / "module.yaml"
MAX_ROWS: Final = 10_000
"""Of one spreadsheet, without its header; more rows come in more spreadsheets."""

_HEADER: Final = (
    "studentnummer", "naam", "e-mail", "module", "Eindcijfer", "Voorwiel", "Naafversnelling",
    "Theorie", "Achterwiel", "begin", "eind",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeJob:
    """From spreadsheets to signed badges in the database, in parts.

    Attributes:
        rows: Rows of all spreadsheets.
        parts: What ran, in order, by the name of the command.
    """

    rows: int
    parts: tuple[tuple[str, Job], ...]

    @property
    def seconds(self) -> float:
        """All parts together, the start of each process included."""
        return sum(job.seconds for _, job in self.parts)

    @property
    def peak_mib(self) -> float:
        """The most memory that any part had, all its processes together."""
        return max(job.peak_mib for _, job in self.parts)

    def seconds_of(self, name: str) -> float:
        """Seconds of all parts of this name."""
        return sum(job.seconds for part, job in self.parts if part == name)


class School:
    """A school with a home directory of its own.

    Args:
        home: Where everything is kept; made here.
        processes: How many processes may sign at the same time.
        with_jwt: Whether each badge is signed as JWT too.
    """

    def __init__(self, home: Path, *, processes: int, with_jwt: bool) -> None:
        self.home = home
        self._processes = processes
        home.mkdir()
        passphrase = home / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(secrets.token_urlsafe(24), encoding="ascii")
        self.environment = os.environ | {
            "WAARMERK_HOME": str(home),
            "WAARMERK_PASSPHRASE_FILE": str(passphrase),
            "WAARMERK_SIGN_JWT": "true" if with_jwt else "false",
            "WAARMERK_LANGUAGE": "en",
            "XDG_CACHE_HOME": str(home / "cache"),
        }
        self.run("init", "--controller", CONTROLLER, "--name", ISSUER.name, *_particulars())
        self.run("modules", "add", str(MODULE))

    def issue(self, rows: int) -> WholeJob:
        """Take in spreadsheets with so many rows, decide on them, and issue."""
        sheets = list(self._sheets(rows))
        parts = [("import", self.run("import", str(sheet), "--by", "u-017")) for sheet in sheets]
        decide = self.run(
            "decide", "--number", f"EC-{rows}", "--date", "1-7-2026", "--by", "u-003", "--by", "u-009"
        )
        return WholeJob(
            rows=rows,
            parts=(
                *parts,
                ("decide", decide),
                ("issue", self.run("issue", *processes_option("issue", self._processes))),
            ),
        )

    def badges(self) -> Iterator[bytes]:
        """Yield the badges that were issued, as they were signed."""
        with open_office(read_settings(home=self.home)) as office:
            for one in office.read_credentials.all(office.institution().id):
                if one.signed.json_bytes is not None:
                    yield one.signed.json_bytes

    @property
    def at_hand(self) -> tuple[str, ...]:
        """What a verifier has of the school, as options of ``waarmerk verify``."""
        public = self.home / "public"
        return (
            "--unsigned-trust",
            str(public / "trust-list.json"),
            "--status-list",
            str(public / "status"),
            "--offline",
        )

    def for_node(self, setting: JsonObject) -> JsonObject:
        """Return the setting for an engine in Node that verifies what this school signed."""
        document = parse(next((self.home / "public").rglob("did.json")).read_bytes()).unverified
        methods, signing = document["verificationMethod"], document["assertionMethod"]
        (method,) = (
            one
            for one in (methods if isinstance(methods, list) else [methods])
            # Its cards are signed with an Ed25519 key too, which signs nothing else.
            if isinstance(one, dict)
            and str(one["publicKeyMultibase"]).startswith("z6Mk")
            and one["id"] in (signing if isinstance(signing, list) else [signing])
        )
        controller = setting["controllerDocument"]
        key = setting["key"]
        if not isinstance(controller, dict) or not isinstance(key, dict):
            raise TypeError(setting)
        return {
            **setting,
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "key": {**key, **method},
            "controllerDocument": {**controller, "assertionMethod": [method["id"]]},
        }

    def run(self, *words: str) -> Job:
        """Run a command of the school."""
        return run_job(waarmerk(*words), environment=self.environment)

    def _sheets(self, rows: int) -> Iterator[Path]:
        for first in range(0, rows, MAX_ROWS):
            path = self.home / f"results-{first}.xlsx"
            _write_sheet(path, range(first, min(rows, first + MAX_ROWS)))
            yield path


def waarmerk(*words: str) -> list[str]:
    """Return the command line of a command."""
    return [str(Path(sys.executable).with_name("waarmerk")), *words]


@cache
def processes_option(command: str, processes: int) -> tuple[str, ...]:
    """Return how a command is told in how many processes to work, if it can be told."""
    knows = "--processes" in run_job(waarmerk(command, "--help"), environment=dict(os.environ)).output
    return ("--processes", str(processes)) if knows else ()


def _write_sheet(path: Path, learners: range) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Resultaten")
    sheet.append(_HEADER)
    for number in learners:
        marks = [5.5 + (number * step) % 45 / 10 for step in (1, 7, 11, 13, 17)]
        name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number // 8 % len(LAST_NAMES)]}"
        sheet.append(
            [
                f"L{number:07d}",
                name,
                f"l{number}@leerling.rocfiets.example",
                "wielen-spaken",
                *marks,
                date(2026, 2, 2),
                date(2026, 6, 26),
            ]
        )
    workbook.save(path)


def _particulars() -> tuple[str, ...]:
    said = {
        "--url": ISSUER.url,
        "--brin": ISSUER.brin,
        "--kvk": ISSUER.kvk,
        "--region": ISSUER.region,
        "--locality": ISSUER.locality,
        "--parent-organisation": ISSUER.parent_organisation,
    }
    return tuple(word for option, value in said.items() if value for word in (option, value))
