"""Endorsements: what is signed, by whom, and whether it is about what carries it."""

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.building import build_open_badge
from credentials.achievement.instruments.instrument import Signer
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import (
    content_digest,
    content_of_achievement,
    content_of_credential,
)
from credentials.endorsement.errors import EndorsementNotBuildable, RequestMalformed
from credentials.endorsement.reading import (
    fits,
    is_about,
    names,
    read_endorsement,
    read_endorsements,
)
from credentials.endorsement.request import EndorsementRequest, is_request, read_request
from credentials.endorsement.roles import ROLE_NAMES, Role, role_name
from credentials.parsing import JsonObject, MalformedDocument
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from tests.awards_for_tests import AWARD, CREDENTIAL_ID, ISSUER, MODULE, SUSPENSION, award_with
from tests.keys_for_tests import STRANGER_ED25519
from tests.paths import vectors

AT = datetime(2026, 7, 6, 10, 30, tzinfo=UTC)
ENDORSEMENT_ID = "urn:uuid:5b0f0000-0000-4000-8000-000000000001"
COMPANY = Endorser(
    id=STRANGER_ED25519.did_key,
    role=Role.COMPANY,
    organisation="Restaurant X B.V.",
    official="P. Praktijk",
    kvk="12345678",
)
SCHOOL = Endorser(id=ISSUER.id, role=Role.SCHOOL)
CREDENTIAL = build_open_badge(AWARD)
ACHIEVEMENT = build_achievement(MODULE, "nl", image=AWARD.image)


def endorsement(
    content: JsonObject | None = None,
    endorser: Endorser = COMPANY,
    **changes: Any,  # noqa: ANN401 - any argument of build_endorsement
) -> JsonObject:
    options: dict[str, Any] = {"endorsement_id": ENDORSEMENT_ID, "at": AT, "language": "nl"}
    return build_endorsement(content or content_of_credential(CREDENTIAL), endorser, **(options | changes))


class TestContent:
    @pytest.mark.parametrize(
        "changes",
        [
            {"awarded_on": AT.date()},
            {"valid_from": AT},
            {"valid_until": None},
            {"status": (SUSPENSION,)},
            {"decision_number": "EC-2"},
            {"replaces": None},
            {"recipient": dataclasses.replace(AWARD.recipient, subject_id=None)},
            {"recipient": dataclasses.replace(AWARD.recipient, email="ander@leerling.example")},
            {"endorsements": ({"id": "urn:x:1"},)},
            {"achievement_endorsements": ({"id": "urn:x:1"},)},
        ],
        ids=lambda changes: next(iter(changes)),
    )
    def test_is_the_same_before_and_after_issuing(self, changes: dict[str, Any]) -> None:
        content = content_of_credential(build_open_badge(award_with(**changes)))
        assert content_digest(content) == content_digest(content_of_credential(CREDENTIAL))

    @pytest.mark.parametrize(
        "changes",
        [
            {"credential_id": "urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0009"},
            {"recipient": dataclasses.replace(AWARD.recipient, name="Iemand Anders")},
            {"issuer": dataclasses.replace(ISSUER, id="did:web:andere.example")},
            {"issuer": dataclasses.replace(ISSUER, name="ROC Anders")},
            {"activity_end": AT.date()},
            {"results": ()},
            {"evidence": ("Werkstuk",)},
            {"provider": "Bistro Anders"},
            {"module__version": "1.0.1"},
            {"module__learning_outcomes": MODULE.learning_outcomes[:1]},
        ],
        ids=lambda changes: next(iter(changes)),
    )
    def test_is_another_when_something_else_was_achieved(self, changes: dict[str, Any]) -> None:
        content = content_of_credential(build_open_badge(award_with(**changes)))
        assert content_digest(content) != content_digest(content_of_credential(CREDENTIAL))

    def test_holds_no_address_of_the_learner(self) -> None:
        written = json.dumps(content_of_credential(CREDENTIAL), ensure_ascii=False)
        assert AWARD.recipient.name in written
        assert "sha256$" not in written
        assert str(AWARD.recipient.email_salt) not in written

    def test_without_canonical_form_is_refused(self) -> None:
        with pytest.raises(EndorsementNotBuildable) as caught:
            content_digest({"id": "\ud800"})
        assert caught.value.reason == "no_canonical_form"


