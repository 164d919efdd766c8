"""The trust list file."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, JsonValue
from credentials.trust_list import (
    RecognizedAction,
    RecognizedEntity,
    RecognizedKey,
    TrustList,
    TrustListMalformed,
    parse_trust_list,
    write_trust_list,
)
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    SECOND_ED25519,
    STRANGER_ED25519,
    STRANGER_P256,
    KeyForTests,
)
from tests.paths import ROOT

SCHOOL = "did:web:roc-voorbeeld.example"
OTHER_SCHOOL = "did:web:mbo-elders.example"


def on(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def recognized_key(
    key: KeyForTests,
    controller: str = SCHOOL,
    *,
    until: datetime | None = None,
    revoked: datetime | None = None,
) -> RecognizedKey:
    return RecognizedKey(
        verification_method=VerificationMethod(
            id=key.method_of(controller),
            type="Multikey",
            controller=controller,
            public_key=key.public_key,
            revoked=revoked,
        ),
        valid_from=on(2025),
        valid_until=until,
        revoked=revoked,
    )


TRUST_LIST = TrustList(
    id="https://erkend.example/scholen.json",
    name="Erkende scholen (voorbeeld)",
    publisher="Stichting Voorbeeld",
    publisher_id="did:web:erkend.example",
    published_at=on(2026, 11, 1),
    valid_until=on(2026, 12, 1),
    sequence=42,
    entities=(
        RecognizedEntity(
            id=SCHOOL,
            name="ROC Voorbeeld",
            legal_name="Stichting ROC Voorbeeld",
            brin="99XX",
            kvk="12345678",
            url="https://roc-voorbeeld.example",
            recognized_from=on(2020),
            keys=(
                recognized_key(STRANGER_ED25519, until=on(2025, 9), revoked=on(2025, 8)),
                recognized_key(ISSUER_ED25519),
                recognized_key(ISSUER_P256),
            ),
            status_lists=("https://roc-voorbeeld.example/status/1", "https://roc-voorbeeld.example/status/2"),
        ),
        RecognizedEntity(
            id=OTHER_SCHOOL,
            name="MBO Elders",
            recognized_from=on(2019),
            recognized_until=on(2024),
            keys=(recognized_key(ISSUER_ED25519, OTHER_SCHOOL),),
        ),
    ),
)


def document() -> JsonObject:
    value = json.loads(write_trust_list(TRUST_LIST))
    assert isinstance(value, dict)
    return value


def changed(pointer: str, value: JsonValue) -> bytes:
    """Return the file with one member set, or removed when the value is ``...``."""
    whole = document()
    parent: JsonValue = whole
    *path, last = pointer.removeprefix("/").split("/")
    for step in path:
        parent = parent[int(step)] if isinstance(parent, list) else parent[step]  # type: ignore[index]  # the pointers are in this file
    assert isinstance(parent, dict)
    if value is ABSENT:
        del parent[last]
    else:
        parent[last] = value
    return json.dumps(whole).encode()


ABSENT: JsonValue = "\x00absent"
FIRST_KEY = "/credentialSubject/0/verificationMethod/0"


class TestReadingAndWriting:
    def test_what_is_written_is_read_back(self) -> None:
        assert parse_trust_list(write_trust_list(TRUST_LIST)) == TRUST_LIST

    def test_the_same_list_gives_the_same_bytes(self) -> None:
        assert write_trust_list(TRUST_LIST) == write_trust_list(
            parse_trust_list(write_trust_list(TRUST_LIST))
        )

    def test_a_signed_list_has_more_members_and_reads_the_same(self) -> None:
        signed = document() | {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "proof": [{"type": "DataIntegrityProof"}],
        }
        assert parse_trust_list(json.dumps(signed).encode()) == TRUST_LIST

    def test_the_example_in_the_documentation_is_one(self) -> None:
        text = (ROOT / "docs" / "trust-list.md").read_text(encoding="utf-8")
        (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
        school = parse_trust_list(example.encode()).find("did:web:roc-voorbeeld.example")
        assert school is not None
        assert [school.name, len(school.keys), len(school.status_lists)] == ["ROC Voorbeeld", 1, 1]

    def test_one_school_need_not_be_in_an_array(self) -> None:
        whole = document()
        subjects = whole["credentialSubject"]
        assert isinstance(subjects, list)
        whole["credentialSubject"] = subjects[0]
        assert parse_trust_list(json.dumps(whole).encode()).entities == TRUST_LIST.entities[:1]

    def test_a_school_may_have_no_keys(self) -> None:
        listed = replace(TRUST_LIST, entities=(replace(TRUST_LIST.entities[0], keys=()),))
        assert b"verificationMethod" not in write_trust_list(listed)
        assert parse_trust_list(write_trust_list(listed)) == listed

    def test_a_key_may_be_a_json_web_key(self) -> None:
        whole = json.loads(changed(f"{FIRST_KEY}/publicKeyMultibase", ABSENT))
        method = whole["credentialSubject"][0]["verificationMethod"][0]
        method |= {"type": "JsonWebKey", "publicKeyJwk": STRANGER_ED25519.public_key.to_jwk()}
        key = parse_trust_list(json.dumps(whole).encode()).entities[0].keys[0]
        assert key.verification_method.public_key == STRANGER_ED25519.public_key

    def test_other_actions_than_issuing_are_left_alone(self) -> None:
        whole = document()
        whole["credentialSubject"][0]["recognizedTo"].append({"type": "RecognizedAction", "action": "verify"})  # type: ignore[index,call-overload,union-attr]  # the shape is known here
        assert parse_trust_list(json.dumps(whole).encode()) == TRUST_LIST

    def test_an_empty_list_recognises_nobody(self) -> None:
        assert parse_trust_list(changed("/credentialSubject", [])).entities == ()


class TestFinding:
    def test_a_school_is_found_by_its_exact_id(self) -> None:
        assert TRUST_LIST.find(SCHOOL) is TRUST_LIST.entities[0]

    @pytest.mark.parametrize(
        "issuer", ["", SCHOOL + "/", SCHOOL.upper(), SCHOOL + "#key", "did:web:else.example"]
    )
    def test_anything_else_is_not_found(self, issuer: str) -> None:
        assert TRUST_LIST.find(issuer) is None

    def test_a_school_whose_recognition_ended_is_found_with_its_end(self) -> None:
        school = TRUST_LIST.find(OTHER_SCHOOL)
        assert school is not None
        assert (school.recognized_from, school.recognized_until) == (on(2019), on(2024))

    def test_a_key_is_found_by_its_verification_method(self) -> None:
        school = TRUST_LIST.entities[0]
        assert school.find_key(ISSUER_P256.method_of(SCHOOL)) is school.keys[2]
        assert school.find_key(ISSUER_P256.method_of(OTHER_SCHOOL)) is None

    def test_a_school_is_on_the_list_once(self) -> None:
        with pytest.raises(ValueError, match="twice"):
            replace(TRUST_LIST, entities=TRUST_LIST.entities[:1] * 2)


class TestRefusing:
    @pytest.mark.parametrize(
        ("pointer", "value"),
        [
            ("/type", ["VerifiableCredential"]),
            ("/type", ABSENT),
            ("/name", ABSENT),
            ("/name", " "),
            ("/name", {"nl": "x"}),
            ("/id", 1),
            ("/issuer", "did:web:erkend.example"),
            ("/issuer/name", ABSENT),
            ("/issuer/id", None),
            ("/validFrom", ABSENT),
            ("/validFrom", "2026-11-01"),
            ("/validUntil", "2026-10-01T00:00:00Z"),
            ("/validUntil", None),
            ("/sequence", ABSENT),
            ("/sequence", -1),
            ("/sequence", "42"),
            ("/sequence", True),
            ("/sequence", 42.0),
            ("/credentialSubject", ABSENT),
            ("/credentialSubject", "x"),
            ("/credentialSubject/0/type", "Organisation"),
            ("/credentialSubject/0/id", ABSENT),
            ("/credentialSubject/0/name", 7),
            ("/credentialSubject/0/legalName", 7),
            ("/credentialSubject/0/brin", "99xx"),
            ("/credentialSubject/0/kvk", "1234567"),
            ("/credentialSubject/0/kvk", 12345678),
            ("/credentialSubject/0/url", []),
            ("/credentialSubject/0/recognizedTo", []),
            ("/credentialSubject/0/recognizedTo", ABSENT),
            ("/credentialSubject/0/recognizedTo/0/validFrom", ABSENT),
            ("/credentialSubject/1/recognizedTo/0/validUntil", "2018-12-31T23:59:59Z"),
            ("/credentialSubject/0/verificationMethod", "x"),
            ("/credentialSubject/0/statusListCredential", [1]),
            ("/credentialSubject/0/statusListCredential", {"id": "x"}),
            (f"{FIRST_KEY}/id", ISSUER_ED25519.method_of(OTHER_SCHOOL)),
            (f"{FIRST_KEY}/id", SCHOOL),
            (f"{FIRST_KEY}/controller", OTHER_SCHOOL),
            (f"{FIRST_KEY}/controller", ABSENT),
            (f"{FIRST_KEY}/type", ABSENT),
            (f"{FIRST_KEY}/publicKeyMultibase", "z6Mk"),
            (f"{FIRST_KEY}/publicKeyMultibase", 1),
            (f"{FIRST_KEY}/validFrom", ABSENT),
            (f"{FIRST_KEY}/validUntil", "2024-01-01T00:00:00Z"),
            (f"{FIRST_KEY}/revoked", True),
        ],
    )
    def test_a_wrong_member_is_named(self, pointer: str, value: JsonValue) -> None:
        with pytest.raises(TrustListMalformed) as caught:
            parse_trust_list(changed(pointer, value))
        assert (caught.value.code, caught.value.pointer) == ("trust_list_malformed", pointer)

    @pytest.mark.parametrize("value", [ABSENT, None])
    def test_a_key_without_key_is_refused(self, value: JsonValue) -> None:
        with pytest.raises(TrustListMalformed) as caught:
            parse_trust_list(changed(f"{FIRST_KEY}/publicKeyMultibase", value))
        assert caught.value.pointer == FIRST_KEY

    def test_a_key_in_two_forms_is_refused(self) -> None:
        with pytest.raises(TrustListMalformed) as caught:
            parse_trust_list(changed(f"{FIRST_KEY}/publicKeyJwk", STRANGER_ED25519.public_key.to_jwk()))
        assert caught.value.pointer == FIRST_KEY

    def test_a_private_key_is_refused(self) -> None:
        whole = json.loads(changed(f"{FIRST_KEY}/publicKeyMultibase", ABSENT))
        jwk = STRANGER_ED25519.public_key.to_jwk() | {"d": "AAAA"}
        whole["credentialSubject"][0]["verificationMethod"][0]["publicKeyJwk"] = jwk
        with pytest.raises(TrustListMalformed) as caught:
            parse_trust_list(json.dumps(whole).encode())
        assert caught.value.pointer == f"{FIRST_KEY}/publicKeyJwk"

    def test_a_school_that_is_listed_twice_is_refused(self) -> None:
        whole = document()
        subjects = whole["credentialSubject"]
        assert isinstance(subjects, list)
        subjects.append(subjects[0])
        with pytest.raises(TrustListMalformed) as caught:
            parse_trust_list(json.dumps(whole).encode())
        assert caught.value.pointer == "/credentialSubject/2/id"

    def test_a_key_that_is_listed_twice_is_refused(self) -> None:
        whole = json.loads(write_trust_list(TRUST_LIST))
        methods = whole["credentialSubject"][0]["verificationMethod"]
        methods.append(methods[1])
        with pytest.raises(TrustListMalformed) as caught:
            parse_trust_list(json.dumps(whole).encode())
        assert caught.value.pointer == "/credentialSubject/0/verificationMethod/3/id"

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "not_json"),
            (b"[]", "not_an_object"),
            (b'{"type": 1, "type": 2}', "duplicate_key"),
            (b"\xff\xfe{}", "not_utf8"),
        ],
    )
    def test_what_is_no_json_object_is_refused(self, data: bytes, code: str) -> None:
        with pytest.raises(CredentialError) as caught:
            parse_trust_list(data)
        assert caught.value.code == code

    def test_a_list_beyond_the_limits_is_refused(self) -> None:
        with pytest.raises(CredentialError) as caught:
            parse_trust_list(write_trust_list(TRUST_LIST), limits=replace(DEFAULT_LIMITS, max_bytes=1000))
        assert caught.value.code == "too_large"

    def test_six_hundred_schools_fit(self) -> None:
        """Ten times the number of mbo schools, with the default limits."""
        many = tuple(
            RecognizedEntity(
                id=f"did:web:school-{number}.example",
                name=f"School {number}",
                recognized_from=on(2020) + timedelta(days=number),
                keys=tuple(
                    recognized_key(key, f"did:web:school-{number}.example")
                    for key in (ISSUER_ED25519, ISSUER_P256)
                ),
            )
            for number in range(600)
        )
        large = replace(TRUST_LIST, entities=many)
        assert parse_trust_list(write_trust_list(large)).find("did:web:school-599.example") == many[599]


class TestCardKeys:
    """Keys for cards are for nothing else, at no school."""

    def listed(self, *schools: RecognizedEntity) -> bytes:
        return write_trust_list(replace(TRUST_LIST, entities=schools))

    def test_are_read_back(self) -> None:
        school = replace(TRUST_LIST.entities[0], card_keys=(recognized_key(SECOND_ED25519),))
        (read,) = parse_trust_list(self.listed(school)).entities
        assert read == school
        assert read.is_card_key(SECOND_ED25519.public_key)
        assert read.find_key(SECOND_ED25519.method_of(SCHOOL)) is None

    def test_sign_no_credentials(self) -> None:
        school = replace(TRUST_LIST.entities[0], card_keys=(recognized_key(SECOND_ED25519),))
        renamed = replace(
            recognized_key(SECOND_ED25519),
            verification_method=replace(
                recognized_key(SECOND_ED25519).verification_method, id=f"{SCHOOL}#another-name"
            ),
        )
        with pytest.raises(TrustListMalformed, match="nothing else") as refused:
            parse_trust_list(self.listed(replace(school, keys=(*school.keys, renamed))))
        assert refused.value.pointer == "/credentialSubject/0/cardVerificationMethod/0"

    def test_are_no_credential_keys_of_another_school_either(self) -> None:
        one = replace(TRUST_LIST.entities[0], card_keys=(recognized_key(SECOND_ED25519),))
        for other in (
            replace(TRUST_LIST.entities[1], keys=(recognized_key(SECOND_ED25519, OTHER_SCHOOL),)),
            replace(TRUST_LIST.entities[1], card_keys=(recognized_key(SECOND_ED25519, OTHER_SCHOOL),)),
        ):
            with pytest.raises(TrustListMalformed, match="nothing else"):
                parse_trust_list(self.listed(one, other))

    def test_are_not_listed_twice_under_one_id(self) -> None:
        school = replace(TRUST_LIST.entities[0], card_keys=(recognized_key(ISSUER_ED25519),))
        with pytest.raises(TrustListMalformed, match="twice"):
            parse_trust_list(self.listed(school))

    def test_are_ed25519_keys(self) -> None:
        school = replace(TRUST_LIST.entities[0], card_keys=(recognized_key(STRANGER_P256),))
        with pytest.raises(TrustListMalformed, match="Ed25519"):
            parse_trust_list(self.listed(school))


class TestWhatASchoolMayIssue:
    LIMIT = RecognizedAction(valid_from=on(2026, 8), instruments=frozenset({"microcredential"}))

    def test_is_read_back(self) -> None:
        everything = RecognizedAction(valid_from=on(2020), valid_until=on(2026, 7))
        school = replace(TRUST_LIST.entities[0], limited_to=(everything, self.LIMIT))
        listed = replace(TRUST_LIST, entities=(school,))
        assert parse_trust_list(write_trust_list(listed)) == listed
        assert [
            school.is_recognized(moment) for moment in (on(2019), on(2026), on(2026, 7, 15), on(2027))
        ] == [
            False,
            True,
            False,
            True,
        ]

    @pytest.mark.parametrize("member", ["instrument", "achievementType"])
    def test_is_something(self, member: str) -> None:
        whole = document()
        whole["credentialSubject"][0]["recognizedTo"][0][member] = []  # type: ignore[index,call-overload]  # the shape is known here
        with pytest.raises(TrustListMalformed, match="allows nothing"):
            parse_trust_list(json.dumps(whole).encode())

    def test_is_everything_in_one_period_only(self) -> None:
        whole = document()
        actions = whole["credentialSubject"][0]["recognizedTo"]  # type: ignore[index,call-overload]  # the shape is known here
        actions.append(actions[0])  # type: ignore[union-attr,index]  # the shape is known here
        with pytest.raises(TrustListMalformed, match="at most one"):
            parse_trust_list(json.dumps(whole).encode())


class TestOneBrin:
    def two(self, until: datetime | None, begin: datetime) -> bytes:
        first = replace(TRUST_LIST.entities[0], recognized_until=until)
        second = replace(TRUST_LIST.entities[1], brin="99XX", recognized_from=begin, recognized_until=None)
        return write_trust_list(replace(TRUST_LIST, entities=(first, second)))

    @pytest.mark.parametrize("until", [None, on(2026, 8), on(2026, 9)])
    def test_is_not_of_two_schools_at_one_time(self, until: datetime | None) -> None:
        with pytest.raises(TrustListMalformed, match="BRIN 99XX") as refused:
            parse_trust_list(self.two(until, on(2026, 8)))
        assert refused.value.pointer == "/credentialSubject/1/brin"

    def test_goes_over_to_a_school_under_a_new_domain_name(self) -> None:
        found = parse_trust_list(self.two(on(2026, 7), on(2026, 8)))
        assert [school.id for school in found.of_brin("99XX")] == [SCHOOL, OTHER_SCHOOL]
        assert found.of_brin("00AA") == ()
