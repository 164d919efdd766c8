"""Files for their owner's eyes, written whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keys.errors import InsecurePermissions, InsideWorkTree, KeyCustodyError
from keys.private_files import (
    check_private_directory,
    create_private_file,
    make_private_directory,
    read_private_file,
    refuse_work_tree,
    replace_private_file,
)


def no_space(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def open_umask() -> Iterator[None]:
    """The umask that hides nothing, so that every mode is the code's own doing."""
    before = os.umask(0)
    yield
    os.umask(before)


class TestWriting:
    @pytest.mark.usefixtures("open_umask")
    @pytest.mark.parametrize("write", [create_private_file, replace_private_file])
    def test_a_file_is_for_its_owner_alone(
        self, tmp_path: Path, write: Callable[[Path, bytes], None]
    ) -> None:
        write(tmp_path / "file", b"content")
        assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
        assert (tmp_path / "file").read_bytes() == b"content"
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    @pytest.mark.usefixtures("open_umask")
    def test_a_directory_is_for_its_owner_alone(self, tmp_path: Path) -> None:
        make_private_directory(tmp_path / "data" / "keys")
        assert stat.S_IMODE((tmp_path / "data" / "keys").stat().st_mode) == 0o700

    def test_a_new_file_never_takes_the_place_of_another(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"old")
        with pytest.raises(FileExistsError):
            create_private_file(tmp_path / "file", b"new")
        assert (tmp_path / "file").read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    def test_replacing_gives_the_new_content_and_the_strict_mode(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"old")
        (tmp_path / "file").chmod(0o644)
        replace_private_file(tmp_path / "file", b"new")
        assert (tmp_path / "file").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600

    @pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
    def test_when_it_fails_the_old_content_is_there_and_nothing_else(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        (tmp_path / "file").write_bytes(b"old")
        monkeypatch.setattr(call, no_space)
        with pytest.raises(OSError, match="No space left"):
            replace_private_file(tmp_path / "file", b"new")
        assert (tmp_path / "file").read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    @pytest.mark.parametrize("call", ["os.link", "os.fsync"])
    def test_when_a_new_file_fails_there_is_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        monkeypatch.setattr(call, no_space)
        with pytest.raises(OSError, match="No space left"):
            create_private_file(tmp_path / "file", b"new")
        assert list(tmp_path.iterdir()) == []


class TestReading:
    @pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
    def test_a_private_file_is_read(self, tmp_path: Path, mode: int) -> None:
        create_private_file(tmp_path / "file", b"content")
        (tmp_path / "file").chmod(mode)
        assert read_private_file(tmp_path / "file", max_bytes=7) == b"content"

    @pytest.mark.parametrize("bit", [0o040, 0o020, 0o010, 0o004, 0o002, 0o001])
    def test_any_bit_for_others_is_too_many(self, tmp_path: Path, bit: int) -> None:
        create_private_file(tmp_path / "file", b"content")
        (tmp_path / "file").chmod(0o600 | bit)
        with pytest.raises(InsecurePermissions, match="chmod 600"):
            read_private_file(tmp_path / "file", max_bytes=100)

    def test_a_file_of_somebody_else_is_refused(self, tmp_path: Path) -> None:
        create_private_file(tmp_path / "file", b"content")
        try:
            os.chown(tmp_path / "file", 65_534, -1)
        except PermissionError:
            pytest.skip("not supported: only root can give a file away")
        with pytest.raises(InsecurePermissions, match="65534"):
            read_private_file(tmp_path / "file", max_bytes=100)

    def test_a_file_that_is_too_large_is_refused(self, tmp_path: Path) -> None:
        create_private_file(tmp_path / "file", b"content")
        with pytest.raises(KeyCustodyError, match="larger than 6 bytes"):
            read_private_file(tmp_path / "file", max_bytes=6)

    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe", 0o600)
        with pytest.raises(KeyCustodyError, match="no regular file"):
            read_private_file(tmp_path / "pipe", max_bytes=100)


class TestDirectories:
    @pytest.mark.parametrize("mode", [0o750, 0o705, 0o770, 0o777, 0o701])
    def test_a_directory_that_others_can_look_into_is_refused(self, tmp_path: Path, mode: int) -> None:
        tmp_path.chmod(mode)
        with pytest.raises(InsecurePermissions, match="chmod 700"):
            check_private_directory(tmp_path)

    @pytest.mark.parametrize("mode", [0o700, 0o500])
    def test_a_private_directory_is_fine(self, tmp_path: Path, mode: int) -> None:
        tmp_path.chmod(mode)
        check_private_directory(tmp_path)

    @pytest.mark.parametrize("git", ["directory", "file"])
    def test_a_path_in_a_work_tree_is_refused(self, tmp_path: Path, git: str) -> None:
        """A linked work tree and a submodule have a file called .git."""
        (tmp_path / ".git").mkdir() if git == "directory" else (tmp_path / ".git").touch()
        with pytest.raises(InsideWorkTree):
            refuse_work_tree(tmp_path / "not" / "there" / "yet")

    def test_a_way_round_through_a_link_is_seen(self, tmp_path: Path) -> None:
        (tmp_path / "repository" / ".git").mkdir(parents=True)
        (tmp_path / "repository" / "deploy").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "repository" / "deploy")
        with pytest.raises(InsideWorkTree):
            refuse_work_tree(tmp_path / "link" / "keys")

    def test_elsewhere_is_fine(self, tmp_path: Path) -> None:
        refuse_work_tree(tmp_path / "keys")
