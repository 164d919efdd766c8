"""Take the credential out of whatever a person was given: by content, never by name."""

import pytest

from credentials.card.reading import UnverifiedCard
from credentials.containers import png, svg
from credentials.limits import Limits
from credentials.parsing import UnverifiedDocument
from credentials.proofs.vc_jwt import UnverifiedJWT
from tests.findings_for_tests import SVG_IMAGE, baked_twice, claims, jwt_of, pdf_file, png_image, zip_file
from tests.keys_for_tests import STRANGER_P256
from tests.verification_for_tests import as_bytes, as_jwt, badge, report_on, signed
from verifier import CheckId, CheckStatus, Code, Conclusion
from verifier.unpack import FileKind, NotUnpacked, unpack

JSON_FILE = as_bytes(signed(badge()))
JWT_FILE = as_jwt(badge())
OTHER_JSON = as_bytes(signed(badge(id="urn:uuid:5b0f0000-0000-4000-8000-00000000000c")))


def reason(data: bytes) -> tuple[FileKind | None, Code, str]:
    with pytest.raises(NotUnpacked) as caught:
        unpack(data)
    return caught.value.kind, caught.value.finding.code, caught.value.reason


class TestEveryKindOfFile:
    @pytest.mark.parametrize(
        ("data", "kind", "signed_bytes"),
        [
            (JSON_FILE, FileKind.JSON, JSON_FILE),
            (b"\xef\xbb\xbf\r\n " + JSON_FILE, FileKind.JSON, b"\xef\xbb\xbf\r\n " + JSON_FILE),
            (JWT_FILE, FileKind.JWT, JWT_FILE),
            (b"\n" + JWT_FILE + b"\r\n", FileKind.JWT, JWT_FILE),
            (png.bake(png_image(), JSON_FILE.decode()), FileKind.PNG, JSON_FILE),
            (png.bake(png_image(), JWT_FILE.decode()), FileKind.PNG, JWT_FILE),
            (svg.bake(SVG_IMAGE, JSON_FILE.decode()), FileKind.SVG, JSON_FILE),
            (svg.bake(SVG_IMAGE, JWT_FILE.decode()), FileKind.SVG, JWT_FILE),
            (pdf_file(("a.bin", JSON_FILE)), FileKind.PDF, JSON_FILE),
            (pdf_file(("diploma.png", JWT_FILE)), FileKind.PDF, JWT_FILE),
        ],
    )
    def test_gives_the_signed_bytes(self, data: bytes, kind: FileKind, signed_bytes: bytes) -> None:
        unpacked = unpack(data)
        assert unpacked.kind is kind
        credential = unpacked.credential
        assert not isinstance(credential, UnverifiedCard)
        source = (
            credential.source if isinstance(credential, UnverifiedDocument) else credential.source.encode()
        )
        assert source == signed_bytes
        assert report_on(data).conclusion is Conclusion.PASSED


class TestPDF:
    def test_json_is_chosen_before_a_jwt(self) -> None:
        unpacked = unpack(pdf_file(("a.jwt", JWT_FILE), ("b.json", JSON_FILE)))
        assert isinstance(unpacked.credential, UnverifiedDocument)
        assert unpacked.remarks == ()

    def test_two_that_disagree_are_remarked_on(self) -> None:
        unpacked = unpack(pdf_file(("credential.jwt", JWT_FILE), ("credential.json", OTHER_JSON)))
        assert [finding.code for finding in unpacked.remarks] == [Code.SEVERAL_CREDENTIALS]

    def test_other_attachments_are_passed_over(self) -> None:
        others = (("did.json", b'{"id": "did:web:a.example"}'), ("notes.txt", b"notes"), ("bad.json", b"{"))
        unpacked = unpack(pdf_file(*others, ("c", JWT_FILE)))
        assert isinstance(unpacked.credential, UnverifiedJWT)

    def test_without_a_credential_says_so(self) -> None:
        assert reason(pdf_file()) == (FileKind.PDF, Code.NO_CREDENTIAL_FOUND, "no_credential_found")
        assert reason(pdf_file(("did.json", b'{"id": "did:web:a.example"}')))[1] is Code.NO_CREDENTIAL_FOUND

    def test_with_a_damaged_credential_says_that(self) -> None:
        assert reason(pdf_file(("credential.json", JSON_FILE[:-5])))[1:] == (Code.PARSING_ERROR, "not_json")

    def test_that_is_damaged_says_so(self) -> None:
        assert reason(b"%PDF-1.7\n%%EOF")[1] is Code.FILE_UNREADABLE


