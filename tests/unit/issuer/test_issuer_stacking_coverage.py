"""What verified credentials cover, each thing once; and what counts for nothing."""

import dataclasses
import json

import pytest

from credentials.achievement.model import Issuer, StudyLoad
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.registers import (
    Dossier,
    Qualification,
    RegisteredCoreTask,
    RegisteredWorkProcess,
    RegisterEntry,
    Registers,
)
from issuer.domain.registers.sources import RegisterSource
from issuer.domain.stacking.advice import AdviceOutcome
from issuer.domain.stacking.references import work_processes_of
from issuer.domain.stacking.stack import Stack
from issuer.errors import TooManyCredentials, UnknownQualification
from tests.stacking_for_tests import (
    AWARDED,
    CODING,
    COMPANY,
    COOK,
    HERE,
    KEUZEDEEL,
    MISE_EN_PLACE,
    ORDERING,
    PLEASING,
    RECEIVING,
    STRANGER,
    THERE,
    credential,
    module,
    signed,
    stack_of,
    status_list,
    unsigned,
)
from verifier.codes import CheckId, Code

ONE = credential(module(RECEIVING, PLEASING, name="onthaal"))
OTHER = credential(module(PLEASING, ORDERING, name="bediening"), issuer=HERE)


def covered(stack: Stack) -> set[str]:
    """Return the codes of the work processes that any credential names."""
    return {one.process.code for one in stack.work_processes if one.grounds}


def why_left_out(stack: Stack) -> set[str]:
    """Return the codes of everything that kept a file from counting."""
    return {finding.code for one in stack.left_out for finding in one.reasons} | {
        finding.code.value for one in stack.left_out for check in one.checks for finding in check.findings
    }


class TestCoverage:
    def test_work_processes_count_once_whoever_issued_them(self) -> None:
        stack = stack_of(ONE, OTHER)
        assert covered(stack) == {"B1-K1-W1", "B1-K1-W2", "P1-K1-W1"}
        assert (stack.covered.covered, stack.covered.total, stack.covered.percent) == (3, 3, 100)
        by_code = {one.process.code: [g.evidence for g in one.grounds] for one in stack.work_processes}
        assert by_code == {"B1-K1-W1": [1], "B1-K1-W2": [1, 2], "P1-K1-W1": [2]}

    def test_the_same_code_of_another_dossier_is_another_work_process(self) -> None:
        stack = stack_of(credential(module(MISE_EN_PLACE)))
        assert covered(stack) == set()
        assert [one.process.key for one in stack.elsewhere] == [("23426", "B1-K1-W1")]
        assert covered(stack_of(credential(module(MISE_EN_PLACE)), crebo=COOK)) == {"B1-K1-W1"}

    def test_percentages_are_rounded_down(self) -> None:
        assert stack_of(ONE).covered.percent == 66
        assert [one.share.percent for one in stack_of(ONE).core_tasks] == [100, 0]

    def test_several_statements_one_after_the_other_add_up(self) -> None:
        """A19: a praktijkverklaring after another, for the same kwalificatie."""

        def statement(name: str, *processes: object) -> bytes:
            made = module(*processes, name=name, instrument="praktijkverklaring", sbu=None)  # type: ignore[arg-type]  # work processes
            return credential(made, mark=None)

        first, second = statement("een", RECEIVING), statement("twee", RECEIVING, ORDERING)
        stack = stack_of(first, second)
        assert covered(stack) == {"B1-K1-W1", "P1-K1-W1"}
        assert {one.outcome for one in stack.work_processes} == {AdviceOutcome.ASSESS, None}

    def test_nothing_ever_tells_of_a_diploma(self) -> None:
        """I07: there is no place for such a conclusion, however much is covered."""
        names = {field.name for field in dataclasses.fields(Stack)} | set(dir(Stack))
        assert not [name for name in names if "diploma" in name or "complete" in name]

    def test_part_of_another_qualification_of_the_dossier(self) -> None:
        """The basis part of a dossier is the same in all its qualifications; a profile part is not."""
        registers = two_qualifications()
        basis = dataclasses.replace(RECEIVING, crebo="27053")
        other_profile = dataclasses.replace(ORDERING, crebo="27053", code="P2-K1-W1")
        stack = stack_of(credential(module(basis, other_profile)), registers=registers)
        assert covered(stack) == {"B1-K1-W1"}
        assert [one.process.code for one in stack.elsewhere] == ["P2-K1-W1"]

    def test_unknown_qualification_says_which_are_known(self) -> None:
        with pytest.raises(UnknownQualification) as caught:
            stack_of(ONE, crebo="99999")
        assert caught.value.params == {"crebo": "99999", "known": "25998, 27052, 27060"}

    def test_a_heap_of_files_is_refused(self) -> None:
        with pytest.raises(TooManyCredentials):
            stack_of(*[b"{}"] * 501)

    def test_qualification_of_which_the_register_has_only_a_part(self) -> None:
        stack = stack_of(credential(module(CODING)), crebo="25998")
        assert "stacking_qualification_partial" in {one.code for one in stack.findings}
        assert covered(stack) == {"B1-K1-W3"}


