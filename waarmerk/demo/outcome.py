"""What a demonstration came to."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from verifier import VerificationReport
from waarmerk.demo.told_apart import Lookalike


@dataclass(slots=True, kw_only=True)
class DemoOutcome:
    """What a demonstration came to.

    Attributes:
        directory: Where everything is.
        wrong_rows: Rows of the spreadsheet that were refused.
        issued: Credentials of the class.
        verified: File name → how many of them passed.
        not_as_expected: Files that were judged otherwise than they should; empty when all is well.
        told_apart: The five look-alikes with their reports.
        seconds: How long it took.
    """

    directory: Path
    wrong_rows: int = 0
    issued: int = 0
    verified: Counter[str] = field(default_factory=Counter)
    not_as_expected: list[str] = field(default_factory=list)
    told_apart: list[tuple[Lookalike, VerificationReport]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def all_is_well(self) -> bool:
        """Whether every file was judged as it should be."""
        return not self.not_as_expected and self.issued > 0
