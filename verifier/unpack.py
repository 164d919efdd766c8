"""Take the credential out of whatever a person was given: by content, never by name."""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from credentials.containers import png
from credentials.containers.errors import ContainerError, DuplicateCredential, NoCredentialFound
from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import UnverifiedDocument
from credentials.proofs.vc_jwt import UnverifiedJWT
from verifier.codes import CheckId, Code
from verifier.errors import VerifierError
from verifier.members import text, types
from verifier.result import CheckResult, CheckStatus, Finding
from verifier.signed import is_compact_jwt, parse_signed

if TYPE_CHECKING:
    from credentials.card.reading import UnverifiedCard

_PDF_HEADER_WITHIN: Final = 1024  # readers accept a header that does not stand first
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ZIP_SIGNATURES: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKUP: Final = re.compile(rb"\s*<")
_JSON: Final = re.compile(rb"\s*[\[{]")
# What is meant as the address of a card, right or wrong: see docs/card.md.
_CARD: Final = re.compile(rb"\s*https?://[^/?#\s]{1,255}/?#[0-9]", re.IGNORECASE)
_CARD_WITHIN: Final = 1024  # the address of any card, and some white space

_CODE_OF_ERROR: Final[Mapping[str, Code]] = {
    "no_credential_found": Code.NO_CREDENTIAL_FOUND,
    "open_badges_2_found": Code.OPEN_BADGES_2,
    "container_too_large": Code.FILE_TOO_LARGE,
    "too_large": Code.FILE_TOO_LARGE,
    "container_malformed": Code.FILE_UNREADABLE,
    "container_forbidden": Code.FILE_UNREADABLE,
    "duplicate_key": Code.DUPLICATE_KEY,
    "too_deep": Code.TOO_COMPLEX,
    "too_many_nodes": Code.TOO_COMPLEX,
    "jwt_malformed": Code.JWT_MALFORMED,
    "jwt_algorithm_not_allowed": Code.ALGORITHM_REFUSED,
    "jwt_header_refused": Code.HEADER_REFUSED,
    "jwt_key_not_named": Code.KEY_NOT_NAMED,
    "unsupported_key_type": Code.KEY_TYPE_UNSUPPORTED,
    "key_malformed": Code.KEY_MALFORMED,
    "weak_key": Code.KEY_MALFORMED,
    "private_key_exposed": Code.KEY_MALFORMED,
    "card_address_malformed": Code.CARD_ADDRESS_MALFORMED,
    "card_too_large": Code.CARD_TOO_LARGE,
    "card_malformed": Code.CARD_MALFORMED,
    "card_not_canonical": Code.CARD_NOT_CANONICAL,
    "card_algorithm_refused": Code.CARD_ALGORITHM_REFUSED,
    "card_header_refused": Code.CARD_HEADER_REFUSED,
    "card_version_unknown": Code.CARD_VERSION_UNKNOWN,
    "card_claims_malformed": Code.CARD_VALUE_REFUSED,
    "card_text_refused": Code.CARD_VALUE_REFUSED,
    "card_date_refused": Code.CARD_VALUE_REFUSED,
}
# What we do not read may be fine: another format, or more than we are willing to read.
_OPEN_QUESTIONS: Final = frozenset(
    {
        Code.OPEN_BADGES_2,
        Code.FILE_TOO_LARGE,
        Code.ZIP_NOT_UNPACKED,
        Code.TOO_COMPLEX,
        Code.KEY_TYPE_UNSUPPORTED,
        Code.CARD_VERSION_UNKNOWN,
    }
)


class FileKind(enum.StrEnum):
    """What kind of file a credential came in."""

    JSON = "json"
    JWT = "jwt"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    CARD = "card"
    """The address that a QR code on a certificate holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A credential, out of its file.

    Attributes:
        kind: The kind of file.
        credential: What was in it, with its signed bytes; or a card.
        remarks: What a reader of the report should know about the file.
    """

    kind: FileKind
    credential: "UnverifiedDocument | UnverifiedJWT | UnverifiedCard"
    remarks: tuple[Finding, ...] = ()


class NotUnpacked(VerifierError):
    """There is no credential in the file, or none that can be read.

    Attributes:
        kind: The kind of file, or None when it is none that we know.
        finding: What is wrong.
        reason: The code of the error underneath, for an engineer.
    """

    code: ClassVar[str] = "not_unpacked"

    def __init__(self, kind: FileKind | None, finding: Finding, reason: str) -> None:
        super().__init__(f"no credential could be read: {finding.code}")
        self.kind = kind
        self.finding = finding
        self.reason = reason

    def result(self) -> CheckResult:
        """Return this as the result of the structure check."""
        open_question = self.finding.code in _OPEN_QUESTIONS
        return CheckResult(
            check=CheckId.STRUCTURE,
            status=CheckStatus.INDETERMINATE if open_question else CheckStatus.FAILED,
            findings=(self.finding,),
            evidence={"error": self.reason} | ({"file_kind": self.kind.value} if self.kind else {}),
        )


