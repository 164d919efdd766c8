"""Revoke, suspend, reinstate: what is allowed, what follows, and what is published."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from credentials.parsing import parse
from credentials.proofs.data_integrity import embedded_proofs, verify_proof
from credentials.status.bitstring import Bitstring
from issuer.domain.status import ReasonCode, StatusAction
from issuer.errors import DecisionRefused, StatusChangeRefused, UnknownCredential
from issuer.services.change_status import StatusChange, StatusRequest
from tests.issuer_for_tests import START, Desk, learner_row, working_desk
from tests.keys_for_tests import ed25519_key

TWO = ("u-003", "u-009")


def one_issued(desk: Desk, module: str = "Kaal", number: int = 1) -> str:
    desk.propose(learner_row(number, module))
    desk.decide()
    (credential_id,) = desk.issue().issued
    return credential_id


def change(
    desk: Desk,
    credential_id: str,
    action: StatusAction,
    *,
    by: tuple[str, ...] = TWO,
    explanation: str = "verkeerde naam",
    number: str = "EC-9",
) -> StatusChange:
    request = StatusRequest(
        credential_id=credential_id,
        action=action,
        reason=ReasonCode.FOUT_IN_GEGEVENS,
        explanation=explanation,
        decision_number=number,
        decided_by=by,
    )
    return desk.office.change_status(desk.institution.id, request)


def refusal(desk: Desk, credential_id: str, action: StatusAction, **how: str) -> str | int:
    with pytest.raises(StatusChangeRefused) as caught:
        change(desk, credential_id, action, **how)  # type: ignore[arg-type]  # texts only
    return caught.value.params["reason"]


def published_bits(desk: Desk) -> dict[str, set[int]]:
    """Publish the lists and return which bits are set in each, as another program would read them."""
    lists = desk.office.publish_status_lists(
        desk.institution.id, desk.keys, by="u-020", write=desk.office.public_directory.write
    )
    found = {}
    for one in lists:
        content = desk.office.public_directory.read(one.file_name)
        assert content == one.content
        subject = json.loads(content)["credentialSubject"]
        bits = Bitstring.decode(subject["encodedList"])
        found[one.status_list.name] = {index for index in range(131_072) if bits.get(index)}
    return found


def place(desk: Desk, credential_id: str, name: str) -> int:
    with desk.office.uow.read(desk.institution.id) as ledger:
        places = ledger.statuses.places(credential_id)
    (index,) = (place.index for place in places if place.status_list.name == name)
    return index


class TestRevocation:
    def test_only_the_bit_of_the_revoked_credential_is_set(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            first, _second = one_issued(desk), one_issued(desk, number=2)
            assert published_bits(desk) == {"revocation-1": set()}
            assert change(desk, first, StatusAction.REVOKED).changed is True
            assert published_bits(desk) == {"revocation-1": {place(desk, first, "revocation-1")}}

    def test_revoking_again_is_a_no_op_that_says_so(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk)
            change(desk, credential_id, StatusAction.REVOKED)
            again = change(desk, credential_id, StatusAction.REVOKED, number="EC-10")
            assert (again.changed, again.status.revoked) == (False, True)
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert [event.decision_number for event in ledger.statuses.events(credential_id)] == ["EC-9"]

    @pytest.mark.parametrize("action", [StatusAction.SUSPENDED, StatusAction.REINSTATED])
    def test_a_revocation_is_final(self, tmp_path: Path, action: StatusAction) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk, "Schorsbaar")
            change(desk, credential_id, StatusAction.REVOKED)
            assert refusal(desk, credential_id, action) == "already_revoked"

    @pytest.mark.parametrize("action", [StatusAction.REVOKED, StatusAction.REINSTATED])
    @pytest.mark.parametrize("by", [(), ("u-003",), ("u-003", "U-003")])
    def test_it_takes_two_different_people(
        self, tmp_path: Path, action: StatusAction, by: tuple[str, ...]
    ) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk, "Schorsbaar")
            with pytest.raises(DecisionRefused):
                change(desk, credential_id, action, by=by)

    @pytest.mark.parametrize(
        ("explanation", "reason"),
        [("  ", "no_explanation"), ("x" * 1001, "explanation_too_long"), ("bsn 111222333", "bsn")],
    )
    def test_the_explanation_is_checked(self, tmp_path: Path, explanation: str, reason: str) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk)
            assert refusal(desk, credential_id, StatusAction.REVOKED, explanation=explanation) == reason

    def test_an_unknown_credential_is_refused(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk, pytest.raises(UnknownCredential):
            change(desk, "urn:uuid:00000000-0000-0000-0000-000000000000", StatusAction.REVOKED)


class TestSuspension:
    def test_suspended_and_reinstated(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk, "Schorsbaar")
            assert change(desk, credential_id, StatusAction.SUSPENDED, by=("u-003",)).status.suspended is True
            index = place(desk, credential_id, "suspension-1")
            assert published_bits(desk) == {"revocation-1": set(), "suspension-1": {index}}
            assert change(desk, credential_id, StatusAction.REINSTATED).status.suspended is False
            assert published_bits(desk) == {"revocation-1": set(), "suspension-1": set()}

    def test_what_changes_nothing_says_so(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk, "Schorsbaar")
            assert change(desk, credential_id, StatusAction.REINSTATED).changed is False
            change(desk, credential_id, StatusAction.SUSPENDED)
            assert change(desk, credential_id, StatusAction.SUSPENDED).changed is False

    def test_a_module_that_did_not_ask_for_it_has_no_suspension(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            assert refusal(desk, one_issued(desk), StatusAction.SUSPENDED) == "not_suspendable"


class TestThePast:
    def test_the_status_on_a_past_date_can_be_asked(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk, "Schorsbaar")
            moments = [desk.clock.now]
            for action in (StatusAction.SUSPENDED, StatusAction.REINSTATED, StatusAction.REVOKED):
                moments.append(desk.clock.forward(days=10))
                change(desk, credential_id, action)
            found = [
                desk.office.read_status(desk.institution.id, credential_id, at=moment + timedelta(days=1))
                for moment in moments
            ]
            assert [(status.revoked, status.suspended) for status in found] == [
                (False, False),
                (False, True),
                (False, False),
                (True, False),
            ]
            at_the_moment = desk.office.read_status(desk.institution.id, credential_id, at=moments[1])
            assert at_the_moment.suspended is True


class TestPublishing:
    def test_the_list_is_signed_and_says_as_of_when(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            one_issued(desk)
            desk.clock.forward(days=40)
            published_bits(desk)
            content = desk.office.public_directory.read("status/revocation-1.json")
            document = parse(content or b"").unverified
            assert document["validFrom"] == "2026-08-11T09:30:15Z"
            assert "validUntil" not in document
            (proof,) = embedded_proofs(document)
            verify_proof(document, proof, ed25519_key("issuer for tests").public_key, at=desk.clock.now)

    def test_a_list_says_nothing_about_who_is_on_it(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            credential_id = one_issued(desk)
            change(desk, credential_id, StatusAction.REVOKED, explanation="Fraude door Zoë")
            published_bits(desk)
            content = (desk.office.public_directory.read("status/revocation-1.json") or b"").decode()
            for secret in (credential_id, "Zoë", "fout_in_gegevens", "EC-9", "u-003"):
                assert secret not in content

    def test_when_a_file_cannot_be_written_nothing_is_recorded(self, tmp_path: Path) -> None:
        def full(name: str, _content: bytes) -> None:
            raise OSError(28, "No space left on device", name)

        with working_desk(tmp_path) as desk:
            one_issued(desk)
            with desk.office.uow.read(desk.institution.id) as ledger:
                before = len(ledger.audit.entries())
            with pytest.raises(OSError, match="No space"):
                desk.office.publish_status_lists(desk.institution.id, desk.keys, by="u-020", write=full)
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert len(ledger.audit.entries()) == before

    @pytest.mark.parametrize("name", ["../x", "/etc/x", "status/../../x", ""])
    def test_a_name_cannot_lead_out_of_the_directory(self, tmp_path: Path, name: str) -> None:
        with working_desk(tmp_path) as desk, pytest.raises(ValueError, match="not a name within"):
            desk.office.public_directory.write(name, b"")

    def test_documents_are_published_and_found_again(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            one_issued(desk)
            published_bits(desk)
            desk.office.publish_documents(desk.institution.id, desk.keys.public)
            published = desk.office.published(desk.institution)
            assert json.loads(published.did_document())["id"] == desk.institution.controller
            assert json.loads(published.jwks() or b"") == {"keys": []}
            trust_list = json.loads(published.trust_list() or b"")
            (entity,) = trust_list["credentialSubject"]
            assert trust_list["sequence"] == int(START.timestamp())
            assert entity["id"] == desk.institution.controller
            assert entity["brin"] == "99ZZ"
            base = desk.institution.public_base_url
            assert published.status_list(f"{base}/status/revocation-1.json") is not None
            assert published.status_list(f"{base}/status/revocation-2.json") is None
            assert published.status_list("https://elsewhere.example/status/revocation-1.json") is None
            assert published.status_list(f"{base}/status/../did.json") is None
