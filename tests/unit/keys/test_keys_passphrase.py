"""Which passphrases are taken, and where they may come from."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from keys.errors import KeyCustodyError
from keys.passphrase import Passphrase, read_passphrase
from tests.keyrings_for_tests import PASSPHRASE, write_passphrase


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "\t" * 20,
            "a",
            "Xk7#qP2!vB9",
            "changeme",
            "CHANGEME",
            "changemechangeme",
            "Change-Me_Please!",
            "change-this-passphrase",
            "password",
            "password12345",
            "P4ssw0rd-P@$$w0rd",
            "waarmerkwaarmerk",
            "Waarmerk2026!",
            "waarmerk-demo-passphrase",
            "Welkom01Welkom01",
            "wachtwoord123",
            "my-secret-passphrase",
            "correct horse battery staple",
            "your-passphrase-here"[:15],
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "abababababababab",
            "123456789012",
            "098765432109",
            "qwertyuiopas",
            "abcdefghijklmnop",
            "xxxxxxxxxxxxxxxx",
        ],
    )
    def test_what_everybody_tries_first(self, text: str) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            Passphrase(text)
        assert caught.value.code == "passphrase_refused"

    def test_the_error_does_not_tell_the_passphrase(self) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            Passphrase("Waarmerk2026!")
        assert "2026" not in str(caught.value)

    @pytest.mark.parametrize(
        "text",
        [
            PASSPHRASE,
            "kievit tureluur scholekster",
            "Xk7#qP2!vB9z",
            "b2xkZXIgdGhhbiB0aGUgaGlsbHM=",
            "password van mijn tante Sjaan",
            "zeehondencrèche 14",
        ],
    )
    def test_a_good_one_is_taken(self, text: str) -> None:
        assert Passphrase(text).reveal() == text.encode("utf-8")

    def test_a_long_one_takes_no_time_to_judge(self) -> None:
        """Words that are parts of other words do not make the search explode."""
        assert Passphrase("my" * 200 + "x" * 400 + "quetzal").reveal()[:2] == b"my"


class TestSecrecy:
    def test_it_does_not_print_itself(self) -> None:
        passphrase = Passphrase(PASSPHRASE)
        assert (repr(passphrase), str(passphrase), f"{passphrase}") == ("<Passphrase>",) * 3

    @pytest.mark.parametrize("take", [copy.copy, copy.deepcopy, pickle.dumps])
    def test_it_cannot_be_copied_or_pickled(self, take: Callable[[object], object]) -> None:
        with pytest.raises(TypeError) as caught:
            take(Passphrase(PASSPHRASE))
        assert getattr(caught.value, "code", None) == "not_copyable"

    def test_it_has_no_members_to_look_into(self) -> None:
        assert not hasattr(Passphrase(PASSPHRASE), "__dict__")


class TestReadingAFile:
    @pytest.mark.parametrize("mode", [0o600, 0o400])
    @pytest.mark.parametrize("end", ["", "\n", "\r\n"])
    def test_a_private_file_is_read(self, tmp_path: Path, mode: int, end: str) -> None:
        file = write_passphrase(tmp_path / "passphrase", PASSPHRASE + end, mode=mode)
        assert read_passphrase(file).reveal() == PASSPHRASE.encode()

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o666, 0o601])
    def test_a_file_that_others_can_use_is_refused(self, tmp_path: Path, mode: int) -> None:
        file = write_passphrase(tmp_path / "passphrase", mode=mode)
        with pytest.raises(KeyCustodyError, match=f"{mode:04o}") as caught:
            read_passphrase(file)
        assert caught.value.code == "insecure_permissions"

    def test_a_file_in_a_git_work_tree_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        (tmp_path / "deploy").mkdir()
        with pytest.raises(KeyCustodyError) as caught:
            read_passphrase(write_passphrase(tmp_path / "deploy" / "passphrase"))
        assert caught.value.code == "inside_work_tree"

    @pytest.mark.parametrize("text", ["", "\n", "\n\n"])
    def test_an_empty_file_is_no_passphrase(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            read_passphrase(write_passphrase(tmp_path / "passphrase", text))
        assert caught.value.code in ("passphrase_refused", "key_custody_error")

    def test_a_second_line_is_refused(self, tmp_path: Path) -> None:
        file = write_passphrase(tmp_path / "passphrase", f"{PASSPHRASE}\nanother line\n")
        with pytest.raises(KeyCustodyError, match="more than one line"):
            read_passphrase(file)

    def test_a_file_that_is_no_text_is_refused_without_telling_its_bytes(self, tmp_path: Path) -> None:
        file = write_passphrase(tmp_path / "passphrase")
        file.write_bytes(b"secret\xff\xfe-secret-secret")
        with pytest.raises(KeyCustodyError, match="UTF-8") as caught:
            read_passphrase(file)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__ is True

    def test_a_large_file_is_refused(self, tmp_path: Path) -> None:
        file = write_passphrase(tmp_path / "passphrase", "kievit " * 1000)
        with pytest.raises(KeyCustodyError, match="larger"):
            read_passphrase(file)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(KeyCustodyError, match="nowhere"):
            read_passphrase(tmp_path / "nowhere")

    def test_a_directory_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(KeyCustodyError, match="Is a directory"):
            read_passphrase(tmp_path)


class TestSystemdCredential:
    @pytest.mark.parametrize("mode", [0o400, 0o440])
    def test_it_is_read_when_no_file_is_named(self, tmp_path: Path, mode: int) -> None:
        """Systemd gives the service access with an ACL, which shows as a bit for the group."""
        write_passphrase(tmp_path / "waarmerk-keys-passphrase", mode=mode)
        assert read_passphrase(None, credentials_directory=tmp_path).reveal() == PASSPHRASE.encode()

    def test_it_is_found_through_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_passphrase(tmp_path / "waarmerk-keys-passphrase", mode=0o400)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
        assert read_passphrase(None).reveal() == PASSPHRASE.encode()

    def test_a_named_file_goes_before_it(self, tmp_path: Path) -> None:
        write_passphrase(tmp_path / "waarmerk-keys-passphrase", "tureluur-slik-getij-88")
        file = write_passphrase(tmp_path / "passphrase")
        assert read_passphrase(file, credentials_directory=tmp_path).reveal() == PASSPHRASE.encode()

    def test_one_that_everybody_can_read_is_refused(self, tmp_path: Path) -> None:
        write_passphrase(tmp_path / "waarmerk-keys-passphrase", mode=0o444)
        with pytest.raises(KeyCustodyError) as caught:
            read_passphrase(None, credentials_directory=tmp_path)
        assert caught.value.code == "insecure_permissions"

    def test_a_default_is_refused_here_too(self, tmp_path: Path) -> None:
        write_passphrase(tmp_path / "waarmerk-keys-passphrase", "changeme-changeme", mode=0o400)
        with pytest.raises(KeyCustodyError) as caught:
            read_passphrase(None, credentials_directory=tmp_path)
        assert caught.value.code == "passphrase_refused"

    def test_without_either_the_error_says_what_to_do(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
        for directory in (None, tmp_path):
            with pytest.raises(KeyCustodyError, match="--passphrase-file") as caught:
                read_passphrase(None, credentials_directory=directory)
            assert caught.value.code == "passphrase_missing"
