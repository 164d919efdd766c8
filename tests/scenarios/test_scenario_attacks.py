"""What was done to others in this field, tried on us through the front door, with what comes of it.

``docs/attacks.md`` lists the attacks, and the tests of the parts. Here each one is told as it
would happen: somebody has a file, and an employer verifies it.
"""

import base64
import copy
import gzip
import json
import threading
import time
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from contexts import CREDENTIALS_V2
from credentials.containers import png, svg
from credentials.identifiers.multiformats import base64url_decode, base64url_encode
from credentials.parsing import JsonObject, JsonValue
from credentials.status.bitstring import MIN_LENGTH, Bitstring
from keys.errors import KeyCustodyError
from keys.passphrase import Passphrase
from tests.findings_for_tests import SVG_IMAGE, claims, jwt_of, pdf_file, png_image, signed_endorsement
from tests.keys_for_tests import ISSUER_ED25519, STRANGER_ED25519
from tests.mutations_for_tests import with_value, without
from tests.verification_for_tests import (
    AWARDED,
    INDEX,
    LIST_URL,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    document_of,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
    unsigned_status_list,
)
from verifier import CheckId, CheckStatus, Code, Conclusion, Needed, UnavailableReason
from verifier.http import HttpFetcher

CREDENTIAL = badge(credentialStatus=status_entry())
GENUINE = signed(CREDENTIAL)
LISTS = [status_list()]
REVOKED = [status_list(INDEX)]


def conclusion(data: JsonObject | bytes, lists: Sequence[bytes] = LISTS) -> Conclusion:
    return report_on(data, lists=lists).conclusion


def test_the_genuine_credential_passes() -> None:
    assert conclusion(GENUINE) is Conclusion.PASSED


class TestA3WordsThatNobodySigned:
    """JSON-LD drops what it does not know, so that it can be added to what somebody signed."""

    def test_a_grade_is_added(self) -> None:
        report = report_on(GENUINE | {"eindcijfer": "10"}, lists=LISTS)
        assert found(report, CheckId.PROOF) == [(Code.UNDEFINED_TERM, "/eindcijfer")]
        assert report.signed_document is None

    def test_a_name_gets_another_meaning_by_a_third_context(self) -> None:
        contexts = GENUINE["@context"]
        assert isinstance(contexts, list)
        thirds: tuple[JsonValue, ...] = (
            {"name": "https://schema.org/alternateName"},
            "https://elders.example/context.json",
        )
        for third in thirds:
            report = report_on(GENUINE | {"@context": [*contexts, third]}, lists=LISTS)
            assert report.conclusion is not Conclusion.PASSED
            assert result_of(report, CheckId.PROOF).status is not CheckStatus.PASSED

    def test_the_same_words_under_another_edition_of_the_context(self) -> None:
        older = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
        assert conclusion(with_value(GENUINE, ("@context",), [CREDENTIALS_V2, older])) is Conclusion.FAILED

    def test_a_revoked_badge_hides_its_status_in_an_endorsement(self) -> None:
        """Both are about the badge, so RDF does not tell in which of the two something was said."""
        revoked = signed(CREDENTIAL | {"endorsement": [signed_endorsement()]})
        assert found(report_on(revoked, lists=REVOKED), CheckId.STATUS) == [
            (Code.REVOKED, "/credentialStatus")
        ]
        kinds: list[JsonValue] = ["VerifiableCredential", "OpenBadgeCredential", "EndorsementSubject"]
        subject = ("endorsement", 0, "credentialSubject")
        hidden = with_value(without(revoked, ("credentialStatus",)), ("type",), [*kinds])
        hidden = with_value(hidden, (*subject, "type"), [*kinds])
        hidden = with_value(hidden, (*subject, "credentialStatus"), revoked["credentialStatus"])
        report = report_on(hidden, lists=REVOKED)
        assert found(report, CheckId.PROOF) == [(Code.UNSIGNED_DATA, "/endorsement/0/credentialSubject")]


