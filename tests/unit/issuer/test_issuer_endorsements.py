"""Signatures of others: asked for, taken in or refused, and kept from being released too early."""

import dataclasses
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from contexts import issuing_contexts
from credentials.date_time_stamp import format_date_time_stamp
from credentials.endorsement.reading import read_endorsements
from credentials.endorsement.request import EndorsementRequest
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject
from credentials.proofs.cryptosuite import encode_proof_value
from credentials.proofs.data_integrity import CRYPTOSUITES
from issuer.domain.endorsements import required_roles
from issuer.errors import OrganisationRefused, SigningRequestRefused
from issuer.services.add_endorsements import TakenIn
from issuer.services.signatures_held import AwaitingSignatures
from issuer.services.signing_organisations import OrganisationParticulars
from tests.awards_for_tests import BARE_MODULE
from tests.endorsements_for_tests import (
    COMPANY,
    COMPANY_KEY,
    COMPANY_KVK,
    COMPANY_SIGNATORY,
    SECTOR,
    SECTOR_KEY,
    SECTOR_SIGNATORY,
    STATEMENT,
    THIEF_KEY,
    Signatory,
    SigningDesk,
    signed_file,
    signing_desk,
)
from tests.keys_for_tests import controlled_identifier_document

COMPANY_WEB = "did:web:voorbeeldtuin.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SigningDesk]:
    with signing_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def award(desk: SigningDesk) -> UUID:
    return desk.propose(1)


@pytest.fixture
def request_(desk: SigningDesk, award: UUID) -> EndorsementRequest:
    return desk.ask(award)["leerbedrijf"]


def codes(taken: TakenIn) -> list[str]:
    return [finding.code for finding in taken.findings]


def issue(desk: SigningDesk) -> tuple[int, tuple[AwaitingSignatures, ...]]:
    report = desk.desk.office.issue(desk.desk.institution.id, desk.desk.keys, by="u-020")
    assert report.not_issued == ()
    return report.issued, report.awaiting


