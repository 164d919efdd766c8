"""VC-JOSE-COSE with JOSE: what is signed, and what a header and a payload may say."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import base64url_decode
from credentials.identifiers.multikey import PrivateKeyExposed
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import DuplicateKey, JsonObject
from credentials.proofs.enveloped import Envelope, EnvelopeRefused, envelopes_of
from credentials.proofs.errors import SignatureMismatch, WrongKeyType
from credentials.proofs.vc_jose import (
    JoseClaimConflict,
    JoseClaimForbidden,
    JoseKind,
    JoseNotInTime,
    check_time,
    parse_jose,
    secure_with_jose,
    verify_jose,
)
from credentials.proofs.vc_jwt import (
    JWTAlgorithmNotAllowed,
    JWTHeaderRefused,
    JWTKeyNotNamed,
    JWTMalformed,
    JWTNotSignable,
    parse_jwt,
)
from keys.backends.jwk_file import JWKFile, read_jwk_file
from tests.jwk_files_for_tests import ED25519, EVERY_KEY, P256, P384, P521, JWKForTests

CREDENTIAL, PRESENTATION = JoseKind.CREDENTIAL, JoseKind.PRESENTATION
ISSUER = "https://example.issuer/vc-jose-cose"
VC: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "https://example.issuer/credentials/7",
    "type": ["VerifiableCredential"],
    "issuer": {"id": ISSUER, "name": "Café"},
    "credentialSubject": {"id": "did:example:learner", "name": "Sanne"},
}
ENVELOPE: JsonObject = {
    "@context": "https://www.w3.org/ns/credentials/v2",
    "type": "EnvelopedVerifiableCredential",
    "id": "data:application/vc+jwt,aaa.bbb.ccc",
}
VP: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiablePresentation"],
    "holder": ISSUER,
    "verifiableCredential": [ENVELOPE],
}
HEADER: JsonObject = {"kid": P256.key_id, "typ": "vc+jwt", "cty": "vc"}
keys = pytest.mark.parametrize("key", EVERY_KEY, ids=lambda key: key.curve)


def file_of(key: JWKForTests) -> JWKFile:
    return read_jwk_file(key.file, name="key.json")


def secured(document: JsonObject, kind: JoseKind = CREDENTIAL, key: JWKForTests = P256) -> str:
    signer = file_of(key).signer
    assert signer is not None
    return secure_with_jose(document, kind, signer)


def without(name: str, source: JsonObject) -> JsonObject:
    return {key: value for key, value in source.items() if key != name}


def parts_of(token: str) -> tuple[Any, Any]:
    header, payload, _ = token.split(".")
    return json.loads(base64url_decode(header)), json.loads(base64url_decode(payload))


class TestSecuring:
    @keys
    @pytest.mark.parametrize(("kind", "document"), [(CREDENTIAL, VC), (PRESENTATION, VP)])
    def test_the_payload_is_the_document_and_the_header_says_what_it_is(
        self, key: JWKForTests, kind: JoseKind, document: JsonObject
    ) -> None:
        token = secured(document, kind, key)
        assert parts_of(token) == (
            {"alg": key.algorithm, "kid": key.key_id, "typ": f"{kind}+jwt", "cty": kind.value},
            document,
        )
        verify_jose(parse_jose(token, kind), file_of(key).public_key)

    def test_a_key_without_url_comes_with_the_issuer(self) -> None:
        """Else nobody could find the key."""
        for name in ("key-1", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"):
            token = secured(VC, key=JWKForTests("P-256", key_id=name))
            assert parts_of(token)[0]["iss"] == ISSUER
            assert parse_jose(token, CREDENTIAL).unverified == VC

    def test_a_key_without_url_comes_with_the_holder_if_there_is_one(self) -> None:
        key = JWKForTests("P-256", key_id="key-1")
        assert parts_of(secured(VP, PRESENTATION, key))[0]["iss"] == ISSUER
        anonymous = secured(without("holder", VP), PRESENTATION, key)
        assert "iss" not in parts_of(anonymous)[0]
        assert parse_jose(anonymous, PRESENTATION).unverified == without("holder", VP)

    @pytest.mark.parametrize("name", ["vc", "vp"])
    @pytest.mark.parametrize(("kind", "document"), [(CREDENTIAL, VC), (PRESENTATION, VP)])
    def test_nothing_stands_under_vc_or_vp(self, name: str, kind: JoseKind, document: JsonObject) -> None:
        with pytest.raises(JoseClaimForbidden) as caught:
            secured({**document, name: document}, kind)
        assert (caught.value.code, caught.value.pointer) == ("jose_claim_forbidden", f"/{name}")

    def test_a_contradiction_is_not_signed(self) -> None:
        with pytest.raises(JoseClaimConflict):
            secured({**VC, "iss": "https://elders.example"})

    def test_what_json_has_no_form_for_is_not_signed(self) -> None:
        with pytest.raises(JWTNotSignable):
            secured({**VC, "name": float("nan")})


class TestTheSignature:
    @keys
    def test_of_another_key_does_not_verify(self, key: JWKForTests) -> None:
        with pytest.raises(SignatureMismatch):
            verify_jose(parse_jose(secured(VC, key=key), CREDENTIAL), file_of(key.other()).public_key)

    @keys
    def test_of_other_words_does_not_verify(self, key: JWKForTests) -> None:
        header, _, signature = secured(VC, key=key).split(".")
        other = secured({**VC, "name": "Iets anders"}, key=key).split(".")[1]
        with pytest.raises(SignatureMismatch):
            verify_jose(parse_jose(f"{header}.{other}.{signature}", CREDENTIAL), file_of(key).public_key)

    def test_of_another_kind_of_key_does_not_verify(self) -> None:
        for signer, other in ((P256, P384), (P384, P521), (P521, ED25519), (ED25519, P256)):
            with pytest.raises(WrongKeyType):
                verify_jose(parse_jose(secured(VC, key=signer), CREDENTIAL), file_of(other).public_key)

    @pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "es256", "ES256K", "", None, 7])
    def test_by_an_algorithm_that_protects_nothing_is_refused(self, algorithm: Any) -> None:  # noqa: ANN401
        with pytest.raises(JWTAlgorithmNotAllowed):
            parse_jose(P256.jws(HEADER | {"alg": algorithm}, VC), CREDENTIAL)

    def test_of_es512_is_for_this_door_only(self) -> None:
        with pytest.raises(JWTAlgorithmNotAllowed):
            parse_jwt(secured(VC, key=P521))

    @pytest.mark.parametrize(
        "data", ["", "e30", "e30.e30", "e30.e30.e30.e30", json.dumps(VC), "{}.{}.{}", "a.b.c d"]
    )
    def test_of_what_is_no_compact_jws_is_none(self, data: str) -> None:
        with pytest.raises(CredentialError):
            parse_jose(data, CREDENTIAL)

    def test_of_what_is_too_large_is_not_looked_at(self) -> None:
        with pytest.raises(JWTMalformed):
            parse_jose("A" * (DEFAULT_LIMITS.max_bytes + 1), CREDENTIAL)

    @pytest.mark.parametrize("payload", [b"[]", b'"text"', b"7"])
    def test_must_be_over_an_object(self, payload: bytes) -> None:
        with pytest.raises(JWTMalformed):
            parse_jose(P256.jws(HEADER, payload), CREDENTIAL)

    def test_must_be_over_an_object_that_everybody_reads_alike(self) -> None:
        with pytest.raises(DuplicateKey):
            parse_jose(P256.jws(HEADER, b'{"issuer": "urn:a", "issuer": "urn:b"}'), CREDENTIAL)


class TestMediaTypes:
    @pytest.mark.parametrize("typ", ["vc+jwt", "application/vc+jwt", "VC+JWT", "vc-ld+jwt", "JWT", None])
    @pytest.mark.parametrize("cty", ["vc", "application/vc", "vc+ld+json", None])
    def test_of_a_credential(self, typ: str | None, cty: str | None) -> None:
        header: JsonObject = {"kid": P256.key_id}
        for name, value in (("typ", typ), ("cty", cty)):
            if value is not None:
                header[name] = value
        assert parse_jose(P256.jws(header, VC), CREDENTIAL).unverified == VC

    @pytest.mark.parametrize(
        "header",
        [{"typ": "bad+typ"}, {"cty": "bad+cty"}, {"typ": "vp+jwt"}, {"cty": "vp"}, {"typ": 7}, {"cty": ""}],
    )
    def test_of_something_else_are_refused(self, header: JsonObject) -> None:
        with pytest.raises(JWTHeaderRefused):
            parse_jose(P256.jws(HEADER | header, VC), CREDENTIAL)

    @pytest.mark.parametrize("header", [{"typ": "vc+jwt"}, {"cty": "vc"}, {"typ": "bad+typ"}])
    def test_of_a_credential_are_not_of_a_presentation(self, header: JsonObject) -> None:
        usual: JsonObject = {"kid": P256.key_id, "typ": "vp+jwt", "cty": "vp"}
        assert parse_jose(P256.jws(usual, VP), PRESENTATION).unverified == VP
        with pytest.raises(JWTHeaderRefused):
            parse_jose(P256.jws(usual | header, VP), PRESENTATION)


class TestWhoseKey:
    @pytest.mark.parametrize("issuer", [ISSUER, {"id": ISSUER}])
    @pytest.mark.parametrize("where", ["header", "payload", "both"])
    def test_iss_is_the_issuer(self, issuer: Any, where: str) -> None:  # noqa: ANN401
        said: JsonObject = {"iss": ISSUER}
        header = HEADER | (said if where != "payload" else {})
        payload = {**VC, "issuer": issuer} | (said if where != "header" else {})
        assert parse_jose(P256.jws(header, payload), CREDENTIAL).unverified == payload

    @pytest.mark.parametrize("where", ["header", "payload"])
    @pytest.mark.parametrize("iss", ["https://elders.example", ISSUER + "/", "", 7, [ISSUER]])
    def test_iss_is_nobody_else(self, where: str, iss: Any) -> None:  # noqa: ANN401
        said: JsonObject = {"iss": iss}
        token = P256.jws(HEADER | said, VC) if where == "header" else P256.jws(HEADER, VC | said)
        with pytest.raises(JoseClaimConflict) as caught:
            parse_jose(token, CREDENTIAL)
        assert caught.value.pointer == "/iss"

    def test_iss_says_one_thing(self) -> None:
        payload = without("holder", VP) | {"iss": "urn:a"}
        with pytest.raises(JoseClaimConflict):
            parse_jose(P256.jws({"typ": "vp+jwt", "iss": "urn:b"}, payload), PRESENTATION)

    @pytest.mark.parametrize("kid", [None, "key-1", "#key-1", "/key-1", ""])
    def test_without_iss_kid_is_an_absolute_url(self, kid: str | None) -> None:
        header = without("kid", HEADER) if kid is None else HEADER | {"kid": kid}
        with pytest.raises(JWTKeyNotNamed):
            parse_jose(P256.jws(header, VC), CREDENTIAL)
        assert parse_jose(P256.jws(header | {"iss": ISSUER}, VC), CREDENTIAL).jws.kid == kid

    @pytest.mark.parametrize("kid", [None, "key-1"])
    def test_so_it_is_for_a_holder(self, kid: str | None) -> None:
        header: JsonObject = {"typ": "vp+jwt", "kid": kid} if kid else {"typ": "vp+jwt"}
        with pytest.raises(JWTKeyNotNamed):
            parse_jose(P256.jws(header, VP), PRESENTATION)
        parse_jose(P256.jws(header, {**VP, "iss": ISSUER}), PRESENTATION)

    def test_the_key_of_a_did_has_a_kid(self) -> None:
        document: JsonObject = {**VC, "issuer": "did:example:1", "iss": "did:example:1"}
        with pytest.raises(JWTKeyNotNamed):
            parse_jose(P256.jws(without("kid", HEADER), document), CREDENTIAL)
        parse_jose(P256.jws(HEADER | {"kid": "did:example:1#key"}, document), CREDENTIAL)

    def test_a_key_in_the_header_is_the_one_that_signed(self) -> None:
        unverified = parse_jose(P256.jws(HEADER | {"jwk": P256.public_jwk}, VC), CREDENTIAL)
        verify_jose(unverified, file_of(P256).public_key)
        other = parse_jose(P256.jws(HEADER | {"jwk": P256.other().public_jwk}, VC), CREDENTIAL)
        with pytest.raises(JoseClaimConflict):
            verify_jose(other, file_of(P256).public_key)

    def test_a_private_key_in_the_header_is_refused(self) -> None:
        with pytest.raises(PrivateKeyExposed):
            parse_jose(P256.jws(HEADER | {"jwk": P256.private_jwk}, VC), CREDENTIAL)


class TestClaims:
    @pytest.mark.parametrize("name", ["vc", "vp"])
    @pytest.mark.parametrize("value", [VC, "oops", None])
    def test_vc_and_vp_are_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(JoseClaimForbidden):
            parse_jose(P256.jws(HEADER, {**VC, name: value}), CREDENTIAL)

    @pytest.mark.parametrize(("claim", "value"), [("jti", "urn:uuid:2"), ("sub", "did:example:other")])
    def test_one_that_contradicts_the_document_is_refused(self, claim: str, value: str) -> None:
        with pytest.raises(JoseClaimConflict) as caught:
            parse_jose(P256.jws(HEADER, {**VC, claim: value}), CREDENTIAL)
        assert caught.value.pointer == f"/{claim}"

    def test_one_that_repeats_the_document_is_fine(self) -> None:
        payload: JsonObject = {**VC, "jti": VC["id"], "sub": "did:example:learner", "iss": ISSUER}
        assert parse_jose(P256.jws(HEADER, payload), CREDENTIAL).unverified == payload

    def test_what_is_not_understood_is_left_alone(self) -> None:
        header = HEADER | {"x-own": 1}
        payload: JsonObject = {**VC, "x-own": {"a": [1]}, "iat": "2010-01-01T19:23:24Z", "cnf": {}}
        assert parse_jose(P256.jws(header, payload), CREDENTIAL).unverified == payload

    @pytest.mark.parametrize("name", ["crit", "b64", "jku", "x5u"])
    def test_what_no_verifier_should_do_is_refused(self, name: str) -> None:
        with pytest.raises(JWTHeaderRefused):
            parse_jose(P256.jws(HEADER | {name: ["exp"]}, VC), CREDENTIAL)


class TestTime:
    AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    SECOND = timedelta(seconds=1)

    def check(self, at: datetime, **claims: Any) -> None:  # noqa: ANN401 - any JSON value
        check_time(parse_jose(P256.jws(HEADER, {**VC, **claims}), CREDENTIAL), at)

    def test_exp_is_the_first_moment_at_which_it_does_not_hold(self) -> None:
        exp = int(self.AT.timestamp())
        self.check(self.AT - self.SECOND, exp=exp)
        for at in (self.AT, self.AT + self.SECOND):
            with pytest.raises(JoseNotInTime) as caught:
                self.check(at, exp=exp)
            assert caught.value.pointer == "/exp"

    def test_nbf_is_the_first_moment_at_which_it_holds(self) -> None:
        nbf = self.AT.timestamp()
        for at in (self.AT, self.AT + self.SECOND):
            self.check(at, nbf=nbf)
        with pytest.raises(JoseNotInTime) as caught:
            self.check(self.AT - self.SECOND, nbf=nbf)
        assert caught.value.pointer == "/nbf"

    @pytest.mark.parametrize("claim", ["exp", "nbf"])
    @pytest.mark.parametrize("value", ["2030-01-01T00:00:00Z", True, None, []])
    def test_what_is_no_number_holds_never(self, claim: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(JoseNotInTime):
            self.check(self.AT, **{claim: value})

    def test_the_dates_of_the_document_are_not_about_the_signature(self) -> None:
        self.check(self.AT, validUntil="2020-01-01T00:00:00Z", iat=0)


class TestEnvelopes:
    @pytest.mark.parametrize(
        ("kind", "url", "media_type", "content"),
        [
            ("Credential", "data:application/vc+jwt,a.b.c", "application/vc+jwt", "a.b.c"),
            ("Credential", "DATA:application/VC+jwt,a.b.c", "application/vc+jwt", "a.b.c"),
            ("Credential", "data:application/vc+sd-jwt,a.b.c~d~", "application/vc+sd-jwt", "a.b.c~d~"),
            ("Credential", "data:application/vc+cose;base64,0oRY", "application/vc+cose", "0oRY"),
            ("Presentation", "data:application/vp+jwt,a.b.c", "application/vp+jwt", "a.b.c"),
        ],
    )
    def test_of_every_kind_are_found(self, kind: str, url: str, media_type: str, content: str) -> None:
        envelope: JsonObject = {**ENVELOPE, "type": [f"EnvelopedVerifiable{kind}"], "id": url}
        expected = Envelope("/verifiableCredential/0", media_type, content)
        assert envelopes_of({**VP, "verifiableCredential": [envelope]}) == (expected,)

    def test_there_may_be_one_none_or_several(self) -> None:
        assert envelopes_of(without("verifiableCredential", VP)) == ()
        assert [one.pointer for one in envelopes_of({**VP, "verifiableCredential": ENVELOPE})] == [
            "/verifiableCredential"
        ]
        assert len(envelopes_of({**VP, "verifiableCredential": [ENVELOPE, ENVELOPE]})) == 2

    @pytest.mark.parametrize(
        ("value", "place"),
        [
            ("data:application/vc+jwt,a.b.c", ""),
            (VC, "/type"),
            ({**VC, "proof": {"type": "DataIntegrityProof"}}, "/type"),
            (
                {**ENVELOPE, "type": ["EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"]},
                "/type",
            ),
            (without("@context", ENVELOPE), "/@context"),
            (without("id", ENVELOPE), "/id"),
            ({**ENVELOPE, "id": "not-a-credential"}, "/id"),
            ({**ENVELOPE, "id": "data:application/json,{}"}, "/id"),
            ({**ENVELOPE, "id": "data:application/vc+jwt,"}, "/id"),
            ({**ENVELOPE, "id": "data:application/vc+jwt,a.b"}, "/id"),
            ({**ENVELOPE, "id": "data:application/vc+jwt;base64,YS5iLmM"}, "/id"),
            ({**ENVELOPE, "id": "data:application/vc+cose,0oRY"}, "/id"),
            ({**ENVELOPE, "id": "data:application/vp+jwt,a.b.c"}, "/id"),
            ({**ENVELOPE, "id": "https:application/vc+jwt,a.b.c"}, "/id"),
        ],
    )
    def test_what_is_not_secured_in_an_envelope_is_refused(self, value: Any, place: str) -> None:  # noqa: ANN401
        with pytest.raises(EnvelopeRefused) as caught:
            envelopes_of({**VP, "verifiableCredential": [ENVELOPE, value]})
        assert caught.value.pointer == f"/verifiableCredential/1{place}"