class TestBuilding:
    def test_of_a_credential(self) -> None:
        built = endorsement()
        assert built["type"] == ["VerifiableCredential", "EndorsementCredential"]
        assert built["@context"] == CREDENTIAL["@context"]
        assert built["validFrom"] == "2026-07-06T10:30:00Z"
        subject = built["credentialSubject"]
        assert isinstance(subject, dict)
        assert subject["id"] == f"{CREDENTIAL_ID}#endorsed"
        comment = str(subject["endorsementComment"])
        assert comment.startswith(
            "Restaurant X B.V. ondertekent als leerbedrijf ‘Bediening met keukenbasis’ van Zoë van ’t Hof"
        )
        assert "- 23425/P1-K1-W1 Neemt bestellingen op en informeert\n- 23426/B1-K1-W1" in comment

    def test_of_a_module(self) -> None:
        built = endorsement(content_of_achievement(ACHIEVEMENT), language="en")
        read = read_endorsement(built)
        assert read.endorsed_id == ACHIEVEMENT["id"]
        assert (read.comment or "").startswith(
            "Restaurant X B.V. endorses as work placement company the module"
        )

    def test_a_hallmark_names_the_school_by_its_id_alone(self) -> None:
        """The school is described where it is the issuer; twice would be one node in two places."""
        built = endorsement(content_of_achievement(ACHIEVEMENT), SCHOOL)
        assert built["issuer"] == ISSUER.id
        assert built["name"] == "Waarmerk van de onderwijsinstelling"

    def test_without_work_processes_it_lists_outcomes(self) -> None:
        outcomes = tuple(dataclasses.replace(one, work_processes=()) for one in MODULE.learning_outcomes)
        content = content_of_achievement(
            build_achievement(dataclasses.replace(MODULE, learning_outcomes=outcomes), "nl")
        )
        assert "leeruitkomsten:\n\n- Neemt een bestelling op.\n- Zet" in (
            read_endorsement(endorsement(content)).comment or ""
        )

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"language": "de"}, "unknown_language"),
            ({"at": AT.replace(tzinfo=None)}, "no_time_zone"),
            ({"endorser": dataclasses.replace(COMPANY, organisation=None)}, "no_name"),
            ({"endorser": dataclasses.replace(COMPANY, kvk="1234")}, "invalid_kvk"),
            ({"endorser": dataclasses.replace(COMPANY, id="bedrijf")}, "relative_id"),
            ({"content": {"credentialSubject": {}}}, "relative_id"),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], reason: str) -> None:
        with pytest.raises(EndorsementNotBuildable) as caught:
            endorsement(**changes)
        assert caught.value.reason == reason

    def test_is_signed_by_its_own_key(self) -> None:
        signed = add_proof(endorsement(), STRANGER_ED25519.signer(), created=AT)
        (proof,) = embedded_proofs(signed)
        assert proof["cryptosuite"] == "eddsa-rdfc-2022"
        verify_proof(signed, proof, STRANGER_ED25519.public_key, at=AT)

    @pytest.mark.parametrize("form", ["plain", "json-ld"])
    @pytest.mark.parametrize("endorser", [COMPANY, SCHOOL], ids=["company", "school"])
    def test_holds_under_the_official_schema(self, form: str, endorser: Endorser) -> None:
        from jsonschema import Draft201909Validator

        schema = json.loads((vectors("ob-schema") / f"achievementcredential.{form}.json").read_bytes())
        of_endorsement = {"$ref": "#/$defs/EndorsementCredential", "$defs": schema["$defs"]}
        built = endorsement(content_of_achievement(ACHIEVEMENT), endorser)
        signed = add_proof(built, STRANGER_ED25519.signer(), created=AT)
        assert [error.json_path for error in Draft201909Validator(of_endorsement).iter_errors(signed)] == []
        del signed["issuer"]
        assert list(Draft201909Validator(of_endorsement).iter_errors(signed)) != []


