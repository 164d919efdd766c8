"""The pages for people: the answer first, nothing unproven as a fact, and all of it without JavaScript."""

import csv
import io
import json
import re
import zipfile
from html import unescape
from typing import Any

import pytest
import qrcode
from PIL import Image
from qrcode.image.pil import PilImage

from credentials.containers import png
from tests.cards_for_tests import IN_FORCE as LISTS_OF_CARD
from tests.cards_for_tests import TRUSTED, card_address
from tests.findings_for_tests import pdf_file, png_image
from tests.html_for_tests import Page
from tests.keys_for_tests import ISSUER_ED25519
from tests.verification_for_tests import as_bytes, as_jwt, badge, badge_with, signed, status_list
from tests.web_for_tests import (
    EXPIRED,
    GOOD,
    HOST,
    LINKED,
    REVOKED,
    SUSPENDABLE,
    SUSPENDED,
    TAMPERED,
    Browser,
    kept_in,
    rich,
    verdict_on,
    words_of,
)
from verifier import Unavailable, UnavailableReason, given_status_lists
from verifier.resources import Needed, ResourceKind
from verifier.web.rate_limits import Rate

LANGUAGES = ("nl", "en")
RICH = as_bytes(rich())
STRANGER_DID = "did:web:niemand.example"
STRANGER = as_bytes(
    signed(badge(issuer={"id": STRANGER_DID, "type": ["Profile"], "name": "N"}), controller=STRANGER_DID)
)
KEY_DID = ISSUER_ED25519.did_key_method.partition("#")[0]
BY_KEY = as_bytes(
    signed(badge(issuer={"id": KEY_DID, "type": ["Profile"], "name": "Iemand"}), controller="did:key")
)
NOT_OURS = pytest.param(b"een brief", {}, "nothing_found", id="nothing")


