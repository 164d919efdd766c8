"""Gathers what the rules for modules look at: the school, the registers, what was published, the day."""

from collections.abc import Sequence
from datetime import datetime

from issuer.domain.awards import ModuleVersion
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import Registers
from issuer.dutch_time import dutch_day
from issuer.ports.store import Ledger
from issuer.services.register_editions import registers_now


def surroundings_of(ledger: Ledger, at: datetime) -> Surroundings:
    """Return everything around the modules of an institution, as its records are now.

    Args:
        ledger: The records of the institution.
        at: The moment to judge for.
    """
    return _surroundings(ledger, at, registers_now(ledger), ledger.modules.all())


def surroundings_then(ledger: Ledger, at: datetime, registers: Registers) -> Surroundings:
    """Return what was around the modules of an institution at some moment of before.

    Of what the school says of itself only the last is kept: that is as it is now.

    Args:
        ledger: The records of the institution.
        at: That moment. What was published then or later is left out.
        registers: The edition of then; see :func:`issuer.services.register_editions.registers_of`.
    """
    before = [version for version in ledger.modules.all() if version.published_at < at]
    return _surroundings(ledger, at, registers, before)


def _surroundings(
    ledger: Ledger, at: datetime, registers: Registers, versions: Sequence[ModuleVersion]
) -> Surroundings:
    profile = ledger.school.current()
    descriptions = ledger.modules.descriptions()
    return Surroundings(
        policy=profile.policy,
        registers=registers,
        institution=profile.facts(ledger.institution.brin),
        known_modules=tuple(descriptions.get(version.id, version.module) for version in versions),
        on=dutch_day(at),
    )
