"""A trust list is kept between runs: not longer than its publisher says, nor than we think wise."""

import stat
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from credentials.signed_trust_list import TrustListOfOthers
from tests.keys_for_tests import STRANGER_ED25519
from tests.trust_for_tests import LIST_URL, NEXT_ROOT_KEY, NOW, ROOT_KEY, edition, signed_edition
from verifier.http import HttpFetcher
from verifier.resources import UnavailableReason
from verifier.trust import TrustListRolledBack, TrustStore
from verifier.trust_freshness import MOST, UNSAID, FreshList
from verifier.trust_source import ObtainedList, TrustListUnavailable, obtain_trust_list

TAG = '"edition-3"'
MINUTE = timedelta(minutes=1)


class Publisher:
    """A website with a trust list on it.

    Attributes:
        data: The list.
        headers: What is told besides.
        requests: What was asked.
    """

    def __init__(self, data: bytes, **headers: str) -> None:
        self.data = data
        self.headers: Mapping[str, str] = {name.replace("_", "-"): value for name, value in headers.items()}
        self.requests: list[httpx.Request] = []
        self.is_there = True

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if not self.is_there:
            raise httpx.ConnectError("nobody there")
        tag = self.headers.get("ETag")
        if tag is not None and request.headers.get("If-None-Match") == tag:
            return httpx.Response(304, headers=dict(self.headers))
        return httpx.Response(200, stream=httpx.ByteStream(self.data), headers=dict(self.headers))

    @property
    def tags(self) -> list[str | None]:
        """Which tags were sent."""
        return [request.headers.get("If-None-Match") for request in self.requests]


class Verifier:
    """Runs, each a new process that knows only what is in its cache.

    Args:
        folder: The cache.
        publisher: Who publishes the list.
    """

    def __init__(self, folder: Path, publisher: Publisher) -> None:
        self.folder = folder
        fetcher = HttpFetcher(resolve=lambda *_: ["93.184.216.34"], transport=httpx.MockTransport(publisher))
        self._ask = lambda needed, tag: fetcher.ask(needed, etag=tag)

    def run(
        self, after: timedelta = timedelta(), *, offline: bool = False, always: bool = False, root: str = ""
    ) -> ObtainedList:
        """Obtain the list so long after the first run."""
        now = NOW + after
        store = TrustStore([root or ROOT_KEY.did_key], self.folder)
        ask = None if offline else self._ask
        fetch = FreshList(store, self.folder, now=now, ask=ask, always=always)
        return obtain_trust_list(LIST_URL, store, now=now, fetch=fetch)


def first_run(folder: Path, **headers: str) -> tuple[Verifier, Publisher]:
    publisher = Publisher(signed_edition(3), **headers)
    verifier = Verifier(folder, publisher)
    assert verifier.run().trust_list.sequence == 3
    return verifier, publisher


@pytest.mark.parametrize(
    ("headers", "lasts"),
    [
        ({}, UNSAID),
        ({"Cache_Control": "max-age=600"}, timedelta(seconds=600)),
        ({"Cache_Control": 'public, MAX-AGE="600"'}, timedelta(seconds=600)),
        ({"Cache_Control": "max-age=600", "Age": "120"}, timedelta(seconds=480)),
        ({"Cache_Control": "max-age=600, max-age=60"}, timedelta(seconds=60)),
        ({"Cache_Control": "max-age=31536000"}, MOST),
        ({"Cache_Control": "private"}, UNSAID),
        ({"Cache_Control": "s-maxage=3600"}, UNSAID),
    ],
    ids=["unsaid", "said", "said_otherwise", "kept_by_another", "twice", "too_long", "private", "shared"],
)
def test_it_is_not_asked_for_before_its_time(
    tmp_path: Path, headers: dict[str, str], lasts: timedelta
) -> None:
    verifier, publisher = first_run(tmp_path, **headers)
    obtained = verifier.run(lasts - timedelta(seconds=1))
    assert (obtained.trust_list.sequence, obtained.problem) == (3, None)
    assert len(publisher.requests) == 1
    verifier.run(lasts)
    assert len(publisher.requests) == 2


@pytest.mark.parametrize(
    "said", ["no-store", "max-age=600, no-cache", "no-cache=set-cookie", "max-age=0", "max-age=60, Age=x"]
)
def test_who_wants_to_be_asked_each_time_is_asked(tmp_path: Path, said: str) -> None:
    verifier, publisher = first_run(tmp_path, Cache_Control=said)
    verifier.run(MINUTE)
    assert len(publisher.requests) == 2


def test_it_is_asked_whether_it_is_still_the_same(tmp_path: Path) -> None:
    verifier, publisher = first_run(tmp_path, ETag=TAG, Cache_Control="max-age=60")
    assert verifier.run(5 * MINUTE).problem is None
    assert verifier.run(5 * MINUTE + timedelta(seconds=30)).problem is None  # the answer counts anew
    assert publisher.tags == [None, TAG]
    publisher.data, publisher.headers = signed_edition(4), {"ETag": '"edition-4"'}
    assert verifier.run(10 * MINUTE).trust_list.sequence == 4
    verifier.run(60 * MINUTE)
    assert publisher.tags == [None, TAG, TAG, '"edition-4"']


