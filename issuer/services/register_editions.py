"""Editions of the registers: which one is newest, what was in one of before, and how it is told.

Spec: requirements G09, J06.
"""

from credentials.parsing import JsonObject
from issuer.domain.modules.json_values import filled, moment_text
from issuer.domain.registers import RegisterEdition, Registers, example_registers
from issuer.domain.registers.example import EXAMPLE_SOURCE
from issuer.ports.store import Ledger


def registers_now(ledger: Ledger) -> Registers:
    """Return the registers as they stand, or the extract while nothing was taken in."""
    return ledger.registers.current() or example_registers()


def newest_edition(ledger: Ledger) -> RegisterEdition | None:
    """Return which edition :func:`registers_now` would return, without reading an import."""
    return ledger.registers.newest_edition() or example_registers().edition


def registers_of(ledger: Ledger, edition: RegisterEdition | None) -> Registers | None:
    """Return the registers of an edition, whatever was taken in since.

    Returns:
        None when the edition was not kept, or is the extract of another version of the software.
    """
    if edition is None:
        return None
    if edition.import_id is not None:
        return ledger.registers.as_of(edition.import_id)
    extract = example_registers()
    return extract if extract.edition == edition else None


def edition_json(ledger: Ledger, edition: RegisterEdition | None) -> JsonObject:
    """Return what there is to tell of an edition; empty when it was not kept."""
    if edition is None:
        return {}
    if edition.import_id is None:
        is_ours = example_registers().edition == edition
        return filled(
            {
                "extract": True,
                "origin": EXAMPLE_SOURCE.origin if is_ours else None,
                "dated": EXAMPLE_SOURCE.dated.isoformat() if is_ours else None,
                "sha256": edition.extract_sha256,
            }
        )
    record = next((one for one in ledger.registers.imports() if one.id == edition.import_id), None)
    return filled(
        {
            "import": str(edition.import_id),
            "origin": record.origin if record else None,
            "dated": record.dated.isoformat() if record else None,
            "importedAt": moment_text(record.imported_at) if record else None,
            "sha256": record.files_sha256 if record else None,
        }
    )
