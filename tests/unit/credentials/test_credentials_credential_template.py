"""Documents of one template: put together where that is safe, and always what the engine gives."""

import copy
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from contexts import bundled_contexts, issuing_contexts
from contexts.loader import BUNDLE
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable, TooComplex, UndefinedTerm
from credentials.jsonld.templates.credential_template import CredentialTemplate
from credentials.limits import Limits
from credentials.parsing import JsonObject
from tests.documents_for_tests import ACHIEVEMENT, ISSUER, rich_badge
from tests.plain_outcome_for_tests import Outcome, plain_outcome

VARYING = [
    "/id",
    "/credentialSubject/id",
    "/credentialSubject/identifier/0/identityHash",
    "/credentialSubject/result/0/value",
    "/evidence/1/narrative",
    "/validFrom",
]
ONE, TWO = "https://roc.example/evidence/1", "https://roc.example/evidence/2"


def learner(number: int) -> tuple[str, ...]:
    return (
        f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        f"did:example:learner-{number}",
        f'hash "{number}" \\ 🎓\n',
        f"{number},5",
        f"Werkstuk {number}",
        f"2026-09-{number % 28 + 1:02}T12:00:00Z",
    )


def outcome_of(template: CredentialTemplate, values: Sequence[str]) -> Outcome:
    try:
        return template.canonical_form(values)
    except NotCanonicalizable as error:
        return error.code, error.pointer


def put_together(template: CredentialTemplate, values: Sequence[str]) -> bool:
    """Tell whether a document is put together from the template, and check that it is right."""
    known = template.known_bytes(values)
    expected = plain_outcome(template.document(values), issuing_contexts())
    assert known is None or known.decode() == expected
    assert outcome_of(template, values) == expected
    return known is not None


def with_many_blank_nodes() -> Any:  # noqa: ANN401 - tests reach into it
    """Return a badge of which some two dozen blank nodes must be sorted as text."""
    document: Any = rich_badge()
    document["credentialSubject"]["achievement"]["alignment"] = [
        {"type": ["Alignment"], "targetName": f"Skill {n}", "targetUrl": f"https://x.example/{n}"}
        for n in range(25)
    ]
    return document


def with_ties() -> Any:  # noqa: ANN401
    """Return a badge with two lists that are the same for everybody."""
    document: Any = rich_badge()
    for description in document["credentialSubject"]["achievement"]["resultDescription"]:
        description["allowedValue"] = ["O", "V", "G"]
    return document


@pytest.mark.parametrize("document", [rich_badge(), with_many_blank_nodes(), with_ties()])
def test_documents_are_put_together(document: JsonObject) -> None:
    template = CredentialTemplate(document, VARYING)
    for number in range(12):
        assert put_together(template, learner(number))


def test_the_values_of_a_document() -> None:
    template = CredentialTemplate(rich_badge(), VARYING)
    for number in range(3):
        document = template.document(learner(number))
        assert template.values_of(document) == learner(number)
        assert template.values_of(json.loads(json.dumps(document))) == learner(number)
    other = {**rich_badge(), "name": "Solderen"}
    assert template.values_of(other) is None
    assert template.values_of({**rich_badge(), "proof": []}) is None
    assert template.values_of(dict(reversed(rich_badge().items()))) is None
    assert template.values_of({"id": "urn:uuid:1"}) is None
    assert template.values_of({**rich_badge(), "id": "\ud800"}) is None


def test_the_signed_document() -> None:
    template = CredentialTemplate(rich_badge(), VARYING)
    proof: JsonObject = {"type": "DataIntegrityProof", "proofValue": "z"}
    signed = json.loads(template.json_text(learner(1), proof))
    assert signed == {**template.document(learner(1)), "proof": [proof]}
    assert list(signed) == [*rich_badge(), "proof"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/validFrom", ""),
        ("/credentialSubject/result/0/resultDescription", "urn:uuid:r2"),
        ("/description/@value", "A proof"),
        ("/evidence/0/id", "https://roc.example/evidence/2"),
        ("/credentialSubject/achievement/tag/0", "hout"),
        ("/credentialSubject/achievement/resultDescription/0/allowedValue/1", "7,5"),
        ("/issuer/name", "ROC \u2028 Voorbeeld"),
        ("/endorsement/0/credentialSubject/endorsementComment", "Welkom"),
    ],
)
def test_places_that_may_vary(place: str, value: str) -> None:
    assert put_together(CredentialTemplate(rich_badge(), [place]), [value])


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/type/1", "AchievementCredential"),
        ("/description/@language", "en"),
        ("/endorsement/0/proof/0/proofPurpose", "authentication"),
        ("/endorsement/0/proof/0/created", "2026-09-03T12:00:00Z"),
        ("/endorsement/0/proof/0/verificationMethod", "did:example:employer#other"),
    ],
)
def test_places_on_which_more_depends(place: str, value: str) -> None:
    template = CredentialTemplate(rich_badge(), [place])
    assert not put_together(template, [value])
    assert not put_together(template, ["x y"])


