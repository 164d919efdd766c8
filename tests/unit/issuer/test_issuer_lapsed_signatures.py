"""Signatures that were good once: what becomes of them when a key was replaced, withdrawn or revoked."""

import dataclasses
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from credentials.endorsement.reading import read_endorsements
from credentials.parsing import JsonObject
from issuer.domain.endorsements import KeyEnd, SupersededSignature
from issuer.domain.endorser_keys import Lapse, lapse_of
from issuer.errors import OrganisationRefused
from issuer.services.issue import IssueReport
from issuer.services.signatures_held import AwaitingSignatures, LapsedSignature
from issuer.services.signing_organisations import OrganisationParticulars
from tests.endorsements_for_tests import (
    COMPANY,
    COMPANY_KEY,
    COMPANY_SIGNATORY,
    SECTOR,
    SECTOR_KEY,
    SECTOR_SIGNATORY,
    THIEF_KEY,
    Signatory,
    SigningDesk,
    signing_desk,
)
from tests.keys_for_tests import KeyForTests, controlled_identifier_document, ed25519_key

NEW_KEY = ed25519_key("the next key of a company")
NEW_SIGNATORY = Signatory(NEW_KEY)
COMPANY_WEB = "did:web:voorbeeldtuin.example"
AFTER = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SigningDesk]:
    with signing_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def award(desk: SigningDesk) -> UUID:
    """An award that both have signed, and that the board decided on."""
    award = desk.propose(1)
    desk.sign_all(award)
    desk.desk.decide()
    return award


def web_document(*keys: KeyForTests, revoked: str | None = None) -> bytes:
    """Return what the company publishes; ``revoked`` is of its first key."""
    document = controlled_identifier_document(COMPANY_WEB, *keys)
    methods = document["verificationMethod"]
    assert isinstance(methods, list)
    if revoked is not None:
        assert isinstance(methods[0], dict)
        methods[0]["revoked"] = revoked
    return json.dumps(document).encode()


def signed_on_the_web(desk: SigningDesk) -> UUID:
    """Have an award signed by a company that publishes its key, and decided on."""
    desk.register(COMPANY, controller=COMPANY_WEB, did_document=web_document(COMPANY_KEY))
    award = desk.propose(1)
    requests = desk.ask(award)
    method = COMPANY_KEY.method_of(COMPANY_WEB)
    assert desk.add(COMPANY_SIGNATORY.sign(requests["leerbedrijf"], at=desk.now, method=method)).stored
    assert desk.add(SECTOR_SIGNATORY.sign(requests["brancheorganisatie"], at=desk.now, number=2)).stored
    desk.desk.decide()
    return award


def rekey(desk: SigningDesk, key: KeyForTests, **changes: KeyEnd | datetime) -> None:
    particulars = OrganisationParticulars(name=COMPANY, controller=key.did_key, **changes)  # type: ignore[arg-type]  # names of fields
    desk.desk.office.register_organisation(desk.desk.institution.id, particulars, by="u-030")


def withdraw(desk: SigningDesk, name: str = COMPANY, key: str | None = None) -> None:
    desk.desk.office.withdraw_signing_key(desk.desk.institution.id, name, by="u-030", key=key)


def issue(desk: SigningDesk) -> IssueReport:
    report = desk.desk.office.issue(desk.desk.institution.id, desk.desk.keys, by="u-020")
    assert report.not_issued == ()
    return report


def awaits(award: UUID, why: Lapse) -> tuple[AwaitingSignatures, ...]:
    lapsed = (LapsedSignature("leerbedrijf", COMPANY, why),)
    return (AwaitingSignatures(award, ("leerbedrijf",), asked=True, lapsed=lapsed),)


def history(desk: SigningDesk, award: UUID) -> list[SupersededSignature]:
    with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
        request = ledger.endorsements.of_awards([award])[award]
        return list(ledger.endorsements.superseded(request.credential_id))


def actions(desk: SigningDesk) -> list[str]:
    with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
        return [entry.action for entry in ledger.audit.entries()]


