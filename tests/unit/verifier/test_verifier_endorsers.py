"""Who signed besides the issuer, what is known about them, and how a person reads it."""

import dataclasses
import io
import json
from typing import Any

import pytest
from rich.console import Console

from credentials.achievement.instruments import INSTRUMENTS
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_achievement
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject, JsonValue
from credentials.recognized_entity import RecognizedEntity, TrustList
from tests.findings_for_tests import (
    endorsement_of_content,
    signature_on_statement,
    statement_of_practice,
    unsigned_statement,
)
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    SECOND_ED25519,
    STRANGER_ED25519,
    KeyForTests,
)
from tests.verification_for_tests import (
    AT,
    AWARDED,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    TRUST_LIST,
    as_jwt,
    badge,
    badge_with,
    document_of,
    fetching,
    found,
    recognised_key,
    report_on,
    result_of,
    signed,
    trust_list,
)
from verifier import STRICT, CheckId, CheckStatus, Code, Conclusion, VerificationReport
from verifier.endorser_words import EndorserWords, endorsement_count, endorser_words
from verifier.endorsers import Endorsed, Standing
from verifier.report_json import report_json
from verifier.terminal import Terminal
from verifier.texts import texts

PASSED, FAILED = CheckStatus.PASSED, CheckStatus.FAILED
SECTOR_WEB = "did:web:branche.example"
PRACTICE = INSTRUMENTS["praktijkverklaring"]
NL, EN = texts("nl"), texts("en")


BY_COMPANY = signature_on_statement(Role.COMPANY, STRANGER_ED25519)
BY_SECTOR = signature_on_statement(Role.SECTOR_ORGANISATION, SECOND_ED25519, number=2)


def endorsements(report: VerificationReport) -> CheckStatus:
    return result_of(report, CheckId.ENDORSEMENTS).status


class TestAnInstrumentThatOthersSign:
    def test_has_all_its_signatures(self) -> None:
        report = report_on(statement_of_practice(BY_COMPANY, BY_SECTOR), policy=STRICT)
        assert endorsements(report) is PASSED
        assert [(one.role, one.status) for one in report.endorsers] == [
            ("leerbedrijf", PASSED),
            ("brancheorganisatie", PASSED),
        ]
        assert endorsement_count(report, NL, Endorsed.CREDENTIAL) == "2 van 2 handtekeningen"

    def test_lacks_one(self) -> None:
        report = report_on(statement_of_practice(BY_COMPANY))
        assert report.conclusion is Conclusion.PASSED
        (finding,) = result_of(report, CheckId.ENDORSEMENTS).findings
        assert (finding.code, finding.params) == (
            Code.ENDORSEMENT_MISSING,
            {"signer_role": "brancheorganisatie"},
        )
        assert "sector organisation" in EN.finding(finding).detail
        assert endorsement_count(report, NL, Endorsed.CREDENTIAL) == "1 van 2 handtekeningen"
        assert endorser_words(report, NL, Endorsed.CREDENTIAL)[-1] == EndorserWords(
            "brancheorganisatie", "ontbreekt", "", FAILED
        )

    def test_has_one_that_does_not_hold(self) -> None:
        forged = BY_SECTOR | {"name": "Iets anders"}
        report = report_on(statement_of_practice(BY_COMPANY, forged))
        assert endorsements(report) is FAILED
        assert [one.status for one in report.endorsers] == [PASSED, FAILED]
        assert endorsement_count(report, NL, Endorsed.CREDENTIAL) == "1 van 2 handtekeningen"
        assert len(endorser_words(report, NL, Endorsed.CREDENTIAL)) == 2

    def test_has_one_of_the_wrong_role_twice(self) -> None:
        twice = signature_on_statement(Role.COMPANY, SECOND_ED25519, number=3)
        report = report_on(statement_of_practice(BY_COMPANY, twice))
        assert endorsement_count(report, EN, Endorsed.CREDENTIAL) == "1 of 2 signatures"

    def test_a_badge_of_another_kind_with_the_same_tag_needs_none(self) -> None:
        report = report_on(signed(badge_with("/credentialSubject/achievement/tag", [PRACTICE.key])))
        assert endorsements(report) is CheckStatus.NOT_APPLICABLE
        assert report.signers_required == ()

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("achievementType", [PRACTICE.achievement_type]),
            ("achievementType", "Badge"),
            ("tag", [*(f"t{number}" for number in range(300)), PRACTICE.key, "mbo"]),
            ("tag", [f" {PRACTICE.key.title()} ", "mbo"]),
            ("tag", ["los"]),
        ],
    )
    def test_is_still_one_when_it_is_written_otherwise(self, member: str, value: JsonValue) -> None:
        document = badge_with(f"/credentialSubject/achievement/{member}", value, unsigned_statement())
        report = report_on(signed(document))
        assert endorsements(report) is FAILED
        assert report.signers_required == ("leerbedrijf", "brancheorganisatie")

    def test_that_was_verified_before_without_the_tag_is_looked_at_again(self) -> None:
        """What is remembered of credentials of the same shape must not hide a missing signature."""
        for number in range(6):
            document = unsigned_statement() | {"id": f"urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-{number:012}"}
            plain = badge_with("/credentialSubject/achievement/achievementType", "Badge", document)
            plain = badge_with("/credentialSubject/achievement/tag", ["mbo"], plain)
            plain = badge_with("/credentialSubject/achievement/description", "Eigen woorden.", plain)
            assert endorsements(report_on(signed(plain))) is CheckStatus.NOT_APPLICABLE
            assert endorsements(report_on(signed(document))) is FAILED


