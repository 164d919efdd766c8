"""Certificates that the minister attached to a part of a kwalificatie or to a keuzedeel.

Spec: requirements A03, A05, A06, D06, E01, E05, E11, E15, G08, J01, J09.
"""

from collections.abc import Iterator
from datetime import date

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.legal_basis import LUMP_SUM
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.surroundings import Surroundings

_CODE_OF_BASIS = {"keuzedeel": "Keuzedeel", "beroepsgericht_onderdeel": "Certificaat"}
_REQUIREMENT_OF_BASIS = {"keuzedeel": "A05", "beroepsgericht_onderdeel": "A06"}


def check_register_code(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """What the register lays down has its code, and of the kind that it says (A03, A05, A06)."""
    instrument, kinds = instrument_of(description), _kinds(description)
    if not instrument.register_codes:
        return
    if instrument.register_codes.isdisjoint(kinds):
        yield wanted(description, "certificate_without_code", "A03", "keuzedeel_code")
        return
    basis = description.legal.basis
    if basis is not None and _CODE_OF_BASIS[basis] not in kinds:
        yield Finding(
            code="basis_without_its_code",
            requirement=_REQUIREMENT_OF_BASIS[basis],
            pointer=description.at("grondslag"),
            params={"basis": basis},
        )


def check_certificate_attached(
    description: ModuleDescription, surroundings: Surroundings
) -> Iterator[Finding]:
    """The register says that a certificate goes with it, or that none does (A03, A17)."""
    instrument = instrument_of(description)
    expected = instrument.certificate_in_register
    if expected is None or instrument.register_codes.isdisjoint(_kinds(description)):
        return
    registered = _registered(description, surroundings)
    pointer = description.at("register", "certificaat_verbonden")
    if registered is None:
        if expected and not description.certificate_confirmed:
            yield Finding(code="certificate_not_confirmed", requirement="A03", pointer=pointer)
    elif expected and not registered:
        yield Finding(code="certificate_not_attached", requirement="A03", pointer=pointer)
    elif registered and not expected:
        yield Finding(
            code="certificate_is_attached", severity=Severity.WARNING, requirement="A17", pointer=pointer
        )


def check_one_qualification(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """It comes from one kwalificatie (D06, E05)."""
    if not instrument_of(description).from_one_qualification:
        return
    kinds = _kinds(description)
    if "Certificaat" in kinds and kinds.count("Crebo") != 1:
        yield Finding(
            code="certificate_without_one_qualification",
            requirement="E05",
            pointer=description.at("kwalificatie_crebo"),
        )
    if len(description.dossiers) > 1:
        yield Finding(
            code="certificate_of_several_dossiers",
            requirement="D06",
            pointer=description.at("dossiers"),
            params={"dossiers": ", ".join(sorted(description.dossiers))},
        )


def check_establishment(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """A regulation of the minister laid it down and is in force (E01); no school can say so itself (G08)."""
    said = description.legal.establishment
    instrument = instrument_of(description)
    if not instrument.register_codes:
        if said is not None and (said.by or "").casefold() == "ocw":
            yield Finding(
                code="not_laid_down_by_ocw",
                requirement="G08",
                pointer=description.at("vaststelling", "door"),
            )
        return
    if not instrument.certificate_in_register:
        return
    regulation, valid_from, valid_until = _validity(description, surroundings)
    if regulation is None:
        yield Finding(
            code="regulation_missing", requirement="E01", pointer=description.at("vaststelling", "regeling")
        )
    on = surroundings.on
    if on is not None and valid_from is not None and on < valid_from:
        yield _not_in_force(description, "geldig_van", valid_from)
    if on is not None and valid_until is not None and on > valid_until:
        yield _not_in_force(description, "geldig_tot", valid_until)


def check_offer(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """The school offers the whole kwalificatie as well (E11)."""
    if not instrument_of(description).certificate_in_register:
        return
    crebos = {code for kind, code in description.module.qualification_codes if kind == "Crebo"}
    offered = surroundings.institution.offered_qualifications if surroundings.institution else None
    pointer = description.at("diplomagericht_aanbod")
    if offered is not None and crebos and not crebos <= offered:
        params = {"crebos": ", ".join(sorted(crebos - offered))}
        yield Finding(code="qualification_not_offered", requirement="E11", pointer=pointer, params=params)
    elif description.legal.offers_qualification is False:
        params = {"crebos": ", ".join(sorted(crebos)) or "?"}
        yield Finding(code="qualification_not_offered", requirement="E11", pointer=pointer, params=params)
    elif description.legal.offers_qualification is None and offered is None:
        yield Finding(code="offer_unknown", severity=Severity.WARNING, requirement="E11", pointer=pointer)


def check_funding(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """It is not paid from the lump sum (E15), and neither is a FIM (J01)."""
    if description.funding != LUMP_SUM:
        return
    if instrument_of(description).not_from_lump_sum or description.is_fim:
        yield Finding(
            code="certificate_funded_by_lumpsum", requirement="E15", pointer=description.at("bekostiging")
        )


def check_not_for_one_company(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A certificate means something to more than one company (J09)."""
    if instrument_of(description).not_for_one_company and description.deployment.reach == "bedrijfsspecifiek":
        yield Finding(code="certificate_for_one_company", requirement="J09", pointer=description.at("bereik"))


def _kinds(description: ModuleDescription) -> list[str]:
    return [kind for kind, _code in description.module.qualification_codes]


def _registered(description: ModuleDescription, surroundings: Surroundings) -> bool | None:
    """What the registers say of a certificate; a code of a certificate part is one by itself."""
    registers = surroundings.registers
    if registers is None:
        return None
    for kind, code in description.module.qualification_codes:
        if kind == "Keuzedeel" and (keuzedeel := registers.keuzedeel(code)):
            return keuzedeel.certificate_attached
        if kind == "Certificaat" and registers.certificate(code):
            return True
    return None


def _validity(
    description: ModuleDescription, surroundings: Surroundings
) -> tuple[str | None, date | None, date | None]:
    """Regulation, first and last day: of the register, or else as the school wrote them down."""
    said, registers = description.legal.establishment, surroundings.registers
    regulation = said.regulation if said else None
    valid_from = said.valid_from if said else None
    valid_until = said.valid_until if said else None
    if registers is not None:
        for kind, code in description.module.qualification_codes:
            entry = registers.keuzedeel(code) if kind == "Keuzedeel" else registers.certificate(code)
            if entry is not None:
                return (
                    entry.regulation or regulation,
                    entry.valid_from or valid_from,
                    entry.valid_until or valid_until,
                )
    return regulation, valid_from, valid_until


def _not_in_force(description: ModuleDescription, key: str, day: date) -> Finding:
    return Finding(
        code="regulation_not_in_force",
        requirement="E01",
        pointer=description.at("vaststelling", key),
        params={"day": day.isoformat()},
    )
