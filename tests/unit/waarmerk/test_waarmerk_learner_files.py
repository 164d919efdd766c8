"""The directories of the learners, and writing files into them."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from issuer.domain.issued import IssuedCredential
from issuer.domain.learners import Learner
from issuer.services.read_credentials import LearnersCredential
from tests.awards_for_tests import MODULE
from tests.paths import ROOT
from waarmerk.learner_files import learner_directories, write_files
from wallet_export.ports import ExportedFile, SignedCredential

SANNE = Learner(id=UUID(int=1 << 96), name="Sanne de Vries", student_number="410021", email=None)
NAMELESS_NUMBER = Learner(id=UUID(int=2 << 96), name="Jan Bos", student_number=None, email="a@x.example")
NAMESAKE = Learner(id=UUID(int=3 << 96), name="Jan Bos", student_number=None, email="b@x.example")


def of(learner: Learner, number: int = 1) -> LearnersCredential:
    credential_id = UUID(int=number).urn
    issued = IssuedCredential(
        id=credential_id,
        award_id=UUID(int=number),
        module_version_id=UUID(int=0),
        learner_id=learner.id,
        decision_id=UUID(int=0),
        data_integrity=b"{}",
        data_integrity_sha256=None,
        jwt=None,
        jwt_sha256=None,
        valid_from=datetime(2026, 7, 1, tzinfo=UTC),
        valid_until=None,
    )
    signed = SignedCredential(credential_id=credential_id, json_bytes=b"{}")
    return LearnersCredential(learner=learner, module=MODULE, issued=issued, signed=signed)


def names(*credentials: LearnersCredential) -> list[str]:
    return [name for name, _ in learner_directories(credentials)]


def named(name: str, number: str = "1") -> str:
    learner = Learner(id=UUID(int=9), name=name, student_number=number, email=None)
    return names(of(learner))[0]


class TestDirectories:
    def test_student_number_and_name(self) -> None:
        assert names(of(SANNE)) == ["410021-sanne-de-vries"]

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Zoë van ’t Hof", "zoe-van-t-hof"),
            ("D'Angelo Kartosen", "dangelo-kartosen"),
            ("Łukasz Żółtowski", "lukasz-zoltowski"),
            ("Ümit Yıldırım", "umit-yildirim"),
            ("Nguyễn Thị Hồng Nhung", "nguyen-thi-hong-nhung"),
            ("../../etc/passwd", "etc-passwd"),
            ("A" * 200, "a" * 60),
            ("B" * 59 + " C", "b" * 59),
        ],
    )
    def test_a_name_becomes_one_that_every_file_system_takes(self, name: str, slug: str) -> None:
        assert named(name) == f"1-{slug}"

    def test_a_name_without_latin_letters_leaves_the_number(self) -> None:
        assert named("王芳", "77") == "77"

    def test_a_number_that_is_a_path_leads_nowhere(self) -> None:
        assert named("Jan", "a..b") == "a-b-jan"

    def test_a_second_credential_gets_a_number(self) -> None:
        first, second, third = (of(SANNE, number) for number in (1, 2, 3))
        assert names(first, second, third) == [
            "410021-sanne-de-vries",
            "410021-sanne-de-vries-2",
            "410021-sanne-de-vries-3",
        ]

    def test_a_name_that_looks_like_a_second_one_is_not_taken(self) -> None:
        other = Learner(id=UUID(int=9), name="Sanne de Vries 2", student_number="410021", email=None)
        assert names(of(SANNE), of(other), of(SANNE, 2)) == [
            "410021-sanne-de-vries",
            "410021-sanne-de-vries-2",
            "410021-sanne-de-vries-3",
        ]

    def test_erasing_a_namesake_gives_nobody_the_directory_of_another(self) -> None:
        both = dict(zip(names(of(NAMELESS_NUMBER), of(NAMESAKE)), (NAMELESS_NUMBER, NAMESAKE), strict=True))
        assert names(of(NAMESAKE)) == [name for name, whose in both.items() if whose is NAMESAKE]


class TestWriting:
    def test_the_files_are_there(self, tmp_path: Path) -> None:
        directory = tmp_path / "a" / "b"
        files = [ExportedFile("x.json", "application/json", b"1"), ExportedFile("y.png", "image/png", b"2")]
        assert write_files(directory, files) == (directory / "x.json", directory / "y.png")
        assert {path.name: path.read_bytes() for path in directory.iterdir()} == {
            "x.json": b"1",
            "y.png": b"2",
        }

    def test_a_file_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "x.json").write_bytes(b"a longer one")
        write_files(tmp_path, [ExportedFile("x.json", "application/json", b"1")])
        assert (tmp_path / "x.json").read_bytes() == b"1"

    def test_what_is_interrupted_leaves_whole_files_only(self, tmp_path: Path) -> None:
        def interrupted() -> Iterator[ExportedFile]:
            yield ExportedFile("x.json", "application/json", b"1")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_files(tmp_path, interrupted())
        assert [path.name for path in tmp_path.iterdir()] == ["x.json"]

    def test_a_file_that_cannot_be_put_in_place_leaves_nothing_beside_it(self, tmp_path: Path) -> None:
        (tmp_path / "x.json").mkdir()
        with pytest.raises(OSError, match=r"x\.json"):
            write_files(tmp_path, [ExportedFile("x.json", "application/json", b"1")])
        assert [path.name for path in tmp_path.iterdir()] == ["x.json"]

    def test_a_full_disk_leaves_the_file_that_was_there(self, tmp_path: Path) -> None:
        (tmp_path / "x.json").write_bytes(b"old")
        program = """
import resource, signal, sys
from pathlib import Path
from waarmerk.learner_files import write_files
from wallet_export.ports import ExportedFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_files(Path(sys.argv[1]), [ExportedFile("x.json", "application/json", bytes(2000))])
except OSError:
    sys.exit(3)
"""
        finished = subprocess.run([sys.executable, "-B", "-c", program, tmp_path], cwd=ROOT, check=False)
        assert finished.returncode == 3
        assert [path.name for path in tmp_path.iterdir()] == ["x.json"]
        assert (tmp_path / "x.json").read_bytes() == b"old"