class TestAKeyThatWasReplaced:
    def test_leaves_good_what_was_signed_before(self, desk: SigningDesk, award: UUID) -> None:
        desk.desk.clock.forward(days=1)
        rekey(desk, NEW_KEY)
        assert issue(desk).issued == 1
        found = read_endorsements(desk.credential_of(award)).of_credential
        assert found[0].endorser_id == COMPANY_KEY.did_key

    def test_makes_no_good_signature_afterwards(self, desk: SigningDesk, award: UUID) -> None:
        """The school hears later on what day the key was replaced: it was before the signature."""
        desk.desk.clock.forward(days=2)
        rekey(desk, NEW_KEY, since=desk.now - timedelta(days=5))
        report = issue(desk)
        assert (report.issued, report.awaiting) == (0, awaits(award, Lapse.KEY_REPLACED))

    def test_takes_in_nothing_by_the_old_key_whatever_its_date(self, desk: SigningDesk) -> None:
        request = desk.ask(desk.propose(1))["leerbedrijf"]
        early = desk.now
        desk.desk.clock.forward(days=1)
        rekey(desk, NEW_KEY)
        taken = desk.add(COMPANY_SIGNATORY.sign(request, at=early))
        assert [one.code for one in taken.findings] == ["endorsement_other_key"]
        assert desk.add(NEW_SIGNATORY.sign(request, at=desk.now)).stored

    def test_did_not_end_in_the_future(self, desk: SigningDesk) -> None:
        with pytest.raises(OrganisationRefused) as caught:
            rekey(desk, NEW_KEY, since=desk.now + AFTER)
        assert caught.value.params["reason"] == "since"

    def test_stays_the_key_of_its_organisation(self, desk: SigningDesk) -> None:
        rekey(desk, NEW_KEY)
        with pytest.raises(OrganisationRefused) as caught:
            desk.register("Nep B.V.", COMPANY_KEY)
        assert caught.value.params["reason"] == "in_use"

    @pytest.mark.usefixtures("award")
    def test_may_come_back(self, desk: SigningDesk) -> None:
        rekey(desk, NEW_KEY, since=desk.now - timedelta(days=5))
        rekey(desk, COMPANY_KEY)
        assert issue(desk).issued == 1


class TestAKeyThatWasWithdrawn:
    def test_makes_an_award_wait_again(self, desk: SigningDesk, award: UUID) -> None:
        desk.desk.clock.forward(days=1)
        withdraw(desk)
        report = issue(desk)
        assert (report.issued, report.awaiting) == (0, awaits(award, Lapse.KEY_WITHDRAWN))

    def test_also_when_a_new_key_came_in_its_place(self, desk: SigningDesk, award: UUID) -> None:
        rekey(desk, NEW_KEY, old_key=KeyEnd.WITHDRAWN)
        assert issue(desk).awaiting == awaits(award, Lapse.KEY_WITHDRAWN)

    def test_also_when_it_was_replaced_first(self, desk: SigningDesk, award: UUID) -> None:
        desk.desk.clock.forward(days=1)
        rekey(desk, NEW_KEY)
        withdraw(desk, key=COMPANY_KEY.did_key)
        assert issue(desk).awaiting == awaits(award, Lapse.KEY_WITHDRAWN)

    def test_also_under_another_did(self, desk: SigningDesk) -> None:
        award = signed_on_the_web(desk)
        withdraw(desk, key=COMPANY_KEY.did_key)  # of before it published its key
        assert issue(desk).awaiting == awaits(award, Lapse.KEY_WITHDRAWN)

    def test_leaves_its_organisation_without_one(self, desk: SigningDesk) -> None:
        withdraw(desk)
        withdraw(desk, key=COMPANY_KEY.did_key)  # again: changes nothing
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            (found,) = [one for one in ledger.endorsements.organisations() if one.name == COMPANY]
        assert (found.controller, len(found.former_keys)) == (None, 1)
        assert actions(desk).count("signing_key_withdrawn") == 1

    @pytest.mark.parametrize("name", [COMPANY, SECTOR])
    def test_is_of_nobody_any_more(self, desk: SigningDesk, name: str) -> None:
        withdraw(desk)
        with pytest.raises(OrganisationRefused) as caught:
            desk.register(name, COMPANY_KEY)
        assert caught.value.params["reason"] == ("withdrawn" if name == COMPANY else "in_use")

    def test_is_not_to_stand_in_the_new_document(self, desk: SigningDesk) -> None:
        particulars = OrganisationParticulars(
            name=COMPANY,
            controller=COMPANY_WEB,
            did_document=web_document(NEW_KEY, COMPANY_KEY),
            old_key=KeyEnd.WITHDRAWN,
        )
        with pytest.raises(OrganisationRefused) as caught:
            desk.desk.office.register_organisation(desk.desk.institution.id, particulars, by="u-030")
        assert caught.value.params["reason"] == "withdrawn"

    @pytest.mark.parametrize(
        ("name", "key", "reason"),
        [("Onbekend B.V.", None, "unknown"), (COMPANY, SECTOR_KEY.did_key, "unknown_key")],
    )
    def test_was_a_key_of_somebody(self, desk: SigningDesk, name: str, key: str | None, reason: str) -> None:
        with pytest.raises(OrganisationRefused) as caught:
            withdraw(desk, name, key)
        assert caught.value.params["reason"] == reason


