"""The issuer's own words are found where its context reaches, and nothing else is taken for one."""

from typing import Any

import pytest

from contexts import CREDENTIALS_V2
from credentials.jsonld.own_terms import MAX_OWN_TERMS, OwnTerm, own_terms
from credentials.parsing import JsonObject, JsonValue
from tests.cpu_time_for_tests import least_cpu_time

NS = "https://roc.example/woorden#"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def document(context: Any, **members: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return a credential with a context written out behind the two that everybody knows."""
    return {"@context": [CREDENTIALS_V2, OB, context], "type": ["VerifiableCredential"], **members}


def found(value: JsonObject) -> list[tuple[str, str, str, JsonValue]]:
    return [(own.pointer, own.term, own.iri, own.value) for own in own_terms(value)]


def test_without_a_context_of_its_own_there_are_none() -> None:
    assert own_terms({"@context": [CREDENTIALS_V2, OB], "name": "Lassen", "zaal": "B 1.07"}) == ()
    assert own_terms({"@context": CREDENTIALS_V2}) == ()
    assert own_terms({}) == ()


def test_a_word_is_found_with_what_it_stands_for() -> None:
    subject: JsonObject = {"achievement": {"name": "Lassen", "zaal": "B 1.07"}}
    assert own_terms(document({"zaal": f"{NS}zaal"}, credentialSubject=subject)) == (
        OwnTerm("/credentialSubject/achievement/zaal", "zaal", f"{NS}zaal", "B 1.07"),
    )


@pytest.mark.parametrize(
    ("definition", "iri"),
    [
        (f"{NS}zaal", f"{NS}zaal"),
        ({"@id": f"{NS}zaal", "@type": "@id"}, f"{NS}zaal"),
        ("woorden:zaal", f"{NS}zaal"),
        ({"@id": "woorden:zaal"}, f"{NS}zaal"),
        ("https://woorden", "https://woorden"),
        ({"@container": "@set"}, ""),
        (7, ""),
    ],
)
def test_forms_of_a_definition(definition: Any, iri: str) -> None:  # noqa: ANN401
    assert found(document({"woorden": NS, "zaal": definition}, zaal=["B 1.07"])) == [
        ("/zaal", "zaal", iri, ["B 1.07"])
    ]


def test_a_type_of_its_own_is_found_too() -> None:
    context = {"Keuzedeel": f"{NS}Keuzedeel"}
    subject: JsonObject = {"type": "Keuzedeel", "achievement": {"type": ["Achievement", "Keuzedeel"]}}
    assert found(document(context, credentialSubject=subject)) == [
        ("/credentialSubject/type", "Keuzedeel", f"{NS}Keuzedeel", "Keuzedeel"),
        ("/credentialSubject/achievement/type/1", "Keuzedeel", f"{NS}Keuzedeel", "Keuzedeel"),
    ]


def test_what_is_inside_its_value_is_a_part_of_it() -> None:
    context = {"zaal": f"{NS}zaal", "nummer": f"{NS}nummer"}
    value: JsonObject = {"name": "B", "nummer": [{"nummer": 7}]}
    assert found(document(context, zaal=value, nummer=1)) == [
        ("/zaal", "zaal", f"{NS}zaal", value),
        ("/nummer", "nummer", f"{NS}nummer", 1),
    ]


def test_words_of_a_scoped_context_count_with_the_prefixes_around_it() -> None:
    context = {"w": NS, "Keuzedeel": {"@id": "w:Keuzedeel", "@context": {"zaal": "w:zaal"}}}
    achievement: JsonObject = {"type": ["Keuzedeel"], "zaal": "B 1.07"}
    assert found(document(context, achievement=achievement)) == [
        ("/achievement/type/0", "Keuzedeel", f"{NS}Keuzedeel", "Keuzedeel"),
        ("/achievement/zaal", "zaal", f"{NS}zaal", "B 1.07"),
    ]


def test_a_context_reaches_what_is_beneath_it_and_nothing_beside_it() -> None:
    endorsement = document({"lof": f"{NS}lof"}, lof="groot", zaal="B")
    beside: JsonObject = {"lof": "klein"}
    value = document({"zaal": f"{NS}zaal"}, endorsement=[endorsement, beside], lof="klein")
    assert [place for place, *_ in found(value)] == ["/endorsement/0/lof", "/endorsement/0/zaal"]


def test_names_with_slashes_are_escaped() -> None:
    assert found(document({"a/b~c": f"{NS}a"}, **{"a/b~c": 1}))[0][0] == "/a~1b~0c"


def test_keywords_of_a_context_are_no_words() -> None:
    assert found(document({"@protected": True, "zaal": f"{NS}zaal"}, name="x")) == []


def test_no_more_are_listed_than_anybody_reads() -> None:
    context = {f"w{number}": f"{NS}w{number}" for number in range(MAX_OWN_TERMS + 50)}
    assert len(own_terms(document(context, **dict.fromkeys(context, "x")))) == MAX_OWN_TERMS


@pytest.mark.parametrize(
    "value",
    [
        {"@context": [{"zaal": [[[]]], "@context": 7}], "zaal": None, "type": [[], {}, None]},
        {"@context": {"a": {"@context": [{"b": {"@context": {"c": {}}}}]}}, "c": {"@context": [None, 3]}},
        {"@context": [[{"a": "b:c", "b": "a:c"}]], "a": [[[{"a": 1}]]]},
    ],
)
def test_whatever_is_written_there_is_an_outcome(value: Any) -> None:  # noqa: ANN401
    assert isinstance(own_terms(value), tuple)


def test_a_hostile_document_costs_little() -> None:
    """Contexts within contexts, each with many words, whose reaches add up."""
    nested: JsonObject = {"x": "x"}
    for depth in range(60):
        terms = {f"w{depth}_{number}": f"{NS}{depth}/{number}" for number in range(100)}
        nested = {"@context": [{**terms}], "y": nested, "type": ["T"] * 50}
    assert own_terms(nested) == ()
    assert least_cpu_time(0.05, lambda _number: own_terms(nested)) < 0.05
