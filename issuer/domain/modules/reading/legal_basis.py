"""What the law and the registers have to do with a module.

Spec: requirements A03, A05, A20, D20, E01, E11, E15, E19, E22, G08, J08.
"""

from issuer.domain.award_files.days import read_day
from issuer.domain.modules.description.legal_basis import (
    BASES,
    LEARNING_PATHS,
    Establishment,
    ExamInstrument,
    LegalBasis,
    RegisterLookup,
    SectorChamberAdvice,
)
from issuer.domain.modules.keys import Keys

_TO_BE_CHECKED = "te controleren"
"""What people write where they still have to look it up; it may go on behind that."""


def read_legal_basis(keys: Keys) -> LegalBasis:
    """Read ``grondslag``, ``register``, ``vaststelling``, ``leerweg`` and what goes with an examination."""
    return LegalBasis(
        basis=keys.one_of("grondslag", BASES),
        register=_register(keys),
        establishment=_establishment(keys),
        learning_path=keys.one_of("leerweg", LEARNING_PATHS),
        offers_qualification=keys.flag("diplomagericht_aanbod"),
        exam_instrument=_exam_instrument(keys),
        sector_chamber_advice=_advice(keys),
        says_recognised=keys.text("ocw_erkend"),
    )


def _register(keys: Keys) -> RegisterLookup | None:
    inner = keys.table_if_there("register")
    if inner is None:
        return None
    attached = inner.text("certificaat_verbonden")
    found = RegisterLookup(
        source=inner.text("bron"),
        consulted_on=read_day(inner, "geraadpleegd"),
        certificate_attached={"ja": True, "true": True, "nee": False, "false": False}.get(
            (attached or "").lower()
        ),
        study_load=inner.number("studielast", example="240"),
    )
    inner.finish()
    return found


def _establishment(keys: Keys) -> Establishment | None:
    inner = keys.table_if_there("vaststelling")
    if inner is None:
        return None
    regulation = inner.text("regeling")
    if regulation is not None and regulation.lower().startswith(_TO_BE_CHECKED):
        regulation = None
    found = Establishment(
        by=inner.text("door"),
        regulation=regulation,
        on=read_day(inner, "datum"),
        valid_from=read_day(inner, "geldig_van"),
        valid_until=read_day(inner, "geldig_tot"),
    )
    inner.finish()
    return found


def _exam_instrument(keys: Keys) -> ExamInstrument | None:
    inner = keys.table_if_there("exameninstrument")
    if inner is None:
        return None
    found = ExamInstrument(
        id=inner.text("id"),
        origin=inner.one_of("herkomst", ("ingekocht", "eigen")),
        established_on=read_day(inner, "vastgesteld_op"),
    )
    inner.finish()
    return found


def _advice(keys: Keys) -> SectorChamberAdvice | None:
    inner = keys.table_if_there("advies_sectorkamer")
    if inner is None:
        return None
    found = SectorChamberAdvice(
        name=inner.text("naam"), on=read_day(inner, "datum"), outcome=inner.text("uitkomst")
    )
    inner.finish()
    return found
