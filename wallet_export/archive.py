"""Everything about one credential in one zip: enough to verify it when nobody is there to help.

The archive has the credential in every form, what the issuer published about its keys and its
status, the trust list, and a text that says how to verify all this without the school and without
this software.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from string import Template

from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject
from credentials.proofs.vc_jwt import parse_jwt
from credentials.status.status_entry import StatusListEntry, parse_status_entries
from wallet_export.baked_badge import baked_png, baked_svg
from wallet_export.certificate_pdf import certificate_file, qr_code
from wallet_export.certificate_texts import LANGUAGES, certificate_texts
from wallet_export.json_file import json_file
from wallet_export.jwt_file import jwt_file
from wallet_export.ports import ExportedFile, PublishedDocuments, SignedCredential
from wallet_export.template_files import TEMPLATES

README = "README.txt"
_JSON = "application/json"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip knows no earlier date

# What each file is, in Dutch and English. A status list has a number in its name.
_EXPLANATIONS = {
    "credential.json": ("het bewijs zelf, digitaal ondertekend", "the credential itself, digitally signed"),
    "credential.jwt": ("hetzelfde bewijs in een andere vorm", "the same credential in another form"),
    "badge.png": ("de badge, met het bewijs erin", "the badge, with the credential inside"),
    "badge.svg": ("de badge, zonder verlies te vergroten", "the badge, to enlarge without loss"),
    "certificate.nl.pdf": ("certificaat om te lezen of te printen", "certificate to read or print, in Dutch"),
    "certificate.en.pdf": ("hetzelfde in het Engels", "the same in English"),
    "qr.png": ("de QR-code van het certificaat", "the QR code of the certificate"),
    "did.json": ("de openbare sleutels van de school", "the public keys of the school"),
    "jwks.json": ("dezelfde sleutels in een andere vorm", "the same keys in another form"),
    "trust-list.json": (
        "wat de school van zichzelf opgeeft, niet ondertekend",
        "what the school says of itself, not signed",
    ),
    "status": ("welke bewijzen zijn ingetrokken", "which credentials have been revoked"),
}

_BY_HAND_JSON = """
credential.json has an embedded proof (W3C Data Integrity, $cryptosuite).
  Key:       $method
             The method with this id is in did.json.
  Signed on: $created
  - Take "proof" off the document. Canonicalise the rest with RDFC-1.0 and
    hash it with SHA-256.
  - Take "proofValue" off the proof, add the "@context" of the document,
    canonicalise it in the same way and hash it with SHA-256.
  - "proofValue" without its first character is base58btc. It is the
    signature over the hash of the proof followed by the hash of the document.
"""

_BY_HAND_JWT = """
credential.jwt is a JSON Web Token (RFC 7515), signed with $algorithm.
  Key:       $kid
  - It has three parts with dots between them. The third is the signature,
    in base64url, over the first two with the dot between them.
  - The second part is the credential, in base64url.
