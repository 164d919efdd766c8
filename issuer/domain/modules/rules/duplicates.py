"""Modules and certificates that are there already.

Spec: requirements A09, D07.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from credentials.achievement.instruments.instrument import Recognition
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of
from issuer.domain.modules.surroundings import Footprint, Surroundings, footprint, work_processes_of

ALIKE: Final = 0.6
"""From this overlap on the school says why the module is there."""
_TOLD: Final = 5
"""So many modules are named at most, those that are most alike first."""


def check_duplicates(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """Where a module is much like another, it says why it is there (D07).

    What the register lays down is what it is; and a module that was taken over says from where.
    """
    if not description.is_fim and instrument_of(description).existing_work_processes_only:
        return
    if not surroundings.footprints:
        return
    mine = footprint(description.module)
    origin = description.relations.derived_from
    others = {mine.id, origin.id if origin else "", description.relations.replaces or ""}
    alike = sorted(
        (
            (found, other.title, other.id)
            for other in surroundings.footprints
            if other.id not in others and (found := overlap(mine, other)) >= ALIKE
        ),
        reverse=True,
    )
    if not alike:
        return
    explained = description.relations.why_new is not None
    yield Finding(
        code="module_much_alike_explained" if explained else "module_much_alike",
        severity=Severity.INFO if explained else Severity.ERROR,
        requirement="D07",
        pointer=description.at("waarom_toch_nieuw"),
        params=told(alike),
    )


def told(alike: Sequence[tuple[float, str, str]]) -> dict[str, str]:
    """Return the highest overlap, and the modules that are most alike, as people of each language write it.

    Args:
        alike: Overlap, title and address of each, the highest first; at least one.
    """
    params = {}
    for language, mark in (("nl", ","), ("en", ".")):
        figures = [f"{found:.2f}".replace(".", mark) for found, _, _ in alike[:_TOLD]]
        params[f"overlap_{language}"] = figures[0]
        params[f"modules_{language}"] = "; ".join(
            f"{title} ({id_}): {figure}"
            for figure, (_, title, id_) in zip(figures, alike[:_TOLD], strict=True)
        )
    return params


def overlap(one: Footprint, other: Footprint) -> float:
    """Return how much alike two modules are, from 0 to 1.

    The Jaccard index of their work processes, by (crebo, code). Titles that are alike can make it more:
    then the mean of that index and the index of the words of the titles counts. Where one of the two
    has no work processes of a known dossier, the titles are all there is to go by.
    """
    words = _jaccard(one.words, other.words)
    if not one.work_processes or not other.work_processes:
        return words
    work = _jaccard(one.work_processes, other.work_processes)
    return max(work, (work + words) / 2) if work else 0.0


def check_no_certificate(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """Where a certificate covers the same work, it says why this is none (A09)."""
    registers = surroundings.registers
    if registers is None or instrument_of(description).recognition is not Recognition.NOT_RECOGNISED:
        return
    mine = work_processes_of(description.module)
    covering: dict[str, str] = {}
    covered = set()
    for crebo, code in mine:
        for certified in registers.certificates_with(crebo, code):
            covering[certified.key] = certified.name
            covered.add((crebo, code))
    if not mine or covered != mine:
        return
    explained = description.relations.why_no_certificate is not None
    yield Finding(
        code="certificate_exists_explained" if explained else "certificate_exists",
        severity=Severity.WARNING if explained else Severity.ERROR,
        requirement="A09",
        pointer=description.at("waarom_geen_certificaat"),
        params={"certificates": "; ".join(f"{name} ({code})" for code, name in sorted(covering.items()))},
    )


def _jaccard(one: frozenset[object], other: frozenset[object]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
