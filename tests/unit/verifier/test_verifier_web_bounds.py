"""What a stranger can make the web server do: each of these was tried out on it, and is bounded."""

import asyncio
import gzip
import io
import json
import logging
import subprocess
import sys
import threading
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps
from starlette.requests import Request

from tests.cards_for_tests import card_address
from tests.web_for_tests import GOOD, Browser, service
from verifier.web import languages, qr_photo, qr_reading
from verifier.web.application import create_app
from verifier.web.desk import VerifyingDesk
from verifier.web.forms import parse_form
from verifier.web.languages import language_of
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.qr_photo import qr_texts
from verifier.web.rate_limits import ClientNames
from verifier.web.request_body import TAKEN, read_body
from verifier.web.responses import SAFETY
from verifier.web.service import VerifierService
from verifier.web.slow_work import Busy, SlowWork, TookTooLong
from verifier.web.upload_room import RoomTaken, UploadRoom
from verifier.web.whole_documents import WholeDocuments

KIB = 1024


class TestOptions:
    @pytest.mark.parametrize("query", ["&".join(["a=b"] * 50), "policy=%ff%00", "policy=" + "x" * 9_000])
    def test_of_any_number_are_the_askers_mistake(self, query: str) -> None:
        answer = Browser().post(f"/verify?{query}", content=GOOD)
        assert answer.status_code == 400
        assert answer.json()["type"] == "urn:waarmerk:problem:unknown_policy"

    def test_a_mistake_of_ours_is_a_problem_like_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Programs read JSON; and a page without its policy could be put in a frame."""

        def broken(_desk: VerifyingDesk, _question: object) -> NoReturn:
            raise RuntimeError

        monkeypatch.setattr(VerifyingDesk, "at_once", broken)
        answer = Browser().post("/verify", content=GOOD)
        assert (answer.status_code, answer.json()["type"]) == (500, "urn:waarmerk:problem:our_fault")
        assert answer.headers["cache-control"] == "no-store"
        assert {name.decode() for name, _ in SAFETY} <= set(answer.headers)


class TestForms:
    def test_an_escaped_text_is_no_larger_than_a_credential_can_be(self) -> None:
        with pytest.raises(RequestRefused) as caught:
            parse_form("application/x-www-form-urlencoded", b"text=" + b"%41" * 700_000)
        assert caught.value.kind is ProblemKind.TOO_LARGE

    def test_the_largest_credential_fits_with_every_sign_escaped(self) -> None:
        form = parse_form("application/x-www-form-urlencoded", b"text=" + b"%41" * 512_000)
        assert len(form.text("text")) == 512_000

    def test_of_a_kind_with_endless_parameters(self) -> None:
        whole = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
        assert parse_form("multipart/form-data; boundary=x" + ";a=b" * 50, whole).text("a") == "b"
        with pytest.raises(RequestRefused):
            parse_form("multipart/form-data; boundary=x" + ";a=b" * 15_000, whole)

    def test_the_library_says_nothing_of_what_came(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), pytest.raises(RequestRefused):
            parse_form("multipart/form-data; boundary=x", b"geheim")
        assert caplog.text == ""

    @pytest.mark.parametrize("path", ["/verify", "/nl/check"])
    def test_a_large_one_is_taken_apart_beside_the_others(
        self, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from verifier.web import pages, verify_endpoint

        threads: list[str] = []

        def watched(content_type: str, body: bytes) -> object:
            threads.append(threading.current_thread().name)
            return parse_form(content_type, body)

        for module in (pages, verify_endpoint):
            monkeypatch.setattr(module, "parse_form", watched)
        for size in (10, 100 * KIB):
            Browser().post(path, files={"file": ("x.json", b" " * size)})
        assert [name.startswith("heavy") for name in threads] == [False, True]


class Signal(threading.Event):
    """Work that waits for it ends in any case, also when a test does not get to the end."""

    def wait(self, timeout: float | None = 20) -> bool:
        return super().wait(timeout)


class TestShares:
    def test_one_client_leaves_room_for_another(self) -> None:
        work = SlowWork("test", threads=1, waiting=5, timeout=timedelta(seconds=5), share=2)
        go_on = Signal()

        async def crowd() -> list[object]:
            greedy = [asyncio.create_task(work.do(go_on.wait, client=b"greedy")) for _ in range(5)]
            other = asyncio.create_task(work.do(go_on.wait, client=b"other"))
            await asyncio.sleep(0.05)
            go_on.set()
            return await asyncio.gather(*greedy, other, return_exceptions=True)

        outcomes = asyncio.run(crowd())
        assert [type(one) for one in outcomes] == [bool, bool, Busy, Busy, Busy, bool]
        assert (work._there_of, work._running_of, work._running) == ({}, {}, 0)
        work.close()

    def test_one_client_never_has_every_thread(self) -> None:
        """Work of a minute, twice, and a photo of somebody else: it does not wait a minute."""
        work = SlowWork("test", threads=2, waiting=8, timeout=timedelta(seconds=5))
        go_on = Signal()

        async def crowd() -> str:
            greedy = [asyncio.create_task(work.do(go_on.wait, client=b"greedy")) for _ in range(4)]
            await asyncio.sleep(0.02)
            try:
                return await work.do(lambda: "done", client=b"other")
            finally:
                go_on.set()
                await asyncio.gather(*greedy, return_exceptions=True)

        assert asyncio.run(crowd()) == "done"
        work.close()

    def test_what_is_given_up_before_it_began_leaves_its_place(self) -> None:
        work = SlowWork("test", threads=1, waiting=1, timeout=timedelta(milliseconds=20), share=2)
        go_on = Signal()

        async def crowd() -> list[object]:
            pieces = [work.do(go_on.wait, client=b"a") for _ in range(2)]
            return await asyncio.gather(*pieces, return_exceptions=True)

        assert [type(one) for one in asyncio.run(crowd())] == [TookTooLong, TookTooLong]
        assert len(work._waiting) == 0
        assert work._there_of == {b"a": 1}  # the thread that has begun still has its place
        go_on.set()
        work.close()

    def test_after_the_end_nothing_is_begun(self) -> None:
        work = SlowWork("test", threads=1, waiting=1, timeout=timedelta(seconds=5))
        work.close()
        with pytest.raises(Busy):
            asyncio.run(work.do(lambda: 1))

    def test_who_has_taken_their_share_is_told_and_others_are_served(self) -> None:
        """One client sends what takes long, again and again; somebody else sends a photo."""
        verifier = service()
        app = create_app(verifier)
        go_on = Signal()
        large = b" " * 30_000 + GOOD

        async def story() -> tuple[list[int], int]:
            stuck = [
                asyncio.create_task(verifier.work_on(go_on.wait, {"client": ("192.0.2.66", 1)}))
                for _ in range(6)
            ]
            await asyncio.sleep(0.05)
            loop = asyncio.get_running_loop()
            greedy = Browser(app, address="192.0.2.66")
            refused = await loop.run_in_executor(None, lambda: greedy.post("/verify", content=large))
            go_on.set()
            await asyncio.gather(*stuck)
            other = Browser(app, address="192.0.2.1")
            served = await loop.run_in_executor(None, lambda: other.post("/verify", content=large))
            return [refused.status_code], served.status_code

        assert asyncio.run(story()) == ([503], 200)


class TestUploadRoom:
    def test_all_together_and_each(self) -> None:
        room = UploadRoom(room=100, share=60)
        room.take(60, b"a")
        for size, client in ((1, b"a"), (41, b"b")):
            with pytest.raises(RequestRefused) as caught:
                room.take(size, client)
            assert caught.value.kind is ProblemKind.BUSY
        room.take(40, b"b")
        room.give_back(60, b"a")
        room.take(60, b"c")

    @given(st.lists(st.tuples(st.sampled_from([b"a", b"b", b"c"]), st.integers(0, 400 * KIB)), max_size=12))
    def test_what_was_taken_comes_back(self, requests: list[tuple[bytes, int]]) -> None:
        room = UploadRoom(room=1024 * KIB, share=600 * KIB)
        before = vars(room).copy()
        taken = []
        for client, size in requests:
            one = RoomTaken(room, lambda client=client: client)  # type: ignore[misc]  # bound at once
            taken.append(one)
            try:
                one.more(size // 2)
                one.more(size - size // 2)
            except RequestRefused:
                continue
        for one in taken:
            one.give_back()
            one.give_back()  # twice is once
        assert vars(room) == before

    def read(self, taken: RoomTaken, pieces: int) -> bytes:
        messages = iter({"body": b"x" * 64 * KIB, "more_body": left > 0} for left in reversed(range(pieces)))

        async def receive() -> dict[str, Any]:
            return {"type": "http.request"} | next(messages)

        scope = {"headers": [], TAKEN: taken}
        return asyncio.run(read_body(scope, receive, max_bytes=10**9))

    def test_is_counted_as_it_comes(self) -> None:
        taken = RoomTaken(UploadRoom(room=200 * KIB, share=200 * KIB), lambda: b"a")
        assert len(self.read(taken, 3)) == 192 * KIB
        with pytest.raises(RequestRefused):
            self.read(taken, 1)

    def test_nobody_counts_what_is_small(self) -> None:
        room = UploadRoom(room=0, share=0)
        self.read(RoomTaken(room, lambda: b"a"), 2)

    @pytest.mark.parametrize("path", ["/nl/check", "/verify"])
    def test_a_request_that_was_answered_has_none(self, path: str) -> None:
        verifier = service()
        browser = Browser(create_app(verifier))
        before = vars(verifier._room).copy()
        for _ in range(3):
            browser.post(path, content=b"x" * 300 * KIB)
            browser.post(path, files={"file": ("x", b"x" * 300 * KIB)})
        assert vars(verifier._room) == before

    def test_who_comes_when_there_is_none_is_asked_to_come_back(self) -> None:
        verifier = service()
        verifier._room = UploadRoom(room=200 * KIB)
        answer = Browser(create_app(verifier)).post("/verify", content=b"x" * 300 * KIB)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


class SkippedTime(asyncio.SelectorEventLoop):
    """A loop whose clock goes on at once when all that it does is wait."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__()
        selector = self._selector  # type: ignore[attr-defined]  # of the base class
        select = selector.select

        def skip(timeout: float | None) -> object:
            self._now += timeout or 0.0
            return select(0)

        selector.select = skip

    def time(self) -> float:
        return self._now