def unpack(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Unpacked:
    """Find the credential in the bytes of a file.

    Reads JSON, a compact JWT, an image with a baked-in credential, a PDF with one attached, and a
    text with the address of a card. Which of these it is, the content says.

    Raises:
        NotUnpacked: It is none of these, holds no credential, or holds one that cannot be read.
    """
    # Before the kind: what is in a zip file may be stored as it is, and look like a PDF.
    if data.startswith(_ZIP_SIGNATURES):
        raise NotUnpacked(None, Finding(code=Code.ZIP_NOT_UNPACKED), "zip_file")
    kind = kind_of(data)
    if kind is FileKind.CARD:
        return Unpacked(kind=kind, credential=unpack_card(data))
    try:
        if kind is None:
            raise NoCredentialFound("not a kind of file that carries credentials")
        if kind is FileKind.PDF:
            return _from_pdf(data, limits)
        if kind in (FileKind.PNG, FileKind.SVG):
            return _from_image(data, kind, limits)
        return Unpacked(kind=kind, credential=parse_signed(data, limits=limits))
    except CredentialError as error:
        raise _not_unpacked(kind, error) from error


def unpack_card(data: bytes) -> "UnverifiedCard":
    """Read the card in a text that is its address, perhaps with white space around it.

    Raises:
        NotUnpacked: It is not the address of a card, or of one that can be read.
    """
    # Most of what is verified is no card, and CBOR takes time to load.
    from credentials.card.errors import CardTooLarge
    from credentials.card.reading import parse_card_address

    try:
        if len(data) > _CARD_WITHIN:
            raise CardTooLarge(f"a text of {len(data)} bytes")
        return parse_card_address(data.removeprefix(_BYTE_ORDER_MARK).decode("ascii", "replace").strip())
    except CredentialError as error:
        raise _not_unpacked(FileKind.CARD, error) from error


def _not_unpacked(kind: FileKind | None, error: CredentialError) -> NotUnpacked:
    fallback = Code.FILE_UNREADABLE if isinstance(error, ContainerError) else Code.PARSING_ERROR
    code = _CODE_OF_ERROR.get(error.code, fallback)
    return NotUnpacked(kind, Finding(code=code, pointer=error.pointer), error.code)


def kind_of(data: bytes) -> FileKind | None:
    """Tell what kind of file this is, by how it begins."""
    if data.startswith(png.SIGNATURE):
        return FileKind.PNG
    start = data.removeprefix(_BYTE_ORDER_MARK)
    if _JSON.match(start):
        return FileKind.JSON
    if _MARKUP.match(start):
        return FileKind.SVG
    if _CARD.match(start):
        return FileKind.CARD
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return FileKind.PDF
    return FileKind.JWT if is_compact_jwt(data) else None


def _from_image(data: bytes, kind: FileKind, limits: Limits) -> Unpacked:
    # A parser for XML takes time to load, and most of what is verified is no image.
    from credentials.containers import svg

    remarks: tuple[Finding, ...] = ()
    try:
        baked = (png if kind is FileKind.PNG else svg).unbake(data, limits=limits)
    except DuplicateCredential as error:
        baked = error.first
        remarks = (Finding(code=Code.SEVERAL_CREDENTIALS),)
    return Unpacked(kind=kind, credential=parse_signed(baked, limits=limits), remarks=remarks)


def _from_pdf(data: bytes, limits: Limits) -> Unpacked:
    """Choose among the attachments: JSON before JWT, and in the order of the document."""
    # A library for PDF is large, and most of what is verified is none.
    from credentials.containers import pdf

    found: list[UnverifiedDocument | UnverifiedJWT] = []
    problem: CredentialError | None = None
    for attachment in pdf.attached_credentials(data, limits=limits):
        if kind_of(attachment.content) not in (FileKind.JSON, FileKind.JWT):
            continue
        try:
            credential = parse_signed(attachment.content, limits=limits)
        except CredentialError as error:
            problem = problem or error
            continue
        if "VerifiableCredential" in types(credential.unverified):
            found.append(credential)
    if not found:
        raise problem or NoCredentialFound("no attachment of the PDF is a credential")
    found.sort(key=lambda credential: isinstance(credential, UnverifiedJWT))  # sorting is stable
    remarks: tuple[Finding, ...] = ()
    if len({text(credential.unverified, "id") for credential in found}) > 1:
        remarks = (Finding(code=Code.SEVERAL_CREDENTIALS),)
    return Unpacked(kind=FileKind.PDF, credential=found[0], remarks=remarks)
