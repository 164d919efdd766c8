"""Do the endorsements in it hold?"""

import pytest

from credentials.limits import Limits
from credentials.parsing import JsonObject
from tests.findings_for_tests import CASES, endorsed, endorsement, signed_endorsement
from tests.keys_for_tests import SECOND_ED25519, STRANGER_ED25519, STRANGER_P256
from tests.verification_for_tests import (
    SCHOOL,
    as_jwt,
    badge,
    badge_with,
    found,
    report_on,
    result_of,
    signed,
)
from verifier import STRICT, CheckId, CheckStatus, Code, Conclusion
from verifier.endorsements import find_endorsements
from verifier.members import text
from verifier.signed import Signed

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE
ACHIEVEMENT_ID = "https://roc-voorbeeld.example/modules/warmtepompen/1.0.0"
ENDORSED_ID = "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a22"


def status_of(document: JsonObject) -> CheckStatus:
    return result_of(report_on(signed(document)), CheckId.ENDORSEMENTS).status


class TestAnEndorsement:
    def test_holds_of_the_credential(self) -> None:
        result = result_of(report_on(endorsed(signed_endorsement())), CheckId.ENDORSEMENTS)
        assert result.status is PASSED
        assert result.evidence == {"endorsements": "1", "verified": "1"}

    def test_holds_of_the_achievement_and_of_the_issuer(self) -> None:
        document = badge_with(
            "/credentialSubject/achievement/endorsement", [signed_endorsement(ACHIEVEMENT_ID)]
        )
        document = badge_with("/issuer/endorsement", [signed_endorsement(SCHOOL)], document)
        result = result_of(report_on(signed(document)), CheckId.ENDORSEMENTS)
        assert result.evidence == {"endorsements": "2", "verified": "2"}

    def test_is_about_the_thing_that_carries_it(self) -> None:
        of_badge_on_achievement = badge_with(
            "/credentialSubject/achievement/endorsement", [signed_endorsement()]
        )
        report = report_on(signed(of_badge_on_achievement))
        place = "/credentialSubject/achievement/endorsement/0/credentialSubject"
        assert found(report, CheckId.ENDORSEMENTS) == [(Code.ENDORSEMENT_OF_OTHER, place)]

    def test_may_be_a_jwt(self) -> None:
        document = endorsement(key=STRANGER_P256)
        jwt = as_jwt(document, STRANGER_P256, controller=STRANGER_P256.did_key).decode()
        # The member is not in every edition of the context, so a JWT carries it here.
        report = report_on(as_jwt(badge(endorsementJwt=[jwt])))
        assert result_of(report, CheckId.ENDORSEMENTS).status is PASSED
        report = report_on(as_jwt(badge(endorsementJwt=[jwt[:-4] + "AAAA"])))
        assert found(report, CheckId.ENDORSEMENTS) == [(Code.ENDORSEMENT_NOT_VERIFIED, "/endorsementJwt/0")]

    @pytest.mark.parametrize(
        "changes",
        [
            {"validUntil": "2026-11-21T00:00:00Z"},
            {"validFrom": "2026-12-01T00:00:00Z"},
            {"name": ["a", 7]},
        ],
        ids=["expired", "not yet valid", "no text as name"],
    )
    def test_goes_through_the_checks_of_any_credential(self, changes: JsonObject) -> None:
        document = signed(endorsement() | changes, STRANGER_ED25519, controller="did:key")
        assert status_of(badge(endorsement=[document])) is FAILED

    def test_signed_by_another_than_its_issuer_fails(self) -> None:
        document = signed(endorsement(), SECOND_ED25519, controller="did:key")
        report = report_on(endorsed(document))
        assert result_of(report, CheckId.ENDORSEMENTS).status is FAILED
        because = result_of(report, CheckId.ENDORSEMENTS).evidence["/endorsement/0"]
        assert because.split()[0] == Code.NOT_SIGNED_BY_ISSUER

    @pytest.mark.parametrize("value", ["geen JWT", 7])
    def test_that_cannot_be_read_fails(self, value: str | int) -> None:
        report = report_on(as_jwt(badge(endorsementJwt=[value])))
        assert found(report, CheckId.ENDORSEMENTS) == [(Code.ENDORSEMENT_NOT_VERIFIED, "/endorsementJwt/0")]


class TestItsWeight:
    def test_a_bad_one_warns_and_blocks_only_the_strict(self) -> None:
        document = endorsed(signed_endorsement() | {"name": "Iets anders"})
        assert report_on(document).conclusion is Conclusion.PASSED
        assert report_on(document, policy=STRICT).conclusion is Conclusion.FAILED


class TestEndorsementsOfEndorsements:
    def test_are_verified_too(self) -> None:
        inner = signed_endorsement(
            ENDORSED_ID, SECOND_ED25519, id="urn:uuid:5b0f0000-0000-4000-8000-00000000000b"
        )
        outer = signed(endorsement(endorsement=[inner]), STRANGER_ED25519, controller="did:key")
        result = result_of(report_on(endorsed(outer)), CheckId.ENDORSEMENTS)
        assert (result.status, result.evidence) == (PASSED, {"endorsements": "2", "verified": "2"})

        broken = signed(
            endorsement(endorsement=[inner | {"name": "Iets anders"}]), STRANGER_ED25519, controller="did:key"
        )
        report = report_on(endorsed(broken))
        assert found(report, CheckId.ENDORSEMENTS) == [
            (Code.ENDORSEMENT_NOT_VERIFIED, "/endorsement/0/endorsement/0")
        ]

    def test_are_bounded_in_depth(self) -> None:
        document = badge()
        for depth in range(8):
            document = badge(id=f"urn:x:{depth}", endorsement=[document])
        bounds = Limits(max_endorsement_depth=4)
        endorsements = find_endorsements(Signed(document), limits=bounds)
        assert len(endorsements.found) == 4
        assert endorsements.left_out == "/endorsement/0" * 5

    def test_are_bounded_in_number(self) -> None:
        report = CASES[Code.TOO_MANY_ENDORSEMENTS].report()
        assert result_of(report, CheckId.ENDORSEMENTS).evidence["endorsements"] == "32"
        assert report.conclusion is Conclusion.PASSED


def test_every_carrier_is_found_once() -> None:
    document = badge(endorsement=[endorsement(), endorsement("urn:a:b")])
    document = badge_with("/issuer/endorsement", endorsement(SCHOOL), document)
    endorsements = find_endorsements(Signed(document), limits=Limits()).found
    assert [(one.pointer, one.endorsed_id) for one in endorsements] == [
        ("/endorsement/0", text(document, "id")),
        ("/endorsement/1", text(document, "id")),
        ("/issuer/endorsement", SCHOOL),
    ]