class TestA4PoisonGraphs:
    def test_a_kilobyte_does_not_cost_seconds(self) -> None:
        """Nodes that only differ by how they are joined take factorial time to tell apart."""
        conclusion(GENUINE)
        clique: list[JsonValue] = [
            {
                "id": f"_:{one}",
                "type": ["Evidence"],
                "alignment": [{"id": f"_:{other}"} for other in range(7)],
            }
            for one in range(7)
        ]
        started = time.process_time()
        report = report_on(GENUINE | {"evidence": clique}, lists=LISTS)
        assert time.process_time() - started < 0.25
        assert found(report, CheckId.PROOF) == [(Code.BLANK_NODE, "/evidence/0/id")]


class TestA5ManyAtOnce:
    def test_sixteen_threads_get_no_wrong_answer(self) -> None:
        """Shared caches of JSON-LD libraries gave answers about one document for another."""
        files: list[tuple[bytes, Conclusion]] = [
            (as_bytes(signed(badge(name=f"Module {number}"))), Conclusion.PASSED) for number in range(6)
        ]
        hostile: list[JsonObject] = [
            GENUINE | {"name": "Iets anders"},
            GENUINE | {"eindcijfer": "10"},
            GENUINE | {"type": ["VerifiableCredential", "OpenBadgeCredential", "Diploma"]},
            GENUINE | {"evidence": [{"id": "urn:x:1", "type": ["Evidence"], "Evidence": "x"}]},
            with_value(GENUINE, ("credentialSubject", "type"), ["AchievementSubject", "Profile"]),
        ]
        files += [(as_bytes(document), Conclusion.FAILED) for document in hostile]
        files.append((as_jwt(badge()), Conclusion.PASSED))
        start = threading.Barrier(16)

        def work(thread: int) -> list[bool]:
            start.wait()
            order = [(thread * 5 + step * 7) % len(files) for step in range(24)]
            return [conclusion(files[number][0]) is files[number][1] for number in order]

        with ThreadPoolExecutor(16) as pool:
            answers = [answer for thread in pool.map(work, range(16)) for answer in thread]
        assert (len(answers), answers.count(False)) == (384, 0)


class TestA6Algorithms:
    def test_no_signature(self) -> None:
        header = base64url_encode(b'{"alg":"none","typ":"JWT","kid":"x"}')
        payload = base64url_encode(as_bytes(claims()))
        assert found(report_on(f"{header}.{payload}.".encode()), CheckId.STRUCTURE) == [
            (Code.ALGORITHM_REFUSED, None)
        ]

    @pytest.mark.parametrize("algorithm", ["HS256", "es256", "RS256", "EdDSA"])
    def test_another_algorithm_than_that_of_the_key(self, algorithm: str) -> None:
        assert conclusion(jwt_of(claims(), header={"alg": algorithm})) is not Conclusion.PASSED

    @pytest.mark.parametrize(
        "header",
        [
            {"crit": ["exp"]},
            {"b64": False},
            {"jku": "https://elders.example/keys"},
            {"x5u": "https://elders.example/chain"},
            {"x5c": ["MIIB"]},
        ],
        ids=lambda header: next(iter(header)),
    )
    def test_a_header_that_would_lead_us_elsewhere(self, header: JsonObject) -> None:
        report = report_on(jwt_of(claims(), header=header))
        assert found(report, CheckId.STRUCTURE) == [(Code.HEADER_REFUSED, None)]

    def test_the_signature_as_openssl_writes_it(self) -> None:
        """DER in place of R and S: a lenient reader would take both, and two files would be one."""
        signed_part, _, signature = as_jwt(badge()).decode().rpartition(".")
        raw = base64url_decode(signature)
        numbers = [b"\0" + part if part[0] > 127 else part for part in (raw[:32], raw[32:])]
        body = b"".join(bytes([2, len(number)]) + number for number in numbers)
        der = base64url_encode(bytes([0x30, len(body)]) + body)
        report = report_on(f"{signed_part}.{der}".encode())
        assert found(report, CheckId.PROOF) == [(Code.SIGNATURE_MISMATCH, None)]


