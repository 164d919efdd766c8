"""The envelope of a card: a COSE_Sign1 message of which every byte but four values is fixed.

Spec: RFC 9052 §4.2 (COSE_Sign1), §4.4 (Sig_structure); RFC 9053 §2.2 (EdDSA); RFC 8949 §4.2.1
(deterministic encoding).
"""

import hashlib
from dataclasses import dataclass
from typing import Final

import cbor2

from credentials.card.errors import (
    CardAlgorithmRefused,
    CardHeaderRefused,
    CardMalformed,
    CardNotCanonical,
    CardTooLarge,
)
from credentials.identifiers.multikey import PublicKey

MAX_CARD_BYTES: Final = 260
"""With its address in a QR code of version 13 and error correction M: 0.5 mm per module at 35 mm."""

KEY_ID_BYTES: Final = 8
SIGNATURE_BYTES: Final = 64
_MIN_PAYLOAD_BYTES: Final = 24
_MAX_PAYLOAD_BYTES: Final = 255

_ALGORITHM: Final = 1
_KEY_ID: Final = 4
_EDDSA: Final = -8
_TAG: Final = b"\xd2"  # 18, COSE_Sign1
_ARRAY_OF_FOUR: Final = b"\x84"
_PROTECTED: Final = bytes.fromhex("4d a2 01 27 04 48")  # a byte string of {1: -8, 4: 8 bytes …
_UNPROTECTED: Final = b"\xa0"
_PAYLOAD: Final = b"\x58"
_SIGNATURE: Final = b"\x58\x40"
_TO_SIGN: Final = b"\x84\x6aSignature1"
_NO_EXTERNAL_DATA: Final = b"\x40"
_MAX_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class UnverifiedEnvelope:
    """The parts of a card that nobody has checked the signature of.

    Attributes:
        key_id: Which key says that it signed.
        unverified_payload: The claims, as CBOR.
        signature: By that key.
    """

    key_id: bytes
    unverified_payload: bytes
    signature: bytes

    def is_signed_by(self, public_key: PublicKey) -> bool:
        """Tell whether the signature was made with the private half of this key."""
        return public_key.verify(self.signature, to_be_signed(self.key_id, self.unverified_payload))


def key_id_of(public_key: PublicKey) -> bytes:
    """Return the ``kid`` of a key: the first 8 bytes of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(public_key.raw).digest()[:KEY_ID_BYTES]


def to_be_signed(key_id: bytes, payload: bytes) -> bytes:
    """Return the bytes that are signed.

    Spec: RFC 9052 §4.4, with no external data.
    """
    return b"".join(
        (_TO_SIGN, _PROTECTED, key_id, _NO_EXTERNAL_DATA, _PAYLOAD, bytes((len(payload),)), payload)
    )


def write_envelope(key_id: bytes, payload: bytes, signature: bytes) -> bytes:
    """Return the bytes of a card.

    Raises:
        ValueError: A part has a length that no card has.
    """
    if len(key_id) != KEY_ID_BYTES or len(signature) != SIGNATURE_BYTES:
        raise ValueError("a key id has 8 bytes and a signature 64")
    if not _MIN_PAYLOAD_BYTES <= len(payload) <= _MAX_PAYLOAD_BYTES:
        raise ValueError(f"a payload of {len(payload)} bytes")
    before = (_TAG, _ARRAY_OF_FOUR, _PROTECTED, key_id, _UNPROTECTED, _PAYLOAD, bytes((len(payload),)))
    return b"".join((*before, payload, _SIGNATURE, signature))


def read_envelope(data: bytes) -> UnverifiedEnvelope:
    """Take a card apart.

    Raises:
        CardTooLarge: It has more than 260 bytes.
        CardMalformed: It is no CBOR, no tagged array of four, or a part is not what it should be.
        CardAlgorithmRefused: It was signed with another algorithm than EdDSA, or says so.
        CardHeaderRefused: A header holds something else than it must.
        CardNotCanonical: Its encoding is not the deterministic one.
    """
    if len(data) > MAX_CARD_BYTES:
        raise CardTooLarge(f"a card of {len(data)} bytes; {MAX_CARD_BYTES} at most")
    if not data.startswith(_TAG):
        raise CardMalformed("not a tagged COSE_Sign1 message")
    match decode(data[len(_TAG) :]):
        case [bytes() as protected, dict() as unprotected, bytes() as payload, bytes() as signature]:
            key_id = _key_id(protected, unprotected)
        case _:
            raise CardMalformed("not an array of two headers, a payload and a signature")
    if len(signature) != SIGNATURE_BYTES:
        raise CardMalformed(f"a signature of {len(signature)} bytes")
    if not _MIN_PAYLOAD_BYTES <= len(payload) <= _MAX_PAYLOAD_BYTES:
        raise CardMalformed(f"a payload of {len(payload)} bytes")
    if write_envelope(key_id, payload, signature) != data:
        raise CardNotCanonical("the envelope could be written in a shorter or another way")
    return UnverifiedEnvelope(key_id, payload, signature)


def decode(data: bytes) -> object:
    """Return the value of one item of CBOR, of whatever type.

    It may have been written in another way than the deterministic one, and bytes may follow: encode
    what is left of it after a look at the types, and compare.

    Raises:
        CardMalformed: It is no CBOR, is nested deeply, or has a key twice.
    """
    try:
        return cbor2.loads(data, max_depth=_MAX_DEPTH, allow_indefinite=False, allow_duplicate_keys=False)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CardMalformed("this is no CBOR that we read") from error


def _key_id(protected: bytes, unprotected: dict[object, object]) -> bytes:
    if unprotected:
        raise CardHeaderRefused("the unprotected header is not empty")
    header = decode(protected)
    if not isinstance(header, dict):
        raise CardHeaderRefused("the protected header is no map")
    algorithm = header.get(_ALGORITHM)
    if type(algorithm) is not int or algorithm != _EDDSA:
        raise CardAlgorithmRefused("not signed with EdDSA, or it does not say so")
    key_id = header.get(_KEY_ID)
    if header.keys() != {_ALGORITHM, _KEY_ID} or type(key_id) is not bytes or len(key_id) != KEY_ID_BYTES:
        raise CardHeaderRefused("the protected header is not alg with a kid of 8 bytes")
    return key_id
