"""The other forms of a credential: a JWT, an image, a PDF. No altered one shows something else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credentials.containers import png, svg
from credentials.identifiers.multiformats import base64url_decode, base64url_encode
from credentials.parsing import JsonObject
from tests.findings_for_tests import SVG_IMAGE, jwt_of, pdf_file, png_image
from tests.findings_for_tests import claims as with_claims
from tests.keys_for_tests import ISSUER_P256, STRANGER_P256
from tests.verification_for_tests import (
    SCHOOL,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    found,
    report_on,
    signed,
    status_entry,
    status_list,
)
from verifier import CheckId, Code, Conclusion, VerificationReport
from verifier.report_json import report_json
from verifier.texts import texts

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ALGORITHMS = [
    "none",
    "None",
    "NONE",
    "HS256",
    "es256",
    "Es256",
    "ES384",
    "ES512",
    "ES256K",
    "RS256",
    "EdDSA",
    "PS256",
]
LISTS = [status_list(5)]
CREDENTIAL = badge(credentialStatus=status_entry())
JWT = as_jwt(CREDENTIAL).decode()
OTHER_JWT = as_jwt(
    badge(
        id="urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a99",
        name="Iets anders",
        credentialStatus=status_entry(),
    )
).decode()
WITH_PROOF = as_bytes(signed(CREDENTIAL))
FILES: dict[str, bytes] = {
    "json": WITH_PROOF,
    "png": png.bake(png_image(), WITH_PROOF.decode()),
    "png with jwt": png.bake(png_image(), JWT),
    "svg": svg.bake(SVG_IMAGE, WITH_PROOF.decode()),
    "svg with jwt": svg.bake(SVG_IMAGE, JWT),
    "pdf": pdf_file(("credential.json", WITH_PROOF), ("credential.jwt", JWT.encode())),
}


def judged(data: bytes | str) -> VerificationReport:
    return report_on(data.encode() if isinstance(data, str) else data, lists=LISTS)


def passes(data: bytes | str) -> bool:
    return judged(data).conclusion is Conclusion.PASSED


def shown(data: bytes | str) -> Any:  # noqa: ANN401 - JSON
    return report_json(judged(data), texts("nl"))["credential"]


def parts_of(jwt: str) -> list[str]:
    return jwt.split(".")


def header_of(jwt: str) -> JsonObject:
    header: JsonObject = json.loads(base64url_decode(parts_of(jwt)[0]))
    return header


@pytest.mark.parametrize("data", [JWT, *FILES.values()], ids=["jwt", *FILES])
def test_the_unaltered_files_pass_and_show_the_same(data: bytes | str) -> None:
    assert passes(data)
    assert shown(data) == shown(WITH_PROOF)


class TestJWT:
    @given(st.integers(0, len(JWT) - 1), st.sampled_from(ALPHABET + ".=+/ ~\n\u00e9"))
    def test_no_other_character_anywhere(self, position: int, character: str) -> None:
        changed = f"{JWT[:position]}{character}{JWT[position + 1 :]}"
        assert changed == JWT or not passes(changed)

    @pytest.mark.parametrize("part", [0, 1, 2])
    def test_the_unused_bits_of_the_last_character_are_no_way_around(self, part: int) -> None:
        """Base64url decoders often ignore them; then two texts would be one JWT."""
        for character in ALPHABET:
            parts = parts_of(JWT)
            parts[part] = parts[part][:-1] + character
            assert (".".join(parts) == JWT) == passes(".".join(parts))

    @given(st.integers(0, len(JWT)), st.sampled_from(ALPHABET + ".= \n"), st.booleans())
    def test_nothing_more_and_nothing_less(self, position: int, character: str, more: bool) -> None:
        changed = JWT[:position] + (character if more else "") + JWT[position if more else position + 1 :]
        # White space around a file is not part of it.
        assert changed.strip() == JWT or not passes(changed)

    @pytest.mark.parametrize("mix", [(0, 0, 1), (0, 1, 0), (0, 1, 1)])
    def test_parts_of_two_jwts(self, mix: tuple[int, int, int]) -> None:
        pair = (parts_of(JWT), parts_of(OTHER_JWT))
        mixed = ".".join(pair[which][place] for place, which in enumerate(mix))
        # The headers are equal, so the last of these is the second JWT itself.
        assert passes(mixed) == (mixed == OTHER_JWT)

    @given(st.binary(min_size=64, max_size=64))
    def test_no_other_signature(self, signature: bytes) -> None:
        assert not passes(f"{JWT.rpartition('.')[0]}.{base64url_encode(signature)}")

    def test_the_mirrored_signature_of_ecdsa_shows_the_same(self) -> None:
        """(r, n - s) is the one other signature that anybody can make, over the same header and payload."""
        signed_part, _, signature = JWT.rpartition(".")
        r, s = base64url_decode(signature)[:32], int.from_bytes(base64url_decode(signature)[32:])
        mirrored = f"{signed_part}.{base64url_encode(r + (P256_ORDER - s).to_bytes(32))}"
        assert shown(mirrored) == shown(JWT)

    @pytest.mark.parametrize(
        "algorithm",
        [
            "none",
            "None",
            "NONE",
            "HS256",
            "es256",
            "Es256",
            "ES384",
            "ES256K",
            "RS256",
            "EdDSA",
            "PS256",
            "",
            None,
            7,
            ["ES256"],
        ],
    )
    def test_no_other_algorithm(self, algorithm: Any) -> None:  # noqa: ANN401 - any JSON value
        assert not passes(jwt_of(with_claims(), header={"alg": algorithm}))

    def test_no_signature_at_all(self) -> None:
        header = base64url_encode(as_bytes({"alg": "none", "kid": ISSUER_P256.method_of(SCHOOL)}))
        assert not passes(f"{header}.{parts_of(JWT)[1]}.")
        assert not passes(f"{parts_of(JWT)[0]}.{parts_of(JWT)[1]}.")

    def test_an_algorithm_that_stands_twice(self) -> None:
        for header in ('{"alg":"none","alg":"ES256","kid":"%s"}', '{"alg":"ES256","alg":"none","kid":"%s"}'):
            text = header % ISSUER_P256.method_of(SCHOOL)
            signed_part = f"{base64url_encode(text.encode())}.{parts_of(JWT)[1]}"
            jwt = f"{signed_part}.{base64url_encode(ISSUER_P256.sign(signed_part.encode()))}"
            assert found(judged(jwt), CheckId.STRUCTURE) == [(Code.DUPLICATE_KEY, "/alg")]

    def test_a_key_that_the_sender_brings(self) -> None:
        jwk = STRANGER_P256.public_key.to_jwk()
        headers: list[JsonObject] = [
            {"kid": None, "jwk": jwk},
            {"jwk": jwk},
            {"kid": STRANGER_P256.did_key_method},
        ]
        for header in headers:
            assert not passes(jwt_of(with_claims(), header=header, key=STRANGER_P256))

    @pytest.mark.parametrize("claim", ["iss", "sub", "nbf", "jti", "exp"])
    def test_a_claim_that_contradicts_the_credential(self, claim: str) -> None:
        """Also signed by the school itself: two readers would go by two different values."""
        document = badge_with(
            "/credentialSubject/id", "did:example:a", badge(validUntil="2030-01-01T00:00:00Z")
        )
        value: Any = 4_000_000_000 if claim == "exp" else 1 if claim == "nbf" else "urn:x"
        assert passes(jwt_of(with_claims(document)))
        assert not passes(jwt_of(with_claims(document, **{claim: value})))


class TestTwoForms:
    """A credential in two forms, of which one is altered or of another credential."""

    def test_an_embedded_proof_in_a_jwt_is_not_taken_on_trust(self) -> None:
        with_bad_proof = signed(CREDENTIAL) | {"name": "Iets anders"}
        assert not passes(as_jwt(with_bad_proof))

    def test_the_claims_of_a_jwt_beside_an_embedded_proof(self) -> None:
        """Members that a JWT may have beside a credential are foreign to a document with a proof."""
        for name, value in (("vc", CREDENTIAL), ("exp", 1), ("jti", "urn:x"), ("sub", "urn:x")):
            assert not passes(as_bytes(signed(CREDENTIAL) | {name: value}))

    def test_a_credential_under_vc_and_another_beside_it(self) -> None:
        payload = with_claims() | {"vc": badge(name="Iets anders")}
        assert not passes(jwt_of(payload))

    def test_an_svg_with_both_forms_says_that_there_are_two(self) -> None:
        both = FILES["svg with jwt"].replace(
            b'"/>',
            b'"><![CDATA[' + WITH_PROOF.replace(b"Sanne", b"Bram ") + b"]]></openbadges:credential>",
            1,
        )
        report = judged(both)
        assert found(report, CheckId.STRUCTURE) == [(Code.SEVERAL_CREDENTIALS, None)]
        assert shown(both) == shown(JWT)

    def test_a_pdf_shows_the_form_that_it_verified(self) -> None:
        altered = WITH_PROOF.replace(b"Sanne", b"Bram ")
        assert not passes(pdf_file(("credential.json", altered), ("credential.jwt", JWT.encode())))
        two = pdf_file(("a.json", WITH_PROOF), ("b.jwt", OTHER_JWT.encode()))
        assert found(judged(two), CheckId.STRUCTURE) == [(Code.SEVERAL_CREDENTIALS, None)]
        assert shown(two) == shown(WITH_PROOF)


@pytest.mark.parametrize("name", FILES)
class TestFiles:
    @settings(max_examples=40)
    @given(st.data())
    def test_no_flipped_byte_changes_what_is_shown(self, name: str, data: st.DataObject) -> None:
        file = bytearray(FILES[name])
        position = data.draw(st.integers(0, len(file) - 1))
        file[position] ^= data.draw(st.integers(1, 255))
        assert_shows_the_same_if_it_passes(bytes(file))

    @settings(max_examples=20)
    @given(st.data())
    def test_no_moved_piece_changes_what_is_shown(self, name: str, data: st.DataObject) -> None:
        """A piece is cut out, and put in again somewhere else or twice."""
        file = FILES[name]
        ends = st.integers(0, len(file))
        start, end = sorted((data.draw(ends), data.draw(ends)))
        rest = file[:start] + file[end:] if data.draw(st.booleans()) else file
        place = data.draw(st.integers(0, len(rest)))
        assert_shows_the_same_if_it_passes(rest[:place] + file[start:end] + rest[place:])


def assert_shows_the_same_if_it_passes(file: bytes) -> None:
    if passes(file):
        assert shown(file) == shown(WITH_PROOF)
