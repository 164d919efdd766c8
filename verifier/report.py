"""The outcome of a verification: every check, and the conclusion that a policy draws from them."""

import enum
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NoReturn

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.eu_elements import EUElement, find_eu_elements
from credentials.achievement.reading import read_open_badge
from credentials.jsonld.own_terms import OwnTerm, own_terms
from credentials.parsing import JsonObject
from verifier.codes import CheckId
from verifier.endorsers import EndorserOutcome, required_signers
from verifier.errors import VerifierError
from verifier.policy import Policy, Severity
from verifier.result import CheckResult, CheckStatus, Finding

if TYPE_CHECKING:
    from credentials.card.values import Card

__all__ = [
    "CheckResult",
    "CheckStatus",
    "Conclusion",
    "CredentialRejected",
    "Finding",
    "VerificationReport",
    "VerifiedCredential",
]


class Conclusion(enum.StrEnum):
    """What a policy makes of the results together."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"


class CredentialRejected(VerifierError):
    """The credential did not pass.

    Attributes:
        report: Why.
    """

    code: ClassVar[str] = "credential_rejected"

    def __init__(self, report: "VerificationReport") -> None:
        super().__init__(f"the verification of the credential ended in: {report.conclusion}")
        self.report = report


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """Every answer, with the policy that weighs them and the moment they hold for.

    A report has no truth value, because it has three outcomes.

    Attributes:
        policy: What was required.
        verified_at: The moment that was taken as "now"; timezone-aware.
        results: One per check, in no meaningful order.
        unverified: The credential as it was read, whatever the outcome, or None when nothing
            could be read. Show :attr:`signed_content` to people, not this. Of a card: what it says, in the
            places where a credential says it.
        unverified_card: The card, when it was one, whatever the outcome.
        endorsers: Who endorsed the credential or its module, and whether that holds; none unless the
            proof of the credential holds.
        is_plain: Whether it is known from others of its class that there are no words of its issuer's own in
            it, and that nobody else has to sign it; so nobody need look.

    Raises:
        ValueError: Two results are of the same check, or ``verified_at`` has no time zone.
    """

    policy: Policy
    verified_at: datetime
    results: tuple[CheckResult, ...]
    unverified: JsonObject | None = field(default=None, repr=False)
    endorsers: tuple[EndorserOutcome, ...] = ()
    unverified_card: "Card | None" = field(default=None, repr=False)
    is_plain: bool = field(default=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.verified_at.utcoffset() is None:
            raise ValueError("verified_at needs a time zone")
        if len({result.check for result in self.results}) != len(self.results):
            raise ValueError("a report has one result per check")

    def __bool__(self) -> NoReturn:
        raise TypeError("a report has three outcomes: use .conclusion or .require_passed()")

    @property
    def conclusion(self) -> Conclusion:
        """PASSED only if every required check is there and none of them blocks.

        A required check that failed decides; one that is missing counts as "could not find out",
        so a report without results is not a pass.
        """
        policy = self.policy
        missing = len(policy.required)
        is_open = False
        for result in self.results:  # one per check
            if result.check in policy.required:
                if result.status is CheckStatus.FAILED:
                    return Conclusion.FAILED
                missing -= 1
                is_open = is_open or not policy.accepts(result)
        return Conclusion.INDETERMINATE if missing or is_open else Conclusion.PASSED

    def severity(self, result: CheckResult) -> Severity:
        """How much ``result`` weighs under the policy of this report."""
        return self.policy.severity(result)

    def result(self, check: CheckId) -> CheckResult | None:
        """The result of one check, or None if it was not done."""
        for result in self.results:
            if result.check is check:
                return result
        return None

    @property
    def signed_document(self) -> JsonObject | None:
        """The credential that the issuer signed, or None unless the proof holds, and for a card.

        It may still be revoked, expired or from an unknown issuer: this says who said it and
        that nothing changed since, not that it passed.
        """
        return self.unverified if self._is_proven and self.unverified_card is None else None

    @property
    def signed_card(self) -> "Card | None":
        """The card that the issuer signed, or None unless the proof holds, and for a credential."""
        return self.unverified_card if self._is_proven else None

    @property
    def signed_content(self) -> OpenBadgeContent | None:
        """What the issuer says, as a person is shown it, or None unless the proof holds.

        Of a card that is what is on it; the name of the school is the one on the trust list.
        """
        document = self.unverified
        return read_open_badge(document) if self._is_proven and document is not None else None

    @property
    def _is_proven(self) -> bool:
        proof = self.result(CheckId.PROOF)
        return proof is not None and proof.status is CheckStatus.PASSED

    @property
    def signers_required(self) -> tuple[str, ...]:
        """As what others have to sign this credential, besides its issuer; none unless the proof holds."""
        document = self.signed_document
        return required_signers(document) if document is not None and not self.is_plain else ()

    @property
    def own_terms(self) -> tuple[OwnTerm, ...]:
        """What the issuer says in words of its own; nothing unless the proof holds.

        No standard defines these words, so no software knows what they mean. Show them with their
        values as they are, apart from what the standards define.
        """
        document = self.signed_document
        return own_terms(document) if document is not None and not self.is_plain else ()

    @property
    def eu_elements(self) -> tuple[EUElement, ...]:
        """Which of the elements of the EU recommendation on microcredentials it carries, and where.

        All sixteen in order; none at all unless the proof holds. It is what the issuer says: an element
        that is missing makes no credential false, and one that is there makes none better.

        Spec: Council Recommendation 2022/C 243/02, Annex I; requirement C13.
        """
        document = self.signed_document
        return find_eu_elements(document) if document is not None else ()

    def require_passed(self) -> "VerifiedCredential":
        """Return the credential for use.

        Raises:
            CredentialRejected: The conclusion is not PASSED, or it is a card.
        """
        return VerifiedCredential(self)


class VerifiedCredential:
    """A credential that passed under a policy. Only a report that passed makes one.

    A card makes none: it says less than the credential that it is of.

    Attributes:
        report: The report that it passed in.
        document: The signed credential.
        content: What it says, as a person is shown it.

    Raises:
        CredentialRejected: The report did not pass, or is of a card.
    """

    __slots__ = ("content", "document", "report")

    def __init__(self, report: VerificationReport) -> None:
        document = report.signed_document
        if report.conclusion is not Conclusion.PASSED or document is None:
            raise CredentialRejected(report)
        self.report = report
        self.document: JsonObject = document
        self.content: OpenBadgeContent = read_open_badge(document)

    def __repr__(self) -> str:
        return f"VerifiedCredential(policy={self.report.policy.name!r}, id={self.document.get('id')!r})"
