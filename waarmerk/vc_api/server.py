"""The door, open: https on a loopback address, until it is stopped."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import uvicorn

from keys.ephemeral_tls import self_signed_certificate
from waarmerk.vc_api.application import create_app
from waarmerk.vc_api.service import Service
from waarmerk.vc_api.suites import SUITES

_NAMES: Final = ("localhost", "127.0.0.1", "::1")


def make_server(address: str, port: int) -> tuple[uvicorn.Server, Service]:
    """Return a server that is ready to run, and what is behind it.

    Args:
        address: A loopback address.
        port: The port.
    """
    base_url = base_url_of(address, port)
    service = Service(base_url, lambda: datetime.now(UTC))
    with self_signed_certificate(_NAMES, at=service.now()) as files:
        config = uvicorn.Config(
            create_app(service, base_url),
            host=address,
            port=port,
            ssl_certfile=str(files.certificate),
            ssl_keyfile=str(files.key),
            ssl_keyfile_password=files.passphrase,
            access_log=False,  # nothing of a request is written anywhere
            log_level="warning",
            server_header=False,
        )
        config.load()  # reads the key, so that its file can go
    return uvicorn.Server(config), service


def base_url_of(address: str, port: int) -> str:
    """Return where the door is, without a slash at the end."""
    return f"https://{f'[{address}]' if ':' in address else address}:{port}"


def serve(address: str, port: int, *, say: Callable[[str], object]) -> None:
    """Serve until stopped.

    Args:
        address: A loopback address.
        port: The port.
        say: Tells the person at the terminal something.
    """
    server, service = make_server(address, port)
    base_url = base_url_of(address, port)
    say(f"{base_url} (self-signed certificate; stop with Ctrl-C)")
    for name, suite in SUITES.items():
        say(f"  {base_url}/{name}/credentials/issue as {service.keys.did(suite)}")
    server.run()
