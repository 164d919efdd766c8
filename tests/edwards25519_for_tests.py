"""Ed25519 signatures that no library makes: arithmetic on the curve, slow and in the open.

Spec: RFC 8032 §5.1.
"""

import hashlib

ORDER = 2**252 + 27742317777372353535851937790883648493
_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_Point = tuple[int, int]


def signature(
    data: bytes, *, secret: int, nonce: int, key_torsion: int = 0, nonce_torsion: int = 0
) -> tuple[bytes, bytes]:
    """Return a public key and a signature over ``data``.

    Args:
        data: What is signed.
        secret: The number that makes the public key.
        nonce: The number that makes the first half of the signature.
        key_torsion: How often a point of order 8 is added to the public key.
        nonce_torsion: How often it is added to the first half of the signature.
    """
    key = _encoded(_sum(_times(secret, _BASE), _times(key_torsion, _ORDER_EIGHT)))
    first = _encoded(_sum(_times(nonce, _BASE), _times(nonce_torsion, _ORDER_EIGHT)))
    challenge = int.from_bytes(hashlib.sha512(first + key + data).digest(), "little")
    second = (nonce + challenge * secret) % ORDER
    return key, first + second.to_bytes(32, "little")


def _sum(one: _Point, other: _Point) -> _Point:
    (x1, y1), (x2, y2) = one, other
    product = _D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, _P)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, _P)
    return x % _P, y % _P


def _times(number: int, point: _Point) -> _Point:
    result = (0, 1)
    while number:
        if number & 1:
            result = _sum(result, point)
        point = _sum(point, point)
        number >>= 1
    return result


def _encoded(point: _Point) -> bytes:
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _point(y: int) -> _Point:
    """Return the point with this y whose x is even."""
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    return (x if x % 2 == 0 else _P - x), y


_BASE = _point(4 * pow(5, -1, _P) % _P)
_ORDER_EIGHT = _point(0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826)
