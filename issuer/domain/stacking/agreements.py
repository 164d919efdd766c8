"""What institutions agreed on beforehand: to recognise each other's valuations, and to stack modules.

Spec: requirements D14, D15, I01, I02, I06, I08.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from issuer.domain.valuation_routes import ROUTE_INSTRUMENTS

if TYPE_CHECKING:  # the store needs agreements, and not all that verifies credentials
    from issuer.domain.stacking.contribution import Contribution

# What comes behind the address of a module in the address of one of its versions or language editions.
_EDITION: Final = re.compile(r"/(?P<version>[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*)(?:/[a-z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionAgreement:
    """An erkenningsafspraak: these institutions recognise each other's valuation of modules or routes.

    Attributes:
        number: As the institutions number it.
        institutions: BRINs, two or more.
        modules: Addresses of modules; empty when it is about whole routes.
        routes: Keys of :mod:`issuer.domain.valuation_routes`; empty when it is about single modules.
        valid_from: First day.
        valid_until: Last day, or None.
        document_url: Where the document is.
    """

    number: str
    institutions: frozenset[str]
    modules: tuple[str, ...]
    routes: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    document_url: str

    def is_about(self, contribution: "Contribution") -> bool:
        """Tell whether a credential is of a module or a route that was agreed on."""
        if any(is_edition_of(contribution.content.achievement_id, module) for module in self.modules):
            return True
        return any(ends_in(route, contribution) for route in self.routes)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedModule:
    """A module in a stacking agreement, and the one valuation that it ends in.

    Attributes:
        id: Address of the module, or of one of its versions.
        route: Key of :data:`issuer.domain.valuation_routes.ROUTE_INSTRUMENTS`.
    """

    id: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StackingAgreement:
    """A stapelafspraak: these modules count towards a kwalificatie at all these institutions.

    Attributes:
        number: As the institutions number it.
        name: What it is called.
        qualification: Crebo.
        modules: Each with its one valuation.
        institutions: BRINs of who takes part.
        valid_from: First day.
        valid_until: Last day, or None.
        document_url: Where the document is.
    """

    number: str
    name: str
    qualification: str
    modules: tuple[AgreedModule, ...]
    institutions: frozenset[str]
    valid_from: date
    valid_until: date | None
    document_url: str

    def module_of(self, contribution: "Contribution") -> AgreedModule | None:
        """Return the agreed module that a credential is of."""
        identifier = contribution.content.achievement_id
        return next((module for module in self.modules if is_edition_of(identifier, module.id)), None)


Agreement = RecognitionAgreement | StackingAgreement


def takes_part(agreement: Agreement, contribution: "Contribution", *, deciding_brin: str | None) -> bool:
    """Tell whether both the school that issued and the school that decides are in an agreement.

    The issuer is known by the trust list: what a credential says of its own BRIN is not looked at.
    """
    schools = {contribution.issuer_brin, deciding_brin}
    return None not in schools and schools <= agreement.institutions


def holds_for(agreement: Agreement, contribution: "Contribution", *, on: date) -> bool:
    """Tell whether an agreement was in force on the day of the award, and still is.

    Before, after, and of an award of unknown date, the board judges by itself.
    """
    days = (contribution.awarded_on, on)
    return all(day is not None and _is_in_force(agreement, day) for day in days)


def agreements_on(
    agreements: Iterable[Agreement], contribution: "Contribution", *, on: date
) -> tuple[Agreement, ...]:
    """Return the agreements in force, of the school that issued a credential, that are about it."""
    return tuple(
        agreement
        for agreement in agreements
        if contribution.issuer_brin in agreement.institutions
        and holds_for(agreement, contribution, on=on)
        and _is_about(agreement, contribution)
    )


def recognised_by(
    agreements: Iterable[Agreement], contribution: "Contribution", *, on: date
) -> frozenset[str]:
    """Return the BRINs of the other institutions that recognise a credential by an agreement (I02)."""
    found = {brin for one in agreements_on(agreements, contribution, on=on) for brin in one.institutions}
    return frozenset(found - {contribution.issuer_brin})


def _is_about(agreement: Agreement, contribution: "Contribution") -> bool:
    if isinstance(agreement, RecognitionAgreement):
        return agreement.is_about(contribution)
    return agreement.module_of(contribution) is not None


def ends_in(route: str, contribution: "Contribution") -> bool:
    """Tell whether a credential is what a valuation route ends in."""
    instrument = contribution.content.instrument
    if instrument is None or ROUTE_INSTRUMENTS[route] != instrument.key:
        return False
    # "keuzedeel met certificaat" and "mbo-certificaat" end in the same paper, on different things.
    return not route.startswith("keuzedeel") or bool(contribution.keuzedelen)


def is_edition_of(achievement_id: str | None, module: str) -> bool:
    """Tell whether an achievement is a module, one of its versions, or a language edition of one."""
    if achievement_id is None or not achievement_id.startswith(module):
        return False
    rest = achievement_id[len(module) :]
    return rest == "" or _EDITION.fullmatch(rest) is not None or re.fullmatch(r"/[a-z]{2}", rest) is not None


def module_of_edition(achievement_id: str) -> str:
    """Return the address of the module without version and language, as far as it has them."""
    return re.sub(f"{_EDITION.pattern}$", "", achievement_id)


def _is_in_force(agreement: Agreement, day: date) -> bool:
    return agreement.valid_from <= day and (agreement.valid_until is None or day <= agreement.valid_until)