def signed_until(unsigned: JsonObject, at: datetime, cryptosuite: str) -> bytes:
    """Return an endorsement by the company with a genuine proof that ends in two days."""
    suite, signer = CRYPTOSUITES[cryptosuite], COMPANY_KEY.signer()
    proof = suite.options_for(unsigned) | {
        "created": format_date_time_stamp(at.replace(microsecond=0)),
        "expires": format_date_time_stamp(at.replace(microsecond=0) + timedelta(days=2)),
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    data = suite.hash_data(
        unsigned,
        proof,
        key_type=signer.algorithm.key_type,
        proof_pointer="/proof/0",
        contexts=issuing_contexts(),
        limits=DEFAULT_LIMITS,
        configuration_hash=None,
    )
    proof["proofValue"] = encode_proof_value(signer.sign(data))
    return json.dumps({**unsigned, "proof": [proof]}).encode()


class TestAsking:
    def test_gives_a_request_per_role(self, desk: SigningDesk, award: UUID) -> None:
        requests = desk.ask(award)
        assert list(requests) == ["leerbedrijf", "brancheorganisatie"]
        assert (requests["leerbedrijf"].organisation, requests["leerbedrijf"].kvk) == (COMPANY, COMPANY_KVK)
        assert len({str(request.content["id"]) for request in requests.values()}) == 1

    def test_again_gives_the_same_ids(self, desk: SigningDesk, award: UUID) -> None:
        before = desk.ask(award)["leerbedrijf"]
        desk.desk.clock.forward(days=3)
        desk.desk.decide()
        assert desk.ask(award)["leerbedrijf"] == before

    def test_leaves_out_who_has_signed(self, desk: SigningDesk, award: UUID) -> None:
        request = desk.ask(award)["leerbedrijf"]
        desk.add(COMPANY_SIGNATORY.sign(request, at=desk.now))
        assert list(desk.ask(award)) == ["brancheorganisatie"]

    def test_another_organisation_may_be_named_as_long_as_nobody_signed(
        self, desk: SigningDesk, award: UUID
    ) -> None:
        desk.register("Ander Bedrijf B.V.", THIEF_KEY)
        first = desk.ask(award)["leerbedrijf"]
        second = desk.ask(award, leerbedrijf="ander bedrijf  b.v.")["leerbedrijf"]
        assert (second.organisation, second.content) == ("Ander Bedrijf B.V.", first.content)
        taken = desk.add(COMPANY_SIGNATORY.sign(first, at=desk.now))
        assert codes(taken) == ["endorsement_of_other_organisation", "endorsement_other_key"]

    def test_names_no_person_in_the_file_name_and_the_audit(self, desk: SigningDesk, award: UUID) -> None:
        office, institution = desk.desk.office, desk.desk.institution
        files = office.request_endorsements.for_awards(
            institution.id, [award], {"leerbedrijf": COMPANY, "brancheorganisatie": SECTOR}, by="u-017"
        )
        assert [file.name.rpartition("-")[2] for file in files] == [
            "leerbedrijf.json",
            "brancheorganisatie.json",
        ]
        desk.add(COMPANY_SIGNATORY.sign(files[0].request, at=desk.now))
        with office.uow.read(institution.id) as ledger:
            trail = repr(ledger.audit.entries())
        assert "endorsement_requested" in trail
        assert "endorsement_added" in trail
        assert "Lerende" not in trail
        assert "Praktijk" not in trail

    @pytest.mark.parametrize(
        ("signers", "reason"),
        [
            ({"leerbedrijf": COMPANY}, "no_organisation"),
            ({"leerbedrijf": "Onbekend B.V."}, "unknown_organisation"),
            ({"werkgever": COMPANY}, "role"),
            ({"leerbedrijf": COMPANY, "brancheorganisatie": COMPANY}, "same_organisation"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_is_refused(self, desk: SigningDesk, award: UUID, signers: dict[str, str], reason: str) -> None:
        with pytest.raises(SigningRequestRefused) as caught:
            desk.ask(award, **signers)
        assert caught.value.params["reason"] == reason

    def test_is_refused_for_an_award_that_nobody_else_signs(self, desk: SigningDesk) -> None:
        award = desk.propose(2, "Kaal")
        with pytest.raises(SigningRequestRefused) as caught:
            desk.ask(award)
        assert caught.value.params["reason"] == "not_needed"

    def test_is_refused_for_an_unknown_or_issued_award(self, desk: SigningDesk, award: UUID) -> None:
        for unknown, reason in ((UUID(int=1), "unknown_award"), (award, "not_open")):
            if unknown == award:
                desk.sign_all(award)
                desk.desk.decide()
                issue(desk)
            with pytest.raises(SigningRequestRefused) as caught:
                desk.ask(unknown)
            assert caught.value.params["reason"] == reason

    def test_of_several_awards_is_all_or_none(self, desk: SigningDesk, award: UUID) -> None:
        with pytest.raises(SigningRequestRefused):
            desk.ask(award, UUID(int=1))
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            assert ledger.endorsements.of_awards([award]) == {}


class TestTakingIn:
    def test_stores_the_very_bytes(
        self, desk: SigningDesk, award: UUID, request_: EndorsementRequest
    ) -> None:
        data = COMPANY_SIGNATORY.sign(request_, at=desk.now)
        taken = desk.add(data)
        assert (taken.stored, taken.findings) == (True, ())
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            held = ledger.endorsements.of_awards([award])[award].signature_of("leerbedrijf")
        assert held is not None
        assert (held.content, held.received_at) == (data, desk.now)

    def test_again_changes_nothing(self, desk: SigningDesk, request_: EndorsementRequest) -> None:
        data = COMPANY_SIGNATORY.sign(request_, at=desk.now)
        desk.add(data)
        again = desk.add(data)
        assert (codes(again), again.stored, again.refused) == (["endorsement_known"], False, False)

    def test_one_signature_per_role(self, desk: SigningDesk, request_: EndorsementRequest) -> None:
        desk.add(COMPANY_SIGNATORY.sign(request_, at=desk.now))
        second = desk.add(COMPANY_SIGNATORY.sign(request_, at=desk.now, number=2))
        assert codes(second) == ["endorsement_double"]

    def test_of_another_learners_award_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest
    ) -> None:
        """The content of one under the id of the other."""
        other = desk.ask(desk.propose(2))["leerbedrijf"]
        mixed = dataclasses.replace(request_, content={**other.content, "id": request_.content["id"]})
        assert codes(desk.add(COMPANY_SIGNATORY.sign(mixed, at=desk.now))) == ["endorsement_of_other_content"]

    def test_about_another_id_is_refused(self, desk: SigningDesk, request_: EndorsementRequest) -> None:
        other = dataclasses.replace(request_, content={**request_.content, "id": "urn:uuid:1"})
        assert codes(desk.add(COMPANY_SIGNATORY.sign(other, at=desk.now))) == ["endorsement_not_asked"]

    def test_about_other_work_processes_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest
    ) -> None:
        text = json.dumps(request_.content).replace("P1-K1-W1", "P1-K1-W2")
        changed = dataclasses.replace(request_, content=json.loads(text))
        assert codes(desk.add(COMPANY_SIGNATORY.sign(changed, at=desk.now))) == [
            "endorsement_of_other_content"
        ]

    def test_changed_after_signing_is_refused(self, desk: SigningDesk, request_: EndorsementRequest) -> None:
        data = COMPANY_SIGNATORY.sign(request_, at=desk.now).replace(b"P. Praktijk", b"Q. Praktijk")
        taken = desk.add(data)
        assert codes(taken) == ["endorsement_not_intact"]
        assert "CRYPTOGRAPHIC_SECURITY_ERROR" in taken.findings[0].params["codes"]

    def test_by_somebody_who_calls_himself_the_company_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest
    ) -> None:
        assert codes(desk.add(Signatory(THIEF_KEY).sign(request_, at=desk.now))) == ["endorsement_other_key"]

    def test_in_the_name_of_the_company_by_another_key_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest
    ) -> None:
        """It names the company's did:key as its issuer, and is signed with another."""
        unsigned = json.loads(COMPANY_SIGNATORY.sign(request_, at=desk.now))
        del unsigned["proof"]
        assert codes(desk.add(signed_file(unsigned, THIEF_KEY, at=desk.now))) == ["endorsement_not_intact"]

    def test_with_every_mistake_at_once(self, desk: SigningDesk, request_: EndorsementRequest) -> None:
        changed = dataclasses.replace(request_, content={**request_.content, "name": "Iets anders"})
        data = Signatory(THIEF_KEY, official="BSN 111222333").sign(
            changed, at=desk.now + timedelta(days=1), organisation="Nep B.V.", kvk=None
        )
        assert codes(desk.add(data)) == [
            "endorsement_not_intact",
            "endorsement_of_other_content",
            "endorsement_of_other_organisation",
            "endorsement_other_key",
            "endorsement_bsn",
        ]

    def test_in_a_role_that_was_not_asked_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest
    ) -> None:
        from credentials.endorsement.roles import Role

        other = dataclasses.replace(request_, role=Role.EMPLOYER)
        assert codes(desk.add(COMPANY_SIGNATORY.sign(other, at=desk.now))) == ["endorsement_role_unexpected"]

    @pytest.mark.parametrize(
        "member",
        [
            {"validUntil": "2027-01-01T00:00:00Z"},
            {
                "credentialStatus": {
                    "id": "https://bedrijf.example/status#1",
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": "1",
                    "statusListCredential": "https://bedrijf.example/status",
                }
            },
        ],
        ids=["end date", "status"],
    )
    def test_that_may_end_one_day_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest, member: JsonObject
    ) -> None:
        unsigned = json.loads(COMPANY_SIGNATORY.sign(request_, at=desk.now))
        del unsigned["proof"]
        taken = desk.add(signed_file(unsigned | member, COMPANY_KEY, at=desk.now))
        assert "endorsement_not_lasting" in codes(taken)

    @pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
    def test_with_a_proof_that_ends_one_day_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest, cryptosuite: str
    ) -> None:
        unsigned = json.loads(COMPANY_SIGNATORY.sign(request_, at=desk.now))
        del unsigned["proof"]
        taken = desk.add(signed_until(unsigned, desk.now, cryptosuite))
        assert [(one.code, one.pointer) for one in taken.findings] == [
            ("endorsement_not_lasting", "/proof/0/expires")
        ]
        assert not taken.stored

    def test_with_a_signature_of_a_third_within_is_refused(
        self, desk: SigningDesk, request_: EndorsementRequest
    ) -> None:
        unsigned = json.loads(COMPANY_SIGNATORY.sign(request_, at=desk.now))
        del unsigned["proof"]
        of_third = {
            **{name: value for name, value in unsigned.items() if name != "relatedResource"},
            "id": "urn:uuid:5b0f0000-0000-4000-8000-000000000099",
            "issuer": {"id": THIEF_KEY.did_key, "type": ["Profile"], "name": "Ministerie"},
            "credentialSubject": {"id": COMPANY_KEY.did_key, "type": ["EndorsementSubject"]},
            "validUntil": "2027-01-01T00:00:00Z",
        }
        unsigned["issuer"]["endorsement"] = [json.loads(signed_file(of_third, THIEF_KEY, at=desk.now))]
        taken = desk.add(signed_file(unsigned, COMPANY_KEY, at=desk.now))
        assert ("endorsement_not_lasting", "/issuer/endorsement") in {
            (one.code, one.pointer) for one in taken.findings
        }
        assert not taken.stored

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "endorsement_unreadable"),
            (b"{}", "endorsement_unreadable"),
            (b'{"type": ["VerifiableCredential"]}', "endorsement_unreadable"),
            (b'{"type": "WaarmerkEndorsementRequest"}', "endorsement_is_request"),
            (b'{"x": "' + b"x" * 70_000 + b'"}', "endorsement_unreadable"),
            (b'{"type": ["EndorsementCredential"]}', "endorsement_not_asked"),
        ],
    )
    def test_of_something_else_is_refused(self, desk: SigningDesk, data: bytes, code: str) -> None:
        assert codes(desk.add(data)) == [code]

    def test_when_issued_is_too_late(self, desk: SigningDesk, award: UUID) -> None:
        request = desk.ask(award)["leerbedrijf"]
        desk.sign_all(award)
        desk.desk.decide()
        assert issue(desk)[0] == 1
        late = desk.add(COMPANY_SIGNATORY.sign(request, at=desk.now, number=99))
        assert codes(late) == ["endorsement_double", "endorsement_too_late"]


