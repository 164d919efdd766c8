"""A class from its results to being forgotten: who they are stands where it has to, and nowhere else."""

import base64
import gzip
import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from credentials.parsing import JsonValue
from issuer.cli import app
from issuer.office import open_office
from issuer.settings import IssuerSettings, read_settings
from tests.award_files_for_tests import STATEMENT_OF_PARTS, changed
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE
from tests.issuer_for_tests import HEADER, csv_file, keep_module, learner_row
from tests.keyrings_for_tests import write_passphrase
from tests.paths import ROOT

BSN = "111222333"
NAME = "Xanthippe Onmiskenbaar"
EMAIL = "xanthippe.onmiskenbaar@leerling.example"
NUMBER = "zz-998871"
OTHER_NAME = "Bartholomeus Eveneens"
COMPANION = "Opleider Ookgenoemd"
BIRTHDAY = "1999-08-17"
WHY = "gezakt door een aanval van jicht"

PERSONAL = ("xanthippe", "onmiskenbaar", "998871", "bartholomeus", "eveneens", "ookgenoemd", "jicht")
"""What leads to a person, in small letters."""


def leaks(text: str | bytes) -> list[str]:
    """Return what leads to a person in ``text``."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", errors="replace")
    return [one for one in (*PERSONAL, BSN, BIRTHDAY) if one in text.casefold()]


@dataclass
class School:
    """An institution that is run by its commands, and everything that those said."""

    directory: Path
    said: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.directory / "home"

    def run(self, *arguments: str | Path, status: int = 0) -> str:
        """Run a command and keep what it said."""
        options = ["--home", str(self.home), "--lang", "nl"]
        signs = arguments[0] in ("init", "issue", "revoke", "suspend", "reinstate", "status-list")
        if signs:
            options += ["--passphrase-file", str(self.directory / "passphrase")]
        done = CliRunner().invoke(app, [*map(str, arguments), *options])
        assert done.exit_code == status, done.output
        self.said.append(done.output)
        return done.output

    def write(self, name: str, content: bytes) -> Path:
        path = self.directory / name
        path.write_bytes(content)
        return path

    def table(self, name: str) -> str:
        """Return everything in a table of the database, as text."""
        with sqlite3.connect(self.home / "waarmerk.db") as connection:
            return repr(connection.execute(f"select * from {name}").fetchall())  # noqa: S608 - of ours

    def published(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of every public file."""
        for path in (self.home / "public").rglob("*"):
            if path.is_file():
                yield str(path.relative_to(self.home)), path.read_bytes()

    def credentials(self) -> dict[str, JsonValue]:
        """Return the signed credentials, by the name of the learner."""
        with open_office(read_settings(home=self.home)) as office:
            return {
                one.learner.name: json.loads(one.signed.json_bytes or b"null")
                for one in office.read_credentials.all(office.institution().id)
            }


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> School:
    for name in IssuerSettings.model_fields:
        monkeypatch.delenv(f"WAARMERK_{name.upper()}", raising=False)
    caplog.set_level(logging.INFO)
    made = School(tmp_path)
    write_passphrase(tmp_path / "passphrase")
    made.run("init", "--controller", ISSUER.id, "--name", "ROC Test", "--brin", "99ZZ")
    with open_office(read_settings(home=made.home)) as office:
        for module in (MODULE, BARE_MODULE):
            keep_module(office, module)
    return made


def issued(school: School) -> dict[str, JsonValue]:
    """Take in a file with mistakes, then a class, decide and issue."""
    mine = {"naam": NAME, "e-mail": EMAIL, "studentnummer": NUMBER}
    header = (*HEADER, "geboortedatum", "opmerking")
    wrong = csv_file(
        header,
        (*learner_row(1, **mine, begin="ooit"), BIRTHDAY, ""),
        (*learner_row(2, naam=OTHER_NAME, module="Bestaat niet"), "", f"bsn {BSN}"),
    )
    school.run("import", school.write("wrong.csv", wrong), "--by", "u-017", status=1)
    right = csv_file(
        header,
        (*learner_row(1, **mine), BIRTHDAY, "krijgt een uitkering"),
        (*learner_row(2, naam=OTHER_NAME), BIRTHDAY, ""),
    )
    school.run("import", school.write("right.csv", right), "--by", "u-017")
    school.run("decide", "--number", "EC-1", "--date", "1-7-2026", "--by", "u-003", "--by", "u-009")
    school.run("issue")
    return school.credentials()


def revoke(school: School, credential_id: str) -> None:
    reason = ("--reason", "fout_in_gegevens", "--explanation", f"{NAME}: {WHY}", "--decision", "EC-2")
    school.run("revoke", credential_id, *reason, "--by", "u-003", "--by", "u-009")


