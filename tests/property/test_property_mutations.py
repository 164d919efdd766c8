"""Whatever is changed in a signed credential, it does not pass; or it says and shows the same."""

import copy
import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contexts import CREDENTIALS_V2, OB_3_0_3, bundled_contexts
from credentials.achievement.building import build_open_badge
from credentials.parsing import JsonObject, JsonValue
from tests.awards_for_tests import AWARD
from tests.findings_for_tests import endorsed, signed_endorsement, with_result
from tests.keys_for_tests import STRANGER_ED25519
from tests.mutations_for_tests import Path, at, claims, mutations_at, places, with_value, without
from tests.verification_for_tests import (
    AT,
    AWARDED,
    INDEX,
    SCHOOL,
    badge,
    badge_with,
    found,
    report_on,
    signed,
    status_entry,
    status_list,
)
from verifier import CheckId, Code, Conclusion, VerificationReport
from verifier.report_json import report_json
from verifier.texts import texts

LISTS = [status_list(5)]
TEXTS = texts("en")
FIRST_PROOF = "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9b01"


def wide_badge() -> JsonObject:
    """Return a signed award with about everything that a badge can hold, and a chain of proofs."""
    document = build_open_badge(AWARD)
    issuer, subject = document["issuer"], document["credentialSubject"]
    assert isinstance(issuer, dict)
    assert isinstance(subject, dict)
    achievement = subject["achievement"]
    assert isinstance(achievement, dict)
    alignments = achievement["alignment"]
    assert isinstance(alignments, list)
    issuer["id"] = SCHOOL
    achievement["alignment"] = [alignments[0], alignments[6]]
    achievement["creditsAvailable"] = 2.5
    achievement["creator"] = {"id": SCHOOL, "type": ["Profile"], "name": issuer["name"]}
    document["name"] = {"@value": "Bediening", "@language": "nl"}
    document["credentialStatus"] = status_entry()
    document["evidence"] = [
        {"id": "https://bewijs.example/1", "type": ["Evidence"], "name": "Werkstuk", "narrative": "Dienst."}
    ]
    document["endorsement"] = [signed_endorsement(str(document["id"]))]
    with_proof = signed(document, proof_id=FIRST_PROOF)
    return signed(with_proof, STRANGER_ED25519, controller="did:key", previous_proof=FIRST_PROOF)


SMALL = signed(badge(credentialStatus=status_entry()))
WIDE = wide_badge()


def judged(document: JsonObject, at: datetime = AT) -> VerificationReport:
    return report_on(json.dumps(document).encode(), lists=LISTS, at=at)


def passes(document: JsonObject) -> bool:
    return judged(document).conclusion is Conclusion.PASSED


def shown(document: JsonObject) -> object:
    """Return what a verifier shows of a credential, without regard to the order of equal things."""
    return _unordered(report_json(judged(document), TEXTS)["credential"])


