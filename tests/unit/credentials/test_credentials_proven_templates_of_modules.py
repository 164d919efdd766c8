"""A module that gets the hallmark of its school is a class of its own to whoever verifies."""

import dataclasses
import itertools
import json
from datetime import UTC, datetime

from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.building import build_open_badge
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_achievement
from credentials.endorsement.roles import Role
from credentials.jsonld.templates.proven_templates import shape_of
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof, embedded_proofs, verify_proof
from tests.awards_for_tests import AWARD, ISSUER, MODULE
from tests.keys_for_tests import ISSUER_ED25519

AT = datetime(2026, 7, 8, tzinfo=UTC)
SIGNER = ISSUER_ED25519.signer(ISSUER_ED25519.method_of(ISSUER.id))
VERSION = dataclasses.replace(MODULE, id="https://credentials.roctest.example/modules/waarmerk")
_numbers = itertools.count()


def hallmark() -> JsonObject:
    unsigned = build_endorsement(
        content_of_achievement(build_achievement(VERSION, "nl", image=AWARD.image)),
        Endorser(id=ISSUER.id, role=Role.SCHOOL),
        endorsement_id="urn:uuid:5b0f0000-0000-4000-8000-000000000001",
        at=AT,
        language="nl",
    )
    return add_proof(unsigned, SIGNER, created=AT)


def is_put_together(*endorsements: JsonObject) -> bool:
    """Verify one more credential of the class, and tell whether it was put together from a template."""
    number = next(_numbers)
    award = dataclasses.replace(
        AWARD,
        module=VERSION,
        credential_id=f"urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-{number:012}",
        achievement_endorsements=endorsements,
    )
    signed = json.loads(json.dumps(add_proof(build_open_badge(award), SIGNER, created=AT)))
    (proof,) = embedded_proofs(signed)
    verify_proof(signed, proof, ISSUER_ED25519.public_key, at=AT)
    return shape_of(signed) is not None


def test_credentials_from_before_and_after_are_learned_apart() -> None:
    mark = hallmark()
    before = [is_put_together() for _ in range(6)]
    after = [is_put_together(mark) for _ in range(20)]
    assert before[-1] is True
    assert after[-1] is True
    assert is_put_together() is True
