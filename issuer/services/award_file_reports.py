"""An award file that comes in, and what became of it."""

import enum
from dataclasses import dataclass
from uuid import UUID

from issuer.domain.awards import ModuleVersion
from issuer.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class AwardFile:
    """The name of a file, for messages, and its bytes."""

    name: str
    data: bytes


class FileOutcome(enum.StrEnum):
    """What became of a file."""

    PROPOSED = "proposed"
    ALREADY_KNOWN = "already_known"
    """It was proposed before, in the same words. Nothing was stored."""
    REFUSED = "refused"
    """It has mistakes. Nothing was stored of it."""
    HELD_BACK = "held_back"
    """It is fine, but another file is not, and nobody said to leave that out. Nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What was found in one file, and what was done with it.

    Attributes:
        file: Its name.
        outcome: See :class:`FileOutcome`.
        findings: Everything to tell.
        award_id: The proposal, new or from before, or None.
        version: The module version that it awards, or None.
        published: That version was published along with it.
    """

    file: str
    outcome: FileOutcome
    findings: tuple[Finding, ...] = ()
    award_id: UUID | None = None
    version: ModuleVersion | None = None
    published: bool = False