def _unordered(value: JsonValue) -> object:
    if isinstance(value, dict):
        return {key: _unordered(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted((_unordered(item) for item in value), key=repr)
    return value


def assert_harmless_if_it_passes(original: JsonObject, changed: JsonObject, name: str) -> None:
    """A change may pass only if it leaves the claims, and what is shown of them, as they were."""
    if passes(changed):
        assert claims(changed) == claims(original), name
        assert shown(changed) == shown(original), name
        assert_same_proofs(original, changed, name)


def assert_same_proofs(original: JsonObject, changed: JsonObject, name: str) -> None:
    """Proofs make no claims. One may stand twice, or alone without an array, and repeat the context."""
    known = [plain_proof(proof) for proof in proofs_of(original)]
    for proof in proofs_of(changed):
        assert plain_proof(proof) in known, name


def proofs_of(document: JsonObject) -> list[JsonObject]:
    value = document["proof"]
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def plain_proof(proof: JsonObject) -> object:
    return claims({key: value for key, value in proof.items() if key != "@context"})


@pytest.mark.parametrize("original", [SMALL, WIDE], ids=["small", "wide"])
def test_the_unchanged_credentials_pass(original: JsonObject) -> None:
    report = judged(original)
    assert report.conclusion is Conclusion.PASSED
    assert [finding.code for result in report.results for finding in result.findings] == []


@pytest.mark.parametrize("path", [path for path in places(SMALL) if len(path) < 3], ids=str)
def test_no_change_in_the_outer_places_of_a_small_badge_passes(path: Path) -> None:
    for name, changed in mutations_at(SMALL, path):
        assert_harmless_if_it_passes(SMALL, changed, f"{path}: {name}")


@given(st.data())
def test_no_change_in_one_place_of_a_wide_badge_passes(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(places(WIDE), key=repr)), label="path")
    changes = dict(mutations_at(WIDE, path))
    name = data.draw(st.sampled_from(sorted(changes)), label="change")
    assert_harmless_if_it_passes(WIDE, changes[name], f"{path}: {name}")


@given(st.data())
def test_no_two_changes_together_pass(data: st.DataObject) -> None:
    """One change must not make up for another."""
    changed = SMALL
    for _ in range(2):
        path = data.draw(st.sampled_from(sorted(places(changed), key=repr)[1:]))
        changes = dict(mutations_at(changed, path))
        changed = changes[data.draw(st.sampled_from(sorted(changes)))]
    assert_harmless_if_it_passes(SMALL, changed, "two changes")


@given(st.data())
def test_nothing_may_change_places(data: st.DataObject) -> None:
    """Two values of any two places, exchanged; or one put in place of the other."""
    every = [path for path in places(WIDE) if path]
    one, other = data.draw(st.sampled_from(every)), data.draw(st.sampled_from(every))
    if one == other[: len(one)] or other == one[: len(other)]:
        return
    changed = with_value(WIDE, one, copy.deepcopy(at(WIDE, other)))
    if data.draw(st.booleans()):
        changed = with_value(changed, other, copy.deepcopy(at(WIDE, one)))
    assert_harmless_if_it_passes(WIDE, changed, f"{one} and {other}")


def test_the_two_names_of_one_class_show_the_same() -> None:
    """OB 3.0 gives OpenBadgeCredential and AchievementCredential one IRI; no two properties have one."""
    renamed = with_value(WIDE, ("type", 1), "AchievementCredential")
    assert passes(renamed)
    assert shown(renamed) == shown(WIDE)


class TestTwoCredentials:
    """Parts of one credential of a school in another credential of the same school."""

    OTHER = signed(
        badge_with("/credentialSubject/identifier/1/identityHash", "Bram Bakker")
        | {
            "id": "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a99",
            "name": "Warmtepompen onderhouden",
            "validFrom": "2026-11-19T09:00:00Z",
            "credentialStatus": status_entry(5),
        },
        created=AWARDED.replace(day=19),
    )

    def test_the_proof_of_another_credential(self) -> None:
        report = judged(SMALL | {"proof": self.OTHER["proof"]})
        assert found(report, CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, "/proof/0/proofValue")]

    @pytest.mark.parametrize("path", [path for path in places(SMALL) if path], ids=str)
    def test_a_part_of_another_credential(self, path: Path) -> None:
        part = at(self.OTHER, path)
        if part != at(SMALL, path):
            assert judged(with_value(SMALL, path, part)).conclusion is Conclusion.FAILED

    def test_the_members_of_one_proof_in_another(self) -> None:
        proof = at(self.OTHER, ("proof", 0))
        assert isinstance(proof, dict)
        for name in ("created", "proofValue"):
            assert not passes(with_value(SMALL, ("proof", 0, name), proof[name]))

    def test_another_issuer_with_its_own_proof(self) -> None:
        """The words of the school under the name of the school, signed by somebody else."""
        document = {name: value for name, value in SMALL.items() if name != "proof"}
        report = judged(signed(document, STRANGER_ED25519, controller="did:key"))
        assert found(report, CheckId.PROOF) == [(Code.NOT_SIGNED_BY_ISSUER, "/issuer")]

    def test_a_proof_of_the_school_beside_a_forged_one(self) -> None:
        forged = with_value(SMALL, ("name",), "Iets anders")
        report = judged(signed(forged, STRANGER_ED25519, controller="did:key"))
        assert report.conclusion is Conclusion.FAILED


