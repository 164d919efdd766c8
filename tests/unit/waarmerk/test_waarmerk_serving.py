"""One server for the verifier and for what an institution publishes, each at its place."""

import logging
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from typer.testing import CliRunner

from credentials.recognized_entity import TrustList
from credentials.trust_list import write_trust_list
from tests.verification_for_tests import INDEX, TRUST_LIST, status_list, trust_list
from tests.web_for_tests import GOOD, REVOKED, Browser, service
from verifier import given_status_lists
from verifier.trust_options import TrustListUnusable, TrustOptions
from waarmerk.cli import make_app
from waarmerk.serving.application import create_app
from waarmerk.serving.kept_trust import KeptTrust
from waarmerk.serving.published import ListsAtHand
from waarmerk.serving.server import ServeOptions, make_service


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """What an institution publishes."""
    folder = tmp_path / "public"
    for name, content in {
        ".well-known/did.json": b'{"id": "did:web:school.example"}',
        "status/revocation-1.json": status_list(),
        "catalogus/index.html": b"<!doctype html><title>Catalogus</title>",
        "nl/check": b"not the verifier's page",
        "verify": b"not the verifier's endpoint",
        ".hidden": b"x",
        "a/.git/config": b"x",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "secret").write_bytes(b"x")
    (folder / "link").symlink_to(tmp_path / "secret")
    return folder


@pytest.fixture
def browser(public: Path) -> Browser:
    return Browser(create_app(service(), public=public))


class TestPublishedFiles:
    @pytest.mark.parametrize(
        ("path", "media_type"),
        [
            ("/.well-known/did.json", "application/did"),
            ("/status/revocation-1.json", "application/vc"),
            ("/catalogus/", "text/html; charset=utf-8"),
        ],
    )
    def test_are_served_for_caches_and_for_anybody(
        self, browser: Browser, path: str, media_type: str
    ) -> None:
        answer = browser.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "max-age" in answer.headers["cache-control"]
        again = browser.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize(
        "path",
        ["/.hidden", "/a/.git/config", "/../secret", "/%2e%2e/secret", "/link", "/status/", "/nergens"],
    )
    def test_nothing_else_is(self, browser: Browser, path: str) -> None:
        assert browser.get(path).status_code == 404

    def test_a_new_edition_is_seen_within_the_second(self, browser: Browser, public: Path) -> None:
        tag = browser.get("/status/revocation-1.json").headers["etag"]
        (public / "status/revocation-1.json").write_bytes(status_list(INDEX))
        answer = browser.get("/status/revocation-1.json", headers={"If-None-Match": tag})
        assert answer.status_code == 200

    def test_take_no_place_of_the_verifier(self, browser: Browser) -> None:
        assert browser.post("/verify", content=GOOD).json()["conclusion"] == "passed"
        assert browser.get("/verify").status_code == 405
        assert browser.get("/nl/check").headers["location"] == "/nl/"
        assert "Is dit bewijs echt?" in browser.get("/").text

    def test_may_be_none(self) -> None:
        assert Browser(create_app(service())).get("/.well-known/did.json").status_code == 404


class TestOtherProducts:
    async def desk(self, scope: Scope, receive: Receive, send: Send) -> None:
        response: Response = PlainTextResponse(f"desk {Request(scope).url.path}")
        await response(scope, receive, send)

    def test_have_their_place(self, public: Path) -> None:
        browser = Browser(create_app(service(), public=public, products={"/desk": self.desk}))
        assert browser.get("/desk/awards").text.startswith("desk")
        assert "Is dit bewijs echt?" in browser.get("/nl/").text
        assert browser.get("/.well-known/did.json").status_code == 200


class TestListsAtHand:
    def test_are_at_hand_by_their_id(self, public: Path) -> None:
        assert ListsAtHand(public / "status").current() == given_status_lists([status_list()])

    def test_follow_the_files(self, public: Path) -> None:
        lists = ListsAtHand(public / "status")
        lists.current()
        (public / "status/revocation-1.json").write_bytes(status_list(INDEX))
        os.utime(public / "status/revocation-1.json", (1, 1))
        assert lists.current() == given_status_lists([status_list()])  # they are looked at every two seconds
        lists._look_again = 0.0
        assert lists.current() == REVOKED

    def test_there_may_be_none(self, tmp_path: Path) -> None:
        assert ListsAtHand(tmp_path / "status").current() == {}


