"""How much of what was sent may be in memory at once: of all together, and of one client.

A bound on each request is none on many of them. Small bodies are not counted: connections are, and that is
enough for them.
"""

from collections.abc import Callable
from typing import Final

from verifier.web.problems import ProblemKind, RequestRefused

ROOM: Final = 256 * 1024 * 1024
"""Bytes, for each process. Taking a form apart and unpacking a zip takes some of it once or twice more."""
SHARE: Final = 96 * 1024 * 1024  # bytes; of one client: two uploads of the largest kind
_NOT_COUNTED: Final = 128 * 1024  # bytes of one body


class UploadRoom:
    """The room for what is sent. For one thread: that of the loop that reads.

    Args:
        room: Bytes of all together.
        share: Bytes of one client.
    """

    def __init__(self, *, room: int = ROOM, share: int = SHARE) -> None:
        self._left = room
        self._share = share
        self._of_client: dict[bytes, int] = {}

    def take(self, size: int, client: bytes) -> None:
        """Take room.

        Raises:
            RequestRefused: There is not enough.
        """
        taken = self._of_client.get(client, 0)
        if size > self._left or taken + size > self._share:
            raise RequestRefused(ProblemKind.BUSY, retry_after=10)
        self._left -= size
        self._of_client[client] = taken + size

    def give_back(self, size: int, client: bytes) -> None:
        """Give back what was taken."""
        self._left += size
        left = self._of_client[client] - size
        if left:
            self._of_client[client] = left
        else:
            del self._of_client[client]


class RoomTaken:
    """What one request has taken of it.

    Args:
        room: The room.
        name: Returns the name of who sent the request; asked only when something is counted.
    """

    __slots__ = ("_client", "_counted", "_name", "_read", "_room")

    def __init__(self, room: UploadRoom, name: Callable[[], bytes]) -> None:
        self._room = room
        self._name = name
        self._read = 0
        self._counted = 0
        self._client = b""

    def more(self, size: int) -> None:
        """Take room for what has just come.

        Raises:
            RequestRefused: There is not enough.
        """
        self._read += size
        if self._read <= _NOT_COUNTED:
            return
        if not self._counted:
            self._client = self._name()
        self._room.take(self._read - self._counted, self._client)
        self._counted = self._read

    def give_back(self) -> None:
        """Give all of it back: the request has been answered."""
        if self._counted:
            self._room.give_back(self._counted, self._client)
            self._counted = 0
