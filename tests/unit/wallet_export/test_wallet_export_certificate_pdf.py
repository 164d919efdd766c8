"""The certificate: everything is on it, machines and screen readers can use it, nothing breaks it."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Award, LearningExperience, LearningOutcome, Level, WorkProcess
from credentials.containers.pdf import attached_credentials
from tests.awards_for_tests import AWARD, BARE_AWARD, MODULE, RECIPIENT, award_with
from tests.cards_for_tests import FULL_CARD, card_bytes
from tests.signed_credentials_for_tests import VERIFICATION_URL, sign_award
from wallet_export.certificate_pdf import certificate_file, render_certificate
from wallet_export.errors import AddressRefused, LanguageNotSupported
from wallet_export.ports import SignedCredential

LONG_NAME = "Maria Wilhelmina Christina van den Hoogenhuijzen-Oostermeijer van Bergen en Terblijt de Boer"
LONG_TITLE = (
    "Zelfstandig uitvoeren van baliegesprekken, medicatiebewaking en cliëntcommunicatie in de openbare en "
    "de poliklinische apotheek, met aandacht voor laaggeletterdheid, meertaligheid en gezamenlijke "
    "besluitvorming in de zorgketen"
)
LONG_OUTCOME = (
    "De lerende voert een gesprek volgens protocol, past taalgebruik aan de cliënt aan en legt het gesprek "
    "vast in het apotheekinformatiesysteem."
)
ORDINARY = award_with(
    replaces=None,
    valid_until=None,
    module__learning_outcomes=tuple(
        LearningOutcome(
            code=f"LO{n}",
            text={"nl": LONG_OUTCOME},
            work_processes=(WorkProcess(crebo="25391", code=f"B1-K1-W{n}", title="Baliegesprek en triage"),),
        )
        for n in (1, 2)
    ),
    module__labour_market_value=None,
    module__part_of=(),
    module__qualification_codes=(),
    module__learning_experience=LearningExperience(title={"nl": "Training"}),
)
WITH_CARD = replace(sign_award(AWARD), card=card_bytes(FULL_CARD))


def _render(award: Award, language: str = "nl") -> bytes:
    return render_certificate(sign_award(award), language=language, verification_url=VERIFICATION_URL)


def _bare(text: str) -> str:
    """``text`` without white space and hyphens, which the end of a line adds and takes away."""
    return re.sub("[\\s\u00ad\u200b-]", "", text)


def _words(pdf: bytes) -> str:
    """The bare text of all pages."""
    return _bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def _pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def _tags(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element of a tagged PDF, in reading order."""
    if isinstance(node, pikepdf.Array):
        for item in node.as_list():
            yield from _tags(item)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tags(node["/K"])


@pytest.fixture(scope="module")
def dutch(signed: SignedCredential) -> bytes:
    return render_certificate(signed, language="nl", verification_url=VERIFICATION_URL)


@pytest.fixture(scope="module")
def english() -> bytes:
    return _render(award_with(language="en"), "en")


