"""Nothing of what was verified stays: not in a log, not in a file, not in the words of an error."""

import asyncio
import io
import logging
import tempfile
import zipfile
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
from starlette.requests import Request

from tests.findings_for_tests import pdf_file
from tests.web_for_tests import GOOD, TAMPERED, Browser, files_below, kept_in, leaked, service
from verifier.web.application import create_app
from verifier.web.desk import VerifyingDesk

SECRETS = (
    "Sanne",
    "Vries",
    "Warmtepompen",
    "0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a11",
    "geheim@school.example",
    "Geheime Naam",
    "192.0.2.77",
    "geheim-bestand",
)


class TemporaryFileMade(Exception):
    """Something made a file that nobody finds afterwards: most of these have no name."""


@pytest.fixture
def folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for them; those of Python cannot be made at all."""

    def refused(*_arguments: object, **_options: object) -> NoReturn:
        raise TemporaryFileMade

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refused)
    return tmp_path


def ask_everything(browser: Browser) -> None:
    """Ask for whatever there is to ask for."""
    large = pdf_file(("x.json", GOOD)) + b"\n%" + b"x" * 3_000_000  # more than a spooled file keeps in memory
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zip_file:
        zip_file.writestr("geheim-bestand.json", GOOD)
    page = browser.hand_in(("geheim-bestand.json", GOOD))
    kept = kept_in(page)
    asked = {"kept": kept, "name": "Geheime Naam", "email": "geheim@school.example"}
    answers = [
        page,
        browser.hand_in(("geheim-bestand.pdf", large)),
        browser.hand_in(("geheim-bestand.zip", archive.getvalue())),
        browser.hand_in(("geheim-bestand.json", TAMPERED)),
        browser.paste(GOOD.decode()),
        browser.post("/nl/person", data=asked),
        browser.post("/nl/statement.pdf", data={"kept": kept}),
        browser.post("/nl/statement.json", data={"kept": kept}),
        browser.post("/verify", content=GOOD),
        browser.post(
            "/verify", files={"file": ("geheim-bestand.json", large)}, data={"name": "Geheime Naam"}
        ),
    ]
    assert {answer.status_code for answer in answers} == {200}


def test_no_log_and_no_file_holds_any_of_it(
    caplog: pytest.LogCaptureFixture, folder_for_temporary_files: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    ask_everything(Browser(address="192.0.2.77"))
    assert leaked(SECRETS, caplog.text) == []
    assert files_below(folder_for_temporary_files) == []


@pytest.mark.usefixtures("folder_for_temporary_files")
def test_the_parser_of_the_library_would_be_noticed() -> None:
    """What it keeps in a file has no name, so an empty folder shows nothing."""
    form = httpx.Request("POST", "http://a", files={"file": ("x", b"x" * 2_000_000)})

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": form.read()}

    sent = [(name.encode(), value.encode()) for name, value in form.headers.items()]
    with pytest.raises(TemporaryFileMade):
        asyncio.run(Request({"type": "http", "method": "POST", "headers": sent}, receive).form().__aenter__())


def test_an_address_cannot_be_read_back_from_what_is_remembered() -> None:
    verifier = service()
    Browser(create_app(verifier), address="192.0.2.77").post("/verify", content=GOOD)
    assert leaked(SECRETS, repr(vars(verifier))) == []


def test_values_do_not_show_in_their_representation() -> None:
    """An error that mentions one of these in a log mentions nobody."""
    from verifier.checks.recipient import KnownRecipient
    from verifier.web.desk import Question
    from verifier.web.forms import SentFile, SentForm

    recipient = KnownRecipient(name="Geheime Naam", email="geheim@school.example")
    form = SentForm(texts={"name": "Geheime Naam"}, files={"file": [SentFile("x", GOOD)]})
    assert leaked(SECRETS, f"{Question(data=GOOD, recipient=recipient)} {form} {SentFile('x', GOOD)}") == []


@pytest.mark.parametrize("path", ["/verify", "/nl/check"])
def test_an_error_of_ours_says_where_and_nothing_of_what(
    path: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: VerifyingDesk, _question: object) -> NoReturn:
        raise RuntimeError("about Sanne de Vries, in geheim-bestand")

    monkeypatch.setattr(VerifyingDesk, "at_once", broken)
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    answer = browser.post(path, content=GOOD) if path == "/verify" else browser.hand_in(GOOD)
    assert answer.status_code == 500
    assert "ging bij ons iets mis" in answer.text
    assert "RuntimeError at broken" in caplog.text
    assert leaked(SECRETS, caplog.text + answer.text) == []


def test_nothing_is_remembered_between_requests() -> None:
    """What a page carries is all there is: a server that has just started can open it."""
    kept = kept_in(Browser().hand_in(GOOD))
    assert Browser().post("/nl/statement.json", data={"kept": kept}).status_code == 200
