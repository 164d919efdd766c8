"""Context processing, and what is compiled of it, against PyLD's."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pyld import ContextResolver, jsonld

from contexts import CREDENTIALS_V1, CREDENTIALS_V2, OB_3_0_3, ContextLoader, bundled_contexts
from credentials.jsonld.compiled.compiled_contexts import JSON, KEYWORD, LEXICAL, LISTS, NAME, REFERENCE, TEXT
from credentials.jsonld.compiled.compilers import Compilers
from credentials.jsonld.compiled.context_processing import (
    INITIAL,
    ActiveContext,
    ContextProcessor,
    NotCompiled,
)
from credentials.jsonld.compiled.emission import emit
from credentials.jsonld.pointing import WholeDocument
from credentials.limits import DEFAULT_LIMITS
from tests.contexts_for_tests import contexts_with_examples, write_bundle
from tests.documents_for_tests import badge

LOADER = bundled_contexts()
ALONE = sorted(LOADER.urls())
TOGETHER = [
    [CREDENTIALS_V2, OB_3_0_3],
    [CREDENTIALS_V2, OB_3_0_3, "https://w3id.org/security/data-integrity/v2"],
    [CREDENTIALS_V1, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"],
    [CREDENTIALS_V1, "https://w3id.org/security/suites/ed25519-2020/v1"],
    [
        CREDENTIALS_V2,
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        OB_3_0_3,
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ],
    ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
]


class _PyLD:
    """PyLD's context processing, to compare with."""

    def __init__(self) -> None:
        self._options = {
            "base": "",
            "processingMode": "json-ld-1.1",
            "contextResolver": ContextResolver({}, self._load),
        }
        self._processor = jsonld.JsonLdProcessor()

    def apply(self, active: Any, local: object, **options: bool) -> Any:  # noqa: ANN401 - PyLD's own
        return self._processor._process_context(active, local, self._options, **options)

    def initial(self) -> Any:  # noqa: ANN401
        return self._processor._get_initial_context(self._options)

    def _load(self, url: str, _options: object) -> dict[str, object]:
        document = json.loads(LOADER.content(url))
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": document,
        }


def compare(ours: ActiveContext, theirs: Any, place: str) -> None:  # noqa: ANN401
    mappings = theirs["mappings"]
    assert ours.definitions.keys() == mappings.keys(), place
    for term, definition in ours.definitions.items():
        mapping = mappings[term]
        found = (
            definition.iri,
            definition.type,
            definition.container,
            definition.prefix,
            definition.protected,
            definition.clears,
            definition.scoped,
        )
        scoped = mapping.get("@context")
        assert found == (
            mapping["@id"],
            mapping.get("@type"),
            tuple(sorted(mapping.get("@container", []))),
            mapping["_prefix"],
            mapping["protected"],
            scoped is False,
            scoped or None,
        ), (place, term)


@pytest.mark.parametrize("named", [*([url] for url in ALONE), *TOGETHER], ids=lambda named: named[-1])
def test_every_bundled_context_means_what_it_means_to_pyld(named: list[str]) -> None:
    """With all contexts inside, as scopes of types and of properties."""
    processor, pyld = ContextProcessor(LOADER), _PyLD()
    ours = processor.apply(INITIAL, named)
    theirs = pyld.apply(pyld.initial(), named)
    compare(ours, theirs, named[-1])
    for term, definition in ours.definitions.items():
        if definition.scoped is not None:
            options = {"propagate": False} if term[0].isupper() else {"override_protected": True}
            inner = processor.apply(ours, definition.scoped, **options)
            compare(inner, pyld.apply(theirs, definition.scoped, **options), term)
            assert (inner.previous is ours) == term[0].isupper()


@pytest.mark.parametrize("named", [*([url] for url in ALONE), *TOGETHER], ids=lambda named: named[-1])
def test_every_bundled_term_is_compiled(named: list[str]) -> None:
    compiler = Compilers(LOADER).for_root({"@context": list(named)}, LOADER)
    derived = compiler.local(compiler.initial, None, named, _pay)
    contexts = [derived.context]
    for name, definition in derived.context.active.definitions.items():
        if definition.scoped is not None and name[0].isupper():
            contexts.append(compiler.typed(derived.context, [name], _pay).context)
    for context in contexts:
        for name in context.active.definitions:
            if name not in compiler.vocabulary.not_properties:
                term = compiler.term(context, name)
                if term.kind <= NAME:
                    assert compiler.inner(context, name, term) is term.inner


class TestTerms:
    @pytest.mark.parametrize(
        ("class_", "name", "kind"),
        [
            ("Achievement", "name", TEXT),
            ("Achievement", "creditsAvailable", LEXICAL),
            ("Achievement", "criteria", REFERENCE),
            ("DataIntegrityProof", "proofPurpose", NAME),
            ("ResultDescription", "allowedValue", LISTS),
            ("JsonSchema", "jsonSchema", JSON),
            ("Achievement", "type", KEYWORD),
        ],
    )
    def test_what_a_term_makes_of_its_values(self, class_: str, name: str, kind: int) -> None:
        compiler = Compilers(LOADER).for_root({"@context": [CREDENTIALS_V2, OB_3_0_3]}, LOADER)
        document = compiler.local(compiler.initial, None, [CREDENTIALS_V2, OB_3_0_3], _pay)
        context = compiler.typed(document.context, class_, _pay).context
        assert compiler.term(context, name).kind == kind

    def test_the_terms_of_a_class_do_not_reach_into_other_objects(self) -> None:
        compiler = Compilers(LOADER).for_root({"@context": [CREDENTIALS_V2, OB_3_0_3]}, LOADER)
        document = compiler.local(compiler.initial, None, [CREDENTIALS_V2, OB_3_0_3], _pay)
        context = compiler.typed(document.context, ["Achievement"], _pay).context
        term = compiler.term(context, "criteria")
        assert compiler.inner(context, "criteria", term) is document.context
        assert term.scalar is context


