"""The BSN filter."""

import sys
import unicodedata

import pytest

from issuer.domain.bsn import contains_bsn, may_hold_bsn, passes_elfproef, without_bsn


@pytest.mark.parametrize("digits", ["111222333", "123456782", "010000008"])
def test_numbers_that_pass_the_eleven_test(digits: str) -> None:
    assert passes_elfproef(digits) is True


@pytest.mark.parametrize(
    "digits", ["123456789", "000000000", "11122233", "1112223334", "11122233x", "١١١٢٢٢٣٣٣"]
)
def test_numbers_that_do_not(digits: str) -> None:
    assert passes_elfproef(digits) is False


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "student 111222333",
        "111.222.333",
        "111 222 333",
        "1112.22.333",
        "(111222333)",
        "x111222333y",
        "１１１２２２３３３",  # as wide as a Chinese character
        "١١١٢٢٢٣٣٣",
        "111\u00a0222\u2009333",  # spaces that are no space
        "111–222–333",
        "111\u200b222333",  # cut in two by what nobody sees
        "BSN: 010000008",
        "bsn 10000008",  # a spreadsheet left out the zero in front
        "sofi-nummer 10000008",
        "bsn is 10000008",
        "BSN-nummer: 100.000.08",
        "bsn_10000008",
        "111/222/333",
        "111_222_333",
        "111\\222\\333",
        "111|222|333",
        "11.12.22.333",
        "111 22 23 33",
        "1 1 1 2 2 2 3 3 3",
        "1.1.1.2.2.2.3.3.3",
        "111.222-333",
        "111\t222\t333",
        "111  222   333",
        "111\x07222333",
        "¹¹¹²²²³³³",
        "₁₁₁₂₂₂₃₃₃",
        "①①①②②②③③③",
        "⑴⑴⑴⑵⑵⑵⑶⑶⑶",
        "❶❶❶❷❷❷❸❸❸",
        "𝟏𝟏𝟏𝟐𝟐𝟐𝟑𝟑𝟑",
        "1️⃣1️⃣1️⃣2️⃣2️⃣2️⃣3️⃣3️⃣3️⃣",
        "１１１／２２２／３３３",
        "111\u2044222\u2215333",
        "111·222·333",
        "111\u2212222\u2212333",
        "111\u3164222\u034f333",
        "111222333²",  # with the mark of a footnote
        "klas 2 111222333",
        "111222333 1-7-2026",
        "2008,111222333,x",
        "01-07-2008 111.222.333",
        "EC-2026-111222333",
    ],
)
def test_a_bsn_in_free_text_is_found_however_it_is_grouped(text: str) -> None:
    assert contains_bsn(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789",
        "1112223334",  # ten digits
        "+31 111222333",  # the end of a telephone number
        "NL91 0111 222 333",  # part of an account number
        "01-07-2026",
        "0612345678",
        "10000008",  # eight digits are a KvK number as well
        "bsn 10000009",
        "bsn 100000081",
        "½11222333",
        "+31 (0)111222333",
        "+31(0)111 222 333",
        "0031 111222333",
        "0031-111-222-333",
        "0.111222333",
        "0,111222333",
        "111222333.5",
        "€ 111.222.333",
        "EUR 111 222 333",
        "111.222.333,00",
        "111.222.333,-",
        "111 222 333 euro",
        "12 111 222 333",
        "111 222 333 4",
        "11122 2333",  # a crebo and a year, by their groups
        "1112 22333",
        "11122233³",  # eight digits with the mark of a footnote
        "111\n222\n333",
        "bsn niet gevraagd; KvK 10000008",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert contains_bsn(text) is False


def test_every_digit_that_there_is_counts() -> None:
    """Of any script and in any shape, for whichever edition of Unicode this Python has."""
    missed = []
    by_value: dict[int, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        if chr(code).isdigit():
            by_value.setdefault(unicodedata.digit(chr(code)), []).append(chr(code))
    for one in by_value[1]:
        family = [min(by_value[value], key=lambda other: abs(ord(other) - ord(one))) for value in (2, 3)]
        if not contains_bsn(one * 3 + family[0] * 3 + family[1] * 3):
            missed.append(one)
    assert missed == []


def test_what_is_shown_instead() -> None:
    assert without_bsn("Noor 111.222.333") == "…"
    assert without_bsn("Noor 12345") == "Noor 12345"


def test_several_texts_are_looked_at_at_once() -> None:
    assert may_hold_bsn("Noor", "111 222", "111222333")
    assert not may_hold_bsn("111", "222", "333")
