"""Where an error is, found on its way out.

While a document is worked through, nobody keeps the place: that would cost more than the work. An
error starts with the pointer "", as seen from what it is about, and each level of the document
that it passes puts its own step in front.
"""

from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import pointer


def inside(error: NotCanonicalizable, step: str | int) -> NotCanonicalizable:
    """Put a step in front of the pointer of an error, and return the error."""
    error.pointer = pointer("", step) + (error.pointer or "")
    return error


class WholeDocument(Exception):
    """An error that is about the whole document, wherever it was found.

    Attributes:
        error: With the pointer that it keeps.
    """

    def __init__(self, error: NotCanonicalizable) -> None:
        super().__init__(str(error))
        self.error = error


class AboutTheObject(Exception):
    """An error in a member's name that is about the object, since the name cannot be written.

    Attributes:
        error: With the pointer as seen from the object.
    """

    def __init__(self, error: NotCanonicalizable) -> None:
        super().__init__(str(error))
        self.error = error
