"""Settings: from the environment, once."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from issuer.domain.issued import CredentialForm
from issuer.errors import SettingsInvalid
from issuer.settings import IssuerSettings, read_settings
from issuer.texts import text_for
from tests.paths import ROOT


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in IssuerSettings.model_fields:
        monkeypatch.delenv(f"WAARMERK_{name.upper()}", raising=False)


def test_everything_is_in_home_unless_it_is_put_elsewhere(tmp_path: Path) -> None:
    settings = read_settings(home=tmp_path)
    assert settings.database == f"sqlite:///{tmp_path}/waarmerk.db"
    assert settings.keys_directory == tmp_path / "keys"
    assert settings.public_directory == tmp_path / "public"
    assert settings.forms == frozenset(CredentialForm)


def test_home_is_in_the_users_data_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert read_settings().home == tmp_path / "waarmerk"


def test_the_environment_is_read_and_the_command_line_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WAARMERK_HOME", "/somewhere/else")
    monkeypatch.setenv("WAARMERK_BATCH_SIZE", "7")
    monkeypatch.setenv("WAARMERK_KEYS", "/keys")
    settings = read_settings(home=tmp_path)
    assert settings.home == tmp_path
    assert settings.batch_size == 7
    assert settings.keys_directory == Path("/keys")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATCH_SIZE", "0"),
        ("BATCH_SIZE", "many"),
        ("PROCESSES", "0"),
        ("LANGUAGE", "fr"),
        ("SIGN_JWT", "perhaps"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"WAARMERK_{name}", value)
    with pytest.raises(SettingsInvalid) as caught:
        read_settings()
    assert caught.value.params["setting"] == f"WAARMERK_{name}"
    for language in ("nl", "en"):
        said = text_for(caught.value.code, language, caught.value.params)
        assert f"WAARMERK_{name}" in said
        assert {"BATCH_SIZE": "1000", "PROCESSES": "64", "LANGUAGE": "nl", "SIGN_JWT": "true"}[name] in said


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PASSPHRASE_FILE", "BATCH_SIZE", "KEYS", "LANGUAGE"):
        monkeypatch.setenv(f"WAARMERK_{name}", "")
    settings = read_settings(home=tmp_path)
    assert settings.passphrase_file is None
    assert settings.batch_size == 250
    assert settings.keys_directory == tmp_path / "keys"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "nl"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "WAARMERK_LANGUAGE": "nl"}, "nl"),
        ({"LANG": "en_US.UTF-8", "WAARMERK_LANGUAGE": ""}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert read_settings().language == language


def test_at_least_one_form_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAARMERK_SIGN_JWT", "false")
    assert read_settings().forms == {CredentialForm.DATA_INTEGRITY}
    monkeypatch.setenv("WAARMERK_SIGN_DATA_INTEGRITY", "false")
    with pytest.raises(SettingsInvalid):
        read_settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        read_settings().batch_size = 1


def test_every_setting_is_described() -> None:
    assert [name for name, field in IssuerSettings.model_fields.items() if not field.description] == []


def test_every_setting_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    page = page.partition("## Of `waarmerk serve`")[0]  # which are options of a command
    documented = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert documented == {f"WAARMERK_{name.upper()}" for name in IssuerSettings.model_fields}
