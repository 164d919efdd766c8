"""Contexts that a document brings along may add words of the issuer's own, and nothing else."""

from typing import Any

import pytest

from contexts import CREDENTIALS_V1, CREDENTIALS_V2, OB_3_0_3, bundled_contexts
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.reference.reference_path import reference_fragments
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject
from tests.documents_for_tests import badge, endorsement

OWN = "https://roc.example/woorden#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def with_own(context: Any, **members: Any) -> JsonObject:  # noqa: ANN401 - wrong types are what is tested
    return badge(**{"@context": [CREDENTIALS_V2, OB_3_0_3, context]}, **members)


def by_reference(document: JsonObject) -> Fragments:
    return reference_fragments(document, contexts=bundled_contexts(), limits=DEFAULT_LIMITS)


def refusals(document: JsonObject) -> set[tuple[str, str | None]]:
    """Return how both paths refuse a document."""
    found = set()
    for path in (canonicalize, by_reference):
        with pytest.raises(NotCanonicalizable) as caught:
            path(document)
        found.add((caught.value.code, caught.value.pointer))
    return found


class TestWhatIsAccepted:
    @pytest.mark.parametrize(
        ("context", "member", "statement"),
        [
            ({"eigen": f"{OWN}eigen"}, {"eigen": "x"}, f'<{OWN}eigen> "x"'),
            ({"o": OWN, "eigen": "o:eigen"}, {"eigen": "x"}, f'<{OWN}eigen> "x"'),
            ({"@version": 1.1, "@protected": True, "a b": f"{OWN}ab"}, {"a b": "x"}, f'<{OWN}ab> "x"'),
            (
                {"uren": {"@id": f"{OWN}uren", "@type": f"{XSD}integer", "@container": "@set"}},
                {"uren": [3]},
                f'<{OWN}uren> "3"^^<{XSD}integer>',
            ),
            (
                {"bron": {"@id": f"{OWN}bron", "@type": "@id"}},
                {"bron": "urn:x:bron"},
                f"<{OWN}bron> <urn:x:bron>",
            ),
            (
                {"ruw": {"@id": f"{OWN}ruw", "@type": "@json"}},
                {"ruw": [None, {"a": 1.0}]},
                f'<{OWN}ruw> "[null,{{\\"a\\":1}}]"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>',
            ),
            (
                {"vak": {"@id": f"{OWN}vak", "@context": {"docent": f"{OWN}docent"}}},
                {"vak": {"docent": "Jansen"}},
                f'<{OWN}docent> "Jansen"',
            ),
        ],
    )
    def test_words_for_new_things(
        self, context: dict[str, object], member: dict[str, object], statement: str
    ) -> None:
        document = with_own(context, **member)
        form = canonicalize(document)
        assert f"{statement} .\n" in form
        assert f"{statement} .\n" not in canonicalize(with_own(context))

    def test_lists_keep_their_order(self) -> None:
        context = {"stappen": {"@id": f"{OWN}stappen", "@container": "@list"}}
        forms = {canonicalize(with_own(context, stappen=order)) for order in (["a", "b"], ["b", "a"])}
        assert len(forms) == 2

    def test_a_class_of_their_own_with_terms(self) -> None:
        context = {"Foto": {"@id": f"{OWN}Foto", "@context": {"camera": f"{OWN}camera"}}}
        form = canonicalize(with_own(context, evidence=[{"type": ["Evidence", "Foto"], "camera": "x"}]))
        assert f'<{OWN}camera> "x"' in form
        document = with_own(context, evidence=[{"type": ["Evidence"], "camera": "x"}])
        assert refusals(document) == {("undefined_term", "/evidence/0/camera")}

    def test_the_same_context_in_several_places(self) -> None:
        context = {"eigen": f"{OWN}eigen"}
        embedded = endorsement("urn:uuid:e1", "x") | {"@context": [CREDENTIALS_V2, OB_3_0_3, context]}
        document = with_own(context, endorsement=[embedded], eigen="x")
        assert canonicalize(document).count(f"<{OWN}eigen>") == 1

    def test_an_embedded_credential_brings_its_own(self) -> None:
        context = {"eigen": f"{OWN}eigen"}
        embedded = endorsement("urn:uuid:e1", "x") | {
            "@context": [CREDENTIALS_V2, OB_3_0_3, context],
            "eigen": "x",
        }
        assert f'<urn:uuid:e1> <{OWN}eigen> "x"' in canonicalize(badge(endorsement=[embedded]))
        document = badge(endorsement=[embedded], eigen="x")
        assert refusals(document) == {("undefined_term", "/eigen")}


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("context", "place"),
        [
            ({}, ""),
            ({"@version": 1.1}, ""),
            ({"a": f"{OWN}a", "@vocab": OWN}, "/@vocab"),
            ({"a": f"{OWN}a", "@base": OWN}, "/@base"),
            ({"a": f"{OWN}a", "@language": "nl"}, "/@language"),
            ({"a": f"{OWN}a", "@direction": "ltr"}, "/@direction"),
            ({"a": f"{OWN}a", "@import": CREDENTIALS_V2}, "/@import"),
            ({"a": f"{OWN}a", "@propagate": True}, "/@propagate"),
            ({"a": f"{OWN}a", "@version": 1.0}, "/@version"),
            ({"a": f"{OWN}a", "@protected": "ja"}, "/@protected"),
            ({"a": f"{OWN}a", "@foo": 1}, "/@foo"),
            ({"soort": "@type"}, "/soort"),
            ({"nr": {"@id": "@id"}}, "/nr/@id"),
            ({"name": f"{OWN}name"}, "/name"),
            ({"name": "https://schema.org/name"}, "/name"),
            ({"achievementType": f"{OWN}x"}, "/achievementType"),  # of a context inside a context
            ({"type": "@type"}, "/type"),
            ({"mijnStatus": "https://www.w3.org/2018/credentials#credentialStatus"}, "/mijnStatus"),
            ({"o": "https://schema.org/", "naam": "o:name"}, "/naam"),
            ({"Mijn": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement"}, "/Mijn"),
            ({"soort": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}, "/soort"),
            ({"een": f"{OWN}a", "twee": f"{OWN}a"}, "/twee"),
            ({"a": "los"}, "/a"),
            ({"a": "_:a"}, "/a"),
            ({"a": None}, "/a"),
            ({"a": 5}, "/a"),
            ({"a": f"{OWN}a b"}, "/a"),
            ({"a": {"@type": "@id"}}, "/a"),
            ({"a": {"@id": f"{OWN}a", "@reverse": f"{OWN}b"}}, "/a/@reverse"),
            ({"a": {"@id": f"{OWN}a", "@nest": "@nest"}}, "/a/@nest"),
            ({"a": {"@id": f"{OWN}a", "@language": "nl"}}, "/a/@language"),
            ({"a": {"@id": f"{OWN}a", "@prefix": True}}, "/a/@prefix"),
            ({"a": {"@id": f"{OWN}a", "@container": "@graph"}}, "/a/@container"),
            ({"a": {"@id": f"{OWN}a", "@container": ["@set", "@index"]}}, "/a/@container"),
            ({"a": {"@id": f"{OWN}a", "@type": "@json", "@container": "@list"}}, "/a/@container"),
            ({"a": {"@id": f"{OWN}a", "@type": "@none"}}, "/a/@type"),
            ({"a": {"@id": f"{OWN}a", "@type": "datum"}}, "/a/@type"),
            ({"a": {"@id": f"{OWN}a", "@context": None}}, "/a/@context"),
            ({"a": {"@id": f"{OWN}a", "@context": [{"b": f"{OWN}b"}]}}, "/a/@context"),
            ({"a": {"@id": f"{OWN}a", "@context": {"issuer": f"{OWN}b"}}}, "/a/@context/issuer"),
            ({"a": {"@id": f"{OWN}a", "@context": {"@vocab": OWN}}}, "/a/@context/@vocab"),
            ({"a": {"@id": f"{OWN}a", "@protected": 1}}, "/a/@protected"),
            ({"did": f"{OWN}did#"}, "/did"),
            ({"a:b": f"{OWN}a"}, "/a:b"),
            ({"a/b": f"{OWN}a"}, "/a~1b"),
            ({"": f"{OWN}a"}, "/"),
            ({"a": f"{OWN}a", "b": {"@id": f"{OWN}b", "@context": {"a": f"{OWN}c"}}}, "/b/@context/a"),
        ],
    )
    def test_everything_else(self, context: dict[str, object], place: str) -> None:
        assert refusals(with_own(context)) == {("context_refused", f"/@context/2{place}")}

    def test_a_control_character(self) -> None:
        assert refusals(with_own({"a\x00": f"{OWN}a"})) == {("character_refused", "/@context/2")}

    def test_a_prefix_of_another_context_is_no_prefix_here(self) -> None:
        """In VC 1.1 the name ``cred`` is a prefix in the reach of some types only."""
        document: JsonObject = {
            "@context": [CREDENTIALS_V1, {"mijnStatus": "cred:credentialStatus"}],
            "type": "VerifiableCredential",
            "issuer": "did:example:1",
        }
        assert refusals(document) == {("context_refused", "/@context/1/mijnStatus")}

    def test_two_contexts_do_not_disagree(self) -> None:
        embedded = endorsement("urn:uuid:e1", "x") | {"@context": [CREDENTIALS_V2, {"a": f"{OWN}b"}]}
        document = with_own({"a": f"{OWN}a"}, endorsement=[embedded])
        assert refusals(document) == {("context_refused", "/endorsement/0/@context/1/a")}

    def test_an_own_term_is_not_written_as_an_iri(self) -> None:
        document = with_own({"Foto": f"{OWN}Foto"}, evidence=[{"type": ["Evidence", f"{OWN}Foto"]}])
        assert refusals(document) == {("compact_iri", "/evidence/0/type/1")}

    def test_an_own_prefix_is_not_used_in_the_document(self) -> None:
        document = with_own({"o": OWN, "a": "o:a"}, evidence=["o:foto"])
        assert refusals(document) == {("compact_iri", "/evidence/0")}

    def test_there_is_a_bound_on_terms_and_on_bytes(self) -> None:
        many = {f"t{number}": f"{OWN}{number}" for number in range(501)}
        assert refusals(with_own(many)) == {("context_refused", "/@context/2/t500")}
        long = {"t": f"{OWN}{'x' * 64_000}"}
        assert refusals(with_own(long)) == {("context_refused", "/@context/2")}

    def test_what_was_accepted_before_does_not_make_another_acceptable(self) -> None:
        assert canonicalize(with_own({"a": f"{OWN}a"}, a="x"))
        alone = badge(**{"@context": {"a": f"{OWN}a"}})
        assert refusals(alone) == {("context_refused", "/@context")}
        assert refusals(with_own([{"a": f"{OWN}a"}])) == {("context_refused", "/@context/2")}
