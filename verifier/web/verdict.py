"""The answer in a few words: genuine, not in order, or not certain, and why."""

import enum
from collections.abc import Mapping
from typing import Final

from verifier.codes import CheckId, Code
from verifier.report import Conclusion, VerificationReport
from verifier.result import CheckStatus
from verifier.run import calls_for_note


class Tone(enum.StrEnum):
    """What somebody sees at once, by icon, word and colour."""

    GENUINE = "genuine"
    REFUSED = "refused"
    OPEN = "open"


class Verdict(enum.StrEnum):
    """Which headline an answer has. Of several things that are wrong, the one that says most."""

    GENUINE = "genuine"
    GENUINE_NOTE = "genuine_note"
    NOTHING_FOUND = "nothing_found"
    UNREADABLE = "unreadable"
    MALFORMED = "malformed"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    NOT_GENUINE = "not_genuine"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_RECOGNISED_THEN = "not_recognised_then"
    OTHER_PERSON = "other_person"
    SIGNATURE_OPEN = "signature_open"
    ISSUER_UNKNOWN = "issuer_unknown"
    STATUS_OPEN = "status_open"
    PERSON_OPEN = "person_open"
    OPEN = "open"

    @property
    def tone(self) -> Tone:
        """What is seen at once."""
        if self in (Verdict.GENUINE, Verdict.GENUINE_NOTE):
            return Tone.GENUINE
        return Tone.OPEN if self in _OPEN else Tone.REFUSED


_OPEN: Final = frozenset(
    {
        Verdict.NOTHING_FOUND,
        Verdict.UNREADABLE,
        Verdict.SIGNATURE_OPEN,
        Verdict.ISSUER_UNKNOWN,
        Verdict.STATUS_OPEN,
        Verdict.PERSON_OPEN,
        Verdict.OPEN,
    }
)
_BY_CODE: Final[Mapping[Code, Verdict]] = {
    # A photo of a certificate holds no credential, and says nothing against the certificate.
    Code.NO_CREDENTIAL_FOUND: Verdict.NOTHING_FOUND,
    Code.NOT_A_CREDENTIAL: Verdict.NOTHING_FOUND,
    Code.FILE_UNREADABLE: Verdict.UNREADABLE,
    Code.PARSING_ERROR: Verdict.UNREADABLE,
    Code.UNDEFINED_TERM: Verdict.ALTERED,
    Code.UNDEFINED_TYPE: Verdict.ALTERED,
    Code.UNSIGNED_DATA: Verdict.ALTERED,
    Code.RELATIVE_IRI: Verdict.ALTERED,
    Code.PROOF_MISSING: Verdict.UNSIGNED,
    Code.REVOKED: Verdict.REVOKED,
    Code.SUSPENDED: Verdict.SUSPENDED,
    Code.EXPIRED: Verdict.EXPIRED,
    Code.NOT_YET_VALID: Verdict.NOT_YET_VALID,
}
_FAILED: Final[Mapping[CheckId, Verdict]] = {
    CheckId.STRUCTURE: Verdict.MALFORMED,
    CheckId.PROOF: Verdict.NOT_GENUINE,
    CheckId.STATUS: Verdict.REVOKED,
    CheckId.VALIDITY_PERIOD: Verdict.EXPIRED,
    CheckId.ISSUER_TRUST: Verdict.NOT_RECOGNISED_THEN,
    CheckId.RECIPIENT: Verdict.OTHER_PERSON,
}
_UNDECIDED: Final[Mapping[CheckId, Verdict]] = {
    CheckId.STRUCTURE: Verdict.UNREADABLE,
    CheckId.PROOF: Verdict.SIGNATURE_OPEN,
    CheckId.ISSUER_TRUST: Verdict.ISSUER_UNKNOWN,
    CheckId.STATUS: Verdict.STATUS_OPEN,
    CheckId.RECIPIENT: Verdict.PERSON_OPEN,
}


def verdict_of(report: VerificationReport) -> Verdict:
    """Return the headline of a report.

    It never says more than the conclusion: what is open is not called false. It may say less: a file
    without a credential fails, yet nothing is known against whatever is on the picture.
    """
    if report.conclusion is Conclusion.PASSED:
        return Verdict.GENUINE_NOTE if calls_for_note(report) else Verdict.GENUINE
    if report.conclusion is Conclusion.FAILED:
        return _first(report, CheckStatus.FAILED, _FAILED) or Verdict.MALFORMED
    return _first(report, CheckStatus.INDETERMINATE, _UNDECIDED) or Verdict.OPEN


def _first(
    report: VerificationReport, status: CheckStatus, headlines: Mapping[CheckId, Verdict]
) -> Verdict | None:
    """Return the headline for the first check with this outcome, in the order of ``headlines``."""
    for check, headline in headlines.items():
        result = report.result(check)
        if result is None or result.status is not status or check not in report.policy.required:
            continue
        codes = [finding.code for finding in result.findings]
        if codes == [Code.NOT_CHECKED]:  # it waits for another check, which says more
            continue
        if status is not CheckStatus.FAILED:
            return headline
        return next((_BY_CODE[code] for code in codes if code in _BY_CODE), headline)
    return None