class TestDifferentSigners:
    """A role asks for somebody else than the issuer, and than whoever signed in another role."""

    def held(self, *signatures: JsonObject, **options: Any) -> list[tuple[Code, str | None]]:  # noqa: ANN401 - passed on
        report = report_on(statement_of_practice(*signatures), **options)
        assert [one.status for one in report.endorsers] == [PASSED] * len(signatures)
        return found(report, CheckId.ENDORSEMENTS)

    def test_one_key_in_two_roles_is_one_signer(self) -> None:
        again = signature_on_statement(Role.SECTOR_ORGANISATION, STRANGER_ED25519, number=2)
        assert self.held(BY_COMPANY, again) == [(Code.ENDORSEMENT_SAME_SIGNER, "/endorsement/1")]

    def test_also_under_two_names(self) -> None:
        again = signature_on_statement(
            Role.SECTOR_ORGANISATION, STRANGER_ED25519, controller=SECTOR_WEB, number=2
        )
        documents = {
            "https://branche.example/.well-known/did.json": document_of(SECTOR_WEB, STRANGER_ED25519)
        }
        assert self.held(BY_COMPANY, again, fetch=fetching(documents)) == [
            (Code.ENDORSEMENT_SAME_SIGNER, "/endorsement/1")
        ]

    def test_one_name_with_two_keys_is_one_signer(self) -> None:
        documents = {
            "https://branche.example/.well-known/did.json": document_of(
                SECTOR_WEB, STRANGER_ED25519, SECOND_ED25519
            )
        }
        first = signature_on_statement(Role.COMPANY, STRANGER_ED25519, controller=SECTOR_WEB)
        second = signature_on_statement(
            Role.SECTOR_ORGANISATION, SECOND_ED25519, controller=SECTOR_WEB, number=2
        )
        assert self.held(first, second, fetch=fetching(documents)) == [
            (Code.ENDORSEMENT_SAME_SIGNER, "/endorsement/1")
        ]

    def test_one_company_by_its_own_word_is_one_signer(self) -> None:
        first = signature_on_statement(Role.COMPANY, STRANGER_ED25519, kvk="12345678")
        second = signature_on_statement(Role.SECTOR_ORGANISATION, SECOND_ED25519, number=2, kvk="12345678")
        assert self.held(first, second) == [(Code.ENDORSEMENT_SAME_SIGNER, "/endorsement/1")]

    @pytest.mark.parametrize(
        ("key", "cryptosuite"),
        [(ISSUER_ED25519, "eddsa-rdfc-2022"), (ISSUER_P256, "ecdsa-rdfc-2019")],
        ids=["that signed", "that did not"],
    )
    def test_the_issuer_under_another_name_is_no_other(self, key: KeyForTests, cryptosuite: str) -> None:
        by_school = signature_on_statement(Role.SECTOR_ORGANISATION, key, number=2, cryptosuite=cryptosuite)
        assert self.held(BY_COMPANY, by_school) == [(Code.ENDORSEMENT_BY_ISSUER, "/endorsement/1")]

    def test_the_issuer_is_no_other_under_its_own_name(self) -> None:
        by_school = signature_on_statement(Role.COMPANY, ISSUER_ED25519, controller=SCHOOL)
        # In JSON-LD the school would be described twice, which is refused before this.
        report = report_on(as_jwt({**unsigned_statement(), "endorsement": [by_school, BY_SECTOR]}))
        assert found(report, CheckId.ENDORSEMENTS) == [(Code.ENDORSEMENT_BY_ISSUER, "/endorsement/0")]

    def test_a_key_that_only_the_document_of_the_issuer_has_is_the_issuers(self) -> None:
        by_school = signature_on_statement(Role.SECTOR_ORGANISATION, SECOND_ED25519, number=2)
        documents = {SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_ED25519, SECOND_ED25519)}
        only_other = trust_list(recognised_key(ISSUER_P256))
        assert self.held(BY_COMPANY, by_school, trusted=only_other, fetch=fetching(documents)) == [
            (Code.ENDORSEMENT_BY_ISSUER, "/endorsement/1")
        ]

    def test_whoever_signs_twice_leaves_room_for_another(self) -> None:
        """The company signs in both roles; the sector organisation signs as well."""
        twice = signature_on_statement(Role.SECTOR_ORGANISATION, STRANGER_ED25519, number=3)
        assert self.held(BY_COMPANY, twice, BY_SECTOR) == []
        as_company = signature_on_statement(Role.COMPANY, SECOND_ED25519, number=3)
        assert self.held(as_company, BY_COMPANY, BY_SECTOR) == []

    @pytest.mark.parametrize(
        ("language", "shown"),
        [
            ("nl", ("1 van 2 handtekeningen", "dezelfde ondertekenaar tekende al als leerbedrijf")),
            ("en", ("1 of 2 signatures", "the same signer signed as work placement company already")),
        ],
    )
    def test_is_told_to_people_and_programs(self, language: str, shown: tuple[str, ...]) -> None:
        again = signature_on_statement(Role.SECTOR_ORGANISATION, STRANGER_ED25519, number=2)
        report = report_on(statement_of_practice(BY_COMPANY, again))
        file = io.StringIO()
        Terminal(Console(file=file, width=120), texts(language)).show("x.json", report)
        for words in shown:
            assert words in file.getvalue()
        document = json.loads(json.dumps(report_json(report, texts(language))))
        assert [one["counts"] for one in document["endorsements"]] == [True, False]
        (finding,) = result_of(report, CheckId.ENDORSEMENTS).findings
        assert "work placement company" in EN.finding(finding).detail

    def test_of_the_issuer_is_told_to_people(self) -> None:
        by_school = signature_on_statement(Role.SECTOR_ORGANISATION, ISSUER_ED25519, number=2)
        report = report_on(statement_of_practice(BY_COMPANY, by_school))
        line = endorser_words(report, NL, Endorsed.CREDENTIAL)[1]
        assert (line.standing, line.status) == ("Telt niet mee: dit is de uitgever zelf.", FAILED)


