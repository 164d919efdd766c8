"""Where canonicalizers are known to differ: each difference still exists, and ours is as we say.

When a peer is repaired, its test fails; then the row goes from here and from `docs/canonicalization.md`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.errors import CredentialError
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import (
    BlankNodeRefused,
    CharacterRefused,
    ForbiddenKeyword,
    IllFormedIRI,
    IllFormedLanguageTag,
    NumberRefused,
    RelativeIRI,
    UndefinedTerm,
    UndefinedType,
    UnsignedData,
)
from credentials.parsing import JsonObject, JsonValue
from tests.interop.jsonld_js import by_jsonld_js
from tests.interop.known_differences import by_code_unit, has_repeated_relations
from tests.interop.node_peer import NodePeer
from tests.other_canonicalizers_for_tests import by_oxigraph, by_oxigraph_from_nquads, by_pyld
from tests.paths import ROOT

pytestmark = pytest.mark.interop

NOTHING = ""
"""What a peer states that drops what it does not understand."""

OBJECT = re.compile(r"<\S+> <\S+> (.*?)(?:\^\^<\S+>)? \.")
THE_CREDENTIAL = "<https://www.w3.org/2018/credentials#VerifiableCredential>"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said of a credential, and what each processor makes of it.

    What is made is the object of the statement, without its datatype; or our error; or what
    jsonld.js calls it when it refuses. A peer that is not named does as we do.

    Attributes:
        said: The member.
        ours: The object that we state, or the error by which we refuse.
        theirs: By peer.
    """

    said: JsonObject
    ours: str | type[CredentialError]
    theirs: dict[str, str] = field(default_factory=dict)


def all_of_them(outcome: str) -> dict[str, str]:
    return {"pyoxigraph": outcome, "jsonld.js": outcome, "PyLD": outcome}


def in_hebrew(**more: JsonValue) -> JsonObject:
    return {"name": {"@value": "x", "@language": "he", **more}}


