"""Cards at the exam board: made when issuing, kept like the other forms, and made anew when need be."""

from dataclasses import replace
from pathlib import Path

import pytest

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, StatusEntry, StudyLoad
from credentials.card.digest import credential_digest
from credentials.card.envelope import key_id_of
from credentials.card.from_credential import card_of_credential
from credentials.card.reading import parse_card
from credentials.card.signing import card_of
from credentials.card.values import Card
from issuer.audit import SIGNATURE
from issuer.domain.issued import CredentialForm, IssuedCredential
from issuer.office import Office
from issuer.services.own_trust_list import own_trust_list
from issuer.signing_keys import CardKey, SigningKeys
from keys.custody import KeyStore
from keys.generate import generate_keys
from keys.passphrase import read_passphrase
from tests.awards_for_tests import AWARD, BARE_AWARD, SCHOOL, award_with
from tests.issuer_for_tests import Desk, learner_row, working_desk
from tests.keyrings_for_tests import write_passphrase
from tests.keys_for_tests import ed25519_key
from verifier import Conclusion, Resources, given_status_lists
from verifier.cards import judge_card
from verifier.policy import DEFAULT

NEW_KEY = ed25519_key("second card key of issuer for tests")
REVOCATION = StatusEntry(status_list_credential=f"{SCHOOL}/status/revocation-3", status_list_index=7)


def decided(desk: Desk, *rows: tuple[str, ...]) -> None:
    desk.propose(*(rows or (learner_row(1), learner_row(2, "Schorsbaar"), learner_row(3))))
    desk.decide()


def kept(desk: Desk) -> list[IssuedCredential]:
    return [one.issued for one in desk.office.read_credentials.all(desk.institution.id)]


def cards_of(desk: Desk) -> list[Card]:
    return [parse_card(one.card or b"").unverified for one in kept(desk)]


def with_key_revoked(desk: Desk) -> SigningKeys:
    """Return the keys after the card key was stolen, with a new one."""
    (old,) = desk.keys.public.cards
    dead = replace(old.verification_method, revoked=desk.clock())
    stolen = replace(old, revoked=desk.clock(), verification_method=dead)
    method = replace(
        old.verification_method,
        id=NEW_KEY.method_of(desk.institution.controller),
        public_key=NEW_KEY.public_key,
    )
    new = replace(old, verification_method=method, valid_from=desk.clock().replace(microsecond=0))
    public = replace(desk.keys.public, cards=(stolen, new))
    signer = NEW_KEY.signer(NEW_KEY.method_of(desk.institution.controller))
    return replace(desk.keys, public=public, card=CardKey(signer, NEW_KEY.public_key))


class TestIssuing:
    @pytest.mark.parametrize("forms", [frozenset(CredentialForm), frozenset({CredentialForm.JWT})])
    def test_every_credential_has_a_card_of_its_own(
        self, tmp_path: Path, forms: frozenset[CredentialForm]
    ) -> None:
        settings = {"sign_data_integrity": CredentialForm.DATA_INTEGRITY in forms}
        with working_desk(tmp_path, **settings) as desk:
            decided(desk)
            desk.issue()
            assert len(kept(desk)) == 3
            found = desk.office.read_credentials.all(desk.institution.id)
            for one, card in zip(found, cards_of(desk), strict=True):
                assert card.credential_id == one.issued.id
                assert card.name == one.learner.name
                assert card.digest == credential_digest(one.signed.document())
                assert card.issued_at == one.issued.valid_from
                assert (card.suspension is not None) is one.module.may_be_suspended

    def test_each_passes_with_what_the_school_publishes(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk)
            desk.issue()
            published = desk.office.publish_status_lists(
                desk.institution.id, desk.keys, by="u-020", write=desk.office.public_directory.write
            )
            trust_list = desk.office.make_trust_list(desk.institution.id, desk.keys.public)
            lists = given_status_lists(one.content for one in published)
            resources = Resources(found=lists, trust_list=trust_list)
            for one in kept(desk):
                report = judge_card(parse_card(one.card or b""), resources, policy=DEFAULT, at=desk.clock())
                assert report.conclusion is Conclusion.PASSED

    def test_without_a_key_there_are_none(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk)
            keys = replace(desk.keys, card=None)
            report = desk.office.issue(desk.institution.id, keys, by="u-020")
            assert (report.issued, report.without_card) == (3, 0)
            assert [one.card for one in kept(desk)] == [None, None, None]

    def test_with_a_key_that_nobody_knows_nothing_leaves(self, tmp_path: Path) -> None:
        """The check before storing is made with the cards as an employer would see them."""
        with working_desk(tmp_path) as desk:
            decided(desk)
            keys = replace(desk.keys, public=replace(desk.keys.public, cards=()))
            report = desk.office.issue(desk.institution.id, keys, by="u-020")
            assert report.issued == 0
            assert {one.problem for one in report.not_issued} == {
                "urn:waarmerk:verifier:card_key_unknown, urn:waarmerk:verifier:not_checked, "
                "urn:waarmerk:verifier:not_checked, urn:waarmerk:verifier:not_checked"
            }

    def test_several_processes_make_them_too(self, tmp_path: Path) -> None:
        with working_desk(tmp_path, processes=2, batch_size=1) as desk:
            decided(desk)
            desk.issue()
            assert len({card.credential_id for card in cards_of(desk)}) == 3


