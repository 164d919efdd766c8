"""The command line: ``waarmerk keys``."""

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from keys.cli import app
from keys.keyring import KeyState
from keys.keyring_file import load_keyring
from tests.keyrings_for_tests import CONTROLLER, PASSPHRASE, prepared_keys, write_passphrase


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    return write_passphrase(tmp_path / "passphrase")


@pytest.fixture
def keys_dir(tmp_path: Path) -> Path:
    return prepared_keys(tmp_path)


def run(*arguments: object, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=answer)


def generate(keys_dir: Path, passphrase_file: Path, *more: object) -> Result:
    return run(
        "generate",
        "--controller",
        CONTROLLER,
        "--keys-dir",
        keys_dir,
        "--passphrase-file",
        passphrase_file,
        *more,
    )


class TestGenerate:
    def test_it_makes_both_keys_and_says_what_is_next(self, tmp_path: Path, passphrase_file: Path) -> None:
        result = generate(tmp_path / "new" / "keys", passphrase_file)
        assert result.exit_code == 0
        entries = load_keyring(tmp_path / "new" / "keys").entries
        assert [str(entry.key_type) for entry in entries] == ["Ed25519", "P-256"]
        assert all(entry.id in result.stdout for entry in entries)
        assert "https://roc-voorbeeld.example/.well-known/did.json" in result.stdout
        assert stat.S_IMODE((tmp_path / "new" / "keys").stat().st_mode) == 0o700

    @pytest.mark.parametrize(
        ("choice", "key_type"), [("ed25519", "Ed25519"), ("p256", "P-256"), ("p384", "P-384")]
    )
    def test_one_type_can_be_asked_for(
        self, tmp_path: Path, passphrase_file: Path, choice: str, key_type: str
    ) -> None:
        assert generate(tmp_path / "new", passphrase_file, "--type", choice).exit_code == 0
        assert [str(entry.key_type) for entry in load_keyring(tmp_path / "new").entries] == [key_type]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "changeme",
            "changemechangeme",
            "waarmerk-passphrase",
            "password1234",
            "short",
            "aaaaaaaaaaaaaaaa",
        ],
    )
    def test_it_does_not_start_on_a_default_or_empty_passphrase(self, tmp_path: Path, text: str) -> None:
        """A17: the passphrase of a sample configuration is no passphrase."""
        result = generate(tmp_path / "new", write_passphrase(tmp_path / "bad", text + "\n"))
        assert result.exit_code == 1
        assert "passphrase" in result.stderr
        assert not (tmp_path / "new").exists()

    def test_it_does_not_start_without_passphrase(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
        result = run("generate", "--controller", CONTROLLER, "--keys-dir", tmp_path / "new")
        assert result.exit_code == 1
        assert "--passphrase-file" in result.stderr
        assert not (tmp_path / "new").exists()

    def test_it_takes_the_passphrase_from_systemd(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_passphrase(tmp_path / "waarmerk-keys-passphrase", mode=0o400)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
        monkeypatch.setenv("WAARMERK_KEYS", str(tmp_path / "chosen"))
        assert run("generate", "--controller", CONTROLLER, "--type", "ed25519").exit_code == 0
        assert len(load_keyring(tmp_path / "chosen").entries) == 1

    @pytest.mark.parametrize("option", ["--passphrase", "--password", "-p"])
    def test_there_is_no_way_to_give_a_passphrase_on_the_command_line(
        self, tmp_path: Path, option: str
    ) -> None:
        result = run(
            "generate", "--controller", CONTROLLER, "--keys-dir", tmp_path / "new", option, PASSPHRASE
        )
        assert result.exit_code == 2

    def test_a_passphrase_file_that_others_can_read_is_refused(self, tmp_path: Path) -> None:
        result = generate(tmp_path / "new", write_passphrase(tmp_path / "bad", mode=0o644))
        assert result.exit_code == 1
        assert "chmod 600" in result.stderr

    def test_a_git_work_tree_is_refused(self, tmp_path: Path, passphrase_file: Path) -> None:
        (tmp_path / "repository" / ".git").mkdir(parents=True)
        result = generate(tmp_path / "repository" / "keys", passphrase_file)
        assert result.exit_code == 1
        assert "git work tree" in result.stderr
        assert not (tmp_path / "repository" / "keys").exists()

    def test_a_second_time_it_points_to_rotate(self, keys_dir: Path, passphrase_file: Path) -> None:
        result = generate(keys_dir, passphrase_file)
        assert result.exit_code == 1
        assert "waarmerk keys rotate" in result.stderr

    def test_a_wrong_passphrase_is_refused(self, tmp_path: Path, keys_dir: Path) -> None:
        wrong = write_passphrase(tmp_path / "wrong", "tureluur-slik-getij-88")
        result = run("rotate", "--controller", CONTROLLER, "--keys-dir", keys_dir, "--passphrase-file", wrong)
        assert result.exit_code == 1
        assert "does not open" in result.stderr

    @pytest.mark.parametrize(
        "arguments", [["generate"], ["generate", "--controller", CONTROLLER, "--type", "rsa"]]
    )
    def test_wrong_use_is_exit_status_2(self, arguments: list[str]) -> None:
        assert run(*arguments).exit_code == 2

    def test_a_bad_controller_is_explained(self, tmp_path: Path, passphrase_file: Path) -> None:
        result = run(
            "generate",
            "--controller",
            "roc-voorbeeld.example",
            "--keys-dir",
            tmp_path / "new",
            "--passphrase-file",
            passphrase_file,
        )
        assert result.exit_code == 1
        assert "did:web:example.org" in result.stderr


class TestList:
    def test_the_table_has_each_key_with_its_dates(self, keys_dir: Path) -> None:
        result = run("list", "--keys-dir", keys_dir)
        assert result.exit_code == 0
        assert result.stdout.count("active") == 2
        assert result.stdout.count("2026-09-01") == 2
        assert CONTROLLER in result.stdout

    def test_json_is_the_keyring(self, keys_dir: Path) -> None:
        result = run("list", "--keys-dir", keys_dir, "--json")
        assert json.loads(result.stdout) == json.loads((keys_dir / "keyring.json").read_bytes())["keys"]

    def test_another_controller_has_no_keys(self, keys_dir: Path) -> None:
        result = run("list", "--keys-dir", keys_dir, "--controller", "did:web:other.example", "--json")
        assert (result.exit_code, json.loads(result.stdout)) == (0, [])

    def test_a_directory_that_is_not_there_is_explained(self, tmp_path: Path) -> None:
        result = run("list", "--keys-dir", tmp_path / "nowhere")
        assert result.exit_code == 1
        assert "waarmerk keys generate" in result.stderr

    def test_a_directory_that_others_can_look_into_is_refused(self, keys_dir: Path) -> None:
        keys_dir.chmod(0o755)
        result = run("list", "--keys-dir", keys_dir)
        assert result.exit_code == 1
        assert "chmod 700" in result.stderr

    def test_the_table_fits_a_narrow_window(self, keys_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A key is folded and never cut: it has to be copied from here."""
        monkeypatch.setenv("COLUMNS", "70")
        result = run("list", "--keys-dir", keys_dir)
        last_words = "".join(line.split()[-1] for line in result.stdout.splitlines() if line.strip())
        for entry in load_keyring(keys_dir).entries:
            assert entry.public_key.to_multikey() in last_words


class TestRotate:
    def test_the_old_keys_retire(self, keys_dir: Path, passphrase_file: Path) -> None:
        old = load_keyring(keys_dir).entries
        result = run(
            "rotate",
            "--controller",
            CONTROLLER,
            "--keys-dir",
            keys_dir,
            "--passphrase-file",
            passphrase_file,
            "--reason",
            "yearly",
        )
        assert result.exit_code == 0
        keyring = load_keyring(keys_dir)
        assert [keyring.find(entry.id).state for entry in old] == [KeyState.RETIRED] * 2
        assert {keyring.find(entry.id).reason for entry in old} == {"yearly"}
        assert len(keyring.entries) == 4


class TestRetire:
    def test_it_asks_first_and_explains(self, keys_dir: Path) -> None:
        entry = load_keyring(keys_dir).entries[0]
        refused = run("retire", entry.id, "--keys-dir", keys_dir, answer="n\n")
        assert refused.exit_code == 1
        assert "goes on verifying" in refused.stderr
        assert load_keyring(keys_dir).entries[0].state is KeyState.ACTIVE
        assert run("retire", entry.id, "--keys-dir", keys_dir, answer="y\n").exit_code == 0
        assert load_keyring(keys_dir).entries[0].state is KeyState.RETIRED

    def test_without_anybody_to_ask_nothing_happens(self, keys_dir: Path) -> None:
        entry = load_keyring(keys_dir).entries[0]
        assert run("retire", entry.id, "--keys-dir", keys_dir).exit_code == 1
        assert load_keyring(keys_dir).entries[0].state is KeyState.ACTIVE

    @pytest.mark.parametrize("characters", [8, 20, None])
    def test_the_part_after_the_hash_or_its_beginning_is_enough(
        self, keys_dir: Path, characters: int | None
    ) -> None:
        entry = load_keyring(keys_dir).entries[1]
        key = entry.public_key.to_multikey()[:characters]
        assert run("retire", key, "--keys-dir", keys_dir, "--yes", "--reason", "unused").exit_code == 0
        assert load_keyring(keys_dir).find(entry.id).reason == "unused"

    def test_a_compromised_key_is_revoked_since_then(self, keys_dir: Path) -> None:
        entry = load_keyring(keys_dir).entries[0]
        result = run(
            "retire",
            entry.id,
            "--compromised",
            "--since",
            "2026-10-01T12:00:00Z",
            "--yes",
            "--keys-dir",
            keys_dir,
        )
        assert result.exit_code == 0
        assert "stops verifying" in result.stderr
        revoked = load_keyring(keys_dir).find(entry.id)
        assert (revoked.state, revoked.reason) == (KeyState.REVOKED, "compromised")
        assert revoked.revoked is not None
        assert revoked.revoked.isoformat() == "2026-10-01T12:00:00+00:00"

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--since", "2026-10-01T12:00:00Z"],
            ["--compromised", "--since", "yesterday"],
            ["--compromised", "--since", "9999-01-01T00:00:00Z"],
        ],
    )
    def test_a_since_that_makes_no_sense_is_wrong_use(self, keys_dir: Path, arguments: list[str]) -> None:
        entry = load_keyring(keys_dir).entries[0]
        assert run("retire", entry.id, *arguments, "--yes", "--keys-dir", keys_dir).exit_code == 2

    @pytest.mark.parametrize("key", ["z6MkUnknown", "z6Mk", "", "z", "did:web:other.example#z6Mk"])
    def test_an_unknown_or_ambiguous_key_is_explained(self, keys_dir: Path, key: str) -> None:
        result = run("retire", key, "--yes", "--keys-dir", keys_dir)
        assert result.exit_code == 1
        assert "waarmerk keys list" in result.stderr


class TestPublish:
    def test_it_writes_both_documents(self, keys_dir: Path, tmp_path: Path) -> None:
        result = run("publish", "--controller", CONTROLLER, "--keys-dir", keys_dir, "--out", tmp_path / "www")
        assert result.exit_code == 0
        did = json.loads((tmp_path / "www" / "did.json").read_bytes())
        keys = json.loads((tmp_path / "www" / "jwks.json").read_bytes())["keys"]
        assert did["assertionMethod"] == [entry.id for entry in load_keyring(keys_dir).entries]
        assert [key["kid"] for key in keys] == did["assertionMethod"]
        assert sorted(path.name for path in (tmp_path / "www").iterdir()) == ["did.json", "jwks.json"]

    def test_a_controller_without_keys_is_refused(self, keys_dir: Path, tmp_path: Path) -> None:
        result = run(
            "publish",
            "--controller",
            "did:web:other.example",
            "--keys-dir",
            keys_dir,
            "--out",
            tmp_path / "www",
        )
        assert result.exit_code == 1
        assert not (tmp_path / "www").exists()

    def test_a_folder_that_cannot_be_made_is_explained(self, keys_dir: Path, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        result = run(
            "publish", "--controller", CONTROLLER, "--keys-dir", keys_dir, "--out", tmp_path / "file" / "www"
        )
        assert result.exit_code == 1
        assert str(tmp_path / "file") in result.stderr


class TestCardKeys:
    def test_it_is_made_shown_and_replaced_by_its_own_type(
        self, keys_dir: Path, passphrase_file: Path
    ) -> None:
        made = generate(keys_dir, passphrase_file, "--type", "card")
        assert made.exit_code == 0
        assert "Made card key" in made.stdout
        (entry,) = (one for one in load_keyring(keys_dir).entries if one.is_for_cards)
        assert " card " in run("list", "--keys-dir", keys_dir).stdout

        options = ("--controller", CONTROLLER, "--keys-dir", keys_dir, "--passphrase-file", passphrase_file)
        others = run("rotate", *options)
        assert f"The card key   {entry.id} was left as it is" in others.stdout
        replaced = run("rotate", *options, "--type", "card")
        assert replaced.exit_code == 0
        assert f"Retired        {entry.id}" in replaced.stdout
        assert "was left as it is" not in replaced.stdout

    def test_what_it_means_when_it_is_stolen_is_said(self, keys_dir: Path, passphrase_file: Path) -> None:
        generate(keys_dir, passphrase_file, "--type", "card")
        (entry,) = (one for one in load_keyring(keys_dir).entries if one.is_for_cards)
        asked = run("retire", entry.id, "--compromised", "--keys-dir", keys_dir, answer="n\n")
        assert "The credentials stay good." in asked.stderr
        assert "card in a QR code" in asked.stderr
