"""The clients in docs/verify-api.md work as they stand there, against a server as anybody starts it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from credentials.trust_list import write_trust_list
from tests.components import missing
from tests.paths import ROOT
from tests.verification_for_tests import TRUST_LIST, as_bytes, badge, signed
from verifier.web.problems import ProblemKind

PAGE = (ROOT / "docs" / "verify-api.md").read_text(encoding="utf-8")
_PORT = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"

_UNTIL_IT_ANSWERS = """
import sys, time, urllib.request
for _ in range(300):
    try:
        urllib.request.urlopen(sys.argv[1] + "/nl/")
        break
    except OSError:
        time.sleep(0.1)
"""


def client(language: str) -> str:
    """Return the program on the page."""
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on this machine, in a process of its own; this one has no sockets."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "list.json").write_bytes(write_trust_list(TRUST_LIST))
    port = subprocess.run([sys.executable, "-c", _PORT], capture_output=True, text=True, check=True).stdout
    command = [sys.executable, "-c", "from waarmerk.cli import main; main()", "serve", "--offline"]
    options = ["--port", port.strip(), "--unsigned-trust", str(folder / "list.json")]
    with subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        url = f"http://127.0.0.1:{port.strip()}"
        subprocess.run([sys.executable, "-c", _UNTIL_IT_ANSWERS, url], check=True, timeout=60)
        yield url
        process.terminate()


@pytest.fixture
def program(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """The command that runs a client."""
    if request.param == "py":
        (tmp_path / "client.py").write_text(client("py"))
        return [sys.executable, str(tmp_path / "client.py")]
    node = shutil.which("node")
    if node is None:
        missing("Node", remedy="make install")
    (tmp_path / "client.mjs").write_text(client("js"))
    return [node, str(tmp_path / "client.mjs")]


@pytest.mark.slow
@pytest.mark.parametrize("program", ["py", "js"], indirect=True)
def test_a_client_tells_what_the_report_says(program: list[str], server: str, tmp_path: Path) -> None:
    expected = {
        "good": (as_bytes(signed(badge())), "passed\n"),
        "expired": (
            as_bytes(signed(badge(validUntil="2026-11-20T10:00:00Z"))),
            "failed\n- The credential has expired\n",
        ),
    }
    for name, (content, said) in expected.items():
        (tmp_path / name).write_bytes(content)
        finished = subprocess.run(
            [*program, str(tmp_path / name), server], capture_output=True, text=True, timeout=60
        )
        assert (finished.stdout, finished.stderr) == (said, "")


@pytest.mark.parametrize("language", ["py", "js"])
def test_a_client_is_about_ten_lines(language: str) -> None:
    assert len([line for line in client(language).splitlines() if line.strip()]) <= 11


def test_every_problem_of_the_endpoint_is_on_the_page() -> None:
    of_pages = {ProblemKind.EXPIRED_FORM, ProblemKind.NOT_FOUND, ProblemKind.OUR_FAULT}
    assert [kind.key for kind in ProblemKind if kind not in of_pages and kind.key not in PAGE] == []


def test_every_setting_of_the_server_is_in_the_documentation() -> None:
    source = (ROOT / "waarmerk" / "serving" / "command.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    variables = set(re.findall(r"WAARMERK_SERVE_[A-Z_]+", source))
    assert variables == set(re.findall(r"WAARMERK_SERVE_[A-Z_]+", page))
    assert len(variables) >= 9
