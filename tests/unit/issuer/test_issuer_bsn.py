"""The BSN filter."""

import pytest

from issuer.domain.bsn import contains_bsn, passes_elfproef


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
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert contains_bsn(text) is False
