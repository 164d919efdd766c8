"""Adding an instrument is one file: with that file alone, a school takes a module of it to a credential.

The program runs from a copy of itself that has one file more, by the commands that a school uses.
"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import credentials
from tests.paths import ROOT

INSTRUMENT = '''
"""A made-up instrument."""

from credentials.achievement.instruments.instrument import Instrument, Recognition, Size

INSTRUMENT = Instrument(
    key="fietsbewijs",
    names={"nl": "Fietsbewijs", "en": "Cycling certificate"},
    recognition=Recognition.NOT_RECOGNISED,
    achievement_type="Certificate",
    in_diploma_register=False,
    wordings=({"nl": "Een fietsbewijs is geen rijbewijs.", "en": "This is no driving licence."},),
    may_never_claim=("rijbewijs",),
    size=Size.POSITIVE,
    needs_learning_experience=True,
    learning_paths=frozenset({"geen"}),
)
'''
MODULE = """
instrument: fietsbewijs
template:
  id: wielen
  titel: {nl: Wielen richten, en: Truing wheels}
  omschrijving: {nl: Richt een wiel., en: Trues a wheel.}
  beoordelingscriteria: {nl: Een wiel onder toezicht gericht., en: One wheel under supervision.}
  leeruitkomsten: [{id: LO1, nl: Richt een wiel binnen de tolerantie., en: Trues a wheel.}]
  leerervaring: {titel: Werkplaats wielen}
  studielast: {waarde: 40, eenheid: SBU}
  niveau: {mbo_niveau: 2}
  deelnamevorm: onsite
  toetsvormen: [behavioural_assessment]
  leerweg: geen
  kwaliteitsborging: {naam: Kwaliteit van ROC Fiets, url: "https://www.rocfiets.example/kwaliteit"}
"""
RESULTS = "studentnummer;naam;module;resultaat\n1;Sanne de Vries;wielen;behaald\n"


class Program:
    """A copy of the program, which has one file more.

    Args:
        folder: For the copy, and for the school.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = folder / "home"
        source = Path(credentials.__file__).parent
        instruments = folder / "program" / "credentials" / "achievement" / "instruments"
        instruments.mkdir(parents=True)
        for here, there in (
            (source, instruments.parent.parent),
            (source / "achievement", instruments.parent),
            (source / "achievement" / "instruments", instruments),
        ):
            for one in here.iterdir():
                if not (there / one.name).exists() and one.name != "__pycache__":
                    (there / one.name).symlink_to(one)
        (instruments / "fietsbewijs.py").write_text(INSTRUMENT, encoding="utf-8")
        passphrase = folder / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text("a passphrase for a test only", encoding="ascii")
        self._environment = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(folder / "program"), str(ROOT))),
            "WAARMERK_HOME": str(self._home),
            "WAARMERK_PASSPHRASE_FILE": str(passphrase),
            "WAARMERK_LANGUAGE": "en",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    def run(self, *words: str, status: int = 0) -> str:
        """Run a command, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", "from waarmerk.cli import main; main()", *words],
            env=self._environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> str:
        """Write a file, and return its name."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    @property
    def public(self) -> Path:
        """What the school publishes."""
        return self._home / "public"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program, with the school set up."""
    made = Program(tmp_path_factory.mktemp("program"))
    made.run("init", "--controller", "did:web:rocfiets.example", "--name", "ROC Fiets", "--brin", "99ZY")
    return made


def test_from_file_to_verified_credential(program: Program) -> None:
    program.run("modules", "add", program.write("module.yaml", MODULE), "--by", "u-017")
    program.run("import", program.write("results.csv", RESULTS), "--by", "u-017")
    today = date.today()  # noqa: DTZ011 - the commands take the clock of the machine
    program.run("decide", "--number", "EC-1", "--date", today.isoformat(), "--by", "u-003", "--by", "u-009")
    program.run("issue")
    program.run("export", "--out", "files")

    (badge,) = (program.folder / "files").rglob("*.json")
    achievement = json.loads(badge.read_bytes())["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "Certificate"
    assert achievement["tag"] == ["fietsbewijs", "mbo"]
    assert "geen rijbewijs" in achievement["description"]
    outcome = json.loads(
        program.run(
            "verify",
            str(badge),
            "--unsigned-trust",
            str(program.public / "trust-list.json"),
            "--status-list",
            str(program.public / "status"),
            "--offline",
            "--json",
        )
    )
    assert outcome["conclusion"] == "passed"


def test_the_rules_look_at_what_the_file_says(program: Program) -> None:
    """No rule knows the instrument by name, and each reads its traits."""
    wrong = {
        "title_says_another_paper": ("nl: Zadels", "nl: Rijbewijs zadels"),
        "study_load_not_positive": ("{waarde: 40, eenheid: SBU}", "{waarde: 0, eenheid: SBU}"),
        "learning_path_not_allowed": ("leerweg: geen", "leerweg: bol"),
        "no_learning_experience": ("  leerervaring: {titel: Werkplaats wielen}\n", ""),
    }
    other = MODULE.replace("id: wielen", "id: zadels").replace("Wielen richten", "Zadels afstellen")
    files = [program.write(f"{code}.yaml", other.replace(*change)) for code, change in wrong.items()]
    lines = program.run("modules", "check", *files, "--json", status=1).splitlines()
    found = {
        checked["file"].removesuffix(".yaml"): [
            one["code"] for one in checked["findings"] if one["severity"] == "error"
        ]
        for checked in map(json.loads, lines)
    }
    assert found == {code: [code] for code in wrong}
