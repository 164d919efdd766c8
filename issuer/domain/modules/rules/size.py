"""The size of a module, in SBU.

Spec: requirements B01–B04, B10, B11, C01; the truth table of sizes in the project's facts.
"""

from collections.abc import Iterator
from typing import Final

from credentials.achievement.instruments.instrument import Size
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings

STEP: Final = 240
KEUZEDEEL_SIZES: Final = frozenset({240, 480, 720, 960})
SMALL_SIZES: Final = frozenset({80, 160})
LARGEST_KEUZEDEEL: Final = 960
HOURS_PER_ECTS: Final = 28
_FAR_OFF: Final = 0.25
"""An equivalent in ECTS that is further off than this part of the size is looked at again."""


def check_study_load(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """The size fits the instrument (B01–B04)."""
    study_load = description.module.study_load
    size = instrument_of(description).size
    if study_load is None:
        if size is not Size.NO_DUTY or description.is_fim:
            yield wanted(
                description, "study_load_missing", "B01", "studielast", "waarde", params={"value": ""}
            )
        return
    if study_load.value <= 0:
        yield _size(description, "study_load_not_positive", "B01")
    elif study_load.unit == "SBU":
        if size is Size.FREE or description.is_fim:
            yield from _check_free_size(description, surroundings, study_load.value)
        if size is Size.REGISTERED:
            yield from _check_registered_size(description, surroundings, study_load.value)
    elif study_load.unit == "uur" and size in (Size.FREE, Size.REGISTERED):
        yield _unit(description, "B01")
    elif size is Size.REGISTERED or description.is_fim:
        yield _unit(description, "B04" if size is Size.REGISTERED else "B02")


def check_hours(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """Hours with a teacher and in a company fit into the size; so does an equivalent in ECTS (B10, B11)."""
    study_load, hours = description.module.study_load, description.hours
    if study_load is None or study_load.unit == "ECTS" or study_load.value <= 0:
        return
    parts = (hours.guided or 0) + (hours.placement or 0)
    if parts > study_load.value or min(hours.guided or 0, hours.placement or 0) < 0:
        yield _size(
            description, "hours_exceed_study_load", "B11", severity=Severity.WARNING, hours=str(parts)
        )
    if hours.ects is not None:
        as_hours = float(hours.ects) * HOURS_PER_ECTS
        if abs(as_hours - study_load.value) > _FAR_OFF * study_load.value:
            yield Finding(
                code="ects_far_off",
                severity=Severity.WARNING,
                requirement="B10",
                pointer=description.at("studielast", "ects"),
                params={"ects": hours.ects, "value": str(study_load.value), "hours": str(HOURS_PER_ECTS)},
            )


def _check_free_size(
    description: ModuleDescription, surroundings: Surroundings, sbu: int
) -> Iterator[Finding]:
    """Of a microcredential or FIM: from 240, in steps of 240; or 80 and 160 by way of trial."""
    if sbu < STEP:
        yield _small_size(description, surroundings, sbu)
    elif sbu % STEP and description.is_fim:
        yield _size(description, "study_load_not_multiple_fim", "B02")
    elif sbu % STEP:
        yield _size(description, "study_load_not_multiple", "B02", severity=Severity.WARNING)
    if sbu > LARGEST_KEUZEDEEL and not description.is_fim:
        yield _size(description, "study_load_large", "C01", severity=Severity.WARNING)


def _small_size(description: ModuleDescription, surroundings: Surroundings, sbu: int) -> Finding:
    allowed = surroundings.policy.small_size_allowed
    if surroundings.institution is None and description.says_small_size_allowed is not None:
        # Nobody knows the school here, so what the file says of it is all there is to go by.
        allowed = description.says_small_size_allowed
    if sbu not in SMALL_SIZES:
        if allowed:
            return _size(description, "study_load_not_small_size", "B03")
        return _size(description, "study_load_below_minimum", "B01")
    if not allowed:
        return _size(description, "small_size_not_allowed", "B03")
    if not description.small_size_reason:
        return _size(description, "small_size_without_reason", "B03")
    return _size(description, "small_size", "B03", severity=Severity.WARNING)


def _check_registered_size(
    description: ModuleDescription, surroundings: Surroundings, sbu: int
) -> Iterator[Finding]:
    """Of a part of the register: what the register says, and of a keuzedeel one of four sizes."""
    codes = dict(description.module.qualification_codes)
    is_keuzedeel = "Keuzedeel" in codes or instrument_of(description).register_codes == {"Keuzedeel"}
    if is_keuzedeel and sbu not in KEUZEDEEL_SIZES:
        yield _size(description, "study_load_not_of_keuzedeel", "B04")
    registered = _registered_size(surroundings, codes) or description.register_study_load
    if registered is not None and registered != sbu:
        yield _size(description, "study_load_differs_from_register", "B04", registered=str(registered))


def _registered_size(surroundings: Surroundings, codes: dict[str, str]) -> int | None:
    registers = surroundings.registers
    if registers is None:
        return None
    keuzedeel = registers.keuzedeel(codes.get("Keuzedeel", ""))
    certificate = registers.certificate(codes.get("Certificaat", ""))
    entry = keuzedeel or certificate
    return entry.sbu if entry else None


def _unit(description: ModuleDescription, requirement: str) -> Finding:
    return Finding(
        code="study_load_unit",
        requirement=requirement,
        pointer=description.at("studielast", "eenheid"),
        params={"unit": description.module.study_load.unit if description.module.study_load else ""},
    )


def _size(
    description: ModuleDescription,
    code: str,
    requirement: str,
    *,
    severity: Severity = Severity.ERROR,
    **params: str,
) -> Finding:
    study_load = description.module.study_load
    return Finding(
        code=code,
        severity=severity,
        requirement=requirement,
        pointer=description.at("studielast", "waarde"),
        params={"value": str(study_load.value) if study_load else "", **params},
    )