DIFFERENCES = {
    "a number below 1e-6": Difference(
        {"iat": 1e-7}, NumberRefused, {"pyoxigraph": '"1.0E-7"', "jsonld.js": '"0"', "PyLD": '"1.0E-7"'}
    ),
    "an integer beyond 2^53 − 1": Difference(
        {"iat": 2**53 + 1},
        NumberRefused,
        {"pyoxigraph": '"9007199254740993"', "jsonld.js": '"9007199254740992"', "PyLD": '"9007199254740993"'},
    ),
    "more than sixteen digits": Difference(
        {"iat": 0.30000000000000004},
        NumberRefused,
        {"pyoxigraph": '"3.0000000000000004E-1"', "jsonld.js": '"3.0E-1"', "PyLD": '"3.0E-1"'},
    ),
    "a fraction that is not exact in sixteen digits": Difference(
        {"iat": 68.6}, '"6.859999999999999E1"', {"pyoxigraph": '"6.86E1"'}
    ),
    "a control character": Difference(
        {"name": "a\x01\x7f"},
        CharacterRefused,
        {"pyoxigraph": '"a\\u0001\\u007F"', "jsonld.js": '"a\\u0001\\u007F"', "PyLD": '"a\x01\x7f"'},
    ),
    "U+FFFE and U+FFFF": Difference(
        {"name": "a\ufffe"},
        CharacterRefused,
        {"pyoxigraph": '"a\\uFFFE"', "jsonld.js": '"a\ufffe"', "PyLD": '"a\ufffe"'},
    ),
    "`@direction`": Difference(
        in_hebrew(**{"@direction": "rtl"}),
        ForbiddenKeyword,
        {"pyoxigraph": '"x"@he--rtl', "jsonld.js": "rdfDirection not set", "PyLD": '"x"@he'},
    ),
    "an ill-formed language tag": Difference(
        {"name": {"@value": "x", "@language": "not a tag"}},
        IllFormedLanguageTag,
        {"pyoxigraph": NOTHING, "jsonld.js": "invalid @language value", "PyLD": '"x"@not a tag'},
    ),
    "a grandfathered language tag": Difference(
        {"name": {"@value": "x", "@language": "i-klingon"}},
        IllFormedLanguageTag,
        all_of_them('"x"@i-klingon'),
    ),
    "an undefined term": Difference(
        {"eindcijfer": "10"},
        UndefinedTerm,
        {"pyoxigraph": NOTHING, "jsonld.js": "invalid property", "PyLD": NOTHING},
    ),
    "an undefined type": Difference(
        {"type": ["VerifiableCredential", "Diploma"]},
        UndefinedType,
        {
            "pyoxigraph": NOTHING,
            "jsonld.js": "relative @type reference",
            "PyLD": "<http://example.org/base/Diploma>",
        },
    ),
    "a relative identifier": Difference(
        {"issuer": "school"},
        RelativeIRI,
        {
            "pyoxigraph": NOTHING,
            "jsonld.js": "relative object reference",
            "PyLD": "<http://example.org/base/school>",
        },
    ),
    "an identifier with `>`": Difference(
        {"issuer": "did:example:a>"},
        IllFormedIRI,
        {"pyoxigraph": NOTHING, "jsonld.js": "<did:example:a\\u003E>", "PyLD": "<did:example:a>>"},
    ),
    "an identifier with brackets, or `%` without two digits": Difference(
        {"issuer": "https://roc.example/[a]/%zz"},
        "<https://roc.example/[a]/%zz>",
        {"pyoxigraph": NOTHING},
    ),
    "an identifier with a space of Unicode": Difference(
        {"issuer": "urn:x:\u00a0"},
        "<urn:x:\u00a0>",
        {"jsonld.js": "relative object reference", "PyLD": NOTHING},
    ),
    "a blank node with a name": Difference({"issuer": "_:b"}, BlankNodeRefused, all_of_them("_:c14n0")),
    "`null`, or an empty array": Difference({"name": None}, UnsignedData, all_of_them(NOTHING)),
    "the same twice": Difference({"name": ["x", "x"]}, UnsignedData, all_of_them('"x"')),
    "a text where the term has a context for objects": Difference(
        {"cnf": "x"}, '"x"', {"pyoxigraph": "Overriding the protected term kid"}
    ),
    "names in JSON above U+FFFF": Difference(
        {"name": {"@type": "@json", "@value": {"ﬁ": 1, "𐍈": 2}}},
        '"{\\"𐍈\\":2,\\"ﬁ\\":1}"',
        {"pyoxigraph": '"{\\"ﬁ\\":1,\\"𐍈\\":2}"'},
    ),
}
COMPUTED_APART = {
    "characters above U+FFFF beside U+E000 to U+FFFF",
    "two types that each have terms",
    "tied blank nodes in a named graph",
    "many tied blank nodes",
}


def credential(said: JsonObject) -> JsonObject:
    return {"@context": CREDENTIALS_V2, "id": "urn:x:1", "type": "VerifiableCredential", **said}


def outcome(form: str) -> str:
    """Return the object of what is stated besides the type, or how a refusal begins."""
    if form.startswith("<"):
        objects = [match[1] for match in map(OBJECT.fullmatch, form.split("\n")) if match]
        return " ".join(object_ for object_ in objects if object_ != THE_CREDENTIAL)
    return form.partition(":")[0]


@pytest.mark.parametrize("name", DIFFERENCES)
class TestEveryDifference:
    def test_what_we_do(self, name: str) -> None:
        difference = DIFFERENCES[name]
        if isinstance(difference.ours, str):
            assert outcome(canonicalize(credential(difference.said))) == difference.ours
        else:
            with pytest.raises(difference.ours):
                canonicalize(credential(difference.said))

    @pytest.mark.parametrize(("peer", "form_by"), [("pyoxigraph", by_oxigraph), ("PyLD", by_pyld)])
    def test_what_a_python_package_does(
        self, name: str, peer: str, form_by: Callable[[JsonObject], str]
    ) -> None:
        difference = DIFFERENCES[name]
        try:
            theirs = outcome(form_by(credential(difference.said)))
        except SyntaxError as error:
            theirs = str(error)
        assert theirs == difference.theirs.get(peer, difference.ours)

    def test_what_jsonld_js_does(self, name: str, node_peer: NodePeer) -> None:
        difference = DIFFERENCES[name]
        theirs = outcome(by_jsonld_js(node_peer, [credential(difference.said)])[0])
        assert theirs == difference.theirs.get("jsonld.js", difference.ours)


