"""What ``pip install waarmerk`` gives, without any extra: verifying, offline, as library and command.

``scripts/base-only-tests`` runs this against the installed wheel, in an environment that holds the
base dependencies and pytest, and nothing of this repository.
"""

import importlib.metadata
import importlib.util
import json
import subprocess
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

import pytest

import verifier
from credentials.endorsement.content import content_of_credential
from credentials.endorsement.reading import is_about
from credentials.endorsement.request import EndorsementRequest
from credentials.endorsement.roles import Role
from verifier.codes import CheckId, Code
from verifier.policy import INTEGRITY
from verifier.report import Conclusion

SIGNED = Path(__file__).with_name("credential.json")
AT = datetime(2026, 11, 1, tzinfo=UTC)
# A key that signed no list; the example of the did:key method.
OTHER_ROOT = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
WAARMERK = Path(sysconfig.get_path("scripts")) / "waarmerk"

PACKAGES_OF_EXTRAS = (
    "httpx",
    "babel",
    "alembic",
    "openpyxl",
    "pydantic",
    "sqlalchemy",
    "pikepdf",
    "PIL",
    "qrcode",
    "typst",
)


def waarmerk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(
        [WAARMERK, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={"COLUMNS": "200", "NO_COLOR": "1", "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"},
        check=False,
    )


@pytest.mark.parametrize("package", PACKAGES_OF_EXTRAS)
def test_nothing_of_the_extras_is_here(package: str) -> None:
    """Else the other tests here would prove nothing."""
    assert importlib.util.find_spec(package) is None


def test_it_is_the_installed_package() -> None:
    assert Path(verifier.__file__).is_relative_to(sysconfig.get_path("purelib"))
    assert importlib.metadata.version("waarmerk")


def test_a_credential_from_bytes() -> None:
    report = verifier.verify(SIGNED.read_bytes(), policy=INTEGRITY, at=AT)
    assert report.conclusion is Conclusion.PASSED


def test_a_tampered_credential_from_bytes() -> None:
    tampered = json.loads(SIGNED.read_bytes()) | {"name": "Iets heel anders"}
    report = verifier.verify(json.dumps(tampered).encode(), policy=INTEGRITY, at=AT)
    assert report.conclusion is Conclusion.FAILED
    proof = report.result(CheckId.PROOF)
    assert proof is not None
    assert [finding.code for finding in proof.findings] == [Code.SIGNATURE_MISMATCH]


def test_the_command_verifies() -> None:
    finished = waarmerk("verify", str(SIGNED), "--offline", "--policy", "integrity", "--json")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert json.loads(finished.stdout)["conclusion"] == "passed"


def test_the_command_refuses(tmp_path: Path) -> None:
    tampered = tmp_path / "tampered.json"
    tampered.write_text(json.dumps(json.loads(SIGNED.read_bytes()) | {"name": "Iets heel anders"}))
    finished = waarmerk("verify", str(tampered), "--offline", "--policy", "integrity", "--json")
    assert finished.returncode == 1
    assert json.loads(finished.stdout)["conclusion"] == "failed"


def test_the_command_says_what_it_could_not_find_out() -> None:
    """Without a trust list nobody knows the issuer."""
    finished = waarmerk("verify", str(SIGNED), "--offline", "--json")
    assert finished.returncode == 3
    assert json.loads(finished.stdout)["conclusion"] == "indeterminate"


def test_a_company_signs_with_this_alone(tmp_path: Path) -> None:
    """What a school asks of a company needs nothing of a school."""
    passphrase, keys, request = tmp_path / "passphrase", tmp_path / "keys", tmp_path / "request.json"
    passphrase.touch(mode=0o600)
    passphrase.write_text("kx7-Qm2-vB9-tR4")
    options = ("--keys-dir", str(keys), "--passphrase-file", str(passphrase))
    made = waarmerk("keys", "generate", "--controller", "did:web:bedrijf.example", *options)
    assert made.returncode == 0, made.stderr
    asked = EndorsementRequest(
        role=Role.COMPANY,
        organisation="Bedrijf B.V.",
        kvk=None,
        language="nl",
        content=content_of_credential(json.loads(SIGNED.read_bytes())),
    )
    request.write_bytes(asked.write())
    finished = waarmerk("endorse", str(request), *options, "--yes", "--lang", "en")
    assert (finished.returncode, finished.stderr) == (0, "")
    signed = json.loads((tmp_path / "request-signed.json").read_bytes())
    assert is_about(signed, json.loads(SIGNED.read_bytes()))


def test_a_publisher_keeps_a_list_with_this_alone(tmp_path: Path) -> None:
    """And whoever verifies goes by it."""
    passphrase, folder, web = tmp_path / "passphrase", str(tmp_path / "list"), tmp_path / "web"
    passphrase.touch(mode=0o600)
    passphrase.write_text("kx7-Qm2-vB9-tR4")
    secret = ("--passphrase-file", str(passphrase))
    url = ("--url", "https://erkend.example/trust-list.json")
    school = ("--did", "did:web:school.example", "--name", "School", "--from", "2020-08-01")
    for arguments in (
        ("init", folder, "--name", "Scholen", "--publisher", "Raad", *url, *secret),
        ("add", folder, *school),
        ("sign", folder, *secret),
        ("publish", folder, "--out", str(web)),
    ):
        finished = waarmerk("trust", *arguments)
        assert (finished.returncode, finished.stderr) == (0, "")
    trust = ("--trust", str(web / "trust-list.json"), "--trust-root")
    finished = waarmerk("verify", str(SIGNED), "--offline", *trust, str(web / "root.txt"))
    assert (finished.returncode, finished.stderr) == (3, "")  # its school is not on this list
    finished = waarmerk("verify", str(SIGNED), "--offline", *trust, OTHER_ROOT)
    assert (finished.returncode, finished.stdout) == (2, "")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_for_people(language: str) -> None:
    finished = waarmerk("verify", str(SIGNED), "--offline", "--policy", "integrity", "--lang", language)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert str(json.loads(SIGNED.read_bytes())["name"]) in finished.stdout


@pytest.mark.parametrize(
    "command",
    ["init", "modules", "import", "decide", "issue", "endorsements", "revoke", "status-list", "demo"],
)
def test_a_command_of_an_extra_says_what_to_install(command: str) -> None:
    finished = waarmerk(command)
    assert finished.returncode == 2
    assert "pip install" in finished.stderr
    assert "waarmerk[" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_help_is_there() -> None:
    finished = waarmerk("--help")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "verify" in finished.stdout


@pytest.mark.parametrize(
    "file",
    [
        "contexts/index.toml",
        "verifier/texts/nl.toml",
        "verifier/texts/en.toml",
        "issuer/storage/migrations/env.py",
        "typesetting/fonts/index.toml",
        "wallet_export/templates/badge.typ",
    ],
)
def test_the_wheel_holds_more_than_code(file: str) -> None:
    """For those who add an extra afterwards, too."""
    assert file in {str(path) for path in importlib.metadata.files("waarmerk") or ()}
