"""Whatever is changed in a credential that others signed, or in what they sign, is found out."""

import contextlib
import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.achievement.achievement_building import build_achievement
from credentials.achievement.building import build_open_badge
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_digest, content_of_achievement, content_of_credential
from credentials.endorsement.errors import EndorsementNotBuildable, RequestMalformed
from credentials.endorsement.reading import fits, names, read_endorsement, read_endorsements
from credentials.endorsement.request import EndorsementRequest, read_request
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject, JsonValue, MalformedDocument
from tests.awards_for_tests import ISSUER, award_with
from tests.keys_for_tests import ISSUER_ED25519, SECOND_ED25519, STRANGER_ED25519, KeyForTests
from tests.mutations_for_tests import at, claims, mutations_at, places, with_value
from tests.verification_for_tests import AWARDED, SCHOOL, report_on, signed
from verifier import STRICT, CheckStatus, Conclusion
from verifier.policy import Policy
from verifier.report_json import report_json
from verifier.texts import texts

TEXTS = texts("nl")
AWARD = award_with(
    module__instrument="praktijkverklaring",
    module__skills=(),
    image=None,
    issuer=ISSUER.__class__(id=SCHOOL, name="ROC Voorbeeld"),
    valid_from=AWARDED,
    status=(),
)
# Everything must hold; there is no status here, which would take a list per example.
EVERYTHING = Policy(
    name="test", required=STRICT.required, may_be_absent=STRICT.may_be_absent | STRICT.required - {"proof"}
)


def signature(content: JsonObject, key: KeyForTests, endorser: Endorser, number: int) -> JsonObject:
    unsigned = build_endorsement(
        content, endorser, endorsement_id=f"urn:uuid:{number}", at=AWARDED, language="nl"
    )
    return signed(unsigned, key, controller=endorser.id)


def endorsed_statement() -> JsonObject:
    """Return a credential with two signatures on it, and the hallmark of the school on its module."""
    content = content_of_credential(build_open_badge(AWARD))
    achievement = content_of_achievement(build_achievement(AWARD.module, "nl"))
    company = Endorser(
        id=STRANGER_ED25519.did_key, role=Role.COMPANY, organisation="Bedrijf", official="P.", kvk="12345678"
    )
    sector = Endorser(id=SECOND_ED25519.did_key, role=Role.SECTOR_ORGANISATION, organisation="Branche")
    school = Endorser(id=SCHOOL, role=Role.SCHOOL)
    award = award_with(
        AWARD,
        endorsements=(
            signature(content, STRANGER_ED25519, company, 1),
            signature(content, SECOND_ED25519, sector, 2),
        ),
        achievement_endorsements=(signature(achievement, ISSUER_ED25519, school, 3),),
    )
    return signed(build_open_badge(award), ISSUER_ED25519)


STATEMENT = endorsed_statement()
ENDORSEMENT_PLACES = sorted(
    (path for path in places(STATEMENT) if "endorsement" in path and path[-1] != "endorsement"), key=repr
)
CONTENT = content_of_credential(STATEMENT)
REQUEST = EndorsementRequest(
    role=Role.COMPANY, organisation="Bedrijf", kvk=None, language="nl", content=CONTENT
).write()


def passes(document: JsonObject) -> bool:
    report = report_on(json.dumps(document).encode(), policy=EVERYTHING)
    return report.conclusion is Conclusion.PASSED


def shown(document: JsonObject) -> object:
    report = report_json(report_on(json.dumps(document).encode()), TEXTS)
    endorsements = report["endorsements"]
    assert isinstance(endorsements, list)
    return sorted(
        ({k: v for k, v in one.items() if k != "pointer"} for one in endorsements if isinstance(one, dict)),
        key=repr,
    )


def test_the_unchanged_credential_passes() -> None:
    assert passes(STATEMENT)
    assert len(ENDORSEMENT_PLACES) > 50


@given(st.data())
def test_no_change_in_an_endorsement_passes(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(ENDORSEMENT_PLACES), label="path")
    changes = dict(mutations_at(STATEMENT, path))
    name = data.draw(st.sampled_from(sorted(changes)), label="change")
    changed = changes[name]
    if passes(changed):
        assert claims(changed) == claims(STATEMENT), name
        assert shown(changed) == shown(STATEMENT), name


@given(st.data())
def test_nothing_changes_places_between_endorsements_and_the_rest(data: st.DataObject) -> None:
    """Both signatures are about one thing, so in RDF their words belong to one node."""
    every = sorted((path for path in places(STATEMENT) if path), key=repr)
    one, other = data.draw(st.sampled_from(ENDORSEMENT_PLACES)), data.draw(st.sampled_from(every))
    if one == other[: len(one)] or other == one[: len(other)]:
        return
    changed = with_value(STATEMENT, one, copy.deepcopy(at(STATEMENT, other)))
    if data.draw(st.booleans()):
        changed = with_value(changed, other, copy.deepcopy(at(STATEMENT, one)))
    if passes(changed):
        assert claims(changed) == claims(STATEMENT), (one, other)
        assert shown(changed) == shown(STATEMENT), (one, other)


@pytest.mark.parametrize("name", ["endorsementComment", "id"])
def test_the_words_of_two_signatures_may_not_be_exchanged(name: str) -> None:
    first, second = (("endorsement", number, "credentialSubject", name) for number in (0, 1))
    words, others = at(STATEMENT, first), at(STATEMENT, second)
    changed = with_value(with_value(STATEMENT, first, others), second, words)
    assert passes(changed) is (words == others)


@given(st.data())
def test_every_change_in_the_content_is_another_digest(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted((p for p in places(CONTENT) if p), key=repr)), label="path")
    changes = dict(mutations_at(CONTENT, path))
    changed = changes[data.draw(st.sampled_from(sorted(changes)), label="change")]
    if changed == CONTENT:
        return
    with contextlib.suppress(EndorsementNotBuildable):
        assert content_digest(changed) != content_digest(CONTENT)


@given(st.binary(max_size=200) | st.data())
def test_only_our_own_errors_come_out_of_a_request(data: bytes | st.DataObject) -> None:
    if isinstance(data, bytes):
        given_bytes = data
    else:
        place = data.draw(st.integers(0, len(REQUEST) - 1))
        given_bytes = REQUEST[:place] + bytes([data.draw(st.integers(0, 255))]) + REQUEST[place + 1 :]
    with contextlib.suppress(MalformedDocument, RequestMalformed):
        read_request(given_bytes)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(list(STATEMENT)), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*STATEMENT, "relatedResource", "endorsement"]), JSON))
def test_reading_takes_anything(document: dict[str, JsonValue]) -> None:
    read_endorsement(document)
    read_endorsements(document)
    assert names(document, {}) is False
    assert fits(document, document) in (True, False)


def test_a_status_that_is_open_is_no_pass_here() -> None:
    """The policy of these tests is as strict as it says."""
    forged = with_value(STATEMENT, ("endorsement", 0, "name"), "Iets anders")
    report = report_on(json.dumps(forged).encode(), policy=EVERYTHING)
    assert report.conclusion is Conclusion.FAILED
    assert {one.status for one in report.endorsers} <= {CheckStatus.PASSED, CheckStatus.FAILED}
