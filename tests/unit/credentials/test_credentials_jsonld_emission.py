"""The compiled pass itself: what it tells about a document, its bounds, and when it is not used."""

import gc
import json
import logging
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contexts import CREDENTIALS_V2, OB_3_0_3, ContextLoader, bundled_contexts
from credentials.jsonld.compiled.compiler import MEMORY
from credentials.jsonld.compiled.emission import Emitted, emit
from credentials.jsonld.engine import canonicalize, counters
from credentials.jsonld.reference.reference_path import reference_fragments
from credentials.jsonld.strictness import CharacterRefused, NotCanonicalizable, check_characters
from credentials.jsonld.writing.nquads import escaped
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject
from tests.contexts_for_tests import write_bundle
from tests.cpu_time_for_tests import least_cpu_time, slowness
from tests.documents_for_tests import ACHIEVEMENT, ISSUER, badge, endorsement, rich_badge
from tests.paths import ROOT

EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


def emitted(document: JsonObject) -> Emitted:
    return emit(document, contexts=bundled_contexts(), limits=DEFAULT_LIMITS)


class TestWhatItTells:
    def test_the_objects_that_are_described(self) -> None:
        document = badge(evidence=["urn:x:1", {"id": "urn:x:2"}])
        expected = {document["id"], ISSUER, "did:example:learner", ACHIEVEMENT, "urn:x:2"}
        assert set(emitted(document).described) == expected

    def test_what_stands_in_a_named_graph_is_not_among_them(self) -> None:
        document = badge(proof={"type": "DataIntegrityProof", "id": "urn:x:proof", "cryptosuite": "x"})
        assert "urn:x:proof" not in emitted(document).described

    def test_objects_and_items_are_counted(self) -> None:
        document: JsonObject = {"@context": CREDENTIALS_V2, "type": ["VerifiableCredential"], "name": "x"}
        assert emitted(document).nodes == 2
        assert emitted(document | {"name": [{"@value": "x", "@language": "nl"}, "y"]}).nodes == 5

    def test_fragments_have_their_blank_nodes_cut_out(self) -> None:
        document: JsonObject = {
            "@context": CREDENTIALS_V2,
            "id": "urn:x:1",
            "type": "VerifiableCredential",
            "evidence": {"name": "foto", "description": {"name": "x"}},
        }
        fragments = emitted(document).fragments
        assert fragments.heads == [["<urn:x:1> <https://www.w3.org/2018/credentials#evidence> "], []]
        assert fragments.tails == [
            ['<https://schema.org/name> "foto" .\n'],
            ['<https://schema.org/name> "x" .\n'],
        ]
        assert fragments.edges == [(0, "<https://schema.org/description> ", 1)]
        assert len(fragments.ground) == 1


class TestSeveralContexts:
    def test_an_embedded_credential_with_other_contexts(self) -> None:
        """What a name may not be is decided by all contexts of the document, wherever they stand."""
        embedded = endorsement("urn:uuid:e1", "x") | {"@context": [CREDENTIALS_V2, OB_3_0_3, EXTENSIONS]}
        document = badge(endorsement=[embedded])
        canonicalize(document)
        term = "https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#1EdTechRevocationList"
        canonicalize(badge(evidence=[term]))
        with pytest.raises(NotCanonicalizable) as caught:
            emitted(document | {"evidence": [term]})
        assert (caught.value.code, caught.value.pointer) == ("compact_iri", "/evidence/0")

    def test_a_context_inside_a_json_literal_is_none(self) -> None:
        schema = {"@context": "https://unknown.example/", "x": [{"@context": "https://www.w3.org/ns/did/v1"}]}
        subject = {"id": "urn:s", "type": "JsonSchema", "jsonSchema": schema}
        embedded = endorsement("urn:uuid:e1", "x") | {"@context": [CREDENTIALS_V2, OB_3_0_3, EXTENSIONS]}
        assert canonicalize(badge(credentialSubject=subject, endorsement=[embedded]))

    def test_an_object_that_is_only_a_reference_keeps_the_context_of_the_types(self) -> None:
        """So that a prefix of that context must not be used in it either."""
        document: JsonObject = {
            "@context": "https://www.w3.org/2018/credentials/v1",
            "type": "VerifiableCredential",
            "issuer": {"id": "cred:issuer"},
        }
        with pytest.raises(NotCanonicalizable) as caught:
            emitted(document)
        assert (caught.value.code, caught.value.pointer) == ("compact_iri", "/issuer/id")


