"""The parts that hold a request in bounds: bodies, forms, zips, rates, seals, threads, languages."""

import asyncio
import csv
import io
import struct
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.harmless_cells import harmless_cell
from verifier import Needed, ResourceKind, Retrieved, Unavailable, UnavailableReason
from verifier.web import zip_files
from verifier.web.at_hand import DocumentsAtHand
from verifier.web.csv_table import csv_table
from verifier.web.forms import parse_form
from verifier.web.languages import language_of
from verifier.web.problems import ProblemKind, RequestRefused
from verifier.web.rate_limits import ClientNames, Rate, RateLimit
from verifier.web.request_body import ClientGone, read_body
from verifier.web.sealed import Seal, SealBroken
from verifier.web.slow_work import Busy, SlowWork, TookTooLong
from verifier.web.zip_files import UnpackedTooMuch, ZipUnusable, files_in_zip

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LIST = Needed(ResourceKind.STATUS_LIST, "https://school.example/1")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class TestBody:
    def read(self, *pieces: bytes, length: str | None = None, gone: bool = False) -> bytes:
        messages: Iterator[dict[str, Any]] = iter(
            [
                {"type": "http.request", "body": piece, "more_body": number + 1 < len(pieces) or gone}
                for number, piece in enumerate(pieces)
            ]
            + [{"type": "http.disconnect"}]
        )

        async def receive() -> dict[str, Any]:
            return next(messages)

        headers = [] if length is None else [(b"content-length", length.encode())]
        return asyncio.run(read_body({"headers": headers}, receive, max_bytes=10))

    def test_comes_in_pieces(self) -> None:
        assert self.read(b"ab", b"", b"cd") == b"abcd"

    @pytest.mark.parametrize("length", ["11", "9" * 30])
    def test_that_announces_too_much_is_not_read(self, length: str) -> None:
        with pytest.raises(RequestRefused) as caught:
            self.read(b"a", length=length)
        assert caught.value.kind is ProblemKind.TOO_LARGE

    def test_that_is_more_than_it_announced_is_not_read_on(self) -> None:
        with pytest.raises(RequestRefused):
            self.read(b"a" * 6, b"b" * 6, length="2")

    def test_of_somebody_who_left(self) -> None:
        with pytest.raises(ClientGone):
            self.read(b"a", gone=True)

    def test_that_does_not_come(self) -> None:
        async def receive() -> dict[str, Any]:
            await asyncio.sleep(10)
            raise AssertionError

        async def read() -> None:
            await read_body({"headers": []}, receive, max_bytes=1, max_time=timedelta(milliseconds=5))

        with pytest.raises(RequestRefused) as caught:
            asyncio.run(read())
        assert caught.value.kind is ProblemKind.TOO_SLOW


class TestForms:
    def multipart(self, *parts: str) -> bytes:
        return "".join(f"--x\r\n{part}\r\n" for part in parts).encode() + b"--x--\r\n"

    def test_texts_and_files(self) -> None:
        body = self.multipart(
            'Content-Disposition: form-data; name="text"\r\n\r\nhallo ë',
            'Content-Disposition: form-data; name="file"; filename="C:\\map\\a.json"\r\n\r\n{}',
            'Content-Disposition: form-data; name="file"; filename=""\r\n\r\n',
        )
        form = parse_form("multipart/form-data; boundary=x", body)
        assert form.text("text") == "hallo ë"
        assert [(file.name, file.content) for file in form.files["file"]] == [("a.json", b"{}")]

    def test_url_encoded(self) -> None:
        form = parse_form("application/x-www-form-urlencoded; charset=utf-8", b"text=a+b&text=c&x=")
        assert (form.text("text"), form.text("x"), form.text("y")) == ("a b", "", "")

    @pytest.mark.parametrize(
        ("content_type", "body"),
        [
            ("", b""),
            ("text/plain", b"x"),
            ("multipart/form-data", b"x"),
            ("multipart/form-data; boundary=x", b"nonsense"),
            ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(200))),
            ("application/x-www-form-urlencoded", b"\xff=\xff"),
        ],
    )
    def test_what_is_none(self, content_type: str, body: bytes) -> None:
        with pytest.raises(RequestRefused) as caught:
            parse_form(content_type, body)
        assert caught.value.kind is ProblemKind.FORM_MALFORMED

    def test_with_endless_parts_or_headers(self) -> None:
        part = 'Content-Disposition: form-data; name="a"\r\n\r\n'
        for body in (self.multipart(*[part] * 3_000), self.multipart(f"X: {'y' * 20_000}\r\n\r\n")):
            with pytest.raises(RequestRefused):
                parse_form("multipart/form-data; boundary=x", body)

    @given(st.binary(max_size=200))
    def test_whatever_comes_it_is_a_form_or_refused(self, body: bytes) -> None:
        for content_type in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
            try:
                parse_form(content_type, b"--x" + body)
            except RequestRefused as refused:
                assert refused.kind is ProblemKind.FORM_MALFORMED  # noqa: PT017 - both outcomes are fine