class TestPace:
    def come(self, pieces: int, size: int, *, seconds: float) -> bytes:
        """Send pieces of a size, so many seconds apart."""
        sizes = iter([size] * pieces)

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(seconds)
            piece = next(sizes, None)
            return {"type": "http.request", "body": b"x" * (piece or 0), "more_body": piece is not None}

        with asyncio.Runner(loop_factory=SkippedTime) as runner:
            return runner.run(read_body({"headers": []}, receive, max_bytes=10**9))

    @pytest.mark.parametrize(
        ("pieces", "size", "seconds"),
        [(40, 1, 1), (1, 1, 11), (40, 400 * KIB, 2)],
        ids=["drops", "late", "long"],
    )
    def test_what_is_too_slow(self, pieces: int, size: int, seconds: float) -> None:
        with pytest.raises(RequestRefused) as caught:
            self.come(pieces, size, seconds=seconds)
        assert caught.value.kind is ProblemKind.TOO_SLOW

    @pytest.mark.parametrize(
        ("pieces", "size", "seconds"),
        [(3, 1, 2), (40, 6 * KIB, 1.4), (50, 900 * KIB, 1.1)],
        ids=["few", "slow", "large"],
    )
    def test_what_is_not(self, pieces: int, size: int, seconds: float) -> None:
        assert len(self.come(pieces, size, seconds=seconds)) == pieces * size


