"""What the services need of a store for the national registers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from issuer.domain.registers import RegisterEdition, RegisterEntry, Registers
    from issuer.domain.registers.sources import RegisterImport


class KeptRegisters(Protocol):
    """The registers as one institution took them in. Nothing that was taken in ever changes."""

    def add(self, record: "RegisterImport", entries: Sequence["RegisterEntry"]) -> None:
        """Store an import with its entries."""
        ...

    def imports(self) -> Sequence["RegisterImport"]:
        """Return every import, in the order of taking in."""
        ...

    def current(self) -> "Registers | None":
        """Return the registers as they stand, or None when nothing was taken in."""
        ...

    def newest_edition(self) -> "RegisterEdition | None":
        """Return which edition :meth:`current` would return, without reading it."""
        ...

    def as_of(self, import_id: UUID) -> "Registers | None":
        """Return the registers as they stood when this import was the newest, or None of an unknown one."""
        ...

    def history(self, code: str) -> Sequence[tuple["RegisterEntry", "RegisterImport"]]:
        """Return every entry with this code that was ever taken in, in the order of taking in."""
        ...
