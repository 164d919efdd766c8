"""The registers: what is found by its code, and which import counts."""

import pickle
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from issuer.domain.registers import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisteredCoreTask,
    RegisteredWorkProcess,
    RegisterEntry,
    RegisterKind,
    Registers,
    RegisterSource,
    SkillSuggestion,
    example_registers,
)
from issuer.domain.registers.sources import RegisterImport, imports_that_count

SOURCE = RegisterSource(origin="SBB", dated=date(2026, 3, 1), import_id=UUID(int=1))


def task(owner: str, code: str, *numbers: int) -> RegisteredCoreTask:
    """Return a core task with work processes."""
    return RegisteredCoreTask(
        owner=owner,
        code=code,
        title=f"Taak {code}",
        work_processes=tuple(
            RegisteredWorkProcess(owner=owner, code=f"{code}-W{number}", title=f"{owner} {number}")
            for number in numbers
        ),
    )


DOSSIER = Dossier(
    crebo="23425", name="Gast", core_tasks=(task("23425", "B1-K1", 1, 2), task("23425", "P1-K1", 1))
)
OTHER = Dossier(crebo="23426", name="Keuken", core_tasks=(task("23426", "B1-K1", 1, 3),))
WHOLE = Qualification(crebo="27052", name="Medewerker", level=2, dossier="23425")
SOME = Qualification(crebo="27053", name="Gastheer", level=3, dossier="23425", parts=("B1-K1",))
CERTIFICATE = CertificatePart(code="C0004", name="Bedienen", qualification="27052", parts=("P1-K1-W1",))
KEUZEDEEL = Keuzedeel(
    code="K0262", name="Arbo", sbu=240, certificate_attached=True, core_tasks=(task("K0262", "D1-K1", 1),)
)


def registers(*entries: RegisterEntry, complete: frozenset[RegisterKind] = frozenset()) -> Registers:
    """Return registers of these entries."""
    return Registers(((entry, SOURCE) for entry in entries), complete_kinds=complete)


ALL = registers(DOSSIER, OTHER, WHOLE, SOME, CERTIFICATE, KEUZEDEEL)


