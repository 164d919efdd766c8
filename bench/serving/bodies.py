"""What the servers are asked about: each badge once, in files that ``load.lua`` reads.

A body is its length in a line of its own, and then its bytes.
"""

import random
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from bench.badges import SMALL
from bench.engines.ours import signer
from bench.pool import Pool
from credentials.containers import png
from credentials.proofs.vc_jwt import sign_jwt

_PICTURE: Final = (320, 320)
_LARGE_EVERY: Final = 10
_OTHER_EVERY: Final = 10
_JWT_FROM: Final = 1_000_000  # learners whom no pool has


def write_bodies(path: Path, bodies: Iterable[bytes]) -> Path:
    """Write bodies one after the other, and return where."""
    with path.open("wb") as file:
        for body in bodies:
            file.write(b"%d\n" % len(body) + body)
    return path


def badges_in(pool: Pool) -> Iterator[bytes]:
    """Yield the signed badges of a pool."""
    with pool.signed.open("rb") as lines:
        for line in lines:
            yield line.strip()


def mixed(small: Iterable[bytes], large: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what a server gets on an ordinary day: of ten, eight small badges, a large one and a PNG or JWT.

    Args:
        small: Small badges; it ends with them.
        large: Large ones; they come round again.
    """
    others = cycle([*_jwts(8), *[b""] * 8])
    larger = cycle(islice(large, 400))
    picture = _picture()
    for number, badge in enumerate(small):
        if number % _LARGE_EVERY == 0:
            yield next(larger)
        elif number % _OTHER_EVERY == 5:
            yield next(others) or png.bake(picture, badge.decode())
        else:
            yield badge


def _jwts(count: int) -> Iterator[bytes]:
    for badge in SMALL.learners(count, first=_JWT_FROM):
        yield sign_jwt(badge, signer()).encode()


def _picture() -> bytes:
    """Return a picture that cannot be made smaller."""
    from io import BytesIO

    from PIL import Image

    width, height = _PICTURE
    pixels = random.Random("a picture").randbytes(width * height * 3)  # noqa: S311 - an example, no secret
    written = BytesIO()
    Image.frombytes("RGB", _PICTURE, pixels).save(written, "PNG")
    return written.getvalue()
