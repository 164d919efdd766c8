"""Credentials and presentations in an envelope (VCDM 2.0 §4.12): a JWT in a ``data:`` URL."""

from datetime import timedelta

import pytest

from contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.parsing import JsonObject
from credentials.proofs.vc_jwt import sign_compact_jws
from tests.generic_documents_for_tests import ISSUER, changed, credential, presentation
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, STRANGER_ED25519, KeyForTests
from tests.vc_api_for_tests import NOW, Answer, door, signed

CREDENTIAL_TYPE = "EnvelopedVerifiableCredential"
PRESENTATION_TYPE = "EnvelopedVerifiablePresentation"


def jwt(
    payload: JsonObject, key: KeyForTests = ISSUER_ED25519, *, typ: str = "vc+jwt", kid: str | None = None
) -> str:
    """Return a JWT; a ``kid`` of ``""`` is left out."""
    header: JsonObject = {"typ": typ}
    if kid != "":
        header["kid"] = kid or key.did_key_method
    return sign_compact_jws(header, payload, key.signer())


def envelope(token: str, kind: str = CREDENTIAL_TYPE, media_type: str | None = None) -> JsonObject:
    """Return the object around a JWT."""
    default = "application/vc+jwt" if kind == CREDENTIAL_TYPE else "application/vp+jwt"
    return {"@context": CREDENTIALS_V2, "type": kind, "id": f"data:{media_type or default},{token}"}


def verify(document: JsonObject, options: JsonObject | None = None) -> Answer:
    """Have an envelope verified by the route for its kind."""
    if document.get("type") == PRESENTATION_TYPE:
        return door().verify_presentation(document, options)
    return door().verify(document, options)


CREDENTIAL = envelope(jwt(credential()))
PRESENTATION = envelope(jwt(presentation(), typ="vp+jwt"), PRESENTATION_TYPE)
P256 = credential(issuer=ISSUER_P256.did_key)


class TestWhatConforms:
    @pytest.mark.parametrize("checks", [{"checks": ["proof"]}, {}])
    @pytest.mark.parametrize(
        "document",
        [
            CREDENTIAL,
            PRESENTATION,
            envelope(jwt(P256, ISSUER_P256)),
            envelope(jwt(credential()), media_type="application/jwt"),
            {**CREDENTIAL, "@context": [CREDENTIALS_V2]},
            {**CREDENTIAL, "type": [CREDENTIAL_TYPE]},
            envelope(
                jwt(
                    presentation(holder="did:example:h", verifiableCredential=[CREDENTIAL]),
                    STRANGER_ED25519,
                    typ="vp+jwt",
                ),
                PRESENTATION_TYPE,
            ),
            envelope(jwt({"iss": ISSUER, "vp": presentation()}, typ="JWT"), PRESENTATION_TYPE),
            envelope(jwt(signed(credential()))),
        ],
    )
    def test_it_is_verified(self, document: JsonObject, checks: JsonObject) -> None:
        answer = verify(document, checks)
        assert answer.status == 200, answer.json

    def test_an_envelope_in_a_presentation_with_a_proof(self) -> None:
        whole = signed(
            presentation(holder="did:example:h", verifiableCredential=[signed(credential())]),
            STRANGER_ED25519,
            proof_purpose="authentication",
        )
        assert door().verify_presentation(whole, {}).status == 200


