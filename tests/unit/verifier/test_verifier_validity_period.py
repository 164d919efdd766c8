"""Is it in date? Both ends are inclusive."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.verification_for_tests import badge, found, report_on, result_of, signed
from verifier import CheckId, CheckStatus, Code
from verifier.checks.validity_period import check_validity_period

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - SECOND, [Code.NOT_YET_VALID]),
        (START, []),
        (END, []),
        (END + SECOND, [Code.EXPIRED]),
    ],
)
def test_both_ends_are_inclusive(at: datetime, expected: list[Code]) -> None:
    result = check_validity_period(valid_from=START, valid_until=END, at=at)
    assert [finding.code for finding in result.findings] == expected
    assert result.status is (CheckStatus.FAILED if expected else CheckStatus.PASSED)


@pytest.mark.parametrize("at", [START - 1000 * SECOND, END + timedelta(days=36_500)])
def test_an_absent_end_is_unbounded(at: datetime) -> None:
    assert check_validity_period(valid_from=None, valid_until=None, at=at).status is CheckStatus.PASSED


def test_the_evidence_is_the_period() -> None:
    result = check_validity_period(valid_from=START, valid_until=END, at=START)
    assert result.evidence == {"valid_from": "2026-01-01T00:00:00Z", "valid_until": "2026-12-31T23:59:59Z"}


def test_the_parameter_is_the_date() -> None:
    (finding,) = check_validity_period(valid_from=None, valid_until=END, at=END + SECOND).findings
    assert finding.params == {"valid_until": END}
    assert finding.pointer == "/validUntil"


def test_a_date_that_cannot_be_read_is_not_an_absent_one() -> None:
    report = report_on(signed(badge(validUntil="eind 2026")))
    assert result_of(report, CheckId.VALIDITY_PERIOD).status is CheckStatus.INDETERMINATE
    assert found(report, CheckId.VALIDITY_PERIOD) == [(Code.NOT_CHECKED, None)]