class TestContent:
    @pytest.mark.parametrize(
        "words",
        [
            "Microcredential mbo".upper(),
            "ROC Test verklaart dat Zoë van ’t Hof heeft behaald Bediening met keukenbasis",
            "Toegekend op 1 juli 2026",
            "Geldig tot en met 2 juli 2029",
            "Stichting Test · Teststad, Utrecht, Nederland · BRIN 99ZZ · KVK 00000000 · RIO 999A999",
            "Je bedient gasten en helpt in de keuken.",
            "LO1 Neemt een bestelling op. Werkproces 23425/P1-K1-W1 Neemt bestellingen op en informeert",
            "Werkproces 23426/B1-K1-W1 Maakt mise en place",
            "Twee diensten onder toezicht.",
            "Eindoordeel: 7,5 (voldoende vanaf 5,5, hoogste score 10)",
            "Niveau NLQF 2 · EQF 2 · mbo-niveau 2 (indicatief)",
            "Indicatie studielast 240 SBU (uren)",
            "Beoordeling van handelen in de praktijk Portfolio",
            "Vorm van deelname Deels online, deels op locatie",
            "Toezicht op locatie, identiteit gecontroleerd",
            "Kwaliteitskader microcredentials mbo, versie 2024",
            "Andere bewijzen BHV-certificaat VCA",
            "Toelating Geen.",
            "Stapelbaarheid Onderdeel van een groter geheel",
            "Telt mee voor Allround medewerker",
            "Training Bediening, verzorgd door Bistro De Proef",
            "6 april 2026 tot en met 26 juni 2026",
            "Crebo 27052 Crebo 27060",
            "Besluit examencommissie EC-2026-0142",
            "Digitaal ondertekend 2 juli 2026",
            INSTRUMENTS["microcredential"].legal_sentence("nl"),
            "verifieer.roctest.example",
            "Bewijs urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0001",
        ],
    )
    def test_dutch(self, dutch: bytes, words: str) -> None:
        assert _bare(words) in _words(dutch)

    @pytest.mark.parametrize(
        "words",
        [
            "ROC Test declares that Zoë van ’t Hof has achieved Table service with kitchen basics",
            "Awarded on 1 July 2026",
            "Teststad, Utrecht, Netherlands",
            "Eindoordeel: 7.5 (pass mark 5.5, highest score 10)",
            "NLQF 2 · EQF 2 · mbo level 2 (indicative)",
            "Indicative study load 240 SBU (hours)",
            "Practical assessment Portfolio",
            "Supervised on site, identity verified",
            "6 April 2026 to 26 June 2026",
            INSTRUMENTS["microcredential"].legal_sentence("en"),
        ],
    )
    def test_english(self, english: bytes, words: str) -> None:
        assert _bare(words) in _words(english)

    def test_a_dutch_credential_on_an_english_certificate_keeps_the_words_of_the_issuer(
        self, signed: SignedCredential
    ) -> None:
        words = _words(render_certificate(signed, language="en", verification_url=VERIFICATION_URL))
        assert _bare("has achieved Bediening met keukenbasis Awarded on 1 July 2026") in words
        assert _bare("Blended") in words

    def test_an_official_level_is_not_called_indicative(self) -> None:
        words = _words(_render(award_with(module__level=Level(eqf=2, nlqf="2", mbo=2, officially_set=True))))
        assert _bare("NLQF 2 · EQF 2 · mbo-niveau 2 Indicatie") in words

    def test_a_bare_credential_shows_no_empty_headings(self) -> None:
        words = _words(_render(BARE_AWARD))
        assert "Resultaat" not in words
        assert "Indicatie studielast" not in words
        assert "None" not in words

    def test_a_certificate_without_json_is_made_from_the_jwt(
        self, signed: SignedCredential, dutch: bytes
    ) -> None:
        made = render_certificate(
            replace(signed, json_bytes=None), language="nl", verification_url=VERIFICATION_URL
        )
        assert _words(made) == _words(dutch)
        assert [file.name for file in attached_credentials(made)] == ["credential.jwt"]


class TestAttachment:
    def test_the_signed_bytes_are_attached_unchanged(self, dutch: bytes, signed: SignedCredential) -> None:
        source, alternative = attached_credentials(dutch)
        assert signed.jwt is not None
        assert (source.name, source.media_type, source.relationship) == (
            "credential.json",
            "application/vc+ld+json",
            "Source",
        )
        assert source.content == signed.json_bytes
        assert (alternative.name, alternative.media_type, alternative.relationship) == (
            "credential.jwt",
            "text/plain",
            "Alternative",
        )
        assert alternative.content == signed.jwt.encode()

    def test_odd_bytes_survive(self) -> None:
        signed = SignedCredential(
            credential_id="urn:x:1", json_bytes='\r\n{"name":"\u2028 \ufffe 🏅 #{}"}\t'.encode()
        )
        pdf = render_certificate(signed, language="nl", verification_url=VERIFICATION_URL)
        assert attached_credentials(pdf)[0].content == signed.json_bytes


