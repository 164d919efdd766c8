"""The server's log says that something happened, and nothing of what was verified."""

import io
import logging
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress

import pytest

from credentials.containers.pdf import attached_credentials
from credentials.errors import CredentialError
from tests.findings_for_tests import pdf_file
from waarmerk.serving.own_log import write_own_log

NAMES = ("", "waarmerk", "uvicorn", "asyncio", "some.library")


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """The terminal, with the log of a server that starts."""
    loggers = [logging.getLogger(name) for name in NAMES]
    before = [(one.handlers[:], one.propagate) for one in loggers]
    terminal = io.StringIO()
    with redirect_stderr(terminal):
        write_own_log()
        yield terminal
    for one, (handlers, propagate) in zip(loggers, before, strict=True):
        one.handlers[:], one.propagate = handlers, propagate


@pytest.mark.parametrize("name", ["asyncio", "some.library", "pypdf"])
def test_what_libraries_say_is_not_in_it(said: io.StringIO, name: str) -> None:
    logging.getLogger(name).error("about Sanne de Vries")
    assert said.getvalue() == ""


def test_of_an_exception_it_has_the_kind(said: io.StringIO) -> None:
    try:
        raise ValueError("about Sanne de Vries")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    assert said.getvalue() == "ERROR uvicorn.error: Exception in ASGI application (ValueError)\n"


def test_ours_is_in_it_once(said: io.StringIO) -> None:
    logging.getLogger("waarmerk.serve").warning("%s", "the trust list cannot be had")
    assert said.getvalue() == "WARNING waarmerk.serve: the trust list cannot be had\n"


def test_who_sends_nonsense_fills_no_disk(said: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    monkeypatch.setattr(time, "time_ns", lambda: int(now * 10**9))
    logger = logging.getLogger("uvicorn.error")
    for _ in range(100):
        logger.warning("Invalid HTTP request received.")
    logger.warning("something else")
    now = 1_061.0
    logger.warning("Invalid HTTP request received.")
    assert [line.rpartition(": ")[2] for line in said.getvalue().splitlines()] == [
        "Invalid HTTP request received.",
        "something else",
        "Invalid HTTP request received.",
    ]


def test_a_pdf_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    """Also where the verifier is used as a library, or from the command line."""
    broken = pdf_file(("x.json", b"{}")).replace(b"/Type /Catalog", b"/X Sanne /Y -Vries /Y 2", 1)
    with caplog.at_level(logging.DEBUG), suppress(CredentialError):
        attached_credentials(broken)
    assert caplog.text == ""
