"""What the services need of a store for the issuer's own register."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from issuer.domain.exports.register_feed import FeedEntry, RegisterStanding


class RegisterLog(Protocol):
    """What happened to the credentials of one institution, in an order that never changes."""

    def take_in(self) -> int:
        """Add what was issued and changed since the last time, and return how much that was."""
        ...

    def count(self) -> int:
        """Return how many entries there are."""
        ...

    def entries(self, *, after: int = 0, limit: int | None = None) -> "Iterator[FeedEntry]":
        """Yield the entries with a higher number than ``after``, in order, a few in memory at a time."""
        ...

    def standings(self, register: str) -> "Mapping[str, RegisterStanding]":
        """Return how credentials stand with a register, by credential; one never offered is left out."""
        ...

    def standings_of(self, credential_id: str) -> "Sequence[RegisterStanding]":
        """Return everything that was recorded about a credential, oldest first."""
        ...

    def record_standings(self, standings: "Sequence[RegisterStanding]") -> None:
        """Add how credentials stand from now on."""
        ...