def zipped(*files: tuple[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return output.getvalue()


def photo_of(text: str) -> bytes:
    """Return a picture of a QR code that says this, as a telephone would send it."""
    code = qrcode.QRCode(border=4, box_size=1)
    code.add_data(text)
    image = code.make_image(PilImage).get_image().convert("L")
    output = io.BytesIO()
    image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST).convert("RGB").save(
        output, "JPEG"
    )
    return output.getvalue()


class TestStart:
    @pytest.mark.parametrize(
        ("wanted", "language"), [("", "nl"), ("en-GB,en;q=0.9", "en"), ("nl,en;q=0.5", "nl"), ("fr", "nl")]
    )
    def test_the_bare_address_speaks_the_language_of_the_browser(self, wanted: str, language: str) -> None:
        answer = Browser().get("/", headers={"Accept-Language": wanted})
        assert f'<html lang="{language}">' in answer.text
        assert answer.headers["vary"] == "Accept-Language"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_everything_has_a_label_and_a_button(self, language: str) -> None:
        page = Page(Browser().get(f"/{language}/").text)
        assert {"file", "photo", "text"} <= page.values("for")
        form = next(attributes for tag, attributes in page.tags if tag == "form")
        assert (form["method"], form["enctype"]) == ("post", "multipart/form-data")
        assert ("button", "submit") in {(tag, attributes.get("type")) for tag, attributes in page.tags}

    def test_nothing_runs_in_the_page_itself(self) -> None:
        """The content security policy forbids it, so it would not work."""
        for path in ("/nl/", "/en/api"):
            page = Page(Browser().get(path).text)
            assert not [tag for tag, attributes in page.tags if tag == "style" or "style" in attributes]
            assert not [one for _, attributes in page.tags for one in attributes if one.startswith("on")]
            assert all(attributes.get("src") for tag, attributes in page.tags if tag == "script")

    def test_no_address_of_somebody_else_is_loaded(self) -> None:
        page = Page(Browser().get("/nl/").text)
        loaded = {
            attributes.get("src") or attributes.get("href")
            for tag, attributes in page.tags
            if tag in ("script", "link", "img")
        }
        assert all(one is not None and one.startswith(("/static/", "/card/")) for one in loaded)

    def test_the_other_language_is_one_click_away(self) -> None:
        assert 'href="/en/"' in Browser().get("/nl/").text
        assert 'href="/nl/"' in Browser().get("/en/").text

    def test_it_says_where_one_is(self) -> None:
        assert HOST in words_of(Browser().get("/nl/"))
        elsewhere = Browser(public_url="https://controle.example").get("/nl/")
        assert "controle.example" in words_of(elsewhere)
        assert HOST not in words_of(elsewhere)

    def test_a_host_that_is_none_is_not_shown(self) -> None:
        answer = Browser().get("/nl/", headers={"Host": "x<script>"})
        assert "x<" not in answer.text
        assert "x&lt;" not in answer.text


class TestVerdicts:
    """What somebody reads first, for each thing that can be the matter."""

    @pytest.mark.parametrize(
        ("data", "options", "verdict"),
        [
            pytest.param(GOOD, {}, "genuine", id="good"),
            pytest.param(as_jwt(badge()), {}, "genuine", id="jwt"),
            pytest.param(png.bake(png_image(), GOOD.decode()), {}, "genuine", id="png"),
            pytest.param(pdf_file(("x.json", GOOD)), {}, "genuine", id="pdf"),
            pytest.param(TAMPERED, {}, "not_genuine", id="tampered"),
            pytest.param(GOOD, {"given": REVOKED}, "revoked", id="revoked"),
            pytest.param(SUSPENDABLE, {"given": SUSPENDED}, "suspended", id="suspended"),
            pytest.param(EXPIRED, {}, "expired", id="expired"),
            pytest.param(
                as_bytes(signed(badge(validFrom="2027-01-01T00:00:00Z"))), {}, "not_yet_valid", id="early"
            ),
            pytest.param(GOOD, {"given": {}}, "status_open", id="unreachable"),
            pytest.param(GOOD, {"trust": None}, "signature_open", id="no list"),
            pytest.param(STRANGER, {}, "signature_open", id="stranger"),
            pytest.param(BY_KEY, {}, "issuer_unknown", id="unknown issuer"),
            pytest.param(as_bytes(badge()), {}, "unsigned", id="unsigned"),
            pytest.param(as_bytes(signed(badge()) | {"extra": "x"}), {}, "altered", id="added to"),
            pytest.param(b'{"@context": {}}', {}, "nothing_found", id="not a credential"),
            pytest.param(b'{"a": 1, "a": 2}', {}, "malformed", id="duplicate"),
            pytest.param(b"{", {}, "unreadable", id="broken"),
            NOT_OURS,
        ],
    )
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_the_headline(self, data: bytes, options: dict[str, Any], verdict: str, language: str) -> None:
        answer = Browser(**options).hand_in(data, language=language)
        assert answer.status_code == 200
        assert verdict_on(answer) == verdict
        page = Page(answer.text)
        assert ("section", "next") in {(tag, attributes.get("id")) for tag, attributes in page.tags}
        assert f'<html lang="{language}">' in answer.text
        assert len(answer.content) < 60_000

    def test_a_result_that_is_out_of_range_is_a_note(self) -> None:
        document = badge_with(
            "/credentialSubject/achievement/resultDescription",
            [
                {
                    "id": "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a12",
                    "type": ["ResultDescription"],
                    "name": "Cijfer",
                    "resultType": "RawScore",
                    "valueMin": "1",
                    "valueMax": "10",
                }
            ],
        )
        result = {
            "type": ["Result"],
            "resultDescription": "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a12",
            "value": "12",
        }
        document = badge_with("/credentialSubject/result", [result], document)
        assert verdict_on(Browser().hand_in(as_bytes(signed(document)))) == "genuine_note"


class TestAnswer:
    def test_says_who_what_and_how(self) -> None:
        said = words_of(Browser().hand_in(RICH))
        for expected in (
            "Echt en geldig",
            "Zoë van ’t Hof",
            "ROC Test",
            "staat op de lijst ‘Testlijst’ van Testraad",
            "Neemt een bestelling op.",
            "P1-K1-W1",
            "240 SBU",
            "EQF 2, NLQF 2 (indicatief)",
            "vergelijkbaar met niveau 2",
            "7,5 (nodig: 5,5)",
            "geen diploma",
        ):
            assert expected in said

    def test_in_english_too(self) -> None:
        said = words_of(Browser().hand_in(RICH, language="en"))
        for expected in ("Genuine and valid", "is on the list “Testlijst”", "What this person can do"):
            assert expected in said

    @pytest.mark.parametrize("data", [TAMPERED, as_bytes(badge())])
    def test_what_is_not_proven_is_not_shown(self, data: bytes) -> None:
        answer = Browser().hand_in(data)
        for secret in ("Sanne", "Warmtepompen", "roc-voorbeeld"):
            assert secret not in answer.text
        assert "niet bewezen" in words_of(answer)

    def test_a_revoked_one_says_as_of_when_and_what_is_not_known(self) -> None:
        said = words_of(Browser(given=REVOKED).hand_in(GOOD))
        assert "Volgens de lijst van de school van 20 november 2026 om 10:00" in said
        assert "Sanne de Vries" in said

    def test_an_unknown_issuer_is_named_and_its_website_is_no_link(self) -> None:
        document = badge(issuer={"id": "did:web:x.example", "type": ["Profile"], "url": "https://x.example/"})
        answer = Browser(trust=None).hand_in(as_bytes(signed(document)))
        assert 'href="https://x.example/' not in answer.text

    def test_a_website_that_is_no_https_address_is_no_link(self) -> None:
        for address in ("javascript:alert(1)", "http://roc-voorbeeld.example/", "data:text/html,x"):
            document = badge_with("/issuer/url", address)
            answer = Browser().hand_in(as_bytes(signed(document)))
            assert f'href="{address}' not in answer.text

    def test_a_card(self) -> None:
        lists = given_status_lists(LISTS_OF_CARD)
        answer = Browser(trust=TRUSTED, given=lists).paste(card_address())
        assert verdict_on(answer) in ("genuine", "genuine_note")
        assert "QR-code" in words_of(answer)

    def test_reloading_leads_to_the_start(self) -> None:
        answer = Browser().get("/nl/check")
        assert (answer.status_code, answer.headers["location"]) == (303, "/nl/")

    def test_in_the_other_language_without_sending_it_again(self) -> None:
        browser = Browser()
        first = browser.hand_in(("diploma.json", GOOD))
        second = browser.post("/en/again", data={"kept": kept_in(first)})
        assert verdict_on(second) == "genuine"
        assert "Genuine and valid" in words_of(second)
        assert "diploma.json" in words_of(second)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "{% raw %}",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "</textarea><svg/onload=alert(1)>",
)


