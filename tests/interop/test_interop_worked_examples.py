"""The worked examples of the domain, issued by the services of a school, in everybody's verifier.

The peers take the clock of the machine; the examples were awarded in the summer of 2026.
"""

import json
from datetime import UTC, datetime

import pytest
from jsonschema import Draft201909Validator, FormatChecker
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.parsing import JsonObject
from tests.awards_for_tests import ISSUER
from tests.interop.node_peer import NodePeer
from tests.interop.school import School
from tests.keys_for_tests import ed25519_key, p256_key
from tests.paths import vectors
from tests.worked_examples_for_tests import (
    EXAMPLES,
    IssuedExamples,
    issue_examples,
    school_of_the_examples,
)
from verifier import CheckId, Conclusion, verify
from verifier.result import CheckStatus

pytestmark = pytest.mark.interop

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
SCHOOL = School(ISSUER.id, keys=(ed25519_key("issuer for tests"), p256_key("issuer for tests")))
EVERY_EXAMPLE = pytest.mark.parametrize("number", EXAMPLES)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> IssuedExamples:
    """The examples, issued once for all tests."""
    with school_of_the_examples(tmp_path_factory.mktemp("school")) as school:
        return issue_examples(school)


@pytest.fixture(scope="module")
def documents(issued: IssuedExamples) -> JsonObject:
    """What can be fetched from the school."""
    return SCHOOL.publishes(*(json.loads(status_list) for status_list in issued.status_lists))


def tampered_with(credential: JsonObject) -> JsonObject:
    """Return the credential with a little more in a title."""
    return {**credential, "name": f"{credential['name']} plus"}


@EVERY_EXAMPLE
@pytest.mark.parametrize("form", ["data integrity", "jwt"])
def test_ours_under_the_default_policy(issued: IssuedExamples, number: str, form: str) -> None:
    data = (issued.tokens if form == "jwt" else issued.credentials)[number]
    report = verify(data, at=AT, trust_list=issued.trust_list, status_lists=issued.status_lists)
    assert report.conclusion is Conclusion.PASSED, report.results
    endorsements = report.result(CheckId.ENDORSEMENTS)
    assert endorsements is not None
    signed_by_others = CheckStatus.PASSED if number == "04" else CheckStatus.NOT_APPLICABLE
    assert endorsements.status is signed_by_others


@EVERY_EXAMPLE
@pytest.mark.parametrize("shape", ["plain", "json-ld"])
def test_the_official_schemas(issued: IssuedExamples, number: str, shape: str) -> None:
    schema = json.loads((vectors("ob-schema") / f"achievementcredential.{shape}.json").read_text("utf-8"))
    validator = Draft201909Validator(schema, format_checker=FormatChecker())
    assert [error.json_path for error in validator.iter_errors(issued.document(number))] == []


@EVERY_EXAMPLE
def test_no_context_but_the_two_that_everybody_has(issued: IssuedExamples, number: str) -> None:
    assert issued.document(number)["@context"] == [CREDENTIALS_V2, OB_3_0_3]


@EVERY_EXAMPLE
def test_digitalbazaar_in_safe_mode(
    node_peer: NodePeer, issued: IssuedExamples, documents: JsonObject, number: str
) -> None:
    credential = issued.document(number)
    answer = node_peer.ask("db.verify", credential=credential, documents=documents)
    assert (answer["verified"], answer["statuses"], answer["errors"]) == (True, [False], [])
    answer = node_peer.ask("db.verify", credential=tampered_with(credential), documents=documents)
    assert answer["verified"] is False


@EVERY_EXAMPLE
def test_dcc_verifier_core(
    node_peer: NodePeer, issued: IssuedExamples, documents: JsonObject, number: str
) -> None:
    credential = issued.document(number)
    answer = node_peer.ask("dcc.verify", credential=credential, documents=documents)
    assert answer["steps"] == {
        "valid_signature": True,
        "expiration": True,
        "revocation_status": True,
        "registered_issuer": False,
    }
    answer = node_peer.ask("dcc.verify", credential=tampered_with(credential), documents=documents)
    assert answer["steps"] == {}


@EVERY_EXAMPLE
def test_openbadgeslib(issued: IssuedExamples, documents: JsonObject, number: str) -> None:
    def download(url: str) -> bytes:
        return json.dumps(documents[url]).encode()

    credential = issued.document(number)
    assert OB3LdpVerifier().verify(credential, None, download=download).id == credential["id"]
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier().verify(tampered_with(credential), None, download=download)
    compact = OB3Verifier.for_issuer_did(SCHOOL.controller, download=download)
    assert compact.verify(issued.tokens[number].decode("ascii")).id == credential["id"]
