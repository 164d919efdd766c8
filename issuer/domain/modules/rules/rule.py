"""What a rule is, and what all rules share."""

from collections.abc import Callable, Iterator, Mapping

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings

Rule = Callable[[ModuleDescription, Surroundings], Iterator[Finding]]
"""Takes the module and what is around it; yields findings. It reads traits, no names of instruments."""


def instrument_of(description: ModuleDescription) -> Instrument:
    """Return what the module leads to."""
    return INSTRUMENTS[description.module.instrument]


def wanted(
    description: ModuleDescription,
    code: str,
    requirement: str,
    *steps: str | int,
    severity: Severity = Severity.ERROR,
    params: Mapping[str, str] | None = None,
) -> Finding:
    """Return a finding about something that is not there; of a draft it is only something to know.

    Args:
        description: The module.
        code: Of the finding.
        requirement: Id of the requirement.
        *steps: Key path of what is not there.
        severity: Its weight when the module is no draft.
        params: Values for its text.
    """
    return Finding(
        code=code,
        severity=Severity.INFO if description.is_draft else severity,
        requirement=requirement,
        pointer=description.at(*steps),
        params=params or {},
    )
