"""The endpoint for programs: a credential in, the report out, and nothing that a stranger sends hurts."""

import asyncio
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from credentials.containers import png
from tests.findings_for_tests import pdf_file, png_image
from tests.verification_for_tests import LIST_URL, as_jwt, badge, report_on, signed, status_list
from tests.web_for_tests import EXPIRED, GOOD, SUSPENDABLE, SUSPENDED, TAMPERED, Browser, service
from verifier import Unavailable, UnavailableReason
from verifier.report_json import outcome_json, report_json
from verifier.resources import Needed
from verifier.texts import texts
from verifier.web.application import create_app
from verifier.web.desk import MAX_FILE, Answer, Question, VerifyingDesk
from verifier.web.openapi import openapi
from verifier.web.rate_limits import Rate

EMPTY: dict[Needed, bytes] = {}


def conclusion(data: bytes, **options: Any) -> str:  # noqa: ANN401
    answer = Browser(**options).post("/verify", content=data)
    assert answer.status_code == 200
    found: str = answer.json()["conclusion"]
    return found


class TestReport:
    def test_is_that_of_the_library(self) -> None:
        answer = Browser().post("/verify", content=GOOD, headers={"Accept-Language": "en"})
        report = report_on(GOOD, lists=[status_list()])
        assert answer.json() == report_json(report, texts("en"), elements=False)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["content-language"] == "en"

    def test_words_are_dutch_unless_somebody_asks_otherwise(self) -> None:
        browser = Browser()
        titles = {
            language: browser.post("/verify", content=EXPIRED, headers={"Accept-Language": language}).json()[
                "results"
            ]
            for language in ("nl", "en", "de", "fr, en;q=0.5")
        }
        assert titles["nl"] == titles["de"]
        assert titles["en"] == titles["fr, en;q=0.5"]
        assert titles["nl"] != titles["en"]

    def test_may_be_the_answers_alone(self) -> None:
        answer = Browser().post("/verify", content=GOOD, headers={"Prefer": "return=minimal"})
        assert answer.json() == outcome_json(report_on(GOOD, lists=[status_list()]), texts("nl"))

    def test_may_have_the_elements_of_the_eu(self) -> None:
        answer = Browser().post("/verify?elements=true", content=GOOD)
        assert len(answer.json()["euElements"]) == 16

    def test_nothing_that_is_not_proven_is_passed_on(self) -> None:
        answer = Browser().post("/verify", content=TAMPERED)
        assert answer.json()["credential"] is None
        assert "Boer" not in answer.text

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (GOOD, "passed"),
            (as_jwt(badge()), "passed"),
            (png.bake(png_image(), GOOD.decode()), "passed"),
            (pdf_file(("bewijs.json", GOOD)), "passed"),
            (TAMPERED, "failed"),
            (EXPIRED, "failed"),
            (b"{}", "failed"),
            (b"PK\x03\x04 a zip", "indeterminate"),
        ],
    )
    def test_every_kind_of_file(self, data: bytes, expected: str) -> None:
        assert conclusion(data) == expected

    def test_a_revoked_one(self) -> None:
        assert conclusion(SUSPENDABLE, given=SUSPENDED) == "failed"

    def test_a_policy_can_be_chosen(self) -> None:
        answer = Browser(trust=None).post("/verify?policy=integrity", content=signed_by_key())
        assert (answer.json()["policy"], answer.json()["conclusion"]) == ("integrity", "passed")

    def test_fits_its_description(self) -> None:
        schemas = openapi("")["components"]["schemas"]  # type: ignore[index,call-overload]
        schema = {"$ref": "#/components/schemas/Report", "components": {"schemas": schemas}}
        for data in (GOOD, TAMPERED, EXPIRED, b"nothing"):
            Draft202012Validator(schema).validate(Browser().post("/verify", content=data).json())


def signed_by_key() -> bytes:
    from tests.keys_for_tests import ISSUER_ED25519
    from tests.verification_for_tests import as_bytes

    did = ISSUER_ED25519.did_key_method.partition("#")[0]
    document = badge(issuer={"id": did, "type": ["Profile"], "name": "Iemand"})
    return as_bytes(signed(document, controller="did:key"))


