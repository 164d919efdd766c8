"""Keeps what was derived, within a bound, and forgets what was not used for longest."""

import threading
from collections import deque
from collections.abc import Hashable
from typing import Protocol, TypeVar


class Remembered:
    """Something that a :class:`BoundedMemory` watches.

    Attributes:
        size: About how many bytes it takes.
        used: Whoever uses it sets this, without a lock.
    """

    __slots__ = ("size", "used")

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = True


class _Owner(Protocol):
    def pop(self, key: Hashable, default: None, /) -> object: ...


Entry = TypeVar("Entry", bound=Remembered)


class BoundedMemory:
    """Takes entries out of the dictionaries that they are in when there are too many.

    Readers use those dictionaries alone, and never wait. Which entry goes is found by the *clock*
    algorithm: the oldest one that was not used since it was last looked at.

    Args:
        max_entries: How many entries may stay.
        max_bytes: How many bytes they may take, by their own account.
    """

    def __init__(self, *, max_entries: int, max_bytes: int) -> None:
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: deque[tuple[_Owner, Hashable, Remembered]] = deque()
        self._lock = threading.Lock()

    def keep(self, owner: dict[Hashable, Entry], key: Hashable, entry: Entry) -> None:
        """Put ``entry`` into ``owner`` under ``key``, and take out others that this is too much with.

        An entry that would take most of the memory by itself is not kept.
        """
        if entry.size > self._max_bytes // 4:
            return
        with self._lock:
            if key in owner:  # another thread was first
                return
            owner[key] = entry
            self._entries.append((owner, key, entry))
            self._bytes += entry.size
            while len(self._entries) > self._max_entries or self._bytes > self._max_bytes:
                self._forget_one()

    def _forget_one(self) -> None:
        for _ in range(len(self._entries)):
            owner, key, entry = self._entries.popleft()
            if not entry.used:
                break
            entry.used = False
            self._entries.append((owner, key, entry))
        else:  # all of them are in use
            owner, key, entry = self._entries.popleft()
        self._bytes -= entry.size
        owner.pop(key, None)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def bytes(self) -> int:
        """How many bytes the entries take, by their own account."""
        return self._bytes
