"""``waarmerk vc-api --dev``. The web framework is loaded when the command is run, not when it is listed."""

from ipaddress import ip_address
from typing import Annotated, Final, NoReturn

import typer

from waarmerk.extras import USAGE

DEFAULT_PORT: Final = 40443
_WITHOUT_DEV: Final = (
    "This signs whatever it is sent, with keys that are nobody's. It is for trying out software: add --dev."
)


def vc_api(
    dev: Annotated[bool, typer.Option("--dev", help="Yes: this is for trying out software.")] = False,
    host: Annotated[str, typer.Option(help="Address of this machine; only loopback will do.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65_535)] = DEFAULT_PORT,
) -> None:
    """Serve the W3C VC API on this machine for conformance suites, with test keys that vanish."""
    if not dev:
        _refuse(_WITHOUT_DEV)
    address = loopback_address(host)
    if address is None:
        _refuse(f"{host!r} is no loopback address. This is served to this machine only.")
    from waarmerk.vc_api.server import serve

    serve(address, port, say=typer.echo)


def loopback_address(host: str) -> str | None:
    """Return the address that a host stands for when it is a loopback address, else None."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return str(address) if address.is_loopback else None


def _refuse(reason: str) -> NoReturn:
    typer.secho(reason, fg=typer.colors.RED, err=True)
    raise typer.Exit(USAGE)
