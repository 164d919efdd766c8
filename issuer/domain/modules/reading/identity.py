"""By what a module is known: its address, its version, its codes in the national registers."""

import re
from collections.abc import Iterator
from typing import Final

from issuer.domain.modules.keys import Keys

_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){2}")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_UUID = re.compile(r"urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

CODE_KEYS: Final = {
    "Keuzedeel": "keuzedeel_code",
    "Certificaat": "onderdeel_code",
    "Crebo": "kwalificatie_crebo",
    "RIOOpleidingseenheid": "rio_opleidingseenheidcode",
}
"""The key that holds a code of each kind."""


def read_id(keys: Keys, base_url: str, codes: tuple[tuple[str, str], ...]) -> str:
    """The address of the module: as written, or made from a short name or uuid under ``base_url``.

    It ends up in every credential and must never change, so it is not made from the title. A module
    of the national register may leave it out: the code of the register is its name.
    """
    raw = keys.text("id")
    if raw is None:
        register_code = next((code for kind, code in codes if kind in ("Keuzedeel", "Certificaat")), None)
        if register_code is None:
            keys.require("id", "een korte naam, zoals baliegesprekken", "a short name, such as table-service")
            return f"{base_url}/modules/onbekend"
        raw = register_code.lower()
        if not _SLUG.fullmatch(raw):
            return f"{base_url}/modules/onbekend"  # the code is said to be wrong where it stands
    if uuid := _UUID.fullmatch(raw):
        return f"{base_url}/modules/{uuid[1]}"
    if raw.startswith("https://"):
        return (keys.url("id") or base_url).rstrip("/")
    if not _SLUG.fullmatch(raw):
        keys.add("id_malformed", "id", value=raw)
        raw = "onbekend"
    return f"{base_url}/modules/{raw}"


def read_version(keys: Keys) -> str:
    """Return the semantic version: ``1.2.0``."""
    raw = keys.text("versie")
    if raw is None:
        keys.note("version_assumed", "versie")
        return "1.0.0"
    if not _VERSION.fullmatch(raw):
        keys.add("version_malformed", "versie", value=raw)
    return raw


def read_codes(keys: Keys) -> Iterator[tuple[str, str]]:
    """Yield the kind of each code and the code itself; whether it has its form is for the rules."""
    for kind, key in CODE_KEYS.items():
        if code := keys.text(key):
            yield kind, code
