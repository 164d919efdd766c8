"""The editions that were signed: none is ever changed, and each file is named by its number and digest."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from credentials.errors import CredentialError
from credentials.parsing import parse
from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import open_signed_trust_list, publisher_of
from credentials.trust_list import TRUST_LIST_LIMITS
from issuer.publication import PublicDirectory
from waarmerk.trusting.errors import TrustingError

EDITIONS: Final = "editions"
_NAME: Final = re.compile(r"([0-9]{8,16})-([0-9a-f]{64})\.json", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition that was signed.

    Attributes:
        name: Of its file.
        data: The signed file.
        trust_list: What it says.
    """

    name: str
    data: bytes
    trust_list: TrustList


def latest_edition(folder: Path, *, at: datetime) -> Edition | None:
    """Return the newest edition that was signed, or None when none was.

    Raises:
        TrustingError: It is not what it was when it was signed, or there are two of one number.
        OSError: It cannot be read.
    """
    found = sorted(_files(folder))
    if not found:
        return None
    (sequence, path), before = found[-1], found[:-1]
    if before and before[-1][0] == sequence:
        raise TrustingError("edition_twice", sequence=sequence)
    return _open(path, at)


def edition_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the place of every edition, oldest first."""
    for _, path in sorted(_files(folder)):
        yield path.name, path


def keep_edition(folder: Path, data: bytes, trust_list: TrustList) -> Edition:
    """Keep an edition that was just signed.

    Raises:
        OSError: It cannot be written.
    """
    name = f"{trust_list.sequence:08}-{hashlib.sha256(data).hexdigest()}.json"
    PublicDirectory(folder / EDITIONS).write(name, data)
    return Edition(name=name, data=data, trust_list=trust_list)


def open_edition(data: bytes, *, at: datetime) -> TrustList:
    """Return what a signed file says, by whoever it says signed it.

    Raises:
        CredentialError: It is not what such a list is, or was changed.
    """
    publisher = publisher_of(parse(data, limits=TRUST_LIST_LIMITS).unverified)
    return open_signed_trust_list(data, [publisher or ""], at=at)


def _files(folder: Path) -> Iterator[tuple[int, Path]]:
    for path in (folder / EDITIONS).glob("*.json"):
        if match := _NAME.fullmatch(path.name):
            yield int(match[1]), path


def _open(path: Path, at: datetime) -> Edition:
    data = path.read_bytes()
    if not path.name.endswith(f"-{hashlib.sha256(data).hexdigest()}.json"):
        raise TrustingError("edition_damaged", file=path.name)
    try:
        return Edition(name=path.name, data=data, trust_list=open_edition(data, at=at))
    except CredentialError as error:
        raise TrustingError("edition_damaged", file=path.name) from error
