"""Agreements and decisions as they are recorded: once, by two people, and never changed."""

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from issuer.domain.stacking.advice import AdviceOutcome
from issuer.domain.stacking.agreements import AgreedModule, RecognitionAgreement, StackingAgreement
from issuer.domain.stacking.recognition import RecognitionKind, decide_on_recognition
from issuer.errors import AgreementChanged, DecisionNumberTaken, DecisionRefused
from issuer.services.recognise import RecognitionRequest
from issuer.services.stack_credentials import verify_file
from issuer.storage.database import for_writing, open_engine
from tests.issuer_for_tests import Desk, working_desk
from tests.stacking_for_tests import AT, ORDERING, credential, module, request
from verifier.report import VerifiedCredential

ORDERS = module(ORDERING, name="bestellen")
HELD = credential(ORDERS)
RECOGNITION = RecognitionAgreement(
    number="EA-1",
    institutions=frozenset({"99ZZ", "98YY"}),
    modules=(ORDERS.id,),
    routes=("microcredential",),
    valid_from=date(2026, 1, 1),
    valid_until=None,
    document_url="https://anders.example/ea-1.pdf",
)
STACKING = StackingAgreement(
    number="SA-1",
    name="Stapelroute",
    qualification="27052",
    modules=(AgreedModule(id=ORDERS.id, route="microcredential"),),
    institutions=frozenset({"99ZZ", "98YY"}),
    valid_from=date(2026, 1, 1),
    valid_until=date(2027, 1, 1),
    document_url="https://anders.example/sa-1.pdf",
)
REQUEST = RecognitionRequest(
    number="EC-2026-7",
    decided_on=date(2026, 10, 1),
    motivation="Gelijk aan het eigen examen.",
    decided_by=("u-003", "u-009"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with working_desk(tmp_path) as made:
        made.clock.now = AT
        yield made


def verified(data: bytes = HELD) -> VerifiedCredential:
    return VerifiedCredential(verify_file(request([]), data))


def outcome(desk: Desk) -> AdviceOutcome | None:
    """Return the advice on the one work process that the credential names."""
    stack = desk.office.stack_credentials(desk.institution.id, request([HELD]))
    return stack.core_tasks[1].work_processes[0].outcome


class TestAgreements:
    def test_they_come_back_as_they_went_in(self, desk: Desk) -> None:
        done = desk.office.add_agreements(desk.institution.id, [RECOGNITION, STACKING], by="U-001")
        assert done.added == ("EA-1", "SA-1")
        with desk.office.uow.read(desk.institution.id) as ledger:
            recorded = ledger.recognition.agreements()
            actions = [one.subject for one in ledger.audit.entries("agreement_recorded")]
        assert [one.agreement for one in recorded] == [RECOGNITION, STACKING]
        assert {(one.recorded_by, one.recorded_at) for one in recorded} == {("u-001", AT)}
        assert actions == ["EA-1", "SA-1"]

    def test_twice_changes_nothing(self, desk: Desk) -> None:
        desk.office.add_agreements(desk.institution.id, [RECOGNITION], by="u-001")
        done = desk.office.add_agreements(desk.institution.id, [RECOGNITION, STACKING], by="u-001")
        assert (done.added, done.already) == (("SA-1",), ("EA-1",))

    def test_a_number_never_comes_to_mean_something_else(self, desk: Desk) -> None:
        desk.office.add_agreements(desk.institution.id, [RECOGNITION], by="u-001")
        changed = dataclasses.replace(RECOGNITION, routes=())
        with pytest.raises(AgreementChanged):
            desk.office.add_agreements(desk.institution.id, [STACKING, changed], by="u-001")
        with desk.office.uow.read(desk.institution.id) as ledger:
            assert [one.agreement for one in ledger.recognition.agreements()] == [RECOGNITION]

    def test_they_are_used(self, desk: Desk) -> None:
        assert outcome(desk) is AdviceOutcome.ASSESS
        desk.office.add_agreements(desk.institution.id, [RECOGNITION], by="u-001")
        assert outcome(desk) is AdviceOutcome.GRANT


class TestDecisions:
    def test_only_both_decisions_grant(self, desk: Desk) -> None:
        """I05: neither decision brings the other along."""
        recognise = desk.office.recognise
        module_decision = recognise.module(desk.institution.id, ORDERS.id, REQUEST)
        assert (module_decision.kind, module_decision.subject_sha256) == (RecognitionKind.MODULE, None)
        assert outcome(desk) is AdviceOutcome.ASSESS
        award_decision = recognise.award(desk.institution.id, verified(), REQUEST)
        assert award_decision.kind is RecognitionKind.AWARD
        assert outcome(desk) is AdviceOutcome.GRANT

    def test_the_audit_trail_has_both_apart(self, desk: Desk) -> None:
        desk.office.recognise.module(desk.institution.id, ORDERS.id, REQUEST)
        desk.office.recognise.award(desk.institution.id, verified(), REQUEST)
        with desk.office.uow.read(desk.institution.id) as ledger:
            actions = [
                one.action
                for one in ledger.audit.entries()
                if "erkend" in one.action or "waard" in one.action
            ]
            assert "Zoë" not in repr(ledger.audit.entries())
        assert actions == ["module_erkend", "waardering_gevalideerd"]

    def test_the_same_again_changes_nothing(self, desk: Desk) -> None:
        first = desk.office.recognise.module(desk.institution.id, ORDERS.id, REQUEST)
        again = dataclasses.replace(REQUEST, decided_by=("u-009", "U-003 "))
        assert desk.office.recognise.module(desk.institution.id, ORDERS.id, again) == first

    def test_the_same_number_cannot_say_the_opposite(self, desk: Desk) -> None:
        desk.office.recognise.module(desk.institution.id, ORDERS.id, REQUEST)
        opposite = dataclasses.replace(REQUEST, is_positive=False)
        with pytest.raises(DecisionNumberTaken):
            desk.office.recognise.module(desk.institution.id, ORDERS.id, opposite)

    def test_the_same_award_written_otherwise_is_the_same(self, desk: Desk) -> None:
        first = desk.office.recognise.award(desk.institution.id, verified(), REQUEST)
        document = json.loads(HELD)
        document["credentialSubject"] = [document["credentialSubject"]]
        held = verified(json.dumps(document).encode())
        assert desk.office.recognise.award(desk.institution.id, held, REQUEST) == first

    def test_another_credential_under_the_same_number_is_another_one(self, desk: Desk) -> None:
        desk.office.recognise.award(desk.institution.id, verified(), REQUEST)
        other = verified(credential(ORDERS, number=json.loads(HELD)["id"], mark="9.5"))
        with pytest.raises(DecisionNumberTaken):
            desk.office.recognise.award(desk.institution.id, other, REQUEST)

    def test_a_decision_with_a_digest_over_the_text_still_counts(self, desk: Desk) -> None:
        """As it was recorded before the digest was over the statements."""
        recognise = desk.office.recognise
        recognise.module(desk.institution.id, ORDERS.id, REQUEST)
        document = {name: value for name, value in json.loads(HELD).items() if name != "proof"}
        written = json.dumps(document, sort_keys=True, separators=(",", ":"))
        with desk.office.uow.begin(desk.institution.id) as ledger:
            ledger.recognition.add_decision(
                decide_on_recognition(
                    RecognitionKind.AWARD,
                    document["id"],
                    decision_id=uuid4(),
                    number=REQUEST.number,
                    decided_on=REQUEST.decided_on,
                    motivation=REQUEST.motivation,
                    decided_by=REQUEST.decided_by,
                    subject_sha256=hashlib.sha256(written.encode()).hexdigest(),
                    at=AT,
                )
            )
            (_, recorded) = ledger.recognition.decisions()
        assert outcome(desk) is AdviceOutcome.GRANT
        assert recognise.award(desk.institution.id, verified(), REQUEST) == recorded

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"decided_by": ("u-003",)}, "two_different_people_needed"),
            ({"decided_by": ("u-003", " U-003")}, "two_different_people_needed"),
            ({"number": " "}, "invalid_number"),
            ({"motivation": "  "}, "no_motivation"),
            ({"motivation": "x" * 2001}, "no_motivation"),
            ({"motivation": "Student 111222333 kan het."}, "bsn_in_motivation"),
            ({"decided_on": date(2026, 11, 23)}, "date_in_future"),
        ],
    )
    def test_what_is_refused(self, desk: Desk, changes: dict[str, object], reason: str) -> None:
        wrong = dataclasses.replace(REQUEST, **changes)  # type: ignore[arg-type]  # any field of the request
        with pytest.raises(DecisionRefused) as caught:
            desk.office.recognise.module(desk.institution.id, ORDERS.id, wrong)
        assert caught.value.params["reason"] == reason

    def test_a_module_without_address(self, desk: Desk) -> None:
        with pytest.raises(DecisionRefused) as caught:
            desk.office.recognise.module(desk.institution.id, "  ", REQUEST)
        assert caught.value.params["reason"] == "no_subject"


class TestStore:
    @pytest.fixture
    def engine(self, desk: Desk) -> Iterator[Engine]:
        desk.office.add_agreements(desk.institution.id, [RECOGNITION], by="u-001")
        desk.office.recognise.module(desk.institution.id, ORDERS.id, REQUEST)
        engine = open_engine(desk.office.settings.database)
        yield engine
        engine.dispose()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE agreement SET number = 'x'",
            "DELETE FROM agreement",
            "UPDATE recognition_decision SET is_positive = 0",
            "DELETE FROM recognition_decision",
        ],
    )
    def test_nothing_that_was_recorded_changes(self, engine: Engine, statement: str) -> None:
        with pytest.raises(IntegrityError, match="append-only"), for_writing(engine).begin() as connection:
            connection.execute(text(statement))
