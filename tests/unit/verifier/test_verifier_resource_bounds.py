"""What a stranger's file can make us do is bounded, through the one door that strangers use.

The times are processor time of this process, the best of three, and compared with what the machine
does at that moment: a slow or busy one must not make a test fail.
"""

import gzip
import itertools
import json
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from contexts import bundled_contexts
from credentials.identifiers.multiformats import base64url_encode, multibase_encode
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, JsonValue
from tests.cpu_time_for_tests import least_cpu_time, slowness
from tests.findings_for_tests import SVG_IMAGE, pdf_file, png_image, signed_endorsement
from tests.keys_for_tests import STRANGER_ED25519
from tests.verification_for_tests import (
    AT,
    LIST_URL,
    TRUST_LIST,
    as_bytes,
    badge,
    badge_with,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    status_list,
    unsigned_status_list,
)
from verifier import CheckId, CheckStatus, Code, Conclusion, VerificationReport, verify

REFUSED_IN = 0.25
DONE_IN = 1.0
LIMIT = DEFAULT_LIMITS.max_bytes


def within(seconds: float, data: bytes) -> VerificationReport:
    """Verify a file, which must take less than ``seconds``."""
    report_on(signed(badge()))  # contexts are read and derived once in the life of a process
    reports = []

    def once(number: int) -> None:
        # Another file each time, so that no answer is remembered from the time before.
        reports.append(report_on(data.replace(b"@@@", f"{number:03}".encode())))

    assert least_cpu_time(seconds, once) < seconds
    return reports[-1]


def assert_refused(data: bytes, check: CheckId, *codes: Code) -> None:
    report = within(REFUSED_IN, data)
    assert report.conclusion is not Conclusion.PASSED
    assert [code for code, _ in found(report, check)] == [*codes]


def with_proofs(document: JsonObject, count: int) -> JsonObject:
    """Return the document with false proofs whose key is in the proof itself, so that all are tried."""
    proofs: list[JsonValue] = [
        {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-11-20T09:00:00Z",
            "verificationMethod": STRANGER_ED25519.did_key_method,
            "proofPurpose": "assertionMethod",
            "nonce": f"{number}",
            "proofValue": multibase_encode(bytes(range(64))),
        }
        for number in range(count)
    ]
    return document | {"proof": proofs}


