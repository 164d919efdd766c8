"""JSON, JWT and baked badges: the signed bytes, unchanged."""

from dataclasses import replace

import pytest

from credentials.containers import png, svg
from credentials.errors import CredentialError
from credentials.identifiers.multikey import PublicKey
from credentials.parsing import MalformedDocument, parse
from credentials.proofs.data_integrity import embedded_proofs, verify_proof
from credentials.proofs.errors import ProofInvalid
from tests.awards_for_tests import AWARD, award_with
from tests.keys_for_tests import ed25519_key
from tests.signed_credentials_for_tests import sign_award
from wallet_export.baked_badge import baked_png, baked_svg
from wallet_export.errors import FormMissing
from wallet_export.json_file import json_file
from wallet_export.jwt_file import jwt_file
from wallet_export.ports import ExportedFile, SignedCredential

KEY: PublicKey = ed25519_key("learner's files").public_key


class TestSignedCredential:
    def test_it_has_a_form(self) -> None:
        with pytest.raises(ValueError, match="JSON form, a JWT form, or both"):
            SignedCredential(credential_id="urn:x:1")

    def test_both_forms_say_the_same(self, signed: SignedCredential) -> None:
        json_form = dict(signed.document())
        del json_form["proof"]
        assert replace(signed, json_bytes=None).document() == json_form

    def test_what_cannot_be_read_is_our_own_error(self) -> None:
        with pytest.raises(MalformedDocument):
            SignedCredential(credential_id="urn:x:1", json_bytes=b"{").document()
        with pytest.raises(ProofInvalid):
            SignedCredential(credential_id="urn:x:1", jwt="a.b").document()


class TestPlainFiles:
    def test_json_is_the_signed_bytes(self, signed: SignedCredential) -> None:
        assert signed.json_bytes is not None
        assert json_file(signed) == ExportedFile(
            "credential.json", "application/vc+ld+json", signed.json_bytes
        )

    def test_jwt_is_the_signed_text(self, signed: SignedCredential) -> None:
        assert signed.jwt is not None
        assert jwt_file(signed) == ExportedFile("credential.jwt", "text/plain", signed.jwt.encode())

    def test_a_form_that_was_not_issued_is_missing(self, signed: SignedCredential) -> None:
        with pytest.raises(FormMissing):
            json_file(replace(signed, json_bytes=None))
        with pytest.raises(FormMissing):
            jwt_file(replace(signed, jwt=None))


class TestBakedBadges:
    def test_a_png_gives_the_signed_json_back(self, signed: SignedCredential) -> None:
        file = baked_png(signed)
        assert (file.name, file.media_type) == ("badge.png", "image/png")
        assert png.unbake(file.content) == signed.json_bytes

    def test_an_svg_gives_the_signed_json_back(self, signed: SignedCredential) -> None:
        file = baked_svg(signed)
        assert (file.name, file.media_type) == ("badge.svg", "image/svg+xml")
        assert svg.unbake(file.content) == signed.json_bytes

    def test_without_json_the_jwt_is_baked(self, signed: SignedCredential) -> None:
        only_jwt = replace(signed, json_bytes=None)
        assert png.unbake(baked_png(only_jwt).content).decode() == signed.jwt
        assert svg.unbake(baked_svg(only_jwt).content).decode() == signed.jwt

    def test_the_signature_holds_after_the_journey(self, signed: SignedCredential) -> None:
        credential = parse(svg.unbake(baked_svg(signed).content)).unverified
        (proof,) = embedded_proofs(credential)
        verify_proof(credential, proof, KEY, at=AWARD.valid_from)

    def test_hostile_words_travel_unchanged(self) -> None:
        hostile = award_with(module__title={"nl": "]]></openbadges:credential><script>&amp;\"'"})
        signed = sign_award(hostile)
        assert svg.unbake(baked_svg(signed).content) == signed.json_bytes

    def test_what_cannot_be_read_is_our_own_error(self) -> None:
        with pytest.raises(CredentialError):
            baked_png(SignedCredential(credential_id="urn:x:1", json_bytes=b"[]"))
