"""Where keys and passphrases are when nobody says so: the one place here that reads the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

KEYS_VARIABLE: Final = "WAARMERK_KEYS"
HOME_VARIABLE: Final = "WAARMERK_HOME"
CREDENTIALS_VARIABLE: Final = "CREDENTIALS_DIRECTORY"


def default_keys_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the keys directory.

    That is ``$WAARMERK_KEYS``, or ``keys`` in ``$WAARMERK_HOME``, or ``waarmerk/keys`` in the user's
    data: where ``waarmerk init`` puts them too.

    Spec: XDG Base Directory Specification 0.8: an empty or relative ``$XDG_DATA_HOME`` is as
    good as none.
    """
    if chosen := environment.get(KEYS_VARIABLE):
        return Path(chosen)
    if home := environment.get(HOME_VARIABLE):
        return Path(home) / "keys"
    data_home = Path(environment.get("XDG_DATA_HOME", ""))
    if not data_home.is_absolute():
        data_home = Path.home() / ".local" / "share"
    return data_home / "waarmerk" / "keys"


def systemd_credentials_directory(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the directory in which systemd put this service's credentials, or None outside one.

    Spec: systemd.exec(5), LoadCredential=.
    """
    directory = environment.get(CREDENTIALS_VARIABLE)
    return Path(directory) if directory else None