class TestStandards:
    def test_it_claims_pdf_a_3a_and_pdf_ua_1(self, dutch: bytes) -> None:
        with pikepdf.open(io.BytesIO(dutch)) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Bediening met keukenbasis, behaald door Zoë van ’t Hof"

    @pytest.mark.parametrize(("language", "fixture"), [("nl", "dutch"), ("en", "english")])
    def test_it_is_tagged_and_says_its_language(
        self, language: str, fixture: str, request: pytest.FixtureRequest
    ) -> None:
        with pikepdf.open(io.BytesIO(request.getfixturevalue(fixture))) as pdf:
            assert str(pdf.Root.Lang) == language
            assert bool(pdf.Root.MarkInfo.Marked)
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert all("/StructParents" in page.obj for page in pdf.pages)

    def test_the_associated_file_is_the_source(self, dutch: bytes) -> None:
        with pikepdf.open(io.BytesIO(dutch)) as pdf:
            assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Source", "/Alternative"]

    def test_headings_and_lists_are_marked_as_such(self, dutch: bytes) -> None:
        with pikepdf.open(io.BytesIO(dutch)) as pdf:
            kinds = [str(tag.S) for tag in _tags(pdf.Root.StructTreeRoot.K)]
        assert kinds.count("/H1") == 1
        assert kinds.count("/H2") == 6
        assert kinds.count("/LI") == 2
        assert kinds.index("/H1") < kinds.index("/H2")

    def test_every_image_has_an_alternative_text(self, dutch: bytes) -> None:
        with pikepdf.open(io.BytesIO(dutch)) as pdf:
            figures = [tag for tag in _tags(pdf.Root.StructTreeRoot.K) if tag.S == "/Figure"]
            assert [str(figure.Alt) for figure in figures] == [
                "Badge: Bediening met keukenbasis. Microcredential mbo, ROC Test, NLQF 2 (indicatief), "
                "240 SBU, 2026.",
                f"QR-code naar {VERIFICATION_URL}",
            ]

    def test_every_font_is_embedded(self, dutch: bytes) -> None:
        with pikepdf.open(io.BytesIO(dutch)) as pdf:
            fonts = [
                font
                for font in pdf.objects
                if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"
            ]
            assert {str(font.FontName)[8:] for font in fonts} == {
                "SourceSans3-Regular",
                "SourceSans3-SemiBold",
                "SourceSerif4-SemiBold",
            }
            assert all("/FontFile2" in font for font in fonts)

    def test_nothing_in_it_runs_or_leads_away(self, dutch: bytes) -> None:
        with pikepdf.open(io.BytesIO(dutch)) as pdf:
            assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
            assert all("/Annots" not in page.obj for page in pdf.pages)

    def test_a_checker_of_pdf_ua_finds_nothing(self, dutch: bytes, tmp_path: Path) -> None:
        pdfua = pytest.importorskip("pdfua", reason="the package pdfua is not installed")
        path = tmp_path / "certificate.pdf"
        path.write_bytes(dutch)
        assert list(pdfua.validate(path).findings) == []

    def test_the_same_credential_gives_the_same_bytes(self, signed: SignedCredential, dutch: bytes) -> None:
        assert render_certificate(signed, language="nl", verification_url=VERIFICATION_URL) == dutch

    def test_its_date_is_the_moment_of_signing(self, dutch: bytes) -> None:
        metadata = PdfReader(io.BytesIO(dutch)).metadata
        assert metadata is not None
        assert metadata.creation_date == datetime(2026, 7, 2, 9, 30, 15, tzinfo=UTC)


class TestSize:
    @pytest.mark.parametrize("award", [ORDINARY, AWARD, BARE_AWARD])
    def test_an_ordinary_credential_fits_one_page(self, award: Award) -> None:
        assert _pages(_render(award)) == 1

    def test_long_names_and_many_outcomes_flow_to_a_second_page(self) -> None:
        assert len(LONG_NAME) >= 90
        assert len(LONG_TITLE) >= 225
        outcomes = tuple(
            LearningOutcome(
                code=f"LO{n}",
                text={"nl": f"({n}) {LONG_OUTCOME}"},
                work_processes=(WorkProcess(crebo="25391", code=f"B1-K{n}-W1", title="Baliegesprek"),),
            )
            for n in range(1, 13)
        )
        award = award_with(
            recipient=replace(RECIPIENT, name=LONG_NAME),
            module__title={"nl": LONG_TITLE},
            module__learning_outcomes=outcomes,
        )
        pdf = _render(award)
        words = _words(pdf)
        assert _pages(pdf) == 2
        assert _bare(LONG_NAME) in words
        assert _bare(LONG_TITLE) in words
        assert all(_bare(f"({n}) {LONG_OUTCOME}") in words for n in range(1, 13))
        assert _bare("Pagina 2 van 2") in words

    def test_words_without_spaces_are_broken_and_complete(self) -> None:
        word = "Zorgverzekeringsmaatschappijmedewerkersopleidingscoördinator" * 3
        award = award_with(
            recipient=replace(RECIPIENT, name=word),
            module__title={"nl": word},
            module__description={"nl": word},
            module__criteria={"nl": word},
            module__entry_requirement={"nl": word},
            module__more_information=f"https://www.roctest.example/{word}",
            module__quality_assurance=replace(MODULE.quality_assurance, name=word),
        )
        pdf = _render(award)
        assert _words(pdf).count(word) >= 6
        lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).splitlines()
        assert max(map(len, lines)) < 130
        assert _pages(pdf) <= 3