class TestWhatAnOrganisationPublishes:
    @pytest.mark.parametrize(
        ("document", "why"),
        [
            (web_document(COMPANY_KEY, NEW_KEY, revoked="2026-06-01T00:00:00Z"), Lapse.KEY_REVOKED),
            (web_document(NEW_KEY), Lapse.KEY_GONE),
        ],
        ids=["revoked", "gone"],
    )
    def test_decides_of_what_was_taken_in(self, desk: SigningDesk, document: bytes, why: Lapse) -> None:
        award = signed_on_the_web(desk)
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=document)
        assert issue(desk).awaiting == awaits(award, why)

    def test_is_good_again_when_it_was_a_mistake(self, desk: SigningDesk) -> None:
        signed_on_the_web(desk)
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=web_document(NEW_KEY))
        assert issue(desk).issued == 0
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=web_document(COMPANY_KEY))
        assert issue(desk).issued == 1

    def test_of_before_is_what_a_signature_of_before_is_verified_with(self, desk: SigningDesk) -> None:
        award = signed_on_the_web(desk)
        desk.desk.clock.forward(days=1)
        rekey(desk, NEW_KEY)
        assert issue(desk).issued == 1
        assert read_endorsements(desk.credential_of(award)).of_credential[0].endorser_id == COMPANY_WEB


