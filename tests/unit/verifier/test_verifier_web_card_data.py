"""What the card page gets from the server: whole documents, and nothing that a stranger chose."""

import json
from collections.abc import Mapping
from urllib.parse import quote

import pytest

from credentials.parsing import JsonObject
from credentials.status.named_changes import name_changes
from tests.cards_for_tests import IN_FORCE, REVOCATION_URL, SUSPENSION_URL, TRUSTED
from tests.status_changes_for_tests import changes_document
from tests.trust_for_tests import ROOT_KEY, signed_edition
from tests.verification_for_tests import AT
from tests.web_for_tests import SECRET, UNLIMITED, Browser, service
from verifier import given_status_lists
from verifier.resources import Needed, Retrieved, Unavailable, UnavailableReason
from verifier.texts import LANGUAGES
from verifier.web.application import create_app
from verifier.web.card_words import CARD_CODES, card_words
from verifier.web.service import VerifierOptions, VerifierService
from verifier.web.static_files import CARD_APP

OTHER_LIST = "https://roc-voorbeeld.example/status/revocation-2.json"


class Fetched:
    """Gets what it was given, and notes what it was asked for."""

    def __init__(self, content: bytes | None) -> None:
        self.content = content
        self.asked: list[str] = []

    def __call__(self, needed: Needed) -> Retrieved | Unavailable:
        self.asked.append(needed.url)
        if self.content is None:
            return Unavailable(UnavailableReason.CONNECTION)
        return Retrieved(self.content, AT)


EDITION = signed_edition()


def browser(fetch: Fetched | None = None, edition: bytes | None = EDITION) -> Browser:
    made = VerifierService(
        VerifierOptions(
            clock=lambda: AT,
            secret=SECRET,
            trust=lambda: TRUSTED,
            given=lambda: given_status_lists(IN_FORCE),
            fetch=fetch,
            signed_list=lambda: edition,
            roots=(ROOT_KEY.did_key,),
            verifying=UNLIMITED,
        )
    )
    return Browser(create_app(made))


def list_at(url: str) -> str:
    return f"/card/status-list?of={url}"


def test_the_pinned_keys_are_those_of_the_server() -> None:
    assert json.loads(browser().get("/card/config.json").content) == {"roots": [ROOT_KEY.did_key]}


def test_the_trust_list_is_given_as_it_was_signed() -> None:
    response = browser().get("/card/trust-list.json")
    assert response.content == EDITION
    assert response.headers["cache-control"] == "public, no-cache"


def test_without_a_signed_list_there_is_none() -> None:
    assert browser(edition=None).get("/card/trust-list.json").status_code == 404


def test_a_list_that_is_at_hand_is_given_without_fetching() -> None:
    fetch = Fetched(b"other")
    for number, url in enumerate((REVOCATION_URL, SUSPENSION_URL)):
        assert browser(fetch).get(list_at(url)).content == IN_FORCE[number]
    assert fetch.asked == []


def test_a_list_that_is_younger_than_the_trust_list_is_fetched() -> None:
    fetch = Fetched(b"a list")
    assert browser(fetch).get(list_at(OTHER_LIST)).content == b"a list"
    assert fetch.asked == [OTHER_LIST]


def test_a_list_that_cannot_be_had_is_said_to_be_away_for_now() -> None:
    assert browser(Fetched(None)).get(list_at(OTHER_LIST)).status_code == 503


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://roc-voorbeeld.example/status/",
        "https://roc-voorbeeld.example/status/revocation-0.json",
        "https://roc-voorbeeld.example/status/revocation-01.json",
        "https://roc-voorbeeld.example/status/revocation-2",
        "https://roc-voorbeeld.example/status/revocation-٣.json",
        "https://roc-voorbeeld.example/status/message-1.json",
        "https://roc-voorbeeld.example/other/revocation-1.json",
        "https://elders.example/status/revocation-1.json",
        "http://169.254.169.254/status/revocation-1.json",
        "file:///etc/passwd",
        "https://roc-voorbeeld.example/status/revocation-1.json" + "x" * 3_000,
    ],
)
def test_nothing_else_can_be_had_through_it(url: str) -> None:
    fetch = Fetched(b"a secret")
    assert browser(fetch).get(list_at(url)).status_code == 404
    assert fetch.asked == []