class TestImages:
    def test_with_two_credentials_give_the_first_and_a_remark(self) -> None:
        unpacked = unpack(baked_twice())
        assert [finding.code for finding in unpacked.remarks] == [Code.SEVERAL_CREDENTIALS]
        report = report_on(baked_twice())
        assert report.conclusion is Conclusion.PASSED

    def test_with_a_dtd_are_not_read(self) -> None:
        entity = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG_IMAGE
        assert reason(entity) == (FileKind.SVG, Code.FILE_UNREADABLE, "container_forbidden")

    def test_that_are_too_large_are_an_open_question(self) -> None:
        with pytest.raises(NotUnpacked) as caught:
            unpack(png_image(), limits=Limits(max_container_bytes=10))
        assert caught.value.finding.code is Code.FILE_TOO_LARGE
        assert caught.value.result().status is CheckStatus.INDETERMINATE


class TestAnythingElse:
    @pytest.mark.parametrize("data", [b"", b" ", b"PK", b"a note", b"1.2", b"\x00" * 2_000, b"a.b", b"..."])
    def test_holds_no_credential(self, data: bytes) -> None:
        assert reason(data) == (None, Code.NO_CREDENTIAL_FOUND, "no_credential_found")

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"[]", "not_an_object"),
            (b'{"a": NaN}', "not_json"),
            (b'{"a": 1e999}', "not_finite_number"),
            (b'{"a": "\\ud800"}', "lone_surrogate"),
            (b'{"a": "\xff"}', "not_utf8"),
        ],
    )
    def test_that_is_no_json_as_we_read_it(self, data: bytes, error: str) -> None:
        kind, code, found = reason(data)
        assert (kind, code) == (FileKind.JSON, Code.PARSING_ERROR)
        assert found in (error, "not_finite_number")

    @pytest.mark.parametrize("data", [zip_file(), b"PK\x05\x06" + bytes(18), b"PK\x03\x04 a.pdf %PDF-1.7"])
    def test_that_is_a_zip_file_is_not_looked_into(self, data: bytes) -> None:
        assert reason(data) == (None, Code.ZIP_NOT_UNPACKED, "zip_file")

    def test_a_pdf_is_not_what_json_says_it_is(self) -> None:
        """Only the beginning tells the kind, or a badge about PDF could hide behind one."""
        assert unpack(as_bytes(badge(name="%PDF-1.7"))).kind is FileKind.JSON

    @pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "es256", "ES512", ""])
    def test_a_jwt_with_another_algorithm_is_refused_before_its_key_is_looked_for(
        self, algorithm: str
    ) -> None:
        data = jwt_of(claims(), header={"alg": algorithm}, key=STRANGER_P256)
        assert reason(data) == (FileKind.JWT, Code.ALGORITHM_REFUSED, "jwt_algorithm_not_allowed")

    def test_is_a_report_and_no_exception(self) -> None:
        report = report_on(b"a note")
        assert report.conclusion is Conclusion.FAILED
        assert report.unverified is None
        assert {result.check for result in report.results} == set(CheckId)
        (finding,) = report.results[0].findings
        assert (report.results[0].check, finding.code) == (CheckId.STRUCTURE, Code.NO_CREDENTIAL_FOUND)
        assert report.results[0].evidence == {"error": "no_credential_found"}