def attack(**members: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return a badge with some more, and with as many false proofs as may be."""
    return as_bytes(with_proofs(badge(name="@@@", **members), DEFAULT_LIMITS.max_proofs))


def evidence(number: int, **members: JsonValue) -> JsonObject:
    return {"id": f"urn:x:{number}", "type": ["Evidence"], **members}


class TestBytes:
    @pytest.mark.parametrize("start", [b"{", b"[" * 70, b'{"a":"', b"\xef\xbb\xbf{", b'{"@context":['])
    def test_too_many(self, start: bytes) -> None:
        data = start + b" " * LIMIT
        assert_refused(data, CheckId.STRUCTURE, Code.FILE_TOO_LARGE)

    @pytest.mark.parametrize(
        "text",
        [
            "[" * (LIMIT - 1),
            '{"a":' * (LIMIT // 5 - 1),
            '{"a":[' + '"x",' * 100_000 + '"x"' + "[" * 80,
            "{" + '"k":"v",' * 50_000 + '"q":' + "[" * 80,
            "{" + '"k":1,' * 60_000 + '"q"' + " " * 100_000 + ":" + "[" * 80,
            ('{"k"' + " " * 1_000) * 400 + "[" * 80,
        ],
        ids=["arrays", "objects", "strings first", "members first", "spaces", "keys without colons"],
    )
    def test_deep_nesting_at_the_end_of_a_large_text(self, text: str) -> None:
        assert len(text) < LIMIT
        assert_refused(text.encode(), CheckId.STRUCTURE, Code.TOO_COMPLEX)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("[" + "[]," * 120_000 + "1]", Code.TOO_COMPLEX),
            ("[" + "1" * 400_000 + "]", Code.PARSING_ERROR),
            ('{"a":"' + "\\" * 400_000, Code.PARSING_ERROR),
            ('{"a":"' + '\\"' * 200_000, Code.PARSING_ERROR),
            ("[" + "1e999," * 70_000 + "1]", Code.TOO_COMPLEX),
        ],
        ids=["nodes", "digits", "backslashes", "escaped quotes", "infinities"],
    )
    def test_floods(self, text: str, code: Code) -> None:
        assert_refused(text.encode(), CheckId.STRUCTURE, code)

    def test_a_jwt(self) -> None:
        payload = base64url_encode(("[" * 380_000).encode())
        header = base64url_encode(b'{"alg":"ES256","kid":"x"}')
        assert_refused(f"{header}.{payload}.{'A' * 86}".encode(), CheckId.STRUCTURE, Code.TOO_COMPLEX)


class TestNumbers:
    def test_of_proofs(self) -> None:
        data = as_bytes(with_proofs(badge(), DEFAULT_LIMITS.max_proofs + 1))
        assert_refused(data, CheckId.PROOF, Code.TOO_MANY_PROOFS)

    def test_of_proofs_in_a_chain(self) -> None:
        """Every proof builds on all before it, in a document that it takes work to canonicalize."""
        document = badge(evidence=[evidence(number) for number in range(50)])
        for number in range(DEFAULT_LIMITS.max_proofs):
            previous = [f"urn:x:p{before}" for before in range(number)] or None
            document = signed(
                document,
                STRANGER_ED25519,
                controller="did:key",
                proof_id=f"urn:x:p{number}",
                previous_proof=previous,
            )
        report = within(DONE_IN, as_bytes(document))
        assert found(report, CheckId.PROOF) == [(Code.NOT_SIGNED_BY_ISSUER, "/issuer")]

    def test_of_status_entries(self) -> None:
        entries = [status_entry(index) for index in range(DEFAULT_LIMITS.max_status_entries + 1)]
        report = within(REFUSED_IN, as_bytes(signed(badge(credentialStatus=[*entries]))))
        assert found(report, CheckId.STATUS) == [(Code.TOO_MANY_STATUS_ENTRIES, "/credentialStatus")]

    def test_of_endorsements(self) -> None:
        endorsements = [f"e30.{number}.e30" for number in range(DEFAULT_LIMITS.max_endorsements + 1)]
        # Only the newer edition of the context has endorsementJwt, so nobody should issue it yet.
        document = signed(badge(endorsementJwt=[*endorsements]), contexts=bundled_contexts())
        report = within(REFUSED_IN, as_bytes(document))
        assert found(report, CheckId.ENDORSEMENTS)[-1] == (
            Code.TOO_MANY_ENDORSEMENTS,
            f"/endorsementJwt/{DEFAULT_LIMITS.max_endorsements}",
        )

    def test_of_endorsements_with_many_proofs_each(self) -> None:
        false = {name: value for name, value in signed_endorsement().items() if name != "proof"}
        endorsements = [
            with_proofs(false | {"id": f"urn:x:@@@{number}"}, DEFAULT_LIMITS.max_proofs)
            for number in range(DEFAULT_LIMITS.max_endorsements)
        ]
        report = within(DONE_IN, attack(endorsement=[*endorsements]))
        assert report.conclusion is not Conclusion.PASSED

    def test_of_things_in_a_large_document_with_many_proofs(self) -> None:
        data = attack(evidence=[evidence(number, name=f"n{number}") for number in range(1_900)])
        assert within(DONE_IN, data).conclusion is Conclusion.FAILED


def twins(width: int, depth: int) -> JsonObject:
    """A tree of results in which siblings differ only in the deepest leaf."""
    if depth == 0:
        return {"type": ["Alignment"], "targetName": f"{width}", "targetType": "x"}
    return {"type": ["Result"], "alignment": [twins(width * 10 + number, depth - 1) for number in range(3)]}


def type_sets(count: int) -> Iterable[tuple[str, ...]]:
    """Different sets of types, each of which asks for a context of its own."""
    names = (
        "Achievement",
        "Address",
        "Alignment",
        "Evidence",
        "Image",
        "Profile",
        "Related",
        "Result",
        "Criteria",
    )
    sets = (itertools.combinations(names, size) for size in range(1, len(names)))
    return itertools.islice(itertools.chain.from_iterable(sets), count)


POISON: dict[str, Callable[[], bytes]] = {
    "trees that differ in one leaf": lambda: attack(
        credentialSubject={
            "type": ["AchievementSubject"],
            "result": [twins(number, 4) for number in range(6)],
        }
    ),
    "spokes that differ at their ends": lambda: attack(
        credentialSubject={
            "type": ["AchievementSubject"],
            "result": [
                {
                    "type": ["Result"],
                    "alignment": [
                        {"type": ["Alignment"], "targetName": f"a{number % 40}", "targetType": "x"},
                        {"type": ["Alignment"], "targetName": f"b{number // 40}", "targetType": "x"},
                    ],
                }
                for number in range(400)
            ],
        }
    ),
    "a clique with names of its own": lambda: attack(
        evidence=[
            {
                "id": f"_:{one}",
                "type": ["Evidence"],
                "alignment": [{"id": f"_:{other}"} for other in range(9)],
            }
            for one in range(9)
        ]
    ),
    "equal twins": lambda: attack(evidence=[{"type": ["Evidence"], "name": "x"} for _ in range(300)]),
    "reversed properties": lambda: attack(
        **{"@reverse": {"issuer": [{"id": f"urn:x:{n}"} for n in range(2_000)]}}
    ),
    # One array with more than limits.max_nodes items: refused before any of them is looked at.
    "tags by the thousand": lambda: attack(tag=[f"tag {number}" for number in range(8_000)]),
    "types by the thousand": lambda: attack(type=[f"Type{number}" for number in range(7_000)]),
    "terms by the thousand": lambda: attack(**{f"term{number}": "x" for number in range(8_000)}),
    "combinations of types": lambda: attack(
        evidence=[{"type": [*kinds], "name": f"{number}"} for number, kinds in enumerate(type_sets(1_000))]
    ),
    "contexts by the thousand": lambda: attack().replace(
        b'"@context": [', b'"@context": [' + b'"https://www.w3.org/ns/credentials/v2", ' * 5_000, 1
    ),
    "contexts in every node": lambda: attack(
        evidence=[
            {
                "type": ["VerifiableCredential"],
                "@context": ["https://www.w3.org/ns/did/v1"],
                "id": f"urn:x:{n}",
            }
            for n in range(1_000)
        ]
    ),
    "one node in a thousand places": lambda: attack(
        evidence=[
            {"id": "urn:x:1", "type": ["Evidence"], "name": "x", "narrative": f"{n}"} for n in range(1_000)
        ]
    ),
    "numbers that are long": lambda: attack(evidence=[int("9" * 300)] * 1_000),
}


LARGE: dict[str, Callable[[], bytes]] = {
    "languages by the thousand": lambda: attack(
        description=[{"@value": f"{n}", "@language": f"nl-x-{n}"} for n in range(3_900)]
    ),
}
"""Documents with nothing to refuse in them, that are made to be much work."""


@pytest.mark.parametrize("name", LARGE)
def test_large_documents_are_done_in_a_second(name: str) -> None:
    report = within(DONE_IN, LARGE[name]())
    assert result_of(report, CheckId.STRUCTURE).status is not CheckStatus.FAILED
    assert result_of(report, CheckId.PROOF).status is not CheckStatus.PASSED


@pytest.mark.parametrize("name", POISON)
def test_poison_graphs_are_refused_in_a_quarter_of_a_second(name: str) -> None:
    report = within(REFUSED_IN, POISON[name]())
    structure = result_of(report, CheckId.STRUCTURE)
    assert structure.status in (CheckStatus.FAILED, CheckStatus.INDETERMINATE)
    assert result_of(report, CheckId.PROOF).status is not CheckStatus.PASSED


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(data, zlib.crc32(kind)).to_bytes(4)


def png_with(*chunks: bytes) -> bytes:
    image = png_image()
    return image[:33] + b"".join(chunks) + image[33:]


def bomb() -> bytes:
    return zlib.compress(b" " * 100_000_000, 9)


class TestContainers:
    def test_two_credentials_in_a_png_are_named(self) -> None:
        text = as_bytes(signed(badge()))
        chunk = png_chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + text)
        report = within(REFUSED_IN, png_with(chunk, chunk))
        assert found(report, CheckId.STRUCTURE) == [(Code.SEVERAL_CREDENTIALS, None)]

    @pytest.mark.parametrize(
        ("file", "code"),
        [
            (
                lambda: png_with(png_chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + bomb())),
                Code.FILE_TOO_LARGE,
            ),
            (
                lambda: png_with(png_chunk(b"zTXt", b"openbadgecredential\0\0" + bomb())),
                Code.NO_CREDENTIAL_FOUND,
            ),
            (lambda: png_with(png_chunk(b"iCCP", b"x\0\0" + bomb())), Code.NO_CREDENTIAL_FOUND),
            (lambda: png_with(*[png_chunk(b"tEXt", b"")] * 30_000), Code.FILE_TOO_LARGE),
            (lambda: huge_picture(), Code.NO_CREDENTIAL_FOUND),
            (lambda: laughs(b"lol"), Code.FILE_UNREADABLE),
            (lambda: uses(), Code.NO_CREDENTIAL_FOUND),
            (lambda: outside(), Code.NO_CREDENTIAL_FOUND),
            (lambda: SVG_IMAGE.replace(b"></svg>", b">" + b"<g>" * 100_000), Code.FILE_UNREADABLE),
            (lambda: SVG_IMAGE.replace(b">", b" " + b'a="b" ' * 100_000 + b">", 1), Code.FILE_UNREADABLE),
            (lambda: pdf_file(("a.json", b"[" * 5_000_000)), Code.NO_CREDENTIAL_FOUND),
            (lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 50_000, Code.FILE_UNREADABLE),
        ],
        ids=[
            "iTXt bomb",
            "zTXt bomb",
            "iCCP bomb",
            "chunks",
            "100 megapixels",
            "billion laughs",
            "uses of uses",
            "addresses outside",
            "unclosed elements",
            "repeated attributes",
            "attachment",
            "objects without end",
        ],
    )
    def test_bombs(self, file: Callable[[], bytes], code: Code) -> None:
        assert_refused(file(), CheckId.STRUCTURE, code)


def huge_picture() -> bytes:
    """A PNG that says it has 100 million pixels, in a file of a few hundred bytes."""
    header = (10_000).to_bytes(4) * 2 + bytes([8, 6, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IEND", b"")


def laughs(name: bytes) -> bytes:
    entities = b"".join(
        b'<!ENTITY %s%d "%s">' % (name, level, b"&%s%d;" % (name, level - 1) * 10) for level in range(1, 10)
    )
    return b'<!DOCTYPE svg [<!ENTITY %s0 "x">%s]><svg>&%s9;</svg>' % (name, entities, name)


def uses() -> bytes:
    """Each group draws the one before it ten times: harmless to whoever does not draw."""
    groups = b"".join(b'<g id="g%d">%s</g>' % (n, b'<use href="#g%d"/>' % (n - 1) * 10) for n in range(1, 20))
    return b'<svg xmlns="http://www.w3.org/2000/svg"><g id="g0"/>%s</svg>' % groups


def outside() -> bytes:
    """An address to fetch would end in an error of the test run, where sockets are disabled."""
    return (
        b'<?xml-stylesheet href="https://x.example/"?><svg xmlns="http://www.w3.org/2000/svg"'
        b' xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/>'
        b'<image href="https://169.254.169.254/"/></svg>'
    )


class TestStatusLists:
    def judged(self, data: bytes) -> VerificationReport:
        credential = as_bytes(signed(badge(credentialStatus=status_entry())))
        report_on(credential, lists=[status_list()])
        started = time.process_time()
        report = verify(credential, at=AT, trust_list=TRUST_LIST, status_lists=[data])
        assert time.process_time() - started < REFUSED_IN * slowness()
        return report

    def test_a_gzip_bomb(self) -> None:
        packed = gzip.compress(bytes(100_000_000), 9, mtime=0)
        assert len(packed) < LIMIT
        document = unsigned_status_list()
        bombed = badge_with("/credentialSubject/encodedList", "u" + base64url_encode(packed), document)
        report = self.judged(as_bytes(signed(bombed)))
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_MALFORMED, "/credentialStatus")]

    def test_a_list_over_the_limit_of_a_document(self) -> None:
        report = self.judged(status_list() + b" " * LIMIT)
        assert found(report, CheckId.STATUS) == [(Code.STATUS_LIST_UNAVAILABLE, "/credentialStatus")]

    def test_an_index_with_many_digits(self) -> None:
        entry = status_entry("9" * 100_000, url=LIST_URL)
        report = within(REFUSED_IN, as_bytes(signed(badge(credentialStatus=entry))))
        assert [code for code, _ in found(report, CheckId.STATUS)] == [Code.STATUS_LIST_RANGE]


def test_the_limits_are_those_of_the_caller() -> None:
    limits = replace(DEFAULT_LIMITS, max_bytes=100)
    report = verify(json.dumps(badge()).encode(), at=AT, limits=limits)
    assert found(report, CheckId.STRUCTURE) == [(Code.FILE_TOO_LARGE, "")]
