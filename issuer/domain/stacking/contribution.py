"""What one credential contributes to a stack; and what was left out of it, and why.

Only a report that passed makes a contribution, so what is unverified, revoked, suspended, expired or
uncertain contributes nothing, whatever it claims.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject
from issuer.domain import register_codes
from issuer.domain.bsn import contains_bsn
from issuer.domain.documents_of_others import personal_numbers
from issuer.domain.findings import Finding, Severity
from issuer.domain.registers import Registers
from issuer.domain.stacking.credential_digest import credential_digest
from issuer.domain.stacking.passing import passed
from issuer.domain.stacking.references import (
    PlacedWorkProcess,
    UnplacedWorkProcess,
    work_processes_of,
)
from verifier.codes import CheckId
from verifier.policy import Severity as Weight
from verifier.report import CredentialRejected, VerificationReport, VerifiedCredential
from verifier.result import CheckResult, CheckStatus

KEUZEDEEL: Final = "Keuzedeel"
CERTIFICATE: Final = "Certificaat"
_FORMS: Final = {KEUZEDEEL: register_codes.KEUZEDEEL, CERTIFICATE: register_codes.CERTIFICATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A credential that counts.

    Attributes:
        files: Every file that held it.
        content: What it says, as a person is shown it.
        document: The signed credential.
        digest: Of what it says, in hexadecimal: the same whichever way it was signed or written down.
        issuer_name: As the trust list calls the school; never what the credential says of itself.
        issuer_brin: As on the trust list, or None when the list gives none.
        awarded_on: Day of the board's decision, else of signing; None when there is neither.
        can_be_revoked: Whether a status list was looked at.
        has_signatures: Whether the signatures of others that it has to have are there, and all others hold.
        passed: Whether the results amount to a pass; None when the credential does not say.
        work_processes: Those of which it is certain whose they are.
        unplaced: The others.
        keuzedelen: Codes, K9999.
        certificates: Codes, C9999.
    """

    files: tuple[str, ...]
    content: OpenBadgeContent
    document: JsonObject = field(repr=False)
    digest: str
    issuer_name: str
    issuer_brin: str | None
    awarded_on: date | None
    can_be_revoked: bool
    has_signatures: bool
    passed: bool | None
    work_processes: tuple[PlacedWorkProcess, ...]
    unplaced: tuple[UnplacedWorkProcess, ...]
    keuzedelen: tuple[str, ...]
    certificates: tuple[str, ...]

    @property
    def order(self) -> tuple[str, str, str, str]:
        """By what contributions are put in order: the same for the same credentials, in whatever order."""
        day = self.awarded_on.isoformat() if self.awarded_on else "9999"
        return (day, self.issuer_name, self.content.title or "", self.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that contributes nothing.

    Attributes:
        files: The names of the files.
        title: What the credential is called, once somebody has been shown to have signed it.
        issuer_name: Who signed it, or None.
        checks: What the verifier could not accept, when it did not.
        reasons: What we could not accept, when the verifier did.
    """

    files: tuple[str, ...]
    title: str | None = None
    issuer_name: str | None = None
    checks: tuple[CheckResult, ...] = ()
    reasons: tuple[Finding, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """By what they are put in order."""
        return (self.title or "", *self.files)


def contribution_of(file: str, report: VerificationReport, registers: Registers) -> Contribution | LeftOut:
    """Return what a file contributes, or why it contributes nothing.

    Args:
        file: Name of the file.
        report: What the verifier found, under a policy that requires status and a recognised issuer.
        registers: To look up whose a work process is.
    """
    try:
        verified = VerifiedCredential(report)
    except CredentialRejected:
        return _rejected(file, report)
    content, document = verified.content, verified.document
    school = _evidence(report, CheckId.ISSUER_TRUST)
    if numbers := tuple(personal_numbers(document)):
        # What stands in a report that is filed has to be free of them.
        return LeftOut(files=(file,), issuer_name=school.get("issuer_name"), reasons=numbers)
    placed, unplaced = work_processes_of(document, registers)
    made = Contribution(
        files=(file,),
        content=content,
        document=document,
        digest=credential_digest(document),
        issuer_name=school.get("issuer_name") or content.issuer_id or "",
        issuer_brin=school.get("brin"),
        awarded_on=content.awarded_on or (content.valid_from.date() if content.valid_from else None),
        can_be_revoked=_status_of(report, CheckId.STATUS) is CheckStatus.PASSED,
        has_signatures=_has_signatures(report),
        passed=passed(document, results_fit=_results_fit(report)),
        work_processes=placed,
        unplaced=unplaced,
        keuzedelen=_codes(content, KEUZEDEEL),
        certificates=_codes(content, CERTIFICATE),
    )
    if made.passed is False:
        return left_out(made, Finding(code="stacking_not_passed", requirement="I03", severity=Severity.INFO))
    return made


def replaced_by(report: VerificationReport) -> Iterator[tuple[str | None, str]]:
    """Yield issuer and id of the credential that a recognised issuer replaced by this one, if it did.

    It need not count itself: a correction that says "not passed", or that was revoked since, still says
    that the one before it was wrong.
    """
    document = report.signed_document
    if document is not None and _status_of(report, CheckId.ISSUER_TRUST) is CheckStatus.PASSED:
        content = read_open_badge(document)
        if content.replaces is not None:
            yield content.issuer_id, content.replaces


def left_out(contribution: Contribution, reason: Finding) -> LeftOut:
    """Return a verified credential as one that contributes nothing after all."""
    return LeftOut(
        files=contribution.files,
        title=contribution.content.title,
        issuer_name=contribution.issuer_name,
        reasons=(reason,),
    )


def _rejected(file: str, report: VerificationReport) -> LeftOut:
    document = report.signed_document
    content = read_open_badge(document) if document is not None else None
    return LeftOut(
        files=(file,),
        title=content.title if content and not contains_bsn(content.title or "") else None,
        issuer_name=(content.issuer_name or content.issuer_id) if content else None,
        checks=tuple(result for result in report.results if report.severity(result) is Weight.BLOCKING),
    )


def _evidence(report: VerificationReport, check: CheckId) -> Mapping[str, str]:
    result = report.result(check)
    return result.evidence if result is not None else {}


def _status_of(report: VerificationReport, check: CheckId) -> CheckStatus | None:
    result = report.result(check)
    return result.status if result is not None else None


def _has_signatures(report: VerificationReport) -> bool:
    status = _status_of(report, CheckId.ENDORSEMENTS)
    if report.signers_required:
        return status is CheckStatus.PASSED
    return status not in (CheckStatus.FAILED, CheckStatus.INDETERMINATE)


def _results_fit(report: VerificationReport) -> bool:
    return _status_of(report, CheckId.ACHIEVEMENT) in (CheckStatus.PASSED, CheckStatus.NOT_APPLICABLE)


def _codes(content: OpenBadgeContent, kind: str) -> tuple[str, ...]:
    form = _FORMS[kind]
    found = {value for known, value in content.qualification_codes if known == kind and form.fullmatch(value)}
    return tuple(sorted(found))