class TestKeeping:
    def test_who_is_forgotten_is_forgotten_on_cards_too(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk)
            desk.issue()
            mine = next(desk.office.read_credentials.all(desk.institution.id))
            desk.office.erase_learner(desk.institution.id, mine.learner.id, by="u-001")
            with desk.office.uow.read(desk.institution.id) as ledger:
                found = ledger.credentials.get(mine.issued.id)
            assert found is not None
            assert found.card is None
            assert all(one.card for one in kept(desk))


class TestMakingAnew:
    def test_what_has_none_gets_one(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk)
            desk.office.issue(desk.institution.id, replace(desk.keys, card=None), by="u-020")
            at = desk.clock.forward(days=30)
            assert self._make(desk, desk.keys) == (3, 0)
            assert self._make(desk, desk.keys) == (0, 0)
            for one, card in zip(kept(desk), cards_of(desk), strict=True):
                assert card.credential_id == one.id
                assert card.issued_at == at.replace(microsecond=0)

    def test_what_was_signed_with_a_stolen_key_is_signed_anew(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk)
            desk.issue()
            before = cards_of(desk)
            desk.clock.forward(days=30)
            assert self._make(desk, with_key_revoked(desk)) == (3, 0)
            assert {parse_card(one.card or b"").envelope.key_id for one in kept(desk)} == {
                key_id_of(NEW_KEY.public_key)
            }
            moment = desk.clock().replace(microsecond=0)
            assert cards_of(desk) == [replace(card, issued_at=moment) for card in before]

    def test_the_signatures_are_in_the_trail(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk)
            desk.office.issue(desk.institution.id, replace(desk.keys, card=None), by="u-020")
            self._make(desk, desk.keys)
            with desk.office.uow.read(desk.institution.id) as ledger:
                entries = ledger.audit.entries(SIGNATURE)
            cards = [entry.subject for entry in entries if entry.details["purpose"] == "card"]
            assert sorted(cards) == sorted(one.id for one in kept(desk))

    def test_what_has_ended_gets_none(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            decided(desk, learner_row(1, "Tijdelijk"))
            desk.office.issue(desk.institution.id, replace(desk.keys, card=None), by="u-020")
            desk.clock.forward(days=400)
            assert self._make(desk, desk.keys) == (0, 1)

    def _make(self, desk: Desk, keys: SigningKeys) -> tuple[int, int]:
        assert keys.card is not None
        done = desk.office.make_cards(desk.institution.id, keys.card, keys.public, by="u-001")
        return done.made, done.without

    @pytest.mark.parametrize(
        "award",
        [
            award_with(AWARD, status=(REVOCATION,)),
            BARE_AWARD,
            award_with(AWARD, status=(), language="en"),
            award_with(AWARD, status=(), module__study_load=StudyLoad(value=8, unit="ECTS")),
            award_with(AWARD, status=(), module__study_load=StudyLoad(value=80, unit="uur")),
            award_with(AWARD, status=(), module__instrument="praktijkverklaring"),
        ],
    )
    def test_from_the_credential_it_is_the_same_as_from_the_award(self, award: Award) -> None:
        credential = build_open_badge(award)
        expected = card_of(award, credential_digest(credential))
        assert card_of_credential(credential, at=expected.issued_at) == expected


class TestOffice:
    def test_a_keyring_from_before_gets_its_card_key_once(self, tmp_path: Path) -> None:
        passphrase = write_passphrase(tmp_path / "passphrase")
        with working_desk(tmp_path / "office", passphrase_file=passphrase) as desk:
            office, institution = desk.office, desk.institution
            assert not _provide(office, desk)  # without any key there is nothing to add to
            store = KeyStore.create(office.settings.keys_directory, read_passphrase(passphrase))
            generate_keys(store, institution.controller, at=desk.clock())
            assert office.signing_keys(institution).card is None
            assert _provide(office, desk)
            assert not _provide(office, desk)
            keys = office.signing_keys(institution, cards=True)
            assert keys.card is not None
            (listed,) = keys.public.cards
            assert listed.verification_method.public_key == keys.card.public_key

    def test_the_school_is_recognised_by_its_card_keys(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            made = own_trust_list(desk.institution, desk.keys.public, status_list_urls=(), at=desk.clock())
        (school,) = made.entities
        assert school.card_keys == desk.keys.public.cards
        assert not set(school.keys) & set(school.card_keys)


def _provide(office: Office, desk: Desk) -> bool:
    office.settings.keys_directory.mkdir(mode=0o700, exist_ok=True)
    return office.provide_card_key(desk.institution)
