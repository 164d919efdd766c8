"""How a module is used: by whom, in what form, and what it leads to.

Spec: requirements A16, D06, D08, D10, D11, D13, I09.
"""

from dataclasses import dataclass
from typing import Final

REACHES: Final = ("landelijk", "regionaal", "lokaal", "bedrijfsspecifiek")
LOCAL_REACHES: Final = frozenset({"lokaal", "bedrijfsspecifiek"})
FORMS: Final = ("arbeidsmarktgericht", "ingebakken_stapelbaar", "gepersonaliseerd")
PERSONALISED: Final = "gepersonaliseerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """How a module is used.

    Attributes:
        reach: One of :data:`REACHES`, or None.
        form: Inzetvorm: one of :data:`FORMS`, or None.
        says_reusable: Whether the school says that others can use it as it is, or None.
        routes: What it may lead to: of :data:`issuer.domain.valuation_routes.ROUTES`, the chosen one first.
        blocked_routes: What the school itself says that it cannot lead to.
        wants_rio: Whether it is to be registered in RIO, or None when nobody said.
    """

    reach: str | None = None
    form: str | None = None
    says_reusable: bool | None = None
    routes: tuple[str, ...] = ()
    blocked_routes: tuple[str, ...] = ()
    wants_rio: bool | None = None

    @property
    def route(self) -> str | None:
        """The route that was chosen."""
        return self.routes[0] if self.routes else None

    @property
    def is_reusable(self) -> bool:
        """Whether others can use it as it is: what the school says, else not for a personal cluster (I09)."""
        return self.form != PERSONALISED if self.says_reusable is None else self.says_reusable

    @property
    def is_local(self) -> bool:
        """Whether it means something in one place or company alone, so that no catalogue lists it (D11)."""
        return self.reach in LOCAL_REACHES

    @property
    def goes_into_rio(self) -> bool:
        """Whether exports for RIO take it along: as the school says, else not a local one (D10, D11)."""
        return not self.is_local if self.wants_rio is None else self.wants_rio


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The school whose module it is, as the file says (D08, G03, G05).

    Attributes:
        name: Of the school, or None.
        kind: "roc", "vakinstelling", "beroepscollege", "aoc" or "niet_bekostigd", or None.
        brin: Two digits, two letters, or None.
        rio: RIO code of the onderwijsaanbieder, or None.
        is_funded: Whether the government funds it (bekostigd), or None.
        controller: Its did:web, or None.
        country_code: Two letters, or None.
    """

    name: str | None = None
    kind: str | None = None
    brin: str | None = None
    rio: str | None = None
    is_funded: bool | None = None
    controller: str | None = None
    country_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hallmark:
    """What a file says of the owner's hallmark (waarmerk). The signature itself is an endorsement.

    Attributes:
        key: Of the key that signed, or None.
        on: Day of signing, ``2026-02-12``, or None.
    """

    key: str | None = None
    on: str | None = None
