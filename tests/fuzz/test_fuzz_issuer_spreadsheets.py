"""Whatever is in a file of results: it is read, or refused with our own error, and quickly."""

import io
import time
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from issuer.domain.awards import ModuleVersion
from issuer.errors import FileRefused
from issuer.spreadsheets.annotating import annotate
from issuer.spreadsheets.headers import find_header
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.result_file import ResultFile
from issuer.spreadsheets.result_rows import RowChecker
from tests.awards_for_tests import BARE_MODULE, MODULE
from tests.issuer_for_tests import HEADER, START, CountingIds, csv_file, learner_row, xlsx_file

VERSIONS = [
    ModuleVersion(id=CountingIds()(), module=module, content_sha256="", published_at=START)
    for module in (MODULE, BARE_MODULE)
]
GOOD_XLSX = xlsx_file(HEADER, learner_row(1), learner_row(2, "bediening"))
PARTS = zipfile.ZipFile(io.BytesIO(GOOD_XLSX)).namelist()


def take(data: bytes) -> None:
    """Read a file to the end, as an import does, and make the copy with remarks."""
    try:
        table = read_table(data)
        header = find_header(table)
    except FileRefused:
        return
    checker = RowChecker(ResultFile(table, header, VERSIONS))
    try:
        remarks = [
            remark
            for number, cells in enumerate(table, 1)
            if number > header.row_index + 1
            for remark in checker.check(number, cells).remarks
        ]
    except FileRefused:
        return
    annotate(table, header, remarks)


cells = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["1-7-2026", "46204", "7,5", "=1+1", "111222333", "Kaal", "bediening", "a:b;c=d", "x\u202ey"]
    ),
    st.floats(),
    st.integers(-(10**12), 10**12),
)
rows = st.lists(st.lists(cells, max_size=12), max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    take(data)
    take(b"naam;module;e-mail;resultaat\n" + data)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_any_cells_in_csv(found: list[list[object]]) -> None:
    take(csv_file(HEADER, *found, encoding="utf-8-sig"))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
def test_any_change_to_a_part_of_an_xlsx(name: str, place: int, change: bytes) -> None:
    source = zipfile.ZipFile(io.BytesIO(GOOD_XLSX))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for member in PARTS:
            content = source.read(member)
            if member == name:
                at = place % (len(content) + 1)
                content = content[:at] + change + content[at + len(change) :]
            target.writestr(member, content)
    take(buffer.getvalue())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(GOOD_XLSX) - 1), st.integers(1, 255))
def test_any_flipped_byte_of_an_xlsx(place: int, change: int) -> None:
    data = bytearray(GOOD_XLSX)
    data[place] ^= change
    take(bytes(data))


def test_long_cells_take_no_long_time() -> None:
    """No pattern here takes more than linear time, also not on text that almost matches."""
    almost = ["a" + " " * 3990 + "b", "a.a" * 1300, "1-" * 1990, "1.1" * 1300, "a@" + "a-" * 1900, ":" * 3999]
    start = time.process_time()
    take(csv_file(HEADER, *([cell] * 9 for cell in almost)))
    assert time.process_time() - start < 1.0
