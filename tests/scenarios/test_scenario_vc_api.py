"""The door for conformance suites, over the network of this machine."""

import asyncio
import contextlib
import json
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from tests.generic_documents_for_tests import credential
from waarmerk.vc_api.server import make_server

JSON = {"Content-Type": "application/json"}
CREDENTIAL = json.dumps({"credential": credential()}).encode()
ISSUE = "/eddsa-rdfc-2022/credentials/issue"


@contextlib.contextmanager
def opened() -> Iterator[tuple[uvicorn.Server, str]]:
    """Open a door on a port that is free."""
    server, _ = make_server("127.0.0.1", 0)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            thread.join(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield server, f"https://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.mark.enable_socket
class TestOverTheNetwork:
    def test_it_speaks_https_and_leaves_no_key_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        # Nobody can know the certificate beforehand: the suites do not look at it either.
        trust = ssl.create_default_context()
        trust.check_hostname = False
        trust.verify_mode = ssl.CERT_NONE
        with opened() as (_, url), httpx.Client(base_url=url, verify=trust, trust_env=False) as client:
            assert list(tmp_path.iterdir()) == []
            answer = client.post(ISSUE, content=CREDENTIAL, headers=JSON)
            assert answer.status_code == 201
            assert "server" not in answer.headers
            verified = client.post("/credentials/verify", json=answer.json())
            assert verified.status_code == 400, "the issuer is not who signed"
            body = {**answer.json(), "options": {"checks": ["proof"]}}
            assert client.post("/credentials/verify", json=body).status_code == 200
