"""Who signed besides the school, on the certificate."""

import dataclasses
import io
import json

import pytest
from pypdf import PdfReader

from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award
from credentials.achievement.reading import read_open_badge
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_achievement, content_of_credential
from credentials.endorsement.reading import read_endorsements
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject
from tests.awards_for_tests import AWARD, ISSUER, award_with
from tests.keys_for_tests import SECOND_ED25519, STRANGER_ED25519
from wallet_export.certificate_pdf import render_certificate
from wallet_export.certificate_view import CertificateView, SignedBy, certificate_view
from wallet_export.ports import SignedCredential

COMPANY = Endorser(
    id=STRANGER_ED25519.did_key, role=Role.COMPANY, organisation="Restaurant X", official="P. Praktijk"
)
SECTOR = Endorser(id=SECOND_ED25519.did_key, role=Role.SECTOR_ORGANISATION, organisation="Branche Y")
SCHOOL = Endorser(id=ISSUER.id, role=Role.SCHOOL)


def endorsement(content: JsonObject, endorser: Endorser, language: str = "nl") -> JsonObject:
    return build_endorsement(
        content, endorser, endorsement_id="urn:uuid:1", at=AWARD.valid_from, language=language
    )


def signed_award(*endorsers: Endorser, module: tuple[Endorser, ...] = ()) -> JsonObject:
    award: Award = award_with(module__instrument="praktijkverklaring", image=None)
    content = content_of_credential(build_open_badge(award))
    achievement = content_of_achievement(build_achievement(award.module, "nl"))
    return build_open_badge(
        dataclasses.replace(
            award,
            endorsements=tuple(endorsement(content, one) for one in endorsers),
            achievement_endorsements=tuple(endorsement(achievement, one) for one in module),
        )
    )


def view(document: JsonObject, language: str = "nl") -> CertificateView:
    endorsements = read_endorsements(document)
    return certificate_view(read_open_badge(document), language=language, endorsements=endorsements)


class TestWhatIsShown:
    def test_everyone_who_signed_and_then_the_school(self) -> None:
        assert view(signed_award(COMPANY, SECTOR)).signed_by == (
            SignedBy("Leerbedrijf", "Restaurant X", "P. Praktijk", "2 juli 2026"),
            SignedBy("Brancheorganisatie", "Branche Y", None, "2 juli 2026"),
            SignedBy("Onderwijsinstelling", "ROC Test", "Examencommissie", "2 juli 2026"),
        )

    def test_in_the_language_of_the_certificate(self) -> None:
        roles = [one.role for one in view(signed_award(COMPANY, SECTOR), "en").signed_by]
        assert roles == ["Work placement company", "Sector organisation", "School"]

    def test_nothing_when_the_school_signed_alone(self) -> None:
        assert view(signed_award()).signed_by == ()

    def test_a_foreign_endorsement_without_role_or_name(self) -> None:
        document = signed_award() | {"endorsement": [{"issuer": "https://x.example/issuer"}]}
        assert view(document).signed_by[0] == SignedBy("Aanbeveling", "https://x.example/issuer", None, None)

    def test_who_stands_behind_the_module(self) -> None:
        employer = dataclasses.replace(COMPANY, role=Role.EMPLOYER)
        facts = {fact.label: fact.values for fact in view(signed_award(module=(SCHOOL, employer))).details}
        assert facts["Achter de module staat"] == (
            "ROC Test, met haar waarmerk",
            "Restaurant X (werkgever)",
        )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_has_it(language: str) -> None:
    document = signed_award(COMPANY, SECTOR)
    signed = SignedCredential(credential_id=AWARD.credential_id, json_bytes=json.dumps(document).encode())
    pdf = render_certificate(signed, language=language, verification_url="https://roc.example/verify")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    heading = "ONDERTEKEND DOOR" if language == "nl" else "SIGNED BY"
    for words in (heading, "Restaurant X", "P. Praktijk", "Branche Y"):
        assert words in text
    assert text.index(heading) < text.index("Restaurant X") < text.index("Branche Y")