class TestBounds:
    @pytest.mark.parametrize(
        ("depth", "place"),
        [(3, "/evidence/0/name"), (4, "/evidence/0/name/0"), (5, "/evidence/0/name/0/type")],
    )
    def test_objects_and_arrays_are_levels(self, depth: int, place: str) -> None:
        document: JsonObject = {
            "@context": [CREDENTIALS_V2, OB_3_0_3],
            "type": "VerifiableCredential",
            "evidence": [{"name": [{"type": ["Evidence"]}]}],
        }
        limits = replace(DEFAULT_LIMITS, max_depth=depth)
        for path in (emit, reference_fragments):
            with pytest.raises(NotCanonicalizable) as caught:
                path(document, contexts=bundled_contexts(), limits=limits)
            assert (caught.value.code, caught.value.pointer) == ("too_complex", place)
        canonicalize(document, limits=replace(limits, max_depth=6))

    @pytest.mark.parametrize(
        "document",
        [
            badge(**{"@context": [CREDENTIALS_V2, *[OB_3_0_3] * 3_000]}),
            badge(evidence=[{"type": ["Evidence", f"urn:x:{number}"]} for number in range(1_900)]),
            badge(evidence=[{"type": ["Evidence"], "name": f"{number}"} for number in range(2_600)]),
            badge(**{"@context": [CREDENTIALS_V2, OB_3_0_3, {f"t{n}": f"urn:t:{n}" for n in range(20_000)}]}),
            badge(
                endorsement=[
                    endorsement(f"urn:x:{number}", "x")
                    | {"@context": [CREDENTIALS_V2, OB_3_0_3, {f"t{number}": f"urn:t:{number}"}]}
                    for number in range(100)
                ]
            ),
            badge(
                endorsement=[
                    {
                        "id": f"urn:x:{number}",
                        "proof": [{"name": "a"}, {"name": "b"}],
                        "type": "VerifiableCredential",
                    }
                    for number in range(900)
                ]
            ),
        ],
    )
    def test_no_document_takes_long(self, document: JsonObject) -> None:
        emitted(rich_badge())

        def emit_it(_: int) -> None:
            with suppress(NotCanonicalizable):
                emitted(document)

        bound = 0.15
        assert least_cpu_time(bound, emit_it) < bound

    def test_a_document_that_asks_for_too_many_contexts_is_refused_every_time(self) -> None:
        embedded: Any = [endorsement(f"urn:uuid:e{number}", f"{number}") for number in range(20)]
        for number, credential in enumerate(embedded):
            credential["@context"] = [CREDENTIALS_V2, *[OB_3_0_3] * (number + 1)]
        for _ in range(3):
            with pytest.raises(NotCanonicalizable) as caught:
                emitted(badge(endorsement=embedded))
            assert (caught.value.code, caught.value.pointer) == ("too_complex", "")

    def test_what_strangers_ask_for_does_not_push_out_what_is_used(self) -> None:
        loader = ContextLoader()
        emit(badge(), contexts=loader, limits=DEFAULT_LIMITS)
        bound, quickest = 0.003, float("inf")
        for attempt in range(4):  # others use the machine too
            for flood in range(4):
                types = [
                    {"type": ["Evidence", f"urn:x:{attempt}:{flood}:{number}"]} for number in range(1_000)
                ]
                emit(badge(evidence=types), contexts=loader, limits=DEFAULT_LIMITS)
            assert len(MEMORY) <= 2_000
            gc.collect()  # not while the time is taken
            started = time.process_time()
            emit(badge(), contexts=loader, limits=DEFAULT_LIMITS)
            quickest = min(quickest, (time.process_time() - started) / slowness())
            if quickest < bound:
                break
        assert quickest < bound


class TestWhichWay:
    def test_the_ways_are_counted(self) -> None:
        before = counters()
        document = badge(name="test_the_ways_are_counted")
        canonicalize(document)
        canonicalize(document)
        after = counters()
        assert after.compiled - before.compiled == 1
        assert after.from_cache - before.from_cache == 1
        assert after.reference == before.reference

    def test_what_is_not_compiled_is_done_by_the_reference_and_can_be_seen(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        context = json.dumps({"@context": {"id": "@id", "p": {"@id": "urn:p", "@container": "@language"}}})
        loader = ContextLoader(folder=write_bundle(tmp_path, {"urn:test:context": context.encode()}))
        document: JsonObject = {"@context": "urn:test:context", "p": {"nl": "geheim"}}
        before = counters().reference
        with caplog.at_level(logging.DEBUG, logger="waarmerk.jsonld"):
            assert canonicalize(document, contexts=loader) == '_:c14n0 <urn:p> "geheim"@nl .\n'
        assert counters().reference == before + 1
        assert [record.levelno for record in caplog.records] == [logging.DEBUG]
        assert "container" in caplog.text
        assert "geheim" not in caplog.text

    def test_pyld_is_not_even_loaded(self) -> None:
        program = (
            "import sys\n"
            "from credentials.jsonld.engine import canonicalize\n"
            "from tests.documents_for_tests import badge, rich_badge\n"
            "canonicalize(rich_badge())\n"
            "try:\n    canonicalize(badge(unknown=1))\nexcept Exception as error:\n    print(error.code)\n"
            "print('pyld' in sys.modules)\n"
        )
        found = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert found.stdout.split() == ["undefined_term", "False"]


def test_nothing_that_is_refused_or_escaped_is_printable() -> None:
    """Printable text is written as it is, and not looked at further."""
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if character.isprintable():
            check_characters(character, "")
            assert escaped(character) == character or character in '"\\'


@pytest.mark.parametrize("text", ["a\nb\x01", "\ufffe\n", "\n\U0001ffff", "\xa0\x7f", "\u2028\ud800"])
def test_among_line_feeds_a_refused_character_is_found(text: str) -> None:
    with pytest.raises(CharacterRefused):
        check_characters(text, "")
    check_characters("a\n\r\t\xa0\u2028\ue000\u200b", "")


@pytest.mark.parametrize("text", ['a"b\\c\n\r\t', "\\n", '\\"', "\xa0\n\\", "\x01\\\n"])
def test_escapes_are_those_of_canonical_nquads(text: str) -> None:
    written = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x01": "\\u0001"}
    assert escaped(text) == "".join(written.get(character, character) for character in text)
