"""The credential as a JWT file: the signed text, and nothing else."""

from wallet_export.errors import FormMissing
from wallet_export.ports import ExportedFile, SignedCredential

MEDIA_TYPE = "text/plain"
"""OB 3.0 "File Format": a compact JWS travels as plain text."""


def jwt_file(signed: SignedCredential) -> ExportedFile:
    """Return the JWT form, byte for byte, without a line end.

    Raises:
        FormMissing: The credential was issued as JSON only.
    """
    if signed.jwt is None:
        raise FormMissing(f"{signed.credential_id} was not issued as a JWT")
    return ExportedFile("credential.jwt", MEDIA_TYPE, signed.jwt.encode())
