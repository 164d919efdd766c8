"""Whatever is done to one place of a document, both paths through the engine give one answer."""

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from contexts import CREDENTIALS_V1, CREDENTIALS_V2, OB_3_0_3, ContextLoader, bundled_contexts
from credentials.jsonld.canonical.canonical_fragments import canonical_form
from credentials.jsonld.canonical.fragments import Fragments
from credentials.jsonld.compiled.emission import emit
from credentials.jsonld.reference.reference_path import reference_fragments
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject
from tests.documents_for_tests import badge, endorsement, rich_badge
from tests.mutations_for_tests import Path, mutations_at, places

OWN = "https://roc.example/woorden#"
DOCUMENTS: Final[dict[str, JsonObject]] = {
    "rich": rich_badge(),
    "endorsed twice": badge(
        endorsement=[endorsement("urn:uuid:e1", "Goed"), endorsement("urn:uuid:e2", "Beter")],
        jti="urn:x:jti",
        cnf={"kid": "urn:x:key", "jwk": {"kty": "OKP"}},
    ),
    "own words": badge(
        **{
            "@context": [
                CREDENTIALS_V2,
                OB_3_0_3,
                {
                    "o": OWN,
                    "Vak": {"@id": "o:Vak", "@context": {"uren": {"@id": "o:uren", "@type": "o:duur"}}},
                    "stappen": {"@id": "o:stappen", "@container": "@list"},
                    "rooster": {"@id": "o:rooster", "@type": "@json"},
                    "lokaal": {"@id": "o:lokaal", "@type": "@id", "@context": {"etage": "o:etage"}},
                },
            ]
        },
        evidence=[{"type": ["Evidence", "Vak"], "uren": "3"}, "urn:x:1", {"id": "urn:x:2"}],
        stappen=["a", {"type": "Vak"}, "b"],
        rooster={"ma": [1.0]},
        lokaal={"id": "urn:x:lokaal", "etage": "2"},
    ),
    "version 1.1": {
        "@context": [CREDENTIALS_V1, "https://w3id.org/security/suites/ed25519-2020/v1"],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential"],
        "issuer": "did:example:1",
        "issuanceDate": "2020-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:2"},
        "credentialSchema": {"id": "urn:x:schema", "type": "JsonSchemaValidator2018"},
        "proof": {
            "type": "Ed25519Signature2020",
            "created": "2020-01-01T00:00:00Z",
            "verificationMethod": "did:example:1#key",
            "proofPurpose": "assertionMethod",
            "proofValue": "z5x9",
        },
    },
}
ALL_PLACES: Final = [(name, path) for name, document in DOCUMENTS.items() for path in places(document)]

Answer = tuple[str, str | None]


def answers(document: JsonObject) -> tuple[Answer, Answer]:
    """Return what the compiled path and the reference say: a form, or a code and a place."""
    found: list[Answer] = []
    contexts = bundled_contexts()
    for path in (_compiled, reference_fragments):
        try:
            fragments = path(document, contexts=contexts, limits=DEFAULT_LIMITS)
            found.append((canonical_form(fragments), None))
        except NotCanonicalizable as error:
            found.append((error.code, error.pointer))
    return found[0], found[1]


def _compiled(document: JsonObject, *, contexts: ContextLoader, limits: Limits) -> Fragments:
    return emit(document, contexts=contexts, limits=limits).fragments


def may_have_several_faults(path: Path, mutation: str) -> bool:
    """Tell whether a change makes two faults, of which either may be found first.

    Without its type an object has terms that are not defined; a name that is not defined may have a
    value that is refused as well; an array of the same twice may be of what may not stand there
    once; and what stands in place of a proof may be wrong in itself.
    """
    touches = {str(step) for step in path[-2:]} | {mutation.removeprefix("renamed ").strip("'@_:")}
    double = {"value 16", "moved up", "member 'toelichting'", "member 'cijfers'", "member 'bijlage'"}
    return (
        bool(touches & {"type", "proof", "rooster", "jwk"}) or mutation in double or "JsonSchema" in touches
    )


def test_the_documents_are_accepted() -> None:
    for name, document in DOCUMENTS.items():
        compiled, reference = answers(document)
        assert compiled == reference, name
        assert compiled[1] is None, name


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ALL_PLACES))
def test_every_change_has_one_answer(place: tuple[str, Path]) -> None:
    name, path = place
    for mutation, document in mutations_at(DOCUMENTS[name], path):
        compiled, reference = answers(document)
        if compiled != reference:
            accepted = "<" in compiled[0] or "<" in reference[0]
            assert not accepted, (path, mutation)
            unknown_class = {compiled[0], reference[0]} == {"undefined_type", "undefined_term"}
            assert unknown_class or may_have_several_faults(path, mutation), (
                path,
                mutation,
                compiled,
                reference,
            )