class TestClients:
    def test_those_of_ipv4_are_told_apart_on_a_socket_for_both(self) -> None:
        names = ClientNames(b"key")

        def name(address: str) -> bytes:
            return names.of({"client": (address, 1)})

        assert name("::ffff:192.0.2.1") == name("192.0.2.1") != name("::ffff:192.0.2.2")
        assert name("2001:db8::1") == name("2001:db8::2%eth0") != name("2001:db8:0:1::1")
        assert name("nonsense:") == name("")


class TestLanguages:
    def test_a_long_wish_is_not_remembered_whole(self) -> None:
        """Five hundred headers of 64 kB would be thirty megabytes."""
        languages._language_of.cache_clear()
        for number in range(3):
            assert language_of("en," + "x" * 1_000 + str(number)) == "en"
        assert languages._language_of.cache_info().currsize == 1


class TestRedirects:
    @pytest.mark.parametrize(
        ("path", "location"),
        [("/nl", "/nl/"), ("//nl", None), ("/nl/api/?a=b", "/nl/api?a=b"), ("/\\nl", None)],
    )
    def test_name_no_host_whoever_asks(self, path: str, location: str | None) -> None:
        """A2, A15: the sender of a request chooses its host, and caches keep what is public."""
        answer = Browser().get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
        assert answer.headers.get("location") == location
        assert "evil" not in str(answer.headers)


