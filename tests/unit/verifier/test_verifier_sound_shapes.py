"""The class is looked at once, and nobody in it gets away with anything."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import cast

import pytest

from credentials.jsonld import engine
from credentials.parsing import JsonObject, JsonValue, UnverifiedDocument
from credentials.proofs.data_integrity import add_proof
from tests.findings_for_tests import endorsement, with_result
from tests.keys_for_tests import ISSUER_ED25519
from tests.verification_for_tests import (
    AT,
    AWARDED,
    OWN_CONTEXT,
    SCHOOL,
    as_bytes,
    badge_with,
    badge_with_own_terms,
    found,
    report_on,
    result_of,
    signed,
    status_entry,
    trust_list,
)
from verifier import DEFAULT, CheckId, CheckStatus, Code, Resources, judge
from verifier.checks import structure
from verifier.checks.open_badge_model import open_badge_findings
from verifier.result import Finding

NAME = "/credentialSubject/identifier/1/identityHash"
SUBJECT = "/credentialSubject/id"


def learner(module: JsonObject, number: int) -> JsonObject:
    document = badge_with("/id", f"urn:uuid:{number:036}", badge_with(NAME, f"Sanne {number}", module))
    return badge_with(SUBJECT, f"did:example:{number}", document)


@pytest.fixture
def module() -> JsonObject:
    """Return the badge of a class of which four were verified."""
    address = f"https://roc-voorbeeld.example/modules/{uuid.uuid4()}"
    module = badge_with("/credentialSubject/achievement/id", address)
    module["credentialStatus"] = status_entry()
    for number in range(5):
        assert found(report_on(signed(learner(module, number))), CheckId.STRUCTURE) == []
    return module


def test_the_class_is_known(module: JsonObject) -> None:
    another = signed(learner(module, 5))
    before = engine.counters()
    assert found(report_on(another), CheckId.STRUCTURE) == []
    # Not a second time for the structure.
    after = engine.counters()
    assert (after.by_template - before.by_template, after.from_cache - before.from_cache) == (1, 0)


@pytest.mark.parametrize("place", ["/id", SUBJECT])
def test_an_id_that_is_no_url_is_found(module: JsonObject, place: str) -> None:
    document = badge_with(place, "urn:a\u00a0b", learner(module, 6))
    assert found(report_on(signed(document)), CheckId.STRUCTURE) == [(Code.ID_NOT_A_URL, place)]


def test_a_national_number_is_found(module: JsonObject) -> None:
    """Also when the kind of an identifier is among what learners have for themselves."""
    kind = "/credentialSubject/identifier/1/identityType"
    for number, value in enumerate(("ext:one", "ext:two", "ext:three", "ext:four", "ext:five"), start=20):
        document = badge_with(kind, value, learner(module, number))
        assert found(report_on(signed(document)), CheckId.STRUCTURE) == []
    document = badge_with(kind, "ext:BSN", learner(module, 26))
    expected = [(Code.NATIONAL_NUMBER, "/credentialSubject/identifier/1")]
    assert found(report_on(signed(document)), CheckId.STRUCTURE) == expected


def test_a_date_that_is_none_is_found(module: JsonObject) -> None:
    for number, day in enumerate(("2026-11-19T09:00:00Z", "2026-11-18T09:00:00Z"), start=7):
        document = learner(module, number) | {"validFrom": day}
        assert found(report_on(signed(document)), CheckId.STRUCTURE) == []
    document = learner(module, 9) | {"validFrom": "vorige week"}
    assert (Code.DATE_MALFORMED, "/validFrom") in found(report_on(signed(document)), CheckId.STRUCTURE)


def dated(module: JsonObject, number: int) -> JsonObject:
    """Return the badge of somebody whose badge was signed some seconds after that of the one before."""
    seconds = f"09:{number // 60:02}:{number % 60:02}Z"
    return learner(module, number) | {
        "validFrom": f"2026-11-19T{seconds}",
        "validUntil": f"2031-11-19T{seconds}",
    }


def test_a_class_that_takes_a_while_to_sign_is_known_too(
    module: JsonObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def look(badge: JsonObject) -> Iterator[Finding]:
        asked.append(badge["id"])
        return open_badge_findings(badge)

    for number in range(10, 14):
        assert found(report_on(signed(dated(module, number))), CheckId.STRUCTURE) == []
    with monkeypatch.context() as watched:
        watched.setattr(structure, "open_badge_findings", look)
        assert found(report_on(signed(dated(module, 14))), CheckId.STRUCTURE) == []
        assert asked == []
        late = dated(module, 15) | {"validUntil": "2026-11-18T09:00:00Z"}
        assert found(report_on(signed(late)), CheckId.STRUCTURE) == [(Code.DATES_REVERSED, "/validUntil")]
        assert asked == [late["id"]]


@pytest.mark.parametrize("member", ["validFrom", "validUntil"])
def test_a_date_that_is_none_is_found_where_dates_vary(module: JsonObject, member: str) -> None:
    for number in range(10, 14):
        begin = dated(module, number)
        assert found(report_on(signed(begin)), CheckId.STRUCTURE) == []
    wrong = dated(module, 14) | {member: "2026-11-19"}
    assert (Code.DATE_MALFORMED, f"/{member}") in found(report_on(signed(wrong)), CheckId.STRUCTURE)


def test_another_member_is_looked_at(module: JsonObject) -> None:
    document = badge_with("/credentialSubject/achievement/description", ["x", "y"], learner(module, 9))
    assert found(report_on(signed(document)), CheckId.STRUCTURE) == [
        (Code.TEXT_MALFORMED, "/credentialSubject/achievement/description")
    ]


def signed_as_json(document: JsonObject) -> JsonObject:
    """Sign in the way in which nothing is canonicalized as RDF."""
    signer = ISSUER_ED25519.signer(ISSUER_ED25519.method_of(SCHOOL))
    return add_proof(document, signer, created=AWARDED, cryptosuite="eddsa-jcs-2022")


def faults(document: JsonObject) -> list[tuple[Code, str | None]]:
    """Judge the very objects, as a program does that has them in hand."""
    source = UnverifiedDocument(document, b"")
    report = judge(source, Resources(trust_list=trust_list()), policy=DEFAULT, at=AT)
    assert not found(report, CheckId.PROOF)
    return found(report, CheckId.STRUCTURE)


@pytest.mark.parametrize("sign", [signed, signed_as_json])
def test_objects_that_were_changed_are_looked_at_again(
    module: JsonObject, sign: Callable[[JsonObject], JsonObject]
) -> None:
    document = learner(module, 10)
    assert faults(signed(document)) == []
    achievement = document["credentialSubject"]["achievement"]  # type: ignore[index, call-overload]
    description = achievement["description"]  # type: ignore[index, call-overload]
    fault = (Code.TEXT_MALFORMED, "/credentialSubject/achievement/description")
    for _ in range(2):  # the second time, its canonical form is remembered
        achievement["description"] = ["x", "y"]  # type: ignore[index, call-overload]
        assert faults(sign(document)) == [fault]
        achievement["description"] = description  # type: ignore[index, call-overload]
        assert faults(signed(document)) == []


VALUE = "/credentialSubject/result/0/value"
REFERENCE = "/credentialSubject/result/0/resultDescription"
HIGHEST = "/credentialSubject/achievement/resultDescription/0/valueMax"


@pytest.fixture
def marked() -> Callable[[dict[str, str]], JsonObject]:
    """Return what makes the badge of a learner with a mark, in a class of which six were verified."""
    address = f"https://roc.example/modules/{uuid.uuid4()}"
    numbers = iter(range(100))

    def make(changes: dict[str, str]) -> JsonObject:
        document = badge_with("/credentialSubject/achievement/id", address, with_result())
        for place, value in changes.items():
            document = badge_with(place, value, document)
        return signed(learner(document, next(numbers)))

    for mark in ("7,5", "5", "9", "7,5", "5", "9"):
        document = make({VALUE: mark, HIGHEST: f"{mark}0"})
        assert result_of(report_on(document), CheckId.ACHIEVEMENT).evidence == {"results": "1"}
    return make


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({VALUE: "91", HIGHEST: "90"}, (Code.RESULT_OUT_OF_RANGE, VALUE)),
        ({VALUE: "9", HIGHEST: "5"}, (Code.RESULT_OUT_OF_RANGE, VALUE)),
        ({VALUE: "goed", HIGHEST: "90"}, (Code.RESULT_OUT_OF_RANGE, VALUE)),
        ({VALUE: "9", HIGHEST: "90", REFERENCE: "urn:x:y"}, (Code.RESULT_DESCRIPTION_UNKNOWN, REFERENCE)),
    ],
)
def test_a_mark_that_does_not_fit_is_found(
    marked: Callable[[dict[str, str]], JsonObject], changes: dict[str, str], finding: tuple[Code, str]
) -> None:
    for _ in range(2):
        assert found(report_on(marked(changes)), CheckId.ACHIEVEMENT) == [finding]
    assert found(report_on(marked({VALUE: "9", HIGHEST: "90"})), CheckId.ACHIEVEMENT) == []


def test_what_one_reader_does_to_a_report_stays_there(marked: Callable[[dict[str, str]], JsonObject]) -> None:
    for _ in range(3):
        report = report_on(marked({VALUE: "9", HIGHEST: "90"}))
        evidence = cast("dict[str, str]", result_of(report, CheckId.ACHIEVEMENT).evidence)
        assert evidence == {"results": "1"}
        evidence["results"] = "7"
        for check in (CheckId.STRUCTURE, CheckId.ENDORSEMENTS, CheckId.RECIPIENT):
            evidence = cast("dict[str, str]", result_of(report, check).evidence)
            with pytest.raises(TypeError, match="cannot be changed"):
                evidence["results"] = "7"
            assert evidence == {}


def forged_endorsement() -> JsonObject:
    return badge_with("/name", "changed since", signed(endorsement()))


def test_an_endorsement_is_looked_at_in_the_class_without(module: JsonObject) -> None:
    another = learner(module, 11) | {"endorsement": [forged_endorsement()]}
    report = report_on(signed(another))
    assert (Code.ENDORSEMENT_NOT_VERIFIED, "/endorsement/0") in found(report, CheckId.ENDORSEMENTS)


def test_a_wrong_source_does_not_hide_the_endorsements_of_others(module: JsonObject) -> None:
    address = f"https://roc.example/{uuid.uuid4()}"
    module = badge_with("/credentialSubject/achievement/id", address, module)
    module["endorsement"] = [forged_endorsement()]
    for number in range(7):
        faults(signed(learner(module, number)))
    report = report_on(signed(learner(module, 8)))
    assert (Code.ENDORSEMENT_NOT_VERIFIED, "/endorsement/0") in found(report, CheckId.ENDORSEMENTS)


@pytest.mark.parametrize("backslashes", [0, 99, 100, 101, 400])
def test_a_name_in_escapes_is_the_same_name(module: JsonObject, backslashes: int) -> None:
    document = learner(
        badge_with("/credentialSubject/achievement/description", "\n" * backslashes + "x", module), 12
    )
    text = as_bytes(signed(document | {"endorsement": [forged_endorsement()]}))
    text = text.replace(b"endorsement", b"endors\\u0065ment")
    assert json.loads(text)["endorsement"]
    report = report_on(text)
    assert result_of(report, CheckId.ENDORSEMENTS).status is CheckStatus.FAILED


def test_words_of_the_issuers_own_are_told_of_the_whole_class() -> None:
    address = f"https://roc-voorbeeld.example/modules/{uuid.uuid4()}"
    module = badge_with("/credentialSubject/achievement/id", address, badge_with_own_terms())
    told = [report_on(signed(learner(module, number))).own_terms for number in range(8)]
    assert told[0]
    assert told == [told[0]] * 8


def test_a_plain_class_is_known_to_be_plain_and_says_so_of_nobody_else(module: JsonObject) -> None:
    plain = report_on(signed(learner(module, 14)))
    assert (plain.is_plain, plain.own_terms, plain.signers_required) == (True, (), ())
    forged = as_bytes(signed(learner(module, 15))).replace(b"Sanne 15", b"Sanne 51")
    assert not report_on(forged).is_plain
    assert not report_on(signed(learner(module, 16) | {"@context": _with_own_words(module)})).is_plain


def _with_own_words(module: JsonObject) -> list[JsonValue]:
    contexts = module["@context"]
    assert isinstance(contexts, list)
    return [*contexts, OWN_CONTEXT]