class TestKeptTrust:
    def test_a_new_edition_takes_the_place_of_the_old(self) -> None:
        editions = [TRUST_LIST, trust_list(), trust_list(status_lists=("https://x.example/1",))]
        kept = KeptTrust(lambda: editions.pop(0))
        first = kept.current()
        kept.refresh()
        assert kept.current() is first  # the same, so what was worked out by it stays good
        kept.refresh()
        assert kept.current() != first

    def test_one_that_cannot_be_used_leaves_the_old(self, caplog: pytest.LogCaptureFixture) -> None:
        answers: list[TrustList | None] = [TRUST_LIST]

        def obtain() -> TrustList | None:
            if not answers:
                raise TrustListUnusable("it is forged")
            return answers.pop()

        kept = KeptTrust(obtain, every=timedelta(seconds=60))
        with caplog.at_level(logging.WARNING):
            kept.refresh()
        assert kept.current() is TRUST_LIST
        assert "it is forged" in caplog.text

    def test_there_must_be_one_to_begin_with(self) -> None:
        def obtain() -> TrustList | None:
            raise TrustListUnusable("no list")

        with pytest.raises(TrustListUnusable):
            KeptTrust(obtain)


class TestCommand:
    def run(self, *words: str) -> tuple[int, str]:
        said = CliRunner().invoke(make_app(["serve"]), ["serve", *words])
        return said.exit_code, said.output

    @pytest.mark.parametrize("url", ["verify.example", "ftp://x.example", "https://x.example/a", "https://"])
    def test_an_address_has_to_be_one(self, url: str) -> None:
        status, said = self.run("--url", url)
        assert status == 2
        assert "--url" in said

    def test_a_list_has_to_be_one(self, tmp_path: Path) -> None:
        (tmp_path / "list.json").write_text("{}")
        status, said = self.run("--unsigned-trust", str(tmp_path / "list.json"))
        assert status == 2
        assert "list.json" in said

    def test_it_listens_to_this_machine_alone_by_default(self) -> None:
        status, said = self.run("--help")
        assert status == 0
        assert "127.0.0.1" in said


def options_with(**changes: object) -> ServeOptions:
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": 8000,
        "trust": TrustOptions(offline=True),
        "public": None,
        "status_lists": None,
        "url": None,
        "workers": 1,
        "trusted_proxies": "",
        "rate": 120,
        "language": "nl",
    }
    return ServeOptions(**(values | changes))  # type: ignore[arg-type]


class TestService:
    def test_the_lists_of_the_institution_are_used(self, public: Path) -> None:
        kept = KeptTrust(lambda: TRUST_LIST)
        made = make_service(options_with(public=public, rate=0), kept)
        answer = Browser(create_app(made)).post("/verify", content=GOOD).json()
        status = next(one for one in answer["results"] if one["check"] == "status")
        assert status["status"] == "passed"

    def test_lists_of_others_are_used_beside_them(self, public: Path, tmp_path: Path) -> None:
        kept = KeptTrust(lambda: TRUST_LIST)
        given = tmp_path / "given"
        shutil.copytree(public / "status", given)
        for folders in ({"status_lists": given}, {"status_lists": given, "public": public}):
            made = make_service(options_with(**folders, rate=0), kept)
            answer = Browser(create_app(made)).post("/verify", content=GOOD).json()
            assert next(one for one in answer["results"] if one["check"] == "status")["status"] == "passed"

    def test_offline_nothing_is_fetched(self) -> None:
        made = make_service(options_with(), KeptTrust(lambda: None))
        assert (made.options.fetch, made.options.fetch_link) == (None, None)
        made = make_service(options_with(trust=TrustOptions()), KeptTrust(lambda: None))
        assert made.options.fetch is not None

    def test_every_process_counts_its_part(self) -> None:
        made = make_service(options_with(workers=4, rate=120), KeptTrust(lambda: None))
        assert made.options.verifying.per_minute == 30
        assert made.options.person.per_minute < made.options.verifying.per_minute

    def test_secrets_are_new_each_time(self) -> None:
        trust = KeptTrust(lambda: None)
        assert len({make_service(options_with(), trust).options.secret for _ in range(3)}) == 3


def test_an_unsigned_list_is_taken_as_somebody_vouched_for_it(tmp_path: Path) -> None:
    from waarmerk.serving.server import _choose

    (tmp_path / "list.json").write_bytes(write_trust_list(TRUST_LIST))
    options = options_with(trust=TrustOptions(unsigned=tmp_path / "list.json"))
    chosen = _choose(options, lambda _said: None)
    assert chosen is not None
    assert chosen.trust_list == TRUST_LIST