def test_inside_a_json_literal() -> None:
    document: Any = rich_badge()
    document["evidence"][0]["name"] = {"@value": {"key": ["a"]}, "@type": "@json"}
    template = CredentialTemplate(document, ["/evidence/0/name/@value/key/0"])
    assert not put_together(template, ["b"])


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/credentialSubject/id", "did:example:a>"),
        ("/credentialSubject/id", "learner"),
        ("/credentialSubject/id", "_:b0"),
        ("/credentialSubject/id", ISSUER),
        ("/credentialSubject/id", ACHIEVEMENT),
        ("/credentialSubject/id", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Profile"),
        ("/validFrom", "\x00"),
        ("/validFrom", "\ud800"),
        ("/credentialSubject/achievement/tag/0", "metaal"),
        ("/credentialSubject/achievement/resultDescription/0/allowedValue/1", "8,5"),
    ],
)
def test_strings_that_need_a_look_at_the_whole(place: str, value: str) -> None:
    assert not put_together(CredentialTemplate(rich_badge(), [place]), [value])


def test_two_strings_that_are_the_same() -> None:
    document: Any = rich_badge()
    document["credentialSubject"]["result"] = [
        {"type": ["Result"], "value": "7"},
        {"type": ["Result"], "value": "8"},
    ]
    document["evidence"][1]["id"] = TWO
    template = CredentialTemplate(
        document,
        [f"/credentialSubject/result/{n}/value" for n in (0, 1)] + [f"/evidence/{n}/id" for n in (0, 1)],
    )
    assert put_together(template, ["1", "2", ONE, TWO])
    assert not put_together(template, ["1", "1", ONE, TWO])
    assert not put_together(template, ["1", "2", ONE, ONE])
    assert outcome_of(template, ["1", "1", ONE, TWO]) == (
        "unsigned_data",
        "/credentialSubject/result/1",
    )


def test_a_reference_to_what_is_referred_to_already() -> None:
    """In other words, so that no two items are the same."""
    document: Any = rich_badge()
    document["evidence"] = [ONE, {"id": TWO, "type": ["Evidence"]}]
    template = CredentialTemplate(document, ["/evidence/0"])
    assert put_together(template, ["https://roc.example/evidence/3"])
    assert not put_together(template, [TWO])
    assert outcome_of(template, [TWO]) == ("unsigned_data", "/evidence/1")


def test_types_that_two_descriptions_of_a_node_would_share() -> None:
    document: Any = rich_badge()
    document["credentialSubject"]["achievement"]["type"].append("https://x.example/A")
    document["endorsement"][0]["credentialSubject"]["type"].append("https://x.example/B")
    places = ["/credentialSubject/achievement/type/1", "/endorsement/0/credentialSubject/type/1"]
    template = CredentialTemplate(document, places)
    assert isinstance(outcome_of(template, ["https://x.example/C", "https://x.example/D"]), str)
    assert not put_together(template, ["https://x.example/C", "https://x.example/C"])
    assert outcome_of(template, ["https://x.example/C", "https://x.example/C"]) == (
        "unsigned_data",
        "/endorsement/0/credentialSubject",
    )


def test_blank_nodes_that_become_tied() -> None:
    """In two objects that are not in one array, so that no rule forbids it."""
    document: Any = rich_badge()
    for number, description in enumerate(document["credentialSubject"]["achievement"]["resultDescription"]):
        description["allowedValue"] = ["O", f"V{number}", "G"]
    places = [f"/credentialSubject/achievement/resultDescription/{n}/allowedValue/1" for n in (0, 1)]
    template = CredentialTemplate(document, places)
    assert put_together(template, ["V", "X"])
    assert not put_together(template, ["V", "V"])
    assert template.canonical_form(["V", "V"]) == canonicalize(template.document(["V", "V"]))


def test_a_text_where_a_number_could_stand() -> None:
    document: Any = rich_badge()
    document["evidence"][0]["name"] = {"@value": "many", "@type": "http://www.w3.org/2001/XMLSchema#integer"}
    template = CredentialTemplate(document, ["/evidence/0/name/@value"])
    assert put_together(template, ["few"])
    assert not put_together(template, ["5"])
    assert outcome_of(template, ["5"]) == ("unsigned_data", "/evidence/0/name/@value")


def test_iris_that_begin_in_another_way_are_put_together_once_the_engine_has_taken_one() -> None:
    """What comes before the colon could be a term; the engine knows."""
    template = CredentialTemplate(rich_badge(), ["/credentialSubject/id"])
    assert put_together(template, ["did:web:a.example"])
    assert not put_together(template, ["mailto:a@school.example"])
    assert put_together(template, ["mailto:b@school.example"])
    assert not put_together(template, ["mailto://c.example"])
    assert put_together(template, ["mailto://d.example"])


