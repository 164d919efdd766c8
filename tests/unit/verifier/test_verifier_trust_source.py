"""Where a trust list comes from, and whom to go by, as configured or typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from credentials.signed_trust_list import TrustListOfOthers, TrustListRefused
from credentials.trust_list import write_trust_list
from tests.keys_for_tests import ISSUER_P256, STRANGER_ED25519
from tests.trust_for_tests import LIST_URL, NEXT_ROOT_KEY, NOW, ROOT_KEY, edition, school, signed_edition
from tests.verification_for_tests import as_bytes, badge, fetching, signed
from verifier.cli import verify
from verifier.resources import Needed, ResourceKind, Unavailable, UnavailableReason, offline
from verifier.texts import texts
from verifier.trust import TrustListRolledBack, TrustStore
from verifier.trust_options import TrustListUnusable, TrustOptions, chosen_trust_list
from verifier.trust_source import (
    TrustListUnavailable,
    TrustSettings,
    TrustSettingsMalformed,
    obtain_trust_list,
    read_trust_settings,
    settings_file,
    trust_roots,
)

app = typer.Typer()
app.command()(verify)


@pytest.fixture
def store(tmp_path: Path) -> TrustStore:
    return TrustStore([ROOT_KEY.did_key], tmp_path / "cache")


class TestObtaining:
    def test_from_a_file(self, tmp_path: Path, store: TrustStore) -> None:
        (tmp_path / "list.json").write_bytes(signed_edition(3))
        obtained = obtain_trust_list(str(tmp_path / "list.json"), store, now=NOW, fetch=offline)
        assert (obtained.trust_list.sequence, obtained.problem) == (3, None)

    def test_from_an_address(self, store: TrustStore) -> None:
        asked: list[Needed] = []

        def fetch(needed: Needed) -> bytes:
            asked.append(needed)
            return signed_edition(3)

        assert obtain_trust_list(LIST_URL, store, now=NOW, fetch=fetch).trust_list.sequence == 3
        assert asked == [Needed(ResourceKind.TRUST_LIST, LIST_URL)]

    @pytest.mark.parametrize(
        ("answer", "problem"),
        [
            (signed_edition(2), TrustListRolledBack),
            (signed_edition(4, key=STRANGER_ED25519), TrustListOfOthers),
            (Unavailable(UnavailableReason.TIMEOUT), TrustListUnavailable),
        ],
    )
    def test_what_was_accepted_before_stands_in(
        self, store: TrustStore, answer: bytes | Unavailable, problem: type[Exception]
    ) -> None:
        obtain_trust_list(LIST_URL, store, now=NOW, fetch=fetching({LIST_URL: signed_edition(3)}))
        obtained = obtain_trust_list(LIST_URL, store, now=NOW, fetch=fetching({LIST_URL: answer}))
        assert obtained.trust_list.sequence == 3
        assert isinstance(obtained.problem, problem)

    def test_without_an_earlier_one_there_is_none(self, tmp_path: Path, store: TrustStore) -> None:
        with pytest.raises(TrustListUnavailable) as refused:
            obtain_trust_list(LIST_URL, store, now=NOW, fetch=offline)
        assert refused.value.reason is UnavailableReason.OFFLINE
        with pytest.raises(TrustListUnavailable):
            obtain_trust_list(str(tmp_path / "nowhere.json"), store, now=NOW, fetch=offline)
        with pytest.raises(TrustListUnavailable):
            obtain_trust_list(str(tmp_path), store, now=NOW, fetch=offline)


class TestSettings:
    def write(self, tmp_path: Path, content: str) -> Path:
        path = tmp_path / "trust.toml"
        path.write_text(content, encoding="utf-8")
        return path

    def test_name_the_list_and_the_keys(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, f'list = "{LIST_URL}"\nroots = ["{ROOT_KEY.did_key}"]\n')
        assert read_trust_settings(path) == TrustSettings(location=LIST_URL, roots=(ROOT_KEY.did_key,))

    def test_name_a_file_from_where_they_are(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, 'list = "here.json"\n')
        assert read_trust_settings(path) == TrustSettings(location=str(tmp_path / "here.json"))

    @pytest.mark.parametrize(
        "content",
        ["list = 5", "roots = 'x'", "roots = [5]", "root = []", "list = ", "roots = ['did:key:z']", "\udcff"],
    )
    def test_say_nothing_else(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "trust.toml"
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(TrustListRefused) as refused:
            read_trust_settings(path)
        assert refused.value.code in ("trust_settings_malformed", "root_key_malformed")

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [({"XDG_CONFIG_HOME": "/etc/xdg"}, Path("/etc/xdg/waarmerk/trust.toml")), ({}, None)],
    )
    def test_are_where_the_system_keeps_them(
        self, environment: Mapping[str, str], expected: Path | None
    ) -> None:
        home = Path.home() / ".config" / "waarmerk" / "trust.toml"
        assert settings_file(environment) == (expected or home)
        assert settings_file({"XDG_CONFIG_HOME": "relative"}) == home


class TestRoots:
    def test_are_keys_or_files_with_keys(self, tmp_path: Path) -> None:
        path = tmp_path / "roots.txt"
        path.write_text(f"# of the council\n\n{ROOT_KEY.did_key}  # since 2026\n", encoding="utf-8")
        assert trust_roots([NEXT_ROOT_KEY.did_key, str(path), ROOT_KEY.did_key]) == (
            NEXT_ROOT_KEY.did_key,
            ROOT_KEY.did_key,
        )

    def test_a_file_without_one_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "roots.txt"
        for content in (b"", b"# nothing\n", b"\xff"):
            path.write_bytes(content)
            with pytest.raises(TrustSettingsMalformed):
                trust_roots([str(path)])


class TestOptions:
    """``waarmerk verify --trust``: a list is signed by whom one goes by, or nothing is answered."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        monkeypatch.setenv("COLUMNS", "200")
        Path("a.json").write_bytes(as_bytes(signed(badge())))
        Path("list.json").write_bytes(signed_edition(2))
        Path("unsigned.json").write_bytes(write_trust_list(edition(2)))
        return tmp_path

    def verify(self, *arguments: str) -> Result:
        words = ["--offline", "--at", "2026-11-21T12:00:00Z", "--lang", "en", *arguments, "a.json"]
        return CliRunner().invoke(app, words)

    def test_a_list_by_the_given_key_is_gone_by(self) -> None:
        result = self.verify("--trust", "list.json", "--trust-root", ROOT_KEY.did_key)
        assert result.exit_code == 0, result.output

    def test_a_list_by_another_key_answers_nothing(self) -> None:
        result = self.verify("--trust", "list.json", "--trust-root", STRANGER_ED25519.did_key)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "signed by somebody else" in result.stderr

    def test_without_a_key_one_is_asked_for(self) -> None:
        result = self.verify("--trust", "list.json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--trust-root" in result.stderr

    def test_an_unsigned_list_is_for_who_says_so(self) -> None:
        result = self.verify("--trust", "unsigned.json", "--trust-root", ROOT_KEY.did_key)
        assert result.exit_code == 2
        assert "--unsigned-trust" in result.stderr
        assert self.verify("--unsigned-trust", "unsigned.json").exit_code == 0

    def test_both_kinds_at_once_are_refused(self) -> None:
        assert self.verify("--trust", "list.json", "--unsigned-trust", "unsigned.json").exit_code == 2

    @pytest.mark.parametrize("root", ["did:web:erkend.example", ISSUER_P256.did_key, "nowhere.txt"])
    def test_a_key_that_is_none_is_refused(self, root: str) -> None:
        result = self.verify("--trust", "list.json", "--trust-root", root)
        assert (result.exit_code, result.stdout) == (2, "")

    def test_an_older_list_is_not_used_and_that_is_said(self) -> None:
        given = ("--trust", "list.json", "--trust-root", ROOT_KEY.did_key)
        assert self.verify(*given).exit_code == 0
        # Without the school: whoever went by this one would not know it.
        Path("list.json").write_bytes(signed_edition(edition(1, school(1))))
        result = self.verify(*given)
        assert result.exit_code == 0
        assert "older edition" in result.stderr
        assert "edition 2" in result.stderr

    def test_an_expired_list_leaves_it_open(self) -> None:
        expired = replace(edition(3), valid_until=NOW - timedelta(days=1))
        Path("list.json").write_bytes(signed_edition(expired))
        result = self.verify("--trust", "list.json", "--trust-root", ROOT_KEY.did_key)
        assert result.exit_code == 3
        assert "has expired" in result.stdout

    def test_the_settings_are_used_without_any_option(self, folder: Path) -> None:
        assert self.verify().exit_code == 3
        path = folder / "config" / "waarmerk" / "trust.toml"
        path.parent.mkdir(parents=True)
        path.write_text(f'list = "{folder}/list.json"\nroots = ["{ROOT_KEY.did_key}"]\n', encoding="utf-8")
        assert self.verify().exit_code == 0
        assert self.verify("--trust-root", STRANGER_ED25519.did_key).exit_code == 2
        path.write_text("list = 5\n", encoding="utf-8")
        result = self.verify()
        assert (result.exit_code, result.stdout) == (2, "")
        assert "whose trust list" in result.stderr

    def test_nothing_is_fetched_offline(self, folder: Path) -> None:
        options = TrustOptions(location=LIST_URL, roots=[ROOT_KEY.did_key], offline=True)
        environment = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
        with pytest.raises(TrustListUnusable, match="nothing is fetched"):
            chosen_trust_list(options, environment, texts("en"), now=NOW, tell=print)