class TestA7OtherWordsUnderAGenuineProof:
    def test_a_baked_badge_of_which_the_name_is_changed(self) -> None:
        """With the checksum of the image repaired, as any editor does."""
        changed = as_bytes(GENUINE).replace(b"Sanne de Vries", b"Bram de Vries ")
        for file in (
            png.bake(png_image(), changed.decode()),
            svg.bake(SVG_IMAGE, changed.decode()),
            pdf_file(("credential.json", changed)),
        ):
            report = report_on(file, lists=LISTS)
            assert report.conclusion is Conclusion.FAILED
            assert report.signed_document is None

    def test_a_genuine_badge_behind_a_false_one(self) -> None:
        """Two in one image: the first is judged, and it is said that there are two."""
        false = as_bytes(GENUINE | {"name": "Iets anders"})
        image = png.bake(png_image(), as_bytes(GENUINE).decode())
        data = b"openbadgecredential\0\0\0\0\0" + false
        chunk = len(data).to_bytes(4) + b"iTXt" + data + zlib.crc32(data, zlib.crc32(b"iTXt")).to_bytes(4)
        report = report_on(image[:33] + chunk + image[33:], lists=LISTS)
        assert (Code.SEVERAL_CREDENTIALS, None) in found(report, CheckId.STRUCTURE)
        assert report.conclusion is Conclusion.FAILED

    def test_the_issuer_of_somebody_elses_proof(self) -> None:
        """``https://issuer#key`` with a key of one's own: a public validator takes that for the issuer's."""
        key = STRANGER_ED25519
        forged = signed(badge(issuer=SCHOOL), key, controller=SCHOOL)
        assert conclusion(forged) is not Conclusion.PASSED
        by_document = report_on(
            forged, trusted=None, fetch=lambda _needed: document_of(SCHOOL, ISSUER_ED25519)
        )
        assert found(by_document, CheckId.PROOF) == [(Code.KEY_NOT_FOUND, "/proof/0/verificationMethod")]

    def test_a_proof_that_holds_but_is_not_of_the_issuer(self) -> None:
        report = report_on(signed(badge(), STRANGER_ED25519, controller="did:key"))
        assert found(report, CheckId.PROOF) == [(Code.NOT_SIGNED_BY_ISSUER, "/issuer")]


class TestA8AddressesThatLeadInside:
    """The addresses in a credential are chosen by a stranger; the verifier stands in a school's network."""

    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "fd00::1",
        ],
    )
    def test_the_metadata_service_is_not_asked(self, address: str) -> None:
        asked: list[str] = []
        report = report_on(GENUINE, trusted=None, fetch=fetcher([address], asked), lists=[])
        assert asked == []
        assert report.conclusion is Conclusion.INDETERMINATE
        (finding,) = result_of(report, CheckId.PROOF).findings
        assert finding.code is Code.KEY_UNAVAILABLE
        assert finding.params["reason"] == UnavailableReason.REFUSED_ADDRESS.value

    def test_a_name_that_also_has_an_address_inside_is_not_asked(self) -> None:
        asked: list[str] = []
        report_on(GENUINE, trusted=None, fetch=fetcher(["93.184.215.14", "127.0.0.1"], asked), lists=[])
        assert asked == []

    def test_a_public_address_is_asked_once_and_by_number(self) -> None:
        """No second look-up, which could have another answer (DNS rebinding)."""
        asked: list[str] = []
        report = report_on(GENUINE, trusted=None, fetch=fetcher(["93.184.215.14"], asked), lists=[])
        assert asked == [
            "https://93.184.215.14/.well-known/did.json",
            "https://93.184.215.14/status/1",
        ]
        assert result_of(report, CheckId.PROOF).status is CheckStatus.PASSED

    @pytest.mark.parametrize(
        "identifier",
        ["http://127.0.0.1/x", "file:///etc/passwd", "did:web:127.0.0.1", "did:web:a%40b.example"],
    )
    def test_other_kinds_of_addresses_are_not_asked(self, identifier: str) -> None:
        asked: list[str] = []
        forged = signed(badge(issuer={"id": identifier, "type": ["Profile"]}), controller=identifier)
        report = report_on(forged, trusted=None, fetch=fetcher(["93.184.215.14"], asked), lists=[])
        assert asked == []
        assert report.conclusion is not Conclusion.PASSED


