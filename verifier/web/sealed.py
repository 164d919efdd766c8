"""A form field that only this server can read, for a short while: instead of remembering a file.

Somebody who has seen an answer may ask on: is it about this person, and may I have that as a PDF? The file
is needed again for that. A server that kept it would hold other people's credentials; a browser that held
it open in the page would show it to whatever reads the page. So the page carries it encrypted, with a key
that lives and dies with the server, and it is verified anew each time.
"""

import base64
import binascii
import hashlib
import secrets
import struct
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LIFETIME: Final = timedelta(minutes=30)
_NONCE_BYTES: Final = 12  # NIST SP 800-38D §8.2.2; the key lives for so few messages that they may be random
_EXPIRY: Final = struct.Struct(">Q")
_MAX_OPENED: Final = 8 * 1024 * 1024


class SealBroken(Exception):
    """What came back is not what was sealed here, was sealed for something else, or is too old."""


class Seal:
    """Seals what a page carries for the next request.

    Args:
        secret: Random bytes that all processes of this server share.
        clock: Tells the time.
        lifetime: How long something sealed can be opened.
    """

    def __init__(
        self, secret: bytes, clock: Callable[[], datetime], *, lifetime: timedelta = LIFETIME
    ) -> None:
        self._cipher = AESGCM(hashlib.blake2b(secret, person=b"waarmerk-seal", digest_size=32).digest())
        self._clock = clock
        self._lifetime = lifetime

    def close(self, purpose: str, content: bytes) -> str:
        """Return ``content`` sealed, as text for a form field.

        Args:
            purpose: What it is for; it opens for that alone.
            content: What nobody else may read or change.
        """
        expiry = _EXPIRY.pack(int((self._clock() + self._lifetime).timestamp()))
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, expiry + zlib.compress(content, 6), purpose.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, purpose: str, sealed: str) -> bytes:
        """Return what was sealed.

        Raises:
            SealBroken: It was not sealed here for this purpose, or the time for it is over.
        """
        try:
            raw = base64.b64decode(sealed, altchars=b"-_", validate=True)
            content = self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode())
        except (binascii.Error, ValueError, InvalidTag):
            raise SealBroken from None
        (expiry,) = _EXPIRY.unpack_from(content)
        if self._clock().timestamp() > expiry:
            raise SealBroken
        # Sealed here, so it is no bomb; bounded all the same.
        return zlib.decompressobj().decompress(content[_EXPIRY.size :], _MAX_OPENED)
