"""The archive: everything to verify a credential when nobody is there to help, the same every time."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

import pytest

from credentials.achievement.building import build_open_badge
from credentials.containers import png
from credentials.containers.pdf import attached_credentials
from credentials.identifiers.controlled_identifier import (
    choose_verification_method,
    parse_controlled_identifier_document,
)
from credentials.parsing import parse
from credentials.proofs.data_integrity import embedded_proofs, verify_proof
from tests.awards_for_tests import AWARD, ISSUER, RECIPIENT, REVOCATION, SUSPENSION, award_with
from tests.signed_credentials_for_tests import VERIFICATION_URL, PublishedForTests, sign_award
from wallet_export.archive import README, build_archive
from wallet_export.errors import AddressRefused, LanguageNotSupported
from wallet_export.ports import PublishedDocuments, SignedCredential
from wallet_export.qr import make_qr

AT = datetime(2026, 11, 21, 23, 30, 8, tzinfo=UTC)
LIST = b'{"type": "BitstringStatusListCredential"}'
PUBLISHED = PublishedForTests(ISSUER.id, {REVOCATION.status_list_credential: LIST})


def _archive(
    signed: SignedCredential, published: PublishedDocuments = PUBLISHED, *, at: datetime = AT
) -> zipfile.ZipFile:
    file = build_archive(signed, published, verification_url=VERIFICATION_URL, at=at)
    return zipfile.ZipFile(io.BytesIO(file.content))


@pytest.fixture(scope="module")
def archive(signed: SignedCredential) -> zipfile.ZipFile:
    return _archive(signed)


@pytest.fixture(scope="module")
def readme(archive: zipfile.ZipFile) -> str:
    return archive.read(README).decode()


class TestContents:
    def test_it_holds_every_form_and_what_is_needed_to_verify_it(self, archive: zipfile.ZipFile) -> None:
        assert archive.namelist() == [
            "README.txt",
            "credential.json",
            "credential.jwt",
            "badge.png",
            "badge.svg",
            "certificate.nl.pdf",
            "certificate.en.pdf",
            "qr.png",
            "did.json",
            "jwks.json",
            "trust-list.json",
            "status/1.json",
        ]

    def test_every_form_holds_the_signed_bytes(
        self, archive: zipfile.ZipFile, signed: SignedCredential
    ) -> None:
        assert archive.read("credential.json") == signed.json_bytes
        assert archive.read("credential.jwt").decode() == signed.jwt
        assert png.unbake(archive.read("badge.png")) == signed.json_bytes
        assert attached_credentials(archive.read("certificate.en.pdf"))[0].content == signed.json_bytes

    def test_the_qr_code_is_that_of_the_web_address(self, archive: zipfile.ZipFile) -> None:
        assert archive.read("qr.png") == make_qr(VERIFICATION_URL).png()

    def test_what_is_published_is_there_as_it_is(self, archive: zipfile.ZipFile) -> None:
        assert archive.read("did.json") == PUBLISHED.did_document()
        assert archive.read("trust-list.json") == PUBLISHED.trust_list()
        assert archive.read("status/1.json") == LIST

    def test_it_is_enough_to_verify_the_proof(self, archive: zipfile.ZipFile) -> None:
        credential = parse(archive.read("credential.json")).unverified
        (proof,) = embedded_proofs(credential)
        document = parse_controlled_identifier_document(archive.read("did.json"))
        method = choose_verification_method(
            document, str(proof["verificationMethod"]), purpose="assertionMethod"
        )
        verify_proof(credential, proof, method.public_key, at=AT)

    def test_two_status_lists_have_two_files(self) -> None:
        published = PublishedForTests(
            ISSUER.id,
            {REVOCATION.status_list_credential: LIST, SUSPENSION.status_list_credential: b"{}"},
        )
        archive = _archive(sign_award(award_with(status=(REVOCATION, SUSPENSION))), published)
        assert archive.read("status/1.json") == LIST
        assert archive.read("status/2.json") == b"{}"

    def test_what_is_not_published_is_left_out(self, signed: SignedCredential) -> None:
        bare = PublishedForTests(ISSUER.id, with_trust_list=False, with_jwks=False)
        names = _archive(signed, bare).namelist()
        assert names[-1] == "did.json"
        assert not {"jwks.json", "trust-list.json", "status/1.json"} & set(names)

    def test_a_form_that_was_not_issued_is_left_out(self, signed: SignedCredential) -> None:
        archive = _archive(replace(signed, json_bytes=None))
        readme = archive.read(README).decode()
        assert "credential.json" not in archive.namelist()
        assert "credential.json" not in readme
        assert (
            "waarmerk verify --offline --unsigned-trust trust-list.json --status-list status credential.jwt"
            in readme
        )

    def test_a_jwt_that_was_not_issued_is_not_named(self, signed: SignedCredential) -> None:
        archive = _archive(replace(signed, jwt=None))
        assert "credential.jwt" not in archive.namelist()
        assert "credential.jwt" not in archive.read(README).decode()


class TestReadme:
    @pytest.mark.parametrize(
        "words",
        [
            "JE BEWIJS: Bediening met keukenbasis",
            "YOUR CREDENTIAL: Bediening met keukenbasis",
            "Zoë van ’t Hof",
            "ROC Test",
            AWARD.credential_id,
            "Ingepakt op:     22 november 2026",
            "Packed on:    22 November 2026",
            VERIFICATION_URL,
            f"Waarmerk (open source, EUPL-1.2), versie {version('waarmerk')}\n",
            f"Waarmerk (open source, EUPL-1.2), version {version('waarmerk')}\n",
            "als de school daar een controleprogramma heeft staan",
            "if the school has put a verifier there",
            "de QR-code van het certificaat",
            "the QR code of the certificate",
            "waarmerk verify --offline --unsigned-trust trust-list.json --status-list status credential.json",
            "eddsa-rdfc-2022",
            "signed with ES256",
            "Signed on: 2026-07-02T09:30:15Z",
        ],
    )
    def test_it_says_what_it_is_and_how_to_verify_it(self, readme: str, words: str) -> None:
        assert words in readme

    def test_the_way_that_needs_nobody_comes_first(self, readme: str) -> None:
        for part in readme.split("YOUR CREDENTIAL"):
            assert 0 < part.index("waarmerk verify --offline") < part.index(VERIFICATION_URL)

    def test_it_does_not_say_where_to_install_from(self, readme: str) -> None:
        assert "pip install" not in readme

    def test_it_names_the_keys(self, readme: str, archive: zipfile.ZipFile) -> None:
        document = parse_controlled_identifier_document(archive.read("did.json"))
        assert all(method_id in readme for method_id in document.verification_methods)
        assert len(document.verification_methods) == 2

    def test_it_lists_every_file_with_its_digest(self, readme: str, archive: zipfile.ZipFile) -> None:
        listed = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", readme, re.MULTILINE))
        others = [name for name in archive.namelist() if name != README]
        assert {name: digest for digest, name in listed.items()} == {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in others
        }
        assert all(len(re.findall(rf"^  {re.escape(name)} ", readme, re.MULTILINE)) == 2 for name in others)

    def test_it_is_plain_text_of_eighty_columns(self, readme: str) -> None:
        long = [line for line in readme.splitlines() if len(line) > 80]
        assert all(re.match(r"   waarmerk verify|  Key: |[0-9a-f]{64}  ", line) for line in long)

    def test_a_name_cannot_forge_a_line(self) -> None:
        forged = award_with(
            recipient=replace(RECIPIENT, name="A\n\nDeze badge is echt ${day_nl} $url\x1b[2J")
        )
        unsigned = json.dumps(build_open_badge(forged)).encode()
        text = (
            _archive(SignedCredential(credential_id="urn:x:\x1b[2J", json_bytes=unsigned))
            .read(README)
            .decode()
        )
        assert "A Deze badge is echt ${day_nl} $url[2J" in text
        assert "\x1b" not in text


class TestZip:
    def test_the_same_input_gives_the_same_bytes(self, signed: SignedCredential) -> None:
        made = [
            build_archive(signed, PUBLISHED, verification_url=VERIFICATION_URL, at=AT).content
            for _ in range(2)
        ]
        assert made[0] == made[1]

    def test_every_file_has_the_date_of_packing(self, archive: zipfile.ZipFile) -> None:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 21, 23, 30, 8)}

    def test_a_date_before_zip_existed_is_moved_up(self, signed: SignedCredential) -> None:
        archive = _archive(signed, at=datetime(1979, 1, 1, tzinfo=UTC))
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)

    def test_names_are_safe_everywhere(self, archive: zipfile.ZipFile) -> None:
        assert all(re.fullmatch(r"(?:[a-z]+/)?[A-Za-z0-9.-]+", name) for name in archive.namelist())

    def test_the_file_is_intact(self, archive: zipfile.ZipFile) -> None:
        assert archive.testzip() is None


class TestArguments:
    def test_an_unknown_language_is_refused(self, signed: SignedCredential) -> None:
        with pytest.raises(LanguageNotSupported):
            build_archive(signed, PUBLISHED, verification_url=VERIFICATION_URL, at=AT, languages=("fr",))

    def test_an_address_that_is_not_https_is_refused(self, signed: SignedCredential) -> None:
        with pytest.raises(AddressRefused):
            build_archive(signed, PUBLISHED, verification_url="http://v.example/", at=AT)
