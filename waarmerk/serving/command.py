"""``waarmerk serve``. The web framework is loaded when the command is run, not when it is listed."""

from pathlib import Path
from typing import Annotated, Final, NoReturn
from urllib.parse import urlsplit

import typer

from verifier.cli import language_of_system
from verifier.plain_text import plain
from verifier.trust_options import TrustListUnusable, TrustOptions
from waarmerk.extras import USAGE

DEFAULT_PORT: Final = 8000
DEFAULT_RATE: Final = 120
_MAX_WORKERS: Final = 64


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on.", envvar="WAARMERK_SERVE_HOST")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port.", min=1, max=65_535, envvar="WAARMERK_SERVE_PORT")
    ] = DEFAULT_PORT,
    url: Annotated[
        str | None,
        typer.Option(
            help="Where this is for the world, such as https://verify.example.", envvar="WAARMERK_SERVE_URL"
        ),
    ] = None,
    trust: Annotated[
        str | None,
        typer.Option(
            help="Signed list of the schools that are recognised.",
            metavar="FILE|URL",
            envvar="WAARMERK_SERVE_TRUST",
        ),
    ] = None,
    trust_root: Annotated[
        list[str] | None,
        typer.Option(
            help="Key of whoever publishes that list, or a file with such keys. May be repeated.",
            metavar="did:key:…|FILE",
            envvar="WAARMERK_SERVE_TRUST_ROOT",
        ),
    ] = None,
    unsigned_trust: Annotated[
        Path | None,
        typer.Option(
            help="List that nobody signed, which you trust because of where you got it.", metavar="FILE"
        ),
    ] = None,
    public: Annotated[
        Path | None,
        typer.Option(
            help="Folder that the institution publishes, to serve besides.",
            metavar="DIR",
            exists=True,
            file_okay=False,
            envvar="WAARMERK_SERVE_PUBLIC",
        ),
    ] = None,
    status_list: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder with status lists that you have. They are used as they are, and not fetched.",
            exists=True,
            file_okay=False,
            envvar="WAARMERK_SERVE_STATUS_LIST",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(help="Processes.", min=1, max=_MAX_WORKERS, envvar="WAARMERK_SERVE_WORKERS")
    ] = 1,
    trusted_proxy: Annotated[
        str,
        typer.Option(
            help="Addresses of proxies that tell who asks, with commas between them.",
            envvar="WAARMERK_SERVE_TRUSTED_PROXY",
        ),
    ] = "",
    rate: Annotated[
        int,
        typer.Option(
            help="Verifications per minute and client; 0 is no limit.", min=0, envvar="WAARMERK_SERVE_RATE"
        ),
    ] = DEFAULT_RATE,
    offline: Annotated[
        bool, typer.Option("--offline", help="Fetch nothing: neither status lists, nor keys, nor links.")
    ] = False,
) -> None:
    """Serve the verifier's pages and API, and what the institution publishes.

    Nothing of what is verified is kept. By default only this machine can reach it: put a proxy with https
    in front of it for the world, and give --url and --trusted-proxy.
    """
    if url is not None and not _is_origin(url):
        _stop(f"--url: {plain(url)} is not an address such as https://verify.example")
    from waarmerk.serving.server import ServeOptions
    from waarmerk.serving.server import serve as serve_until_stopped
    from waarmerk.serving.workers import can_have_workers

    if workers > 1 and not can_have_workers():
        _stop("--workers: several processes can serve on Linux only")
    options = ServeOptions(
        host=host,
        port=port,
        trust=TrustOptions(
            location=trust,
            roots=trust_root or (),
            unsigned=unsigned_trust,
            offline=offline,
            always_ask=True,  # it looks from time to time, and not for every verification
        ),
        public=public,
        status_lists=status_list,
        url=url,
        workers=workers,
        trusted_proxies=trusted_proxy,
        rate=rate,
        language=language_of_system(),
    )
    try:
        serve_until_stopped(options, say=typer.echo)
    except TrustListUnusable as error:
        _stop(str(error))


def _is_origin(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/")
    except ValueError:
        return False


def _stop(message: str) -> NoReturn:
    typer.secho(message, fg=typer.colors.RED, err=True)
    raise typer.Exit(USAGE)
