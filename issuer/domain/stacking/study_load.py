"""How much study the credentials stand for, as an indication. It never counts towards anything.

In particular it is not the statutory obligation to take keuzedelen (keuzedeelverplichting).

Spec: requirement B06.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from issuer.domain.stacking.agreements import module_of_edition
from issuer.domain.stacking.contribution import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicativeStudyLoad:
    """Totals per unit, which are never converted into each other.

    Attributes:
        sbu: Hours of study.
        ects: Credits.
        not_stated: Number of modules that say nothing, or nothing that we can read.
        counted_once: Number of credentials left out of the total, since their module is in it already.
    """

    sbu: float = 0
    ects: float = 0
    not_stated: int = 0
    counted_once: int = 0


def indicative_study_load(contributions: Iterable[Contribution]) -> IndicativeStudyLoad:
    """Add up the study load: each module, keuzedeel and certificate once, however many credentials it has."""
    largest: dict[Hashable, tuple[float, str | None]] = {}
    credentials = 0
    for contribution in contributions:
        credentials += 1
        load = contribution.content.study_load
        said = (load.value, load.unit) if load is not None and load.value is not None else (0.0, None)
        key = _studied(contribution)
        largest[key] = max(said, largest.get(key, said), key=lambda one: one[0])
    return IndicativeStudyLoad(
        sbu=sum(value for value, unit in largest.values() if unit == "SBU"),
        ects=sum(value for value, unit in largest.values() if unit == "ECTS"),
        not_stated=sum(unit is None for _, unit in largest.values()),
        counted_once=credentials - len(largest),
    )


def _studied(contribution: Contribution) -> Hashable:
    """What was studied: the codes of the register where there are any, else the module."""
    if codes := (*contribution.keuzedelen, *contribution.certificates):
        return codes
    content = contribution.content
    if content.achievement_id is not None:
        return module_of_edition(content.achievement_id)
    return (content.issuer_id, content.title)