class TestASignatureInThePlaceOfAnother:
    def test_is_taken_in_when_the_first_counts_no_more(self, desk: SigningDesk, award: UUID) -> None:
        rekey(desk, NEW_KEY, old_key=KeyEnd.WITHDRAWN)
        request = desk.ask(award)["leerbedrijf"]
        assert desk.add(NEW_SIGNATORY.sign(request, at=desk.now, number=50)).stored
        assert issue(desk).issued == 1
        found = read_endorsements(desk.credential_of(award)).of_credential
        assert [one.endorser_id for one in found] == [NEW_KEY.did_key, SECTOR_KEY.did_key]

    def test_leaves_the_first_in_the_history(self, desk: SigningDesk, award: UUID) -> None:
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            first = ledger.endorsements.of_awards([award])[award].signature_of("leerbedrijf")
        rekey(desk, NEW_KEY, old_key=KeyEnd.WITHDRAWN)
        desk.add(NEW_SIGNATORY.sign(desk.ask(award)["leerbedrijf"], at=desk.now, number=50))
        assert first is not None
        assert history(desk, award) == [
            SupersededSignature(signature=first, at=desk.now, by="u-017", because=Lapse.KEY_WITHDRAWN.value)
        ]
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            (entry,) = [one for one in ledger.audit.entries() if one.action == "endorsement_replaced"]
        assert first is not None
        assert (entry.details["in_place_of"], entry.details["because"]) == (
            first.content_sha256,
            "signing_key_withdrawn",
        )

    def test_of_a_did_web_with_another_key(self, desk: SigningDesk) -> None:
        award = signed_on_the_web(desk)
        document = web_document(COMPANY_KEY, NEW_KEY, revoked="2026-06-01T00:00:00Z")
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=document)
        assert list(desk.ask(award)) == ["leerbedrijf"]
        request = desk.ask(award)["leerbedrijf"]
        method = NEW_KEY.method_of(COMPANY_WEB)
        assert desk.add(NEW_SIGNATORY.sign(request, at=desk.now, number=50, method=method)).stored
        assert issue(desk).issued == 1

    def test_is_refused_when_a_good_one_is_there(self, desk: SigningDesk) -> None:
        other = desk.propose(1)
        request = desk.ask(other)["leerbedrijf"]
        assert desk.add(COMPANY_SIGNATORY.sign(request, at=desk.now, number=60)).stored
        desk.desk.clock.forward(days=1)
        rekey(desk, NEW_KEY)  # what was signed before is good
        taken = desk.add(NEW_SIGNATORY.sign(request, at=desk.now, number=61))
        (finding,) = taken.findings
        assert (finding.code, taken.stored) == ("endorsement_double", False)
        assert finding.params == {"organisation": COMPANY, "date": "02-07-2026"}
        assert "blijft staan" in finding.text("nl")
        assert history(desk, other) == []

    def test_is_not_the_same_one_again(self, desk: SigningDesk) -> None:
        award = desk.propose(1)
        data = COMPANY_SIGNATORY.sign(desk.ask(award)["leerbedrijf"], at=desk.now)
        assert desk.add(data).stored
        withdraw(desk)
        taken = desk.add(data)
        (finding,) = taken.findings
        assert (finding.code, taken.refused) == ("endorsement_lapsed", True)
        assert Lapse.KEY_WITHDRAWN.text("nl") in finding.text("nl")

    def test_has_to_be_right_itself(self, desk: SigningDesk, award: UUID) -> None:
        withdraw(desk)
        request = desk.ask(award)["leerbedrijf"]
        taken = desk.add(Signatory(THIEF_KEY).sign(request, at=desk.now, number=50))
        assert [one.code for one in taken.findings] == ["endorsement_key_unknown"]
        assert history(desk, award) == []

    def test_may_be_of_another_organisation(self, desk: SigningDesk, award: UUID) -> None:
        withdraw(desk)
        desk.register("Ander Bedrijf B.V.", NEW_KEY)
        request = desk.ask(award, leerbedrijf="Ander Bedrijf B.V.")["leerbedrijf"]
        assert request.organisation == "Ander Bedrijf B.V."
        assert [one.because for one in history(desk, award)] == ["signing_key_withdrawn"]
        assert desk.add(NEW_SIGNATORY.sign(request, at=desk.now, number=50)).stored
        assert issue(desk).issued == 1

    def test_may_make_way_for_the_first_again(self, desk: SigningDesk) -> None:
        """What was undone by mistake is not lost: the first file is taken in once more."""
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=web_document(COMPANY_KEY))
        award = desk.propose(1)
        request = desk.ask(award)["leerbedrijf"]
        first = COMPANY_SIGNATORY.sign(request, at=desk.now, method=COMPANY_KEY.method_of(COMPANY_WEB))
        second = NEW_SIGNATORY.sign(request, at=desk.now, number=2, method=NEW_KEY.method_of(COMPANY_WEB))
        assert desk.add(first).stored
        for data, key in ((second, NEW_KEY), (first, COMPANY_KEY), (second, NEW_KEY)):
            desk.desk.clock.forward(days=1)
            desk.register(COMPANY, controller=COMPANY_WEB, did_document=web_document(key))
            assert desk.add(data).stored
        assert len(history(desk, award)) == 3

    def test_is_asked_for_when_the_credential_would_say_something_else(
        self, desk: SigningDesk, award: UUID
    ) -> None:
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            request = ledger.endorsements.of_awards([award])[award]
            (organisation,) = [one for one in ledger.endorsements.organisations() if one.name == COMPANY]
        held = request.signature_of("leerbedrijf")
        assert held is not None
        endorsement = json.loads(held.content or b"")
        assert lapse_of(endorsement, organisation, at=desk.now, digest="sha256-x") is Lapse.CONTENT_CHANGED
        assert lapse_of(endorsement, organisation, at=desk.now) is None


class TestTheHistory:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE former_signing_key SET ended_as = 'replaced'",
            "DELETE FROM former_signing_key",
            "UPDATE superseded_endorsement SET because = 'x', content = NULL",
            "UPDATE superseded_endorsement SET content = X'00'",
            "DELETE FROM superseded_endorsement",
            "UPDATE award_endorsement SET content = NULL, content_sha256 = NULL, received_at = NULL",
        ],
    )
    def test_is_kept_from_every_program(
        self, desk: SigningDesk, award: UUID, tmp_path: Path, statement: str
    ) -> None:
        rekey(desk, NEW_KEY, old_key=KeyEnd.WITHDRAWN)
        desk.add(NEW_SIGNATORY.sign(desk.ask(award)["leerbedrijf"], at=desk.now, number=50))
        with sqlite3.connect(tmp_path / "waarmerk.db") as database, pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)

    def test_is_erased_with_the_learner(self, desk: SigningDesk, award: UUID, tmp_path: Path) -> None:
        rekey(desk, NEW_KEY, old_key=KeyEnd.WITHDRAWN)
        desk.add(NEW_SIGNATORY.sign(desk.ask(award)["leerbedrijf"], at=desk.now, number=50))
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            proposal = ledger.awards.get(award)
        assert proposal is not None
        office.erase_learner(institution.id, proposal.learner_id, by="u-001")
        with sqlite3.connect(tmp_path / "waarmerk.db") as database:
            rows = database.execute("SELECT content, content_sha256 FROM superseded_endorsement").fetchall()
        assert [(row[0], len(row[1])) for row in rows] == [(None, 64)]


