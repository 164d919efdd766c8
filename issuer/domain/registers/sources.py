"""Where entries came from, and which of the imports count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from issuer.domain.registers.entries import RegisterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSource:
    """Where an entry came from.

    Attributes:
        origin: Whose register it is, and where it was found, in the words of whoever imported it.
        dated: The day of which it is.
        import_id: The import that brought it, or None of the extract that comes with the software.
    """

    origin: str
    dated: date
    import_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterImport:
    """Files of the registers that were taken in together. Never changed afterwards.

    Attributes:
        id: Internal id. What is judged is kept with the id of the newest import of that moment.
        files_sha256: One digest over the bytes of all the files.
        origin: As of a source.
        dated: As of a source.
        is_complete: The files have everything that the register has, of the kinds that are in them.
        counts: Number of entries by kind.
        imported_at: When.
        imported_by: Who.
    """

    id: UUID
    files_sha256: str
    origin: str
    dated: date
    is_complete: bool
    counts: Mapping[RegisterKind, int]
    imported_at: datetime
    imported_by: str

    @property
    def source(self) -> RegisterSource:
        """What its entries came from."""
        return RegisterSource(origin=self.origin, dated=self.dated, import_id=self.id)

    def is_same_as(self, other: "RegisterImport") -> bool:
        """Tell whether the same files were taken in, from the same place and of the same day."""
        return (self.files_sha256, self.origin, self.dated, self.is_complete) == (
            other.files_sha256,
            other.origin,
            other.dated,
            other.is_complete,
        )


def imports_that_count(imports: Sequence[RegisterImport], kind: RegisterKind) -> tuple[RegisterImport, ...]:
    """Return the imports that entries of a kind are taken from, the newest last.

    The day that an import is *of* decides, not the day that it was taken in: an older file that comes
    later changes nothing. Of imports of the same day the later one goes first. A complete one makes
    everything before it the past.

    Args:
        imports: In the order of taking in.
        kind: The kind of entries.
    """
    of_kind = sorted((one for one in imports if one.counts.get(kind)), key=lambda one: one.dated)
    complete = [index for index, one in enumerate(of_kind) if one.is_complete]
    return tuple(of_kind[complete[-1] :] if complete else of_kind)
