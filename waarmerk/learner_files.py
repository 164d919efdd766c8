"""Write the files of a learner: every form of the credential, in a directory of their own."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from issuer.services.read_credentials import LearnersCredential
from wallet_export.archive import build_archive
from wallet_export.baked_badge import baked_png, baked_svg
from wallet_export.certificate_pdf import certificate_file
from wallet_export.json_file import json_file
from wallet_export.jwt_file import jwt_file
from wallet_export.ports import ExportedFile, PublishedDocuments, SignedCredential

_MAX_SLUG_CHARACTERS: Final = 60
_ID_CHARACTERS: Final = 8
# Letters that do not come apart into a plain letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "ı": "i"}
)


def learner_directories(
    credentials: Iterable[LearnersCredential],
) -> Iterator[tuple[str, LearnersCredential]]:
    """Yield each credential with the name of its directory: student number and name.

    A directory stays the same credential's, whatever is issued or erased later: it will be handed
    to a learner. So a second credential of the same learner gets a number behind the name, and
    without student number, when somebody else may have the same name, the name is followed by
    the start of the learner's internal number.

    Args:
        credentials: All of an institution, in the order of issuing.
    """
    taken: set[str] = set()
    for credential in credentials:
        learner = credential.learner
        parts = (_slug(learner.student_number or ""), _slug(learner.name))
        name = "-".join(part for part in parts if part) or "learner"
        if not learner.student_number:
            name = f"{name}-{learner.id.hex[:_ID_CHARACTERS]}"
        if name in taken:
            name = next(other for number in count(2) if (other := f"{name}-{number}") not in taken)
        taken.add(name)
        yield name, credential


def learner_files(
    signed: SignedCredential,
    published: PublishedDocuments,
    *,
    verification_url: str,
    at: datetime,
    languages: Sequence[str] = ("nl",),
) -> Iterator[ExportedFile]:
    """Yield every file of one credential; the archive, which holds them all, last.

    Args:
        signed: The credential.
        published: What the issuer has published as of ``at``, for the archive.
        verification_url: ``https://<host>/`` of a verifier; in the QR code, with the card behind it.
        at: Now, with time zone.
        languages: Of the certificates beside the archive; the archive has them all.

    Raises:
        AddressRefused: ``verification_url`` is not a plain https address, or more than a host.
        LanguageNotSupported: A language has no texts.
        FileNotFoundError: Nothing was published yet.
        CredentialError: The credential cannot be read, or not be baked.
    """
    if signed.json_bytes is not None:
        yield json_file(signed)
    if signed.jwt is not None:
        yield jwt_file(signed)
    yield baked_png(signed)
    yield baked_svg(signed)
    for language in languages:
        yield certificate_file(signed, language=language, verification_url=verification_url)
    yield build_archive(signed, published, verification_url=verification_url, at=at)


def default_verification_url(public_base_url: str) -> str:
    """Return where a QR code leads when nobody says so: the host at which the institution publishes."""
    return f"https://{urlsplit(public_base_url).netloc}/"


def write_files(directory: Path, files: Iterable[ExportedFile]) -> tuple[Path, ...]:
    """Write files into a directory that is made if needed, and return their paths.

    A file is there whole or not at all: half a certificate would be handed out as a broken one.

    Raises:
        OSError: A file cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    return tuple(_write(directory / file.name, file.content) for file in files)


def _write(path: Path, content: bytes) -> Path:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _slug(text: str) -> str:
    """Return a text as a name that every file system takes: lower-case ASCII letters, digits, dashes."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("’", "").replace("'", ""))
    return words.strip("-")[:_MAX_SLUG_CHARACTERS].rstrip("-")
