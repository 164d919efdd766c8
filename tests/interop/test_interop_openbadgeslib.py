"""openbadgeslib, the other Python implementation of Open Badges 3.0, both ways."""

import io
import json
from collections.abc import Callable
from datetime import datetime

import pytest
from openbadgeslib.ob3 import (
    Achievement,
    Issuer,
    OB3LdpSigner,
    OB3LdpVerifier,
    OB3Signer,
    OB3VerificationError,
    OB3Verifier,
    OpenBadgeCredential,
)
from PIL import Image

from credentials.containers import png, svg
from credentials.parsing import JsonObject, parse
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.vc_jwt import parse_jwt, sign_jwt, verify_jwt
from tests.interop.alterations import TAMPERED, UNSIGNABLE, Alteration, altered
from tests.interop.fresh_keys import FreshKey, fresh_keys
from tests.interop.our_verdict import NOW, codes_of, our_report
from tests.interop.school import SIGNED_AT, School, school_without_website
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, KeyForTests
from verifier.codes import CheckId, Code
from verifier.report import Conclusion

pytestmark = pytest.mark.interop

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title></svg>'
RECIPIENT = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"

ALGORITHMS = pytest.mark.parametrize("key", fresh_keys(), ids=lambda key: key.algorithm)
SIGNING_KEYS = pytest.mark.parametrize("key", [ISSUER_ED25519, ISSUER_P256], ids=["EdDSA", "ES256"])


def blank_png() -> bytes:
    """Return an image that carries nothing."""
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "white").save(file, "PNG")
    return file.getvalue()


def download_from(documents: JsonObject) -> Callable[[str], bytes]:
    """Return what the peer fetches with: it finds these documents, and nothing else."""

    def download(url: str) -> bytes:
        return json.dumps(documents[url]).encode()

    return download


def compact(credential: JsonObject, school: School, key: KeyForTests) -> str:
    """Return a credential of ours in its compact form."""
    return sign_jwt(credential, key.signer(key.method_of(school.controller)))


def their_badge(issuer: str) -> OpenBadgeCredential:
    """Return an unsigned badge as the peer makes it."""
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer, name="Escuela de Ejemplo", url="https://escuela.example"),
        recipient_id=RECIPIENT,
        achievement=Achievement(
            id="https://escuela.example/logros/1",
            name="Atención al público",
            description="Atiende a los clientes.",
            criteria_narrative="Dos turnos supervisados.",
        ),
        issuance_date=SIGNED_AT,
    )


def did_key_of(key: FreshKey) -> str:
    """Return the did:key of a key that the peer signs with."""
    return f"did:key:{key.public_key.to_multikey()}"


class TestOursThere:
    """What we signed, read and verified by openbadgeslib."""

    @SIGNING_KEYS
    def test_compact(self, school: School, key: KeyForTests) -> None:
        """It chooses the key in the DID document by ``kid``, and holds the issuer to the DID."""
        credential = school.credential()
        peer = OB3Verifier.for_issuer_did(school.controller, download=download_from(school.publishes()))

        read = peer.verify(compact(credential, school, key), expected_recipient=RECIPIENT)

        assert (read.id, read.issuer.id) == (credential["id"], school.controller)
        assert read.issuance_date == datetime.fromisoformat(str(credential["validFrom"]))

    @SIGNING_KEYS
    def test_compact_from_a_png(self, school: School, key: KeyForTests) -> None:
        token = compact(school.credential(), school, key)
        extracted = OB3Verifier.extract_token_from_png(png.bake(blank_png(), token))
        assert extracted == token

    @SIGNING_KEYS
    def test_compact_from_an_svg(self, school: School, key: KeyForTests) -> None:
        token = compact(school.credential(), school, key)
        extracted = OB3Verifier.extract_token_from_svg(svg.bake(SVG, token))
        assert extracted == token

    def test_compact_tampered(self, school: School) -> None:
        token = compact(school.credential(), school, ISSUER_P256)
        other = compact({**school.credential(), "name": "Iets heel anders"}, school, ISSUER_P256)
        forged = ".".join((*other.split(".")[:2], token.split(".")[2]))
        peer = OB3Verifier.for_issuer_did(school.controller, download=download_from(school.publishes()))
        with pytest.raises(OB3VerificationError, match="Invalid signature"):
            peer.verify(forged)
        assert codes_of(our_report(forged, school.publishes()), CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}

    def test_embedded(self, school: School) -> None:
        signed = school.signed_credential()
        read = OB3LdpVerifier().verify(signed, RECIPIENT, download=download_from(school.publishes()))
        assert (read.id, read.issuer.id) == (signed["id"], school.controller)

    def test_embedded_by_a_did_key(self) -> None:
        signed = school_without_website().signed_credential()
        assert OB3LdpVerifier().verify(signed, RECIPIENT).id == signed["id"]

    def test_embedded_from_a_png(self, school: School) -> None:
        text = json.dumps(school.signed_credential(), ensure_ascii=False)
        extracted = OB3Verifier.extract_token_from_png(png.bake(blank_png(), text))
        assert extracted == text
        OB3LdpVerifier().verify(extracted, RECIPIENT, download=download_from(school.publishes()))

    def test_embedded_from_an_svg(self, school: School) -> None:
        text = json.dumps(school.signed_credential(), ensure_ascii=False)
        extracted = OB3Verifier.extract_token_from_svg(svg.bake(SVG, text))
        assert extracted == text
        OB3LdpVerifier().verify(extracted, RECIPIENT, download=download_from(school.publishes()))

    def test_two_proofs(self, school: School) -> None:
        """It takes one proof of a suite that it knows, and refuses to choose."""
        other_key = SECOND_ED25519.signer(SECOND_ED25519.method_of(school.controller))
        twice = add_proof(school.signed_credential(), other_key, created=SIGNED_AT)
        with pytest.raises(OB3VerificationError, match="multiple supported Data Integrity proofs"):
            OB3LdpVerifier().verify(twice, download=download_from(school.publishes()))

    @pytest.mark.parametrize("alteration", TAMPERED.values(), ids=TAMPERED)
    def test_embedded_tampered(self, school: School, alteration: Alteration) -> None:
        tampered = altered(school.signed_credential(school.status_entry()), alteration)
        with pytest.raises(OB3VerificationError, match="signature"):
            OB3LdpVerifier().verify(tampered, download=download_from(school.publishes()))

    @pytest.mark.parametrize("alteration", UNSIGNABLE.values(), ids=UNSIGNABLE)
    def test_what_a_signature_would_not_cover(self, school: School, alteration: Alteration) -> None:
        smuggled = altered(school.signed_credential(), alteration)
        with pytest.raises(OB3VerificationError):
            OB3LdpVerifier().verify(smuggled, download=download_from(school.publishes()))

    @pytest.mark.parametrize("revoked", [False, True])
    def test_status(self, school: School, revoked: bool) -> None:
        """It reads status lists in their compact form only."""
        entry = school.status_entry()
        status_list = school.status_list(entry, set_bits=[entry.status_list_index] if revoked else [])
        del status_list["proof"]
        token = compact(status_list, school, ISSUER_ED25519)
        documents = school.publishes()

        def download(url: str) -> bytes:
            if url == entry.status_list_credential:
                return token.encode()
            return download_from(documents)(url)

        peer = OB3Verifier.for_issuer_did(school.controller, download=download)
        signed = compact(school.credential(entry), school, ISSUER_ED25519)
        if revoked:
            with pytest.raises(OB3VerificationError, match="'revocation' is set"):
                peer.verify(signed, check_status=True, download=download)
        else:
            assert peer.verify(signed, check_status=True, download=download).id == school.credential()["id"]


