"""Findings about a file from a stranger: all of them, up to a number that nobody reads."""

from typing import Final

from issuer.domain.findings import Finding, Severity

MAX_FINDINGS: Final = 10_000
"""Errors, and so many of everything else."""


class TooManyFindings(Exception):
    """There is so much wrong that it is no use to look further."""


class BoundedFindings(list[Finding]):
    """A list of findings that stops growing; a file of 20 MB could earn a million."""

    def __init__(self) -> None:
        super().__init__()
        self._errors = 0

    def append(self, finding: Finding, /) -> None:
        """Add a finding; beyond the limit, what is no error is dropped.

        Raises:
            TooManyFindings: There are :data:`MAX_FINDINGS` errors already.
        """
        if finding.severity is Severity.ERROR:
            if self._errors >= MAX_FINDINGS:
                raise TooManyFindings
            self._errors += 1
        elif len(self) - self._errors >= MAX_FINDINGS:
            return
        super().append(finding)