class TestHostile:
    @pytest.mark.parametrize(
        "text",
        [
            '#import "@preview/x:1.0.0"',
            "#panic() #sys.inputs",
            "*bold* _italic_ `code` $x^2$",
            "= Heading",
            "- item",
            "<label> @reference",
            "<script>alert(1)</script>",
            "\\u{41} \\",
            "{title} {page} {pages} {host}",
            "]; ) } // comment /* comment",
        ],
    )
    def test_words_are_never_markup(self, text: str) -> None:
        award = award_with(
            recipient=replace(RECIPIENT, name=text),
            module__title={"nl": text},
            module__description={"nl": text},
            module__learning_outcomes=(LearningOutcome(code="LO1", text={"nl": text}),),
        )
        assert _words(_render(award)).count(_bare(text)) == 4

    def test_characters_that_cannot_be_printed_are_marked_and_explained(self) -> None:
        words = _words(_render(award_with(recipient=replace(RECIPIENT, name="محمد"))))
        assert _bare("verklaart dat □□□□ heeft behaald") in words
        assert _bare("Een vierkantje (□) staat voor een teken dat we niet kunnen afdrukken.") in words

    def test_without_such_characters_nothing_is_explained(self, dutch: bytes) -> None:
        assert "□" not in _words(dutch)

    @pytest.mark.parametrize("document", [b"{}", b'{"credentialSubject": [], "issuer": 7, "name": ""}'])
    def test_a_strange_credential_still_gets_a_page(self, document: bytes) -> None:
        signed = SignedCredential(credential_id="urn:x:1", json_bytes=document)
        pdf = render_certificate(signed, language="en", verification_url=VERIFICATION_URL)
        assert _bare("This is a rendering of an Open Badge.") in _words(pdf)


class TestArguments:
    def test_an_unknown_language_is_refused(self, signed: SignedCredential) -> None:
        with pytest.raises(LanguageNotSupported):
            render_certificate(signed, language="fr", verification_url=VERIFICATION_URL)

    def test_an_address_that_is_not_https_is_refused(self, signed: SignedCredential) -> None:
        with pytest.raises(AddressRefused):
            render_certificate(signed, language="nl", verification_url="http://verifieer.roctest.example/")

    def test_the_file_has_the_language_in_its_name(self, signed: SignedCredential, dutch: bytes) -> None:
        file = certificate_file(signed, language="nl", verification_url=VERIFICATION_URL)
        assert (file.name, file.media_type) == ("certificate.nl.pdf", "application/pdf")
        assert file.content == dutch


class TestCard:
    """With a card the one QR code holds the card, and the page says what that is good for."""

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("nl", "Scan de code met een telefoon. Op verifieer.roctest.example staat dan meteen"),
            ("nl", "Op papier telt alleen de code"),
            ("en", "Scan the code with a telephone. verifieer.roctest.example then says at once"),
            ("en", "On paper only the code counts"),
        ],
    )
    def test_the_page_says_how_to_use_it(self, language: str, words: str) -> None:
        pdf = render_certificate(WITH_CARD, language=language, verification_url=VERIFICATION_URL)
        assert _bare(words) in _words(pdf)

    def test_its_digits_are_not_read_aloud(self) -> None:
        pdf = render_certificate(WITH_CARD, language="nl", verification_url=VERIFICATION_URL)
        with pikepdf.open(io.BytesIO(pdf)) as document:
            shown = [str(tag.Alt) for tag in _tags(document.Root.StructTreeRoot.K) if "/Alt" in tag]
        assert any("verifieer.roctest.example" in alt for alt in shown)
        assert not any(re.search("[0-9]{20}", alt) for alt in shown)

    def test_an_ordinary_certificate_still_is_one_page(self) -> None:
        signed = replace(sign_award(ORDINARY), card=card_bytes(FULL_CARD))
        for language in ("nl", "en"):
            assert (
                _pages(render_certificate(signed, language=language, verification_url=VERIFICATION_URL)) == 1
            )

    def test_an_address_with_a_path_is_refused(self) -> None:
        with pytest.raises(AddressRefused):
            render_certificate(WITH_CARD, language="nl", verification_url="https://roc.example/verify")
