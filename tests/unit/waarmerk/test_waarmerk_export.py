"""``waarmerk export``: which files, whose, and when not."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from typer.testing import CliRunner, Result

from credentials.card.reading import parse_card_address
from issuer.settings import IssuerSettings
from tests.issuer_for_tests import Desk, learner_row, working_desk
from verifier import unpack
from waarmerk.cli import make_app

ALL_FILES = {
    "credential.json",
    "credential.jwt",
    "badge.png",
    "badge.svg",
    "certificate.nl.pdf",
    "archive.zip",
}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in IssuerSettings.model_fields:
        monkeypatch.delenv(f"WAARMERK_{name.upper()}", raising=False)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two learners have a credential, and everything is published."""
    with working_desk(tmp_path_factory.mktemp("office")) as desk:
        desk.propose(learner_row(1), learner_row(2))
        desk.decide()
        desk.issue()
        publish(desk)
        yield desk


def publish(desk: Desk) -> None:
    desk.office.publish_documents(desk.institution.id, desk.keys.public)
    publish_lists(desk)


def publish_lists(desk: Desk) -> None:
    write = desk.office.public_directory.write
    desk.office.publish_status_lists(desk.institution.id, desk.keys, by="u-003", write=write)


def export(desk: Desk, *arguments: str | Path) -> Result:
    words = ["export", *map(str, arguments), "--home", str(desk.office.settings.home), "--lang", "en"]
    return CliRunner().invoke(make_app(words), words)


def credentials(desk: Desk) -> list[str]:
    return [one.issued.id for one in desk.office.read_credentials.all(desk.institution.id)]


def test_every_learner_gets_every_file(issued: Desk, tmp_path: Path) -> None:
    done = export(issued, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert done.output == f"12 files of 2 credentials are in {tmp_path}.\n"
    directories = sorted(tmp_path.iterdir())
    assert [directory.name[:6] for directory in directories] == ["s00001", "s00002"]
    for directory, credential_id in zip(directories, credentials(issued), strict=True):
        assert {path.name for path in directory.iterdir()} == ALL_FILES
        assert json.loads((directory / "credential.json").read_bytes())["id"] == credential_id
        for name in ALL_FILES - {"archive.zip"}:
            found = unpack((directory / name).read_bytes()).credential.unverified
            assert isinstance(found, dict)
            assert found["id"] == credential_id


def test_again_gives_the_same_files(issued: Desk, tmp_path: Path) -> None:
    export(issued, "--out", tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.suffix != ".zip"}
    assert export(issued, "--out", tmp_path).exit_code == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.suffix != ".zip"} == before


def test_one_credential_goes_where_it_goes_with_all(issued: Desk, tmp_path: Path) -> None:
    second = credentials(issued)[1]
    assert export(issued, "--out", tmp_path, "--credential", second).exit_code == 0
    (directory,) = tmp_path.iterdir()
    assert directory.name.startswith("s00002-")
    assert json.loads((directory / "credential.json").read_bytes())["id"] == second


def test_certificates_in_both_languages(issued: Desk, tmp_path: Path) -> None:
    languages = ("--certificate-language", "nl", "--certificate-language", "en")
    done = export(issued, "--out", tmp_path, "--credential", credentials(issued)[0], *languages)
    assert done.exit_code == 0
    (directory,) = tmp_path.iterdir()
    assert {path.name for path in directory.iterdir()} == {*ALL_FILES, "certificate.en.pdf"}


@pytest.mark.parametrize(
    ("arguments", "environment", "host"),
    [
        ((), {}, "credentials.roctest.example"),
        ((), {"WAARMERK_VERIFICATION_URL": "https://verifieer.example/"}, "verifieer.example"),
        (
            ("--verification-url", "https://v.example"),
            {"WAARMERK_VERIFICATION_URL": "https://verifieer.example/"},
            "v.example",
        ),
    ],
)
def test_the_qr_code_has_the_card_at_the_host_that_was_chosen(
    issued: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    host: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (first, *_) = credentials(issued)
    assert export(issued, "--out", tmp_path, "--credential", first, *arguments).exit_code == 0
    (directory,) = tmp_path.iterdir()
    with zipfile.ZipFile(directory / "archive.zip") as archive, archive.open("qr.png") as file:
        (code,) = zxingcpp.read_barcodes(Image.open(file).convert("L"))
    card = parse_card_address(code.text)
    assert (card.host, card.unverified.credential_id) == (host, first)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--credential", "urn:uuid:00000000-0000-0000-0000-000000000000"), 1),
        (("--certificate-language", "fr"), 2),
        (("--verification-url", "http://school.example"), 2),
        (("--verification-url", "https://school.example/ë"), 2),
        (("--verification-url", "https://school.example/verify"), 2),
    ],
)
def test_wrong_use_makes_nothing(
    issued: Desk, tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    refused = export(issued, "--out", tmp_path / "out", *arguments)
    assert (refused.exit_code, refused.stdout) == (status, "")
    assert isinstance(refused.exception, SystemExit)
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_a_sentence(issued: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = export(issued, "--out", tmp_path / "file" / "out")
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert str(tmp_path / "file") in refused.stderr


def test_nothing_is_exported_before_it_is_published(tmp_path: Path) -> None:
    """An archive without keys and status lists could not be verified by itself."""
    with working_desk(tmp_path / "office") as desk:
        none_issued = export(desk, "--out", tmp_path / "out")
        desk.propose(learner_row(1))
        desk.decide()
        desk.issue()
        nothing_published = export(desk, "--out", tmp_path / "out")
        desk.office.publish_documents(desk.institution.id, desk.keys.public)
        no_lists = export(desk, "--out", tmp_path / "out")
        publish_lists(desk)
        published = export(desk, "--out", tmp_path / "out")
    assert (none_issued.exit_code, nothing_published.exit_code, no_lists.exit_code) == (1, 1, 1)
    assert "waarmerk issue" in none_issued.stderr
    assert "waarmerk status-list" in nothing_published.stderr
    assert "waarmerk status-list" in no_lists.stderr
    assert published.exit_code == 0
