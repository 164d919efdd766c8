"""From the board's decision to paper, and from paper to the answer: what an employer's telephone does."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from credentials.card.address import read_address
from credentials.card.reading import parse_card_address
from credentials.trust_list import parse_trust_list, write_trust_list
from issuer.domain.status import ReasonCode, StatusAction
from issuer.services.change_status import StatusRequest
from issuer.services.read_credentials import LearnersCredential
from tests.awards_for_tests import AWARD
from tests.card_vectors import LONG_NAME, LONG_TITLE
from tests.cards_for_tests import FULL_CARD, card_bytes, report_on_card
from tests.issuer_for_tests import Desk, csv_file, working_desk
from tests.signed_credentials_for_tests import sign_award
from typesetting.documents import typeset_png
from verifier import CheckId, Code, Conclusion, VerificationReport, verify
from verifier.cards import compare_with_credential, verify_card
from wallet_export.certificate_pdf import CERTIFICATE, certificate_values
from wallet_export.ports import SignedCredential

HOST = "https://verifieer.voorbeeldstad.example/"
DOTS_PER_INCH = 300
HEADER = ("Studentnummer", "Naam", "E-mail", "Module", "Eindoordeel", "Dienst", "Begin", "Eind", "Taal")
LEARNER = ("4711", "Zoë van ’t Hof", "zoe@leerling.example")
ROW = (*LEARNER, "bediening", "7.5", "goed", "6-4-2026", "26-6-2026", "nl")
FULL = card_bytes(FULL_CARD)
LARGEST = card_bytes(replace(FULL_CARD, title=LONG_TITLE, name=LONG_NAME))


def issued(desk: Desk) -> LearnersCredential:
    """Award one credential, and return it as it is kept."""
    desk.office.import_results(desk.institution.id, csv_file(HEADER, ROW), by="u-017")
    desk.decide()
    (credential_id,) = desk.issue().issued
    found = desk.office.read_credentials.one(desk.institution.id, credential_id)
    assert found is not None
    return found


def page(signed: SignedCredential) -> Image.Image:
    """Return the certificate as a printer and a scanner of 300 dots per inch would."""
    values = certificate_values(signed, language="nl", verification_url=HOST)
    png = typeset_png(CERTIFICATE, values, pixels_per_inch=DOTS_PER_INCH)
    with Image.open(io.BytesIO(png)) as image:
        return image.convert("L")


@cache
def page_with(card: bytes) -> Image.Image:
    """Return a certificate with this card."""
    return page(replace(sign_award(AWARD), card=card))


def copied(image: Image.Image, *, degrees: float, blur: float, noise: float, scale: float) -> Image.Image:
    """Return a bad copy of a page: askew, out of focus, grainy, and perhaps small."""
    turned = image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    size = (round(turned.width * scale), round(turned.height * scale))
    small = turned.resize(size, Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(blur))
    grain = Image.frombytes("L", size, Random(1).randbytes(size[0] * size[1]))  # noqa: S311 - no secret
    return Image.blend(small, grain, noise)


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def answer(desk: Desk, address: str) -> VerificationReport:
    """Verify a card with what the school publishes, written and read again."""
    trust_list = desk.office.make_trust_list(desk.institution.id, desk.keys.public)
    desk.office.publish_status_lists(
        desk.institution.id, desk.keys, by="u-020", write=desk.office.public_directory.write
    )
    lists = (desk.office.public_directory.path / "status").rglob("*.json")
    return verify_card(
        address,
        at=desk.clock(),
        trust_list=parse_trust_list(write_trust_list(trust_list)),
        status_lists=[file.read_bytes() for file in lists],
    )


def test_the_code_on_a_certificate_tells_what_was_awarded_until_it_is_revoked(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        kept = issued(desk)
        (address,) = codes(page(kept.signed))
        host, data = read_address(address)
        assert (host, data) == ("verifieer.voorbeeldstad.example", kept.signed.card)

        report = answer(desk, address)
        assert report.conclusion is Conclusion.PASSED
        content = report.signed_content
        assert content is not None
        assert (content.recipient_name, content.title, content.issuer_name) == (
            "Zoë van ’t Hof",
            "Bediening met keukenbasis",
            "ROC Test",
        )

        desk.clock.forward(days=1)
        request = StatusRequest(
            credential_id=kept.signed.credential_id,
            action=StatusAction.REVOKED,
            reason=ReasonCode.FOUT_IN_GEGEVENS,
            explanation="Verkeerde persoon",
            decision_number="EC-9",
            decided_by=("u-003", "u-009"),
        )
        desk.office.change_status(desk.institution.id, request)
        revoked = answer(desk, address)
        assert revoked.conclusion is Conclusion.FAILED
        status = revoked.result(CheckId.STATUS)
        assert status is not None
        assert [finding.code for finding in status.findings] == [Code.REVOKED, Code.WITHDRAWN_FOR_ERROR]
        assert status.evidence["revocation_since"] == "2026-07-03"


def test_card_and_credential_belong_together_in_both_forms(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        kept = issued(desk)
        (address,) = codes(page(kept.signed))
        card = answer(desk, address)
        trust_list = desk.office.make_trust_list(desk.institution.id, desk.keys.public)
        for data in (kept.signed.json_bytes, (kept.signed.jwt or "").encode()):
            credential = verify(data or b"", at=desk.clock(), trust_list=trust_list)
            compared = compare_with_credential(card, credential)
            assert compared.conclusion is Conclusion.PASSED
            structure = compared.result(CheckId.STRUCTURE)
            assert structure is not None
            assert structure.findings == ()


@pytest.mark.parametrize(
    ("degrees", "blur", "noise", "scale"),
    [
        (4, 1.5, 0.15, 1.0),
        (-7, 2.0, 0.25, 1.0),
        (183, 1.5, 0.2, 1.0),
        (2, 0.6, 0.1, 0.5),
    ],
)
@pytest.mark.parametrize("card", [FULL, LARGEST], ids=["full", "largest"])
def test_a_bad_copy_of_a_page_still_scans(
    degrees: float, blur: float, noise: float, scale: float, card: bytes
) -> None:
    image = copied(page_with(card), degrees=degrees, blur=blur, noise=noise, scale=scale)
    (address,) = codes(image)
    assert read_address(address)[1] == card
    assert report_on_card(address).conclusion is Conclusion.PASSED


def test_there_is_one_code_of_35_millimetres_on_the_page() -> None:
    (code,) = zxingcpp.read_barcodes(page_with(FULL))
    corners = code.position
    width = (corners.top_right.x - corners.top_left.x) / DOTS_PER_INCH * 25.4
    assert width == pytest.approx(35, abs=0.6)
    assert code.ec_level == "M"
    assert parse_card_address(code.text).unverified == FULL_CARD