class TestZips:
    def zipped(self, *files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", method) as archive:
            for name, content in files:
                archive.writestr(name, content)
        return output.getvalue()

    def test_what_is_in_it(self) -> None:
        data = self.zipped(("a/b.json", b"1"), (".hidden", b"2"), ("c/", b""))
        assert [(file.name, file.content) for file in files_in_zip(data)] == [("a/b.json", b"1")]

    def test_a_bomb_ends_when_it_is_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_files, "MAX_UNPACKED", 100_000)
        data = self.zipped(("a", b"x"), ("bomb", bytes(5_000_000)))
        taken = files_in_zip(data)
        assert next(taken).content == b"x"
        with pytest.raises(UnpackedTooMuch):
            next(taken)

    def test_other_methods_and_passwords_are_refused(self) -> None:
        locked = bytearray(self.zipped(("a", b"x")))
        locked[6] |= 1
        at = locked.index(b"PK\x01\x02")
        locked[at + 8] |= 1
        for data in (self.zipped(("a", b"x"), method=zipfile.ZIP_LZMA), bytes(locked)):
            with pytest.raises(ZipUnusable):
                list(files_in_zip(data))

    def test_a_list_of_files_that_is_larger_than_any_is_not_read(self) -> None:
        data = bytearray(self.zipped(("a", b"x")))
        at = data.rindex(b"PK\x05\x06")
        struct.pack_into("<L", data, at + 12, 0xFFFFFFFF)
        with pytest.raises(ZipUnusable):
            list(files_in_zip(bytes(data)))

    @given(st.binary(max_size=400))
    def test_whatever_comes_only_our_own_errors_come_out(self, noise: bytes) -> None:
        good = self.zipped(("a.json", b"{}"), ("b.json", b"[]"))
        cut = len(noise) % len(good)
        for data in (b"PK\x03\x04" + noise, good[:cut] + noise + good[cut:]):
            try:
                list(files_in_zip(data))
            except (ZipUnusable, UnpackedTooMuch):
                continue


class TestRates:
    def test_a_burst_and_then_so_many_a_minute(self) -> None:
        seconds = [0.0]
        limit = RateLimit(Rate(per_minute=60, burst=2), lambda: seconds[0])
        assert [limit.wait(b"a") for _ in range(3)] == [0, 0, 1.0]
        assert limit.wait(b"b") == 0
        seconds[0] = 1.0
        assert [limit.wait(b"a") == 0 for _ in range(2)] == [True, False]

    def test_a_bucket_holds_no_more_than_a_burst(self) -> None:
        seconds = [0.0]
        limit = RateLimit(Rate(per_minute=60, burst=2), lambda: seconds[0])
        limit.wait(b"a")
        seconds[0] = 10_000.0
        assert [limit.wait(b"a") == 0 for _ in range(3)] == [True, True, False]

    def test_only_so_many_clients_are_remembered(self) -> None:
        limit = RateLimit(Rate(per_minute=60, burst=1), lambda: 0.0, max_clients=10)
        for number in range(1_000):
            limit.wait(number.to_bytes(2))
        assert len(limit._buckets) == 10

    def test_names_are_this_servers_own(self) -> None:
        scope: dict[str, Any] = {"client": ("192.0.2.1", 1)}
        names = {ClientNames(key).of(scope) for key in (b"one", b"two")}
        assert len(names) == 2
        assert all(b"192" not in name for name in names)
        assert ClientNames(b"x").of({"client": None}) == ClientNames(b"x").of({"client": ("", 0)})


class TestSeals:
    def test_what_is_sealed_can_be_opened_for_a_while(self) -> None:
        clock = Clock()
        seal = Seal(b"secret", clock)
        sealed = seal.close("x", b"content" * 1_000)
        assert len(sealed) < 500
        clock.now += timedelta(minutes=29)
        assert seal.open("x", sealed) == b"content" * 1_000
        clock.now += timedelta(minutes=2)
        with pytest.raises(SealBroken):
            seal.open("x", sealed)

    def test_for_one_purpose_by_one_server(self) -> None:
        seal = Seal(b"secret", Clock())
        sealed = seal.close("x", b"content")
        for other, purpose in ((seal, "y"), (Seal(b"other", Clock()), "x")):
            with pytest.raises(SealBroken):
                other.open(purpose, sealed)

    def test_the_same_looks_different_each_time(self) -> None:
        seal = Seal(b"secret", Clock())
        assert seal.close("x", b"content") != seal.close("x", b"content")

    @given(st.text(max_size=80), st.integers(0, 200), st.integers(1, 255))
    def test_whatever_comes_back_it_opens_unchanged_or_not_at_all(
        self, noise: str, place: int, change: int
    ) -> None:
        import base64

        seal = Seal(b"secret", Clock())
        raw = bytearray(base64.urlsafe_b64decode(seal.close("x", b"content")))
        raw[place % len(raw)] ^= change
        for text in (noise, base64.urlsafe_b64encode(raw).decode()):
            with pytest.raises(SealBroken):
                seal.open("x", text)


