"""A published module version, with all that exports may tell the public about it."""

import re
from dataclasses import dataclass
from datetime import date

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.model import Module
from issuer.domain.modules.description import ModuleDescription


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """An organisation that signed for a module (C08, D08).

    Attributes:
        name: Of the organisation.
        role: As what it signed: "werkgever", "onderwijsinstelling", …
        on: When its signature was taken in.
    """

    name: str
    role: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedModule:
    """One published version of a module.

    Attributes:
        description: What the school wrote down about it.
        published_on: When it was published.
        supporters: Who signed for it.
    """

    description: ModuleDescription
    published_on: date
    supporters: tuple[Supporter, ...] = ()

    @property
    def module(self) -> Module:
        """What credentials say of it."""
        return self.description.module

    @property
    def instrument(self) -> Instrument:
        """What it leads to."""
        return INSTRUMENTS[self.module.instrument]

    @property
    def has_page(self) -> bool:
        """Whether it has a page: not what is of use in one place or company only (D11).

        A proposal for the national structure is not awarded, and so has none either.
        """
        return not self.description.deployment.is_local and self.description.relations.proposal is None

    @property
    def is_listed(self) -> bool:
        """Whether the public catalogue lists it.

        What the law settles so far that it is put together for one award (praktijkverklaring,
        mbo-verklaring) is not on offer. Its page is there for whoever comes from a credential.
        """
        return self.has_page and self.instrument.usual is None

    @property
    def sector(self) -> str | None:
        """Sector or domain, in the words of the school, or None."""
        return self.description.sector or self.module.field_of_study

    @property
    def slug(self) -> str:
        """The last part of the module's address."""
        return re.split(r"[/:#]", self.module.id.rstrip("/"))[-1]

    def codes(self, kind: str) -> tuple[str, ...]:
        """Return its codes of one kind in the registers, such as "Crebo" or "Keuzedeel"."""
        return tuple(code for one, code in self.module.qualification_codes if one == kind)
