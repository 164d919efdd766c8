"""The trust list that the server goes by, looked at again now and then while it serves."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from credentials.recognized_entity import TrustList
from verifier.trust_options import ChosenList, TrustListUnusable

_LOG: Final = logging.getLogger("waarmerk.serve")
REFRESH_EVERY: Final = timedelta(minutes=10)


class SignedEdition:
    """What is kept beside a list: the file, as its publisher signed it, for browsers that verify it too.

    Args:
        choose: Gets the list to go by. Raises TrustListUnusable when there is none.
    """

    def __init__(self, choose: Callable[[], ChosenList | None]) -> None:
        self._choose = choose
        self._chosen: ChosenList | None = None

    def obtain(self) -> TrustList | None:
        """Get the list as it is now; an instance's method is an Obtain.

        Raises:
            TrustListUnusable: There is none to go by; the file of the one before stays.
        """
        self._chosen = self._choose()
        return self._chosen.trust_list if self._chosen is not None else None

    def current(self) -> bytes | None:
        """Return the file, or None when nobody signed the list."""
        return self._chosen.signed if self._chosen is not None else None

    @property
    def roots(self) -> tuple[str, ...]:
        """The publisher's keys that the file is known by."""
        return self._chosen.roots if self._chosen is not None else ()


Obtain = Callable[[], TrustList | None]
"""Gets the list as it is now. Raises TrustListUnusable when there is none to go by."""


class KeptTrust:
    """A trust list that follows its source.

    Args:
        obtain: Gets the list.
        every: How often to look at the source again.

    Raises:
        TrustListUnusable: There is no list to begin with, though one was asked for.
    """

    def __init__(self, obtain: Obtain, *, every: timedelta = REFRESH_EVERY) -> None:
        self._obtain = obtain
        self._every = every
        self._list = obtain()
        self._stopped = threading.Event()

    def current(self) -> TrustList | None:
        """Return the list to go by now, or None."""
        return self._list

    def refresh(self) -> None:
        """Look at the source; an edition that cannot be used leaves the one there was."""
        try:
            found = self._obtain()
        except TrustListUnusable as error:
            _LOG.warning("%s", error)
            return
        if found != self._list:  # what was worked out by the old object stays good for an equal one
            self._list = found

    def start(self) -> None:
        """Look at the source again from time to time, in a thread; after a process has been forked."""
        threading.Thread(target=self._follow, name="trust-list", daemon=True).start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopped.set()

    def _follow(self) -> None:
        while not self._stopped.wait(self._every.total_seconds()):
            self.refresh()
