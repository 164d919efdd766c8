"""The national registers: what there is to award, by its code, as far as it was imported.

Spec: requirements A05, A06, D03, D04, E01, E02, G07, H03.
"""

from issuer.domain.registers.edition import RegisterEdition
from issuer.domain.registers.entries import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisterEntry,
    RegisterKind,
    SkillSuggestion,
)
from issuer.domain.registers.example import example_registers
from issuer.domain.registers.parts import RegisteredCoreTask, RegisteredWorkProcess
from issuer.domain.registers.registers import Registers
from issuer.domain.registers.sources import RegisterSource

__all__ = [
    "CertificatePart",
    "Dossier",
    "Keuzedeel",
    "Qualification",
    "RegisterEdition",
    "RegisterEntry",
    "RegisterKind",
    "RegisterSource",
    "RegisteredCoreTask",
    "RegisteredWorkProcess",
    "Registers",
    "SkillSuggestion",
    "example_registers",
]
