"""The learner as the school knows them: a name and something to recognise them by."""

import re
import unicodedata
from dataclasses import dataclass
from uuid import UUID

MAX_NAME_CHARACTERS = 200

_STUDENT_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,31}")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """A learner of one institution.

    Attributes:
        id: Internal, random; the only thing about a learner that the audit trail holds.
        name: The newest name we were given; "" after erasure.
        student_number: Of the school, or None. At least one of this and ``email`` is there,
            until the learner is erased.
        email: In lower case, or None.
        erased: All of the above was deleted on request; only ``id`` is left.
    """

    id: UUID
    name: str
    student_number: str | None
    email: str | None
    erased: bool = False


def is_student_number(text: str) -> bool:
    """Tell whether ``text`` can be a student number: 1–32 letters, digits, dots, dashes."""
    return _STUDENT_NUMBER.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Tell whether ``text`` has the form of an ordinary e-mail address."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def tidy_name(text: str) -> str:
    """Return the name in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_name(text: str) -> bool:
    """Tell whether a tidied text can stand as a name on a credential.

    Control and formatting characters are out: they could turn the text around (bidirectional
    override) or hide part of it, on the certificate and in the verifier.
    """
    if not text or len(text) > MAX_NAME_CHARACTERS:
        return False
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"} for character in text):
        return False
    return any(character.isalpha() for character in text)
