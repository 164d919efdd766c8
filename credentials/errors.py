"""The root of every error that this package raises on purpose."""

from typing import ClassVar


class CredentialError(Exception):
    """Something is wrong with a document, a key or a proof that was given to us.

    Attributes:
        code: Stable, public name of the kind of error; never renamed.
        pointer: Where in the document, as an RFC 6901 JSON pointer ("" is the whole
            document), or None when the error has no place.
    """

    code: ClassVar[str] = "credential_error"

    def __init__(self, message: str, *, pointer: str | None = None) -> None:
        super().__init__(message)
        self.pointer = pointer