def two_qualifications() -> Registers:
    """Return a dossier with a basis part and two profiles."""

    def task(code: str) -> RegisteredCoreTask:
        process = RegisteredWorkProcess(owner="23425", code=f"{code}-W1", title=code)
        return RegisteredCoreTask(owner="23425", code=code, title=code, work_processes=(process,))

    dossier = Dossier(crebo="23425", name="D", core_tasks=tuple(map(task, ("B1-K1", "P1-K1", "P2-K1"))))
    qualifications = [
        Qualification(crebo=crebo, name=crebo, level=2, dossier="23425", parts=("B1-K1", profile))
        for crebo, profile in (("27052", "P1-K1"), ("27053", "P2-K1"))
    ]
    source = RegisterSource(origin="test", dated=AWARDED)
    entries: list[RegisterEntry] = [dossier, *qualifications]
    return Registers((entry, source) for entry in entries)


class TestStudyLoad:
    def test_it_is_a_total_apart(self) -> None:
        """B06: nothing but the total knows of it."""
        load = stack_of(ONE, OTHER, credential(KEUZEDEEL)).study_load
        assert (load.sbu, load.ects, load.not_stated) == (720, 0, 0)

    def test_a_module_counts_once(self) -> None:
        again = credential(module(RECEIVING, PLEASING, name="onthaal"), mark="8")
        newer = credential(module(RECEIVING, PLEASING, name="onthaal", version="1.1.0"))
        load = stack_of(ONE, again, newer).study_load
        assert (load.sbu, load.counted_once) == (240, 2)

    def test_a_keuzedeel_counts_once_whichever_school_it_is_from(self) -> None:
        here = dataclasses.replace(KEUZEDEEL, id="https://hier.example/modules/k0262")
        stack = stack_of(credential(KEUZEDEEL), credential(here, issuer=HERE))
        assert stack.study_load.sbu == 240

    def test_credits_are_not_hours(self) -> None:
        in_credits = dataclasses.replace(module(RECEIVING), study_load=StudyLoad(value=5, unit="ECTS"))
        load = stack_of(ONE, credential(in_credits)).study_load
        assert (load.sbu, load.ects, load.not_stated) == (240, 5, 0)

    def test_credits_that_nobody_calls_european_are_not_added(self) -> None:
        in_credits = unsigned(module(RECEIVING, sbu=None))
        achievement_of(in_credits)["creditsAvailable"] = 5
        load = stack_of(ONE, signed(in_credits)).study_load
        assert (load.sbu, load.ects, load.not_stated) == (240, 0, 1)


def achievement_of(document: JsonObject) -> JsonObject:
    """Return the achievement within a credential, to be changed before signing."""
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    achievement = subject["achievement"]
    assert isinstance(achievement, dict)
    return achievement


