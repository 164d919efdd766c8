"""Moments are shown in Dutch time, summer and winter."""

from datetime import UTC, date, datetime

import pytest

from issuer.dutch_time import day_in_dutch_time, end_of_day, in_dutch_time


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "02-07-2026 00:30"),
        (datetime(2026, 12, 1, 22, 30, tzinfo=UTC), "01-12-2026 23:30"),
    ],
)
def test_a_moment_is_written_in_dutch_time(moment: datetime, written: str) -> None:
    assert in_dutch_time(moment) == written
    assert day_in_dutch_time(moment) == written.partition(" ")[0]


def test_a_day_ends_at_dutch_midnight() -> None:
    assert in_dutch_time(end_of_day(date(2026, 7, 1))) == "01-07-2026 23:59"
    assert end_of_day(date(2026, 7, 1)).utcoffset() == UTC.utcoffset(None)