class TestKeysOfOrganisations:
    def test_an_unknown_key_is_refused_until_the_school_made_sure_of_it(self, tmp_path: Path) -> None:
        with signing_desk(tmp_path) as desk:
            desk.register("Nieuw Bedrijf B.V.")
            award = desk.propose(1)
            request = desk.ask(award, leerbedrijf="Nieuw Bedrijf B.V.", brancheorganisatie=SECTOR)
            signed = Signatory(THIEF_KEY).sign(request["leerbedrijf"], at=desk.now)
            refused = desk.add(signed)
            assert codes(refused) == ["endorsement_key_unknown"]
            assert refused.findings[0].params["key"] == THIEF_KEY.did_key
            desk.register("Nieuw Bedrijf B.V.", THIEF_KEY)
            assert desk.add(signed).stored

    def test_a_did_web_is_known_by_its_document(self, desk: SigningDesk, award: UUID) -> None:
        document = json.dumps(controlled_identifier_document(COMPANY_WEB, COMPANY_KEY)).encode()
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=document)
        request = desk.ask(award)["leerbedrijf"]
        method = COMPANY_KEY.method_of(COMPANY_WEB)
        assert desk.add(COMPANY_SIGNATORY.sign(request, at=desk.now, method=method)).stored

    def test_a_key_speaks_for_one_organisation(self, desk: SigningDesk) -> None:
        with pytest.raises(OrganisationRefused) as caught:
            desk.register("Nep B.V.", COMPANY_KEY)
        assert caught.value.params["reason"] == "in_use"

    @pytest.mark.parametrize("as_jwk", [False, True], ids=["multikey", "JWK"])
    def test_a_key_speaks_for_one_organisation_under_whatever_did(
        self, desk: SigningDesk, as_jwk: bool
    ) -> None:
        document = controlled_identifier_document(COMPANY_WEB, COMPANY_KEY)
        if as_jwk:
            method: JsonObject = {
                "id": f"{COMPANY_WEB}#jwk",
                "type": "JsonWebKey",
                "controller": COMPANY_WEB,
                "publicKeyJwk": COMPANY_KEY.public_key.to_jwk(),
            }
            document |= {"verificationMethod": [method], "assertionMethod": [method["id"]]}
        data = json.dumps(document).encode()
        with pytest.raises(OrganisationRefused) as caught:
            desk.register(SECTOR, controller=COMPANY_WEB, did_document=data)
        assert caught.value.params["reason"] == "in_use"
        desk.register(COMPANY, controller=COMPANY_WEB, did_document=data)  # its own
        with pytest.raises(OrganisationRefused) as caught:
            desk.register("Nep B.V.", COMPANY_KEY)
        assert caught.value.params["reason"] == "in_use"

    def test_what_is_registered_again_changes_nothing(self, desk: SigningDesk) -> None:
        desk.desk.clock.forward(days=1)
        desk.register(COMPANY.upper(), COMPANY_KEY)
        with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
            (found,) = [one for one in ledger.endorsements.organisations() if one.name == COMPANY]
        assert (found.kvk, found.registered_at < desk.now) == (COMPANY_KVK, True)

    @pytest.mark.parametrize(
        ("particulars", "reason"),
        [
            (OrganisationParticulars(name="\u202e"), "name"),
            (OrganisationParticulars(name="A B.V.", kvk="12"), "kvk"),
            (OrganisationParticulars(name="A B.V.", controller="did:key:z6"), "key"),
            (OrganisationParticulars(name="A B.V.", controller="https://a.example"), "key"),
            (OrganisationParticulars(name="A B.V.", controller="did:web:a%40b"), "key"),
            (OrganisationParticulars(name="A B.V.", controller="did:web:a.example"), "no_document"),
            (
                OrganisationParticulars(name="A B.V.", controller="did:web:a.example", did_document=b"x"),
                "document",
            ),
            (
                OrganisationParticulars(
                    name="A B.V.",
                    controller="did:web:a.example",
                    did_document=json.dumps(controlled_identifier_document("did:web:b.example")).encode(),
                ),
                "document_of_other",
            ),
            (
                OrganisationParticulars(name="A B.V.", controller=THIEF_KEY.did_key, did_document=b"{}"),
                "document_of_other",
            ),
            (OrganisationParticulars(name="A B.V.", did_document=b"{}"), "document_without_key"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_is_refused(self, desk: SigningDesk, particulars: OrganisationParticulars, reason: str) -> None:
        with pytest.raises(OrganisationRefused) as caught:
            desk.desk.office.register_organisation(desk.desk.institution.id, particulars, by="u-030")
        assert caught.value.params["reason"] == reason


class TestRelease:
    def test_waits_until_everyone_signed(self, desk: SigningDesk, award: UUID) -> None:
        desk.desk.decide()
        nobody_asked = AwaitingSignatures(award, ("leerbedrijf", "brancheorganisatie"), asked=False)
        assert issue(desk) == (0, (nobody_asked,))
        requests = desk.ask(award)
        desk.add(COMPANY_SIGNATORY.sign(requests["leerbedrijf"], at=desk.now))
        assert issue(desk) == (0, (AwaitingSignatures(award, ("brancheorganisatie",), asked=True),))
        desk.add(SECTOR_SIGNATORY.sign(requests["brancheorganisatie"], at=desk.now, number=2))
        assert issue(desk) == (1, ())

    def test_does_not_hold_up_the_others(self, desk: SigningDesk, award: UUID) -> None:
        desk.propose(2, "Kaal")
        desk.desk.decide()
        issued, awaiting = issue(desk)
        assert (issued, [one.award_id for one in awaiting]) == (1, [award])

    def test_has_the_reserved_id_and_the_signatures_in_order(self, desk: SigningDesk, award: UUID) -> None:
        reserved = desk.ask(award)["leerbedrijf"].content["id"]
        desk.sign_all(award)
        desk.desk.decide()
        issue(desk)
        credential = desk.credential_of(award)
        assert credential["id"] == reserved
        roles = [one.role for one in read_endorsements(credential).of_credential]
        assert roles == ["leerbedrijf", "brancheorganisatie"]
        assert required_roles(STATEMENT) == ("leerbedrijf", "brancheorganisatie")

    def test_in_several_processes(self, tmp_path: Path) -> None:
        with signing_desk(tmp_path, processes=2, batch_size=1) as desk:
            awards = [desk.propose(number) for number in (1, 2, 3)]
            for number, award in enumerate(awards):
                desk.sign_all(award, number=number + 1)
            desk.desk.decide()
            assert issue(desk) == (3, ())


class TestErasing:
    def test_takes_what_was_signed_with_it(self, desk: SigningDesk, award: UUID, tmp_path: Path) -> None:
        desk.sign_all(award)
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            proposal = ledger.awards.get(award)
        assert proposal is not None
        office.erase_learner(institution.id, proposal.learner_id, by="u-001")
        with sqlite3.connect(tmp_path / "waarmerk.db") as database:
            rows = database.execute("SELECT content, content_sha256 FROM award_endorsement").fetchall()
        assert [row[0] for row in rows] == [None, None]
        assert all(len(row[1]) == 64 for row in rows)

    def test_leaves_nothing_to_sign(self, desk: SigningDesk, award: UUID) -> None:
        request = desk.ask(award)["leerbedrijf"]
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            proposal = ledger.awards.get(award)
        assert proposal is not None
        office.erase_learner(institution.id, proposal.learner_id, by="u-001")
        assert codes(desk.add(COMPANY_SIGNATORY.sign(request, at=desk.now))) == ["endorsement_not_asked"]
        with pytest.raises(SigningRequestRefused):
            desk.ask(award)


class TestEvidence:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE award_endorsement SET content = X'00' WHERE content IS NOT NULL",
            "UPDATE award_endorsement SET content = NULL, role = 'x' WHERE content IS NOT NULL",
            "UPDATE award_endorsement SET content_sha256 = NULL, content = NULL",
            "DELETE FROM award_endorsement",
            "UPDATE signing_request SET credential_id = 'urn:uuid:1'",
            "DELETE FROM signing_request",
            "DELETE FROM signing_organisation",
            "UPDATE module_endorsement SET content = X'00'",
            "DELETE FROM module_endorsement",
        ],
    )
    def test_is_kept_from_every_program(
        self, desk: SigningDesk, award: UUID, tmp_path: Path, statement: str
    ) -> None:
        desk.sign_all(award)
        hallmark(desk, "hospitality")
        with sqlite3.connect(tmp_path / "waarmerk.db") as database, pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)