def fetcher(addresses: list[str], asked: list[str]) -> HttpFetcher:
    """Return the fetcher of the product, with a resolver and a network of our own."""

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        documents = {SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_ED25519), LIST_URL: LISTS[0]}
        path = request.url.path
        content = next(content for url, content in documents.items() if url.endswith(path))
        return httpx.Response(200, stream=httpx.ByteStream(content))

    return HttpFetcher(resolve=lambda _host, _port: addresses, transport=httpx.MockTransport(answer))


class TestA9BitsInAnotherOrder:
    def test_revoking_one_revokes_that_one_alone(self) -> None:
        """Read without our code: GZIP, and the left-most bit of the first byte is number 0."""
        for index in (0, 7, 8, INDEX, MIN_LENGTH - 1):
            encoded = json.loads(status_list(index))["credentialSubject"]["encodedList"]
            packed = encoded.removeprefix("u").replace("-", "+").replace("_", "/")
            bits = gzip.decompress(base64.b64decode(packed + "=" * (-len(packed) % 4)))
            set_bits = [
                position * 8 + offset
                for position, byte in enumerate(bits)
                for offset in range(8)
                if byte and byte & (0x80 >> offset)
            ]
            assert set_bits == [index]

    def test_neighbours_stay_in_force(self) -> None:
        for index in (INDEX - 8, INDEX - 1, INDEX + 1, INDEX + 8, INDEX ^ 7, MIN_LENGTH - 1 - INDEX):
            assert conclusion(GENUINE, [status_list(index)]) is Conclusion.PASSED
        assert conclusion(GENUINE, REVOKED) is Conclusion.FAILED

    def test_every_flip_is_kept(self) -> None:
        bits = Bitstring()
        for index in range(0, 20_000, 2):
            bits.set(index, True)
        for index in range(0, 20_000, 4):
            bits.set(index, False)
        again = Bitstring.decode(bits.encode())
        assert [index for index in range(MIN_LENGTH) if again.get(index)] == [*range(2, 20_000, 4)]


class TestA10AnotherStatusList:
    """A list on which the badge is not revoked, in place of the one on which it is."""

    @pytest.mark.parametrize(
        ("other", "code"),
        [
            (lambda: status_list(issuer="did:web:elders.example"), Code.STATUS_LIST_NOT_VERIFIED),
            (lambda: status_list(purpose="suspension"), Code.STATUS_LIST_OTHER_PURPOSE),
            (lambda: status_list(valid_until=AWARDED), Code.STATUS_LIST_EXPIRED),
            (lambda: status_list(url="https://roc-voorbeeld.example/status/9"), Code.STATUS_LIST_UNAVAILABLE),
            (lambda: as_bytes(unsigned_status_list()), Code.STATUS_LIST_NOT_VERIFIED),
            (lambda: by_stranger(), Code.STATUS_LIST_NOT_VERIFIED),
            (lambda: REVOKED[0].replace(b"revocation", b"suspension"), Code.STATUS_LIST_NOT_VERIFIED),
        ],
        ids=[
            "of another",
            "for another purpose",
            "expired",
            "of another place",
            "unsigned",
            "by a stranger",
            "changed",
        ],
    )
    def test_does_not_make_it_valid(self, other: object, code: Code) -> None:
        assert callable(other)
        report = report_on(GENUINE, lists=[other()])
        assert report.conclusion is Conclusion.INDETERMINATE
        assert found(report, CheckId.STATUS) == [(code, "/credentialStatus")]

    def test_the_address_of_the_list_cannot_lead_to_a_list_with_another_id(self) -> None:
        other = status_list(url="https://roc-voorbeeld.example/status/9")

        def answer(needed: Needed) -> bytes:
            return other if needed.url == LIST_URL else document_of(SCHOOL, ISSUER_ED25519)

        report = report_on(GENUINE, lists=[], fetch=answer)
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_OTHER_ID, "/credentialStatus")]

    def test_a_place_behind_the_end_of_the_list(self) -> None:
        report = report_on(signed(badge(credentialStatus=status_entry(MIN_LENGTH))), lists=LISTS)
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_RANGE, "/credentialStatus")]
        assert report.conclusion is Conclusion.INDETERMINATE

    def test_a_list_that_unpacks_a_thousandfold(self) -> None:
        packed = gzip.compress(bytes(60_000_000), 9, mtime=0)
        bombed = badge_with(
            "/credentialSubject/encodedList", "u" + base64url_encode(packed), unsigned_status_list()
        )
        data = as_bytes(signed(bombed))
        started = time.process_time()
        report = report_on(GENUINE, lists=[data])
        assert time.process_time() - started < 0.5
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_MALFORMED, "/credentialStatus")]