class TestContent:
    def test_that_was_changed_after_somebody_signed_is_found_out(self) -> None:
        """The school itself changes the credential, and signs it again."""
        report = report_on(signed(badge(endorsement=[endorsement_of_content(name="Iets anders")])))
        assert result_of(report, CheckId.PROOF).status is PASSED
        assert [finding.code for finding in result_of(report, CheckId.ENDORSEMENTS).findings] == [
            Code.ENDORSED_CONTENT_CHANGED
        ]

    def test_that_is_the_same_passes(self) -> None:
        assert endorsements(report_on(signed(badge(endorsement=[endorsement_of_content()])))) is PASSED


class TestStanding:
    def trust_list_with_sector(self) -> TrustList:
        sector = RecognizedEntity(
            id=SECTOR_WEB,
            name="Branchevereniging",
            recognized_from=TRUST_LIST.entities[0].recognized_from,
            keys=(recognised_key(SECOND_ED25519, controller=SECTOR_WEB),),
        )
        return dataclasses.replace(TRUST_LIST, entities=(*TRUST_LIST.entities, sector))

    def test_of_a_key_that_only_names_itself(self) -> None:
        report = report_on(statement_of_practice(BY_COMPANY, BY_SECTOR))
        assert {one.standing for one in report.endorsers} == {Standing.SELF_NAMED}
        words = endorser_words(report, NL, Endorsed.CREDENTIAL)[0]
        assert words.signer == "Organisatie 1, P. Praktijk, op 20 november 2026"
        assert words.standing.startswith("Ondertekend met een sleutel die zich ‘Organisatie 1’ noemt.")

    def test_of_one_who_publishes_a_key(self) -> None:
        by_web = signature_on_statement(
            Role.SECTOR_ORGANISATION, SECOND_ED25519, controller=SECTOR_WEB, number=2
        )
        documents = {"https://branche.example/.well-known/did.json": document_of(SECTOR_WEB, SECOND_ED25519)}
        report = report_on(statement_of_practice(BY_COMPANY, by_web), fetch=fetching(documents))
        assert report.endorsers[1].standing is Standing.PUBLISHED
        assert SECTOR_WEB in endorser_words(report, EN, Endorsed.CREDENTIAL)[1].standing

    def test_of_one_whose_key_cannot_be_had_is_open(self) -> None:
        by_web = signature_on_statement(
            Role.SECTOR_ORGANISATION, SECOND_ED25519, controller=SECTOR_WEB, number=2
        )
        report = report_on(statement_of_practice(BY_COMPANY, by_web))
        assert report.endorsers[1].status is CheckStatus.INDETERMINATE
        assert endorser_words(report, EN, Endorsed.CREDENTIAL)[1].standing == ""

    def test_of_one_on_the_trust_list_is_its_name_there(self) -> None:
        by_web = signature_on_statement(
            Role.SECTOR_ORGANISATION, SECOND_ED25519, controller=SECTOR_WEB, number=2
        )
        report = report_on(statement_of_practice(BY_COMPANY, by_web), trusted=self.trust_list_with_sector())
        sector = report.endorsers[1]
        assert (sector.standing, sector.listed_as, sector.trust_list) == (
            Standing.LISTED,
            "Branchevereniging",
            "Testlijst",
        )
        words = endorser_words(report, NL, Endorsed.CREDENTIAL)[1]
        assert words.signer.startswith("Branchevereniging, op")
        assert words.standing == "Staat als Branchevereniging op de lijst ‘Testlijst’."

    def test_of_the_school_that_puts_its_hallmark_on_its_module(self) -> None:
        subject = badge()["credentialSubject"]
        assert isinstance(subject, dict)
        assert isinstance(subject["achievement"], dict)
        hallmark = build_endorsement(
            content_of_achievement(subject["achievement"]),
            Endorser(id=SCHOOL, role=Role.SCHOOL),
            endorsement_id="urn:uuid:0f6b2c4e-0000-4000-8000-000000000009",
            at=AWARDED,
            language="nl",
        )
        document = badge_with(
            "/credentialSubject/achievement/endorsement", [signed(hallmark, ISSUER_ED25519)]
        )
        report = report_on(signed(document), policy=STRICT)
        (one,) = report.endorsers
        assert (one.endorsed, one.status, one.standing, one.role) == (
            Endorsed.ACHIEVEMENT,
            PASSED,
            Standing.ISSUER,
            "onderwijsinstelling",
        )
        assert endorsement_count(report, NL, Endorsed.ACHIEVEMENT) == "1 van 1 in orde"
        assert endorser_words(report, NL, Endorsed.CREDENTIAL) == ()


