"""Which edition of the registers something was judged with, so that it can be judged so again.

Spec: requirement J06.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEdition:
    """An edition: everything up to and including one import, or the extract that comes with the software.

    Attributes:
        import_id: The newest import of that moment, or None of the extract.
        extract_sha256: Digest of the extract in hexadecimal, or None of an import. A later version of the
            software may bring another extract; the digest tells them apart.
    """

    import_id: UUID | None = None
    extract_sha256: str | None = None

    def __post_init__(self) -> None:
        """Refuse an edition that is of both, or of nothing.

        Raises:
            ValueError: It is.
        """
        if (self.import_id is None) == (self.extract_sha256 is None):
            raise ValueError("an edition is that of an import or that of an extract")

    @property
    def is_extract(self) -> bool:
        """Whether it is the extract that comes with the software."""
        return self.import_id is None

    def __str__(self) -> str:
        """Return the edition as the audit trail names it."""
        return f"import {self.import_id}" if self.import_id else f"extract {self.extract_sha256}"
