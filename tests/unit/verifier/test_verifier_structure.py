"""Is it a well-formed credential of a kind that we know?"""

from typing import Any

import pytest

from credentials.parsing import JsonObject
from tests.findings_for_tests import claims, endorsement, jwt_of, with_result
from tests.verification_for_tests import as_jwt, badge, badge_with, found, report_on, result_of, signed
from verifier import CheckId, CheckStatus, Code, Conclusion
from verifier.checks.structure import CredentialKind, check_structure

PASSED, FAILED, INDETERMINATE = CheckStatus.PASSED, CheckStatus.FAILED, CheckStatus.INDETERMINATE
SUBJECT = "/credentialSubject"
ACHIEVEMENT = f"{SUBJECT}/achievement"


def findings(
    document: JsonObject, kind: CredentialKind = CredentialKind.OPEN_BADGE
) -> set[tuple[Code, str | None]]:
    return {(one.code, one.pointer) for one in check_structure(document, kind=kind).findings}


class TestAGoodBadge:
    def test_has_no_findings(self) -> None:
        assert findings(badge()) == set()

    @pytest.mark.parametrize(
        "document",
        [
            badge_with("/issuer", "did:web:roc-voorbeeld.example"),
            badge_with("/type", ["VerifiableCredential", "AchievementCredential"]),
            badge(credentialSubject=[badge()["credentialSubject"]]),
            badge_with(f"{ACHIEVEMENT}/criteria", {"id": "https://roc-voorbeeld.example/eisen"}),
            badge_with(f"{SUBJECT}/identifier", ...)
            | {"credentialSubject": badge_with(f"{SUBJECT}/id", "did:a:b")["credentialSubject"]},
            badge(validUntil="2027-01-01T00:00:00+01:00", awardedDate="2026-11-19T00:00:00.123Z"),
            badge(name={"@value": "Warmtepompen", "@language": "nl"}),
            badge_with("/issuer/type", "Profile"),
        ],
        ids=[
            "issuer as URL",
            "older type",
            "subjects",
            "criteria by URL",
            "id only",
            "dates",
            "language",
            "one type",
        ],
    )
    def test_may_take_another_form(self, document: JsonObject) -> None:
        assert findings(document) == set()


class TestTheDataModel:
    @pytest.mark.parametrize("name", ["@context", "id", "issuer", "validFrom", "credentialSubject"])
    def test_names_what_is_missing(self, name: str) -> None:
        result = check_structure(badge(**{name: None}))
        assert (Code.PROPERTY_MISSING, "") in {(one.code, one.pointer) for one in result.findings}
        assert {"property": name} in [one.params for one in result.findings]

    @pytest.mark.parametrize("contexts", ["https://www.w3.org/ns/credentials/v2", [], {}])
    def test_wants_a_list_of_contexts(self, contexts: Any) -> None:  # noqa: ANN401
        assert (Code.CONTEXT_WRONG, "/@context") in findings(badge(**{"@context": contexts}))

    def test_wants_the_base_context_first(self) -> None:
        contexts: Any = badge()["@context"]
        assert (Code.CONTEXT_WRONG, "/@context/0") in findings(badge(**{"@context": contexts[::-1]}))

    @pytest.mark.parametrize(
        ("document", "place"),
        [
            (badge(id=["urn:a:b"]), "/id"),
            (badge(id="volgnummer 7"), "/id"),
            (badge(id=7), "/id"),
            (badge_with("/issuer/id", "ROC Voorbeeld"), "/issuer/id"),
            (badge_with("/issuer", "ROC Voorbeeld"), "/issuer"),
            (badge_with(f"{ACHIEVEMENT}/id", {}), f"{ACHIEVEMENT}/id"),
            (badge(evidence=[{"id": "#a", "type": ["Evidence"]}]), "/evidence/0/id"),
        ],
    )
    def test_wants_one_url_as_id_at_every_level(self, document: JsonObject, place: str) -> None:
        assert (Code.ID_NOT_A_URL, place) in findings(document)

    @pytest.mark.parametrize("issuer", [[], ["did:a:b"], 7, True])
    def test_wants_a_url_or_an_object_as_issuer(self, issuer: Any) -> None:  # noqa: ANN401
        assert (Code.MALFORMED_VALUE, "/issuer") in findings(badge(issuer=issuer))

    @pytest.mark.parametrize(
        ("subject", "code", "place"),
        [
            ([], Code.PROPERTY_MISSING, ""),
            ({"id": "did:a:b"}, Code.MALFORMED_VALUE, SUBJECT),
            ({"type": ["AchievementSubject"]}, Code.MALFORMED_VALUE, SUBJECT),
            (["did:a:b"], Code.MALFORMED_VALUE, f"{SUBJECT}/0"),
        ],
    )
    def test_wants_a_claim_about_each_subject(self, subject: Any, code: Code, place: str) -> None:  # noqa: ANN401
        assert (code, place) in findings(badge(credentialSubject=subject))

    @pytest.mark.parametrize(
        "moment",
        [
            "2026-11-20",
            "2026-11-20T09:00:00",
            "2026-11-20 09:00:00Z",
            "20261120T090000Z",
            "2026-02-30T09:00:00Z",
            1_763_629_200,
            ["2026-11-20T09:00:00Z"],
        ],
    )
    @pytest.mark.parametrize("name", ["validFrom", "validUntil", "awardedDate"])
    def test_wants_dates_with_a_time_and_a_zone(self, name: str, moment: Any) -> None:  # noqa: ANN401
        assert (Code.DATE_MALFORMED, f"/{name}") in findings(badge(**{name: moment}))

    @pytest.mark.parametrize(
        ("name", "value", "code"),
        [
            ("credentialStatus", {"id": "urn:a:b"}, Code.TYPE_MISSING),
            ("termsOfUse", [{"id": "urn:a:b"}], Code.TYPE_MISSING),
            ("refreshService", {"id": "urn:a:b"}, Code.TYPE_MISSING),
            ("credentialSchema", [{"id": "urn:a:b"}], Code.TYPE_MISSING),
            ("credentialSchema", [{"type": "1EdTechJsonSchemaValidator2019"}], Code.PROPERTY_MISSING),
            ("credentialSchema", "urn:a:b", Code.MALFORMED_VALUE),
            ("relatedResource", ["urn:a:b"], Code.MALFORMED_VALUE),
            ("relatedResource", [{"id": "urn:a:b"}], Code.PROPERTY_MISSING),
            ("relatedResource", [{"digestSRI": "sha384-AAAA"}], Code.PROPERTY_MISSING),
        ],
    )
    def test_wants_parts_that_say_what_they_are(self, name: str, value: Any, code: Code) -> None:  # noqa: ANN401
        place = f"/{name}/0" if isinstance(value, list) else f"/{name}"
        assert (code, place) in findings(badge(**{name: value}))

    @pytest.mark.parametrize("name", [7, ["Warmtepompen", 7], {"nl": "Warmtepompen"}, {"@value": 7}])
    def test_wants_text_as_name(self, name: Any) -> None:  # noqa: ANN401
        place = "/name/1" if isinstance(name, list) else "/name"
        assert (Code.TEXT_MALFORMED, place) in findings(badge(name=name))


