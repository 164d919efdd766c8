"""The certificate: a page for people, with the signed credential attached for machines.

The file is PDF/A-3a, so it can be archived and may carry the credential, and PDF/UA-1, so that a
screen reader can read it. It is made from the credential alone: the same credential and address
give the same bytes, whenever it is made.

Spec: ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1), ISO 32000-2 §14.13 (associated files).
"""

import functools
from dataclasses import asdict
from datetime import UTC, datetime, time

from credentials.achievement.reading import OpenBadgeContent, read_open_badge
from credentials.endorsement.reading import read_endorsements
from wallet_export import json_file, jwt_file
from wallet_export.badge_image import draw_badge_svg
from wallet_export.certificate_texts import CertificateTexts, certificate_texts
from wallet_export.certificate_view import CertificateView, certificate_view
from wallet_export.ports import ExportedFile, SignedCredential
from wallet_export.qr import QRCode, make_qr
from wallet_export.typefaces import REPLACEMENT, printable
from wallet_export.typesetting import typeset_pdf

_TEMPLATE = "certificate.typ"
_QR_MILLIMETRES = 27.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def render_certificate(signed: SignedCredential, *, language: str, verification_url: str) -> bytes:
    """Return the certificate of ``signed`` as PDF.

    Args:
        signed: The credential; what the page says is read from it and from nothing else. It is
            attached with the relationship Source; with both forms, the JWT is the Alternative.
        language: "nl" or "en", of our own words; the issuer's stay in the credential's language.
        verification_url: https address of a verifier, for the QR code; its host is printed.

    Raises:
        LanguageNotSupported: ``language`` is neither.
        AddressRefused: ``verification_url`` is not a plain https address.
        CredentialError: The credential cannot be read.
        NotTypesettable: The template and its data do not fit together; an error of ours.
    """
    texts = certificate_texts(language)
    code = make_qr(verification_url)
    document = signed.document()
    content = read_open_badge(document)
    view = certificate_view(content, language=language, endorsements=read_endorsements(document))
    values = _printable_values(_values(view, code, texts))
    values["replaced_characters"] = REPLACEMENT in repr(values)
    values["texts"] = _texts(code, texts)
    values["attachments"] = _attachments(signed, texts)
    values["badge"] = draw_badge_svg(view.face).decode()
    values["qr"] = code.svg(label=code.url).decode()
    return typeset_pdf(_TEMPLATE, values, timestamp=_timestamp(content))


@functools.lru_cache(
    maxsize=8
)  # who makes a learner's files wants it once for itself and once for the archive
def certificate_file(signed: SignedCredential, *, language: str, verification_url: str) -> ExportedFile:
    """Return the certificate as a file named ``certificate.nl.pdf``; see :func:`render_certificate`."""
    pdf = render_certificate(signed, language=language, verification_url=verification_url)
    return ExportedFile(f"certificate.{language}.pdf", "application/pdf", pdf)


def _timestamp(content: OpenBadgeContent) -> datetime:
    """The moment of signing: the certificate says what was so then, and has no age of its own."""
    if content.valid_from:
        return content.valid_from
    if content.awarded_on:
        return datetime.combine(content.awarded_on, time(12), tzinfo=UTC)
    return _EPOCH


def _attachments(signed: SignedCredential, texts: CertificateTexts) -> list[dict[str, str]]:
    files = []
    if signed.json_bytes is not None:
        files.append((json_file.json_file(signed), "attached"))
    if signed.jwt is not None:
        files.append((jwt_file.jwt_file(signed), "attached_jwt" if files else "attached"))
    return [
        {
            "name": file.name,
            "media_type": file.media_type,
            "content": file.content.decode(),
            "relationship": "alternative" if index else "source",
            "description": texts.texts[description],
        }
        for index, (file, description) in enumerate(files)
    ]


def _values(view: CertificateView, code: QRCode, texts: CertificateTexts) -> dict[str, object]:
    own = texts.fill
    validity = [date for date in (view.awarded, view.valid_until) if date]
    document = "document" if view.recipient else "document_nameless"
    return {
        "language": view.language,
        "content_language": view.content_language,
        "accent": view.face.colours[0],
        "label": view.face.label,
        "title": view.title,
        "recipient": view.recipient or "–",
        "issuer": view.issuer,
        "issuer_details": list(view.issuer_details),
        "dates": validity,
        "description": view.description,
        "outcomes": [asdict(outcome) for outcome in view.outcomes],
        "other_work_processes": list(view.other_work_processes),
        "criteria": view.criteria,
        "facts": [asdict(fact) for fact in view.facts],
        "details": [asdict(fact) for fact in view.details],
        "signed_by": [asdict(one) for one in view.signed_by],
        "meaning": view.meaning,
        "number": own("number", id=view.credential_id),
        "document_title": own(document, title=view.title, name=view.recipient or ""),
        "badge_alt": own("badge_alt", title=view.title, description=view.face.description),
        "qr_alt": own("qr_alt", url=code.url),
        "qr_millimetres": max(_QR_MILLIMETRES, code.minimum_millimetres),
        "host": code.host,
        "declares": own("declares", issuer=view.issuer),
    }


def _texts(code: QRCode, texts: CertificateTexts) -> dict[str, str]:
    """Our own sentences, which need no replacement of characters."""
    return {**texts.texts, "check_scan": texts.fill("check_scan", host=code.host)}


def _printable_values(value: dict[str, object]) -> dict[str, object]:
    """Every text in ``value``, however deep, as :func:`printable` writes it."""
    return {key: _printable(item) for key, item in value.items()}


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return _printable_values(value)
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
