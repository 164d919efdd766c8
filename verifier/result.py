"""What one check answers: a status, what it found, and on what it based that."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from verifier.codes import CheckId, Code

Parameter = str | int | date | datetime
"""A value in a text for people. Dates stay dates, so that they are written as the reader's language does."""


class CheckStatus(enum.StrEnum):
    """The outcome of one check."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    """We could not find out; it may still be fine."""
    NOT_APPLICABLE = "not_applicable"
    """The credential has nothing for this check, or nobody asked the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check noticed.

    Attributes:
        code: What it is; stable, public, documented.
        pointer: Where in the credential (RFC 6901; "" is the whole of it), or None.
        params: Values for the text. They come from a stranger: escape them where they are shown.
    """

    code: Code
    pointer: str | None = None
    params: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The answer of one check. It does not know how much it weighs: the policy does.

    Attributes:
        check: Which question.
        status: The answer.
        findings: Why. A passed check may have findings too, as remarks.
        evidence: On what the answer rests, for a person or an auditor; values as text.
    """

    check: CheckId
    status: CheckStatus
    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.status in (CheckStatus.FAILED, CheckStatus.INDETERMINATE) and not self.findings:
            raise ValueError(f"the check {self.check} is {self.status} without a finding that says why")


def worst(statuses: tuple[CheckStatus, ...]) -> CheckStatus:
    """Combine the outcomes of the parts of one check; no parts is NOT_APPLICABLE."""
    for status in (CheckStatus.FAILED, CheckStatus.INDETERMINATE, CheckStatus.PASSED):
        if status in statuses:
            return status
    return CheckStatus.NOT_APPLICABLE