def test_no_context_that_we_carry_has_a_term_with_a_colon() -> None:
    """A value of a term that takes names could be one, and look like any other IRI."""

    def names(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from names(inner)

    files = sorted((BUNDLE / "data").iterdir())
    assert files
    for file in files:
        assert not [name for name in names(json.loads(file.read_bytes())) if ":" in name], file.name


def test_a_context_that_is_written_out() -> None:
    document: Any = rich_badge()
    document["@context"].append({"cijfer": "https://roc.example/terms#cijfer"})
    document["credentialSubject"]["cijfer"] = "8"
    template = CredentialTemplate(document, ["/credentialSubject/cijfer"])
    for value in ("9", "https://x.example/"):
        assert outcome_of(template, [value]) == plain_outcome(template.document([value]), issuing_contexts())


def test_a_document_in_which_a_mark_stands() -> None:
    document: Any = rich_badge()
    document["name"] = "urn:x-varying-0:1 urn:x-varying-1:0"
    document["evidence"][0]["name"] = "urn:x-varying-0:0"
    assert put_together(CredentialTemplate(document, VARYING), learner(1))


def test_many_documents_at_once() -> None:
    template = CredentialTemplate(rich_badge(), VARYING)
    expected = [canonicalize(template.document(learner(n)), contexts=issuing_contexts()) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        forms = list(pool.map(lambda number: template.canonical_form(learner(number % 40)), range(400)))
    assert forms == expected * 10


def test_the_contexts_and_limits_are_those_given() -> None:
    template = CredentialTemplate(rich_badge(), VARYING, contexts=bundled_contexts(), limits=Limits())
    assert template.contexts is bundled_contexts()
    assert template.canonical_form(learner(1)) == canonicalize(template.document(learner(1)))
    with pytest.raises(TooComplex):
        CredentialTemplate(rich_badge(), VARYING, limits=Limits(max_nodes=10))


def test_what_cannot_be_a_template() -> None:
    with pytest.raises(ValueError, match="has no proof"):
        CredentialTemplate({**rich_badge(), "proof": []}, VARYING)
    with pytest.raises(ValueError, match="the same contexts"):
        CredentialTemplate(rich_badge(), ["/@context/1"])
    with pytest.raises(ValueError, match="no string"):
        CredentialTemplate(rich_badge(), ["/issuer"])
    with pytest.raises(UndefinedTerm) as caught:
        CredentialTemplate({**rich_badge(), "eindcijfer": "10"}, VARYING)
    assert caught.value.pointer == "/eindcijfer"


def test_too_few_or_too_many_strings() -> None:
    template = CredentialTemplate(rich_badge(), VARYING)
    for values in (learner(1)[:-1], (*learner(1), "x")):
        for use in (template.canonical_form, template.document):
            with pytest.raises(ValueError, match="strings for 6 places"):
                use(values)
        with pytest.raises(ValueError, match="strings for 6 places"):
            template.json_text(values, {})


def test_nothing_varies() -> None:
    template = CredentialTemplate(rich_badge(), [])
    assert template.canonical_form([]) == canonicalize(rich_badge(), contexts=issuing_contexts())
    assert template.values_of(copy.deepcopy(rich_badge())) == ()


def test_text_that_is_escaped_in_json() -> None:
    """The strings are written all at once, with what stands between two of them in some."""
    template = CredentialTemplate(rich_badge(), ["/name", "/issuer/name", "/validFrom"])
    for values in (('","', '"', ","), ("", '\\","', "\\"), ('",', ',"', '"'), (",\n  ", '",\n  "', "\n")):
        document = template.document(values)
        assert template.values_of(document) == values
        assert json.loads(template.json_text(values, {})) == {**document, "proof": [{}]}
        assert put_together(template, values)


def test_a_beginning_of_any_length_is_not_kept() -> None:
    template = CredentialTemplate(rich_badge(), ["/credentialSubject/id"])
    for time in range(2):
        assert put_together(template, [f"{'a' * 40}:b"]) == (time == 1)
        assert not put_together(template, [f"{'a' * 41}:b"])


def test_few_beginnings_are_kept() -> None:
    template = CredentialTemplate(rich_badge(), ["/credentialSubject/id"])
    for number in range(50):
        put_together(template, [f"scheme{number}:a"])
    known = [template.known_bytes([f"scheme{number}:a"]) is not None for number in range(50)]
    assert (known[0], known[-1], sum(known)) == (True, False, 32)


def test_a_form_that_is_out_of_proportion_is_not_kept() -> None:
    """A long id stands in each line about it."""
    document: Any = rich_badge()
    document["credentialSubject"]["achievement"]["id"] = f"urn:x:{'y' * 20_000}"
    assert not put_together(CredentialTemplate(document, ["/name"]), ["Lassen"])
    document["credentialSubject"]["achievement"]["id"] = f"urn:x:{'y' * 20}"
    assert put_together(CredentialTemplate(document, ["/name"]), ["Lassen"])
