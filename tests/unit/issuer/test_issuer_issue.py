"""Issuing: what is signed, stored and written down, and what happens when it does not verify."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credentials.parsing import parse
from credentials.proofs.vc_jwt import parse_jwt
from issuer.audit import SIGNATURE
from issuer.domain.issued import CredentialForm, IssuedCredential, months_later
from issuer.domain.school_profile import SchoolProfile
from issuer.domain.status import StatusPlace, StatusPurpose
from issuer.errors import NoSigningKey, SettingsInvalid, StatusListFull
from issuer.ports.clock_and_chance import SystemChance
from issuer.services import status_places
from issuer.services.decide import DecisionRequest
from issuer.services.issue import IssueAwards
from issuer.services.status_places import STATUS_LIST_SIZE, StatusPlaces
from issuer.signing_keys import signing_keys as open_signing_keys
from keys.custody import KeyStore
from keys.generate import retire_key
from keys.passphrase import Passphrase
from tests.awards_for_tests import BARE_MODULE
from tests.issuer_for_tests import BASE_URL, Desk, keep_module, learner_row, working_desk
from tests.keyrings_for_tests import CONTROLLER, PASSPHRASE, ROTATED_AT, prepared_keys
from tests.keys_for_tests import ed25519_key
from tests.paths import ROOT


def issued(desk: Desk) -> Sequence[IssuedCredential]:
    with desk.office.uow.read(desk.institution.id) as ledger:
        return list(ledger.credentials.all())


def decided(desk: Desk, *rows: Sequence[object]) -> None:
    desk.propose(*rows)
    desk.decide()


class TestWhatIsIssued:
    def test_both_forms_say_the_same_and_are_kept_byte_for_byte(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            report = desk.issue()
            (credential,) = issued(desk)
            assert report.issued == (credential.id,)
            assert credential.data_integrity is not None
            assert credential.jwt is not None
            assert credential.data_integrity_sha256 == hashlib.sha256(credential.data_integrity).hexdigest()
            assert credential.jwt_sha256 == hashlib.sha256(credential.jwt).hexdigest()
            embedded = dict(parse(credential.data_integrity).unverified)
            del embedded["proof"]
            assert parse_jwt(credential.jwt).unverified == embedded

    def test_it_names_the_decision_the_moment_and_the_place_in_the_list(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            desk.issue()
            (credential,) = issued(desk)
            document = json.loads(credential.data_integrity or b"")
            assert document["id"] == credential.id
            assert document["awardedDate"] == "2026-07-01T12:00:00Z"
            assert document["validFrom"] == "2026-07-02T09:30:15Z"
            assert "validUntil" not in document
            status = document["credentialStatus"]
            assert status["statusListCredential"] == f"{BASE_URL}/status/revocation-1.json"
            with desk.office.uow.read(desk.institution.id) as ledger:
                (place,) = ledger.statuses.places(credential.id)
            assert status["statusListIndex"] == str(place.index)

    def test_the_number_of_the_decision_only_if_the_school_says_so(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            desk.issue()
            desk.office.describe_school(
                desk.institution.id, SchoolProfile(decision_number_is_public=True), by="u-001"
            )
            desk.propose(learner_row(2))
            number = desk.decide().decision.number
            desk.issue()
            subjects = [json.loads(one.data_integrity or b"")["credentialSubject"] for one in issued(desk)]
        assert [one.get("licenseNumber") for one in subjects] == [None, number]

    def test_the_address_of_the_learner_is_hashed_with_a_salt_of_its_own(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1), learner_row(1, "Tijdelijk"))
            desk.issue()
            hashes = set()
            for credential in issued(desk):
                assert b"lerende1@leerling.example" not in (credential.data_integrity or b"")
                identifiers = json.loads(credential.data_integrity or b"")["credentialSubject"]["identifier"]
                hashes |= {one["identityHash"] for one in identifiers if one["hashed"]}
            assert len(hashes) == 2

    def test_a_module_with_a_lifetime_gives_an_end(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1, "Tijdelijk"))
            desk.issue()
            (credential,) = issued(desk)
            assert credential.valid_until == datetime(2027, 7, 2, 9, 30, 15, tzinfo=UTC)
            assert json.loads(credential.data_integrity or b"")["validUntil"] == "2027-07-02T09:30:15Z"

    def test_a_module_that_may_be_suspended_gives_two_entries(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1, "Schorsbaar"))
            desk.issue()
            (credential,) = issued(desk)
            entries = json.loads(credential.data_integrity or b"")["credentialStatus"]
            assert [entry["statusPurpose"] for entry in entries] == ["revocation", "suspension"]

    @pytest.mark.parametrize("left_out", ["sign_jwt", "sign_data_integrity"])
    def test_a_form_can_be_left_out(self, tmp_path: Path, left_out: str) -> None:
        with working_desk(tmp_path, **{left_out: False}) as desk:
            keys = replace(desk.keys, jwt=None) if left_out == "sign_jwt" else desk.keys
            decided(desk, learner_row(1))
            desk.office.issue(desk.institution.id, keys, by="u-020")
            (credential,) = issued(desk)
            assert (credential.jwt is None) == (left_out == "sign_jwt")
            assert (credential.jwt_sha256 is None) == (left_out == "sign_jwt")
            assert (credential.data_integrity is None) == (left_out == "sign_data_integrity")


class TestOnce:
    def test_issuing_again_issues_nothing(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            assert len(desk.issue().issued) == 1
            assert desk.issue().issued == ()
            assert len(issued(desk)) == 1

    def test_only_what_was_decided_is_issued(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            desk.propose(learner_row(2))
            assert len(desk.issue().issued) == 1

    def test_every_learner_has_a_place_of_their_own(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, batch_size=7) as desk:
            decided(desk, *(learner_row(number) for number in range(30)))
            steps: list[tuple[int, int]] = []
            desk.office.issue(
                desk.institution.id, desk.keys, by="u-020", progress=lambda *step: steps.append(step)
            )
            with desk.office.uow.read(desk.institution.id) as ledger:
                places = {ledger.statuses.places(one.id)[0].index for one in ledger.credentials.all()}
            assert len(places) == 30
            assert steps == [(7, 30), (14, 30), (21, 30), (28, 30), (30, 30)]


class TestAudit:
    def test_every_signature_is_in_the_trail(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1), learner_row(2, "Schorsbaar"), learner_row(3))
            desk.issue()
            desk.office.publish_status_lists(
                desk.institution.id, desk.keys, by="u-020", write=desk.office.public_directory.write
            )
            with desk.office.uow.read(desk.institution.id) as ledger:
                entries = ledger.audit.entries(SIGNATURE)
            cards = [entry.subject for entry in entries if entry.details["purpose"] == "card"]
            assert sorted(cards) == sorted(one.id for one in issued(desk))
            assert len(entries) == sum(signer.count for signer in desk.signers) + len(cards)
            credentials = [entry.subject for entry in entries if entry.details["purpose"] == "credential"]
            assert sorted(credentials) == sorted(2 * [one.id for one in issued(desk)])

    def test_a_signature_on_what_was_then_thrown_away_is_in_the_trail_too(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            stranger = ed25519_key("a stranger").signer(desk.keys.data_integrity.verification_method)
            keys = replace(desk.keys, data_integrity=stranger)
            report = desk.office.issue(desk.institution.id, keys, by="u-020")
            assert len(report.not_issued) == 1
            with desk.office.uow.read(desk.institution.id) as ledger:
                purposes = [entry.details["purpose"] for entry in ledger.audit.entries(SIGNATURE)]
            assert sorted(purposes) == ["credential", "credential", "status_list"]

    def test_the_trail_holds_nothing_about_who_the_learner_is(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1, naam="Zoë Bijzonder"))
            desk.issue()
            with desk.office.uow.read(desk.institution.id) as ledger:
                trail = repr(ledger.audit.entries())
            for secret in ("Bijzonder", "lerende1", "s00001"):
                assert secret not in trail


class TestSelfCheck:
    def test_a_credential_that_does_not_verify_is_not_stored(self, tmp_path: Path) -> None:
        """The key signs, but it is not the one that the institution is known by."""
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            stranger = ed25519_key("a stranger").signer(desk.keys.data_integrity.verification_method)
            keys = replace(desk.keys, data_integrity=stranger)
            report = desk.office.issue(desk.institution.id, keys, by="u-020")
            assert report.issued == 0
            assert "CRYPTOGRAPHIC_SECURITY_ERROR" in report.not_issued[0].problem
            assert issued(desk) == []
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.awards.count_to_issue() == 1
                assert ledger.statuses.lists() == []
            assert len(desk.issue().issued) == 1

    def test_one_that_cannot_be_built_does_not_hold_up_the_others(self, tmp_path: Path) -> None:
        unbuildable = replace(
            BARE_MODULE, id=f"{BASE_URL}/modules/stuk", title={"nl": "Stuk"}, participation="telepathy"
        )
        with working_desk(tmp_path, batch_size=2) as desk:
            keep_module(desk.office, unbuildable)
            rows = [learner_row(number, "Stuk" if number in (0, 3) else "Kaal") for number in range(5)]
            decided(desk, *rows)
            report = desk.issue()
            assert len(report.issued) == 3
            assert [one.problem.split()[0] for one in report.not_issued] == 2 * ["award_not_buildable"]
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert [award.id for award in ledger.awards.to_issue(limit=10)] == [
                    one.award_id for one in report.not_issued
                ]

    def test_when_nothing_works_it_stops_after_one_batch(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, batch_size=2) as desk:
            decided(desk, *(learner_row(number) for number in range(6)))
            stranger = ed25519_key("a stranger").signer(desk.keys.data_integrity.verification_method)
            report = desk.office.issue(
                desk.institution.id, replace(desk.keys, data_integrity=stranger), by="u-020"
            )
            assert len(report.not_issued) == 2


class TestKeys:
    def test_a_form_without_a_key_is_refused(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk, pytest.raises(SettingsInvalid):
            desk.office.issue(desk.institution.id, replace(desk.keys, jwt=None), by="u-020")

    def test_no_form_at_all_is_refused(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            service = replace(desk.office.issue, forms=frozenset())
            with pytest.raises(SettingsInvalid):
                service(desk.institution.id, desk.keys, by="u-020")

    def test_keys_come_from_the_key_store(self, tmp_path: Path) -> None:
        store = KeyStore.open(prepared_keys(tmp_path), Passphrase(PASSPHRASE))
        keys = open_signing_keys(store, CONTROLLER, sign_jwt=True)
        assert keys.data_integrity.algorithm == "Ed25519"
        assert keys.jwt is not None
        assert keys.jwt.algorithm == "ES256"
        assert len(keys.public.recognized) >= 2
        assert open_signing_keys(store, CONTROLLER, sign_jwt=False).jwt is None

    def test_a_retired_key_does_not_sign(self, tmp_path: Path) -> None:
        directory = prepared_keys(tmp_path)
        store = KeyStore.open(directory, Passphrase(PASSPHRASE))
        retire_key(
            directory,
            open_signing_keys(store, CONTROLLER, sign_jwt=True).data_integrity.verification_method,
            at=ROTATED_AT,
        )
        with pytest.raises(NoSigningKey):
            open_signing_keys(store, CONTROLLER, sign_jwt=True)


@dataclass
class _FewPlaces(SystemChance):
    """Chance that gives the same place again and again before it gives another."""

    places: list[int]

    def below(self, bound: int) -> int:
        return self.places.pop(0) % bound if self.places else super().below(bound)


class TestPlaces:
    def test_a_place_that_is_taken_is_not_given_again(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1), learner_row(2))
            chance = _FewPlaces([7, 7, 7, 9])
            service = replace(desk.office.issue, chance=chance)
            service(desk.institution.id, desk.keys, by="u-020")
            with desk.office.uow.read(desk.institution.id) as ledger:
                places = [ledger.statuses.places(one.id)[0].index for one in ledger.credentials.all()]
            assert places == [7, 9]

    def test_a_list_that_is_half_full_is_followed_by_a_new_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(status_places, "_FILL_LIMIT", 2)
        with working_desk(tmp_path) as desk:
            decided(desk, *(learner_row(number) for number in range(5)))
            assert desk.issue().not_issued == ()
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert [(one.name, ledger.statuses.taken(one)) for one in ledger.statuses.lists()] == [
                    ("revocation-1", 2),
                    ("revocation-2", 2),
                    ("revocation-3", 1),
                ]

    def test_places_are_spread_over_the_whole_list(self, tmp_path: Path) -> None:
        """A place must not tell when it was given out: no list grows from one end."""
        with working_desk(tmp_path) as desk:
            decided(desk, *(learner_row(number) for number in range(40)))
            desk.issue()
            with desk.office.uow.read(desk.institution.id) as ledger:
                places = [ledger.statuses.places(one.id)[0].index for one in ledger.credentials.all()]
        assert places != sorted(places)
        quarters = {place * 4 // STATUS_LIST_SIZE for place in places}
        assert quarters == {0, 1, 2, 3}  # fails by chance once in 25,000 runs

    def test_a_reservation_that_finds_nothing_says_so(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            desk.issue()
            (credential,) = issued(desk)
            with desk.office.uow.begin(desk.institution.id) as ledger:
                (place,) = ledger.statuses.places(credential.id)
                places = StatusPlaces.of(ledger, _FewPlaces([place.index] * 1000))
                with pytest.raises(StatusListFull):
                    places.choose(StatusPurpose.REVOCATION)


@dataclass
class _Meanwhile(SystemChance):
    """Chance that lets something else happen while a credential is being prepared."""

    happens: Callable[[], object]
    places: list[int] = field(default_factory=list)
    happened: bool = False

    def salt(self) -> str:
        if not self.happened:
            self.happened = True
            self.happens()
        return super().salt()

    def below(self, bound: int) -> int:
        return self.places.pop(0) if self.places else super().below(bound)


class TestMeanwhile:
    """Nothing is locked while credentials are made, so the store is asked again before they go in."""

    def test_who_was_erased_gets_none(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1), learner_row(2))
            with desk.office.uow.read(desk.institution.id) as ledger:
                first, second = ledger.awards.to_issue(limit=10)

            def erase() -> None:
                desk.office.erase_learner(desk.institution.id, first.learner_id, by="u-001")

            report = replace(desk.office.issue, chance=_Meanwhile(erase))(
                desk.institution.id, desk.keys, by="u-020"
            )
            assert (report.issued, report.not_issued) == (1, ())
            assert [one.award_id for one in issued(desk)] == [second.id]
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.statuses.taken(ledger.statuses.lists()[0]) == 1
                assert ledger.awards.count_to_issue() == 0

    def test_a_place_that_somebody_else_took_is_chosen_anew(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1))
            (earlier,) = desk.issue().issued
            decided(desk, learner_row(2), learner_row(3))

            def take_place() -> None:
                with desk.office.uow.begin(desk.institution.id) as ledger:
                    place = StatusPlace(status_list=ledger.statuses.lists()[0], index=7)
                    assert ledger.statuses.reserve_all([(place, earlier)])

            service = replace(desk.office.issue, chance=_Meanwhile(take_place, [7, 8]))
            assert service(desk.institution.id, desk.keys, by="u-020").issued == 2
            with desk.office.uow.read(desk.institution.id) as ledger:
                places = [ledger.statuses.places(one.id)[0].index for one in ledger.credentials.all()]
                signed = [
                    entry.subject
                    for entry in ledger.audit.entries(SIGNATURE)
                    if entry.details["purpose"] == "credential"
                ]
            assert 7 not in places[1:]
            assert len(set(places)) == 3
            # What was signed with the place that was gone is in the trail, and nowhere else.
            assert len(set(signed)) == 5
            assert len(signed) == 10

    def test_what_is_decided_during_a_run_is_issued_too(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(learner_row(1))
            with desk.office.uow.read(desk.institution.id) as ledger:
                early = next(ledger.awards.open()).id
            decided_later = DecisionRequest(
                number="EC-later",
                decided_on=date(2026, 7, 1),
                decided_by=("u-003", "u-009"),
                award_ids=(early,),
            )
            desk.propose(learner_row(2))
            with desk.office.uow.read(desk.institution.id) as ledger:
                (late,) = [award.id for award in ledger.awards.open() if award.id != early]
            desk.office.decide(
                desk.institution.id, replace(decided_later, number="EC-first", award_ids=(late,))
            )
            chance = _Meanwhile(lambda: desk.office.decide(desk.institution.id, decided_later))
            service = replace(desk.office.issue, chance=chance)
            assert service(desk.institution.id, desk.keys, by="u-020").issued == 2

    def test_one_run_at_a_time(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk, desk.office.uow.alone_issuing():
            script = (
                "import sys; from issuer.storage.database import open_engine;"
                "from issuer.storage.unit_of_work import SqlUnitOfWork;"
                "uow = SqlUnitOfWork(open_engine(sys.argv[1])); lock = uow.alone_issuing();"
                "print('waiting', flush=True); lock.__enter__(); print('in', flush=True)"
            )
            other = subprocess.Popen(
                [sys.executable, "-c", script, desk.office.settings.database],
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            assert other.stdout is not None
            assert other.stdout.readline() == "waiting\n"
            with pytest.raises(subprocess.TimeoutExpired):
                other.wait(timeout=0.3)
        assert other.communicate(timeout=30)[0] == "in\n"
        assert other.returncode == 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 11, 15), 3, (2027, 2, 15)),
        ((2026, 12, 31), 60, (2031, 12, 31)),
    ],
)
def test_months_later(start: tuple[int, int, int], months: int, end: tuple[int, int, int]) -> None:
    assert months_later(datetime(*start, 8, 15, tzinfo=UTC), months) == datetime(*end, 8, 15, tzinfo=UTC)


def test_every_form_is_on_unless_it_is_left_out(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        assert isinstance(desk.office.issue, IssueAwards)
        assert desk.office.issue.forms == frozenset(CredentialForm)
