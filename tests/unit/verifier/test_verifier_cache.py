"""Keep fetched documents, so that a later verification can do without the network."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.verification_for_tests import AT, AWARDED
from verifier import Needed, ResourceKind, Retrieved, Unavailable, UnavailableReason
from verifier.cache import ResourceCache, asking_once, default_folder, from_cache, into_cache

NEEDED = Needed(ResourceKind.STATUS_LIST, "https://school.example/status/1")
HEADER = (
    b'{"kind": "status_list", "url": "https://school.example/status/1", '
    b'"retrievedAt": "2026-11-21T12:00:00Z"}\n{}'
)
OTHER = Needed(ResourceKind.JWKS, "https://school.example/status/1")


class TestResourceCache:
    def test_gives_back_what_was_put(self, tmp_path: Path) -> None:
        cache = ResourceCache(tmp_path / "cache")
        cache.put(NEEDED, b'{\n"a": 1}\x00', at=AT)
        assert cache.get(NEEDED) == Retrieved(b'{\n"a": 1}\x00', AT)
        assert cache.get(OTHER) is None

    def test_gives_the_latest(self, tmp_path: Path) -> None:
        cache = ResourceCache(tmp_path)
        cache.put(NEEDED, b"old", at=AWARDED)
        cache.put(NEEDED, b"new", at=AT)
        assert cache.get(NEEDED) == Retrieved(b"new", AT)
        assert len(list(tmp_path.iterdir())) == 1

    def test_is_for_its_owner_only(self, tmp_path: Path) -> None:
        """It tells whose credentials somebody verified."""
        folder = tmp_path / "cache"
        ResourceCache(folder).put(NEEDED, b"{}", at=AT)
        (file,) = folder.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    @pytest.mark.parametrize(
        "damage",
        [
            b"",
            b"not a header\n{}",
            HEADER.replace(b"status_list", b"jwks"),
            HEADER.replace(b"2026-11-21T12:00:00Z", b"gisteren"),
        ],
    )
    def test_does_not_give_what_is_damaged_or_another_document(self, tmp_path: Path, damage: bytes) -> None:
        cache = ResourceCache(tmp_path)
        cache.put(NEEDED, b"{}", at=AT)
        (file,) = tmp_path.iterdir()
        file.write_bytes(damage)
        assert cache.get(NEEDED) is None

    def test_leaves_nothing_behind_when_it_cannot_write(self, tmp_path: Path) -> None:
        cache = ResourceCache(tmp_path)
        cache.put(NEEDED, b"{}", at=AT)
        (file,) = tmp_path.iterdir()
        file.unlink()
        file.mkdir()  # a folder in the place of the file cannot be replaced by a file
        with pytest.raises(OSError, match=r".*"):
            cache.put(NEEDED, b"{}", at=AT)
        assert list(tmp_path.iterdir()) == [file]


class TestFetching:
    def test_fills_the_cache_and_offline_uses_it(self, tmp_path: Path) -> None:
        cache = ResourceCache(tmp_path)
        online = into_cache(lambda _needed: b"{}", cache, lambda: AT)
        assert online(NEEDED) == b"{}"
        assert from_cache(cache)(NEEDED) == Retrieved(b"{}", AT)
        assert from_cache(cache)(OTHER) == Unavailable(UnavailableReason.OFFLINE)

    def test_does_not_keep_what_could_not_be_had(self, tmp_path: Path) -> None:
        timeout = Unavailable(UnavailableReason.TIMEOUT)
        assert into_cache(lambda _needed: timeout, ResourceCache(tmp_path), lambda: AT)(NEEDED) == timeout
        assert list(tmp_path.iterdir()) == []

    def test_does_without_a_cache_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        cache = ResourceCache(tmp_path / "file" / "cache")
        assert into_cache(lambda _needed: b"{}", cache, lambda: AT)(NEEDED) == b"{}"

    def test_asks_once_for_a_document(self) -> None:
        asked: list[Needed] = []

        def fetch(needed: Needed) -> bytes:
            asked.append(needed)
            return b"{}"

        once = asking_once(fetch)
        assert [once(NEEDED), once(NEEDED), once(OTHER)] == [b"{}"] * 3
        assert asked == [NEEDED, OTHER]


class TestDefaultFolder:
    def test_is_where_the_environment_says(self) -> None:
        folder = default_folder({"XDG_CACHE_HOME": "/somewhere"})
        assert folder == Path("/somewhere/waarmerk/verifier")

    @pytest.mark.parametrize("environment", [{}, {"XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "relative"}])
    def test_is_in_the_home_folder_otherwise(self, environment: dict[str, str]) -> None:
        assert default_folder(environment) == Path.home() / ".cache" / "waarmerk" / "verifier"


def test_a_moment_is_kept_to_the_second(tmp_path: Path) -> None:
    cache = ResourceCache(tmp_path)
    cache.put(NEEDED, b"", at=datetime(2026, 1, 1, 0, 0, 0, 999, tzinfo=UTC))
    assert cache.get(NEEDED) == Retrieved(b"", datetime(2026, 1, 1, tzinfo=UTC))
