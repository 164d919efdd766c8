"""The words for people, and how values are written in them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_datetime

from verifier import Code, Finding
from verifier.plain_text import plain
from verifier.texts import texts


class TestDates:
    @pytest.mark.parametrize(
        ("language", "day", "moment"),
        [
            ("nl", "21 november 2026", "21 november 2026 om 13:05"),
            ("en", "21 November 2026", "21 November 2026 at 13:05"),
        ],
    )
    def test_are_written_as_the_language_does_in_dutch_time(
        self, language: str, day: str, moment: str
    ) -> None:
        words = texts(language)
        assert words.day(date(2026, 11, 21)) == day
        assert words.moment(datetime(2026, 11, 21, 12, 5, tzinfo=UTC)) == moment

    @pytest.mark.parametrize("year", [1, 999, 2026, 9999])
    @pytest.mark.parametrize("month", range(1, 13))
    def test_are_those_of_the_unicode_consortium(self, year: int, month: int) -> None:
        """Our own table of months is there because Babel takes long to load."""
        day = date(year, month, 3)
        moment = datetime(2026, month, 3, 8, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))
        for language, pattern in (("nl", "d MMMM y 'om' HH:mm"), ("en", "d MMMM y 'at' HH:mm")):
            assert texts(language).day(day) == format_date(day, "d MMMM y", locale=language)
            assert texts(language).moment(moment) == format_datetime(moment, pattern, locale=language)

    def test_follow_summer_time(self) -> None:
        assert texts("nl").moment(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "1 juli 2026 om 14:05"

    def test_the_last_minute_of_a_day_is_that_day(self) -> None:
        assert texts("nl").moment(datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)) == "31 december 2026"
        assert texts("nl").moment(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == "1 januari 2027 om 00:00"

    def test_stand_in_the_text_of_a_finding(self) -> None:
        finding = Finding(
            code=Code.EXPIRED, params={"valid_until": datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)}
        )
        assert "31 december 2026" in texts("nl").finding(finding).detail
        assert "31 December 2026" in texts("en").finding(finding).detail


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "dutch"),
        [
            ("7.5", "7,5"),
            ("-0.25", "-0,25"),
            ("8", "8"),
            ("7,5", "7,5"),
            ("1.2.3", "1.2.3"),
            ("v7.5", "v7.5"),
            ("Goed.", "Goed."),
        ],
    )
    def test_have_a_decimal_comma_in_dutch(self, value: str, dutch: str) -> None:
        assert texts("nl").number(value) == dutch
        assert texts("en").number(value) == value


class TestParameters:
    def test_our_own_names_are_translated(self) -> None:
        finding = Finding(code=Code.NOT_CHECKED, params={"check": "proof"})
        assert "handtekening" in texts("nl").finding(finding).detail
        assert "signature" in texts("en").finding(finding).detail

    def test_a_strangers_words_are_not_read_as_a_template(self) -> None:
        finding = Finding(code=Code.UNSUPPORTED_TYPE, params={"type": "{x} {0.__class__}"})
        assert "{x} {0.__class__}" in texts("en").finding(finding).detail

    def test_a_strangers_words_are_made_plain(self) -> None:
        finding = Finding(code=Code.UNSUPPORTED_TYPE, params={"type": "a\x1b[31mb\u202ec\nd"})
        assert "a[31mbc d" in texts("en").finding(finding).detail


def test_there_are_two_languages() -> None:
    with pytest.raises(ValueError, match="'de'"):
        texts("de")


class TestPlainText:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("Warmtepompen", "Warmtepompen"),
            ("a\nb\tc\r\nd", "a b c d"),
            ("\x1b[2J\x07\x9b31m", "[2J31m"),
            ("\u202egnp.exe\u202c", "gnp.exe"),
            ("a\u200b\ufeff\u2066b", "ab"),
            ("\ud800x", "\ufffdx"),
            ("\U000e0041a", "a"),
            ("Zoe\u0308", "Zoë"),
            ("👩\u200d🏫", "👩🏫"),
            ("ROC\u3164\uffa0\u2800 Voorbeeld\u00ad\ufe0f\U000e0100", "ROC Voorbeeld"),
            ("\u115f\u034f\u180e", ""),
            ("a" + "\u0363" * 9, "a" + "\u0363" * 4),
            (". " + "\u0489" * 9 + "\u20dd" * 9, ". " + "\u0489" * 4),
        ],
    )
    def test_does_nothing_but_be_read(self, value: str, expected: str) -> None:
        assert plain(value) == expected

    def test_is_cut_off_where_it_is_long(self) -> None:
        assert plain("a" * 500) == "a" * 399 + "…"
        assert plain("a" * 30, max_characters=10) == "a" * 9 + "…"

    def test_does_not_cover_other_lines(self) -> None:
        assert len(plain("e" + "\u0335" * 200)) < 10