class TestTheReport:
    def test_shows_nobody_when_nobody_was_shown_to_have_signed(self) -> None:
        tampered = statement_of_practice(BY_COMPANY, BY_SECTOR) | {"name": "Iets anders"}
        report = report_on(tampered)
        assert (report.endorsers, report.signers_required) == ((), ())

    def test_shows_nobody_while_it_is_open_who_signed(self) -> None:
        report = report_on(statement_of_practice(BY_COMPANY, BY_SECTOR), trusted=None)
        assert result_of(report, CheckId.PROOF).status is CheckStatus.INDETERMINATE
        assert (report.endorsers, report.signers_required) == ((), ())

    def test_has_them_in_json(self) -> None:
        report = report_on(statement_of_practice(BY_COMPANY))
        document = json.loads(json.dumps(report_json(report, NL)))
        assert document["signaturesRequired"] == ["leerbedrijf", "brancheorganisatie"]
        (one,) = document["endorsements"]
        assert one.pop("comment").startswith("Organisatie 1 ondertekent als leerbedrijf")
        assert one == {
            "pointer": "/endorsement/0",
            "endorsed": "credential",
            "status": "passed",
            "role": "leerbedrijf",
            "organisation": "Organisatie 1",
            "official": "P. Praktijk",
            "signedAt": "2026-11-20T09:00:00Z",
            "endorser": STRANGER_ED25519.did_key,
            "standing": "self_named",
            "counts": True,
        }

    @pytest.mark.parametrize(
        ("language", "shown"),
        [
            ("nl", ("Handtekeningen van anderen: 1 van 2 handtekeningen", "ontbreekt (niet in orde)")),
            ("en", ("Signatures of others: 1 of 2 signatures", "missing (not in order)")),
        ],
    )
    def test_has_them_on_a_terminal(self, language: str, shown: tuple[str, ...]) -> None:
        file = io.StringIO()
        report = report_on(statement_of_practice(BY_COMPANY))
        Terminal(Console(file=file, width=100), texts(language)).show("x.json", report)
        for words in shown:
            assert words in file.getvalue()

    def test_a_name_cannot_drive_the_terminal(self) -> None:
        evil = signature_on_statement(Role.COMPANY, STRANGER_ED25519)
        issuer = evil["issuer"]
        assert isinstance(issuer, dict)
        report = report_on(
            statement_of_practice(evil | {"issuer": {**issuer, "name": "\u202e[red]B", "official": "{x}"}})
        )
        file = io.StringIO()
        Terminal(Console(file=file, width=100), NL).show("x.json", report)
        assert "\u202e" not in file.getvalue()
        assert "[red]B, {x}" in file.getvalue()

    @pytest.mark.parametrize(
        ("pointer", "endorsed"),
        [
            ("/issuer/endorsement", Endorsed.OTHER),
            ("/credentialSubject/achievement/endorsement", Endorsed.ACHIEVEMENT),
        ],
    )
    def test_tells_apart_what_was_endorsed(self, pointer: str, endorsed: Endorsed) -> None:
        of: JsonObject = {"id": SCHOOL}
        if endorsed is Endorsed.ACHIEVEMENT:
            subject = badge()["credentialSubject"]
            assert isinstance(subject, dict)
            assert isinstance(subject["achievement"], dict)
            of = content_of_achievement(subject["achievement"])
        document = badge_with(pointer, [signature_on_statement(Role.EMPLOYER, STRANGER_ED25519, of=of)])
        report = report_on(signed(document), at=AT)
        assert [one.endorsed for one in report.endorsers] == [endorsed]
