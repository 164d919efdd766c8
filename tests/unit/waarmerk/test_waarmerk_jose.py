"""``waarmerk jose``, asked as the W3C's conformance suite for VC-JOSE-COSE asks, number by number."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from credentials.identifiers.multiformats import base64url_decode, base64url_encode
from credentials.parsing import JsonObject
from tests.jwk_files_for_tests import ED25519, EVERY_KEY, P256, P384, P521, JWKForTests
from waarmerk.cli import make_app
from waarmerk.jose_outcomes import JoseOutcome, Result, issue, verify

CREDENTIAL, PRESENTATION = "credential_jose", "presentation_jose"
ISSUER = "https://example.issuer/vc-jose-cose"
CONTEXTS: list[Any] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/examples/v2",
]
MINIMAL: JsonObject = {
    "@context": CONTEXTS,
    "id": "http://university.example/credentials/1872",
    "type": ["VerifiableCredential", "ExampleAlumniCredential"],
    "issuer": ISSUER,
    "validFrom": "2010-01-01T19:23:24Z",
    "credentialSchema": {"id": "https://example.org/examples/degree.json", "type": "JsonSchema"},
    "credentialSubject": {"id": "did:example:123", "degree": {"type": "BachelorDegree", "name": "Arts"}},
}
FULL: JsonObject = {
    **MINIMAL,
    "validUntil": "2027-01-01T00:00:00Z",
    "credentialStatus": {
        "id": "https://example.edu/status/3#94567",
        "type": "StatusList2021Entry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
    },
    "evidence": [{"id": "https://example.edu/evidence/1", "type": ["DocumentVerification"]}],
    "termsOfUse": [{"id": "https://example.edu/terms/1", "type": "https://example.org/terms/v1"}],
    "refreshService": {"id": "https://example.edu/refresh/1", "type": "ManualRefreshService2018"},
}
PRESENTATION_HEADER: JsonObject = {"kid": "key-1", "typ": "vp+jwt", "cty": "vp"}
CREDENTIAL_HEADER: JsonObject = {"kid": "key-1", "typ": "vc+jwt", "cty": "vc"}


def envelope(content: str, media_type: str = "application/vc+jwt") -> JsonObject:
    """Return a secured credential in its envelope."""
    return {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential",
        "id": f"data:{media_type},{content}",
    }


def presentation(*credentials: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return a presentation of these credentials."""
    return {
        "@context": CONTEXTS,
        "id": "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5",
        "type": ["VerifiablePresentation"],
        "holder": ISSUER,
        "verifiableCredential": [*credentials],
    }


SINGLE = presentation(envelope("eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl"))
MULTIPLE = presentation(
    envelope("eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl"),
    envelope("eyJhbGciOiJFUzI1NiJ9.e30.c2ln~WyJzYWx0Il0~", "application/vc+sd-jwt"),
    envelope("0oRYV6QBOCIDbmFwcGxp", "application/vc+cose;base64"),
)


def claims_of(document: JsonObject) -> JsonObject:
    """Return a document with the claims that another implementation writes beside it."""
    owner = document.get("issuer", document.get("holder"))
    return {**document, "iss": owner, "jti": document["id"], "iat": "2010-01-01T19:23:24Z"}


def done(action: str, given: JsonObject | str, key: JWKForTests, feature: str) -> JoseOutcome:
    """Do it without a command line."""
    data = given if isinstance(given, str) else json.dumps(given)
    return (issue if action == "issue" else verify)(data.encode(), key.file, feature)


def issued(document: JsonObject, key: JWKForTests, feature: str) -> str:
    outcome = done("issue", document, key, feature)
    assert outcome.result is Result.SUCCESS, outcome.data
    return outcome.data


def foreign(document: JsonObject, key: JWKForTests = P256, header: JsonObject | None = None) -> str:
    """Return a credential as another implementation secures it: kid is no URL, and iss is a claim."""
    return key.jws(CREDENTIAL_HEADER | (header or {}), claims_of(document))