class TestOpenBadges:
    @pytest.mark.parametrize(
        ("place", "value", "code", "expected"),
        [
            (f"{SUBJECT}/type", ["Person"], Code.TYPE_WRONG, f"{SUBJECT}/type"),
            (f"{SUBJECT}/identifier/0/type", "Identity", Code.TYPE_WRONG, f"{SUBJECT}/identifier/0/type"),
            (f"{SUBJECT}/identifier", ..., Code.PROPERTY_MISSING, SUBJECT),
            (f"{SUBJECT}/achievement", "urn:a:b", Code.MALFORMED_VALUE, ACHIEVEMENT),
            (f"{ACHIEVEMENT}/type", ..., Code.TYPE_WRONG, ACHIEVEMENT),
            (f"{ACHIEVEMENT}/id", ..., Code.PROPERTY_MISSING, ACHIEVEMENT),
            (f"{ACHIEVEMENT}/name", ..., Code.PROPERTY_MISSING, ACHIEVEMENT),
            (f"{ACHIEVEMENT}/name", ["a"], Code.TEXT_MALFORMED, f"{ACHIEVEMENT}/name"),
            (f"{ACHIEVEMENT}/description", ..., Code.PROPERTY_MISSING, ACHIEVEMENT),
            (f"{ACHIEVEMENT}/criteria", ..., Code.PROPERTY_MISSING, ACHIEVEMENT),
            ("/issuer/otherIdentifier", [{"type": "Id"}], Code.TYPE_WRONG, "/issuer/otherIdentifier/0/type"),
            ("/issuer/parentOrg", {"name": "Stichting"}, Code.TYPE_WRONG, "/issuer/parentOrg"),
            (f"{SUBJECT}/source", "urn:a:b", Code.MALFORMED_VALUE, f"{SUBJECT}/source"),
        ],
    )
    def test_says_what_belongs_where(self, place: str, value: Any, code: Code, expected: str) -> None:  # noqa: ANN401
        assert (code, expected) in findings(badge_with(place, value))

    def test_wants_results_and_their_descriptions_by_name(self) -> None:
        document = badge_with(f"{SUBJECT}/result/0/type", ["Score"], with_result())
        document = badge_with(f"{ACHIEVEMENT}/resultDescription/0/type", ["Scale"], document)
        assert {
            (Code.TYPE_WRONG, f"{SUBJECT}/result/0/type"),
            (Code.TYPE_WRONG, f"{ACHIEVEMENT}/resultDescription/0/type"),
        } <= findings(document)

    def test_remarks_on_an_older_context(self) -> None:
        document = badge_with("/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json")
        result = check_structure(document)
        assert result.status is PASSED
        assert [(one.code, one.pointer) for one in result.findings] == [(Code.CONTEXT_OLDER, "/@context/1")]

    @pytest.mark.parametrize("edition", ["context-3.0.3.json?a", "context-3.0.1.json", "context.json"])
    def test_does_not_take_a_context_for_another_data_model_or_that_only_looks_right(
        self, edition: str
    ) -> None:
        document = badge_with("/@context/1", f"https://purl.imsglobal.org/spec/ob/v3p0/{edition}")
        assert (Code.CONTEXT_WRONG, "/@context/1") in findings(document)
        assert check_structure(document).status is FAILED

    def test_an_endorsement_is_not_a_badge_and_a_badge_no_endorsement(self) -> None:
        assert findings(endorsement()) == {(Code.UNSUPPORTED_TYPE, "/type")}
        assert findings(endorsement(), CredentialKind.ENDORSEMENT) == set()
        assert findings(badge(), CredentialKind.ENDORSEMENT) == {(Code.UNSUPPORTED_TYPE, "/type")}

    def test_an_endorsement_has_a_name_and_says_of_what(self) -> None:
        document = badge_with("/credentialSubject/id", ..., endorsement(name=None))
        assert {(Code.PROPERTY_MISSING, ""), (Code.PROPERTY_MISSING, SUBJECT)} <= findings(
            document, CredentialKind.ENDORSEMENT
        )


