"""Every refusal of the strict rules, with its code and its place."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from contexts import CREDENTIALS_V2, OB_3_0_3, issuing_contexts
from credentials.errors import CredentialError
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject
from tests.documents_for_tests import ISSUER, badge, endorsement, rich_badge

XSD = "http://www.w3.org/2001/XMLSchema#"
SUBJECT = "/credentialSubject"
GIVEN_ACHIEVEMENT = "/credentialSubject/achievement"


def refusal(document: JsonObject, **limits: int) -> tuple[str, str | None]:
    before = copy.deepcopy(document)
    with pytest.raises(NotCanonicalizable) as caught:
        canonicalize(document, limits=replace(DEFAULT_LIMITS, **limits))  # type: ignore[arg-type]  # only int limits are given here
    assert document == before
    return caught.value.code, caught.value.pointer


def with_achievement(**members: Any) -> JsonObject:  # noqa: ANN401 - wrong types are what is tested
    document: Any = badge()
    document["credentialSubject"]["achievement"].update(members)
    return document  # type: ignore[no-any-return]


def with_subject(**members: Any) -> JsonObject:  # noqa: ANN401
    document: Any = badge()
    document["credentialSubject"].update(members)
    return document  # type: ignore[no-any-return]


def test_the_documents_that_the_refusals_start_from_are_accepted() -> None:
    assert canonicalize(badge())
    assert canonicalize(rich_badge())


class TestUndefinedTerms:
    @pytest.mark.parametrize(
        ("document", "place"),
        [
            (badge(unknown="x"), "/unknown"),
            (badge(unknown={}), "/unknown"),
            (badge(**{"": "x"}), "/"),
            (badge(**{"a/b": "x"}), "/a~1b"),
            (badge(Name="x"), "/Name"),
            (with_achievement(grade="10"), f"{GIVEN_ACHIEVEMENT}/grade"),
            (
                with_achievement(criteria={"narrative": "x", "extra": 1}),
                f"{GIVEN_ACHIEVEMENT}/criteria/extra",
            ),
            (badge(evidence=[{"type": ["Evidence"]}, {"type": ["Evidence"], "more": 1}]), "/evidence/1/more"),
        ],
    )
    def test_an_undefined_term_is_refused_where_it_stands(self, document: JsonObject, place: str) -> None:
        assert refusal(document) == ("undefined_term", place)

    def test_a_term_that_is_defined_elsewhere_only_is_undefined_here(self) -> None:
        assert refusal(badge(achievementType="Certificate")) == ("undefined_term", "/achievementType")

    def test_among_equal_names_the_undefined_one_is_pointed_at(self) -> None:
        document = with_achievement(humanCode="x")
        document["issuer"] = {"id": ISSUER, "type": ["Profile"], "humanCode": "x"}
        assert refusal(document) == ("undefined_term", "/issuer/humanCode")

    @pytest.mark.parametrize(
        "name",
        ["https://schema.org/alternateName", "schema:name", "urn:x", "cred:issuer", "a:b", "foo:bar"],
    )
    def test_names_are_terms_and_never_iris(self, name: str) -> None:
        assert refusal(with_subject(**{name: "x"}))[0] == "undefined_term"

    def test_a_class_is_not_a_property_where_open_badges_gives_both_one_iri(self) -> None:
        document: Any = badge()
        achievement = document["credentialSubject"]["achievement"]
        achievement["Criteria"] = achievement.pop("criteria")
        assert refusal(document) == ("compact_iri", f"{GIVEN_ACHIEVEMENT}/Criteria")

    def test_a_property_is_not_a_class_where_open_badges_gives_both_one_iri(self) -> None:
        document = with_achievement(criteria={"type": "criteria", "narrative": "x"})
        assert refusal(document) == ("compact_iri", f"{GIVEN_ACHIEVEMENT}/criteria/type")

    def test_a_term_of_the_newer_edition_is_undefined_when_we_sign(self) -> None:
        document = badge(endorsementJwt=["a.b.c"])
        assert canonicalize(document)
        with pytest.raises(NotCanonicalizable) as caught:
            canonicalize(document, contexts=issuing_contexts())
        assert (caught.value.code, caught.value.pointer) == ("undefined_term", "/endorsementJwt")


class TestUndefinedTypes:
    @pytest.mark.parametrize(
        ("types", "place"),
        [
            ("Unknown", "/evidence/type"),
            (["Evidence", "Unknown"], "/evidence/type/1"),
            (["evidence "], "/evidence/type/0"),
            (["Evidence", "#frag"], "/evidence/type/1"),
            ([""], "/evidence/type/0"),
        ],
    )
    def test_an_undefined_type_is_refused_where_it_stands(self, types: Any, place: str) -> None:  # noqa: ANN401
        assert refusal(badge(evidence={"type": types})) == ("undefined_type", place)

    @pytest.mark.parametrize(
        ("types", "place"),
        [
            (5, "/evidence/type"),
            ([True], "/evidence/type/0"),
            ({}, "/evidence/type"),
            ([{"a": 1}], "/evidence/type"),
        ],
    )
    def test_a_type_is_a_string(self, types: Any, place: str) -> None:  # noqa: ANN401
        assert refusal(badge(evidence={"type": types})) == ("undefined_type", place)

    def test_a_proof_purpose_that_is_not_defined(self) -> None:
        document: Any = badge(endorsement=[endorsement("urn:uuid:e1", "x")])
        document["endorsement"][0]["proof"][0]["proofPurpose"] = "anything"
        assert refusal(document) == ("relative_iri", "/endorsement/0/proof/0/proofPurpose")

    def test_a_type_may_be_an_absolute_iri_that_has_no_term(self) -> None:
        assert "<https://roc.example/terms#Foto>" in canonicalize(
            badge(evidence={"type": ["Evidence", "https://roc.example/terms#Foto"]})
        )

    @pytest.mark.parametrize(
        "name",
        [
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence",
            "https://www.w3.org/2018/credentials#VerifiableCredential",
        ],
    )
    def test_a_type_that_has_a_term_is_not_written_as_an_iri(self, name: str) -> None:
        assert refusal(badge(evidence={"type": [name]})) == ("compact_iri", "/evidence/type/0")


class TestIdentifiers:
    @pytest.mark.parametrize("value", ["learner1", "", "#1", "/a", "//host/a", "?q", "./a:b", "a/b:c"])
    def test_relative_references_are_refused(self, value: str) -> None:
        code, place = refusal(with_subject(id=value))
        assert code in {"relative_iri", "ill_formed_iri"}
        assert place == f"{SUBJECT}/id"

    def test_a_relative_issuer_is_refused(self) -> None:
        assert refusal(badge(issuer="issuer")) == ("relative_iri", "/issuer")

    def test_the_place_is_that_of_the_identifier_and_not_of_an_equal_text(self) -> None:
        document = badge(name="learner1", description="learner1")
        document["credentialSubject"] = {"id": "learner1", "type": "AchievementSubject"}
        assert refusal(document) == ("relative_iri", f"{SUBJECT}/id")

    @pytest.mark.parametrize(
        "value",
        [
            "did:example:a>",
            "did:example:<a",
            'https://a.example/"',
            "https://a.example/ b",
            "https://a.example/{x}",
            "https://a.example/a|b",
            "https://a.example/a\\b",
            "https://a.example/a^b",
            "https://a.example/`",
            "urn:x\n",
            "urn:x\ty",
            " urn:x",
            "1http://a.example",
            ":x",
        ],
    )
    def test_ill_formed_iris_are_refused(self, value: str) -> None:
        assert refusal(with_subject(id=value)) == ("ill_formed_iri", f"{SUBJECT}/id")

    @pytest.mark.parametrize(
        "value",
        [
            "https://a.example/100%",
            "https://a.example/%zz",
            "https://a.example/é/🎓",
            "HTTPS://A.example",
            "https://a.example/x/../y/./z",
            "urn:a/../b",
            "mailto:a@b.example",
            "foo:bar",
        ],
    )
    def test_other_iris_are_signed_as_they_stand(self, value: str) -> None:
        assert f"<{value}> " in canonicalize(with_subject(id=value))

    def test_an_identifier_is_one_string(self) -> None:
        for value in (5, ["urn:a"], {"id": "urn:a"}, True):
            assert refusal(with_subject(id=value)) == ("ill_formed_iri", f"{SUBJECT}/id")

    @pytest.mark.parametrize(
        ("document", "place"),
        [
            (with_subject(id="_:b0"), f"{SUBJECT}/id"),
            (badge(issuer="_:issuer"), "/issuer"),
            (badge(evidence={"type": "_:t"}), "/evidence/type"),
            (with_subject(**{"_:p": "x"}), f"{SUBJECT}/_:p"),
        ],
    )
    def test_a_document_does_not_name_blank_nodes(self, document: JsonObject, place: str) -> None:
        assert refusal(document) == ("blank_node_refused", place)

    def test_a_compact_iri_is_refused(self) -> None:
        """`Achievement:x` would be expanded, were a term with that name a prefix."""
        document = badge(
            **{"@context": ["https://www.w3.org/2018/credentials/v1"]},
            issuer="cred:issuer",
        )
        for name in ("validFrom", "name", "credentialSubject"):
            del document[name]
        document["type"] = "VerifiableCredential"
        assert refusal(document) == ("compact_iri", "/issuer")

    def test_a_term_is_not_written_as_an_iri(self) -> None:
        document: Any = badge(endorsement=[endorsement("urn:uuid:e1", "x")])
        document["endorsement"][0]["proof"][0]["proofPurpose"] = "https://w3id.org/security#assertionMethod"
        assert refusal(document) == ("compact_iri", "/endorsement/0/proof/0/proofPurpose")


class TestKeywords:
    @pytest.mark.parametrize(
        "name",
        [
            "@id",
            "@type",
            "@graph",
            "@included",
            "@reverse",
            "@direction",
            "@index",
            "@nest",
            "@set",
            "@list",
            "@language",
            "@base",
            "@vocab",
            "@foo",
            "@",
        ],
    )
    def test_keywords_are_not_names(self, name: str) -> None:
        assert refusal(with_subject(**{name: "x"})) == ("forbidden_keyword", f"{SUBJECT}/{name}")

    @pytest.mark.parametrize("name", ["@direction", "@index", "@context", "@id", "name"])
    def test_a_value_object_has_nothing_else(self, name: str) -> None:
        document = badge(description={"@value": "x", "@language": "nl", name: "ltr"})
        assert refusal(document) == ("forbidden_keyword", f"/description/{name}")

    def test_a_reverse_fan_is_refused_at_once(self) -> None:
        fan = [{"id": f"urn:x:{number}"} for number in range(5_000)]
        assert refusal(with_subject(**{"@reverse": {"evidence": fan}})) == (
            "forbidden_keyword",
            f"{SUBJECT}/@reverse",
        )


class TestWhatRDFDropsOrMerges:
    @pytest.mark.parametrize(
        ("document", "place"),
        [
            (badge(description=None), "/description"),
            (with_achievement(tag=["a", None]), f"{GIVEN_ACHIEVEMENT}/tag/1"),
            (badge(evidence=[]), "/evidence"),
            (badge(type=[]), "/type"),
            (with_achievement(criteria={"narrative": []}), f"{GIVEN_ACHIEVEMENT}/criteria/narrative"),
            (with_achievement(tag=[["a", "b"]]), f"{GIVEN_ACHIEVEMENT}/tag/0"),
            (with_achievement(tag=["a", ["b"]]), f"{GIVEN_ACHIEVEMENT}/tag/1"),
            (with_achievement(tag=["a", "b", "a"]), f"{GIVEN_ACHIEVEMENT}/tag/2"),
            (with_achievement(tag=[1, 1.0]), f"{GIVEN_ACHIEVEMENT}/tag/1"),
            (
                badge(evidence=[{"name": "a", "type": "Evidence"}, {"type": "Evidence", "name": "a"}]),
                "/evidence/1",
            ),
            (badge(evidence=[{}, {}]), "/evidence/1"),
            (badge(type=["VerifiableCredential", "OpenBadgeCredential", "VerifiableCredential"]), "/type/2"),
            (badge(evidence=[{"id": "urn:a"}, "urn:a"]), "/evidence/1"),
        ],
    )
    def test_what_says_nothing_or_the_same_again_is_refused(self, document: JsonObject, place: str) -> None:
        assert refusal(document) == ("unsigned_data", place)

    @pytest.mark.parametrize("others", [0, 9])
    def test_items_are_equal_however_they_are_written(self, others: int) -> None:
        """Few items are compared with each other, of many each is looked at once."""
        more = [{"name": f"{number}"} for number in range(others)]
        one = {"@context": CREDENTIALS_V2, "type": "VerifiableCredential", "name": ["a", "b"]}
        other = {"name": ["a", "b"], "@context": [CREDENTIALS_V2], "type": "VerifiableCredential"}
        document = badge(evidence=[*more, one, other])
        assert refusal(document) == ("unsigned_data", f"/evidence/{others + 1}")
        document = badge(evidence=[*more, {"name": ["b", 1]}, {"name": ["b", 1.0]}])
        assert refusal(document) == ("unsigned_data", f"/evidence/{others + 1}")
        assert canonicalize(badge(evidence=[*more, {"name": ["b", 1]}, {"name": ["b", True]}]))

    def test_a_text_is_not_signed_like_a_json_literal(self) -> None:
        value = {"@value": "[1]", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"}
        assert refusal(badge(description=value)) == ("unsigned_data", "/description/@value")
        assert canonicalize(badge(description={"@value": [1], "@type": "@json"}))

    def test_true_and_one_are_different(self) -> None:
        assert canonicalize(with_achievement(tag=[1, True, "1", "true"]))

    @pytest.mark.parametrize(
        ("value", "place"),
        [
            ({"@value": "x"}, "/description"),
            ({"@value": "x", "@type": f"{XSD}string"}, "/description/@value"),
            ({"@value": "x", "@language": "nl", "@type": f"{XSD}string"}, "/description"),
            ({"@value": 5, "@type": f"{XSD}integer"}, "/description/@value"),
            ({"@value": True, "@type": f"{XSD}boolean"}, "/description/@value"),
            ({"@value": ["x"], "@language": "nl"}, "/description/@value"),
            ({"@value": None, "@language": "nl"}, "/description/@value"),
            ({"@value": "x", "@language": None}, "/description/@language"),
            ({"@value": "x", "@type": None}, "/description/@type"),
            ({"@value": "x", "@type": [f"{XSD}string"]}, "/description/@type"),
        ],
    )
    def test_value_objects_say_something_that_plain_values_cannot(self, value: Any, place: str) -> None:  # noqa: ANN401
        assert refusal(badge(description=value)) == ("unsigned_data", place)

    def test_a_date_is_not_written_with_the_type_that_it_has_already(self) -> None:
        """Otherwise ``validUntil`` could be turned into an object that a reader does not look into."""
        document = badge(validUntil={"@value": "2026-09-01T12:00:00Z", "@type": f"{XSD}dateTime"})
        assert refusal(document) == ("unsigned_data", "/validUntil/@value")

    def test_another_type_is_signed(self) -> None:
        value = {"@value": "2026", "@type": f"{XSD}gYear"}
        assert f'"2026"^^<{XSD}gYear>' in canonicalize(badge(description=value))

    @pytest.mark.parametrize("datatype", ["unknown", "a b:c", "_:t"])
    def test_a_datatype_is_an_iri(self, datatype: str) -> None:
        code, place = refusal(badge(description={"@value": "x", "@type": datatype}))
        assert code in {"undefined_type", "not_canonicalizable", "blank_node_refused"}
        assert place in {"/description/@type", ""}

    @pytest.mark.parametrize(
        ("document", "place"),
        [
            (with_achievement(creditsAvailable="2"), f"{GIVEN_ACHIEVEMENT}/creditsAvailable"),
            (with_achievement(creditsAvailable="2.5E0"), f"{GIVEN_ACHIEVEMENT}/creditsAvailable"),
            (badge(validFrom=2026), "/validFrom"),
            (badge(validFrom=True), "/validFrom"),
            (
                with_subject(identifier=[{"type": "IdentityObject", "hashed": "true"}]),
                f"{SUBJECT}/identifier/0/hashed",
            ),
        ],
    )
    def test_a_text_and_a_number_are_not_signed_alike(self, document: JsonObject, place: str) -> None:
        assert refusal(document) == ("unsigned_data", place)

    def test_a_document_that_states_nothing(self) -> None:
        assert refusal({"@context": CREDENTIALS_V2, "id": "urn:a"}) == ("unsigned_data", "")
        assert refusal({"@context": CREDENTIALS_V2}) == ("unsigned_data", "")

    @pytest.mark.parametrize("value", ["urn:a", {"id": "urn:a"}])
    def test_an_identifier_alone_in_a_named_graph_is_not_signed(self, value: Any) -> None:  # noqa: ANN401
        code, place = refusal(badge(proof=value))
        assert code == "unsigned_data"
        assert place in {"/proof", ""}

    def test_a_value_in_a_named_graph_is_not_signed(self) -> None:
        assert refusal(badge(proof=5)) == ("unsigned_data", "/proof")


class TestOneNodeInSeveralPlaces:
    """RDF knows the node and not the place, so that parts could trade places."""

    def test_a_property_has_the_same_values_everywhere(self) -> None:
        document = with_achievement(creator={"id": ISSUER, "type": ["Profile"], "name": "Een ander"})
        assert refusal(document) == ("unsigned_data", f"{GIVEN_ACHIEVEMENT}/creator")

    def test_a_mention_may_say_less(self) -> None:
        plain = canonicalize(with_achievement(creator=ISSUER))
        assert canonicalize(with_achievement(creator={"id": ISSUER, "type": ["Profile"]})) != plain
        assert canonicalize(
            with_achievement(creator={"id": ISSUER, "type": ["Profile"], "name": "ROC Voorbeeld"})
        ) == canonicalize(with_achievement(creator={"id": ISSUER, "type": ["Profile"]}))

    def test_a_mention_has_the_types_of_the_node(self) -> None:
        document = with_achievement(creator={"id": ISSUER})
        assert refusal(document) == ("unsigned_data", f"{GIVEN_ACHIEVEMENT}/creator")
        document = with_achievement(creator={"id": ISSUER, "type": ["Profile", "urn:x:Other"]})
        assert refusal(document) == ("unsigned_data", f"{GIVEN_ACHIEVEMENT}/creator")

    def test_a_status_cannot_move_into_the_subject_of_an_endorsement(self) -> None:
        """Else a revoked badge would have no status where a verifier looks for one."""
        document: Any = rich_badge()
        endorsed = document["endorsement"][0]
        types = [*document["type"], "EndorsementSubject"]
        endorsed["credentialSubject"] = {"id": document["id"], "type": types}
        document["type"] = types
        assert canonicalize(document)
        endorsed["credentialSubject"]["credentialStatus"] = document.pop("credentialStatus")
        assert refusal(document) == ("unsigned_data", "/endorsement/0/credentialSubject")

    def test_the_name_of_the_issuer_cannot_move_to_where_nobody_looks(self) -> None:
        document: Any = with_achievement(creator={"id": ISSUER, "type": ["Profile"]})
        document["issuer"]["url"] = "https://roc.example"
        document["credentialSubject"]["achievement"]["creator"]["name"] = document["issuer"].pop("name")
        assert refusal(document) == ("unsigned_data", f"{GIVEN_ACHIEVEMENT}/creator")

    def test_one_node_in_two_roles(self) -> None:
        document = with_subject(id=ISSUER)
        assert f"<{ISSUER}> " in canonicalize(document)

    def test_endorsements_side_by_side_may_differ(self) -> None:
        both = [endorsement("urn:uuid:e1", "Goed"), endorsement("urn:uuid:e2", "Beter")]
        assert canonicalize(badge(endorsement=both))

    def test_an_endorsement_does_not_contradict_the_credential(self) -> None:
        document: Any = badge(endorsement=[endorsement("urn:uuid:e1", "Goed")])
        document["endorsement"][0]["issuer"] = {"id": ISSUER, "type": ["Profile"], "name": "Een ander"}
        assert refusal(document) == ("unsigned_data", "/endorsement/0/issuer")

    def test_an_endorsed_credential(self) -> None:
        document: Any = badge()
        endorsed = endorsement("urn:uuid:e1", "Goed")
        endorsed["credentialSubject"] = {"id": document["id"], "type": ["EndorsementSubject"]}
        document["endorsement"] = [endorsed]
        assert canonicalize(document)

    def test_an_endorsement_does_not_share_some_of_the_types(self) -> None:
        endorsed: Any = endorsement("urn:uuid:e1", "Goed")
        endorsed["credentialSubject"]["type"] = ["EndorsementSubject", "Achievement"]
        document = badge(endorsement=[endorsed])
        assert refusal(document) == ("unsigned_data", "/endorsement/0/credentialSubject")


class TestContexts:
    @pytest.mark.parametrize(
        ("named", "place"),
        [
            (None, "/@context"),
            ({}, "/@context"),
            ({"@vocab": "urn:x:"}, "/@context"),
            ([], "/@context"),
            ("https://unknown.example/", "/@context"),
            ([CREDENTIALS_V2, "https://unknown.example/"], "/@context/1"),
            ({"extra": "urn:x:extra"}, "/@context"),
            ([CREDENTIALS_V2, {"name": "urn:x:name"}], "/@context/1/name"),
            ([CREDENTIALS_V2, None], "/@context/1"),
            ([CREDENTIALS_V2, [OB_3_0_3]], "/@context/1"),
            ([CREDENTIALS_V2, "context-3.0.3.json"], "/@context/1"),
            ([CREDENTIALS_V2.replace("https", "http"), OB_3_0_3], "/@context/0"),
        ],
    )
    def test_contexts_are_bundled_and_named_by_url(self, named: Any, place: str) -> None:  # noqa: ANN401
        assert refusal(badge(**{"@context": named})) == ("context_refused", place)

    def test_a_document_without_a_context(self) -> None:
        document = badge()
        del document["@context"]
        assert refusal(document) == ("context_refused", "")

    def test_only_a_credential_has_its_own_contexts(self) -> None:
        document = with_achievement(**{"@context": [CREDENTIALS_V2]})
        assert refusal(document) == ("context_refused", f"{GIVEN_ACHIEVEMENT}/@context")

    def test_an_embedded_credential_keeps_to_the_same_rules(self) -> None:
        """Also for the terms of contexts that only the outer one names."""
        embedded = endorsement("urn:uuid:e1", "Goed") | {"@context": [CREDENTIALS_V2, {"tag": "urn:x"}]}
        place = "/endorsement/0/@context/1/tag"
        assert refusal(badge(endorsement=[embedded])) == ("context_refused", place)

    def test_a_context_that_redefines_a_protected_term_is_refused(self) -> None:
        older = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
        document = badge(**{"@context": [CREDENTIALS_V2, OB_3_0_3, older]})
        assert refusal(document) == ("not_canonicalizable", "")


class TestNumbersAndCharacters:
    @pytest.mark.parametrize(
        "value",
        [
            2**53,
            -(2**53),
            10**400,
            1e16,
            1e300,
            1e-7,
            -9.99e-7,
            5e-324,
            0.1 + 0.2,
            123456789.123456789,
            float("nan"),
            float("inf"),
        ],
    )
    def test_numbers_that_are_not_written_alike_everywhere(self, value: float) -> None:
        document = with_achievement(creditsAvailable=value)
        assert refusal(document) == ("number_refused", f"{GIVEN_ACHIEVEMENT}/creditsAvailable")

    @pytest.mark.parametrize(
        ("value", "lexical"),
        [
            (0, "0"),
            (-3, "-3"),
            (2**53 - 1, "9007199254740991"),
            (6.0, "6"),
            (2.5, "2.5E0"),
            (-0.25, "-2.5E-1"),
            (1e-6, "1.0E-6"),
            (1234.5, "1.2345E3"),
        ],
    )
    def test_other_numbers_have_one_form(self, value: float, lexical: str) -> None:
        canonical = canonicalize(with_achievement(creditsAvailable=value))
        assert f'"{lexical}"^^<https://www.w3.org/2001/XMLSchema#float>' in canonical

    @pytest.mark.parametrize(
        "character",
        [
            "\x00",
            "\x08",
            "\x0b",
            "\x0c",
            "\x1f",
            "\x7f",
            "\ufdd0",
            "\ufffe",
            "\uffff",
            "\U0001fffe",
            "\U0010ffff",
            "\ud800",
        ],
    )
    def test_control_characters_and_noncharacters(self, character: str) -> None:
        assert refusal(badge(name=f"a{character}b")) == ("character_refused", "/name")
        assert refusal(badge(**{f"a{character}": "x"})) == ("character_refused", "")

    @pytest.mark.parametrize(
        "character", ["\t", "\n", "\r", "\x80", "\xa0", "\u2028", "\ufffd", "\ufeff", "🎓"]
    )
    def test_other_characters_are_signed(self, character: str) -> None:
        written = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(character, character)
        assert f'"a{written}b"' in canonicalize(badge(name=f"a{character}b"))

    @pytest.mark.parametrize(
        "tag",
        ["", "n", "nl_NL", "nl-", "dutch language", "1nl", "nl-Latn-Latn", "abcdefghi", "x", "i-klingon"],
    )
    def test_ill_formed_language_tags(self, tag: str) -> None:
        document = badge(description={"@value": "x", "@language": tag})
        assert refusal(document) == ("ill_formed_language_tag", "/description/@language")

    @pytest.mark.parametrize(
        "tag",
        ["nl", "nl-NL", "zh-Hant-TW", "de-CH-1996", "sl-rozaj-biske", "en-u-ca-buddhist", "x-roc", "nl-x-b1"],
    )
    def test_well_formed_language_tags_are_signed_in_lower_case(self, tag: str) -> None:
        assert f'"x"@{tag.lower()} ' in canonicalize(badge(description={"@value": "x", "@language": tag}))


class TestJSONLiterals:
    def schema(self, value: Any) -> JsonObject:  # noqa: ANN401
        return badge(credentialSubject={"id": "urn:s", "type": "JsonSchema", "jsonSchema": value})

    def test_a_json_literal_keeps_what_rdf_would_drop(self) -> None:
        value = {"b": [None, [], [[1]], 1.0, 1], "a": {"@id": "x", "y:z": {}}}
        canonical = canonicalize(self.schema(value))
        literal = r'"{\"a\":{\"@id\":\"x\",\"y:z\":{}},\"b\":[null,[],[[1]],1,1]}"'
        assert f"{literal}^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>" in canonical

    @pytest.mark.parametrize("value", [None, [], {}, "", 0, False, [None]])
    def test_every_json_value_is_a_different_literal(self, value: Any) -> None:  # noqa: ANN401
        others: list[Any] = [None, [], {}, "", 0, False, [None]]
        forms = [canonicalize(self.schema(other)) for other in others]
        assert forms.count(canonicalize(self.schema(value))) == 1

    def test_a_value_object_may_be_a_json_literal(self) -> None:
        canonical = canonicalize(badge(description={"@type": "@json", "@value": {"a": None}}))
        assert r'"{\"a\":null}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>' in canonical

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (2**53, "not_canonicalizable"),
            (float("inf"), "not_canonicalizable"),
            ("\ud800", "not_canonicalizable"),
            (["\ufffe"], "character_refused"),
        ],
    )
    def test_a_json_literal_must_have_canonical_bytes(self, value: Any, code: str) -> None:  # noqa: ANN401
        assert refusal(self.schema(value)) == (code, f"{SUBJECT}/jsonSchema")

    def test_a_term_that_takes_json_elsewhere_takes_none_here(self) -> None:
        assert refusal(badge(jsonSchema=[None])) == ("undefined_term", "/jsonSchema")


class TestSize:
    def test_a_built_document_has_the_same_limits_as_a_parsed_one(self) -> None:
        document = with_achievement(tag=[f"t{number}" for number in range(50)])
        assert refusal(document, max_nodes=40) == ("too_complex", f"{GIVEN_ACHIEVEMENT}/tag")
        assert refusal(badge(), max_depth=3) == ("too_complex", f"{GIVEN_ACHIEVEMENT}/type")

    def test_many_combinations_of_contexts_are_refused(self) -> None:
        embedded: Any = [endorsement(f"urn:uuid:e{number}", f"{number}") for number in range(20)]
        for number, credential in enumerate(embedded):
            del credential["proof"]
            credential["@context"] = [CREDENTIALS_V2, *[OB_3_0_3] * (number + 1)]
        assert canonicalize(badge(endorsement=embedded[:5]))
        assert refusal(badge(endorsement=embedded)) == ("too_complex", "")

    def test_what_is_no_json_at_all(self) -> None:
        document: Any = badge()
        document["name"] = ("a", "b")
        assert refusal(document) == ("not_canonicalizable", "/name")
        document = badge()
        document["credentialSubject"] = {5: "x"}
        assert refusal(document) == ("not_canonicalizable", SUBJECT)


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [error.code for error in _subclasses(NotCanonicalizable)]
    assert len(codes) == len(set(codes))
    assert CredentialError.code not in codes


def _subclasses(error: type[NotCanonicalizable]) -> list[type[NotCanonicalizable]]:
    return [error, *(below for direct in error.__subclasses__() for below in _subclasses(direct))]