class TestContexts:
    """``@context`` is not signed as such; what the document says under it is."""

    # These define nothing that a badge uses, or define it alike.
    HARMLESS_BEHIND_THE_USUAL_TWO = frozenset(
        {
            CREDENTIALS_V2,
            OB_3_0_3,
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
            "https://w3id.org/security/data-integrity/v1",
            "https://w3id.org/security/data-integrity/v2",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/suites/ed25519-2020/v1",
            "https://w3id.org/vc/status-list/2021/v1",
            "https://www.w3.org/ns/credentials/status/v1",
            "https://www.w3.org/ns/did/v1",
        }
    )

    @pytest.mark.parametrize("original", [SMALL, WIDE], ids=["small", "wide"])
    @pytest.mark.parametrize("url", sorted(bundled_contexts().urls()))
    def test_one_of_ours_more(self, url: str, original: JsonObject) -> None:
        behind = original | {"@context": [CREDENTIALS_V2, OB_3_0_3, url]}
        if passes(behind):
            assert url in self.HARMLESS_BEHIND_THE_USUAL_TWO
            assert shown(behind) == shown(original)

    @pytest.mark.parametrize("url", sorted(bundled_contexts().urls() - {CREDENTIALS_V2, OB_3_0_3}))
    def test_one_of_ours_in_another_place(self, url: str) -> None:
        for contexts in (
            [url],
            [url, OB_3_0_3],
            [url, CREDENTIALS_V2, OB_3_0_3],
            [CREDENTIALS_V2, url],
            [CREDENTIALS_V2, url, OB_3_0_3],
        ):
            assert not passes(SMALL | {"@context": [*contexts]}), contexts

    @pytest.mark.parametrize(
        "contexts",
        [
            [OB_3_0_3, CREDENTIALS_V2],
            [CREDENTIALS_V2],
            [OB_3_0_3],
            [],
            CREDENTIALS_V2,
            {},
            None,
            [CREDENTIALS_V2, OB_3_0_3, None],
            [CREDENTIALS_V2, OB_3_0_3, {}],
            [CREDENTIALS_V2, OB_3_0_3, {"@vocab": "https://x.example/"}],
            [CREDENTIALS_V2, OB_3_0_3, {"name": "https://schema.org/description"}],
            [CREDENTIALS_V2, {"@import": OB_3_0_3}],
            [CREDENTIALS_V2, OB_3_0_3, "https://x.example/context.json"],
            [CREDENTIALS_V2, OB_3_0_3 + "#"],
            [CREDENTIALS_V2, OB_3_0_3.replace("https:", "http:")],
            [CREDENTIALS_V2, OB_3_0_3.replace("purl.", "PURL.")],
            ["https://www.w3.org/ns/credentials/examples/v2", CREDENTIALS_V2, OB_3_0_3],
        ],
        ids=str,
    )
    def test_other_contexts(self, contexts: JsonValue) -> None:
        assert not passes(SMALL | {"@context": contexts})

    def test_a_context_deeper_in_the_document(self) -> None:
        for path in places(SMALL):
            if path and isinstance(at(SMALL, path), dict) and path[0] != "proof":
                assert not passes(with_value(SMALL, (*path, "@context"), [CREDENTIALS_V2])), path

    def test_a_proof_may_only_repeat_the_context(self) -> None:
        def in_proof(contexts: JsonValue) -> JsonObject:
            return with_value(SMALL, ("proof", 0, "@context"), contexts)

        assert passes(in_proof(SMALL["@context"]))
        assert not passes(in_proof([CREDENTIALS_V2, "https://w3id.org/security/data-integrity/v2"]))
        assert not passes(in_proof([OB_3_0_3]))
        assert not passes(in_proof([]))
        assert not passes(in_proof(None))
        assert not passes(in_proof({"proofPurpose": "https://x.example/"}))


