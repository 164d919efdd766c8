"""Taking in registers: all or nothing, the newest counts, and nothing that was known is lost."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from credentials.parsing import JsonObject, JsonValue
from issuer.domain.findings import Severity
from issuer.domain.registers import RegisterEdition, RegisterKind, example_registers
from issuer.domain.registers.bounded_findings import MAX_FINDINGS
from issuer.errors import DecisionRefused
from issuer.services import import_register
from issuer.services.import_register import RegisterFile, RegisterOutcome, RegisterReport
from issuer.services.initialise import Particulars
from tests.docs.markdown_blocks import blocks_of
from tests.issuer_for_tests import Desk, working_desk
from tests.paths import ROOT

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with working_desk(tmp_path) as made:
        yield made


def keuzedeel(code: str, **changed: JsonValue) -> JsonObject:
    """Return a keuzedeel as JSON has it."""
    return {"code": code, "naam": f"Keuzedeel {code}", "sbu": 240, **changed}


def file_of(*keuzedelen: JsonObject, **lists: JsonValue) -> RegisterFile:
    """Return a JSON file."""
    return RegisterFile("register.json", json.dumps({"keuzedelen": list(keuzedelen), **lists}).encode())


def take_in(
    desk: Desk, *files: RegisterFile, dated: date = MARCH, origin: str = "SBB", complete: bool = False
) -> RegisterReport:
    """Import files."""
    return desk.office.import_register(
        desk.institution.id, files, origin=origin, dated=dated, by="u-007", is_complete=complete
    )


def numbers(report: RegisterReport) -> tuple[int, ...]:
    """Return how many entries were added, changed, unchanged, outdated, ended."""
    found = report.changes
    return (found.added, found.changed, found.unchanged, found.outdated, found.ended)


def name_of(desk: Desk, code: str) -> str | None:
    """Return what a keuzedeel is called now."""
    found = desk.office.registers(desk.institution).keuzedeel(code)
    return None if found is None else found.name


class TestTakingIn:
    def test_before_the_first_import_there_is_the_extract(self, desk: Desk) -> None:
        assert desk.office.registers(desk.institution) is example_registers()

    def test_an_import_is_all_there_is_from_then_on(self, desk: Desk) -> None:
        report = take_in(desk, file_of(keuzedeel("K0001")))
        assert report.outcome is RegisterOutcome.IMPORTED
        assert numbers(report) == (1, 0, 0, 0, 0)
        found = desk.office.registers(desk.institution)
        assert found.counts == {RegisterKind.KEUZEDEEL: 1}
        assert not found.is_illustrative
        assert report.record is not None
        assert found.edition == RegisterEdition(import_id=report.record.id)
        source = found.source_of(RegisterKind.KEUZEDEEL, "K0001")
        assert source == report.record.source
        assert (source.origin, source.dated) == ("SBB", MARCH)

    def test_everything_comes_back_as_it_was_read(self, desk: Desk) -> None:
        extract = ROOT / "issuer" / "domain" / "registers" / "data" / "example-register.json"
        take_in(desk, RegisterFile("x", extract.read_bytes()))
        found, expected = desk.office.registers(desk.institution), example_registers()
        assert set(found.all_entries()) == set(expected.all_entries())
        assert found.work_processes("27052") == expected.work_processes("27052")

    def test_the_same_files_again_change_nothing(self, desk: Desk) -> None:
        files = [file_of(keuzedeel("K0001")), file_of(keuzedeel("K0002"))]
        first = take_in(desk, *files)
        again = take_in(desk, *reversed(files))
        assert again.outcome is RegisterOutcome.ALREADY_IMPORTED
        assert again.record == first.record
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert ledger.registers.imports() == [first.record]
            assert len(ledger.audit.entries("registers_imported")) == 1

    @pytest.mark.parametrize("changed", [{"dated": APRIL}, {"origin": "RIO"}, {"complete": True}])
    def test_the_same_file_of_another_day_or_place_is_another_import(
        self, desk: Desk, changed: dict[str, object]
    ) -> None:
        take_in(desk, file_of(keuzedeel("K0001")))
        again = take_in(desk, file_of(keuzedeel("K0001")), **changed)  # type: ignore[arg-type]  # one of them each
        assert again.outcome is RegisterOutcome.IMPORTED
        assert numbers(again) == (0, 0, 1, 0, 0)

    def test_a_mistake_in_one_file_keeps_all_of_them_out(self, desk: Desk) -> None:
        report = take_in(desk, file_of(keuzedeel("K0001")), file_of(keuzedeel("K2", sbu=-1)))
        assert report.outcome is RegisterOutcome.REFUSED
        assert report.record is None
        assert [one.code for one in report.findings] == [
            "register_code_malformed",
            "register_number_malformed",
        ]
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert ledger.registers.imports() == []
            assert ledger.registers.current() is None
            assert ledger.audit.entries("registers_imported") == []

    def test_a_warning_keeps_nothing_out(self, desk: Desk) -> None:
        report = take_in(desk, file_of(keuzedeel("K0001", sbu=250)))
        assert report.outcome is RegisterOutcome.IMPORTED
        assert [one.severity for one in report.findings] == [Severity.WARNING]

    @pytest.mark.parametrize(
        ("origin", "dated", "code"),
        [
            (" ", MARCH, "register_origin_missing"),
            ("x" * 201, MARCH, "register_origin_refused"),
            ("van 111222333", MARCH, "register_origin_refused"),
            ("SBB", date(2026, 7, 3), "register_date_in_future"),
        ],
    )
    def test_origin_and_date_are_checked_with_the_rest(
        self, desk: Desk, origin: str, dated: date, code: str
    ) -> None:
        report = take_in(desk, file_of(keuzedeel("K1")), origin=origin, dated=dated)
        assert [one.code for one in report.findings] == [code, "register_code_malformed"]

    def test_somebody_takes_them_in(self, desk: Desk) -> None:
        with pytest.raises(DecisionRefused):
            desk.office.import_register(desk.institution.id, [], origin="SBB", dated=MARCH, by=" ")

    def test_nothing_is_no_register(self, desk: Desk) -> None:
        assert [one.code for one in take_in(desk, file_of()).findings] == ["register_nothing_in_files"]

    def test_findings_stand_in_the_order_of_the_files(self, desk: Desk) -> None:
        table = RegisterFile(
            "a.csv", b"soort;code;naam;hoort bij\nwerkproces;B1-K1-W1;x;23425\ndossier;1;x;\n"
        )
        report = take_in(desk, table, file_of(keuzedeel("K1")))
        assert [one.place for one in report.findings] == [
            "a.csv:2 hoort bij",
            "a.csv:3 code",
            "register.json keuzedelen[1].code",
        ]

    def test_the_trail_has_no_words_of_the_files(self, desk: Desk) -> None:
        report = take_in(desk, file_of(keuzedeel("K0001")))
        assert report.record is not None
        with desk.office.uow.read(desk.institution.id) as ledger:
            (entry,) = ledger.audit.entries("registers_imported")
        assert entry.subject == str(report.record.id)
        assert entry.details == {
            "sha256": report.record.files_sha256,
            "dated": "2026-03-01",
            "complete": "false",
            "keuzedeel": "1",
        }

    def test_progress_is_told(self, desk: Desk) -> None:
        told: list[tuple[int, int]] = []
        desk.office.import_register(
            desk.institution.id,
            [file_of(*(keuzedeel(f"K{number:04}") for number in range(1_200)))],
            origin="SBB",
            dated=MARCH,
            by="u-007",
            progress=lambda done, total: told.append((done, total)),
        )
        assert [done for done, _ in told] == [500, 1_000, 1_200]
        assert all(done <= total for done, total in told)


class TestBounds:
    def test_a_file_with_nothing_but_mistakes_ends(self, desk: Desk) -> None:
        report = take_in(desk, RegisterFile("x", b'{"keuzedelen": [' + b"1," * 20_000 + b"1]}"))
        assert report.outcome is RegisterOutcome.REFUSED
        assert len(report.findings) == MAX_FINDINGS + 1
        assert report.findings[0].code == "register_too_many_findings"

    def test_warnings_are_counted_apart(self, desk: Desk) -> None:
        rows = "\n".join(f"keuzedeel;K{number % 10_000:04};x;241" for number in range(10_000))
        report = take_in(desk, RegisterFile("x", b"soort;code;naam;sbu;kleur\n" + rows.encode()))
        assert report.outcome is RegisterOutcome.IMPORTED
        assert len(report.findings) == MAX_FINDINGS

    def test_too_many_rows(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(import_register, "MAX_ENTRIES", 2)
        report = take_in(desk, file_of(*(keuzedeel(f"K000{number}") for number in range(3))))
        assert [one.code for one in report.findings] == ["register_too_many_entries"]


class TestNewerAndOlder:
    def test_a_newer_file_replaces_what_it_names_and_leaves_the_rest(self, desk: Desk) -> None:
        take_in(desk, file_of(keuzedeel("K0001"), keuzedeel("K0002")))
        report = take_in(desk, file_of(keuzedeel("K0001", naam="Nieuw"), keuzedeel("K0003")), dated=APRIL)
        assert numbers(report) == (1, 1, 0, 0, 0)
        assert [name_of(desk, code) for code in ("K0001", "K0002", "K0003")] == [
            "Nieuw",
            "Keuzedeel K0002",
            "Keuzedeel K0003",
        ]

    def test_an_older_file_that_comes_later_changes_nothing(self, desk: Desk) -> None:
        take_in(desk, file_of(keuzedeel("K0001", naam="Nieuw")), dated=APRIL)
        report = take_in(desk, file_of(keuzedeel("K0001", naam="Oud"), keuzedeel("K0002")), dated=MARCH)
        assert numbers(report) == (1, 0, 0, 1, 0)
        assert name_of(desk, "K0001") == "Nieuw"

    def test_of_one_day_the_later_import_counts(self, desk: Desk) -> None:
        take_in(desk, file_of(keuzedeel("K0001", naam="Fout")))
        take_in(desk, file_of(keuzedeel("K0001", naam="Goed")))
        assert name_of(desk, "K0001") == "Goed"

    def test_a_complete_file_ends_what_it_does_not_name(self, desk: Desk) -> None:
        dossiers: JsonValue = [{"crebo": "23425", "naam": "D"}]
        take_in(desk, file_of(keuzedeel("K0001"), keuzedeel("K0002"), kwalificatiedossiers=dossiers))
        report = take_in(desk, file_of(keuzedeel("K0001")), dated=APRIL, complete=True)
        assert numbers(report) == (0, 0, 1, 0, 1)
        found = desk.office.registers(desk.institution)
        assert found.keuzedeel("K0002") is None
        assert found.dossier("23425") is not None
        assert found.is_complete_for(RegisterKind.KEUZEDEEL)
        assert not found.is_complete_for(RegisterKind.DOSSIER)
        assert not found.is_complete

    def test_what_was_known_can_be_had_again(self, desk: Desk) -> None:
        first = take_in(desk, file_of(keuzedeel("K0001", naam="Oud")))
        second = take_in(desk, file_of(keuzedeel("K0001", naam="Nieuw")), dated=APRIL)
        assert first.record is not None
        assert second.record is not None
        with desk.office.uow.read(desk.institution.id) as ledger:
            then = ledger.registers.as_of(first.record.id)
            assert then is not None
            old = then.keuzedeel("K0001")
            assert old is not None
            assert (old.name, then.edition) == ("Oud", RegisterEdition(import_id=first.record.id))
            assert ledger.registers.as_of(desk.institution.id) is None
            history = ledger.registers.history("K0001")
        assert [(entry.key, record) for entry, record in history] == [
            ("K0001", first.record),
            ("K0001", second.record),
        ]


class TestStorage:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE register_entry SET content = ''",
            "DELETE FROM register_entry",
            "UPDATE register_import SET origin = ''",
            "DELETE FROM register_import",
        ],
    )
    def test_what_awards_were_checked_with_never_changes(
        self, desk: Desk, tmp_path: Path, statement: str
    ) -> None:
        take_in(desk, file_of(keuzedeel("K0001")))
        connection = sqlite3.connect(tmp_path / "waarmerk.db")
        try:
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
        finally:
            connection.close()

    def test_each_institution_has_its_own(self, desk: Desk) -> None:
        report = take_in(desk, file_of(keuzedeel("K0001")))
        other = desk.office.initialise(
            Particulars(controller="did:web:x.example", name="X", public_base_url="https://x.example"),
            by="u-001",
        ).institution
        assert report.record is not None
        assert desk.office.registers(other) is example_registers()
        with desk.office.uow.read(other.id) as ledger:
            assert ledger.registers.imports() == []
            assert ledger.registers.as_of(report.record.id) is None
            assert ledger.registers.history("K0001") == []


class TestThePage:
    """The files that docs/register-files.md shows."""

    @pytest.mark.parametrize("language", ["csv", "json"])
    def test_what_it_shows_can_be_taken_in(self, desk: Desk, language: str) -> None:
        page = (ROOT / "docs" / "register-files.md").read_text("utf-8")
        assert blocks_of(page) == []
        shown = page.partition(f"```{language}\n")[2].partition("```")[0]
        report = take_in(desk, RegisterFile(f"x.{language}", shown.encode()))
        assert report.findings == ()
        assert report.changes.added >= 3
        assert desk.office.registers(desk.institution).work_process("27052", "B1-K1-W2") is not None
