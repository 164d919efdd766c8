"""QR codes that carry one https address, which may have a card behind it.

The address is the caller's: a code on a certificate leads to a verifier, and the host is printed
below it, so that a person can see where it leads and reach it by hand.

Spec: ISO/IEC 18004; docs/card.md, "From bytes to address".
"""

import functools
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import QRData

from credentials.card.address import is_host, to_decimal, write_address
from credentials.card.reading import parse_card
from wallet_export.errors import AddressRefused

QUIET_ZONE = 4  # modules of white around the code; ISO/IEC 18004 §9.1
_MAX_LENGTH = 300  # gives 61 modules, which still prints at 35 mm
_MODULE_MILLIMETRES = 0.5  # what a cheap printer and an old telephone manage together
_CARD_MILLIMETRES = 35.0  # of the code itself; the largest card then has modules of 0.507 mm
_MAX_CARD_VERSION = 13
# The modes of a segment; ISO/IEC 18004 table 2.
_DIGITS: Final = 1
_BYTES: Final = 4
_ADDRESS = re.compile(r"https://[!-~]+")  # printable ASCII: no spaces, no letters that look alike


@dataclass(frozen=True, slots=True)
class QRCode:
    """A QR code.

    Attributes:
        url: What it carries.
        modules: Rows of modules, dark is True, without the quiet zone.
        has_card: Whether there is a card in it.
    """

    url: str
    modules: tuple[tuple[bool, ...], ...]
    has_card: bool = False

    @property
    def host(self) -> str:
        """Where it leads, to print below the code: the host, with the port if there is one."""
        return urlsplit(self.url).netloc

    @property
    def minimum_millimetres(self) -> float:
        """Width, quiet zone included, below which a print should not go."""
        size = len(self.modules)
        module = max(_MODULE_MILLIMETRES, _CARD_MILLIMETRES / size if self.has_card else 0.0)
        return (size + 2 * QUIET_ZONE) * module

    def svg(self, *, label: str) -> bytes:
        """Return the code as an SVG of one path; ``label`` is what a screen reader says."""
        size = len(self.modules) + 2 * QUIET_ZONE
        runs = "".join(
            f"M{QUIET_ZONE + start} {QUIET_ZONE + y}h{length}v1h-{length}z"
            for y, row in enumerate(self.modules)
            for start, length in _dark_runs(row)
        )
        title = label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
            f'shape-rendering="crispEdges"><title>{title}</title>'
            f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{runs}"/></svg>'
        ).encode()

    def png(self, *, module_pixels: int = 8) -> bytes:
        """Return the code as a PNG of two colours, each module ``module_pixels`` wide."""
        size = len(self.modules) + 2 * QUIET_ZONE
        image = Image.new("1", (size, size), 1)
        for y, row in enumerate(self.modules):
            for x, dark in enumerate(row):
                if dark:
                    image.putpixel((QUIET_ZONE + x, QUIET_ZONE + y), 0)
        output = io.BytesIO()
        enlarged = image.resize((size * module_pixels, size * module_pixels), Image.Resampling.NEAREST)
        enlarged.save(output, "PNG", optimize=True)
        return output.getvalue()


@functools.lru_cache(maxsize=64)
def make_qr(url: str) -> QRCode:
    """Return the QR code of an address, with error correction M.

    Raises:
        AddressRefused: ``url`` is not a plain https address of at most 300 characters: it has
            another scheme, a user name (which makes a host look like another one), characters
            outside ASCII, or no host.
    """
    try:
        parts = urlsplit(url)
        plain = bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        plain = False
    if not plain or len(url) > _MAX_LENGTH or not _ADDRESS.fullmatch(url) or "\\" in url:
        raise AddressRefused(f"not a plain https address: {url[:_MAX_LENGTH]!r}")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(url)
    code.make(fit=True)
    return QRCode(url, _modules(code.get_matrix()))


@functools.lru_cache(maxsize=64)
def make_card_qr(verification_url: str, card: bytes) -> QRCode:
    """Return the QR code of a card: the address in bytes, and the card in digits, with error correction M.

    Args:
        verification_url: ``https://<host>/`` of the verifier's page.
        card: The bytes of the card.

    Raises:
        AddressRefused: ``verification_url`` is more than a host, or no host of at most 58 characters.
        CardUnreadable: ``card`` is no card.
    """
    host = card_host(verification_url)
    parse_card(card)  # so that nothing is printed that no verifier reads
    digits = to_decimal(card)
    address = write_address(host, card)
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(address.removesuffix(digits), mode=_BYTES), optimize=0)
    code.add_data(QRData(digits, mode=_DIGITS), optimize=0)
    code.make(fit=True)
    if code.version > _MAX_CARD_VERSION:
        raise RuntimeError(f"a card in a code of version {code.version}: its limits do not hold")
    return QRCode(address, _modules(code.get_matrix()), has_card=True)


def card_host(verification_url: str) -> str:
    """Return the host of a verifier's address, to which a card can be put.

    Raises:
        AddressRefused: It is not ``https://<host>/``: a card says everything behind the ``#``, so the address
            has no path; or the host has more than 58 characters.
    """
    host = verification_url.removeprefix("https://").removesuffix("/")
    if verification_url not in (f"https://{host}/", f"https://{host}") or not is_host(host):
        raise AddressRefused(
            f"not https:// with a host in small letters and nothing else: {verification_url[:_MAX_LENGTH]!r}"
        )
    return host


def _modules(matrix: Sequence[Sequence[object]]) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(bool(module) for module in row) for row in matrix)


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Start and length of every run of dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
