"""The certificate: a page for people, with the signed credential attached for machines.

The file is PDF/A-3a, so it can be archived and may carry the credential, and PDF/UA-1, so that a
screen reader can read it. It is made from the credential alone: the same credential and address
give the same bytes, whenever it is made.

Spec: ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1), ISO 32000-2 §14.13 (associated files).
"""

import functools
from dataclasses import asdict
from datetime import UTC, datetime, time

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.reading import read_open_badge
from credentials.endorsement.reading import read_endorsements
from typesetting.documents import typeset_pdf
from typesetting.typefaces import REPLACEMENT, printable
from wallet_export import json_file, jwt_file
from wallet_export.badge_image import draw_badge_svg
from wallet_export.certificate_texts import CertificateTexts, certificate_texts
from wallet_export.certificate_view import CertificateView, certificate_view
from wallet_export.ports import ExportedFile, SignedCredential
from wallet_export.qr import QRCode, make_card_qr, make_qr
from wallet_export.template_files import TEMPLATES

CERTIFICATE = TEMPLATES / "certificate.typ"
"""The template of the page."""

_QR_MILLIMETRES = 27.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def render_certificate(signed: SignedCredential, *, language: str, verification_url: str) -> bytes:
    """Return the certificate of ``signed`` as PDF.

    Args:
        signed: The credential; what the page says is read from it and from nothing else. It is
            attached with the relationship Source; with both forms, the JWT is the Alternative.
        language: "nl" or "en", of our own words; the issuer's stay in the credential's language.
        verification_url: https address of a verifier, for the QR code; its host is printed. With a card
            it is ``https://<host>/``, and the card is in the code too.

    Raises:
        LanguageNotSupported: ``language`` is neither.
        AddressRefused: ``verification_url`` is not a plain https address, or there is a card and it is
            more than a host.
        CredentialError: The credential cannot be read.
        NotTypesettable: The template and its data do not fit together; an error of ours.
    """
    content = read_open_badge(signed.document())
    values = certificate_values(signed, language=language, verification_url=verification_url)
    return typeset_pdf(CERTIFICATE, values, timestamp=_timestamp(content))


def certificate_values(
    signed: SignedCredential, *, language: str, verification_url: str
) -> dict[str, object]:
    """Return everything that differs between certificates, for the template :data:`CERTIFICATE`.

    Raises:
        LanguageNotSupported, AddressRefused, CredentialError: See :func:`render_certificate`.
    """
    texts = certificate_texts(language)
    code = qr_code(signed, verification_url)
    document = signed.document()
    content = read_open_badge(document)
    view = certificate_view(content, language=language, endorsements=read_endorsements(document))
    values = _printable_values(_values(view, code, texts))
    values["replaced_characters"] = REPLACEMENT in repr(values)
    values["texts"] = _texts(code, texts)
    values["attachments"] = _attachments(signed, texts)
    values["badge"] = draw_badge_svg(view.face).decode()
    values["qr"] = code.svg(label=_qr_alt(code, texts)).decode()
    return values


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
        "qr_alt": _qr_alt(code, texts),
        "qr_millimetres": max(_QR_MILLIMETRES, code.minimum_millimetres),
        "host": code.host,
        "declares": own("declares", issuer=view.issuer),
    }


def qr_code(signed: SignedCredential, verification_url: str) -> QRCode:
    """Return the one QR code of a certificate: the card, or for a credential without card the address alone.

    Raises:
        AddressRefused: See :func:`render_certificate`.
        CardUnreadable: The card is none.
    """
    return make_card_qr(verification_url, signed.card) if signed.card else make_qr(verification_url)


def _qr_alt(code: QRCode, texts: CertificateTexts) -> str:
    # Nobody is helped by six hundred digits read aloud.
    return texts.fill("qr_alt_card", host=code.host) if code.has_card else texts.fill("qr_alt", url=code.url)


def _texts(code: QRCode, texts: CertificateTexts) -> dict[str, str]:
    """Our own sentences, which need no replacement of characters."""
    scan, inside = ("check_scan", "check_inside")
    if code.has_card:
        scan, inside = ("check_scan_card", "check_inside_card")
    return {
        **texts.texts,
        "check_scan": texts.fill(scan, host=code.host),
        "check_inside": texts.texts[inside],
    }


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
