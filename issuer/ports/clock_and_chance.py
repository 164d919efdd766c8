"""What services need from the machine: the present moment, chance, and somebody who watches."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

Clock = Callable[[], datetime]
"""The present moment, timezone-aware, in UTC."""


NewId = Callable[[], UUID]
"""A new, random identifier."""


Progress = Callable[[int, int], None]
"""Told how many of how many are done, after every step."""


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""
    del done, total


class Chance(Protocol):
    """Where unpredictable values come from."""

    def below(self, bound: int) -> int:
        """Return a number from 0 up to, not including, ``bound``, each as likely."""
        ...

    def salt(self) -> str:
        """Return a text of at least 128 bits that nobody can guess."""
        ...


class SystemChance:
    """Chance from the operating system."""

    def below(self, bound: int) -> int:
        """Return a number from 0 up to, not including, ``bound``, each as likely."""
        return secrets.randbelow(bound)

    def salt(self) -> str:
        """Return 128 random bits as text."""
        return secrets.token_hex(16)
