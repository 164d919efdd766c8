"""Everything signed is verified before it is stored: with the verifier's own judge, on the very bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from credentials.card.reading import parse_card
from credentials.trust_list import TrustList
from verifier.cards import judge_card
from verifier.codes import CheckId
from verifier.judge import judge
from verifier.policy import DEFAULT
from verifier.report import Conclusion, VerificationReport
from verifier.resources import Needed, ResourceKind, Resources
from verifier.result import CheckStatus
from verifier.unpack import NotUnpacked, Unpacked, unpack

# A verifier only warns about an endorsement that does not hold. What we embed ourselves must hold.
_ENDORSED: Final = frozenset({CheckStatus.PASSED, CheckStatus.NOT_APPLICABLE})


class SelfCheckFailed(Exception):
    """What we signed does not verify. It must not leave.

    Attributes:
        codes: The codes of the findings, for an engineer.
    """

    code = "self_check_failed"

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__("the signed credential does not pass: " + ", ".join(codes))
        self.codes = codes


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """Judges as an employer's verifier would, with everything at hand.

    Attributes:
        trust_list: The institution's own entry.
        status_lists: The signed lists as they are now, by URL.
        key_documents: What others whose endorsements are embedded publish about their keys, by URL.
    """

    trust_list: TrustList
    status_lists: Mapping[str, bytes]
    key_documents: Mapping[str, bytes] = field(default_factory=dict)
    _resources: Resources = field(init=False)

    def __post_init__(self) -> None:
        found = {Needed(ResourceKind.STATUS_LIST, url): content for url, content in self.status_lists.items()}
        for url, document in self.key_documents.items():
            found[Needed(ResourceKind.CONTROLLER_DOCUMENT, url)] = document
        object.__setattr__(self, "_resources", Resources(found=found, trust_list=self.trust_list))

    def __call__(self, data: bytes, *, at: datetime) -> None:
        """Return if the credential in ``data`` passes.

        Raises:
            SelfCheckFailed: It does not.
        """
        source: Unpacked | NotUnpacked
        try:
            source = unpack(data)
        except NotUnpacked as error:
            source = error
        report = judge(source, self._resources, policy=DEFAULT, at=at)
        endorsements = report.result(CheckId.ENDORSEMENTS)
        endorsed = endorsements is not None and endorsements.status in _ENDORSED
        if report.conclusion is not Conclusion.PASSED or not endorsed:
            raise _failed(report)

    def card(self, data: bytes, *, at: datetime) -> None:
        """Return if a card passes.

        Raises:
            CardUnreadable: It is no card.
            SelfCheckFailed: It does not pass.
        """
        report = judge_card(parse_card(data), self._resources, policy=DEFAULT, at=at)
        if report.conclusion is not Conclusion.PASSED:
            raise _failed(report)


def _failed(report: VerificationReport) -> SelfCheckFailed:
    return SelfCheckFailed(
        tuple(
            f"{finding.code} {finding.pointer or ''}".strip()
            for result in report.results
            if result.status in (CheckStatus.FAILED, CheckStatus.INDETERMINATE)
            for finding in result.findings
        )
    )
