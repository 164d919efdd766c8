"""Gathers what the rules for modules look at: the school, the registers, what was published, the day."""

from datetime import datetime

from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.registers import example_registers
from issuer.dutch_time import dutch_day
from issuer.ports import Ledger


def surroundings_of(ledger: Ledger, at: datetime) -> Surroundings:
    """Return everything around the modules of an institution, as its records are now.

    Args:
        ledger: The records of the institution.
        at: The moment to judge for.
    """
    profile = ledger.school.current()
    descriptions = ledger.modules.descriptions()
    return Surroundings(
        policy=profile.policy,
        registers=ledger.registers.current() or example_registers(),
        institution=profile.facts(ledger.institution.brin),
        known_modules=tuple(descriptions.get(version.id, version.module) for version in ledger.modules.all()),
        on=dutch_day(at),
    )
