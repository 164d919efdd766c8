"""CSV files: encodings, delimiters, and what is refused."""

import pytest

from issuer.errors import FileRefused
from issuer.spreadsheets.headers import Column, find_header
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.table import SheetLimits
from tests.issuer_for_tests import csv_file

ROWS = (("Naam", "Module", "E-mail"), ("Zoë van ’t Hof, jr.", "Café; basis", "zoe@school.example"))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_every_delimiter_and_encoding_gives_the_same_cells(
    delimiter: str, encoding: str, newline: str
) -> None:
    table = read_table(csv_file(*ROWS, delimiter=delimiter, encoding=encoding, newline=newline))
    assert tuple(table) == ROWS
    assert (table.delimiter, table.encoding, table.newline) == (delimiter, encoding, newline)


def test_decimal_commas_do_not_make_the_comma_the_delimiter() -> None:
    table = read_table(b"naam;cijfer\nA;7,5\nB;8,25\nC;6,0\n")
    assert table.head[1] == ("A", "7,5")


def test_excels_own_line_about_the_delimiter_keeps_the_row_numbers() -> None:
    table = read_table(b"sep=,\r\nnaam,module\r\nA,x\r\n")
    assert tuple(table) == ((), ("naam", "module"), ("A", "x"))


def refusal(data: bytes, **limits: int) -> str | int:
    def read() -> None:
        table = read_table(data, limits=SheetLimits(**limits))
        find_header(table)
        tuple(table)

    with pytest.raises(FileRefused) as caught:
        read()
    return caught.value.params["reason"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"\x00\x01\x02\x03", "not_a_table"),
        (b"naam;module\n\x81\x8d\n", "unknown_encoding"),
        (b'naam;module\n"a"b;c\n', "broken_csv"),
        (b'naam;module\n"a;c\n', "broken_csv"),
        (b"hello world", "no_header"),
        (b"%PDF-1.7 ...", "no_header"),
        (b"naam;e-mail\n", "missing_column"),
        (b"module;e-mail\n", "missing_column"),
        (b"naam;module\n", "missing_column"),
        (b"naam;module;e-mail;mailadres\n", "double_column"),
        (b"naam;module;BSN\n", "bsn_column"),
        (b"naam;module;Burgerservicenummer\n", "bsn_column"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old_or_protected_excel"),
        (b"PK\x03\x04....", "damaged_excel"),
    ],
)
def test_files_that_are_no_list_of_results(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


def test_limits_hold() -> None:
    assert refusal(b"naam;module;e-mail\n" * 5, max_rows=4) == "too_many_rows"
    assert refusal(b"naam;module;e-mail\n", max_columns=2) == "too_many_columns"
    assert refusal(b"naam;module;e-mail\n", max_cell_characters=5) == "cell_too_long"
    assert refusal(b"naam;module;e-mail\n", max_bytes=5) == "too_large"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Studentnr.", Column.STUDENT_NUMBER),
        ("Student number", Column.STUDENT_NUMBER),
        ("E-mailadres", Column.EMAIL),
        ("Name", Column.NAME),
        ("Volledige naam", Column.NAME),
        ("Eindcijfer", Column.RESULT),
        ("Begindatum", Column.START),
        ("Start date", Column.START),
        ("t/m", Column.END),
        ("Einddatum", Column.END),
        ("Taal", Column.LANGUAGE),
        ("Version", Column.VERSION),
    ],
)
def test_synonyms(name: str, column: Column) -> None:
    data = csv_file(("naam" if column is not Column.NAME else "x", "module", "studentnummer", "e-mail", name))
    if column in (Column.STUDENT_NUMBER, Column.EMAIL):
        other = "e-mail" if column is Column.STUDENT_NUMBER else "studentnummer"
        data = csv_file(("naam", "module", other, "leeg", name))
    assert find_header(read_table(data)).columns[column] == 4


def test_titles_above_the_header_are_skipped() -> None:
    header = find_header(read_table(b"Resultaten klas 3B;;\n;;\nnaam;module;e-mail\n"))
    assert header.row_index == 2
