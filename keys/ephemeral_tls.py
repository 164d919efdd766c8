"""A certificate for https on this machine, and its key: made for one run, in nobody's trust store.

The key is on disk for the moment in which a server reads it, encrypted under a passphrase that is
used once and stays in this process.

Spec: RFC 5280 §4; RFC 2818 §3.1 (names in a certificate).
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from keys.private_files import create_private_file

_LIFETIME: Final = timedelta(days=2)
_SKEW: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """Where the two halves are, as long as the context lasts.

    Attributes:
        certificate: The certificate (PEM).
        key: The encrypted private key (PEM).
        passphrase: What opens the key.
    """

    certificate: Path
    key: Path
    passphrase: str

    def __repr__(self) -> str:
        return f"CertificateFiles({str(self.certificate)!r})"


@contextmanager
def self_signed_certificate(names: Sequence[str], *, at: datetime) -> Iterator[CertificateFiles]:
    """Make a certificate for these names, and leave nothing of it behind.

    Args:
        names: Host names and addresses; the first one names the subject.
        at: The moment to take as "now"; the certificate is valid for two days.
    """
    key = generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SKEW)
        .not_valid_after(at + _LIFETIME)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, SHA256())
    )
    passphrase = secrets.token_urlsafe(32)
    encrypted = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode("ascii"))
    )
    with TemporaryDirectory(prefix="waarmerk-tls-") as folder:
        files = CertificateFiles(Path(folder, "certificate.pem"), Path(folder, "key.pem"), passphrase)
        files.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
        create_private_file(files.key, encrypted)
        yield files


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
