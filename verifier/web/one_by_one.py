"""Small answers one after another, each on its way before the next is begun.

Whoever asks at the same moment is otherwise answered in one round of the event loop: the first answer
leaves when the last is there, and who asks just too late waits for two rounds.
"""

import asyncio
from collections import deque


class OneByOne:
    """Gives everyone who waits a turn, in the order of coming, one in each round of the event loop."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_going_on = False

    async def turn(self) -> None:
        """Wait for a turn. It lasts until the next ``await`` that has to wait."""
        loop = asyncio.get_running_loop()
        mine = loop.create_future()
        self._waiting.append(mine)
        if not self._is_going_on:
            self._is_going_on = True
            loop.call_soon(self._next, loop)
        await mine

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._waiting:
            one = self._waiting.popleft()
            if not one.done():  # somebody may have gone
                one.set_result(None)
                break
        if self._waiting:
            loop.call_soon(self._next, loop)
        else:
            self._is_going_on = False