class TestProtectedTerms:
    def apply(self, tmp_path: Path, *contexts: Mapping[str, object]) -> ActiveContext:
        return ContextProcessor(loader_of(tmp_path)).apply(INITIAL, list(contexts))

    def test_a_protected_term_may_be_defined_again_in_the_same_way(self, tmp_path: Path) -> None:
        first = {"a": {"@id": "urn:a", "@protected": True}}
        assert self.apply(tmp_path, first, {"a": "urn:a"}).definitions["a"].protected

    @pytest.mark.parametrize(
        "other",
        [
            "urn:b",
            {"@id": "urn:a", "@type": "@id"},
            {"@id": "urn:a", "@container": "@set"},
            {"@id": "urn:a", "@context": {}},
            {"@id": "urn:a", "@context": None},
        ],
    )
    def test_and_in_no_other_way(self, tmp_path: Path, other: object) -> None:
        first = {"a": {"@id": "urn:a", "@protected": True}}
        with pytest.raises(WholeDocument) as caught:
            self.apply(tmp_path, first, {"a": other})
        assert (caught.value.error.code, caught.value.error.pointer) == ("not_canonicalizable", "")

    def test_one_term_can_be_left_unprotected(self, tmp_path: Path) -> None:
        first = {"@protected": True, "a": {"@id": "urn:a", "@protected": False}}
        assert self.apply(tmp_path, first, {"a": "urn:b"}).definitions["a"].iri == "urn:b"


class TestWhatGoesToTheReference:
    @pytest.mark.parametrize(
        "definitions",
        [
            {"a": None},
            {"a": {"@reverse": "urn:a"}},
            {"a": {"@id": "urn:a", "@container": "@index"}},
            {"a": {"@id": "urn:a", "@container": "@language"}},
            {"a": {"@id": "urn:a", "@container": ["@graph", "@id"]}},
            {"a": {"@id": "urn:a", "@nest": "@nest"}},
            {"a": {"@id": "urn:a", "@language": "nl"}},
            {"a": {"@id": "urn:a", "@direction": "rtl"}},
            {"a": "@type"},
            {"a": "@graph"},
            {"a": "urn:a b"},
            {"a": {"@id": "urn:a", "@type": "x y"}},
            {"a:b": "urn:ab"},
            {"@base": "urn:x:"},
            {"@language": "nl"},
            {"@import": CREDENTIALS_V2},
            {"@propagate": False},
            {"@version": 1.0},
            {"@vocab": "relative"},
            {"a": {"@id": "urn:a", "@context": {"b": {"@id": "urn:b", "@container": "@index"}}}},
            {"a": {"@id": "urn:a", "@context": "https://unknown.example/"}},
        ],
    )
    def test_a_feature_that_is_not_compiled(self, tmp_path: Path, definitions: dict[str, object]) -> None:
        with pytest.raises(NotCompiled):
            ContextProcessor(loader_of(tmp_path)).apply(INITIAL, definitions)

    def test_a_value_of_a_derived_type(self) -> None:
        class Name(str):
            pass

        with pytest.raises(NotCompiled):
            emit(badge(name=Name("x")), contexts=LOADER, limits=DEFAULT_LIMITS)

    def test_a_vocabulary_is_compiled(self) -> None:
        loader = contexts_with_examples()
        named = [CREDENTIALS_V2, "https://www.w3.org/ns/credentials/examples/v2"]
        document = badge(**{"@context": named}, iets={"type": "Iets"})
        del document["credentialSubject"]
        emitted = emit(document, contexts=loader, limits=DEFAULT_LIMITS)
        vocabulary = "https://www.w3.org/ns/credentials/examples#"
        assert emitted.fragments.heads == [[f"<{document['id']}> <{vocabulary}iets> "]]


def test_terms_that_define_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WholeDocument):
        ContextProcessor(loader_of(tmp_path)).apply(INITIAL, {"a": "b:x", "b": "a:x"})


def test_a_processor_does_not_keep_its_loader_alive(tmp_path: Path) -> None:
    processor = ContextProcessor(loader_of(tmp_path))
    with pytest.raises(NotCompiled):
        processor.apply(INITIAL, CREDENTIALS_V2)


def _pay(_work: int) -> None:
    """Allow it."""


def loader_of(tmp_path: Path, definitions: dict[str, object] | None = None) -> ContextLoader:
    content = json.dumps({"@context": definitions or {}}).encode()
    return ContextLoader(folder=write_bundle(tmp_path, {"urn:test:context": content}))
