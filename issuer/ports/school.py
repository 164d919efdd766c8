"""What the services need of a store for what a school says of itself."""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from issuer.domain.school_profile import SchoolProfile


class KeptProfile(Protocol):
    """What one institution says of itself."""

    def current(self) -> "SchoolProfile":
        """Return what it said last; nothing when it never said anything."""
        ...

    def save(self, profile: "SchoolProfile", *, at: datetime, by: str) -> None:
        """Store what it says from now on."""
        ...
