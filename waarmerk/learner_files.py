"""Write the files of a learner: every form of the credential, in a directory of their own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from issuer.services.read_credentials import LearnersCredential
from wallet_export.archive import build_archive
from wallet_export.baked_badge import baked_png, baked_svg
from wallet_export.certificate_pdf import certificate_file
from wallet_export.json_file import json_file
from wallet_export.jwt_file import jwt_file
from wallet_export.ports import ExportedFile, PublishedDocuments, SignedCredential

_MAX_SLUG_CHARACTERS = 60
# Letters that do not come apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "Đ": "D", "æ": "ae", "ı": "i"})


def learner_directories(credentials: Iterable[LearnersCredential]) -> Iterator[tuple[str, LearnersCredential]]:
    """Yield each credential with the name of its directory: student number and name.

    Someone with a second credential gets a second directory, with a number behind it.
    """
    seen: dict[str, int] = {}
    for credential in credentials:
        number = credential.learner.student_number
        name = "-".join(part for part in (_slug(number or ""), _slug(credential.learner.name)) if part)
        name = name or "learner"
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), credential


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
        verification_url: https address of a verifier; in the QR code.
        at: Now, with time zone.
        languages: Of the certificates beside the archive; the archive has them all.
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


def write_files(directory: Path, files: Iterable[ExportedFile]) -> tuple[Path, ...]:
    """Write files into a directory that is made if needed, and return their paths.

    Raises:
        OSError: A file cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in files:
        path = directory / file.name
        path.write_bytes(file.content)
        paths.append(path)
    return tuple(paths)


def _slug(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("’", "").replace("'", ""))
    return words.strip("-")[:_MAX_SLUG_CHARACTERS].rstrip("-")