class TestTheirsHere:
    """What openbadgeslib signed, read and verified by us."""

    @ALGORITHMS
    def test_compact(self, key: FreshKey) -> None:
        badge = their_badge("https://escuela.example/emisor")
        unverified = parse_jwt(OB3Signer(key.private_pem, algorithm=key.algorithm).sign(badge))
        assert verify_jwt(unverified, key.public_key, at=NOW) == ()
        assert unverified.unverified["id"] == badge.id
        assert unverified.algorithm == key.algorithm

    @ALGORITHMS
    def test_compact_from_images(self, key: FreshKey) -> None:
        signer, badge = (
            OB3Signer(key.private_pem, algorithm=key.algorithm),
            their_badge("https://escuela.example"),
        )
        from_png = png.unbake(signer.sign_into_png(badge, blank_png()))
        from_svg = svg.unbake(signer.sign_into_svg(badge, SVG))
        for token in (from_png, from_svg):
            unverified = parse_jwt(token)
            assert unverified.unverified["id"] == badge.id
            assert verify_jwt(unverified, key.public_key, at=NOW) == ()

    def test_compact_by_a_did_key(self) -> None:
        """The header shows the key; it counts because it is the one that the did:key is."""
        key = fresh_keys()[0]
        badge = their_badge(did_key_of(key))
        report = our_report(
            OB3Signer(key.private_pem, algorithm=key.algorithm).sign_into_png(badge, blank_png())
        )
        assert report.conclusion is Conclusion.PASSED

    @ALGORITHMS
    def test_a_key_that_the_header_shows_proves_nothing(self, key: FreshKey) -> None:
        badge = their_badge("https://escuela.example/emisor")
        report = our_report(OB3Signer(key.private_pem, algorithm=key.algorithm).sign(badge))
        assert report.conclusion is Conclusion.INDETERMINATE

    def test_embedded(self) -> None:
        key = fresh_keys()[0]
        badge = their_badge(did_key_of(key))
        signer = OB3LdpSigner(key.private_pem)

        in_json = signer.sign_to_json(badge)
        in_png = signer.sign_into_png(badge, blank_png())
        in_svg = signer.sign_into_svg(badge, SVG)

        for file in (in_json, in_png, in_svg):
            assert our_report(file).conclusion is Conclusion.PASSED

    def test_embedded_tampered(self) -> None:
        key = fresh_keys()[0]
        signed = parse(OB3LdpSigner(key.private_pem).sign_to_json(their_badge(did_key_of(key))).encode())
        forged = {**signed.unverified, "name": "Otra cosa"}
        assert codes_of(our_report(forged), CheckId.PROOF) == {Code.SIGNATURE_MISMATCH}