def foreign_presentation(document: JsonObject, header: JsonObject | None = None) -> str:
    """Return a presentation as another implementation secures it."""
    return P256.jws(PRESENTATION_HEADER | (header or {}), claims_of(document))


class TestIssuing:
    @pytest.mark.parametrize(
        ("document", "key", "feature"),
        [
            (MINIMAL, P256, CREDENTIAL),
            (FULL, P384, CREDENTIAL),
            (SINGLE, P256, PRESENTATION),
            (MULTIPLE, P521, PRESENTATION),
        ],
        ids=["1", "2", "3", "4"],
    )
    def test_gives_a_compact_jws_over_the_document(
        self, document: JsonObject, key: JWKForTests, feature: str
    ) -> None:
        header, payload, _ = issued(document, key, feature).split(".")
        assert json.loads(base64url_decode(payload)) == document
        kind = "vc" if feature == CREDENTIAL else "vp"
        assert json.loads(base64url_decode(header)) == {
            "alg": key.algorithm,
            "kid": key.key_id,
            "typ": f"{kind}+jwt",
            "cty": kind,
        }

    def test_5_words_that_nobody_defines_are_not_signed(self) -> None:
        outcome = done("issue", {**MINIMAL, "badExtension": {"huh": "what?"}}, P521, CREDENTIAL)
        assert outcome.result is Result.FAILURE
        assert "badExtension" in outcome.data

    def test_words_of_a_context_that_is_carried_are_signed(self) -> None:
        badge: JsonObject = {
            **MINIMAL,
            "@context": [CONTEXTS[0], "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "awardedDate": "2026-01-01T00:00:00Z",
        }
        assert done("issue", badge, P256, CREDENTIAL).result is Result.SUCCESS
        own = {**MINIMAL, "@context": [CONTEXTS[0], {"zaal": "https://example.issuer/zaal"}], "zaal": "B"}
        assert done("issue", own, P256, CREDENTIAL).result is Result.SUCCESS

    @pytest.mark.parametrize(
        ("document", "named"),
        [
            ({name: value for name, value in MINIMAL.items() if name != "issuer"}, "property_missing"),
            ({**MINIMAL, "@context": CONTEXTS[::-1]}, "context_wrong"),
            ({**MINIMAL, "@context": ["https://www.w3.org/2018/credentials/v1"]}, "VCDM 2.0"),
            ({**MINIMAL, "type": ["AlumniCredential"]}, "type_wrong"),
            ({**MINIMAL, "id": "not a url"}, "id_not_a_url"),
            ({**MINIMAL, "validFrom": "2010-01-01"}, "date_malformed"),
            ({**MINIMAL, "vc": {}}, "'vc'"),
            ({**MINIMAL, "iss": "https://elders.example"}, "jose_claim_conflict"),
            ({**MINIMAL, "credentialStatus": {"type": "BitstringStatusListEntry"}}, "status_entry_malformed"),
            (SINGLE, "type_wrong"),
        ],
    )
    def test_a_document_that_breaks_the_rules_is_not_signed(self, document: JsonObject, named: str) -> None:
        outcome = done("issue", document, P256, CREDENTIAL)
        assert outcome.result is Result.FAILURE
        assert named in outcome.data

    @pytest.mark.parametrize("inside", [MINIMAL, envelope("a.b"), "data:application/vc+jwt,a.b.c"])
    def test_a_presentation_of_unsecured_credentials_is_not_signed(self, inside: Any) -> None:  # noqa: ANN401
        assert done("issue", presentation(inside), P256, PRESENTATION).result is Result.FAILURE

    @pytest.mark.parametrize("given", ["", "[]", '"text"', '{"id": 1, "id": 2}', "{"])
    def test_what_is_no_document_is_not_signed(self, given: str) -> None:
        assert done("issue", given, P256, CREDENTIAL).result is Result.FAILURE


class TestVerifying:
    @pytest.mark.parametrize("key", EVERY_KEY, ids=lambda key: key.curve)
    @pytest.mark.parametrize(("document", "feature"), [(FULL, CREDENTIAL), (presentation(), PRESENTATION)])
    def test_what_was_issued_verifies(self, document: JsonObject, feature: str, key: JWKForTests) -> None:
        token = issued(document, key, feature)
        outcome = done("verify", f"{token}\n", key, feature)
        assert outcome.result is Result.SUCCESS
        assert json.loads(outcome.data) == document
        assert done("verify", token, key.other(), feature).result is Result.FAILURE

    def test_6_a_credential_of_others(self) -> None:
        outcome = done("verify", foreign(MINIMAL), P256, CREDENTIAL)
        assert (outcome.result, outcome.notes) == (Result.SUCCESS, ())

    def test_7_a_presentation_of_others(self) -> None:
        """Its signature ended long ago, which is not a question of whether it is genuine."""
        inner = foreign(MINIMAL, P384, {"kid": "another key"})
        document = presentation(
            envelope(inner),
            envelope(f"{inner}~WyJzYWx0Il0~", "application/vc+sd-jwt"),
            envelope("0oRYV6QBOCIDbmFwcGxp\n", "application/vc+cose;base64"),
        )
        outcome = done("verify", foreign_presentation({**document, "exp": 1_734_397_450}), P256, PRESENTATION)
        assert outcome.result is Result.SUCCESS
        assert [note.split(" was")[0] for note in outcome.notes] == [
            f"/verifiableCredential/{index}" for index in range(3)
        ]

    @pytest.mark.parametrize("issuer", [ISSUER, {"id": ISSUER, "name": "ROC"}])
    def test_8_the_claimed_issuer_is_the_issuer(self, issuer: Any) -> None:  # noqa: ANN401
        payload: JsonObject = {**MINIMAL, "issuer": issuer, "iss": ISSUER}
        token = ED25519.jws(CREDENTIAL_HEADER, payload)
        assert done("verify", token, ED25519, CREDENTIAL).result is Result.SUCCESS
        token = ED25519.jws(CREDENTIAL_HEADER, payload | {"iss": "https://elders.example"})
        assert done("verify", token, ED25519, CREDENTIAL).result is Result.FAILURE

    def test_9_a_signature_of_another_algorithm_than_the_key(self) -> None:
        assert done("verify", foreign(MINIMAL, P521), ED25519, CREDENTIAL).result is Result.FAILURE

    def test_words_that_are_not_understood_are_left_alone(self) -> None:
        token = foreign({**MINIMAL, "unknown": {"a": 1}}, header={"x-own": 1})
        assert done("verify", token, P256, CREDENTIAL).result is Result.SUCCESS

    @pytest.mark.parametrize(
        ("given", "feature"), [(MINIMAL, CREDENTIAL), (SINGLE, PRESENTATION)], ids=["10", "11"]
    )
    def test_what_is_not_secured_is_a_failure(self, given: JsonObject, feature: str) -> None:
        assert done("verify", given, ED25519, feature).result is Result.FAILURE
        none = P256.jws({"alg": "none", "kid": P256.key_id}, given).rpartition(".")[0]
        for unsecured in (none, f"{none}.", f"{none}.AAAA"):
            assert done("verify", unsecured, ED25519, feature).result is Result.FAILURE

    def test_12_a_signature_that_does_not_fit(self) -> None:
        head, body, signature = foreign(MINIMAL, ED25519).split(".")
        raw = bytearray(base64url_decode(signature))
        raw[0] ^= 1
        outcome = done("verify", f"{head}.{body}.{base64url_encode(bytes(raw))}", ED25519, CREDENTIAL)
        assert outcome.result is Result.FAILURE
        assert outcome.data.startswith("signature_mismatch")

    @pytest.mark.parametrize("header", [{"typ": "bad+typ"}, {"cty": "bad+cty"}])
    def test_13_and_14_the_media_type_of_something_else(self, header: JsonObject) -> None:
        token = foreign(MINIMAL, header=header)
        assert done("verify", token, P256, CREDENTIAL).result is Result.FAILURE
        token = foreign_presentation(presentation(), header)
        assert done("verify", token, P256, PRESENTATION).result is Result.FAILURE

    def test_the_one_is_not_the_other(self) -> None:
        assert done("verify", foreign(MINIMAL), P256, PRESENTATION).result is Result.FAILURE
        token = foreign_presentation(presentation())
        assert done("verify", token, P256, CREDENTIAL).result is Result.FAILURE
        mislabelled = P256.jws(CREDENTIAL_HEADER, claims_of(presentation()))
        assert done("verify", mislabelled, P256, CREDENTIAL).result is Result.FAILURE

    @pytest.mark.parametrize("claims", [{"vc": "oops"}, {"vp": "nooo"}, {"vc": {}, "vp": {}}])
    def test_15_claims_vc_and_vp(self, claims: JsonObject) -> None:
        assert done("verify", foreign(MINIMAL | claims), P256, CREDENTIAL).result is Result.FAILURE

    @pytest.mark.parametrize(
        "inside",
        [
            MINIMAL,
            envelope("a.b.c") | {"id": "not-a-credential"},
            envelope("eyJhbGciOiJub25lIn0.e30.AAAA"),
            envelope("yJhbGciOiJFUzI1NiJ9.e30.AAAA"),
            envelope(foreign(MINIMAL | {"vc": {}}, P384)),
            envelope(foreign(MINIMAL, P384, {"typ": "vp+jwt"})),
            envelope(foreign(MINIMAL, P256.other())),
        ],
        ids=["unsecured", "no URL", "alg none", "no header", "vc claim", "other type", "wrong signature"],
    )
    def test_16_a_presentation_of_what_does_not_hold(self, inside: JsonObject) -> None:
        token = foreign_presentation(presentation(envelope(foreign(MINIMAL, P384, {"kid": "other"})), inside))
        outcome = done("verify", token, P256, PRESENTATION)
        assert outcome.result is Result.FAILURE
        assert "/verifiableCredential/1" in outcome.data

    def test_a_credential_by_the_key_of_the_presentation_is_verified(self) -> None:
        document = presentation(envelope(foreign(MINIMAL)))
        outcome = done("verify", foreign_presentation(document), P256, PRESENTATION)
        assert (outcome.result, outcome.notes) == (Result.SUCCESS, ())

    def test_a_document_that_breaks_the_rules_is_a_failure(self) -> None:
        payload = {name: value for name, value in MINIMAL.items() if name != "credentialSubject"}
        assert done("verify", foreign(payload), P256, CREDENTIAL).result is Result.FAILURE


class TestOtherOutcomes:
    @pytest.mark.parametrize("feature", ["credential_cose", "presentation_sdjwt", "credential", ""])
    @pytest.mark.parametrize("action", ["issue", "verify"])
    def test_what_we_do_not_do_is_indeterminate(self, action: str, feature: str) -> None:
        assert done(action, MINIMAL, P256, feature).result is Result.INDETERMINATE

    def test_a_kind_of_key_that_we_do_not_have_is_indeterminate(self) -> None:
        key = json.dumps({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}).encode()
        assert verify(foreign(MINIMAL).encode(), key, CREDENTIAL).result is Result.INDETERMINATE

    @pytest.mark.parametrize("key", [b"", b"{}", b'{"type": "JsonWebKey"}'])
    def test_what_is_no_key_is_an_error(self, key: bytes) -> None:
        assert issue(json.dumps(MINIMAL).encode(), key, CREDENTIAL).result is Result.ERROR

    def test_without_private_half_nothing_is_issued(self) -> None:
        key = json.dumps(P256.public_jwk).encode()
        assert issue(json.dumps(MINIMAL).encode(), key, CREDENTIAL).result is Result.ERROR
        assert verify(foreign(MINIMAL).encode(), key, CREDENTIAL).result is Result.SUCCESS


@dataclass
class Files:
    """The files of one call."""

    folder: Path

    def run(
        self, *words: str, given: str, feature: str = CREDENTIAL, key: bytes = P256.file
    ) -> tuple[int, Any]:
        """Run the command; return its exit status and what it wrote."""
        (self.folder / "in").write_text(given, "utf-8")
        (self.folder / "key").write_bytes(key)
        options = [f"--{name}={self.folder / file}" for name, file in (("input", "in"), ("key", "key"))]
        return self.call(*words, *options, f"--feature={feature}")

    def call(self, *words: str) -> tuple[int, Any]:
        output = self.folder / "out.json"
        output.unlink(missing_ok=True)
        command = ["jose", *words, f"--output={output}"]
        finished = CliRunner().invoke(make_app(command), command)
        return finished.exit_code, json.loads(output.read_bytes()) if output.exists() else finished.output


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


class TestTheCommand:
    def test_writes_a_result_that_the_suite_reads(self, files: Files) -> None:
        status, written = files.run("issue", given=json.dumps(MINIMAL))
        assert (status, set(written), written["result"]) == (0, {"result", "data"}, "success")
        status, verified = files.run("verify", given=written["data"])
        assert (status, verified["result"]) == (0, "success")
        assert json.loads(verified["data"]) == MINIMAL

    def test_takes_its_words_in_any_order(self, files: Files) -> None:
        files.run("issue", given=json.dumps(MINIMAL))
        status, written = files.call(
            f"--input={files.folder / 'in'}",
            f"--key={files.folder / 'key'}",
            "--feature",
            CREDENTIAL,
            "issue",
        )
        assert (status, written["result"]) == (0, "success")

    @pytest.mark.parametrize(
        ("given", "feature", "key", "result", "exit_status"),
        [
            ("{}", CREDENTIAL, P256.file, "failure", 1),
            (json.dumps(MINIMAL), "credential_cose", P256.file, "indeterminate", 3),
            (json.dumps(MINIMAL), CREDENTIAL, b"no key", "error", 2),
        ],
    )
    def test_writes_what_went_wrong_too(
        self, files: Files, given: str, feature: str, key: bytes, result: str, exit_status: int
    ) -> None:
        status, written = files.run("issue", given=given, feature=feature, key=key)
        assert (status, written["result"]) == (exit_status, result)
        assert written["data"]

    def test_says_that_a_file_is_not_there(self, files: Files) -> None:
        nowhere = str(files.folder / "nowhere")
        status, written = files.call("verify", "--input", nowhere, "--key", nowhere, "--feature", CREDENTIAL)
        assert (status, written["result"]) == (2, "error")
        assert nowhere in written["data"]

    @pytest.mark.parametrize(
        ("at", "result"), [("2026-11-21T12:00:00Z", "failure"), ("2024-01-01T00:00:00Z", "success")]
    )
    def test_looks_at_the_moment_that_is_asked_for(self, files: Files, at: str, result: str) -> None:
        token = foreign(MINIMAL | {"exp": 1_734_397_450})
        assert files.run("verify", "--at", at, given=token)[1]["result"] == result
        assert files.run("verify", given=token)[1]["result"] == "success"

    @pytest.mark.parametrize("at", ["2026-11-21", "now", ""])
    def test_a_moment_that_is_none_is_wrong_use(self, files: Files, at: str) -> None:
        assert files.run("verify", "--at", at, given="x")[0] == 2

    def test_an_unknown_action_is_wrong_use(self, files: Files) -> None:
        assert files.run("sign", given="x")[0] == 2

    def test_loads_neither_the_issuer_nor_the_exports(self) -> None:
        app = make_app(["jose"])
        assert {command.name for command in app.registered_commands} == {"jose"}
        assert not app.registered_groups
