"""What can go wrong when something is typeset."""

from typing import ClassVar


class TypesettingError(Exception):
    """Base of everything that this package raises on purpose.

    Attributes:
        code: Stable, public name of the kind of error; never renamed.
    """

    code: ClassVar[str] = "typesetting_error"


class TypefacesDamaged(TypesettingError):
    """A typeface that comes with the software is missing, or is not the one that was published."""

    code = "typefaces_damaged"


class NotTypesettable(TypesettingError):
    """The typesetter could not make the document."""

    code = "not_typesettable"
