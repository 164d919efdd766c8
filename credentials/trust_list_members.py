"""Reading the members of a trust list: each is what it should be, or its place is told."""

import re
from datetime import datetime
from typing import ClassVar, Final

from credentials.date_time_stamp import parse_date_time_stamp
from credentials.errors import CredentialError
from credentials.parsing import JsonObject, JsonValue

LIST_TYPE: Final = "RecognizedEntityCredential"
ENTITY_TYPE: Final = "RecognizedEntity"
ISSUE: Final = "issue"
KEYS: Final = "verificationMethod"
CARD_KEYS: Final = "cardVerificationMethod"
INSTRUMENT: Final = "instrument"
ACHIEVEMENT_TYPE: Final = "achievementType"


class TrustListMalformed(CredentialError):
    """The file is no trust list, or a member of it is not what it should be."""

    code: ClassVar[str] = "trust_list_malformed"


class Members:
    """The members of one object of the file, and where it stands.

    Every method raises :class:`TrustListMalformed` with the place when a member is not what it should be.

    Args:
        value: The object.
        pointer: Where it stands.
    """

    def __init__(self, value: JsonObject, pointer: str) -> None:
        self._value = value
        self.pointer = pointer

    def at(self, name: str) -> str:
        """Return the pointer to a member."""
        return f"{self.pointer}/{name}"

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        text = self._value.get(name)
        if not isinstance(text, str) or not text.strip():
            raise TrustListMalformed(f"{name} is a text", pointer=self.at(name))
        return text

    def optional_text(self, name: str) -> str | None:
        """Return a text, or None when the member is not there."""
        return self.text(name) if name in self._value else None

    def optional_match(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """Return a text of a form, or None when the member is not there."""
        text = self.optional_text(name)
        if text is not None and pattern.fullmatch(text) is None:
            raise TrustListMalformed(f"this is no {name} number", pointer=self.at(name))
        return text

    def moment(self, name: str) -> datetime:
        """Return a moment that must be there."""
        try:
            return parse_date_time_stamp(self.text(name))
        except ValueError as error:
            raise TrustListMalformed(str(error), pointer=self.at(name)) from error

    def optional_moment(self, name: str) -> datetime | None:
        """Return a moment, or None when the member is not there."""
        return self.moment(name) if name in self._value else None

    def end(self, name: str, *, not_before: str) -> datetime | None:
        """Return the end of a period, or None when it has none."""
        end = self.optional_moment(name)
        if end is not None and end < self.moment(not_before):
            raise TrustListMalformed(f"{name} is before {not_before}", pointer=self.at(name))
        return end

    def count(self, name: str) -> int:
        """Return a whole number from 0 that must be there."""
        number = self._value.get(name)
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise TrustListMalformed(f"{name} is a whole number from 0", pointer=self.at(name))
        return number

    def object(self, name: str) -> "Members":
        """Return an object that must be there."""
        value = self._value.get(name)
        if not isinstance(value, dict):
            raise TrustListMalformed(f"{name} is an object", pointer=self.at(name))
        return Members(value, self.at(name))

    def objects(self, name: str) -> "list[Members]":
        """Return the objects of an array; one object alone counts as an array of one."""
        value = self._value.get(name)
        if isinstance(value, dict):
            return [self.object(name)]
        if not isinstance(value, list):
            raise TrustListMalformed(f"{name} is an array of objects", pointer=self.at(name))
        found = []
        for number, item in enumerate(value):
            if not isinstance(item, dict):
                raise TrustListMalformed("an object is expected here", pointer=f"{self.at(name)}/{number}")
            found.append(Members(item, f"{self.at(name)}/{number}"))
        return found

    def optional_texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of an array; one alone counts as an array of one."""
        value = self._value.get(name, [])
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and item for item in items):
            raise TrustListMalformed(f"{name} is an array of texts", pointer=self.at(name))
        return tuple(str(item) for item in items)

    def require_type(self, expected: str) -> None:
        """Refuse an object without this type."""
        value = self._value.get("type")
        if expected not in (value if isinstance(value, list) else [value]):
            raise TrustListMalformed(f"the type does not include {expected}", pointer=self.at("type"))

    def has(self, name: str) -> bool:
        """Tell whether a member is there, whatever it is."""
        return name in self._value

    def get(self, name: str) -> JsonValue:
        """Return a member as it is, or None."""
        return self._value.get(name)
