"""The level of a module.

Spec: requirements A18, B07–B09.
"""

from collections.abc import Iterator

from credentials.achievement.instruments.instrument import Recognition
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of
from issuer.domain.modules.surroundings import Surroundings


def check_level(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A level is an indication unless NCP NLQF decided otherwise (B07)."""
    if not description.module.level.officially_set:
        # Of a part of the kwalificatiestructuur everybody knows whose level it is.
        chosen = instrument_of(description).recognition is Recognition.NOT_RECOGNISED
        yield Finding(
            code="level_is_indicative",
            severity=Severity.WARNING if chosen and not description.is_draft else Severity.INFO,
            requirement="B07",
            pointer=description.at("niveau"),
        )
    elif description.nlqf_decision_url is None:
        yield Finding(
            code="level_without_decision",
            requirement="B07",
            pointer=description.at("niveau", "besluit_url"),
        )


def check_levels_agree(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Mbo level n stands at NLQF n and EQF n, unless it was decided otherwise (B08)."""
    level = description.module.level
    if level.mbo is None or level.officially_set:
        return
    if level.nlqf.rstrip("+") != str(level.mbo) or level.eqf != level.mbo:
        yield Finding(
            code="levels_differ",
            severity=Severity.WARNING,
            requirement="B08",
            pointer=description.at("niveau"),
            params={"mbo": str(level.mbo), "nlqf": level.nlqf, "eqf": str(level.eqf)},
        )


def check_level_of_work(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """What is learnt in a company claims no level above that of the kwalificatie (A18)."""
    if not instrument_of(description).learnt_in_company:
        return
    level = description.module.level
    highest = max(_qualification_levels(description, surroundings), default=None)
    if level.officially_set or (highest is not None and max(level.mbo or 0, level.eqf) > highest):
        yield Finding(
            code="level_above_dossier",
            requirement="A18",
            pointer=description.at("niveau"),
            params={"highest": str(highest or "")},
        )


def _qualification_levels(description: ModuleDescription, surroundings: Surroundings) -> Iterator[int]:
    for dossier in description.parts.dossiers:
        if dossier.level is not None:
            yield dossier.level
    for kind, code in description.module.qualification_codes:
        if (
            kind == "Crebo"
            and surroundings.registers
            and (found := surroundings.registers.qualification(code))
        ):
            yield found.level