class TestWordsOfStrangers:
    """Attack A2."""

    @pytest.mark.parametrize("words", HOSTILE)
    @pytest.mark.parametrize(
        "pointer",
        [
            "/credentialSubject/achievement/name",
            "/credentialSubject/achievement/description",
            "/credentialSubject/achievement/criteria/narrative",
            "/issuer/name",
            "/credentialSubject/identifier/1/identityHash",
        ],
    )
    def test_are_words_on_a_page(self, words: str, pointer: str) -> None:
        answer = Browser().hand_in(as_bytes(signed(badge_with(pointer, words))))
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "onload=alert(1)>" not in unescape(answer.text.replace("&lt;", "").replace("&gt;", ""))
        assert "\u202e" not in answer.text
        plain = " ".join(words.replace("\u202e", "").split())
        assert plain in words_of(answer)

    @pytest.mark.parametrize(
        "name", ["<b>.json", "../../etc/passwd", 'a".json', "x" * 2_000, "\u202efdp.exe"]
    )
    def test_are_words_in_the_name_of_a_file(self, name: str) -> None:
        answer = Browser().hand_in((name, GOOD))
        assert verdict_on(answer) == "genuine"
        assert "<b>" not in answer.text
        assert "../" not in answer.text
        assert "\u202e" not in answer.text