DOCUMENT = changes_document(url=REVOCATION_URL)
DOCUMENT_URL = str(name_changes(REVOCATION_URL, DOCUMENT)["id"])


def changes_at(url: str) -> str:
    return f"/card/status-changes?of={quote(url, safe='')}"


def test_what_a_list_names_is_given_as_it_is() -> None:
    fetch = Fetched(DOCUMENT)
    answer = browser(fetch).get(changes_at(DOCUMENT_URL))
    assert answer.content == DOCUMENT
    assert answer.headers["content-type"] == "application/json"
    assert fetch.asked == [DOCUMENT_URL]


@pytest.mark.parametrize("content", [None, b"a secret of the school", DOCUMENT + b" "])
def test_what_is_not_what_the_address_says_is_not_passed_on(content: bytes | None) -> None:
    assert browser(Fetched(content)).get(changes_at(DOCUMENT_URL)).status_code == 503


@pytest.mark.parametrize(
    "url",
    [
        "",
        REVOCATION_URL,
        DOCUMENT_URL.removesuffix(".json"),
        DOCUMENT_URL.replace("revocation-1", "message-1"),
        DOCUMENT_URL.replace("revocation-1", "revocation-0"),
        DOCUMENT_URL.replace("/status/", "/elders/"),
        DOCUMENT_URL.replace("roc-voorbeeld", "elders"),
        DOCUMENT_URL.replace("/changes/", "/changes/../../"),
        DOCUMENT_URL.replace("https:", "http:"),
        DOCUMENT_URL + "?x=1",
        "https://roc-voorbeeld.example/status/" + "x" * 3_000 + DOCUMENT_URL,
    ],
)
def test_no_other_document_can_be_had_through_it(url: str) -> None:
    fetch = Fetched(DOCUMENT)
    assert browser(fetch).get(changes_at(url)).status_code == 404
    assert fetch.asked == []


def test_the_service_worker_names_all_that_it_keeps_and_all_of_that_is_there() -> None:
    visitor = browser()
    response = visitor.get("/card/service-worker.js")
    assert response.headers["service-worker-allowed"] == "/"
    shell = shell_of(response.text)
    files = shell["files"]
    assert isinstance(files, list)
    left_out = {f"/card/{name}" for name in CARD_APP.names()} - set(files)
    assert left_out == {"/card/service-worker.js", "/card/icon-192.png", "/card/icon-512.png"}
    assert [file for file in files if visitor.get(str(file)).status_code != 200] == []


def shell_of(script: str) -> JsonObject:
    line = script.splitlines()[0].removeprefix("const SHELL = ").removesuffix(";")
    shell: JsonObject = json.loads(line)
    return shell


def test_other_keys_make_another_edition() -> None:
    other = create_app(service())
    versions = {
        str(shell_of(one.get("/card/service-worker.js").text)["version"])
        for one in (browser(), Browser(other))
    }
    assert len(versions) == 2


def test_what_a_browser_has_is_not_sent_again() -> None:
    visitor = browser()
    etag = visitor.get("/card/trust-list.json").headers["etag"]
    assert visitor.get("/card/trust-list.json", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_everything_that_the_page_may_find(language: str) -> None:
    words: Mapping[str, Mapping[str, object]] = json.loads(card_words(language))
    assert set(words["findings"]) == {code.value for code in CARD_CODES}
    source = b"".join(CARD_APP.content(name) for name in CARD_APP.names() if name.endswith(".js")).decode()
    verdicts = words["verdicts"]
    assert all(f'"{verdict}"' in source for verdict in verdicts)


@pytest.mark.parametrize("path", ["/card/words-nl.json", "/card/card.js"])
def test_compressed_is_the_same(path: str) -> None:
    plain = browser().get(path, headers={"accept-encoding": "identity"})
    packed = browser().get(path, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content  # unpacked by the client
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == "Accept-Encoding"
