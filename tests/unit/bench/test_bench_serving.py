"""What the servers of the bench are asked about, and how they compare."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import orjson
import pytest

from bench.badges import LARGE, SMALL
from bench.engines.ours import issue
from bench.serving.bodies import mixed, write_bodies
from bench.serving.bulk import Bulk, Cost
from bench.serving.endpoint import Endpoint, zipped
from bench.serving.load import Turn
from verifier.unpack import FileKind, kind_of, unpack


@pytest.fixture(scope="module")
def small() -> list[bytes]:
    return [issue(badge) for badge in SMALL.learners(40)]


@pytest.fixture(scope="module")
def mix(small: list[bytes]) -> list[bytes]:
    return list(mixed(small, [issue(badge) for badge in LARGE.learners(2)]))


def turn(rate: float, cpu: float) -> Turn:
    return Turn(requests=10, rate=rate, p50=1.0, p99=10.0 / rate, cpu=cpu, again=False)


def test_bodies_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    bodies = [b"one", b"", b"two\nlines\n", b"\x00\xff"]
    with write_bodies(tmp_path / "bodies", bodies).open("rb") as file:
        found = []
        while head := file.readline():  # as load.lua does
            found.append(file.read(int(head)))
    assert found == bodies


def test_the_mix_has_every_kind_and_mostly_small_badges(mix: list[bytes]) -> None:
    kinds = Counter(kind_of(body) for body in mix)
    large = sum(LARGE.is_about(orjson.loads(body)) for body in mix if kind_of(body) is FileKind.JSON)
    assert kinds == {FileKind.JSON: 36, FileKind.JWT: 4}
    assert large == 4


def test_after_the_jwts_come_pictures_with_a_badge_in_them(small: list[bytes]) -> None:
    bodies = list(mixed(small * 4, [issue(LARGE.of(0))]))
    assert Counter(kind_of(body) for body in bodies)[FileKind.PNG] == 8
    assert all(unpack(body).credential for body in bodies)


def test_a_zip_has_each_badge_once(small: list[bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(iter(small)))) as archive:
        assert [archive.read(name) for name in archive.namelist()] == small


def test_turns_are_compared_with_the_turn_beside_them() -> None:
    endpoint = Endpoint(
        ours=(turn(100, 1.0), turn(300, 2.0), turn(600, 1.0)),
        brief=(turn(200, 0.5), turn(400, 1.0), turn(800, 1.0)),
        node=(turn(10, 20.0), turn(10, 60.0), turn(20, 40.0)),
        busy=(turn(50, 1.0),),
        answered_meanwhile=1,
    )
    assert (endpoint.of_node(endpoint.ours), endpoint.cpu_of_node(endpoint.ours)) == (30.0, 30.0)
    assert (endpoint.of_node(endpoint.brief), endpoint.cpu_of_node(endpoint.brief)) == (40.0, 40.0)
    bulk = Bulk(files=10, page=(Cost(cpu=1, wall=3),), command=(Cost(cpu=2, wall=2),))
    assert (bulk.cpu_ratio, bulk.wall_ratio) == (0.5, 1.5)
