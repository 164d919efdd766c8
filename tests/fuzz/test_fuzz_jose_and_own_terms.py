"""Whatever stands in a secured document, a key file or a context: only our own errors come out."""

import contextlib
import json

from hypothesis import given
from hypothesis import strategies as st

from contexts import CREDENTIALS_V1, CREDENTIALS_V2, bundled_contexts
from credentials.errors import CredentialError
from credentials.jsonld.own_terms import own_terms
from credentials.jsonld.vocabulary.known_members import unknown_members
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.enveloped import envelopes_of
from credentials.proofs.vc_claim import with_claimed_members
from credentials.proofs.vc_jose import JoseKind, parse_jose
from tests.jwk_files_for_tests import P256
from waarmerk.jose_outcomes import Result, issue, verify

NAMES = st.text(max_size=8) | st.sampled_from(
    [
        *("@context", "@id", "type", "id", "issuer", "holder", "credentialSubject", "verifiableCredential"),
        *("iss", "sub", "jti", "nbf", "exp", "kid", "jwk", "typ", "cty", "vc", "zaal", "issuanceDate"),
    ]
)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(
        [
            *(CREDENTIALS_V1, CREDENTIALS_V2, "zaal", "VerifiableCredential", "VerifiablePresentation"),
            *("EnvelopedVerifiableCredential", "data:application/vc+jwt,a.b.c", "did:example:1", "vc+jwt"),
        ]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
OBJECTS: st.SearchStrategy[JsonObject] = st.dictionaries(NAMES, VALUES, max_size=6)
KINDS = st.sampled_from(list(JoseKind))
FEATURES = st.sampled_from(["credential_jose", "presentation_jose", "credential_cose"])


@given(header=OBJECTS, payload=OBJECTS, kind=KINDS)
def test_a_secured_document(header: JsonObject, payload: JsonObject, kind: JoseKind) -> None:
    with contextlib.suppress(CredentialError):
        assert parse_jose(P256.jws(header, payload), kind).unverified == payload


@given(document=OBJECTS)
def test_a_presentation(document: JsonObject) -> None:
    with contextlib.suppress(CredentialError):
        envelopes_of(document)


@given(document=OBJECTS, feature=FEATURES)
def test_the_command_has_an_outcome_for_every_document(document: JsonObject, feature: str) -> None:
    outcome = issue(json.dumps(document).encode(), P256.file, feature)
    assert outcome.result in set(Result) - {Result.ERROR}
    if outcome.result is Result.SUCCESS:
        verified = verify(outcome.data.encode(), P256.file, feature)
        assert verified.result in (Result.SUCCESS, Result.FAILURE)  # the envelopes in it may hold nonsense


@given(data=st.binary(max_size=40) | OBJECTS.map(lambda one: json.dumps(one).encode()), feature=FEATURES)
def test_the_command_has_an_outcome_for_every_file(data: bytes, feature: str) -> None:
    assert verify(data, P256.file, feature).result in (Result.FAILURE, Result.INDETERMINATE)
    assert verify(data, data, feature).result in set(Result) - {Result.SUCCESS}


@given(document=OBJECTS, claims=OBJECTS)
def test_a_vc_claim(document: JsonObject, claims: JsonObject) -> None:
    whole = with_claimed_members({**document, "@context": CREDENTIALS_V1}, claims)
    assert whole.keys() >= document.keys()


@given(document=OBJECTS)
def test_words_of_the_issuers_own(document: JsonObject) -> None:
    for own in own_terms(document):
        assert own.pointer.startswith("/")
    assert set(unknown_members(document, bundled_contexts())) <= document.keys()