class TestSlowWork:
    def test_returns_and_raises_what_the_work_does(self) -> None:
        work = SlowWork("test", threads=1, waiting=1, timeout=timedelta(seconds=5))
        assert asyncio.run(work.do(lambda: 7)) == 7
        with pytest.raises(ZeroDivisionError):
            asyncio.run(work.do(lambda: 1 // 0))
        work.close()

    def test_the_queue_has_an_end_and_places_come_free(self) -> None:
        work = SlowWork("test", threads=1, waiting=1, timeout=timedelta(seconds=5))
        go_on = threading.Event()

        async def crowd() -> list[object]:
            tasks = [asyncio.create_task(work.do(go_on.wait)) for _ in range(4)]
            await asyncio.sleep(0.05)
            go_on.set()
            return await asyncio.gather(*tasks, return_exceptions=True)

        outcomes = asyncio.run(crowd())
        assert [type(one) for one in outcomes] == [bool, bool, Busy, Busy]
        assert asyncio.run(work.do(lambda: 1)) == 1
        work.close()

    def test_nobody_waits_for_ever(self) -> None:
        work = SlowWork("test", threads=1, waiting=0, timeout=timedelta(milliseconds=20))
        go_on = threading.Event()
        with pytest.raises(TookTooLong):
            asyncio.run(work.do(go_on.wait))
        with pytest.raises(Busy):  # the thread still has its place
            asyncio.run(work.do(lambda: 1))
        go_on.set()
        for _ in range(200):
            try:
                assert asyncio.run(work.do(lambda: 1)) == 1
                break
            except Busy:
                time.sleep(0.01)
        work.close()


class TestDocumentsAtHand:
    def test_are_kept_for_a_while(self) -> None:
        clock, asked = Clock(), []

        def fetch(needed: Needed) -> bytes:
            asked.append(needed)
            return b"list"

        at_hand = DocumentsAtHand(fetch, clock)
        assert at_hand.get(LIST) is None
        assert at_hand.fetch(LIST) == Retrieved(b"list", NOW)
        clock.now += timedelta(minutes=4)
        assert at_hand.get(LIST) == at_hand.fetch(LIST) == Retrieved(b"list", NOW)
        clock.now += timedelta(minutes=2)
        assert at_hand.get(LIST) is None
        at_hand.fetch(LIST)
        assert len(asked) == 2

    def test_a_failure_is_forgotten_sooner(self) -> None:
        clock = Clock()
        at_hand = DocumentsAtHand(lambda _needed: Unavailable(UnavailableReason.TIMEOUT), clock)
        at_hand.fetch(LIST)
        assert isinstance(at_hand.get(LIST), Unavailable)
        clock.now += timedelta(seconds=31)
        assert at_hand.get(LIST) is None

    def test_what_several_want_is_fetched_once(self) -> None:
        asked, go_on = [], threading.Event()

        def fetch(needed: Needed) -> bytes:
            asked.append(needed)
            go_on.wait(5)
            return b"list"

        at_hand = DocumentsAtHand(fetch, Clock())
        found: list[object] = []
        threads = [threading.Thread(target=lambda: found.append(at_hand.fetch(LIST))) for _ in range(5)]
        for thread in threads:
            thread.start()
        time.sleep(0.02)
        go_on.set()
        for thread in threads:
            thread.join()
        assert len(asked) == 1
        assert found == [Retrieved(b"list", NOW)] * 5

    def test_memory_has_an_end(self) -> None:
        at_hand = DocumentsAtHand(lambda _needed: bytes(1024 * 1024), Clock())
        wanted = [Needed(ResourceKind.STATUS_LIST, f"https://x.example/{number}") for number in range(80)]
        for needed in wanted:
            at_hand.fetch(needed)
        kept = [needed for needed in wanted if at_hand.get(needed) is not None]
        assert kept == wanted[-64:]

    def test_an_error_reaches_who_asked_and_blocks_nobody(self) -> None:
        def fetch(_needed: Needed) -> bytes:
            raise RuntimeError

        at_hand = DocumentsAtHand(fetch, Clock())
        for _ in range(2):
            with pytest.raises(RuntimeError):
                at_hand.fetch(LIST)


class TestLanguages:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            ("", "nl"),
            ("en", "en"),
            ("EN-us", "en"),
            ("de, en;q=0.3, nl;q=0.2", "en"),
            ("en;q=0", "nl"),
            ("en;q=x", "nl"),
            ("en;q=2", "nl"),
            ("nl-BE, en", "nl"),
            ("x" * 5_000 + ",en", "nl"),
        ],
    )
    def test_the_most_wanted_of_ours(self, header: str, language: str) -> None:
        assert language_of(header) == language


class TestCSV:
    @given(st.lists(st.text(), min_size=1, max_size=4))
    def test_every_cell_is_made_harmless(self, row: list[str]) -> None:
        text = csv_table([row], language="nl").decode("utf-8-sig")
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert cells == [harmless_cell(value) for value in row]
