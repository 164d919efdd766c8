"""The certificate of one run: what is in it, and that nothing of it stays."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import NameOID

from keys.ephemeral_tls import self_signed_certificate

AT = datetime(2026, 9, 2, 12, tzinfo=UTC)
NAMES = ("localhost", "127.0.0.1", "::1")


def test_it_is_for_these_names_for_two_days() -> None:
    with self_signed_certificate(NAMES, at=AT) as files:
        certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    alternatives = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert alternatives.get_values_for_type(x509.DNSName) == ["localhost"]
    assert [str(name) for name in alternatives.get_values_for_type(x509.IPAddress)] == ["127.0.0.1", "::1"]
    assert certificate.not_valid_before_utc < AT < certificate.not_valid_after_utc
    assert certificate.not_valid_after_utc == AT + timedelta(days=2)
    assert certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "localhost"
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_the_key_fits_and_opens_with_its_passphrase_only() -> None:
    with self_signed_certificate(NAMES, at=AT) as files:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(files.certificate, files.key, files.passphrase)
        pem = files.key.read_bytes()
        assert files.key.stat().st_mode & 0o077 == 0
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in pem
    with pytest.raises(TypeError):
        load_pem_private_key(pem, password=None)
    with pytest.raises(ValueError, match="password"):
        load_pem_private_key(pem, password=b"something else")


def test_another_key_and_passphrase_each_time() -> None:
    seen = []
    for _ in range(2):
        with self_signed_certificate(NAMES, at=AT) as files:
            certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
            key = certificate.public_key()
            assert isinstance(key, EllipticCurvePublicKey)
            seen.append((key.public_numbers(), files.passphrase))
    assert seen[0][0] != seen[1][0]
    assert seen[0][1] != seen[1][1]


def test_nothing_stays() -> None:
    with self_signed_certificate(NAMES, at=AT) as files:
        folder = files.key.parent
        assert folder.exists()
    assert not folder.exists()


def test_nothing_stays_of_a_server_that_does_not_start() -> None:
    folders: list[Path] = []

    def fail() -> None:
        with self_signed_certificate(NAMES, at=AT) as files:
            folders.append(files.key.parent)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [folder.exists() for folder in folders] == [False]


def test_the_passphrase_is_in_no_message() -> None:
    with self_signed_certificate(NAMES, at=AT) as files:
        assert files.passphrase not in repr(files)