class TestSeveralDescriptionsOfOneThing:
    """RDF knows things, not places: what is said of one thing could stand in several places."""

    def test_the_status_cannot_hide_in_an_endorsement(self) -> None:
        """The badge is revoked; its status is moved into the endorsement, which is about it too."""
        revoked = signed(badge(credentialStatus=status_entry(), endorsement=[signed_endorsement()]))
        lists = [status_list(INDEX)]
        assert found(report_on(revoked, lists=lists), CheckId.STATUS) == [(Code.REVOKED, "/credentialStatus")]
        kinds: list[JsonValue] = ["VerifiableCredential", "OpenBadgeCredential", "EndorsementSubject"]
        moved = without(revoked, ("credentialStatus",))
        place = ("endorsement", 0, "credentialSubject")
        moved = with_value(moved, (*place, "credentialStatus"), revoked["credentialStatus"])
        only: list[JsonValue] = ["EndorsementSubject"]
        for types in (kinds, only):
            hidden = with_value(moved, (*place, "type"), [*types])
            if len(types) > 1:
                hidden["type"] = [*kinds]
            assert report_on(hidden, lists=lists).conclusion is Conclusion.FAILED

    @pytest.mark.parametrize("name", ["alignment", "image", "inLanguage", "tag", "version", "description"])
    def test_nothing_of_the_achievement_can_hide_in_an_endorsement(self, name: str) -> None:
        values: JsonObject = {
            "alignment": [
                {"type": ["Alignment"], "targetName": "EQF 2", "targetUrl": "http://data.europa.eu/snb/eqf/2"}
            ],
            "image": {"id": "https://roc-voorbeeld.example/i.png", "type": "Image"},
            "inLanguage": "nl",
            "tag": ["mbo"],
            "version": "1.0.0",
            "description": "Installeert en regelt een warmtepomp in.",
        }
        document = badge_with(f"/credentialSubject/achievement/{name}", values[name])
        achievement = ("credentialSubject", "achievement")
        identifier = at(document, (*achievement, "id"))
        original = signed(document | {"endorsement": [signed_endorsement(str(identifier))]})
        assert passes(original)
        place = ("endorsement", 0, "credentialSubject")
        for types in (["EndorsementSubject"], ["Achievement", "EndorsementSubject"]):
            moved = without(original, (*achievement, name))
            moved = with_value(moved, (*place, name), values[name])
            moved = with_value(moved, (*place, "type"), [*types])
            if len(types) > 1:
                moved = with_value(moved, (*achievement, "type"), [*types])
            assert not passes(moved)

    def test_the_name_of_the_issuer_is_shown_wherever_it_stands(self) -> None:
        document = badge_with("/credentialSubject/source", badge()["issuer"])
        original = signed(document)
        assert not passes(without(original, ("issuer", "name")))
        repeated_less = without(original, ("credentialSubject", "source", "name"))
        assert passes(repeated_less)
        assert shown(repeated_less) == shown(original)
        by_reference = original | {"issuer": SCHOOL}
        assert passes(by_reference)
        assert shown(by_reference) == shown(original)

    def test_a_part_of_the_issuer_cannot_move_to_where_it_is_not_looked_for(self) -> None:
        document = badge_with("/credentialSubject/source", badge()["issuer"])
        document = badge_with("/issuer/url", "https://roc-voorbeeld.example/", document)
        moved = without(signed(document), ("issuer", "url"))
        moved = with_value(moved, ("credentialSubject", "source", "url"), "https://roc-voorbeeld.example/")
        report = judged(moved)
        assert found(report, CheckId.STRUCTURE) == [(Code.UNSIGNED_DATA, "/credentialSubject/source")]

    def test_a_result_description_cannot_move_into_the_result(self) -> None:
        original = signed(with_result("7.5", requiredValue="5.5"))
        assert passes(original)
        description = ("credentialSubject", "achievement", "resultDescription")
        whole = at(original, (*description, 0))
        assert isinstance(whole, dict)
        reference = ("credentialSubject", "result", 0, "resultDescription")
        for value in (whole, {"id": whole["id"]}, {"id": whole["id"], "name": whole["name"]}):
            assert not passes(with_value(original, reference, value))

    def test_brackets_do_not_hide_a_result(self) -> None:
        """JSON-LD takes ["17"] for "17", so the signature holds; a check that looks for a text does not."""
        original = signed(with_result("17"))
        assert found(judged(original), CheckId.ACHIEVEMENT) == [
            (Code.RESULT_OUT_OF_RANGE, "/credentialSubject/result/0/value")
        ]
        hidden = with_value(original, ("credentialSubject", "result", 0, "value"), ["17"])
        assert found(judged(hidden), CheckId.STRUCTURE) == [
            (Code.MALFORMED_VALUE, "/credentialSubject/result/0/value")
        ]


class TestEndorsements:
    """A signature inside a credential is the business of whoever made it."""

    @settings(max_examples=30)
    @given(st.data())
    def test_a_changed_endorsement_breaks_the_badge(self, data: st.DataObject) -> None:
        original = endorsed(signed_endorsement())
        path = data.draw(st.sampled_from([path for path in places(original) if path[:1] == ("endorsement",)]))
        changes = dict(mutations_at(original, path))
        name = data.draw(st.sampled_from(sorted(changes)))
        assert_harmless_if_it_passes(original, changes[name], f"{path}: {name}")