class TestPerson:
    def ask(self, browser: Browser, kept: str, **asked: str) -> str:
        answer = browser.post("/nl/person", data={"kept": kept, **asked})
        assert answer.status_code == 200
        for value in asked.values():
            assert value not in answer.text.replace("Sanne de Vries", "")
        return words_of(answer)

    def test_compares(self) -> None:
        browser = Browser()
        kept = kept_in(browser.hand_in(GOOD))
        assert "Ja: dit past" in self.ask(browser, kept, name="sanne  DE vries")
        assert "Niet van deze persoon" in self.ask(browser, kept, name="Iemand Anders")
        assert "Niet van deze persoon" in self.ask(browser, kept, email="iemand@anders.example")
        assert "Vul een naam of een e-mailadres in" in self.ask(browser, kept)

    def test_what_the_credential_lacks_stays_open(self) -> None:
        document = badge_with("/credentialSubject/identifier/0", ...)
        browser = Browser()
        kept = kept_in(browser.hand_in(as_bytes(signed(document))))
        answer = browser.post("/nl/person", data={"kept": kept, "email": "iemand@anders.example"})
        assert verdict_on(answer) == "person_open"

    def test_a_revoked_one_can_still_be_somebodys(self) -> None:
        browser = Browser(given=REVOKED)
        kept = kept_in(browser.hand_in(GOOD))
        answer = browser.post("/nl/person", data={"kept": kept, "name": "Sanne de Vries"})
        assert verdict_on(answer) == "revoked"
        assert "Ja: dit past" in words_of(answer)

    def test_is_asked_a_few_times_only(self) -> None:
        """Attack A16: no addresses are tried one after the other."""
        browser = Browser(person=Rate(per_minute=1, burst=2))
        kept = kept_in(browser.hand_in(GOOD))
        statuses = [
            browser.post("/nl/person", data={"kept": kept, "email": f"{number}@x.example"}).status_code
            for number in range(4)
        ]
        assert statuses == [200, 200, 429, 429]

    def test_what_the_page_carries_is_ours_alone(self) -> None:
        browser = Browser()
        kept = kept_in(browser.hand_in(GOOD))
        assert "Sanne" not in kept
        for wrong in ("", "x", kept[:-4], "A" + kept[1:], kept[::-1]):
            assert browser.post("/nl/person", data={"kept": wrong, "name": "x"}).status_code == 400


class TestStatement:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_as_pdf(self, language: str) -> None:
        browser = Browser(public_url=f"https://{HOST}")
        kept = kept_in(browser.hand_in(("bewijs.json", RICH), language=language))
        answer = browser.post(f"/{language}/statement.pdf", data={"kept": kept})
        assert answer.headers["content-type"] == "application/pdf"
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.content.startswith(b"%PDF-")
        assert b"pdfaid" in answer.content

    def test_as_pdf_of_what_is_not_genuine(self) -> None:
        from io import BytesIO

        from pypdf import PdfReader

        browser = Browser()
        kept = kept_in(browser.hand_in(TAMPERED))
        answer = browser.post("/nl/statement.pdf", data={"kept": kept})
        said = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
        assert "Niet echt" in said
        assert "Boer" not in said

    def test_as_json(self) -> None:
        import hashlib

        data = pdf_file(("x.json", GOOD))
        browser = Browser()
        kept = kept_in(browser.hand_in(("diploma.pdf", data)))
        statement = json.loads(browser.post("/nl/statement.json", data={"kept": kept}).content)
        assert statement["file"] == {
            "name": "diploma.pdf",
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "kind": "pdf",
        }
        assert statement["trustList"]["sequence"] == 1
        assert statement["report"]["conclusion"] == "passed"
        assert statement["report"]["verifiedAt"] == "2026-11-21T12:00:00Z"

    def test_is_verified_anew(self) -> None:
        """What was good when the page was made may be revoked by now."""
        before, after = Browser(), Browser(given=REVOKED)  # which share their secret, as processes do
        kept = kept_in(before.hand_in(GOOD))
        statement = json.loads(after.post("/nl/statement.json", data={"kept": kept}).content)
        assert statement["report"]["conclusion"] == "failed"