class TestLookingUp:
    def test_each_kind_is_found_by_its_code_and_nothing_else(self) -> None:
        assert ALL.dossier("23425") == DOSSIER
        assert ALL.keuzedeel("K0262") == KEUZEDEEL
        qualification, certificate = ALL.qualification("27052"), ALL.certificate("C0004")
        assert qualification is not None
        assert certificate is not None
        assert (qualification.name, certificate.name) == ("Medewerker", "Bedienen")
        for lookup in (ALL.dossier, ALL.qualification, ALL.keuzedeel, ALL.certificate):
            assert [
                lookup(code) is not None for code in ("23425", "27052", "K0262", "C0004", "", "99999")
            ].count(True) == 1

    def test_a_code_of_a_work_process_is_another_thing_in_another_dossier(self) -> None:
        one, other = ALL.work_process("23425", "B1-K1-W1"), ALL.work_process("23426", "B1-K1-W1")
        assert one is not None
        assert other is not None
        assert (one.title, other.title) == ("23425 1", "23426 1")
        assert one.key != other.key

    def test_a_qualification_has_the_work_processes_of_its_dossier(self) -> None:
        assert ALL.work_process("27052", "B1-K1-W2") == ALL.work_process("23425", "B1-K1-W2")
        assert [one.code for one in ALL.work_processes("27052")] == ["B1-K1-W1", "B1-K1-W2", "P1-K1-W1"]
        assert [one.code for one in ALL.work_processes("27053")] == ["B1-K1-W1", "B1-K1-W2"]
        assert ALL.work_process("27053", "P1-K1-W1") is None
        assert ALL.core_task("27053", "B1-K1") == DOSSIER.core_tasks[0]
        assert ALL.core_task("27053", "B1-K1-W1") is None
        assert ALL.work_process("27053", "B1-K1") is None

    def test_a_certificate_has_those_of_its_qualification_that_it_names(self) -> None:
        found = ALL.certificate("C0004")
        assert found is not None
        assert [one.key for one in found.work_processes] == [("23425", "P1-K1-W1")]
        assert ALL.work_process("C0004", "B1-K1-W1") is None

    def test_parts_of_what_was_not_imported_have_no_titles(self) -> None:
        alone = registers(
            Qualification(crebo="27052", name="M", level=2, dossier="23425", parts=("B1-K1-W1", "P1-K1")),
            CertificatePart(code="C0004", name="B", qualification="99999", parts=("B1-K2-W1",)),
        )
        assert alone.work_processes("27052") == (RegisteredWorkProcess(owner="23425", code="B1-K1-W1"),)
        assert [one.code for one in alone.core_tasks("27052")] == ["B1-K1", "P1-K1"]
        assert alone.work_processes("C0004") == (RegisteredWorkProcess(owner="99999", code="B1-K2-W1"),)
        assert not alone.has_all_parts_of("27052")

    def test_what_is_not_there_has_nothing(self) -> None:
        assert ALL.work_process("99999", "B1-K1-W1") is None
        assert ALL.work_processes("99999") == ()
        assert ALL.core_tasks("99999") == ()
        assert ALL.certificates_with("99999", "B1-K1-W1") == ()
        assert not ALL.knows("99999")
        assert ALL.source_of(RegisterKind.DOSSIER, "99999") is None

    def test_certificates_are_found_by_what_they_cover_under_any_name(self) -> None:
        for owner in ("23425", "27052", "C0004"):
            assert [one.key for one in ALL.certificates_with(owner, "P1-K1-W1")] == ["C0004"]
        assert ALL.certificates_with("23425", "B1-K1-W1") == ()
        assert [one.key for one in ALL.certificates_with("K0262", "D1-K1-W1")] == ["K0262"]

    @pytest.mark.parametrize("attached", [None, False])
    def test_a_keuzedeel_without_a_known_certificate_is_none(self, attached: bool | None) -> None:
        keuzedeel = Keuzedeel(
            code="K0262",
            name="Arbo",
            sbu=240,
            certificate_attached=attached,
            core_tasks=(task("K0262", "D1-K1", 1),),
        )
        assert registers(keuzedeel).certificates_with("K0262", "D1-K1-W1") == ()

    def test_skills_are_suggested_for_the_work_process_of_the_dossier_or_the_qualification(self) -> None:
        skills = [
            SkillSuggestion(
                owner=owner, code="B1-K1-W1", uri=f"https://x.example/{owner}", label="x", source="ESCO"
            )
            for owner in ("23425", "27052")
        ]
        found = registers(DOSSIER, WHOLE, *skills)
        assert list(found.skills_for("27052", "B1-K1-W1")) == skills
        assert list(found.skills_for("23425", "B1-K1-W1")) == skills[:1]
        assert found.skills_for("23425", "B1-K1-W2") == ()

    def test_they_can_be_sent_to_another_process(self) -> None:
        again = pickle.loads(pickle.dumps(ALL))  # noqa: S301 - our own bytes
        assert again.work_process("27052", "B1-K1-W2") == ALL.work_process("27052", "B1-K1-W2")


class TestWhatIsSure:
    def test_of_a_whole_dossier_everything_is_known(self) -> None:
        assert all(ALL.has_all_parts_of(code) for code in ("23425", "27052", "27053", "K0262", "C0004"))
        assert not ALL.has_all_parts_of("99999")

    def test_of_a_partial_one_it_is_not(self) -> None:
        partial = Dossier(crebo="23425", name="Gast", core_tasks=DOSSIER.core_tasks, is_partial=True)
        found = registers(partial, WHOLE, CERTIFICATE)
        assert not any(found.has_all_parts_of(code) for code in ("23425", "27052", "C0004"))

    def test_a_dossier_without_parts_says_nothing_about_them(self) -> None:
        assert not registers(Dossier(crebo="23425", name="Gast")).has_all_parts_of("23425")

    def test_complete_is_complete_for_all_that_is_no_suggestion(self) -> None:
        kinds = frozenset(RegisterKind) - {RegisterKind.SKILL}
        assert registers(DOSSIER, complete=kinds).is_complete
        some = registers(DOSSIER, complete=frozenset({RegisterKind.DOSSIER}))
        assert not some.is_complete
        assert some.is_complete_for(RegisterKind.DOSSIER)
        assert not some.is_complete_for(RegisterKind.KEUZEDEEL)

    def test_they_tell_where_they_are_from(self) -> None:
        older = RegisterSource(origin="RIO", dated=date(2025, 1, 1))
        found = Registers([(DOSSIER, SOURCE), (KEUZEDEEL, older)])
        assert found.origin == "SBB; RIO"
        assert found.date == SOURCE.dated
        assert found.source_of(RegisterKind.KEUZEDEEL, "K0262") == older
        assert found.counts == {RegisterKind.DOSSIER: 1, RegisterKind.KEUZEDEEL: 1}
        assert Registers([]).date is None


