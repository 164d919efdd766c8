"""A credential that others signed as well, in other people's verifiers."""

import dataclasses
import json

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError

from credentials.achievement.achievement_building import build_achievement
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_achievement, content_of_credential
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from tests.awards_for_tests import award_with
from tests.interop.node_peer import NodePeer
from tests.interop.our_verdict import codes_of, our_report, status_of
from tests.interop.school import SIGNED_AT, School
from tests.keys_for_tests import SECOND_ED25519, STRANGER_ED25519, KeyForTests
from verifier.codes import CheckId, Code
from verifier.result import CheckStatus

pytestmark = pytest.mark.interop

COMPANY, SECTOR = STRANGER_ED25519, SECOND_ED25519


def endorsement(content: JsonObject, endorser: Endorser, key: KeyForTests, number: int) -> JsonObject:
    """Return an endorsement that its endorser signed."""
    unsigned = build_endorsement(
        content,
        endorser,
        endorsement_id=f"urn:uuid:5b0f0000-0000-4000-8000-{number:012}",
        at=SIGNED_AT,
        language="nl",
    )
    return add_proof(unsigned, key.signer(key.method_of(endorser.id)), created=SIGNED_AT)


def endorsed_credential(school: School) -> JsonObject:
    """Return a signed credential with two signatures on it and a hallmark on its module."""
    award = award_with(module__instrument="praktijkverklaring")
    content = content_of_credential(school.credential(award=award))
    achievement = content_of_achievement(build_achievement(award.module, "nl", image=award.image))
    company = Endorser(
        id=COMPANY.did_key,
        role=Role.COMPANY,
        organisation="Restaurant De Voorbeeldtuin B.V.",
        official="P. Praktijk",
        kvk="12345678",
    )
    sector = Endorser(id=SECTOR.did_key, role=Role.SECTOR_ORGANISATION, organisation="Branche Voorbeeld")
    hallmark = Endorser(id=school.controller, role=Role.SCHOOL)
    return school.sign(
        school.credential(
            award=dataclasses.replace(
                award,
                endorsements=(
                    endorsement(content, company, COMPANY, 1),
                    endorsement(content, sector, SECTOR, 2),
                ),
                achievement_endorsements=(endorsement(achievement, hallmark, school.keys[0], 3),),
            )
        )
    )


def tampered_with(credential: JsonObject) -> JsonObject:
    """Return the credential with another name under one of the signatures."""
    text = json.dumps(credential)
    assert "P. Praktijk" in text
    changed: JsonObject = json.loads(text.replace("P. Praktijk", "Q. Praktijk"))
    return changed


def test_ours(school: School) -> None:
    report = our_report(json.dumps(endorsed_credential(school)), school.publishes())
    assert status_of(report, CheckId.ENDORSEMENTS) is CheckStatus.PASSED
    assert [one.status for one in report.endorsers] == [CheckStatus.PASSED] * 3


def test_digitalbazaar_in_safe_mode(node_peer: NodePeer, school: School) -> None:
    signed = endorsed_credential(school)
    assert node_peer.ask("db.verify", credential=signed, documents=school.publishes())["verified"] is True
    answer = node_peer.ask("db.verify", credential=tampered_with(signed), documents=school.publishes())
    assert answer["verified"] is False


def test_dcc_verifier_core(node_peer: NodePeer, school: School) -> None:
    signed = endorsed_credential(school)
    answer = node_peer.ask("dcc.verify", credential=signed, documents=school.publishes())
    assert answer["steps"] == {"valid_signature": True, "expiration": True, "registered_issuer": False}
    answer = node_peer.ask("dcc.verify", credential=tampered_with(signed), documents=school.publishes())
    assert answer["steps"] == {}


def test_openbadgeslib(school: School) -> None:
    """It refuses a credential that is described again inside itself, so ours are endorsed by another name."""

    def download(url: str) -> bytes:
        return json.dumps(school.publishes()[url]).encode()

    signed = endorsed_credential(school)
    assert OB3LdpVerifier().verify(signed, None, download=download).id == signed["id"]
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier().verify(tampered_with(signed), None, download=download)


def test_the_endorsement_by_itself_in_node(node_peer: NodePeer, school: School) -> None:
    """A company can show what it signed to others, without the credential around it."""
    endorsements = endorsed_credential(school)["endorsement"]
    assert isinstance(endorsements, list)
    for one in endorsements:
        answer = node_peer.ask("db.verify", credential=one, documents=school.publishes())
        assert answer["verified"] is True


def test_a_signature_from_another_credential_is_found_out_here(school: School) -> None:
    """The other verifiers look at the outer signature alone; ours at each, and at what it is about."""
    first = endorsed_credential(school)
    other = school.credential(award=award_with(credential_id="urn:uuid:5b0f0000-0000-4000-8000-00000000000f"))
    moved = school.sign({**other, "endorsement": first["endorsement"]})
    report = our_report(json.dumps(moved), school.publishes())
    assert codes_of(report, CheckId.ENDORSEMENTS) == {Code.ENDORSEMENT_OF_OTHER}
