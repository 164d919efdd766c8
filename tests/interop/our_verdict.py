"""What our verifier says about a file, given what can be fetched."""

import json
from datetime import UTC, datetime

from credentials.card.reading import UnverifiedCard
from credentials.parsing import JsonObject
from verifier.codes import CheckId, Code
from verifier.gathering import gather
from verifier.judge import judge
from verifier.policy import INTEGRITY
from verifier.report import VerificationReport
from verifier.resources import Needed, Unavailable, UnavailableReason
from verifier.result import CheckStatus
from verifier.unpack import unpack

# Years after everything in these tests was signed; the peers take the clock of the machine.
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def our_report(file: JsonObject | str | bytes, documents: JsonObject | None = None) -> VerificationReport:
    """Verify a credential, or any file that holds one, with nothing to fetch but ``documents``."""

    def fetch(needed: Needed) -> bytes | Unavailable:
        if documents is None or needed.url not in documents:
            return Unavailable(UnavailableReason.HTTP_STATUS, "404")
        return json.dumps(documents[needed.url]).encode()

    unpacked = unpack(_bytes_of(file))
    assert not isinstance(unpacked.credential, UnverifiedCard)
    resources = gather(unpacked.credential, fetch)
    return judge(unpacked, resources, policy=INTEGRITY, at=NOW)


def status_of(report: VerificationReport, check: CheckId) -> CheckStatus:
    """Return the outcome of one check."""
    result = report.result(check)
    assert result is not None
    return result.status


def codes_of(report: VerificationReport, check: CheckId) -> set[Code]:
    """Return what one check found."""
    result = report.result(check)
    assert result is not None
    return {finding.code for finding in result.findings}


def _bytes_of(file: JsonObject | str | bytes) -> bytes:
    if isinstance(file, bytes):
        return file
    return (file if isinstance(file, str) else json.dumps(file)).encode()