class TestWholeDocuments:
    def request(self, **headers: str) -> Request:
        sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        return Request({"type": "http", "headers": sent})

    def test_are_compressed_once_and_not_by_who_answers_the_others(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from verifier.web import whole_documents

        made: list[tuple[int, str]] = []

        def watched(content: bytes) -> bytes | None:
            made.append((len(content), threading.current_thread().name))
            return gzip.compress(content)

        monkeypatch.setattr(whole_documents, "packed", watched)
        documents = WholeDocuments(2)
        large = [bytes([number]) * 100 * KIB for number in range(3)]

        async def ask(content: bytes) -> bytes:
            answer = await documents.answer(self.request(accept_encoding="gzip"), content, "text/plain")
            return gzip.decompress(bytes(answer.body))

        async def story() -> None:
            assert await asyncio.gather(*(ask(large[0]) for _ in range(5))) == [large[0]] * 5
            assert await ask(b"small") == b"small"
            await ask(large[0])

        asyncio.run(story())
        assert [size for size, _ in made] == [100 * KIB, 5]
        main = threading.current_thread().name
        assert [thread == main for _, thread in made] == [False, True]

    def test_what_a_stranger_varies_drives_no_trust_list_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The service worker is another one for each host that the sender of a request names."""
        from verifier.web import whole_documents

        edition = b"[]" * 100 * KIB
        made: list[int] = []

        def watched(content: bytes) -> None:
            made.append(len(content))

        monkeypatch.setattr(whole_documents, "packed", watched)
        options = replace(service().options, signed_list=lambda: edition)
        browser = Browser(create_app(VerifierService(options)))
        browser.get("/card/trust-list.json")
        for number in range(40):
            browser.get("/card/service-worker.js", headers={"Host": f"h{number}.example"})
        browser.get("/card/trust-list.json")
        assert made.count(len(edition)) == 1

    def test_the_oldest_goes_first(self) -> None:
        documents = WholeDocuments(2)

        async def story() -> None:
            for content in (b"a", b"b", b"a", b"c"):
                await documents.answer(self.request(), content, "text/plain")

        asyncio.run(story())
        assert list(documents._forms) == [b"a", b"c"]


def jpeg_of_many_scans() -> bytes:
    """Return half a megabyte that takes a decoder minutes: forty million pixels, refined over and over."""
    output = io.BytesIO()
    Image.new("L", (6_320, 6_320), 7).save(output, "JPEG", quality=20, progressive=True)
    picture = output.getvalue()
    last = picture.rindex(b"\xff\xda")
    return picture[:-2] + picture[last:-2] * 5_000 + picture[-2:]


def false_corners() -> bytes:
    """Return a picture of nothing but what looks like the corner of a QR code."""
    corner = Image.new("L", (7, 7), 0)
    corner.paste(255, (1, 1, 6, 6))
    corner.paste(0, (2, 2, 5, 5))
    picture = Image.new("L", (2_400, 2_400), 255)
    for place in range(266 * 266):
        picture.paste(corner, (place % 266 * 9, place // 266 * 9))
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


class TestPhotos:
    """Attacks A4 and A13. A picture is decoded in a process that the system ends when it takes too much."""

    def test_that_take_too_long_are_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given_up: list[str] = []
        run = subprocess.run

        def watched(*arguments: Any, **options: Any) -> object:  # noqa: ANN401 - as it is called
            try:
                return run(*arguments, **options)
            except subprocess.TimeoutExpired:
                given_up.append("by the clock")
                raise

        monkeypatch.setattr(subprocess, "run", watched)
        monkeypatch.setattr(qr_photo, "_MAX_SECONDS", 1.0)
        for picture in (jpeg_of_many_scans(), false_corners()):
            assert qr_texts(picture) == ()
        assert given_up == ["by the clock"] * 2

    @pytest.mark.parametrize(
        ("bound", "most"), [("RLIMIT_CPU", 8), ("RLIMIT_AS", 768 * 1024 * 1024), ("RLIMIT_FSIZE", 0)]
    )
    def test_the_system_ends_it_when_nobody_waits_any_more(self, bound: str, most: int) -> None:
        program = "import runpy, sys, resource; runpy.run_path(sys.argv[1])['_bound'](); "
        ask = f"print(resource.getrlimit(resource.{bound}))"
        done = subprocess.run(
            [sys.executable, "-I", "-c", program + ask, qr_photo._PROGRAM], capture_output=True, text=True
        )
        assert done.stdout.strip() == f"({most}, {most})"

    def test_that_take_too_much_memory_are_given_up(self) -> None:
        program = (
            "import runpy, sys; made = runpy.run_path(sys.argv[1]); main = made['main']; "
            "main.__globals__['texts_on'] = lambda data: [str(len(bytes(10**9)))]; main()"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", program, qr_photo._PROGRAM], input=b"", capture_output=True
        )
        assert (done.returncode, done.stdout) == (0, b"[]")

    def test_what_is_read_is_read_with_and_without_transparency(self) -> None:
        import qrcode

        address = card_address()
        printed = qrcode.make(address).get_image().convert("L")
        code = Image.new("RGBA", printed.size, (0, 0, 0, 0))
        code.putalpha(ImageOps.invert(printed))
        for picture in (code, code.resize((5_000, 5_000))):
            output = io.BytesIO()
            picture.save(output, "PNG")
            assert qr_texts(output.getvalue()) == (address,)

    def test_nothing_of_the_photo_is_on_the_command_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[Mapping[str, Any]] = []
        run = subprocess.run

        def watched(command: list[str], **options: Any) -> object:  # noqa: ANN401
            seen.append({"command": command, "input": options["input"]})
            return run(command, **options)

        monkeypatch.setattr(subprocess, "run", watched)
        qr_texts(b"\xff\xd8\xffgeheim")
        assert seen[0]["input"].endswith(b"geheim")
        assert "geheim" not in str(seen[0]["command"])

    @given(st.binary(max_size=300))
    def test_whatever_it_is_there_are_codes_or_none(self, data: bytes) -> None:
        for start in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP"):
            assert qr_reading.texts_on(start + data) == []

    @settings(max_examples=10)
    @given(st.integers(0, 2_000), st.binary(min_size=1, max_size=20))
    def test_a_picture_that_was_damaged(self, place: int, noise: bytes) -> None:
        output = io.BytesIO()
        Image.new("RGB", (60, 60), "white").save(output, "PNG")
        data = bytearray(output.getvalue())
        at = place % len(data)
        data[at : at + len(noise)] = noise
        assert qr_reading.texts_on(bytes(data)) == []

    def test_a_program_that_fails_says_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(qr_photo, "_PROGRAM", qr_photo._PROGRAM.with_name("nothing.py"))
        assert qr_texts(b"\xff\xd8\xff") == ()


def test_a_seal_is_no_bomb() -> None:
    """What was not sealed here does not get as far as being unpacked."""
    bomb = zlib.compress(bytes(10_000_000))
    answer = Browser().post("/nl/person", data={"kept": bomb.hex(), "name": "x"})
    assert answer.status_code == 400


def test_a_report_holds_whatever_signs_came() -> None:
    """Lone halves of characters cannot be written as UTF-8."""
    for strange in (b"\\ud800", b"\\udfff\\ud800", b"\\u0000", b"\\u202e", b"\\uffff"):
        answer = Browser().post("/verify", content=GOOD.replace(b"Sanne", strange))
        assert answer.status_code == 200
        json.loads(answer.content)
