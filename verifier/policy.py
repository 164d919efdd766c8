"""Which checks a verifier needs for its purpose. Data, so that it can be shown and compared."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from verifier.codes import CheckId
from verifier.result import CheckResult, CheckStatus


class Severity(enum.StrEnum):
    """How much the result of a check weighs under a policy."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What must hold for a credential to pass.

    Attributes:
        name: Public name; stands in the report.
        required: The checks that must pass.
        may_be_absent: Of these, the ones that may also be NOT_APPLICABLE: a credential without
            ``credentialStatus``, a verification in which nobody asked about the recipient.

    Raises:
        ValueError: ``required`` lacks the proof, or ``may_be_absent`` names a check that is not
            required or one that every credential has.
    """

    name: str
    required: frozenset[CheckId]
    may_be_absent: frozenset[CheckId] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if CheckId.PROOF not in self.required:
            raise ValueError(f"the policy {self.name!r} does not require the proof")
        if not self.may_be_absent <= self.required:
            raise ValueError(f"the policy {self.name!r} lets a check be absent that it does not require")
        if CheckId.PROOF in self.may_be_absent:
            raise ValueError(f"the policy {self.name!r} lets the proof be absent")

    def accepts(self, result: CheckResult) -> bool:
        """Tell whether a required check may have this outcome."""
        if result.status is CheckStatus.NOT_APPLICABLE:
            return result.check in self.may_be_absent
        return result.status is CheckStatus.PASSED

    def severity(self, result: CheckResult) -> Severity:
        """Tell how much a result weighs for the purpose of this policy."""
        if result.check in self.required and not self.accepts(result):
            return Severity.BLOCKING
        # A check that did not pass but is not required warns, and so does a remark on a pass.
        return Severity.WARNING if result.findings else Severity.INFO


# A name or address that someone gave must match under every policy: whoever asks "is it about
# this person?" is not helped by a pass that says it is about someone.
_IF_ASKED: Final = frozenset({CheckId.RECIPIENT})

DEFAULT: Final = Policy(
    name="default",
    required=_IF_ASKED
    | {CheckId.STRUCTURE, CheckId.PROOF, CheckId.VALIDITY_PERIOD, CheckId.STATUS, CheckId.ISSUER_TRUST},
    may_be_absent=_IF_ASKED | {CheckId.STATUS},
)
"""For an employer or a school: genuine, in force, and from a recognised school."""

INTEGRITY: Final = Policy(
    name="integrity",
    required=_IF_ASKED | {CheckId.STRUCTURE, CheckId.PROOF},
    may_be_absent=_IF_ASKED,
)
"""Only: are these the words of whoever signed them? For archives and for issuers' own checks."""

STRICT: Final = Policy(
    name="strict",
    required=frozenset(CheckId),
    may_be_absent=_IF_ASKED | {CheckId.ACHIEVEMENT, CheckId.ENDORSEMENTS},
)
"""Everything must hold, and the credential must be one that can be revoked."""

POLICIES: Final[Mapping[str, Policy]] = MappingProxyType(
    {policy.name: policy for policy in (DEFAULT, INTEGRITY, STRICT)}
)
"""The policies that can be chosen by name."""
