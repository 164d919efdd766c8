"""Everything that an institution publishes, as files for a web server."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credentials.trust_list import parse_trust_list, write_trust_list
from issuer.cli import app
from issuer.errors import TrustListNotPublishable
from issuer.publication import PublicDirectory
from issuer.services.publish_site import SiteReport
from issuer.services.published_file import published_file
from tests.issuer_for_tests import Desk, learner_row, working_desk
from tests.keyrings_for_tests import write_passphrase
from tests.trust_for_tests import NOW, edition, signed_edition

DID = "did:web:credentials.roctest.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with working_desk(tmp_path / "home") as found:
        found.propose(learner_row(1))
        found.decide()
        found.issue()
        institution = replace(found.institution, controller=DID)
        found.office.publish_status_lists(
            institution.id, found.keys, by="u-020", write=found.office.public_directory.write
        )
        found.office.publish_documents(institution.id, found.keys.public)
        found.institution = institution
        yield found


def publish(desk: Desk, out: Path, *, trust_list: bytes | None = None) -> SiteReport:
    return desk.office.publish_site(desk.institution, PublicDirectory(out), trust_list=trust_list, at=NOW)


def files(out: Path) -> dict[str, int]:
    paths = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in paths}


class TestPlaces:
    def test_are_those_that_verifiers_look_in(self, desk: Desk, tmp_path: Path) -> None:
        report = publish(desk, tmp_path / "web")
        names = files(tmp_path / "web").keys()
        assert {".well-known/did.json", ".well-known/jwks.json", "trust-list.json", "_headers"} <= names
        assert "did.json" not in names
        assert any(name.startswith("status/") for name in names)
        assert report.has_status_lists
        assert report.elsewhere == {}

    def test_follow_the_path_of_the_base_url(self, desk: Desk, tmp_path: Path) -> None:
        desk.institution = replace(
            desk.institution,
            controller=f"{DID}:roc",
            public_base_url="https://credentials.roctest.example/a/b",
        )
        publish(desk, tmp_path / "web")
        names = files(tmp_path / "web").keys()
        assert {"roc/did.json", ".well-known/jwks.json", "a/b/trust-list.json"} <= names
        assert any(name.startswith("a/b/status/") for name in names)

    def test_of_another_host_are_told(self, desk: Desk, tmp_path: Path) -> None:
        desk.institution = replace(desk.institution, controller="did:web:roctest.example")
        report = publish(desk, tmp_path / "web")
        assert report.elsewhere == {
            "did.json": "https://roctest.example/.well-known/did.json",
            "jwks.json": "https://roctest.example/.well-known/jwks.json",
        }
        assert {"did.json", "jwks.json"} <= files(tmp_path / "web").keys()

    def test_hold_what_was_signed_to_the_last_byte(self, desk: Desk, tmp_path: Path) -> None:
        publish(desk, tmp_path / "web")
        here = desk.office.public_directory.path
        for path in (here / "status").iterdir():
            assert (tmp_path / "web" / "status" / path.name).read_bytes() == path.read_bytes()

    def test_are_not_for_what_is_hidden(self, desk: Desk, tmp_path: Path) -> None:
        (desk.office.public_directory.path / ".new-half").write_bytes(b"x")
        publish(desk, tmp_path / "web")
        assert ".new-half" not in files(tmp_path / "web")


class TestTwice:
    def test_nothing_is_written_again(self, desk: Desk, tmp_path: Path) -> None:
        first = publish(desk, tmp_path / "web")
        before = files(tmp_path / "web")
        desk.clock.forward(days=1)
        desk.office.publish_documents(desk.institution.id, desk.keys.public)
        second = publish(desk, tmp_path / "web")
        assert files(tmp_path / "web") == before
        assert (first.changed, second.changed, second.files) == (first.files, 0, first.files)

    def test_only_what_changed_is(self, desk: Desk, tmp_path: Path) -> None:
        publish(desk, tmp_path / "web")
        before = files(tmp_path / "web")
        (path,) = list((desk.office.public_directory.path / "status").iterdir())[:1]
        path.write_bytes(path.read_bytes() + b"\n")
        publish(desk, tmp_path / "web")
        after = files(tmp_path / "web")
        changed = {name for name in after if after[name] != before.get(name)}
        assert changed == {f"status/{path.name}", f"status/{path.name}.gz"} & after.keys()

    def test_what_is_published_no_more_is_taken_away(self, desk: Desk, tmp_path: Path) -> None:
        public = desk.office.public_directory
        public.write("catalogus/oud/index.html", b"<p>oud</p>" * 200)
        publish(desk, tmp_path / "web")
        (tmp_path / "web" / "robots.txt").write_bytes(b"not ours")
        assert "catalogus/oud/index.html.gz" in files(tmp_path / "web")
        public.remove("catalogus/oud/index.html")
        report = publish(desk, tmp_path / "web")
        assert report.removed == 2
        names = files(tmp_path / "web").keys()
        assert not any(name.startswith("catalogus/oud") for name in names)
        assert "robots.txt" in names

    @pytest.mark.parametrize("content", [b"", b"[]", b'{"files": 5}', b'{"files": ["../../x", "/etc/x", 5]}'])
    def test_a_damaged_note_of_what_was_there_takes_nothing_away(
        self, desk: Desk, tmp_path: Path, content: bytes
    ) -> None:
        publish(desk, tmp_path / "web")
        (tmp_path / "web" / ".waarmerk-published.json").write_bytes(content)
        assert publish(desk, tmp_path / "web").removed == 0


class TestTrustList:
    def test_of_a_publisher_takes_the_place_of_the_schools_own(self, desk: Desk, tmp_path: Path) -> None:
        publish(desk, tmp_path / "web", trust_list=signed_edition())
        assert (tmp_path / "web" / "trust-list.json").read_bytes() == signed_edition()

    @pytest.mark.parametrize(
        "content", [b"", b"{}", write_trust_list(edition()), signed_edition().replace(b"ROC", b"RAC")]
    )
    def test_that_is_not_signed_is_refused(self, desk: Desk, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(TrustListNotPublishable):
            publish(desk, tmp_path / "web", trust_list=content)
        assert not (tmp_path / "web").exists()

    def test_of_the_school_stays_as_it_is_until_there_is_news(self, desk: Desk) -> None:
        path = desk.office.public_directory.path / "trust-list.json"
        before = path.read_bytes()
        desk.clock.forward(days=1)
        desk.office.publish_documents(desk.institution.id, desk.keys.public)
        assert path.read_bytes() == before
        news = replace(desk.keys.public, recognized=desk.keys.public.recognized[:1])
        desk.office.publish_documents(desk.institution.id, news)
        assert parse_trust_list(path.read_bytes()).sequence > parse_trust_list(before).sequence


class TestServing:
    def test_every_file_has_its_type_and_cache_time(self, desk: Desk, tmp_path: Path) -> None:
        publish(desk, tmp_path / "web")
        rules = (tmp_path / "web" / "_headers").read_text("utf-8")
        assert rules.startswith("/*\n  Access-Control-Allow-Origin: *\n")
        blocks = {block.split("\n")[0]: block for block in rules.split("\n/")}
        did = blocks[".well-known/did.json"]
        assert "Content-Type: application/did\n" in did
        assert "max-age=3600" in did
        (status,) = [block for name, block in blocks.items() if name.startswith("status/revocation")]
        assert "Content-Type: application/vc\n" in status
        assert "max-age=300" in status
        assert ".gz" not in rules

    @pytest.mark.parametrize(
        ("name", "media_type"),
        [
            ("status/revocation-1.json", "application/vc"),
            ("a/status/revocation-1.json", "application/vc"),
            ("status/index.html", "text/html; charset=utf-8"),
            ("catalogus/status.json", "application/json"),
            ("catalogus/atom.xml", "application/atom+xml"),
            ("badge.png", "application/octet-stream"),
        ],
    )
    def test_types(self, name: str, media_type: str) -> None:
        assert published_file(name).media_type == media_type

    def test_compressed_forms_are_the_same_and_smaller(self, desk: Desk, tmp_path: Path) -> None:
        desk.office.public_directory.write("catalogus/index.html", b"<p>veel</p>" * 500)
        desk.office.public_directory.write("catalogus/klein.html", b"<p>klein</p>")
        desk.office.public_directory.write("catalogus/foto.png", b"\0" * 5_000)
        publish(desk, tmp_path / "web")
        names = files(tmp_path / "web").keys()
        assert "catalogus/index.html.gz" in names
        assert not {"catalogus/klein.html.gz", "catalogus/foto.png.gz", "_headers.gz"} & names
        for name in names:
            if name.endswith(".gz"):
                packed = (tmp_path / "web" / name).read_bytes()
                plain = (tmp_path / "web" / name.removesuffix(".gz")).read_bytes()
                assert gzip.decompress(packed) == plain
                assert len(packed) < len(plain)


def test_without_status_lists_that_is_told(tmp_path: Path) -> None:
    with working_desk(tmp_path / "home") as desk:
        desk.office.publish_documents(desk.institution.id, desk.keys.public)
        report = publish(desk, tmp_path / "web")
    assert not report.has_status_lists
    assert json.loads((tmp_path / "web" / ".waarmerk-published.json").read_bytes())["files"]


class TestCommand:
    """``waarmerk publish``."""

    def run(self, home: Path, *arguments: str, lang: str = "en") -> Result:
        return CliRunner().invoke(app, ["publish", "--home", str(home), "--lang", lang, *arguments])

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        home = tmp_path / "home"
        passphrase = write_passphrase(tmp_path / "passphrase")
        particulars = ("--controller", DID, "--name", "ROC Test", "--brin", "99ZZ")
        words = ["init", "--home", str(home), *particulars, "--passphrase-file", str(passphrase)]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return home

    def test_needs_no_passphrase_and_says_what_it_did(self, home: Path, tmp_path: Path) -> None:
        out = tmp_path / "web"
        first = self.run(home, "--out", str(out))
        assert first.exit_code == 0, first.output
        assert {".well-known/did.json", ".well-known/jwks.json", "trust-list.json"} <= files(out).keys()
        assert "waarmerk status-list" in first.output
        before = files(out)
        assert "0 new or changed" in self.run(home, "--out", str(out)).output
        assert files(out) == before

    def test_takes_a_signed_trust_list(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "list.json"
        path.write_bytes(signed_edition())
        arguments = ("--out", str(tmp_path / "web"), "--trust-list", str(path))
        assert self.run(home, *arguments).exit_code == 0
        assert (tmp_path / "web" / "trust-list.json").read_bytes() == signed_edition()
        path.write_bytes(write_trust_list(edition()))
        refused = self.run(home, *arguments)
        assert refused.exit_code == 1
        assert "not properly signed" in refused.stderr