class TestForm:
    def test_a_file(self) -> None:
        answer = Browser().post("/verify", files={"file": ("x.json", GOOD, "application/json")})
        assert answer.json()["conclusion"] == "passed"

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"name": "Sanne de Vries"}, "passed"),
            ({"name": "Iemand Anders"}, "failed"),
            ({"email": "niemand@school.example"}, "failed"),
        ],
    )
    def test_about_a_person(self, asked: dict[str, str], expected: str) -> None:
        answer = Browser().post("/verify", files={"file": ("x.json", GOOD)}, data=asked)
        assert answer.json()["conclusion"] == expected
        assert all(value not in answer.text.replace("Sanne de Vries", "") for value in asked.values())

    def test_questions_about_persons_are_counted_apart(self) -> None:
        browser = Browser(person=Rate(per_minute=1, burst=1))
        request = {"files": {"file": ("x.json", GOOD)}, "data": {"name": "Sanne de Vries"}}
        assert [browser.post("/verify", **request).status_code for _ in range(2)] == [200, 429]
        assert browser.post("/verify", content=GOOD).status_code == 200

    @pytest.mark.parametrize(
        "request_of",
        [
            {"data": {"name": "x"}, "files": {"other": ("x.json", GOOD)}},
            {"files": [("file", ("a", GOOD)), ("file", ("b", GOOD))]},
            {"content": b"--x\r\nnonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
            {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
        ],
    )
    def test_what_is_no_form_with_one_file_is_refused(self, request_of: dict[str, Any]) -> None:
        answer = Browser().post("/verify", **request_of)
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"


class TestRefusals:
    """What is wrong with a request is told as RFC 9457 asks."""

    @pytest.mark.parametrize(
        ("method", "path", "content", "status", "kind"),
        [
            ("POST", "/verify", b"", 400, "empty"),
            ("POST", "/verify?policy=lax", GOOD, 400, "unknown_policy"),
            ("GET", "/verify", b"", 405, "method_not_allowed"),
            ("PUT", "/verify", GOOD, 405, "method_not_allowed"),
            ("POST", "/verify", bytes(MAX_FILE + 1), 413, "too_large"),
        ],
    )
    def test_say_what_and_what_to_do(
        self, method: str, path: str, content: bytes, status: int, kind: str
    ) -> None:
        answer = Browser().ask(method, path, content=content, headers={"Accept-Language": "en"})
        problem = answer.json()
        assert (answer.status_code, problem["status"]) == (status, status)
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["type"] == f"urn:waarmerk:problem:{kind}"
        assert problem["title"]
        assert problem["detail"]

    def test_a_length_that_is_a_lie_is_found_out(self) -> None:
        async def pieces() -> Any:  # noqa: ANN401
            for _ in range(MAX_FILE // 65_536 + 2):
                yield bytes(65_536)

        answer = Browser().post("/verify", content=pieces())
        assert answer.status_code == 413

    def test_too_often(self) -> None:
        browser = Browser(verifying=Rate(per_minute=60, burst=3))
        answers = [browser.post("/verify", content=GOOD) for _ in range(5)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert Browser(browser.app, address="192.0.2.2").post("/verify", content=GOOD).status_code == 200

    def test_an_address_of_ipv6_is_a_household(self) -> None:
        first = Browser(verifying=Rate(per_minute=1, burst=1), address="2001:db8:1:2::1")
        assert first.post("/verify", content=GOOD).status_code == 200
        for address, status in (("2001:db8:1:2:ffff::9", 429), ("2001:db8:1:3::1", 200)):
            assert Browser(first.app, address=address).post("/verify", content=GOOD).status_code == status


class TestOtherOrigins:
    def test_may_ask_without_credentials(self) -> None:
        browser = Browser()
        before = browser.ask("OPTIONS", "/verify", headers={"Origin": "https://employer.example"})
        assert before.status_code == 204
        assert before.headers["access-control-allow-methods"] == "POST"
        after = browser.post("/verify", content=GOOD, headers={"Origin": "https://employer.example"})
        for answer in (before, after):
            assert answer.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in answer.headers

    def test_may_read_why_not(self) -> None:
        answer = Browser().post("/verify", content=b"", headers={"Origin": "https://employer.example"})
        assert answer.headers["access-control-allow-origin"] == "*"


class TestFetching:
    """What has to be fetched is fetched in a thread, and then at hand for everybody."""

    def fetching(self) -> tuple[Callable[[Needed], bytes | Unavailable], list[str], set[str]]:
        asked: list[str] = []
        threads: set[str] = set()

        def fetch(needed: Needed) -> bytes | Unavailable:
            asked.append(needed.url)
            threads.add(threading.current_thread().name)
            return status_list() if needed.url == LIST_URL else Unavailable(UnavailableReason.TIMEOUT)

        return fetch, asked, threads

    def test_a_list_is_fetched_once(self) -> None:
        fetch, asked, threads = self.fetching()
        browser = Browser(given=EMPTY, fetch=fetch)
        answers = [browser.post("/verify", content=GOOD).json() for _ in range(3)]
        assert [one["conclusion"] for one in answers] == ["passed"] * 3
        assert asked == [LIST_URL]
        assert all(name.startswith("fetching") for name in threads)

    def test_what_cannot_be_had_is_not_asked_for_each_time(self) -> None:
        asked: list[str] = []

        def fetch(needed: Needed) -> Unavailable:
            asked.append(needed.url)
            return Unavailable(UnavailableReason.TIMEOUT)

        browser = Browser(given=EMPTY, fetch=fetch)
        answers = [browser.post("/verify", content=GOOD).json() for _ in range(3)]
        assert [one["conclusion"] for one in answers] == ["indeterminate"] * 3
        assert asked == [LIST_URL]

    def test_nothing_is_fetched_offline(self) -> None:
        assert conclusion(GOOD, given=EMPTY) == "indeterminate"

    def test_who_only_needs_what_is_at_hand_does_not_wait_for_who_does_not(self) -> None:
        """A host that never answers holds up nobody but who named it."""
        answered = threading.Event()

        def fetch(needed: Needed) -> bytes:
            assert needed.url == LIST_URL
            assert answered.wait(10)
            return status_list()

        app = create_app(service(given=EMPTY, fetch=fetch))

        async def both() -> list[str]:
            import httpx

            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="https://verify.example") as client:
                slow = asyncio.create_task(client.post("/verify", content=GOOD))
                await asyncio.sleep(0)
                quick = await client.post("/verify", content=signed_by_key())
                order = ["quick" if not slow.done() else "slow"]
                answered.set()
                return [*order, (await slow).json()["conclusion"], quick.json()["policy"]]

        assert asyncio.run(both()) == ["quick", "passed", "default"]


def _work_for(seconds: float) -> None:
    ends = time.thread_time() + seconds
    while time.thread_time() < ends:
        pass


class TestSlowOnes:
    """Attack A4: small credentials that are made to take long hold nobody else up for long."""

    def test_go_to_a_thread_after_a_few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        at_once = self._made_slower(monkeypatch, _work_for)
        browser = Browser()
        answers = [browser.post("/verify", content=GOOD).json() for _ in range(10)]
        assert {one["conclusion"] for one in answers} == {"passed"}
        assert len(at_once) == 6
        Browser(browser.app, address="192.0.2.9").post("/verify", content=GOOD)
        assert len(at_once) == 7

    def test_a_machine_that_is_busy_with_others_makes_nobody_slow(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at_once = self._made_slower(monkeypatch, time.sleep)
        browser = Browser()
        for _ in range(10):
            browser.post("/verify", content=GOOD)
        assert len(at_once) == 10

    @staticmethod
    def _made_slower(monkeypatch: pytest.MonkeyPatch, how: Callable[[float], None]) -> list[str]:
        """Let every verification take a while, and return the names of the threads that do them at once."""
        at_once: list[str] = []
        quick = VerifyingDesk.at_once

        def slow(desk: VerifyingDesk, question: Question) -> Answer | None:
            at_once.append(threading.current_thread().name)
            how(0.06)
            return quick(desk, question)

        monkeypatch.setattr(VerifyingDesk, "at_once", slow)
        return at_once

    def test_others_are_verified_at_once_however_many(self) -> None:
        verifier = service()
        browser = Browser(create_app(verifier))
        for _ in range(40):
            browser.post("/verify", content=GOOD)
        assert verifier._heavy._running == verifier._fetching._running == 0
        assert verifier._heavy._executor._threads == set()


@given(st.binary(max_size=300))
def test_whatever_comes_in_a_report_or_a_problem_goes_out(data: bytes) -> None:
    answer = BROWSER.post("/verify", content=data)
    assert answer.status_code == (200 if data else 400)
    assert json.loads(answer.content)


BROWSER = Browser()
