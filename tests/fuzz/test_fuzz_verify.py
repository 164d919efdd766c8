"""Whatever file comes in, with whatever answers from the network: a report comes out."""

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from credentials.containers import png, svg
from credentials.identifiers.multiformats import base64url_encode
from credentials.parsing import JsonObject, JsonValue
from tests.findings_for_tests import SVG_IMAGE, endorsed, pdf_file, png_image, signed_endorsement
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, controlled_identifier_document
from tests.mutations_for_tests import FOREIGN_MEMBERS, FOREIGN_VALUES, at, places, with_value
from tests.verification_for_tests import (
    AT,
    LIST_URL,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    fetching,
    signed,
    status_entry,
    status_list,
)
from verifier import CheckId, Conclusion, KnownRecipient, VerificationReport, verify
from verifier.report_json import report_json, to_vcdm
from verifier.texts import texts

BADGE = signed(badge(credentialStatus=status_entry(), endorsement=[signed_endorsement()]))
JWT = as_jwt(badge(credentialStatus=status_entry()))
DID_DOCUMENT = as_bytes(controlled_identifier_document(SCHOOL, ISSUER_ED25519, ISSUER_P256))
STATUS_LIST = status_list(5)
FILES = [
    as_bytes(BADGE),
    as_bytes(endorsed(signed_endorsement())),
    JWT,
    png.bake(png_image(), json.dumps(BADGE)),
    svg.bake(SVG_IMAGE, JWT.decode()),
    pdf_file(("a.json", as_bytes(BADGE)), ("b.jwt", JWT)),
]
WHO = KnownRecipient(name="Sanne de Vries", email="a@example.com")

JSON_VALUES: st.SearchStrategy[JsonValue] = st.sampled_from(FOREIGN_VALUES) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def changed(document: JsonObject) -> st.SearchStrategy[JsonObject]:
    """Documents that are right but for one place, or have a member more."""
    every = [path for path in places(document) if path]
    owners = [path for path in places(document) if isinstance(at(document, path), dict)]
    return st.builds(
        lambda path, value: with_value(document, path, value), st.sampled_from(every), JSON_VALUES
    ) | st.builds(
        lambda path, name, value: with_value(document, (*path, name), value),
        st.sampled_from(owners),
        st.sampled_from([*FOREIGN_MEMBERS, "credentialStatus", "proof", "endorsement", "previousProof"]),
        JSON_VALUES,
    )


def assert_reports(
    data: bytes, *, did_document: bytes = DID_DOCUMENT, listed: bytes = STATUS_LIST, trusted: bool = True
) -> VerificationReport:
    """Verify, and write the report in every form that it has."""
    started = time.process_time()
    report = verify(
        data,
        at=AT,
        trust_list=TRUST_LIST if trusted else None,
        recipient=WHO,
        fetch=fetching({SCHOOL_DOCUMENT_URL: did_document, LIST_URL: listed}),
    )
    for language in ("nl", "en"):
        json.dumps([report_json(report, texts(language)), to_vcdm(report, texts(language))]).encode()
    assert time.process_time() - started < 2.0
    assert {result.check for result in report.results} == set(CheckId)
    return report


@given(st.binary(max_size=100) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_noise(data: bytes) -> None:
    assert assert_reports(data).conclusion is not Conclusion.PASSED


@given(st.data())
def test_damaged_files(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    start, end = sorted((data.draw(st.integers(0, len(file))), data.draw(st.integers(0, len(file)))))
    assert_reports(file[:start] + data.draw(st.binary(max_size=4)) + file[end:])


@given(changed(BADGE), st.booleans())
def test_changed_credentials(document: JsonObject, trusted: bool) -> None:
    assert_reports(json.dumps(document).encode(), trusted=trusted)


@given(changed(json.loads(STATUS_LIST)) | st.just({}))
def test_changed_status_lists(document: JsonObject) -> None:
    assert_reports(as_bytes(BADGE), listed=json.dumps(document).encode())


@given(changed(json.loads(DID_DOCUMENT)) | st.just({}))
def test_changed_documents_about_keys(document: JsonObject) -> None:
    assert_reports(as_bytes(BADGE), did_document=json.dumps(document).encode(), trusted=False)


@given(st.binary(max_size=60))
def test_noise_from_the_network(answer: bytes) -> None:
    report = assert_reports(as_bytes(BADGE), did_document=answer, listed=answer, trusted=False)
    assert report.conclusion is Conclusion.INDETERMINATE


@given(changed(badge(credentialStatus=status_entry())))
def test_odd_credentials_that_the_school_signed(document: JsonObject) -> None:
    """As a JWT, which can sign whatever JSON can say."""
    payload = {**document, "iss": SCHOOL, "jti": document.get("id")}
    header = {"alg": "ES256", "kid": ISSUER_P256.method_of(SCHOOL)}
    parts = [base64url_encode(json.dumps(part).encode()) for part in (header, payload)]
    signature = ISSUER_P256.sign(".".join(parts).encode())
    assert_reports(".".join([*parts, base64url_encode(signature)]).encode())
