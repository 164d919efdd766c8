"""VC-JWT: what we sign, what we read, and what nobody should be able to make us believe."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from credentials.errors import CredentialError
from credentials.identifiers.multiformats import base64url_decode, base64url_encode
from credentials.identifiers.multikey import KeyMalformed, KeyType, PrivateKeyExposed, PublicKey
from credentials.limits import Limits
from credentials.parsing import DuplicateKey, JsonObject, JsonValue, MalformedDocument
from credentials.proofs.errors import ProofInvalid, SignatureMismatch, WrongKeyType
from credentials.proofs.jwt_claims import ClaimSeverity
from credentials.proofs.vc_jwt import (
    JWTAlgorithmNotAllowed,
    JWTHeaderRefused,
    JWTKeyNotNamed,
    JWTMalformed,
    JWTNotSignable,
    parse_jwt,
    sign_jwt,
    verify_jwt,
)
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    ISSUER_P384,
    ISSUER_WEB,
    STRANGER_ED25519,
    STRANGER_P256,
    KeyForTests,
)

METHOD = f"{ISSUER_WEB}#key-1"
VALID_FROM = 1_767_225_600  # 2026-01-01T00:00:00Z
VALID_UNTIL = 1_893_456_000  # 2030-01-01T00:00:00Z

CREDENTIAL: JsonObject = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": ISSUER_WEB, "type": ["Profile"], "name": "ROC Voorbeeld"},
    "validFrom": "2026-01-01T01:00:00+01:00",
    "validUntil": "2030-01-01T00:00:00Z",
    "name": "Café: lassen",
    "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"]},
}
HEADER: JsonObject = {"alg": "EdDSA", "kid": METHOD, "typ": "JWT"}
CLAIMS: JsonObject = {
    "iss": ISSUER_WEB,
    "sub": "did:example:learner",
    "nbf": VALID_FROM,
    "jti": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "exp": VALID_UNTIL,
}


def part(value: "JsonValue | bytes") -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64url_encode(data)


def jwt_of(
    header: "JsonValue | bytes", payload: "JsonValue | bytes", key: KeyForTests = ISSUER_ED25519
) -> str:
    """Return a JWT with a right signature around whatever is given."""
    signing_input = f"{part(header)}.{part(payload)}"
    return f"{signing_input}.{base64url_encode(key.sign(signing_input.encode()))}"


def without(source: JsonObject, *names: str) -> JsonObject:
    return {name: value for name, value in source.items() if name not in names}


@pytest.fixture(scope="module")
def rsa_key() -> tuple[PublicKey, Callable[[bytes], bytes]]:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = private.public_key().public_numbers()
    public = PublicKey(KeyType.RSA, numbers.n.to_bytes(256), numbers.e)
    return public, lambda data: private.sign(data, padding.PKCS1v15(), hashes.SHA256())


class TestSign:
    @pytest.mark.parametrize(
        ("key", "algorithm"),
        [(ISSUER_ED25519, "EdDSA"), (ISSUER_P256, "ES256"), (ISSUER_P384, "ES384")],
        ids=["EdDSA", "ES256", "ES384"],
    )
    def test_header_payload_and_signature(self, key: KeyForTests, algorithm: str) -> None:
        token = sign_jwt(CREDENTIAL, key.signer(METHOD))
        header, payload, _ = token.split(".")
        assert json.loads(base64url_decode(header)) == {"alg": algorithm, "kid": METHOD, "typ": "JWT"}
        assert json.loads(base64url_decode(payload)) == {**CREDENTIAL, **CLAIMS}
        unverified = parse_jwt(token)
        assert unverified.unverified == CREDENTIAL
        assert unverified.claims == CLAIMS
        assert unverified.kid == METHOD
        assert unverified.algorithm == algorithm
        assert unverified.source == token
        assert verify_jwt(unverified, key.public_key) == ()

    def test_same_credential_same_bytes(self) -> None:
        assert sign_jwt(CREDENTIAL, ISSUER_P256.signer(METHOD)) == sign_jwt(
            CREDENTIAL, ISSUER_P256.signer(METHOD)
        )

    def test_optional_claims_only_for_what_is_there(self) -> None:
        credential: JsonObject = {
            **without(CREDENTIAL, "validUntil"),
            "credentialSubject": {"type": ["AchievementSubject"]},
        }
        unverified = parse_jwt(sign_jwt(credential, ISSUER_ED25519.signer(METHOD)))
        assert unverified.claims == without(CLAIMS, "sub", "exp")
        assert verify_jwt(unverified, ISSUER_ED25519.public_key) == ()

    def test_fraction_of_a_second_is_dropped(self) -> None:
        credential = {**CREDENTIAL, "validFrom": "2026-01-01T00:00:00.999Z"}
        unverified = parse_jwt(sign_jwt(credential, ISSUER_ED25519.signer(METHOD)))
        assert unverified.claims["nbf"] == VALID_FROM
        assert unverified.unverified == credential
        assert verify_jwt(unverified, ISSUER_ED25519.public_key) == ()

    @pytest.mark.parametrize(
        "credential",
        [
            without(CREDENTIAL, "id"),
            without(CREDENTIAL, "issuer"),
            {**CREDENTIAL, "issuer": {"name": "ROC Voorbeeld"}},
            without(CREDENTIAL, "validFrom"),
            {**CREDENTIAL, "validFrom": "2026-01-01"},
            {**CREDENTIAL, "iss": ISSUER_WEB},
            {**CREDENTIAL, "iat": 1},
            {**CREDENTIAL, "vc": {}},
            {**CREDENTIAL, "name": float("nan")},
            {**CREDENTIAL, "name": "\ud800"},
        ],
    )
    def test_not_signable(self, credential: JsonObject) -> None:
        with pytest.raises(JWTNotSignable) as caught:
            sign_jwt(credential, ISSUER_ED25519.signer(METHOD))
        assert caught.value.code == "jwt_not_signable"


class TestVerify:
    def test_rs256(self, rsa_key: tuple[PublicKey, Callable[[bytes], bytes]]) -> None:
        public, sign = rsa_key
        signing_input = f"{part({'alg': 'RS256', 'jwk': public.to_jwk()})}.{part({**CREDENTIAL, **CLAIMS})}"
        unverified = parse_jwt(f"{signing_input}.{base64url_encode(sign(signing_input.encode()))}")
        assert unverified.embedded_key == public
        assert verify_jwt(unverified, public) == ()
        other = parse_jwt(f"{signing_input}.{base64url_encode(sign(b'something else'))}")
        with pytest.raises(SignatureMismatch):
            verify_jwt(other, public)

    def test_fully_specified_algorithm_name(self) -> None:
        unverified = parse_jwt(jwt_of({**HEADER, "alg": "Ed25519"}, {**CREDENTIAL, **CLAIMS}))
        assert verify_jwt(unverified, ISSUER_ED25519.public_key) == ()

    def test_credential_of_vcdm_1_1_under_vc(self) -> None:
        credential: JsonObject = {
            **without(CREDENTIAL, "validFrom", "validUntil"),
            "@context": ["https://www.w3.org/2018/credentials/v1"],
            "issuanceDate": "2026-01-01T00:00:00Z",
            "expirationDate": "2030-01-01T00:00:00Z",
        }
        unverified = parse_jwt(jwt_of(HEADER, {**CLAIMS, "vc": credential}))
        assert unverified.unverified == credential
        assert unverified.claims == CLAIMS
        assert verify_jwt(unverified, ISSUER_ED25519.public_key) == ()

    def test_bytes_are_read_as_text_is(self) -> None:
        token = sign_jwt(CREDENTIAL, ISSUER_P256.signer(METHOD))
        assert parse_jwt(token.encode()) == parse_jwt(token)

    @pytest.mark.parametrize(
        ("signer", "other"), [(ISSUER_ED25519, STRANGER_ED25519), (ISSUER_P256, STRANGER_P256)]
    )
    def test_key_of_somebody_else(self, signer: KeyForTests, other: KeyForTests) -> None:
        unverified = parse_jwt(sign_jwt(CREDENTIAL, signer.signer(METHOD)))
        with pytest.raises(SignatureMismatch) as caught:
            verify_jwt(unverified, other.public_key)
        assert caught.value.code == "signature_mismatch"

    def test_key_of_another_kind_than_the_algorithm(
        self, rsa_key: tuple[PublicKey, Callable[[bytes], bytes]]
    ) -> None:
        for signer, key in (
            (ISSUER_ED25519, ISSUER_P256.public_key),
            (ISSUER_P256, ISSUER_ED25519.public_key),
            (ISSUER_P256, ISSUER_P384.public_key),
            (ISSUER_P384, ISSUER_P256.public_key),
            (ISSUER_P256, rsa_key[0]),
        ):
            with pytest.raises(WrongKeyType) as caught:
                verify_jwt(parse_jwt(sign_jwt(CREDENTIAL, signer.signer(METHOD))), key)
            assert caught.value.code == "wrong_key_type"

    def test_der_signature_of_es256(self) -> None:
        token = sign_jwt(CREDENTIAL, ISSUER_P256.signer(METHOD))
        signing_input, _, signature = token.rpartition(".")
        raw = base64url_decode(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        with pytest.raises(SignatureMismatch):
            verify_jwt(parse_jwt(f"{signing_input}.{base64url_encode(der)}"), ISSUER_P256.public_key)

    def test_signature_of_another_credential(self) -> None:
        one = sign_jwt(CREDENTIAL, ISSUER_P256.signer(METHOD))
        two = sign_jwt({**CREDENTIAL, "name": "Solderen"}, ISSUER_P256.signer(METHOD))
        swapped = one.rpartition(".")[0] + "." + two.rpartition(".")[2]
        with pytest.raises(SignatureMismatch):
            verify_jwt(parse_jwt(swapped), ISSUER_P256.public_key)


class TestRefusedHeaders:
    @pytest.mark.parametrize(
        "algorithm",
        [
            *("none", "None", "NONE", "", "HS256", "HS384", "HS512", "es256", "eddsa", "RS256 "),
            *("ES512", "ES256K", "es384", "PS256", "RS384", "RS512"),
            *(5, None, ["EdDSA"], {"EdDSA": 1}, True),
        ],
    )
    def test_algorithms(self, algorithm: JsonValue) -> None:
        with pytest.raises(JWTAlgorithmNotAllowed) as caught:
            parse_jwt(jwt_of({**HEADER, "alg": algorithm}, {**CREDENTIAL, **CLAIMS}))
        assert caught.value.code == "jwt_algorithm_not_allowed"

    def test_algorithm_is_looked_at_before_anything_else(self) -> None:
        """Not even the payload is parsed for an algorithm that is not on the list."""
        with pytest.raises(JWTAlgorithmNotAllowed):
            parse_jwt(jwt_of({"alg": "HS256", "crit": ["b64"], "jwk": {"d": "AA"}}, b"not JSON"))

    @pytest.mark.parametrize(
        "extra",
        [
            {"crit": ["exp"]},
            {"crit": []},
            {"b64": False, "crit": ["b64"]},
            {"b64": True},
            {"jku": "https://evil.example/jwks.json"},
            {"x5u": "https://evil.example/cert.pem"},
            {"x5c": ["MIIB"]},
            {"x5t": "AA"},
            {"x5t#S256": "AA"},
            {"zip": "DEF"},
            {"enc": "A256GCM"},
            {"typ": "at+jwt"},
            {"typ": "dc+sd-jwt"},
            {"typ": "vp+jwt"},
            {"typ": 5},
            {"typ": None},
        ],
    )
    def test_parameters(self, extra: JsonObject) -> None:
        with pytest.raises(JWTHeaderRefused) as caught:
            parse_jwt(jwt_of({**HEADER, **extra}, {**CREDENTIAL, **CLAIMS}))
        assert caught.value.code == "jwt_header_refused"

    def test_certificate_in_place_of_a_key(self) -> None:
        with pytest.raises(JWTHeaderRefused):
            parse_jwt(jwt_of({"alg": "EdDSA", "x5c": ["MIIB"]}, {**CREDENTIAL, **CLAIMS}))

    def test_private_key(self) -> None:
        jwk = {**ISSUER_ED25519.public_key.to_jwk(), "d": base64url_encode(bytes(32))}
        with pytest.raises(PrivateKeyExposed) as caught:
            parse_jwt(jwt_of({"alg": "EdDSA", "jwk": jwk}, {**CREDENTIAL, **CLAIMS}))
        assert caught.value.code == "private_key_exposed"

    def test_malformed_key(self) -> None:
        with pytest.raises(KeyMalformed):
            parse_jwt(jwt_of({"alg": "EdDSA", "jwk": {"kty": "OKP"}}, {**CREDENTIAL, **CLAIMS}))

    @pytest.mark.parametrize(
        "header", [{"alg": "EdDSA"}, {"alg": "EdDSA", "kid": ""}, {"alg": "EdDSA", "kid": None}]
    )
    def test_no_key(self, header: JsonObject) -> None:
        with pytest.raises(JWTKeyNotNamed) as caught:
            parse_jwt(jwt_of(header, {**CREDENTIAL, **CLAIMS}))
        assert caught.value.code == "jwt_key_not_named"

    @pytest.mark.parametrize("extra", [{"kid": 5}, {"kid": ["a"]}, {"jwk": "key"}, {"jwk": [1]}])
    def test_ill_typed_keys(self, extra: JsonObject) -> None:
        with pytest.raises(JWTMalformed):
            parse_jwt(jwt_of({**HEADER, **extra}, {**CREDENTIAL, **CLAIMS}))

    def test_algorithm_twice(self) -> None:
        header = b'{"alg": "none", "kid": "did:web:x#1", "alg": "EdDSA"}'
        with pytest.raises(DuplicateKey) as caught:
            parse_jwt(jwt_of(header, {**CREDENTIAL, **CLAIMS}))
        assert caught.value.pointer == "/alg"

    @pytest.mark.parametrize("header", [b"[]", b'"EdDSA"', b"5", b"null"])
    def test_header_that_is_no_object(self, header: bytes) -> None:
        with pytest.raises(JWTMalformed):
            parse_jwt(jwt_of(header, {**CREDENTIAL, **CLAIMS}))


class TestMalformed:
    TOKEN = sign_jwt(CREDENTIAL, ISSUER_ED25519.signer(METHOD))

    @pytest.mark.parametrize(
        "change",
        [
            lambda _: "",
            lambda token: token.rpartition(".")[0],
            lambda token: token + ".",
            lambda token: token + ".AAAA",
            lambda token: token + "=",
            lambda token: token + "\n",
            lambda token: " " + token,
            lambda token: token.replace(".", ". ", 1),
            lambda token: token.replace("e", "é", 1),
            lambda token: token.replace(".", "..", 1),
            lambda token: json.dumps({"protected": token.split(".")[0], "payload": token.split(".")[1]}),
        ],
    )
    def test_form(self, change: Callable[[str], str]) -> None:
        with pytest.raises(JWTMalformed) as caught:
            parse_jwt(change(self.TOKEN))
        assert caught.value.code == "jwt_malformed"

    def test_not_ascii_bytes(self) -> None:
        with pytest.raises(JWTMalformed):
            parse_jwt(b"\xff" + self.TOKEN.encode())

    @pytest.mark.parametrize("payload", [b"[]", b'"text"', b"null"])
    def test_payload_that_is_no_object(self, payload: bytes) -> None:
        with pytest.raises(JWTMalformed):
            parse_jwt(jwt_of(HEADER, payload))

    @pytest.mark.parametrize("payload", [b"", b"{", b'{"iss": "a", "iss": "b"}', b'{"nbf": NaN}', b"\xff"])
    def test_payload_that_is_not_json(self, payload: bytes) -> None:
        with pytest.raises(MalformedDocument):
            parse_jwt(jwt_of(HEADER, payload))

    @pytest.mark.parametrize(
        "payload",
        [
            {**CREDENTIAL, **CLAIMS, "vc": CREDENTIAL},
            {"vc": CREDENTIAL, "credentialSubject": {}},
            {**CLAIMS, "vc": [CREDENTIAL]},
            {**CLAIMS, "vc": None},
        ],
    )
    def test_two_credentials_or_none(self, payload: JsonObject) -> None:
        with pytest.raises(JWTMalformed):
            parse_jwt(jwt_of(HEADER, payload))

    def test_too_large(self) -> None:
        limits = Limits(max_bytes=len(self.TOKEN) - 1)
        with pytest.raises(JWTMalformed):
            parse_jwt(self.TOKEN, limits=limits)

    def test_too_deep(self) -> None:
        payload = b'{"a":' * 100 + b"1" + b"}" * 100
        with pytest.raises(MalformedDocument) as caught:
            parse_jwt(jwt_of(HEADER, payload))
        assert caught.value.code == "too_deep"


def findings(
    payload: JsonObject, header: JsonObject = HEADER, at: datetime | None = None
) -> list[tuple[str, str, str]]:
    unverified = parse_jwt(jwt_of(header, payload))
    found = verify_jwt(unverified, ISSUER_ED25519.public_key, at=at)
    return [(finding.code, str(finding.severity), finding.claim) for finding in found]


class TestClaims:
    WHOLE: JsonObject = {**CREDENTIAL, **CLAIMS}  # noqa: RUF012 - never changed

    @pytest.mark.parametrize(
        ("claim", "value"),
        [
            ("iss", "did:web:evil.example"),
            ("iss", f"{ISSUER_WEB}/"),
            ("iss", None),
            ("iss", {"id": ISSUER_WEB}),
            ("sub", "did:example:somebody-else"),
            ("nbf", VALID_FROM + 1),
            ("nbf", str(VALID_FROM)),
            ("nbf", True),
            ("nbf", 1e300),
            ("jti", "urn:uuid:00000000-0000-4000-8000-000000000002"),
            ("exp", VALID_UNTIL + 1),
            ("exp", VALID_UNTIL - 1),
        ],
    )
    def test_disagreement_is_an_error_and_stays_visible(self, claim: str, value: JsonValue) -> None:
        payload = {**self.WHOLE, claim: value}
        assert findings(payload) == [("claim_mismatch", "error", claim)]
        assert parse_jwt(jwt_of(HEADER, payload)).unverified == {**CREDENTIAL, claim: value}

    @pytest.mark.parametrize(
        ("claim", "severity"),
        [("iss", "error"), ("nbf", "error"), ("jti", "error"), ("sub", "warning"), ("exp", "warning")],
    )
    def test_absence(self, claim: str, severity: str) -> None:
        assert findings(without(self.WHOLE, claim)) == [("claim_missing", severity, claim)]

    def test_true_is_not_the_first_second_of_1970(self) -> None:
        payload = {**self.WHOLE, "validFrom": "1970-01-01T00:00:01Z", "nbf": True}
        assert findings(payload) == [("claim_mismatch", "error", "nbf")]
        assert findings({**payload, "nbf": 1}) == []

    def test_several_subjects(self) -> None:
        """Which of them the claim means cannot be said, so none is taken for it."""
        payload: JsonObject = {
            **self.WHOLE,
            "credentialSubject": [{"id": "did:example:learner"}, {"id": "did:example:somebody-else"}],
        }
        assert findings(payload) == [("claim_without_counterpart", "warning", "sub")]
        one: JsonObject = {**self.WHOLE, "credentialSubject": [{"id": "did:example:learner"}]}
        assert findings(one) == []

    def test_numeric_date_with_a_fraction(self) -> None:
        payload = {**self.WHOLE, "nbf": VALID_FROM + 0.25}
        assert findings(payload) == []

    def test_registered_claims_without_meaning_here(self) -> None:
        payload = {**self.WHOLE, "iat": VALID_FROM, "aud": "anyone"}
        assert findings(payload) == []
        assert parse_jwt(jwt_of(HEADER, payload)).unverified == CREDENTIAL

    def test_subject_known_by_identifier_only(self) -> None:
        payload: JsonObject = {**self.WHOLE, "credentialSubject": {"type": ["AchievementSubject"]}}
        assert findings(payload) == [("claim_without_counterpart", "warning", "sub")]
        assert "sub" not in parse_jwt(jwt_of(HEADER, payload)).unverified

    @pytest.mark.parametrize(
        ("at", "severity"),
        [
            (None, "error"),
            (datetime(2030, 1, 1, tzinfo=UTC), "error"),
            (datetime(2030, 1, 1, tzinfo=UTC) - timedelta(seconds=1), "warning"),
        ],
    )
    def test_expiry_that_only_the_jwt_has(self, at: datetime | None, severity: str) -> None:
        payload = without(self.WHOLE, "validUntil")
        assert findings(payload, at=at) == [("claim_without_counterpart", severity, "exp")]

    def test_issuer_only_in_the_claim(self) -> None:
        payload = without(self.WHOLE, "issuer")
        assert findings(payload) == [("claim_without_counterpart", "error", "iss")]

    def test_issuer_as_text(self) -> None:
        assert findings({**self.WHOLE, "issuer": ISSUER_WEB}) == []

    def test_own_type_of_vc_jose_cose_needs_no_claims(self) -> None:
        header: JsonObject = {**HEADER, "typ": "vc+jwt"}
        assert findings(CREDENTIAL, header) == [
            ("header_not_allowed", "warning", "typ"),
            ("claim_missing", "warning", "iss"),
            ("claim_missing", "warning", "sub"),
            ("claim_missing", "warning", "nbf"),
            ("claim_missing", "warning", "jti"),
            ("claim_missing", "warning", "exp"),
        ]

    def test_other_header_parameters(self) -> None:
        header: JsonObject = {**HEADER, "cty": "vc", "iss": ISSUER_WEB}
        assert findings(self.WHOLE, header) == [
            ("header_not_allowed", "warning", "cty"),
            ("header_not_allowed", "warning", "iss"),
        ]

    @pytest.mark.parametrize("typ", ["JWT", "jwt", "application/JWT"])
    def test_type_in_any_case(self, typ: str) -> None:
        assert findings(self.WHOLE, {**HEADER, "typ": typ}) == []

    def test_severities(self) -> None:
        assert [str(severity) for severity in ClaimSeverity] == ["error", "warning"]


class TestTampering:
    ED = sign_jwt(CREDENTIAL, ISSUER_ED25519.signer(METHOD))
    ES = sign_jwt(CREDENTIAL, ISSUER_P256.signer(METHOD))

    @given(position=st.integers(0, 10_000), bit=st.integers(0, 6), es256=st.booleans())
    def test_one_flipped_bit_never_verifies(self, position: int, bit: int, *, es256: bool) -> None:
        """Header, payload and signature, of both algorithms."""
        token = bytearray((self.ES if es256 else self.ED).encode())
        token[position % len(token)] ^= 1 << bit
        key = ISSUER_P256 if es256 else ISSUER_ED25519
        with pytest.raises(CredentialError):
            verify_jwt(parse_jwt(bytes(token)), key.public_key)

    def test_source_is_what_is_verified(self) -> None:
        """A record whose fields were exchanged is not the record of its source."""
        unverified = parse_jwt(self.ED)
        with pytest.raises(ProofInvalid):
            verify_jwt(replace(unverified, source=self.ES), ISSUER_ED25519.public_key)