"""


@dataclass(frozen=True, slots=True)
class _Contents:
    """The files in their order, and which of them a command line names."""

    files: tuple[ExportedFile, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(file.name for file in self.files)

    @property
    def options(self) -> str:
        """The options of ``waarmerk verify`` that use these files."""
        trust = " --unsigned-trust trust-list.json" if "trust-list.json" in self.names else ""
        status = " --status-list status" if any(name.startswith("status/") for name in self.names) else ""
        return trust + status


def build_archive(
    signed: SignedCredential,
    published: PublishedDocuments,
    *,
    verification_url: str,
    at: datetime,
    languages: Sequence[str] = LANGUAGES,
) -> ExportedFile:
    """Return the archive of one credential; the same input gives the same bytes.

    Args:
        signed: The credential.
        published: What is published about its issuer, its status and its trust, as of now.
        verification_url: https address where the school has, or may come to have, a verifier.
        at: Now, with time zone: the date of every file in the archive.
        languages: Of the certificates.

    Raises:
        LanguageNotSupported: A language has no texts.
        AddressRefused: ``verification_url`` is not a plain https address.
        CredentialError: The credential cannot be read, or not be baked.
        NotTypesettable: A template and its data do not fit together; an error of ours.
    """
    document = signed.document()
    contents = _Contents(
        (
            *_own_files(signed, verification_url, languages),
            *_published_files(published, document),
        )
    )
    readme = _readme(signed, document, contents, verification_url, at)
    readme_file = ExportedFile(README, "text/plain", readme.encode())
    return ExportedFile("archive.zip", "application/zip", _zip((readme_file, *contents.files), at))


def _own_files(signed: SignedCredential, url: str, languages: Sequence[str]) -> Iterator[ExportedFile]:
    if signed.json_bytes is not None:
        yield json_file(signed)
    if signed.jwt is not None:
        yield jwt_file(signed)
    yield baked_png(signed)
    yield baked_svg(signed)
    for language in languages:
        yield certificate_file(signed, language=language, verification_url=url)
    yield ExportedFile("qr.png", "image/png", qr_code(signed, url).png())


def _published_files(published: PublishedDocuments, document: JsonObject) -> Iterator[ExportedFile]:
    yield ExportedFile("did.json", _JSON, published.did_document())
    if (jwks := published.jwks()) is not None:
        yield ExportedFile("jwks.json", _JSON, jwks)
    if (trust_list := published.trust_list()) is not None:
        yield ExportedFile("trust-list.json", _JSON, trust_list)
    entries = (entry for entry in parse_status_entries(document) if isinstance(entry, StatusListEntry))
    urls = dict.fromkeys(entry.status_list_credential for entry in entries)
    # The name is a number: an address is somebody else's text and no file name.
    for number, url in enumerate(urls, start=1):
        if (status_list := published.status_list(url)) is not None:
            yield ExportedFile(f"status/{number}.json", _JSON, status_list)


def _zip(files: Sequence[ExportedFile], at: datetime) -> bytes:
    output = io.BytesIO()
    moment = max(at.astimezone(UTC), _EARLIEST)
    with zipfile.ZipFile(output, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, date_time=moment.timetuple()[:6])
            entry.create_system = 3  # Unix, on every machine, so that the bytes do not differ
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.content, compresslevel=6)
    return output.getvalue()


def _readme(
    signed: SignedCredential, document: JsonObject, contents: _Contents, url: str, at: datetime
) -> str:
    content = read_open_badge(document)
    template = Template((TEMPLATES / "archive-readme.txt").read_text("utf-8"))
    return template.substitute(
        title=_line(content.title),
        name=_line(content.recipient_name),
        issuer=_line(content.issuer_name),
        credential_id=_line(signed.credential_id),
        day_nl=certificate_texts("nl").day(at),
        day_en=certificate_texts("en").day(at),
        url=url,
        version=version("waarmerk"),
        options=contents.options,
        main_file=contents.names[0],
        files_nl=_listing(contents, 0),
        files_en=_listing(contents, 1),
        by_hand="".join(_by_hand(signed, document)).rstrip(),
        digests="\n".join(
            f"{hashlib.sha256(file.content).hexdigest()}  {file.name}" for file in contents.files
        ),
    )


def _listing(contents: _Contents, language: int) -> str:
    width = max(map(len, contents.names)) + 2
    return "\n".join(
        f"  {name:{width}}{_EXPLANATIONS[name.partition('/')[0]][language]}" for name in contents.names
    )


def _by_hand(signed: SignedCredential, document: JsonObject) -> Iterator[str]:
    if signed.json_bytes is not None:
        proofs = document.get("proof")
        proof = proofs[0] if isinstance(proofs, list) and proofs else proofs
        facts = proof if isinstance(proof, dict) else {}
        yield Template(_BY_HAND_JSON).substitute(
            cryptosuite=_line(facts.get("cryptosuite")),
            method=_line(facts.get("verificationMethod")),
            created=_line(facts.get("created")),
        )
    if signed.jwt is not None:
        jwt = parse_jwt(signed.jwt)
        yield Template(_BY_HAND_JWT).substitute(algorithm=jwt.algorithm, kid=_line(jwt.kid))


def _line(value: object) -> str:
    """A value on one line, without anything that a terminal would obey."""
    words = value if isinstance(value, str) else ""
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable()) or "–"