class TestReading:
    def test_gives_back_who_says_what(self) -> None:
        read = read_endorsement(endorsement())
        assert (read.organisation, read.official, read.role, read.kvk) == (
            "Restaurant X B.V.",
            "P. Praktijk",
            "leerbedrijf",
            "12345678",
        )
        assert (read.endorser_id, read.signed_at) == (STRANGER_ED25519.did_key, AT)
        assert read.digest == content_digest(content_of_credential(CREDENTIAL))

    @pytest.mark.parametrize("document", [{}, {"issuer": 7, "credentialSubject": [], "relatedResource": "x"}])
    def test_takes_anything(self, document: JsonObject) -> None:
        read = read_endorsement(document)
        assert set(dataclasses.astuple(read)) == {None}
        assert not names(document, {"id": "urn:x:1"})

    def test_finds_those_of_the_credential_and_of_the_module_apart(self) -> None:
        of_module = endorsement(content_of_achievement(ACHIEVEMENT))
        found = read_endorsements(
            build_open_badge(award_with(endorsements=(endorsement(),), achievement_endorsements=(of_module,)))
        )
        assert [one.endorsed_id for one in found.of_credential] == [f"{CREDENTIAL_ID}#endorsed"]
        assert [one.endorsed_id for one in found.of_achievement] == [ACHIEVEMENT["id"]]

    def test_is_about_what_carries_it(self) -> None:
        assert is_about(endorsement(), CREDENTIAL)
        assert is_about(endorsement(content_of_achievement(ACHIEVEMENT)), ACHIEVEMENT)
        assert not names(endorsement(), ACHIEVEMENT)
        assert not names(endorsement(content_of_achievement(ACHIEVEMENT)), CREDENTIAL)

    def test_the_name_with_endorsed_behind_it_is_for_credentials_alone(self) -> None:
        document: JsonObject = {"credentialSubject": {"id": f"{ACHIEVEMENT['id']}#endorsed"}}
        assert not names(document, ACHIEVEMENT)

    @pytest.mark.parametrize("identifier", [["x"], {}, 7, None])
    def test_is_about_nothing_when_its_subject_has_no_id(self, identifier: Any) -> None:  # noqa: ANN401
        document: JsonObject = {"credentialSubject": [{"id": ACHIEVEMENT["id"]}, {"id": identifier}]}
        assert not names(document, ACHIEVEMENT)

    def test_no_longer_fits_what_was_changed(self) -> None:
        changed = build_open_badge(award_with(module__title={"nl": "Iets anders"}))
        assert names(endorsement(), changed)
        assert not fits(endorsement(), changed)
        assert not is_about(endorsement(), changed)

    def test_without_digest_says_nothing_about_content(self) -> None:
        built = endorsement()
        del built["relatedResource"]
        assert fits(built, build_open_badge(award_with(module__title={"nl": "Iets anders"})))

    def test_what_has_no_canonical_form_does_not_fit(self) -> None:
        assert not fits(endorsement(), {**CREDENTIAL, "name": "\ud800"})


class TestRequest:
    REQUEST = EndorsementRequest(
        role=Role.COMPANY,
        organisation="Restaurant X B.V.",
        kvk="12345678",
        language="nl",
        content=content_of_credential(CREDENTIAL),
    )

    def test_comes_back_as_it_was_written(self) -> None:
        assert read_request(self.REQUEST.write()) == self.REQUEST
        assert self.REQUEST.is_of_credential
        of_module = dataclasses.replace(
            self.REQUEST, kvk=None, organisation=None, content=content_of_achievement(ACHIEVEMENT)
        )
        assert read_request(of_module.write()) == of_module
        assert not of_module.is_of_credential

    @pytest.mark.parametrize(
        ("changes", "reason", "pointer"),
        [
            ({"type": "Iets"}, "not_a_request", "/type"),
            ({"version": 2}, "newer_version", "/version"),
            ({"role": "baas"}, "member", "/role"),
            ({"role": "onderwijsinstelling"}, "member", "/role"),
            ({"language": "de"}, "member", "/language"),
            ({"organisation": []}, "member", "/organisation"),
            ({"organisation": {"name": " "}}, "member", "/organisation/name"),
            ({"organisation": {"kvk": "12"}}, "member", "/organisation/kvk"),
            ({"content": "x"}, "member", "/content"),
            ({"content": {}}, "member", "/content/id"),
            ({"content": {"id": "urn:uuid:1"}}, "digest", "/digest"),
            ({"digest": "sha256-x"}, "digest", "/digest"),
        ],
    )
    def test_is_refused(self, changes: JsonObject, reason: str, pointer: str) -> None:
        document = json.loads(self.REQUEST.write()) | changes
        with pytest.raises(RequestMalformed) as caught:
            read_request(json.dumps(document).encode())
        assert (caught.value.reason, caught.value.pointer) == (reason, pointer)

    def test_whoever_changes_a_work_process_is_found_out(self) -> None:
        data = self.REQUEST.write().replace(b"Neemt bestellingen op", b"Bereidt gerechten")
        with pytest.raises(RequestMalformed) as caught:
            read_request(data)
        assert caught.value.reason == "digest"

    def test_is_bounded(self) -> None:
        with pytest.raises(MalformedDocument):
            read_request(b'{"type": "' + b"x" * 300_000 + b'"}')

    def test_is_told_from_something_else(self) -> None:
        assert is_request(self.REQUEST.write())
        assert not is_request(b"{}")
        assert not is_request(b"geen JSON")


class TestRoles:
    def test_have_a_name_in_both_languages(self) -> None:
        assert all(set(ROLE_NAMES[role]) == {"nl", "en"} for role in Role)
        assert role_name("leerbedrijf", "en") == "work placement company"
        assert role_name("iets anders", "en") == "iets anders"

    def test_every_signer_of_an_instrument_has_one(self) -> None:
        assert {signer.value for signer in Signer} <= {role.value for role in Role}