class TestMany:
    def test_files_make_a_table(self) -> None:
        files = [("goed.json", GOOD), ("vals.json", TAMPERED), ("brief.txt", b"hallo"), ("oud.json", EXPIRED)]
        answer = Browser().hand_in(*files)
        said = words_of(answer)
        assert "3 bestanden gecontroleerd" in said
        assert "1 in orde, 2 niet in orde, 0 niet zeker" in said
        assert "1 bestand is overgeslagen" in said
        assert said.index("vals.json") < said.index("goed.json")
        assert "Boer" not in answer.text

    def test_a_zip_is_opened(self) -> None:
        data = zipped(
            ("klas/a.json", GOOD), ("klas/.b.json", GOOD), ("__MACOSX/c", GOOD), ("lijst.json", status_list())
        )
        said = words_of(Browser().hand_in(("klas.zip", data)))
        assert "1 bestand gecontroleerd" in said
        assert "klas/a.json" in said

    def test_nothing_in_it(self) -> None:
        said = words_of(Browser().hand_in(("leeg.zip", zipped(("a.txt", b"x")))))
        assert "Geen bewijzen gevonden" in said

    @pytest.mark.parametrize("data", [b"PK\x03\x04broken", zipped(("a", b"x"))[:-10]], ids=["other", "cut"])
    def test_a_zip_that_cannot_be_opened(self, data: bytes) -> None:
        answer = Browser().hand_in(("x.zip", data))
        assert answer.status_code == 422
        assert "zipbestand" in words_of(answer)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_table_as_csv(self, language: str) -> None:
        browser = Browser()
        hostile = as_bytes(signed(badge_with("/credentialSubject/achievement/name", "=cmd|' /C calc'!A0")))
        answer = browser.hand_in(("=1+1.json", GOOD), ("b.json", hostile), language=language)
        table = re.search(r'name="table" value="([^"]+)"', answer.text)
        assert table is not None
        download = browser.post(f"/{language}/table.csv", data={"table": table[1]})
        text = download.content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if language == "nl" else ","))
        assert len(rows) == 3
        assert rows[1][0] == "'=1+1.json"
        assert rows[2][3] == "'=cmd|' /C calc'!A0"
        assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]

    def test_a_table_is_not_a_credential(self) -> None:
        """What was sealed for one thing does not open as another."""
        browser = Browser()
        kept = kept_in(browser.hand_in(GOOD))
        assert browser.post("/nl/table.csv", data={"table": kept}).status_code == 400


