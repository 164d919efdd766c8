"""What the law and the registers have to do with a module, as the school writes it down.

Spec: requirements A03, A05, A06, A20, D20, E01, E11, E15, E19, E22, G08, J08.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

BASES: Final = ("keuzedeel", "beroepsgericht_onderdeel")
LEARNING_PATHS: Final = ("bol", "bbl", "derde_leerweg", "geen")
FUNDINGS: Final = ("contract", "lerende", "werkgever", "subsidie", "overig", "lumpsum")
LUMP_SUM: Final = "lumpsum"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLookup:
    """What the school found when it looked in the national register.

    Attributes:
        source: Which register, or None.
        consulted_on: When, or None.
        certificate_attached: Whether the register says that a certificate goes with it, or None.
        study_load: SBU that the register says, or None.
    """

    source: str | None = None
    consulted_on: date | None = None
    certificate_attached: bool | None = None
    study_load: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Establishment:
    """The regulation by which the minister laid it down (vaststelling).

    Attributes:
        by: Who: "OCW", or None.
        regulation: Number in the Staatscourant, or None.
        on: Day of the regulation, or None.
        valid_from: First day, or None.
        valid_until: Last day, or None for no end.
    """

    by: str | None = None
    regulation: str | None = None
    on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamInstrument:
    """What the examination is taken with (E19).

    Attributes:
        id: What the school calls it, or None.
        origin: "ingekocht" or "eigen", or None.
        established_on: When the exam board laid it down, or None.
    """

    id: str | None = None
    origin: str | None = None
    established_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorChamberAdvice:
    """What a sectorkamer of SBB advised on the national value (E22). To be informed.

    Attributes:
        name: Which chamber, or None.
        on: When, or None.
        outcome: What, in its words, or None.
    """

    name: str | None = None
    on: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """What the law and the registers have to do with it.

    Attributes:
        basis: What a certificate is attached to: one of :data:`BASES`, or None.
        register: What the school looked up, or None.
        establishment: The minister's regulation, or None.
        learning_path: Leerweg: one of :data:`LEARNING_PATHS`, or None.
        offers_qualification: Whether the school offers the whole kwalificatie (E11), or None.
        exam_instrument: What the examination is taken with, or None.
        sector_chamber_advice: Of SBB, or None.
        says_recognised: What the file says of recognition by OCW, which follows from the instrument (A20).
    """

    basis: str | None = None
    register: RegisterLookup | None = None
    establishment: Establishment | None = None
    learning_path: str | None = None
    offers_qualification: bool | None = None
    exam_instrument: ExamInstrument | None = None
    sector_chamber_advice: SectorChamberAdvice | None = None
    says_recognised: str | None = None