def test_nobody_is_known_by_a_tag_for_longer_than_a_day(tmp_path: Path) -> None:
    verifier, publisher = first_run(tmp_path, ETag=TAG)
    for hours in (12, 23, 25, 26):
        verifier.run(timedelta(hours=hours))
    assert publisher.tags == [None, TAG, TAG, None, TAG]


@pytest.mark.parametrize("tag", ["no quotes", '"' + "x" * 201 + '"', '"a"b"', '"spatie erin"'])
def test_what_is_no_tag_is_not_sent(tmp_path: Path, tag: str) -> None:
    verifier, publisher = first_run(tmp_path, ETag=tag)
    verifier.run(MOST)
    assert publisher.tags == [None, None]


class TestOffline:
    def test_a_fresh_one_is_used_without_a_word(self, tmp_path: Path) -> None:
        verifier, publisher = first_run(tmp_path, Cache_Control="max-age=600")
        obtained = verifier.run(MINUTE, offline=True)
        assert (obtained.trust_list.sequence, obtained.problem) == (3, None)
        assert len(publisher.requests) == 1

    def test_an_older_one_is_used_and_that_is_told(self, tmp_path: Path) -> None:
        verifier, publisher = first_run(tmp_path)
        obtained = verifier.run(timedelta(days=2), offline=True)
        assert obtained.trust_list.sequence == 3
        assert isinstance(obtained.problem, TrustListUnavailable)
        assert obtained.problem.reason is UnavailableReason.OFFLINE
        assert len(publisher.requests) == 1


class TestWhatIsWrong:
    def test_an_expired_one_is_asked_for_however_fresh(self, tmp_path: Path) -> None:
        until = edition(3).valid_until
        assert until is not None
        publisher = Publisher(signed_edition(3), Cache_Control="max-age=3600")
        verifier = Verifier(tmp_path, publisher)
        verifier.run(until - NOW - MINUTE)
        verifier.run(until - NOW + MINUTE)
        assert len(publisher.requests) == 2

    def test_one_that_is_refused_is_not_kept(self, tmp_path: Path) -> None:
        verifier, publisher = first_run(tmp_path, Cache_Control="no-store")
        publisher.headers = {"Cache-Control": "max-age=3600", "ETag": TAG}
        for number, (data, problem) in enumerate(
            [
                (signed_edition(2), TrustListRolledBack),
                (signed_edition(4, key=STRANGER_ED25519), TrustListOfOthers),
            ]
        ):
            publisher.data = data
            for _ in range(2):
                obtained = verifier.run((number + 1) * MINUTE)
                assert obtained.trust_list.sequence == 3
                assert isinstance(obtained.problem, problem)
        assert publisher.tags == [None] * 5

    def test_when_nobody_answers_the_one_before_stands_in(self, tmp_path: Path) -> None:
        verifier, publisher = first_run(tmp_path)
        publisher.is_there = False
        obtained = verifier.run(timedelta(days=1))
        assert obtained.trust_list.sequence == 3
        assert isinstance(obtained.problem, TrustListUnavailable)

    def test_a_clock_that_was_ahead_does_not_keep_it_fresh(self, tmp_path: Path) -> None:
        verifier, publisher = first_run(tmp_path, Cache_Control="max-age=3600")
        verifier.run(-5 * MINUTE)
        assert len(publisher.requests) == 2

    def test_what_was_asked_for_other_keys_does_not_count(self, tmp_path: Path) -> None:
        verifier, publisher = first_run(tmp_path, Cache_Control="max-age=3600")
        publisher.data = signed_edition(3, key=NEXT_ROOT_KEY)
        verifier.run(MINUTE, root=NEXT_ROOT_KEY.did_key)
        assert len(publisher.requests) == 2

    @pytest.mark.parametrize(
        "written",
        [b"", b"{}", b"no JSON", b'{"digest": 5}', "far"],
        ids=["empty", "nothing", "no_json", "other", "far"],
    )
    def test_a_note_that_is_damaged_counts_for_nothing(self, tmp_path: Path, written: bytes | str) -> None:
        verifier, publisher = first_run(tmp_path, ETag=TAG, Cache_Control="max-age=600")
        (note,) = (tmp_path / "trust").glob("asked-*.json")
        if isinstance(written, str):  # what it says reaches farther than anybody may go
            text = note.read_text(encoding="utf-8")
            fresh_until = text.partition('"freshUntil": "')[2][:4]
            written = text.replace(f'"freshUntil": "{fresh_until}', '"freshUntil": "9998').encode()
        note.write_bytes(written)
        verifier.run(2 * MOST)
        assert len(publisher.requests) == 2

    def test_a_full_disk_stops_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        publisher = Publisher(signed_edition(3))
        assert Verifier(tmp_path / "file", publisher).run().trust_list.sequence == 3


def test_a_server_that_looks_from_time_to_time_asks_each_time(tmp_path: Path) -> None:
    verifier, publisher = first_run(tmp_path, ETag=TAG, Cache_Control="max-age=3600")
    verifier.run(MINUTE, always=True)
    assert publisher.tags == [None, TAG]


def test_the_note_is_for_its_owner_and_says_nothing_of_where(tmp_path: Path) -> None:
    first_run(tmp_path, ETag=TAG)
    (note,) = (tmp_path / "trust").glob("asked-*.json")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert b"http" not in note.read_bytes()
