"""Both languages have the same words, and write days and numbers as people do."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import wallet_export.certificate_pdf
import wallet_export.certificate_view
from typesetting.typefaces import printable
from wallet_export.certificate_texts import LANGUAGES, CertificateTexts, certificate_texts
from wallet_export.errors import LanguageNotSupported
from wallet_export.template_files import TEMPLATES

NL, EN = (certificate_texts(language) for language in LANGUAGES)


def _blanks(texts: dict[str, str]) -> dict[str, list[str]]:
    return {key: sorted(re.findall(r"\{[a-z]+\}", text)) for key, text in texts.items()}


class TestParity:
    @pytest.mark.parametrize("table", ["texts", "labels", "words"])
    def test_both_languages_have_the_same_keys_and_blanks(self, table: str) -> None:
        assert _blanks(getattr(NL, table)) == _blanks(getattr(EN, table))

    def test_every_word_is_used(self) -> None:
        sources = [
            Path(module.__file__ or "")
            for module in (wallet_export.certificate_pdf, wallet_export.certificate_view)
        ]
        template = (TEMPLATES / "certificate.typ").read_text("utf-8")
        python = "".join(path.read_text("utf-8") for path in sources)
        for key in NL.texts:
            assert re.search(rf"[\"']{key}[\"']", python) or re.search(rf"\bt\.{key}\b", template), key
        for key in (*NL.labels, *NL.words):
            assert re.search(rf"[\"']{key}[\"']", python), key

    @pytest.mark.parametrize("texts", [NL, EN])
    def test_every_word_can_be_printed(self, texts: CertificateTexts) -> None:
        for text in (*texts.texts.values(), *texts.labels.values(), *texts.words.values()):
            assert printable(text) == text

    def test_another_language_is_refused(self) -> None:
        with pytest.raises(LanguageNotSupported):
            certificate_texts("../nl")


class TestDays:
    def test_a_day_is_written_in_words(self) -> None:
        assert NL.day(date(2026, 11, 21)) == "21 november 2026"
        assert EN.day(date(2026, 11, 21)) == "21 November 2026"

    def test_an_instant_is_the_day_that_it_is_in_amsterdam(self) -> None:
        assert NL.day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == "1 juli 2026"
        assert NL.day(datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)) == "31 december 2026"


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "dutch"),
        [
            ("7.5", "7,5"),
            ("-0.25", "-0,25"),
            ("7", "7"),
            ("1.2.3", "1.2.3"),
            ("goed", "goed"),
            ("v1.0", "v1.0"),
        ],
    )
    def test_a_decimal_number_gets_a_comma_in_dutch_alone(self, value: str, dutch: str) -> None:
        assert NL.number(value) == dutch
        assert EN.number(value) == value


class TestCountries:
    def test_a_country_is_named_in_the_language(self) -> None:
        assert (NL.country("NL"), EN.country("nl")) == ("Nederland", "Netherlands")

    def test_an_unknown_code_stays_as_it_is(self) -> None:
        assert NL.country("X!") == "X!"


class TestBlanks:
    def test_a_value_is_never_read_as_a_blank(self) -> None:
        assert NL.fill("document", title="{name}", name="{title}") == "{name}, behaald door {title}"
