"""Modules that other institutions have already.

Another school may well give the same; so nothing here keeps a module from being published. It is told,
with a figure and whose it is, so that schools take over from each other before they make the same twice.

Spec: requirements D07, D15.
"""

from collections.abc import Iterator

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.duplicates import ALIKE, overlap, told
from issuer.domain.modules.rules.rule import instrument_of
from issuer.domain.modules.surroundings import Surroundings, footprint

_SCHOOLS_TOLD = 5


def check_elsewhere(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """Compare with the catalogues of others that were given, and always say how that ended (D07)."""
    if surroundings.elsewhere is None:
        return
    if not description.is_fim and instrument_of(description).existing_work_processes_only:
        return  # what the register lays down is the same everywhere
    mine = footprint(description.module)
    relations = description.relations
    origin = relations.derived_from
    known = {mine.id, origin.id if origin else "", relations.replaces or ""}
    compared = [one for one in surroundings.elsewhere if one.footprint.id not in known]
    alike = sorted(
        (
            (found, f"{one.footprint.title}, {one.school}", one.footprint.id)
            for one in compared
            if (found := overlap(mine, one.footprint)) > 0
        ),
        reverse=True,
    )
    schools = list(dict.fromkeys(one.school for one in compared))
    counts = {
        "count": str(len(compared)),
        "schools": ", ".join(schools[:_SCHOOLS_TOLD]) + (", …" if len(schools) > _SCHOOLS_TOLD else ""),
    }
    pointer = description.at("waarom_toch_nieuw")
    if not alike:
        yield Finding(
            code="module_like_none_elsewhere",
            severity=Severity.INFO,
            requirement="D07",
            pointer=pointer,
            params=counts,
        )
    elif alike[0][0] < ALIKE:
        yield Finding(
            code="module_unlike_elsewhere",
            severity=Severity.INFO,
            requirement="D07",
            pointer=pointer,
            params=counts | told(alike[:1]),
        )
    else:
        explained = relations.why_new is not None
        near = [one for one in alike if one[0] >= ALIKE]
        yield Finding(
            code="module_like_elsewhere_explained" if explained else "module_like_elsewhere",
            severity=Severity.INFO if explained else Severity.WARNING,
            requirement="D07",
            pointer=pointer,
            params=told(near),
        )