def with_alignment(**members: JsonValue) -> JsonObject:
    """Return a credential with a work process as another issuer might write it."""
    document = unsigned(module())
    alignments = achievement_of(document)["alignment"]
    assert isinstance(alignments, list)
    alignments.append(
        {
            "type": ["Alignment"],
            "targetType": "ext:Werkproces",
            "targetName": "Neemt bestellingen op",
            "targetUrl": "https://kwalificatie-mijn.s-bb.nl/",
            **members,
        }
    )
    return document


class TestForeignWorkProcesses:
    """Others write a bare code; only what is certain is taken."""

    def test_a_bare_code_cannot_be_placed(self) -> None:
        stack = stack_of(signed(with_alignment(targetCode="P1-K1-W1")))
        assert covered(stack) == set()
        assert [(one.process.written, one.evidence) for one in stack.unplaced] == [("P1-K1-W1", (1,))]

    @pytest.mark.parametrize(
        "members",
        [
            {"targetUrl": "https://register.example/23425/P1-K1-W1"},
            {"targetUrl": "https://register.example/?crebo=27052"},
            {"targetFramework": "Kwalificatiedossier 23425 Hospitality"},
            {"targetCode": "27052/P1-K1-W1"},
        ],
    )
    def test_with_the_crebo_beside_it_can(self, members: dict[str, JsonValue]) -> None:
        document = with_alignment(**{"targetCode": "P1-K1-W1", **members})
        assert covered(stack_of(signed(document))) == {"P1-K1-W1"}

    def test_with_two_dossiers_that_both_have_it_cannot(self) -> None:
        document = with_alignment(targetCode="B1-K1-W1", targetFramework="23425 en 23426")
        assert covered(stack_of(signed(document))) == set()

    def test_the_one_crebo_of_the_achievement_settles_it(self) -> None:
        document = with_alignment(targetCode="P1-K1-W1")
        crebo: JsonValue = {"type": "IdentifierEntry", "identifier": "27052", "identifierType": "ext:Crebo"}
        achievement_of(document)["otherIdentifier"] = [crebo]
        assert covered(stack_of(signed(document))) == {"P1-K1-W1"}

    def test_a_number_that_has_no_such_work_process_settles_nothing(self) -> None:
        document = with_alignment(targetCode="P1-K1-W1", targetFramework="Postcode 23426, editie 12345")
        assert covered(stack_of(signed(document))) == set()

    @pytest.mark.parametrize("code", ["P1-K1", "P1-K1-W1 en meer", "", "p1-k1-w1", "23425 P1-K1-W1"])
    def test_what_is_no_code_is_shown_and_not_counted(self, code: str) -> None:
        placed, unplaced = work_processes_of(with_alignment(targetCode=code), two_qualifications())
        assert placed == ()
        assert [one.written for one in unplaced] == [code.strip()]


