"""One private key as encrypted PKCS #8, made slow to guess.

The ``cryptography`` library reads every form of encrypted PKCS #8 but writes one form only:
PBKDF2 with 2,048 rounds, which is a hundred times too few today. So the few bytes of DER around
the ciphertext are written here, with scrypt, and files of this form are read here, so that several
can be opened at once; the ciphers and the key derivation are the library's. OpenSSL's command line
reads the result.

Spec: RFC 5958 §3 (EncryptedPrivateKeyInfo), RFC 8018 §6.2 and A.4 (PBES2), RFC 7914 §7 (scrypt
as its key derivation), RFC 7468 §11 (ENCRYPTED PRIVATE KEY).
"""

import base64
import os
import textwrap
from typing import Final, NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_pem_private_key,
)

from keys.backends.signing_key import SigningKey, key_type_of
from keys.errors import KeyFileMalformed, PassphraseWrong
from keys.passphrase import Passphrase

# OWASP's Password Storage Cheat Sheet counts N=2^14, r=8, p=5 as one of the equally strong
# choices. It needs 16 MiB at a time; OpenSSL refuses to read a key that needs more than 32.
_SCRYPT_N: Final = 2**14
_SCRYPT_R: Final = 8
_SCRYPT_P: Final = 5

_SALT_BYTES: Final = 16
_IV_BYTES: Final = 16
_SEQUENCE: Final = 0x30
_INTEGER: Final = 0x02
_OCTET_STRING: Final = 0x04
# DER of the object identifiers 1.2.840.113549.1.5.13, 1.3.6.1.4.1.11591.4.11 and 2.16.840.1.101.3.4.1.42
_PBES2: Final = bytes.fromhex("06092a864886f70d01050d")
_SCRYPT: Final = bytes.fromhex("06092b06010401da47040b")
_AES_256_CBC: Final = bytes.fromhex("060960864801650304012a")

_HEADER: Final = "-----BEGIN ENCRYPTED PRIVATE KEY-----"
_FOOTER: Final = "-----END ENCRYPTED PRIVATE KEY-----"


def encrypt_private_key(private_key: SigningKey, passphrase: Passphrase) -> bytes:
    """Return the PEM text of ``private_key`` under ``passphrase``."""
    salt, iv = os.urandom(_SALT_BYTES), os.urandom(_IV_BYTES)
    padder = PKCS7(AES256.block_size).padder()
    plain = private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    encryptor = Cipher(AES256(_secret(passphrase, salt)), CBC(iv)).encryptor()
    ciphertext = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()

    return _pem(_document(salt, iv, ciphertext))


def decrypt_private_key(pem: bytes, passphrase: Passphrase, *, name: str) -> SigningKey:
    """Return the private key in ``pem``.

    Args:
        pem: The content of the file.
        passphrase: What it was encrypted with.
        name: What to call the file in an error.

    Raises:
        PassphraseWrong: The passphrase does not open it.
        KeyFileMalformed: It is not encrypted PKCS #8, or not a key that we sign with.
    """
    if not pem.startswith(_HEADER.encode("ascii")):
        raise KeyFileMalformed(
            f"{name} is no encrypted private key (PKCS #8). A key that was ever stored unencrypted should "
            "not be used: generate a new one",
            reason="not_encrypted",
            path=name,
        )
    try:
        written_here = _written_here(pem)
        if written_here is not None:
            private_key = _opened(written_here, passphrase)
        else:
            private_key = load_pem_private_key(pem, passphrase.reveal())
    except ValueError as error:
        # With CBC a wrong passphrase and a damaged ciphertext look alike.
        raise PassphraseWrong(
            f"the passphrase does not open {name}. Is it the passphrase of this keys directory? "
            "If it is, the file is damaged: restore it from a backup",
            path=name,
        ) from error
    except (TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileMalformed(
            f"{name} is encrypted in a way that we do not read", reason="unusable", path=name
        ) from error
    if isinstance(private_key, SigningKey) and key_type_of(private_key) is not None:
        return private_key
    raise KeyFileMalformed(f"{name} holds no key of a kind that we sign with", reason="unusable", path=name)


class _WrittenHere(NamedTuple):
    """What differs between the files that are written here."""

    salt: bytes
    iv: bytes
    ciphertext: bytes


def _written_here(pem: bytes) -> _WrittenHere | None:
    """Take apart a file that :func:`encrypt_private_key` wrote; None when anybody else did.

    The library would read it too, but lets nobody else work meanwhile: several keys could not be opened
    at once. Whether it was written here is seen by writing it again.
    """
    text = pem.decode("ascii", "replace").strip().removeprefix(_HEADER).removesuffix(_FOOTER)
    try:
        der = base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None
    inner = _content(der)
    algorithm, ciphertext = inner[:_ALGORITHM_BYTES], _content(inner[_ALGORITHM_BYTES:])
    salt, iv = algorithm[_SALT_AT : _SALT_AT + _SALT_BYTES], algorithm[-_IV_BYTES:]
    if ciphertext and _document(salt, iv, ciphertext) == der:
        return _WrittenHere(salt, iv, ciphertext)
    return None


def _opened(file: _WrittenHere, passphrase: Passphrase) -> PrivateKeyTypes:
    """Return the key in a file.

    Raises:
        ValueError: The passphrase does not open it, or it is damaged.
    """
    decryptor = Cipher(AES256(_secret(passphrase, file.salt)), CBC(file.iv)).decryptor()
    unpadder = PKCS7(AES256.block_size).unpadder()
    padded = decryptor.update(file.ciphertext) + decryptor.finalize()
    return load_der_private_key(unpadder.update(padded) + unpadder.finalize(), None)


def _secret(passphrase: Passphrase, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P).derive(passphrase.reveal())


def _document(salt: bytes, iv: bytes, ciphertext: bytes) -> bytes:
    return _der(_SEQUENCE, _algorithm(salt, iv) + _der(_OCTET_STRING, ciphertext))


def _algorithm(salt: bytes, iv: bytes) -> bytes:
    parameters = _der(_OCTET_STRING, salt) + _integer(_SCRYPT_N) + _integer(_SCRYPT_R) + _integer(_SCRYPT_P)
    key_derivation = _der(_SEQUENCE, _SCRYPT + _der(_SEQUENCE, parameters))
    encryption = _der(_SEQUENCE, _AES_256_CBC + _der(_OCTET_STRING, iv))
    return _der(_SEQUENCE, _PBES2 + _der(_SEQUENCE, key_derivation + encryption))


def _der(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size) + content


def _content(der: bytes) -> bytes:
    """Return what follows a tag and a length, without asking whether they are right."""
    is_short = len(der) < 2 or der[1] < 0x80
    return der[2 if is_short else 2 + (der[1] & 0x7F) :]


def _integer(value: int) -> bytes:
    # One bit more than the value needs: DER integers are signed.
    return _der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1))


def _pem(der: bytes) -> bytes:
    lines = textwrap.wrap(base64.b64encode(der).decode("ascii"), 64)
    return "\n".join((_HEADER, *lines, _FOOTER, "")).encode("ascii")


_ALGORITHM_BYTES: Final = len(_algorithm(bytes(_SALT_BYTES), bytes(_IV_BYTES)))
_SALT_AT: Final = _algorithm(b"s" * _SALT_BYTES, bytes(_IV_BYTES)).index(b"s" * _SALT_BYTES)
