"""What the services need of a store for modules."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from issuer.domain.awards import ModuleVersion

if TYPE_CHECKING:
    from issuer.domain.modules.description import ModuleDescription


class Modules(Protocol):
    """The published modules of one institution."""

    def add(self, version: ModuleVersion, description: "ModuleDescription | None" = None) -> None:
        """Store a new version, with how the school described it."""
        ...

    def all(self) -> Sequence[ModuleVersion]:
        """Return every version, by module and then by age of publication."""
        ...

    def descriptions(self) -> Mapping[UUID, "ModuleDescription"]:
        """Return how the school described its versions, by their internal id.

        A version of which nothing but the module was stored is left out.
        """
        ...

    def get(self, version_id: UUID) -> ModuleVersion:
        """Return one version by its internal id.

        Raises:
            UnknownModule: The institution has no such version.
        """
        ...
