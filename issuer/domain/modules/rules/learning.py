"""How it is learnt: the experience, the entry, the path.

Spec: requirements C05, C10, D20, J08.
"""

from collections.abc import Iterator

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings


def check_learning_experience(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A microcredential comes with something that was followed, not with an examination alone (C05)."""
    if (
        instrument_of(description).needs_learning_experience
        and description.module.learning_experience is None
    ):
        yield wanted(description, "no_learning_experience", "C05", "leerervaring")


def check_entry(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A microcredential sets no formal threshold (C10)."""
    if instrument_of(description).entry_is_open and description.entry_requirement_is_mandatory:
        yield Finding(
            code="entry_is_barred",
            severity=Severity.WARNING,
            requirement="C10",
            pointer=description.at("toelatingsvoorwaarden", "verplicht"),
        )


def check_learning_path(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """The leerweg is one that goes with the instrument; a FIM is no kind of derde leerweg (D20, J08)."""
    path, allowed = description.legal.learning_path, instrument_of(description).learning_paths
    if path is not None and allowed and path not in allowed:
        yield Finding(
            code="learning_path_not_allowed",
            requirement="D20",
            pointer=description.at("leerweg"),
            params={"value": path, "choices": ", ".join(sorted(allowed))},
        )
