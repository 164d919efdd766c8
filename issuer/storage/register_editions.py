"""Editions of the registers as two columns, and back; see :class:`issuer.storage.tables.EditionColumns`."""

from issuer.domain.registers.edition import RegisterEdition
from issuer.storage.tables import EditionColumns


def write_edition(row: EditionColumns, edition: RegisterEdition | None) -> None:
    """Put an edition into a row that is not stored yet."""
    row.register_import_id = None if edition is None else edition.import_id
    row.register_extract_sha256 = None if edition is None else edition.extract_sha256


def edition_in(row: EditionColumns) -> RegisterEdition | None:
    """Return the edition in a row, or None of what was judged before editions were kept."""
    if row.register_import_id is None and row.register_extract_sha256 is None:
        return None
    return RegisterEdition(import_id=row.register_import_id, extract_sha256=row.register_extract_sha256)
