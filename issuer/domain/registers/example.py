"""The extract that comes with the software: an example, not the register."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from issuer.domain.registers.edition import RegisterEdition
from issuer.domain.registers.gathering import Gathering
from issuer.domain.registers.json_file import read_register_json
from issuer.domain.registers.registers import Registers
from issuer.domain.registers.sources import RegisterSource

_FILE: Final = Path(__file__).resolve().parent / "data" / "example-register.json"
EXAMPLE_SOURCE: Final = RegisterSource(
    origin="Waarmerk: voorbeelduittreksel (illustratief)", dated=date(2026, 3, 2)
)


@cache
def example_registers() -> Registers:
    """Return the extract, for when nothing was imported.

    It is a file like any other, and says itself what is made up. It is not complete: what it does not
    have may well exist.

    Raises:
        ValueError: The file has mistakes, which a test excludes.
    """
    data = _FILE.read_bytes()
    gathering = Gathering()
    read_register_json(data, file=_FILE.name, take=gathering.take, findings=gathering.findings)
    entries = gathering.finish(None)
    if gathering.findings:
        raise ValueError([(finding.code, finding.place) for finding in gathering.findings])
    return Registers(
        ((entry, EXAMPLE_SOURCE) for entry in entries),
        edition=RegisterEdition(extract_sha256=hashlib.sha256(data).hexdigest()),
    )
