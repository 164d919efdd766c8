"""The front door: which commands there are, what is loaded for them, and how trouble ends."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_group
from typer.testing import CliRunner

from credentials.trust_list import write_trust_list
from issuer.cli.commands import COMMANDS, MODULE_COMMANDS
from issuer.cli.lazy_group import LazyCommand
from tests.keys_for_tests import ISSUER_ED25519
from tests.paths import ROOT
from tests.verification_for_tests import (
    as_bytes,
    badge,
    recognised_key,
    signed,
    status_entry,
    status_list,
    trust_list,
)
from waarmerk import cli
from waarmerk.cli import OF_THE_BASE, make_app
from waarmerk.commands import PARTS
from waarmerk.extras import missing_extras

EVERY = [command for part in PARTS for command in part.commands]
# What verifying a file has no use for. Each of these takes time and memory to load.
HEAVY = ("sqlalchemy", "alembic", "typst", "PIL", "openpyxl", "pydantic", "pypdf", "cbor2")
LOADED = """
import json, sys
from waarmerk.cli import main
sys.argv = ["waarmerk", *json.loads(sys.argv[1])]
try:
    main()
except SystemExit as end:
    status = end.code
print(json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def commands(*words: str) -> set[str]:
    """Return the commands that are there when ``words`` are typed."""
    return set(get_group(make_app(words)).commands)


def run_and_look(*words: str) -> tuple[int, set[str]]:
    """Run ``waarmerk`` in a process of its own; return its exit status and what was loaded."""
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOADED, json.dumps(words)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    status, modules = json.loads(finished.stdout.splitlines()[-1])
    return status, set(modules)


def hide(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Let packages look as if they are not installed."""
    for package in packages:
        monkeypatch.setitem(sys.modules, package, None)


class TestWhichCommands:
    def test_everything_is_there_when_everything_is_installed(self) -> None:
        assert {"verify", "keys", "init", "issue", "export", "jose"} < commands()
        assert commands() == {command.name for command in EVERY}

    @pytest.mark.parametrize("word", OF_THE_BASE)
    def test_a_command_of_the_base_comes_alone(self, word: str) -> None:
        assert commands(word, "--help") == {word}

    def test_the_base_has_what_asks_for_no_extra(self) -> None:
        without_extras = [command for part in PARTS if not part.extras for command in part.commands]
        assert {command.name: command.where for command in without_extras} == OF_THE_BASE

    def test_no_words_show_the_help(self) -> None:
        shown = CliRunner().invoke(make_app(), [])
        assert "verify" in shown.output
        assert "demo" in shown.output

    def test_an_unknown_command_is_wrong_use(self) -> None:
        assert CliRunner().invoke(make_app(["verfiy"]), ["verfiy"]).exit_code == 2

    def test_the_version(self) -> None:
        shown = CliRunner().invoke(make_app(["--version"]), ["--version"])
        assert shown.exit_code == 0
        assert shown.output.startswith("waarmerk 0.")


class TestTheList:
    """What ``waarmerk --help`` says of a command stands apart from it, so that it need not be imported."""

    @pytest.mark.parametrize("command", EVERY, ids=lambda command: command.name)
    def test_every_command_stands_under_a_heading(self, command: LazyCommand) -> None:
        shown = CliRunner().invoke(make_app(), ["--help"], env={"COLUMNS": "200"}).output
        assert command.panel is not None
        below = shown.partition(f"─ {command.panel} ─")[2].partition("╰")[0]
        assert f"│ {command.name} " in below

    @pytest.mark.parametrize("command", [*EVERY, *MODULE_COMMANDS], ids=lambda command: command.where)
    def test_it_says_of_a_command_what_that_says_of_itself(self, command: LazyCommand) -> None:
        loaded = command.loaded()
        assert loaded.name == command.name
        assert loaded.help.partition("\n\n")[0].replace("\n", " ") == command.help

    def test_a_command_that_is_mistyped_is_named(self) -> None:
        said = CliRunner().invoke(make_app(["modules"]), ["modules", "chek"])
        assert said.exit_code == 2
        assert "Did you mean 'check'?" in said.stderr


class TestNotInstalled:
    """With everything installed here, ``tests/base_only`` shows what happens without."""

    def test_an_extra_that_is_installed_is_not_missing(self) -> None:
        assert missing_extras("issuer", "export") == ()

    def test_an_extra_that_is_not_installed_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hide(monkeypatch, "typst")
        assert missing_extras("issuer", "export") == ("export",)

    @pytest.mark.parametrize("command", [*(one.name for one in COMMANDS), "export", "demo"])
    def test_the_base_alone_says_what_to_install(self, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
        hide(monkeypatch, "sqlalchemy", "typst")
        words = [command, "add", "--help", "x.yaml"]
        said = CliRunner().invoke(make_app(words), words)
        assert (said.exit_code, said.stdout) == (2, "")
        extras = "issuer,export" if command in ("export", "demo") else "issuer"
        assert f"pip install 'waarmerk[{extras}]'" in said.stderr

    def test_what_is_not_installed_is_not_listed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hide(monkeypatch, "sqlalchemy", "typst", "fastapi")
        shown = CliRunner().invoke(make_app(), ["--help"]).output
        assert "│ verify " in shown
        assert "│ issue " not in shown

    def test_the_door_for_suites_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hide(monkeypatch, "fastapi")
        said = CliRunner().invoke(make_app(["vc-api"]), ["vc-api", "--dev"])
        assert (said.exit_code, said.stdout) == (2, "")
        assert "pip install 'waarmerk[web]'" in said.stderr

    def test_the_exam_board_can_do_without_the_learners_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hide(monkeypatch, "typst")
        said = CliRunner().invoke(make_app(["demo"]), ["demo"])
        assert said.exit_code == 2
        assert "pip install 'waarmerk[export]'" in said.stderr


class TestWhatIsLoaded:
    def test_verifying_loads_nothing_that_it_has_no_use_for(self, tmp_path: Path) -> None:
        file = tmp_path / "credential.json"
        file.write_text("{}")
        status, modules = run_and_look("verify", "--offline", str(file))
        assert status == 1
        assert "verifier" in modules
        assert modules & {*HEAVY, "httpx", "issuer", "wallet_export", "keys"} == set()

    def test_a_badge_is_verified_with_what_that_takes(self, tmp_path: Path) -> None:
        """Each of these takes as long to load as several checks of a badge take."""
        (tmp_path / "badge.json").write_bytes(as_bytes(signed(badge(credentialStatus=status_entry()))))
        (tmp_path / "trust.json").write_bytes(write_trust_list(trust_list(recognised_key(ISSUER_ED25519))))
        (tmp_path / "list.json").write_bytes(status_list())
        given = [
            "--unsigned-trust",
            str(tmp_path / "trust.json"),
            "--status-list",
            str(tmp_path / "list.json"),
        ]
        words = ["verify", str(tmp_path / "badge.json"), *given, "--offline", "--at", "2026-11-21T12:00:00Z"]
        status, modules = run_and_look(*words)
        assert status == 0
        needless = {"cryptography", "jwt", "pyld", "babel", "pydantic", "defusedxml", "xml"}
        assert modules & (needless | {"logging", "multiprocessing", "tempfile"}) == set()

    def test_the_keys_need_no_database(self) -> None:
        status, modules = run_and_look("keys", "--help")
        assert status == 0
        assert modules & {*HEAVY, "httpx", "issuer", "wallet_export", "verifier"} == set()

    @pytest.mark.parametrize("words", [["--help"], ["modules", "--help"]])
    def test_a_list_of_commands_needs_none_of_them(self, words: list[str]) -> None:
        status, modules = run_and_look(*words)
        assert status == 0
        assert modules & {*HEAVY, "verifier", "wallet_export", "keys", "pydantic", "yaml"} == set()

    def test_modules_are_checked_without_a_database_where_there_is_none(self, tmp_path: Path) -> None:
        words = ["check", "--json", "--home", str(tmp_path), str(ROOT / "bench" / "module.yaml")]
        status, modules = run_and_look("modules", *words)
        assert status == 0
        assert "yaml" in modules
        assert modules & {"sqlalchemy", "alembic", "openpyxl", "typst", "rich"} == set()

    @pytest.mark.parametrize("words", [["--help"], ["vc-api", "--help"]])
    def test_telling_what_there_is_loads_no_web_framework(self, words: list[str]) -> None:
        status, modules = run_and_look(*words)
        assert status == 0
        assert modules & {"fastapi", "starlette", "uvicorn"} == set()

    def test_the_version_needs_nothing(self) -> None:
        status, modules = run_and_look("--version")
        assert status == 0
        assert modules & {*HEAVY, "verifier", "issuer", "keys", "credentials"} == set()


class TestTrouble:
    """What nobody explained is explained here, and is never "this credential is no good"."""

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (OSError(errno.ENOSPC, "No space left on device"), "No space left on device\n"),
            (PermissionError(errno.EACCES, "Permission denied", "a.json"), "a.json: Permission denied\n"),
            (OSError("odd"), "odd\n"),
        ],
    )
    def test_trouble_with_files_is_a_sentence_and_status_2(
        self,
        error: OSError,
        said: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        app = typer.Typer()

        @app.command()
        def fail() -> None:
            raise error

        monkeypatch.setattr(cli, "make_app", lambda _words: app)
        monkeypatch.setattr(sys, "argv", ["waarmerk"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == 2
        assert capsys.readouterr().err == said

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    def test_a_full_disk(self, tmp_path: Path) -> None:
        file = tmp_path / "credential.json"
        file.write_text("{}")
        with Path("/dev/full").open("w") as full:
            finished = subprocess.run(
                [sys.executable, "-c", "from waarmerk.cli import main; main()", "verify", "--offline", file],
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert finished.returncode == 2
        assert finished.stderr == "No space left on device\n"

    def test_a_terminal_that_does_not_know_a_letter(self, tmp_path: Path) -> None:
        file = tmp_path / "Łukasz.json"
        file.write_text("{}")
        finished = subprocess.run(
            [sys.executable, "-c", "from waarmerk.cli import main; main()", "verify", "--offline", file],
            cwd=ROOT,
            env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "1", "COLUMNS": "300"},
            capture_output=True,
            check=False,
        )
        assert (finished.returncode, finished.stderr) == (1, b"")
        assert b"?ukasz.json" in finished.stdout