class TestAModule:
    def endorsed(self, desk: SigningDesk) -> bytes:
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            (version,) = [one for one in ledger.modules.all() if one.module.id.endswith("kaal")]
        (file,) = office.request_endorsements.for_module(
            institution.id, version, "werkgever", COMPANY, by="u-017"
        )
        assert desk.add(COMPANY_SIGNATORY.sign(file.request, at=desk.now)).stored
        return NEW_SIGNATORY.sign(file.request, at=desk.now + AFTER, number=2)

    def issued(self, desk: SigningDesk) -> tuple[IssueReport, list[str | None]]:
        award = desk.propose(1, "Kaal")
        desk.desk.decide()
        report = issue(desk)
        found = read_endorsements(desk.credential_of(award)).of_achievement
        return report, [one.endorser_id for one in found]

    def test_goes_without_what_counts_no_more(self, desk: SigningDesk) -> None:
        self.endorsed(desk)
        withdraw(desk)
        report, found = self.issued(desk)
        assert found == []
        (lapsed,) = report.lapsed_of_modules
        assert (lapsed.organisation, lapsed.role, lapsed.why) == (COMPANY, "werkgever", Lapse.KEY_WITHDRAWN)

    def test_gets_another_in_its_place(self, desk: SigningDesk) -> None:
        second = self.endorsed(desk)
        rekey(desk, NEW_KEY, old_key=KeyEnd.WITHDRAWN)
        desk.desk.clock.forward(days=1)
        assert desk.add(second).stored
        assert "endorsement_replaced" in actions(desk)
        report, found = self.issued(desk)
        assert (found, report.lapsed_of_modules) == ([NEW_KEY.did_key], ())

    def test_keeps_what_was_signed_before_the_key_was_replaced(self, desk: SigningDesk) -> None:
        second = self.endorsed(desk)
        desk.desk.clock.forward(days=1)
        rekey(desk, NEW_KEY)
        assert [one.code for one in desk.add(second).findings] == ["endorsement_double"]
        assert self.issued(desk)[1] == [COMPANY_KEY.did_key]

    def test_goes_without_a_hallmark_by_a_key_of_the_school_that_was_revoked(self, desk: SigningDesk) -> None:
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            (version,) = [one for one in ledger.modules.all() if one.module.id.endswith("kaal")]
        office.hallmark_module(institution.id, version, desk.desk.keys, by="u-001")
        public = desk.desk.keys.public
        first, *others = public.recognized
        revoked = dataclasses.replace(first, revoked=desk.now - AFTER)
        keys = dataclasses.replace(
            desk.desk.keys,
            # Whoever issues has a new key by then; what it is does not matter here.
            public=dataclasses.replace(public, recognized=(revoked, *others)),
        )
        desk.propose(1, "Kaal")
        desk.desk.decide()
        report = office.issue(institution.id, keys, by="u-020")
        (lapsed,) = report.lapsed_of_modules
        assert (lapsed.organisation, lapsed.why) == (None, Lapse.KEY_REVOKED)


def test_a_school_is_not_an_organisation_that_signs_for_it(desk: SigningDesk) -> None:
    controller = desk.desk.institution.controller
    document: JsonObject = controlled_identifier_document(controller, NEW_KEY)
    with pytest.raises(OrganisationRefused) as caught:
        desk.register("Nep B.V.", controller=controller, did_document=json.dumps(document).encode())
    assert caught.value.params["reason"] == "own"


def test_a_signature_that_names_no_key_of_its_endorser_counts_no_more(desk: SigningDesk) -> None:
    with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
        organisations = {one.name: one for one in ledger.endorsements.organisations()}
    endorsement: JsonObject = {"issuer": COMPANY_KEY.did_key, "proof": {"verificationMethod": "x"}}
    assert lapse_of(endorsement, organisations[COMPANY], at=desk.now) is Lapse.KEY_GONE
    assert lapse_of(endorsement, organisations[SECTOR], at=desk.now) is Lapse.KEY_UNKNOWN