class TestA13HostileImages:
    def test_entities_are_not_expanded(self) -> None:
        levels = b"".join(
            b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
        )
        image = b'<!DOCTYPE svg [<!ENTITY l0 "x">' + levels + b"]><svg>&l9;</svg>"
        assert found(report_on(image), CheckId.STRUCTURE) == [(Code.FILE_UNREADABLE, None)]

    def test_nothing_is_drawn_and_nothing_fetched(self) -> None:
        """Groups that use groups that use groups, and addresses: a program that draws would hang."""
        groups = b"".join(
            b'<g id="g%d">%s</g>' % (n, b'<use href="#g%d"/>' % (n - 1) * 10) for n in range(1, 20)
        )
        image = SVG_IMAGE.replace(
            b"></svg>", b'><image href="https://169.254.169.254/"/><g id="g0"/>' + groups + b"</svg>"
        )
        assert conclusion(svg.bake(image, as_bytes(GENUINE).decode())) is Conclusion.PASSED

    def test_a_picture_of_a_hundred_megapixels_is_a_picture_like_any_other(self) -> None:
        image = png_image()
        header = (10_000).to_bytes(4) * 2 + image[24:29]
        large = (
            image[:8]
            + (13).to_bytes(4)
            + b"IHDR"
            + header
            + zlib.crc32(header, zlib.crc32(b"IHDR")).to_bytes(4)
            + image[33:]
        )
        assert conclusion(png.bake(large, as_bytes(GENUINE).decode())) is Conclusion.PASSED


class TestA17KeysThatEverybodyKnows:
    @pytest.mark.parametrize(
        "passphrase", ["", "changeme", "secret", "waarmerk", "a" * 40, "0123456789abcdef"]
    )
    def test_a_sample_passphrase_does_not_open_a_store(self, passphrase: str) -> None:
        with pytest.raises(KeyCustodyError) as caught:
            Passphrase(passphrase)
        assert caught.value.code == "passphrase_refused"

    def test_a_revoked_key_is_worth_nothing_also_for_what_it_signed_before(self) -> None:
        """Whoever stole it can write any date."""
        stolen = copy.deepcopy(json.loads(document_of(SCHOOL, ISSUER_ED25519)))
        stolen["verificationMethod"][0]["revoked"] = "2026-11-21T00:00:00Z"
        report = report_on(badge_signed_long_ago(), trusted=None, fetch=lambda _needed: as_bytes(stolen))
        assert found(report, CheckId.PROOF) == [(Code.KEY_REVOKED, "/proof/0")]


def by_stranger() -> bytes:
    """A list in the name of the school, by a key that somebody else calls the school's."""
    return as_bytes(signed(unsigned_status_list(), STRANGER_ED25519, controller=SCHOOL))


def badge_signed_long_ago() -> JsonObject:
    return signed(badge(), created=AWARDED.replace(year=2020))
