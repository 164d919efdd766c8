"""The example school: three modules without errors, and 25 learners of whom two rows are wrong."""

import io
import re
import zipfile
from datetime import UTC, datetime
from uuid import UUID

import pytest
from openpyxl import load_workbook

from credentials.achievement.eu_elements import find_eu_elements
from credentials.achievement.model import Module
from issuer.domain.awards import ModuleVersion
from issuer.domain.institution import Institution
from issuer.domain.modules.bounded_yaml import Scalar, Table, parse_yaml
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.specimen import build_specimen
from issuer.services.initialise import Particulars
from issuer.spreadsheets.headers import find_header
from issuer.spreadsheets.reading import read_table
from issuer.spreadsheets.result_file import ResultFile
from issuer.spreadsheets.result_rows import CheckedRow, RowChecker
from waarmerk.demo.results_spreadsheet import example_file, results_csv, results_xlsx

BASE_URL = "https://credentials.rocvoorbeeld.example"
FILES = ("module-baliegesprekken.yaml", "module-bediening-en-keuken.yaml", "module-veilig-werken.yaml")


def read(file: str) -> Module:
    result = read_module_file(example_file(file), file=file, base_url=BASE_URL)
    assert not result.errors
    assert {finding.code for finding in result.warnings} <= {"level_is_indicative", "routes_closed"}
    assert result.module is not None
    return result.module


def rows(data: bytes) -> list[CheckedRow]:
    published = datetime(2026, 1, 1, tzinfo=UTC)
    versions = [
        ModuleVersion(id=UUID(int=number), module=read(file), content_sha256="", published_at=published)
        for number, file in enumerate(FILES)
    ]
    table = read_table(data)
    header = find_header(table)
    checker = RowChecker(ResultFile(table, header, versions))
    return [checker.check(number, cells) for number, cells in enumerate(table, 1) if number > 1]


def test_school_is_an_institution() -> None:
    tree = parse_yaml(example_file("school.yaml"))
    assert isinstance(tree, Table)
    values = {key: value.text or "" for key, value in tree.members.items() if isinstance(value, Scalar)}
    assert set(values) <= set(Particulars.__slots__)
    institution = Institution(id=UUID(int=0), created_at=datetime(2026, 1, 1, tzinfo=UTC), **values)
    assert institution.controller == "did:web:credentials.rocvoorbeeld.example"
    assert institution.public_base_url == BASE_URL
    assert institution.brin == "99ZZ"


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_module_shows_every_mandatory_element_of_the_union(file: str, language: str) -> None:
    specimen = build_specimen(read(file), language)
    assert [
        element.key for element in find_eu_elements(specimen) if element.mandatory and not element.value
    ] == []


@pytest.mark.parametrize("file", FILES)
def test_module_is_fully_translated(file: str) -> None:
    module = read(file)
    texts = [module.title, module.description, module.criteria, module.labour_market_value or {}]
    texts += [outcome.text for outcome in module.learning_outcomes]
    assert all(set(text) == {"nl", "en"} for text in texts)


def test_one_module_expires_and_may_be_suspended() -> None:
    suspendable = [read(file).id for file in FILES if read(file).may_be_suspended]
    limited = [read(file).id for file in FILES if read(file).valid_for_months]
    assert suspendable == limited == [f"{BASE_URL}/modules/veilig-werken"]


@pytest.mark.parametrize("data", [results_xlsx(), results_csv()], ids=["xlsx", "csv"])
def test_twenty_three_rows_are_good_and_two_are_wrong(data: bytes) -> None:
    checked = rows(data)
    assert len(checked) == 25
    assert len([one for one in checked if one.row is not None]) == 23
    assert [
        (remark.row, remark.column, remark.code, remark.params.get("value"))
        for one in checked
        for remark in one.remarks
    ] == [(9, "eind", "not_a_date", "31-06-2026"), (20, "e-mail", "email_invalid", None)]


def test_both_files_say_the_same() -> None:
    assert [one.row for one in rows(results_xlsx())] == [one.row for one in rows(results_csv())]


def test_spreadsheet_is_the_same_to_the_byte_every_time() -> None:
    assert results_xlsx() == results_xlsx()
    with zipfile.ZipFile(io.BytesIO(results_xlsx())) as xlsx:
        assert {part.date_time for part in xlsx.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = xlsx.read("docProps/core.xml").decode()
    assert re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", properties) == ["2026-07-01T12:00:00Z"] * 2


def test_spreadsheet_holds_dates_and_numbers() -> None:
    sheet = load_workbook(io.BytesIO(results_xlsx())).active
    assert sheet is not None
    first = [cell.value for cell in sheet[2]]
    assert first[0] == "410021"
    assert first[6] == 7.5
    assert first[10] == datetime(2026, 4, 6)  # noqa: DTZ001 - a spreadsheet knows no time zones


def test_every_address_ends_in_example() -> None:
    for line in results_csv().decode().splitlines()[1:]:
        email = line.split(";")[2]
        assert email.endswith(".example") or email == "fatima.benali@leerling"
