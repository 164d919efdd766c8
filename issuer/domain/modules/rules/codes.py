"""Codes of the national registers: their form, and whether they exist.

Spec: requirements A05, A06, G02, H03.
"""

from collections.abc import Iterator
from typing import Final

from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.reading.identity import CODE_KEYS
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.register_codes import BRIN, CERTIFICATE, CREBO, KEUZEDEEL, RIO_PROGRAMME, RIO_PROVIDER

_FORMS: Final = {
    "Keuzedeel": (KEUZEDEEL, "K0262"),
    "Certificaat": (CERTIFICATE, "C0004"),
    "Crebo": (CREBO, "25998"),
    "RIOOpleidingseenheid": (RIO_PROGRAMME, "1234O5678"),
}


def check_codes(description: ModuleDescription, surroundings: Surroundings) -> Iterator[Finding]:
    """Codes of the national registers have their form (H03), and are there (A05, A06)."""
    for kind, code in description.module.qualification_codes:
        form, example = _FORMS[kind]
        pointer = description.at(CODE_KEYS[kind])
        if not form.fullmatch(code):
            yield _malformed(pointer, code, example)
        elif surroundings.registers is not None and kind != "RIOOpleidingseenheid":
            yield from _look_up(surroundings, pointer, code)


def check_codes_of_dossiers(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """So have the crebos of the dossiers, and the codes of the school (G02, H03)."""
    crebo, example = _FORMS["Crebo"]
    for index, dossier in enumerate(description.parts.dossiers):
        for code in (dossier.crebo, dossier.qualification_crebo):
            if code is not None and not crebo.fullmatch(code):
                yield _malformed(description.at("dossiers", index), code, example)
    owner = description.owner
    if owner is not None and owner.brin is not None and not BRIN.fullmatch(owner.brin):
        yield _malformed(description.at("eigenaar", "brin"), owner.brin, "27DV")
    if owner is not None and owner.rio is not None and not RIO_PROVIDER.fullmatch(owner.rio):
        yield _malformed(description.at("eigenaar", "rio_onderwijsaanbieder"), owner.rio, "123A456")


def _look_up(surroundings: Surroundings, pointer: str, code: str) -> Iterator[Finding]:
    registers = surroundings.registers
    if registers is not None and not registers.knows(code):
        yield Finding(
            code="code_not_in_register",
            severity=Severity.ERROR if registers.is_complete else Severity.WARNING,
            requirement="H03",
            pointer=pointer,
            params={"value": code},
        )


def _malformed(pointer: str, code: str, example: str) -> Finding:
    return Finding(
        code="code_malformed",
        requirement="H03",
        pointer=pointer,
        params={"value": code[:80], "example": example},
    )
