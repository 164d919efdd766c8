"""What one check answers: a status, what it found, and on what it based that."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NoReturn

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


class _NoEvidence(dict[str, str]):
    """No evidence, and none to come."""

    __slots__ = ()

    def _refuse(self, *_args: object, **_members: object) -> NoReturn:
        raise TypeError("several reports share this: it cannot be changed")

    __setitem__ = __ior__ = setdefault = update = _refuse


NO_EVIDENCE: Final = _NoEvidence()
"""For results that are made once, because they are the same in all reports."""

_FROM_WORST: Final = (CheckStatus.FAILED, CheckStatus.INDETERMINATE, CheckStatus.PASSED)
_CALL_FOR_REASON: Final = (CheckStatus.FAILED, CheckStatus.INDETERMINATE)


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
        if not self.findings and self.status in _CALL_FOR_REASON:
            raise ValueError(f"the check {self.check} is {self.status} without a finding that says why")


def worst(statuses: tuple[CheckStatus, ...]) -> CheckStatus:
    """Combine the outcomes of the parts of one check; no parts is NOT_APPLICABLE."""
    for status in _FROM_WORST:
        if status in statuses:
            return status
    return CheckStatus.NOT_APPLICABLE
