"""Moments as ``dateTimeStamp``."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from credentials.date_time_stamp import format_date_time_stamp, parse_date_time_stamp


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21T09:30:00Z", datetime(2026, 11, 21, 9, 30, tzinfo=UTC)),
        ("2026-11-21T09:30:00+01:00", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
        ("2026-11-21T09:30:00+14:00", datetime(2026, 11, 20, 19, 30, tzinfo=UTC)),
        ("2026-11-21T09:30:00.5-05:30", datetime(2026, 11, 21, 15, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-21T09:30:00.1234567Z", datetime(2026, 11, 21, 9, 30, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_utc(text: str, moment: datetime) -> None:
    parsed = parse_date_time_stamp(text)
    assert (parsed, parsed.utcoffset()) == (moment, timedelta(0))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-21",
        "2026-11-21T09:30:00",
        "2026-11-21 09:30:00Z",
        "2026-11-21t09:30:00z",
        "20261121T093000Z",
        "2026-W47-6T09:30:00Z",
        "2026-11-21T09:30Z",
        "2026-11-21T09:30:00+0100",
        "2026-11-21T09:30:00Z ",
        "2026-11-21T09:30:60Z",
        "2026-02-29T00:00:00Z",
        "٢٠٢٦-11-21T09:30:00Z",
        "0001-01-01T00:00:00+14:00",
        "12026-11-21T09:30:00Z",
        "2026-11-21T09:30:00-00:60",
        "2026-11-21T09:30:00+14:01",
        "2026-11-21T09:30:00-15:00",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date_time_stamp(text)


def test_a_moment_is_written_in_utc_to_the_second() -> None:
    moment = datetime(2026, 11, 21, 9, 30, 59, 999_999, tzinfo=timezone(timedelta(hours=1)))
    assert format_date_time_stamp(moment) == "2026-11-21T08:30:59Z"


def test_a_moment_of_nowhere_is_not_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        format_date_time_stamp(datetime(2026, 11, 21))  # noqa: DTZ001 - what is refused


def test_a_text_has_one_moment_however_often_it_is_read() -> None:
    for text in ("2026-11-21T09:30:00Z", f"2026-11-21T09:30:00.{'1' * 100}Z", "2026-11-21T10:30:00+01:00"):
        assert len({parse_date_time_stamp(text) for _ in range(3)}) == 1
    for _ in range(3):
        with pytest.raises(ValueError, match="not a date"):
            parse_date_time_stamp("2026-11-21")
