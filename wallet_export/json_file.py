"""The credential as a JSON file: the signed bytes, and nothing else."""

from wallet_export.errors import FormMissing
from wallet_export.ports import ExportedFile, SignedCredential

MEDIA_TYPE = "application/vc+ld+json"
"""OB 3.0 "File Format" and VCDM 1.1; software of VCDM 2.0 accepts it beside ``application/vc``."""


def json_file(signed: SignedCredential) -> ExportedFile:
    """Return the JSON form, byte for byte.

    Raises:
        FormMissing: The credential was issued as a JWT only.
    """
    if signed.json_bytes is None:
        raise FormMissing(f"{signed.credential_id} was not issued as JSON")
    return ExportedFile("credential.json", MEDIA_TYPE, signed.json_bytes)