class TestLinks:
    def fetching(self, answer: bytes | Unavailable) -> tuple[Browser, list[Needed]]:
        asked: list[Needed] = []

        def fetch(needed: Needed) -> bytes | Unavailable:
            asked.append(needed)
            return answer

        return Browser(fetch_link=fetch), asked

    def test_what_is_behind_it_is_verified(self) -> None:
        browser, asked = self.fetching(GOOD)
        answer = browser.paste(f"  {LINKED}#part\n")
        assert verdict_on(answer) == "genuine"
        assert asked == [Needed(ResourceKind.CREDENTIAL, LINKED)]
        assert "opgehaald van school.example" in words_of(answer)

    def test_what_cannot_be_had_says_why(self) -> None:
        browser, _ = self.fetching(Unavailable(UnavailableReason.REFUSED_ADDRESS))
        answer = browser.paste(LINKED)
        assert answer.status_code == 422
        assert "school.example niet ophalen: het adres is niet openbaar" in words_of(answer)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("http://school.example/x.json", "begint"),
            ("file:///etc/passwd", "begint"),
            ("gopher://127.0.0.1/", "begint"),
            ("hallo", "geen link en geen bewijs"),
            ("https://a b", "geen link en geen bewijs"),
            ("", "Kies een bestand"),
        ],
    )
    def test_what_is_none_is_refused(self, text: str, said: str) -> None:
        browser, asked = self.fetching(GOOD)
        answer = browser.paste(text)
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert asked == []

    def test_the_text_of_a_credential(self) -> None:
        for text in (GOOD.decode(), as_jwt(badge()).decode()):
            assert verdict_on(Browser().paste(text)) == "genuine"

    def test_a_server_that_fetches_nothing_says_so(self) -> None:
        assert "haalt geen links op" in words_of(Browser().paste(LINKED))


class TestPhotos:
    def test_of_a_card(self) -> None:
        lists = given_status_lists(LISTS_OF_CARD)
        browser = Browser(trust=TRUSTED, given=lists)
        picture = photo_of(card_address())
        answer = browser.post("/nl/check", files={"photo": ("foto.jpg", picture, "image/jpeg")})
        assert verdict_on(answer) in ("genuine", "genuine_note")
        assert "QR-code op uw foto" in words_of(answer)

    def test_of_a_link_names_the_host(self) -> None:
        """Attack A15: who scans a look-alike sees where it leads, and nothing is followed but by us."""
        browser = Browser(fetch_link=lambda _needed: GOOD)
        answer = browser.hand_in(("foto.jpg", photo_of("https://verify.examp1e/x")))
        assert "verify.examp1e" in words_of(answer)

    def test_that_leads_to_a_photo_that_leads_on_ends_there(self) -> None:
        asked: list[Needed] = []

        def fetch(needed: Needed) -> bytes:
            asked.append(needed)
            return photo_of("https://school.example/next")

        answer = Browser(fetch_link=fetch).hand_in(("foto.jpg", photo_of("https://school.example/first")))
        assert len(asked) == 1
        assert verdict_on(answer) == "nothing_found"

    def test_without_a_code(self) -> None:
        output = io.BytesIO()
        Image.new("RGB", (300, 200), "white").save(output, "PNG")
        answer = Browser().hand_in(("foto.png", output.getvalue()))
        assert answer.status_code == 422
        assert "geen QR-code" in words_of(answer)

    def test_of_more_pixels_than_we_look_at(self) -> None:
        """Attack A13: a small file that is an enormous picture."""
        output = io.BytesIO()
        Image.new("1", (9_000, 9_000)).save(output, "PNG")
        assert len(output.getvalue()) < 100_000
        answer = Browser().hand_in(("foto.png", output.getvalue()))
        assert answer.status_code == 422
        assert "beeldpunten" in words_of(answer)

    @pytest.mark.parametrize("data", [b"\xff\xd8\xff" + b"x" * 50, b"RIFF....WEBP" + b"x" * 50])
    def test_that_is_damaged(self, data: bytes) -> None:
        assert Browser().hand_in(("foto.jpg", data)).status_code == 422