class TestLeftOut:
    """Only what passes verification contributes; the rest is listed with the reason."""

    def test_forged(self) -> None:
        forged = ONE.replace(b"B1-K1-W2", b"P1-K1-W1")
        assert forged != ONE
        stack = stack_of(forged)
        assert covered(stack) == set()
        assert Code.SIGNATURE_MISMATCH.value in why_left_out(stack)
        assert stack.left_out[0].title is None  # nobody was shown to have said it

    def test_signed_with_the_key_of_another_school(self) -> None:
        stack = stack_of(signed(unsigned(module(ORDERING), issuer=THERE), by=HERE))
        assert covered(stack) == set()
        assert [one.checks[0].check for one in stack.left_out] == [CheckId.PROOF]

    def test_revoked(self) -> None:
        held = credential(module(ORDERING), status_index=9)
        assert covered(stack_of(held, lists=[status_list(8)])) == {"P1-K1-W1"}
        stack = stack_of(held, lists=[status_list(9)])
        assert covered(stack) == set()
        assert Code.REVOKED.value in why_left_out(stack)

    def test_of_unknown_status(self) -> None:
        stack = stack_of(credential(module(ORDERING), status_index=9))
        assert covered(stack) == set()
        assert [one.check for one in stack.left_out[0].checks] == [CheckId.STATUS]

    def test_from_an_unknown_issuer(self) -> None:
        stack = stack_of(credential(module(ORDERING), issuer=STRANGER))
        assert covered(stack) == set()
        assert Code.ISSUER_UNKNOWN.value in why_left_out(stack)

    def test_expired(self) -> None:
        document = unsigned(module(ORDERING)) | {"validUntil": "2026-08-01T00:00:00Z"}
        stack = stack_of(signed(document))
        assert Code.EXPIRED.value in why_left_out(stack)
        assert covered(stack) == set()

    def test_not_passed(self) -> None:
        stack = stack_of(credential(module(ORDERING), mark="4.5"))
        assert covered(stack) == set()
        assert why_left_out(stack) == {"stacking_not_passed"}

    def test_replaced_by_a_correction_of_the_same_school(self) -> None:
        old = unsigned(module(ORDERING, name="oud"))
        number = old["id"]
        assert isinstance(number, str)
        new = credential(module(RECEIVING, name="nieuw"), replaces=number)
        stack = stack_of(signed(old), new)
        assert covered(stack) == {"B1-K1-W1"}
        assert why_left_out(stack) == {"stacking_replaced"}

    @pytest.mark.parametrize(("mark", "status_index"), [("3.0", None), ("8.0", 9)])
    def test_replaced_by_a_correction_that_does_not_count_itself(
        self, mark: str, status_index: int | None
    ) -> None:
        of = module(ORDERING, name="oud")
        old = unsigned(of)
        new = credential(of, mark=mark, status_index=status_index, replaces=old["id"])
        stack = stack_of(signed(old), new, lists=[status_list(9)])
        assert covered(stack) == set()
        assert "stacking_replaced" in why_left_out(stack)

    @pytest.mark.parametrize("by", [STRANGER, HERE])
    def test_a_forged_correction_replaces_nothing(self, by: Issuer) -> None:
        old = unsigned(module(ORDERING, name="oud"))
        number = old["id"]
        assert isinstance(number, str)
        forged = signed(unsigned(module(ORDERING, name="oud"), mark="3", replaces=number), by=by, as_if=THERE)
        assert covered(stack_of(signed(old), forged)) == {"P1-K1-W1"}

    def test_another_school_replaces_nothing(self) -> None:
        old = unsigned(module(ORDERING, name="oud"))
        number = old["id"]
        assert isinstance(number, str)
        stack = stack_of(signed(old), credential(module(RECEIVING), issuer=COMPANY, replaces=number))
        assert covered(stack) == {"B1-K1-W1", "P1-K1-W1"}

    def test_no_credential_at_all(self) -> None:
        stack = stack_of(b"hallo", b"", b"{}", json.dumps({"type": "x"}).encode())
        assert len(stack.left_out) == 4
        assert all(one.checks for one in stack.left_out)


class TestDuplicates:
    def test_the_same_credential_in_several_files_counts_once(self) -> None:
        stack = stack_of(ONE, ONE, ONE)
        assert [one.contribution.files for one in stack.evidence] == [("0.json", "1.json", "2.json")]
        assert stack.study_load.sbu == 240

    def test_the_same_credential_written_in_another_order_counts_once(self) -> None:
        document = json.loads(ONE)
        document["credentialSubject"]["achievement"]["tag"].reverse()
        document["credentialSubject"]["achievement"]["alignment"].reverse()
        other = json.dumps(document).encode()
        stack, turned = stack_of(ONE, other), stack_of(other, ONE)
        assert [one.contribution.files for one in stack.evidence] == [("0.json", "1.json")]
        assert (stack.study_load.sbu, stack.findings) == (240, stack_of(ONE).findings)
        assert stack.evidence == turned.evidence

    def test_the_same_number_with_something_else_in_it_is_told(self) -> None:
        number = "urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d00aa"
        pair = [credential(module(one), number=number) for one in (ORDERING, RECEIVING)]
        stack = stack_of(*pair)
        assert "stacking_same_number_twice" in {one.code for one in stack.findings}