@pytest.mark.parametrize(
    ("first", "last", "on", "expected"),
    [
        (None, None, date(2026, 1, 1), True),
        (date(2026, 1, 1), None, date(2025, 12, 31), False),
        (date(2026, 1, 1), None, date(2026, 1, 1), True),
        (None, date(2026, 1, 1), date(2026, 1, 1), True),
        (None, date(2026, 1, 1), date(2026, 1, 2), False),
    ],
)
def test_both_ends_of_the_validity_count(
    first: date | None, last: date | None, on: date, expected: bool
) -> None:
    entry = Keuzedeel(code="K0001", name="x", sbu=240, valid_from=first, valid_until=last)
    assert entry.is_in_force(on) is expected


class TestTheExtract:
    """What comes with the software, and what the examples of modules count on."""

    def test_it_says_what_it_is(self) -> None:
        found = example_registers()
        assert found.is_illustrative
        assert not found.is_complete
        assert found.edition is not None
        assert found.edition.is_extract
        assert "illustratief" in found.origin

    def test_it_does_not_know_whether_k0262_has_a_certificate(self) -> None:
        keuzedeel = example_registers().keuzedeel("K0262")
        assert keuzedeel is not None
        assert (keuzedeel.sbu, keuzedeel.level, keuzedeel.certificate_attached) == (240, 3, None)
        assert keuzedeel.regulation is None
        assert [one.code for one in keuzedeel.work_processes] == ["D1-K1-W1", "D1-K1-W2", "D1-K2-W1"]

    @pytest.mark.parametrize("crebo", ["23425", "27052", "23426", "27060"])
    def test_of_the_two_dossiers_an_unknown_code_is_wrong(self, crebo: str) -> None:
        assert example_registers().has_all_parts_of(crebo)
        assert example_registers().work_process(crebo, "B9-K9-W9") is None

    def test_of_25998_other_codes_may_exist(self) -> None:
        found = example_registers()
        assert not found.has_all_parts_of("25998")
        assert found.core_task("25998", "B1-K2") is not None
        assert [one.code for one in found.work_processes("25998")] == ["B1-K1-W3", "B1-K1-W4", "B1-K2-W1"]

    def test_its_certificate_is_made_up(self) -> None:
        certificate = example_registers().certificate("C9999")
        assert certificate is not None
        assert certificate.is_illustrative


def taken_in(number: int, dated: date, *, complete: bool = False, count: int = 1) -> RegisterImport:
    """Return an import of dossiers."""
    return RegisterImport(
        id=UUID(int=number),
        files_sha256="",
        origin="SBB",
        dated=dated,
        is_complete=complete,
        counts={RegisterKind.DOSSIER: count},
        imported_at=datetime(2026, 7, number, tzinfo=UTC),
        imported_by="u-1",
    )


class TestWhichImportsCount:
    def test_the_newest_goes_last_whenever_it_was_taken_in(self) -> None:
        imports = [
            taken_in(1, date(2026, 2, 1)),
            taken_in(2, date(2026, 1, 1)),
            taken_in(3, date(2026, 2, 1)),
        ]
        assert [one.id.int for one in imports_that_count(imports, RegisterKind.DOSSIER)] == [2, 1, 3]

    def test_a_complete_one_ends_what_was_before(self) -> None:
        imports = [
            taken_in(1, date(2026, 1, 1), complete=True),
            taken_in(2, date(2026, 3, 1)),
            taken_in(3, date(2026, 2, 1), complete=True),
        ]
        assert [one.id.int for one in imports_that_count(imports, RegisterKind.DOSSIER)] == [3, 2]

    def test_an_import_without_a_kind_says_nothing_about_it(self) -> None:
        imports = [taken_in(1, date(2026, 1, 1), complete=True)]
        assert imports_that_count(imports, RegisterKind.KEUZEDEEL) == ()
