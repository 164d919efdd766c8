"""The root of every error that this package raises on purpose.

A bad credential is not an error: it is a report. Errors mean wrong use or our own trouble.
"""

from typing import ClassVar


class VerifierError(Exception):
    """Something that the caller must deal with.

    Attributes:
        code: Stable, public name of the kind of error; never renamed.
    """

    code: ClassVar[str] = "verifier_error"