def the_id(credential: JsonValue) -> str:
    assert isinstance(credential, dict)
    return str(credential["id"])


def members(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Yield every member of every object, with its name."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield name, member
            yield from members(member)
    elif isinstance(value, list):
        for item in value:
            yield from members(item)


def test_a_whole_class_until_it_is_forgotten(school: School, caplog: pytest.LogCaptureFixture) -> None:
    credentials = issued(school)
    assert set(credentials) == {NAME, OTHER_NAME}
    mine = the_id(credentials[NAME])
    revoke(school, mine)
    for command in ("status-list", "catalogue", "register-feed"):
        school.run(command)
    school.run("status", mine)

    assert leaks("\n".join(school.said)) == []
    assert leaks(caplog.text) == []
    assert leaks(school.table("audit")) == []
    published = dict(school.published())
    assert len(published) > 8
    assert {
        name: found for name, content in published.items() if (found := leaks(name) + leaks(content))
    } == {}
    lists = [
        json.loads(content)
        for name, content in published.items()
        if "/status/" in name and "/changes/" not in name
    ]
    assert lists
    for document in lists:
        encoded = document["credentialSubject"]["encodedList"].removeprefix("u")
        bits = gzip.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
        assert leaks(bits) == []

    # Until then who they are does stand in the files, where this test finds it.
    assert any(leaks(path.read_bytes()) for path in school.home.rglob("*") if path.is_file())
    school.run("erase", mine)
    school.run("erase", the_id(credentials[OTHER_NAME]))
    assert leaks("\n".join(school.said)) == []
    files = [path for path in school.home.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"waarmerk.db", "trust-list.json"}
    assert {path.name: found for path in files if (found := leaks(path.read_bytes()))} == {}
    assert "Ingetrokken" in school.run("status", mine)


def test_what_is_in_a_credential_and_what_is_not(school: School) -> None:
    for name, credential in issued(school).items():
        found = list(members(credential))
        named = {str(value) for key, value in found if key == "identityType"}
        assert named <= {"name", "emailAddress"}
        text = json.dumps(credential, ensure_ascii=False)
        assert name in text
        for absent in (EMAIL, NUMBER, BSN, BIRTHDAY, "uitkering", WHY):
            assert absent not in text
        assert not {"birthDate", "dateOfBirth", "gender", "evidenceOfNeed"} & {key for key, _ in found}
        addresses = [
            value
            for _, value in found
            if isinstance(value, str) and value.startswith(("http", "urn:", "did:"))
        ]
        assert len(addresses) > 5
        assert leaks("\n".join(addresses)) == []


def test_an_award_from_a_file_is_forgotten_too(school: School, caplog: pytest.LogCaptureFixture) -> None:
    content = changed(
        STATEMENT_OF_PARTS,
        lerende={"naam": NAME, "email": EMAIL, "studentnummer": NUMBER},
        deel_2_praktijkverklaring__praktijkopleider=COMPANION,
        aanleiding__toelichting=WHY,
    )
    file = school.write("award.yaml", yaml.safe_dump(content, allow_unicode=True).encode())
    school.run("awards", "propose", file, "--by", "u-030")
    school.run("decide", "--number", "EC-2026-0188", "--date", "25-6-2026", "--by", "u-003", "--by", "u-011")
    school.run("issue")
    (credential,) = school.credentials().values()
    assert WHY not in json.dumps(credential, ensure_ascii=False)
    for command in ("status-list", "catalogue", "register-feed"):
        school.run(command)
    assert leaks("\n".join(school.said)) == []
    assert leaks(caplog.text) == []
    assert leaks(school.table("audit")) == []
    assert {name for name, data in school.published() if leaks(name) or leaks(data)} == set()
    school.run("erase", the_id(credential))
    files = [path for path in school.home.rglob("*") if path.is_file()]
    assert {path.name: found for path in files if (found := leaks(path.read_bytes()))} == {}


def test_what_goes_wrong_unforeseen_tells_of_nobody(school: School) -> None:
    """A traceback is sent to whoever can explain it."""
    with sqlite3.connect(school.home / "waarmerk.db") as connection:
        connection.execute("drop table proposed_award")
    rows = csv_file(HEADER, learner_row(1, naam=NAME, studentnummer=NUMBER, **{"e-mail": EMAIL}))
    file = school.write("right.csv", rows)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "issuer.cli",
            "import",
            str(file),
            "--by",
            "u-017",
            "--home",
            str(school.home),
        ],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert b"OperationalError" in done.stderr
    assert leaks(done.stdout) + leaks(done.stderr) == []
