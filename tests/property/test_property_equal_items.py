"""Arrays in which items are equal, or nearly: both paths through the engine refuse the same ones."""

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.parsing import JsonObject, JsonValue
from tests.documents_for_tests import badge
from tests.reference_path_for_tests import outcome_by_reference, outcome_of_engine

OWN: Final = "https://roc.example/woorden#"
DOUBLE: Final = "http://www.w3.org/2001/XMLSchema#double"
CONTEXTS: Final[JsonValue] = [
    CREDENTIALS_V2,
    OB_3_0_3,
    {
        "o": OWN,
        "stappen": {"@id": "o:stappen", "@container": "@list"},
        "rooster": {"@id": "o:rooster", "@type": "@json"},
        "lokaal": {"@id": "o:lokaal", "@type": "@id"},
        "maat": {"@id": "o:maat", "@type": DOUBLE},
        "vak": "o:vak",
    },
]

# Few of each, so that two are often equal, or differ in one thing only.
numbers: st.SearchStrategy[JsonValue] = st.sampled_from([0, 0.0, -0.0, 1, 1.0, 2.5])
texts: st.SearchStrategy[str] = st.sampled_from(["a", "b", 'a"', "é\n"])
references = st.sampled_from(["urn:x:1", "urn:x:2"])
literals = texts | st.builds(
    lambda text, tag: {"@value": text, "@language": tag}, texts, st.sampled_from(["nl", "NL", "en"])
)
json_values: st.SearchStrategy[JsonValue] = (
    numbers | texts | st.lists(numbers, max_size=2) | st.dictionaries(texts, numbers, max_size=2)
)


def one_or_several(items: st.SearchStrategy[JsonValue]) -> st.SearchStrategy[JsonValue]:
    """Draw a value, or an array of some."""
    return items | st.lists(items, min_size=1, max_size=4)


def objects(inside: st.SearchStrategy[JsonValue]) -> st.SearchStrategy[JsonValue]:
    """Draw an object with a few members, in any order."""
    members: dict[str, st.SearchStrategy[JsonValue]] = {
        "type": st.sampled_from(["Evidence", ["Evidence"]]),
        "name": one_or_several(literals),
        "maat": one_or_several(numbers),
        "rooster": json_values,
        "lokaal": one_or_several(references),
        "stappen": one_or_several(literals | inside),
        "vak": one_or_several(inside),
    }
    chosen = st.lists(st.sampled_from(sorted(members)), min_size=1, max_size=3, unique=True)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: members[name] for name in names}))


items = st.recursive(literals | numbers, objects, max_leaves=6)


@st.composite
def arrays(draw: st.DrawFn) -> list[JsonValue]:
    """Draw an array, of which items may be copies of others with their members turned round."""
    array = draw(st.lists(items | objects(items), min_size=1, max_size=4))
    for item in draw(st.lists(st.sampled_from(array), max_size=1)):
        array.insert(draw(st.integers(0, len(array))), turned(item) if draw(st.booleans()) else item)
    return array


def turned(value: JsonValue) -> JsonValue:
    """Return a copy in which the members of objects are in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(member) for key, member in reversed(value.items())}
    return [turned(item) for item in value] if isinstance(value, list) else value


def document_with(name: str, value: JsonValue) -> JsonObject:
    """Return a badge with one member more."""
    return badge(**{"@context": CONTEXTS, name: value})


@settings(max_examples=300, deadline=None)
@given(arrays(), st.sampled_from(["vak", "stappen"]))
def test_both_paths_refuse_the_same(array: list[JsonValue], name: str) -> None:
    document = document_with(name, array)
    compiled, reference = outcome_of_engine(document), outcome_by_reference(document)
    assert (compiled.nquads, compiled.code) == (reference.nquads, reference.code)
    # What is wrong inside an item may be found before two items are compared.
    if all(outcome_of_engine(document_with(name, [item])).nquads for item in array):
        assert compiled == reference


@settings(max_examples=100, deadline=None)
@given(st.lists(objects(items), min_size=1, max_size=3), st.booleans())
def test_each_in_a_graph_of_its_own(array: list[JsonValue], repeat: bool) -> None:
    if repeat:
        array.append(turned(array[0]))
    document = document_with("proof", array)
    compiled, reference = outcome_of_engine(document), outcome_by_reference(document)
    assert (compiled.nquads, compiled.code) == (reference.nquads, reference.code)
    assert not (repeat and compiled.nquads)