def test_lines_are_sorted_by_code_unit_in_javascript(node_peer: NodePeer) -> None:
    document: JsonObject = {
        "@context": [CREDENTIALS_V2, OB_3_0_3],
        "id": "urn:x:1",
        "type": "Achievement",
        "tag": ["ﬁ", "🎓"],
    }
    form = canonicalize(document)
    lines = form.split("\n")[:-1]
    assert form == by_oxigraph(document) == by_pyld(document)
    assert lines == sorted(lines)
    assert by_jsonld_js(node_peer, [document])[0].split("\n")[:-1] == sorted(lines, key=by_code_unit) != lines


def test_pyoxigraph_keeps_the_terms_of_the_last_type_only(node_peer: NodePeer) -> None:
    contexts: list[JsonValue] = [
        "https://www.w3.org/2018/credentials/v1",
        "https://w3id.org/vc/status-list/2021/v1",
    ]
    document: JsonObject = {
        "@context": contexts,
        "id": "urn:x:1",
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuer": "urn:x:2",
        "name": "Lijst",
    }
    form = canonicalize(document)
    assert [form] == by_jsonld_js(node_peer, [document]) == [by_pyld(document)]
    assert form.replace('<urn:x:1> <http://schema.org/name> "Lijst" .\n', "") == by_oxigraph(document) != form


def presentation_of_two_badges(members_of_address: int) -> JsonObject:
    """Return two badges of one school, whose address has no id and so is a blank node in two graphs."""
    address: JsonObject = {
        "type": "Address",
        "addressCountry": "Nederland",
        "addressCountryCode": "NL",
        "addressLocality": "Utrecht",
        "postalCode": "1234 AB",
        "streetAddress": "Schoolstraat 1",
    }
    school: JsonObject = {
        "id": "urn:x:school",
        "type": "Profile",
        "address": dict([*address.items()][:members_of_address]),
    }
    badges: list[JsonValue] = [
        {
            "@context": [CREDENTIALS_V2, OB_3_0_3],
            "id": f"urn:x:{number}",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": school,
        }
        for number in range(2)
    ]
    return {
        "@context": CREDENTIALS_V2,
        "type": "VerifiablePresentation",
        "verifiableCredential": badges,
    }


def test_pyoxigraph_names_tied_nodes_in_a_named_graph_differently(node_peer: NodePeer) -> None:
    document = presentation_of_two_badges(1)
    form = canonicalize(document)
    assert [form] == by_jsonld_js(node_peer, [document]) == [by_pyld(document)]
    assert has_repeated_relations(form)
    assert by_oxigraph(document) != form
    assert by_oxigraph(document) == by_oxigraph_from_nquads(form)


def test_two_badges_of_one_school_can_be_presented(node_peer: NodePeer) -> None:
    document = presentation_of_two_badges(6)
    assert [canonicalize(document)] == by_jsonld_js(node_peer, [document])


def test_javascript_gives_up_ties_that_we_do_not(node_peer: NodePeer) -> None:
    leaves: list[JsonValue] = [{"type": "Alignment", "targetName": name} for name in "ab"]
    document: JsonObject = {
        "@context": [CREDENTIALS_V2, OB_3_0_3],
        "id": "urn:x:1",
        "type": "Achievement",
        "alignment": [
            {"alignment": [{"alignment": [one]}, {"alignment": [{"alignment": other}]}]}
            for one in leaves
            for other in leaves
        ],
    }
    form = canonicalize(document)
    assert [form] == by_jsonld_js(node_peer, [document], work_factor=2) == [by_oxigraph(document)]
    refused = by_jsonld_js(node_peer, [document], work_factor=1)[0]
    assert "Maximum deep iterations exceeded" in refused


def test_the_page_lists_these_differences() -> None:
    text = (ROOT / "docs" / "canonicalization.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:[^|\\]|\\.)+?) \|", text.partition("## Known differences")[2], re.MULTILINE)
    assert set(rows) - {"what", "---"} == DIFFERENCES.keys() | COMPUTED_APART