class TestOtherKinds:
    @pytest.mark.parametrize(
        "types",
        [
            ["VerifiablePresentation"],
            ["EnvelopedVerifiableCredential"],
            ["VerifiableCredential", "ClrCredential"],
            ["VerifiableCredential"],
            "VerifiableCredential",
        ],
    )
    def test_that_we_do_not_know_are_an_open_question(self, types: Any) -> None:  # noqa: ANN401
        result = check_structure(badge(type=types))
        assert result.status is INDETERMINATE
        assert [one.code for one in result.findings] == [Code.UNSUPPORTED_TYPE]

    @pytest.mark.parametrize("types", [None, [], ["OpenBadgeCredential"], 7, [7]])
    def test_that_are_no_credential_fail(self, types: Any) -> None:  # noqa: ANN401
        result = check_structure(badge(type=types))
        assert result.status is FAILED
        assert [one.code for one in result.findings] == [Code.NOT_A_CREDENTIAL]

    @pytest.mark.parametrize(
        "context",
        ["https://w3id.org/credentials/v1", "https://www.w3.org/ns/credentials/v3"],
        ids=["before 1.0", "after 2.0"],
    )
    def test_of_another_data_model_are_an_open_question(self, context: str) -> None:
        result = check_structure(badge_with("/@context/0", context))
        assert result.status is INDETERMINATE
        (finding,) = result.findings
        assert (finding.code, finding.pointer) == (Code.UNSUPPORTED_DATA_MODEL, "/@context/0")
        assert finding.params == {"context": context}


class TestWhatASignatureWouldNotCover:
    @pytest.mark.parametrize(
        ("changes", "code", "place"),
        [
            ({"loon": "hoog"}, Code.UNDEFINED_TERM, "/loon"),
            ({"@included": [{"id": "urn:a:b"}]}, Code.FORBIDDEN_KEYWORD, "/@included"),
            ({"evidence": []}, Code.UNSIGNED_DATA, "/evidence"),
            ({"name": "Warmte\u0000pomp"}, Code.CHARACTER_REFUSED, "/name"),
        ],
    )
    def test_is_found_in_a_jwt_as_well(self, changes: JsonObject, code: Code, place: str) -> None:
        """Its signature covers every byte, but other software reads the same credential as JSON-LD."""
        report = report_on(jwt_of(claims(badge(**changes))))
        assert (code, place) in found(report, CheckId.STRUCTURE)
        assert result_of(report, CheckId.PROOF).status is PASSED
        assert report.conclusion is Conclusion.FAILED

    def test_an_added_term_never_passes(self) -> None:
        report = report_on(signed(badge()) | {"loon": "hoog"})
        assert (Code.UNDEFINED_TERM, "/loon") in found(report, CheckId.STRUCTURE)
        assert (Code.UNDEFINED_TERM, "/loon") in found(report, CheckId.PROOF)
        assert report.conclusion is Conclusion.FAILED

    def test_an_appended_context_never_passes(self) -> None:
        document = signed(badge())
        appended = badge_with("/@context/2", {"name": "https://example.com/other"}, document)
        assert report_on(appended).conclusion is not Conclusion.PASSED

    def test_is_named_once_where_the_model_names_it(self) -> None:
        assert findings(badge_with("/issuer/id", "ROC")) == {(Code.ID_NOT_A_URL, "/issuer/id")}

    def test_a_remark_does_not_hide_it(self) -> None:
        """The older context is a remark at the place where another finding may stand."""
        document = badge_with("/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json")
        document["loon"] = "hoog"
        assert check_structure(document).status is FAILED


def test_a_thousand_faults_are_not_all_told() -> None:
    document = badge(evidence=[{"id": f"nr {number}", "type": ["Evidence"]} for number in range(1_000)])
    assert len(check_structure(document).findings) == 50


def test_a_good_jwt_has_no_findings() -> None:
    assert found(report_on(as_jwt(badge())), CheckId.STRUCTURE) == []
