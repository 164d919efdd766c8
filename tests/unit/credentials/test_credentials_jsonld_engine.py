"""The canonical form itself: against published ones, against other implementations, and in threads."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from contexts import CREDENTIALS_V2, OB_3_0_3, ContextLoader, bundled_contexts, issuing_contexts
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.reference.expansion import processor_of_this_thread
from credentials.jsonld.strictness import NotCanonicalizable, UndefinedTerm
from credentials.parsing import JsonObject
from tests.canonical_forms_for_tests import canonical_form_elsewhere
from tests.contexts_for_tests import EXAMPLES_V2, contexts_with_examples, write_bundle
from tests.cpu_time_for_tests import least_cpu_time
from tests.documents_for_tests import ACHIEVEMENT, ISSUER, badge, endorsement, rich_badge
from tests.paths import vectors

PUBLISHED = [
    ("1edtech-guide", "obv3p0/vector.json", "obv3p0/document-canon.txt"),
    ("1edtech-guide", "clrv2p0/vector.json", "clrv2p0/document-canon.txt"),
    ("vc-di-eddsa", "unsigned.json", "eddsa-rdfc-2022/canonDocDataInt.txt"),
    ("vc-di-eddsa", "unsigned.json", "Ed25519Signature2020/canonDocEdSig.txt"),
    (
        "vc-di-eddsa",
        "eddsa-rdfc-2022/proofConfigDataInt.json",
        "eddsa-rdfc-2022/proofCanonDataInt.txt",
    ),
    (
        "vc-di-eddsa",
        "Ed25519Signature2020/proofConfigEdSig.json",
        "Ed25519Signature2020/proofCanonEdSig.txt",
    ),
]


@pytest.mark.parametrize(("folder", "document", "canonical"), PUBLISHED)
def test_published_canonical_forms_are_reproduced(folder: str, document: str, canonical: str) -> None:
    given = json.loads((vectors(folder) / document).read_bytes())
    form = canonicalize(given.get("credential", given), contexts=contexts_with_examples())
    assert form.encode() == (vectors(folder) / canonical).read_bytes()


@pytest.mark.parametrize("name", ["obv3p0", "clrv2p0"])
@pytest.mark.parametrize("loader", [bundled_contexts, issuing_contexts])
def test_both_editions_give_the_published_form(name: str, loader: Callable[[], ContextLoader]) -> None:
    folder = vectors("1edtech-guide") / name
    document = json.loads((folder / "vector.json").read_bytes())["credential"]
    form = canonicalize(document, contexts=loader())
    assert form.encode() == (folder / "document-canon.txt").read_bytes()


class TestAgainstOtherImplementations:
    """PyLD makes the dataset and pyoxigraph, which is written in Rust, the canonical form."""

    @pytest.mark.parametrize("document", [badge(), rich_badge()])
    def test_a_badge(self, document: JsonObject) -> None:
        assert canonicalize(document) == canonical_form_elsewhere(document)

    def test_many_variations(self) -> None:
        for document in variations():
            assert canonicalize(document) == canonical_form_elsewhere(document), document

    def test_documents_with_tied_blank_nodes(self) -> None:
        """Each alignment differs only in a node of its own, so that the first hashes are equal."""
        document = badge(
            credentialSubject={
                "type": ["AchievementSubject"],
                "result": [
                    {"type": ["Result"], "alignment": [{"type": ["Alignment"], "targetName": name}]}
                    for name in ("a", "b", "c", "d")
                ],
            }
        )
        assert canonicalize(document) == canonical_form_elsewhere(document)

    def test_the_graphs_of_embedded_proofs(self) -> None:
        both = [endorsement("urn:uuid:e1", "Goed"), endorsement("urn:uuid:e2", "Beter")]
        canonical = canonicalize(badge(endorsement=both))
        assert canonical == canonical_form_elsewhere(badge(endorsement=both))
        in_graphs = [
            line for line in canonical.splitlines() if line.count(" _:c14n") and "proofValue" in line
        ]
        assert len({line.split(" ")[-2] for line in in_graphs}) == 2


def variations() -> Iterator[JsonObject]:
    texts = ["é", "🎓", "\ufffd", 'a"b\\c', "regel 1\nregel 2\r\n\t3", " ", "", "\u2028", "c14n0 _:b0 ."]
    for text in texts:
        yield badge(name=text, description={"@value": text, "@language": "nl-NL"})
    for number in (0, 1, -1, 3.0, 2.5, 0.1, 1e-6, 123456.789, 2**53 - 1, 1e15):
        document: Any = badge()
        document["credentialSubject"]["achievement"]["creditsAvailable"] = number
        yield document
    yield badge(evidence={"type": "Evidence", "name": True})
    yield badge(evidence=[{}, {"name": ""}, {"id": "urn:x"}, "urn:y", 5])
    yield badge(evidence={"type": ["Evidence", "urn:x:type"], "genre": ["b", "a"]})
    yield badge(
        credentialSubject={"id": "urn:s", "type": "JsonSchema", "jsonSchema": {"b": [None], "a": 1.0}}
    )
    yield badge(
        issuer=ISSUER, credentialSubject=[{"id": "urn:s1"}, {"id": "urn:s2", "type": "AchievementSubject"}]
    )
    older = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
    yield badge(**{"@context": [CREDENTIALS_V2, older]})


class TestWhatMakesNoDifference:
    def test_the_order_of_members_and_items(self) -> None:
        assert canonicalize(reverse(rich_badge())) != canonicalize(rich_badge())
        document = rich_badge()
        subject: Any = document["credentialSubject"]
        level_order = subject["achievement"]["resultDescription"][0].pop("allowedValue")
        assert level_order == ["8,5", "9,0", "10"]
        assert canonicalize(reverse(document)) == canonicalize(document)

    def test_one_item_or_an_array_of_one(self) -> None:
        document = badge(type=["VerifiableCredential"], evidence=[{"type": ["Evidence"]}])
        plain = badge(type="VerifiableCredential", evidence={"type": "Evidence"})
        document["credentialSubject"] = plain["credentialSubject"] = "urn:s"
        assert canonicalize(document) == canonicalize(plain)

    def test_the_document_is_left_as_it_was(self) -> None:
        document = rich_badge()
        canonicalize(document)
        assert document == rich_badge()


def reverse(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {
            key: member if key == "@context" else reverse(member) for key, member in reversed(value.items())
        }
    return [reverse(item) for item in reversed(value)] if isinstance(value, list) else value


class TestContextsOfOthers:
    """What cannot happen with the bundle must still be refused with another one."""

    def loader(self, tmp_path: Path, definitions: dict[str, object]) -> ContextLoader:
        context = json.dumps({"@context": {"id": "@id", "type": "@type", **definitions}}).encode()
        return ContextLoader(folder=write_bundle(tmp_path, {"urn:test:context": context}))

    @pytest.mark.parametrize(
        ("definitions", "member", "code", "place"),
        [
            ({"nothing": None}, {"nothing": "x"}, "undefined_term", None),
            ({"p": "_:p"}, {"p": "x"}, "blank_node_refused", "/name"),
            ({"p": {"@reverse": "urn:p"}}, {"p": {"name": "x"}}, "forbidden_keyword", "/name"),
            ({"p": {"@id": "urn:p", "@container": "@index"}}, {"p": {"a": "x"}}, "forbidden_keyword", "/p/a"),
            ({"p": {"@id": "urn:p", "@direction": "rtl"}}, {"p": "x"}, "forbidden_keyword", "/p"),
            ({"p": {"@id": "urn:p", "@type": "urn:a b"}}, {"p": "x"}, "not_canonicalizable", ""),
            ({"p": "urn:a b"}, {"p": "x"}, "not_canonicalizable", ""),
            (
                {"p": {"@id": "urn:p", "@container": ["@graph", "@id"]}},
                {"p": {"urn:g": {"name": "x"}}},
                "undefined_term",
                "/p/urn:g",
            ),
            (
                {"p": {"@id": "urn:p", "@container": "@language"}},
                {"p": {"nl_": "x"}},
                "ill_formed_language_tag",
                "/p/nl_",
            ),
            (
                {"p": {"@id": "urn:p", "@container": "@type"}, "T": "urn:t"},
                {"p": {"T": {"name": "x"}}},
                "unsigned_data",
                "",
            ),
            (
                {"p": {"@id": "urn:p", "@container": "@id"}},
                {"p": {"x": {"name": "x"}}},
                "relative_iri",
                "/p/x",
            ),
            ({"also": "@type"}, {"also": ["urn:t"]}, None, None),
        ],
    )
    def test_features_that_the_bundle_does_not_use(
        self,
        tmp_path: Path,
        definitions: dict[str, object],
        member: JsonObject,
        code: str | None,
        place: str | None,
    ) -> None:
        definitions = {"name": "https://schema.org/name", **definitions}
        document: JsonObject = {"@context": "urn:test:context", "name": "n", **member}
        loader = self.loader(tmp_path, definitions)
        if code is None:
            assert "<urn:t>" in canonicalize(document, contexts=loader)
            return
        with pytest.raises(NotCanonicalizable) as caught:
            canonicalize(document, contexts=loader)
        assert (caught.value.code, caught.value.pointer) == (code, place)

    def test_the_same_document_under_another_context_has_another_form(self, tmp_path: Path) -> None:
        one = self.loader(tmp_path / "one", {"name": "https://schema.org/name"})
        other = self.loader(tmp_path / "other", {"name": "https://schema.org/description"})
        document: JsonObject = {"@context": "urn:test:context", "name": "n"}
        assert canonicalize(document, contexts=one) == '_:c14n0 <https://schema.org/name> "n" .\n'
        assert canonicalize(document, contexts=other) == '_:c14n0 <https://schema.org/description> "n" .\n'

    def test_an_example_vocabulary_is_for_vectors_only(self) -> None:
        document: JsonObject = {"@context": [CREDENTIALS_V2, EXAMPLES_V2], "anything": "x"}
        assert "#anything" in canonicalize(document, contexts=contexts_with_examples())
        with pytest.raises(NotCanonicalizable) as caught:
            canonicalize(document)
        assert (caught.value.code, caught.value.pointer) == ("context_refused", "/@context/1")

    def test_pyld_has_no_other_way_to_a_context(self) -> None:
        with pytest.raises(jsonld.JsonLdError) as caught:
            jsonld.expand({"@context": "https://www.w3.org/ns/credentials/v2", "name": "x"})
        causes = [caught.value.__cause__]
        while causes[-1] is not None:
            causes.append(causes[-1].__cause__)
        assert "ContextNotBundled" in [type(cause).__name__ for cause in causes]


class TestHostileDocuments:
    """Each is accepted or refused, and within the time that we allow."""

    @pytest.mark.parametrize(
        ("document", "code"),
        [
            (
                badge(evidence=[{"type": ["Evidence", f"T{number}"]} for number in range(1_500)]),
                "undefined_type",
            ),
            (badge(type=["VerifiableCredential", *(f"T{n}" for n in range(7_000))]), "undefined_type"),
            (badge(**{f"x{number}": number for number in range(7_000)}), "undefined_term"),
            (badge(**{f"@x{number}": number for number in range(7_000)}), "forbidden_keyword"),
            (
                badge(
                    evidence=[{"id": "urn:same", "type": "Evidence", "name": f"{n}"} for n in range(2_000)]
                ),
                "unsigned_data",
            ),
            (badge(evidence=[{"type": ["Evidence"]} for _ in range(7_000)]), "unsigned_data"),
            (badge(name=["same"] * 7_000), "unsigned_data"),
        ],
    )
    def test_floods_are_refused_in_time(self, document: JsonObject, code: str) -> None:
        canonicalize(badge())  # derives the contexts

        def once(number: int) -> None:
            with pytest.raises(NotCanonicalizable) as caught:
                canonicalize(document | {"id": f"urn:x:{number}"})
            assert caught.value.code == code

        assert least_cpu_time(0.5, once) < 0.5

    @pytest.mark.parametrize(
        "members",
        [
            {"name": [f"t{number}" for number in range(7_000)]},
            {"type": ["VerifiableCredential", *(f"urn:x:{number}" for number in range(7_000))]},
            {"name": "x" * 500_000},
        ],
    )
    def test_large_documents_are_not_poison(self, members: dict[str, Any]) -> None:
        canonicalize(badge())
        took = least_cpu_time(0.6, lambda number: canonicalize(badge(**members, id=f"urn:x:{number}")))
        assert took < 0.6

    def test_tied_nodes_around_tied_nodes_are_bounded(self) -> None:
        """Two wheels: to tell the hubs apart, every order of the spokes would have to be tried."""
        subjects = [
            {
                "type": ["AchievementSubject"],
                "result": [
                    {
                        "type": ["Result"],
                        "alignment": {"type": ["Alignment"], "targetName": f"{wheel}.{spoke}"},
                    }
                    for spoke in range(12)
                ],
            }
            for wheel in range(2)
        ]
        canonicalize(badge())

        def once(number: int) -> None:
            with pytest.raises(NotCanonicalizable) as caught:
                canonicalize(badge(credentialSubject=subjects, id=f"urn:x:{number}"))
            assert caught.value.code == "too_complex"

        assert least_cpu_time(0.05, once) < 0.05


class TestThreads:
    @pytest.fixture(autouse=True)
    def _switch_often(self) -> Iterator[None]:
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        yield
        sys.setswitchinterval(interval)

    def test_sixteen_threads_get_the_right_answers(self) -> None:
        """PyLD's shared caches give wrong answers when threads use them together."""
        valid = [badge(), rich_badge(), *list(variations())[:6]]
        hostile = [
            badge(unknown="x"),
            badge(evidence={"type": "Unknown"}),
            badge(issuer="relative"),
            badge(**{"@context": [CREDENTIALS_V2]}, unknown="x"),
            badge(**{"@context": [CREDENTIALS_V2, OB_3_0_3, "https://www.w3.org/2018/credentials/v1"]}),
        ]
        documents = [*valid, *hostile]
        expected = [outcome(document) for document in documents]
        assert sum(answer.startswith("!") for answer in expected) == len(hostile)
        start = threading.Barrier(16)
        loader = ContextLoader()  # a new one, so that the threads start with nothing remembered

        def work(seed: int) -> list[tuple[int, str]]:
            start.wait()
            order = [(seed * 7 + step * (1 + seed % 5)) % len(documents) for step in range(30)]
            return [(number, outcome(documents[number], loader)) for number in order]

        with ThreadPoolExecutor(16) as pool:
            answers = [answer for result in pool.map(work, range(16)) for answer in result]
        assert len(answers) == 480
        assert [answer for answer in answers if expected[answer[0]] != answer[1]] == []

    def test_each_thread_has_a_processor_of_its_own(self) -> None:
        loader = ContextLoader()
        start = threading.Barrier(8)

        def work(_: int) -> int:
            start.wait()
            processor = processor_of_this_thread(loader)
            assert processor_of_this_thread(loader) is processor
            start.wait()  # while all of them live, no two can have one id
            return id(processor)

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(work, range(8)))) == 8

    def test_loaders_do_not_mix(self) -> None:
        document = badge(endorsementJwt=["a.b.c"])
        for _ in range(3):
            assert canonicalize(document, contexts=bundled_contexts())
            with pytest.raises(UndefinedTerm):
                canonicalize(document, contexts=issuing_contexts())


def outcome(document: JsonObject, loader: ContextLoader | None = None) -> str:
    try:
        return canonicalize(document, contexts=loader)
    except NotCanonicalizable as error:
        return f"!{error.code} {error.pointer}"


def test_the_achievement_is_named_in_the_statements() -> None:
    predicate = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement>"
    assert f"<did:example:learner> {predicate} <{ACHIEVEMENT}> .\n" in canonicalize(badge())