class TestErrors:
    @pytest.mark.parametrize(
        ("path", "language"),
        [("/nergens", "nl"), ("/static/x.css", "nl"), ("/card/x.js", "nl"), ("/de/", "nl")],
    )
    def test_have_a_page(self, path: str, language: str) -> None:
        answer = Browser().get(path)
        assert answer.status_code == 404
        assert f'<html lang="{language}">' in answer.text

    def test_too_large(self) -> None:
        answer = Browser().post("/en/check", content=b"x", headers={"Content-Length": str(10**9)})
        assert answer.status_code == 413
        assert "too large" in words_of(answer)

    def test_a_method_that_is_not_there(self) -> None:
        assert Browser().post("/nl/", data={}).status_code == 405

    def test_no_redirect_leads_elsewhere(self) -> None:
        """Attack A15: there is nothing to redirect with."""
        for path in ("/nl/check?next=https://evil.example", "/nl//evil.example", "//evil.example/nl/"):
            answer = Browser().get(path)
            assert answer.headers.get("location", "/nl/") == "/nl/"


PAGES = ("/", "/nl/", "/en/", "/nl/api", "/en/api", "/openapi.json", "/nergens", "/static/x")


class TestHeaders:
    @pytest.mark.parametrize("path", PAGES)
    def test_of_every_answer(self, path: str) -> None:
        self.check(Browser().get(path).headers)

    def test_of_answers_about_credentials(self) -> None:
        browser = Browser()
        page = browser.hand_in(GOOD)
        kept = kept_in(page)
        others = [
            browser.post("/verify", content=GOOD),
            browser.post("/verify", content=b""),
            browser.post("/nl/person", data={"kept": kept, "name": "x"}),
            browser.post("/nl/statement.json", data={"kept": kept}),
            browser.hand_in(GOOD, TAMPERED),
        ]
        for answer in [page, *others]:
            self.check(answer.headers)
            assert answer.headers["cache-control"] == "no-store"

    def check(self, headers: object) -> None:
        assert hasattr(headers, "get")
        policy = headers.get("content-security-policy")
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers.get("referrer-policy") == "no-referrer"
        assert headers.get("x-content-type-options") == "nosniff"
        assert headers.get("cross-origin-opener-policy") == "same-origin"
        assert "camera=(self)" in headers.get("permissions-policy")
        assert "set-cookie" not in headers  # type: ignore[operator]

    def test_https_is_insisted_on_where_it_is_spoken(self) -> None:
        there = Browser(public_url="https://verify.example").get("/nl/").headers
        assert "strict-transport-security" in there
        assert "strict-transport-security" not in Browser().get("/nl/").headers


class TestStaticFiles:
    def test_are_kept_for_ever_by_their_digest(self) -> None:
        browser = Browser()
        sheet = re.search(r'href="(/static/waarmerk\.css\?v=[0-9a-f]+)"', browser.get("/nl/").text)
        assert sheet is not None
        answer = browser.get(sheet[1])
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/css")
        again = browser.get("/static/waarmerk.css", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
        assert "no-cache" in again.headers["cache-control"]

    def test_no_other_file_can_be_had(self) -> None:
        for name in ("../application.py", "..%2f..%2fapplication.py", "templates/base.html.jinja"):
            assert Browser().get(f"/static/{name}").status_code == 404

    def test_a_page_with_all_that_belongs_to_it_is_small(self) -> None:
        browser = Browser()
        size = 0
        for name in (
            "waarmerk.css",
            "start.js",
            "scan.js",
            "answer.js",
            "mark.svg",
            "fonts/source-serif-4-semibold-basic.woff2",
            "fonts/source-serif-4-semibold-more.woff2",
        ):
            size += len(browser.get(f"/static/{name}").content)
        for page in (browser.get("/nl/"), browser.hand_in(RICH)):
            assert size + len(page.content) < 100_000


class TestAPIPages:
    def test_describe_it(self) -> None:
        said = words_of(Browser().get("/en/api"))
        assert f"https://{HOST}/verify" in said
        assert "too_many" in said

    def test_openapi(self) -> None:
        description = Browser(public_url="https://controle.example").get("/openapi.json").json()
        assert description["openapi"].startswith("3.1")
        assert description["servers"] == [{"url": "https://controle.example"}]
        assert list(description["paths"]) == ["/verify"]
