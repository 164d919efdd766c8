"""The language of messages."""

import os
from collections.abc import Mapping
from typing import Literal

Language = Literal["nl", "en"]


def language_of_system(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language of messages when nobody says so: English on an English system, else Dutch.

    ``$WAARMERK_LANGUAGE`` comes before the variables of the system, as for ``waarmerk verify``.
    """
    names = ("WAARMERK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    system = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if system.partition("_")[0].lower() == "en" else "nl"
