"""Where keys are when nobody says so."""

from pathlib import Path

import pytest

from keys.location import default_keys_directory, systemd_credentials_directory


@pytest.mark.parametrize(
    ("environment", "directory"),
    [
        ({"WAARMERK_KEYS": "/srv/keys", "XDG_DATA_HOME": "/data"}, Path("/srv/keys")),
        ({"WAARMERK_KEYS": "/srv/keys", "WAARMERK_HOME": "/srv/home"}, Path("/srv/keys")),
        ({"WAARMERK_HOME": "/srv/home", "XDG_DATA_HOME": "/data"}, Path("/srv/home/keys")),
        ({"WAARMERK_HOME": "", "XDG_DATA_HOME": "/data"}, Path("/data/waarmerk/keys")),
        ({"XDG_DATA_HOME": "/data"}, Path("/data/waarmerk/keys")),
        ({"WAARMERK_KEYS": "", "XDG_DATA_HOME": "/data"}, Path("/data/waarmerk/keys")),
        ({"XDG_DATA_HOME": ""}, Path.home() / ".local/share/waarmerk/keys"),
        ({"XDG_DATA_HOME": "relative"}, Path.home() / ".local/share/waarmerk/keys"),
        ({}, Path.home() / ".local/share/waarmerk/keys"),
    ],
)
def test_the_keys_directory(environment: dict[str, str], directory: Path) -> None:
    assert default_keys_directory(environment) == directory


def test_the_credentials_of_systemd() -> None:
    assert systemd_credentials_directory({"CREDENTIALS_DIRECTORY": "/run/x"}) == Path("/run/x")
    assert systemd_credentials_directory({"CREDENTIALS_DIRECTORY": ""}) is None
    assert systemd_credentials_directory({}) is None