class TestTheEnvelope:
    """What the suite sends with something wrong around the JWT."""

    @pytest.mark.parametrize("document", [CREDENTIAL, PRESENTATION])
    @pytest.mark.parametrize(
        ("pointer", "value", "place"),
        [
            ("/@context", ..., "/@context"),
            ("/@context", [], "/@context"),
            ("/@context", "https://www.w3.org/ns/credentials/examples/v2", "/@context"),
            ("/@context", [CREDENTIALS_V1], "/@context"),
            ("/id", ..., "/id"),
            ("/id", "did:example:x", "/id"),
            ("/id", "data:application/vc+jwt", "/id"),
            ("/id", "data:application/vc+jwt,", "/id"),
            ("/id", "data:text/plain,hello", "/id"),
            ("/id", "data:application/vc+jwt,hello", None),
            ("/id", 5, "/id"),
            ("/type", ["VerifiableCredential"], "/type"),
            ("/type", ..., None),
        ],
    )
    def test_it_is_refused(
        self, document: JsonObject, pointer: str, value: object, place: str | None
    ) -> None:
        broken = changed(document, pointer, value)
        post = door().verify_presentation if document is PRESENTATION else door().verify
        answer = post(broken)
        assert answer.status == 400
        if place not in (None, "/type"):
            assert place in [problem.get("pointer") for problem in answer.json["problemDetails"]]

    @pytest.mark.parametrize(
        ("document", "kind"), [(CREDENTIAL, CREDENTIAL_TYPE), (PRESENTATION, PRESENTATION_TYPE)]
    )
    def test_other_types_beside_its_own(self, document: JsonObject, kind: str) -> None:
        post = door().verify_presentation if kind == PRESENTATION_TYPE else door().verify
        assert post({**document, "type": [kind, "VerifiableCredential"]}).json["pointer"] == "/type"

    def test_without_the_part_before_the_comma(self) -> None:
        token = str(CREDENTIAL["id"]).partition(",")[2]
        for url in (token, f"application/vc+jwt,{token}", f"data:application/vp+jwt,{token}"):
            assert verify({**CREDENTIAL, "id": url}).json["pointer"] == "/id"


class TestWhatIsInIt:
    @pytest.mark.parametrize(
        "token",
        [
            jwt(credential(), kid=""),
            jwt(credential(), kid=STRANGER_ED25519.did_key_method),
            jwt(credential(), kid="https://example.org/keys/1"),
            jwt(credential(), typ="vp+jwt"),
            jwt(credential(type=...)),
            jwt(credential(validFrom="yesterday")),
            jwt(credential(undefined="x")),
            jwt({**credential(), "iss": STRANGER_ED25519.did_key}),
            jwt({"hello": "world"}),
            jwt(changed(signed(credential()), "/issuer", STRANGER_ED25519.did_key)),
            jwt(credential())[:-4] + "AAAA",
            jwt(credential()).rpartition(".")[0] + ".",
        ],
    )
    def test_a_credential_that_does_not_hold(self, token: str) -> None:
        assert verify(envelope(token)).status == 400

    @pytest.mark.parametrize(
        "token",
        [
            jwt(presentation(), typ="vp+jwt", kid=""),
            jwt(presentation(), typ="vp+jwt", kid=STRANGER_ED25519.did_key_method),
            jwt(presentation(), typ="vc+jwt"),
            jwt(presentation(type=["Something"]), typ="vp+jwt"),
            jwt(presentation(holder="nobody"), typ="vp+jwt"),
            jwt(presentation(verifiableCredential=[envelope(jwt(credential(), kid=""))]), typ="vp+jwt"),
            jwt(presentation(verifiableCredential=[CREDENTIAL]), typ="vp+jwt"),
            jwt(presentation(verifiableCredential=["x"]), typ="vp+jwt"),
            jwt({**presentation(), "exp": int(NOW.timestamp()) - 1}, typ="vp+jwt"),
            jwt({**presentation(), "nbf": int((NOW + timedelta(days=1)).timestamp())}, typ="vp+jwt"),
        ],
    )
    def test_a_presentation_that_does_not_hold(self, token: str) -> None:
        assert verify(envelope(token, PRESENTATION_TYPE)).status == 400

    def test_who_signed_is_looked_at(self) -> None:
        document = envelope(jwt(credential(), STRANGER_ED25519))
        assert verify(document).status == 200
        assert verify(document, {}).json["pointer"] == "/issuer"

    def test_domain_and_challenge(self) -> None:
        document = envelope(
            jwt({**presentation(), "aud": "example.org", "nonce": "1"}, typ="vp+jwt"), PRESENTATION_TYPE
        )
        assert verify(document, {"domain": "example.org", "challenge": "1"}).status == 200
        answer = verify(document, {"domain": "other.example", "challenge": "1"})
        assert answer.problem_type.endswith("#INVALID_DOMAIN_ERROR")
        answer = verify(document, {"domain": "example.org", "challenge": "2"})
        assert answer.problem_type.endswith("#INVALID_CHALLENGE_ERROR")