def hallmark(desk: SigningDesk, name: str) -> int:
    office, institution = desk.desk.office, desk.desk.institution
    with office.uow.read(institution.id) as ledger:
        (version,) = [one for one in ledger.modules.all() if one.module.id.endswith(name)]
    return office.hallmark_module(institution.id, version, desk.desk.keys, by="u-001").made


class TestModules:
    def test_carry_the_hallmark_in_every_credential_from_then_on(self, desk: SigningDesk) -> None:
        before = desk.propose(1, "Kaal")
        desk.desk.decide()
        issue(desk)
        assert hallmark(desk, "kaal") == 1
        after = desk.propose(2, "Kaal")
        desk.desk.decide()
        issue(desk)
        assert read_endorsements(desk.credential_of(before)).of_achievement == ()
        (mark,) = read_endorsements(desk.credential_of(after)).of_achievement
        assert (mark.endorser_id, mark.endorsed_id) == (
            desk.desk.institution.controller,
            BARE_MODULE.version_id,
        )

    def test_are_hallmarked_once_per_key_and_language(self, desk: SigningDesk) -> None:
        assert hallmark(desk, "bediening") == 2
        assert hallmark(desk, "bediening") == 0

    def test_each_language_has_its_own(self, tmp_path: Path) -> None:
        words = {"nl": "Tweetalig", "en": "Bilingual"}
        bilingual = dataclasses.replace(
            BARE_MODULE, id=f"{BARE_MODULE.id}-2", title=words, description=words, criteria=words
        )
        with signing_desk(tmp_path, bilingual) as desk:
            assert hallmark(desk, "kaal-2") == 2
            award = desk.propose(1, "Tweetalig", taal="en")
            desk.desk.decide()
            issue(desk)
            (mark,) = read_endorsements(desk.credential_of(award)).of_achievement
        assert mark.endorsed_id == f"{bilingual.version_id}/en"

    def test_are_endorsed_by_employers(self, desk: SigningDesk) -> None:
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            (version,) = [one for one in ledger.modules.all() if one.module.id.endswith("kaal")]
        (file,) = office.request_endorsements.for_module(
            institution.id, version, "werkgever", COMPANY, by="u-017"
        )
        assert file.name == "kaal-1.0.0-nl-werkgever.json"
        signed = COMPANY_SIGNATORY.sign(file.request, at=desk.now)
        assert desk.add(signed).stored
        assert codes(desk.add(signed)) == ["endorsement_known"]
        assert codes(desk.add(COMPANY_SIGNATORY.sign(file.request, at=desk.now, number=2))) == [
            "endorsement_double"
        ]
        assert codes(desk.add(Signatory(THIEF_KEY).sign(file.request, at=desk.now, number=3))) == [
            "endorsement_other_key",
            "endorsement_double",
        ]
        unknown = Signatory(THIEF_KEY).sign(file.request, at=desk.now, number=4, organisation="Onbekend B.V.")
        assert codes(desk.add(unknown)) == ["endorsement_key_unknown"]
        hallmark(desk, "kaal")
        award = desk.propose(1, "Kaal")
        desk.desk.decide()
        issue(desk)
        found = read_endorsements(desk.credential_of(award)).of_achievement
        assert [one.organisation for one in found] == [None, COMPANY]

    def test_are_endorsed_in_a_role_for_modules_alone(self, desk: SigningDesk) -> None:
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.read(institution.id) as ledger:
            version = ledger.modules.all()[0]
        with pytest.raises(SigningRequestRefused) as caught:
            office.request_endorsements.for_module(
                institution.id, version, "onderwijsinstelling", COMPANY, by="u-017"
            )
        assert caught.value.params["reason"] == "role"


def test_a_key_of_the_sector_organisation_is_not_one_of_the_company(desk: SigningDesk, award: UUID) -> None:
    request = desk.ask(award)["leerbedrijf"]
    assert codes(desk.add(Signatory(SECTOR_KEY).sign(request, at=desk.now))) == ["endorsement_other_key"]
