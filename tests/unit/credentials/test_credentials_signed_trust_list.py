"""A trust list that its publisher signed."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from contexts import CREDENTIALS_V2, RECOGNISED_SCHOOLS, recognition_contexts
from credentials.errors import CredentialError
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.parsing import JsonObject
from credentials.recognized_entity import RecognizedAction, TrustList
from credentials.signed_trust_list import (
    MAX_VALIDITY,
    RootKeyMalformed,
    TrustListForged,
    TrustListNotSigned,
    TrustListOfOthers,
    TrustListOtherContext,
    TrustListWithoutEnd,
    context_file,
    list_contexts,
    open_signed_trust_list,
    root_key,
    sign_trust_list,
)
from credentials.trust_list import TRUST_LIST_LIMITS, TrustListMalformed
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, STRANGER_ED25519
from tests.trust_for_tests import (
    LIST_URL,
    NOW,
    PUBLISHED_AT,
    RECOGNIZED_FROM,
    ROOT_KEY,
    edition,
    school,
    signed_as_is,
    signed_edition,
)

ROOTS = (ROOT_KEY.did_key,)
LIMITED = replace(
    school(),
    limited_to=(
        RecognizedAction(valid_from=RECOGNIZED_FROM, valid_until=PUBLISHED_AT),
        RecognizedAction(
            valid_from=PUBLISHED_AT,
            instruments=frozenset({"microcredential"}),
            achievement_types=frozenset({"Certificate"}),
        ),
    ),
)


def opened(data: bytes) -> TrustList:
    return open_signed_trust_list(data, ROOTS, at=NOW)


def document(data: bytes | None = None) -> dict[str, Any]:
    found = json.loads(data if data is not None else signed_edition())
    assert isinstance(found, dict)
    return found


class TestSigning:
    @pytest.mark.parametrize("trust_list", [edition(), edition(7, school(), school(1)), edition(1, LIMITED)])
    def test_what_is_signed_is_what_is_opened(self, trust_list: TrustList) -> None:
        found = opened(signed_edition(trust_list))
        assert found == replace(trust_list, signed_by=ROOT_KEY.did_key)

    def test_the_same_list_gives_the_same_bytes(self) -> None:
        assert signed_edition() == signed_edition()

    def test_it_is_a_credential_of_the_data_model(self) -> None:
        found = document()
        assert found["@context"][0] == CREDENTIALS_V2
        assert found["type"] == ["VerifiableCredential", "RecognizedEntityCredential"]
        assert found["issuer"] == {"id": ROOT_KEY.did_key, "type": "RecognizedIssuer", "name": "Testraad"}
        action = found["credentialSubject"][0]["recognizedTo"][0]
        assert action == {
            "type": "RecognizedAction",
            "action": "issue",
            "validFrom": "2020-08-01T00:00:00Z",
            "recognizedBy": ROOT_KEY.did_key,
        }

    def test_every_word_of_it_has_a_meaning(self) -> None:
        """The strict engine knows all of it, by the context of which the list has the digest."""
        found = document(signed_edition(edition(1, LIMITED)))
        (context,) = found["relatedResource"]
        assert context["id"] == found["@context"][1]
        assert context["id"] == "https://erkend.example/contexts/recognised-schools-v1.jsonld"
        digest = hashlib.sha256(context_file()).digest()
        assert context["digestSRI"] == f"sha256-{base64.b64encode(digest).decode()}"
        del found["proof"]
        found["@context"] = [CREDENTIALS_V2, RECOGNISED_SCHOOLS]
        form = canonicalize(found, contexts=recognition_contexts(), limits=TRUST_LIST_LIMITS)
        for word in ("cardVerificationMethod", "recognizedTo", "outputValidation", "sequence", "brin"):
            assert word in form

    def test_nothing_without_a_meaning_is_signed(self) -> None:
        with pytest.raises(NotCanonicalizable):
            sign_trust_list(
                replace(edition(), entities=(replace(school(), url="no address"),)),
                ROOT_KEY.signer(),
                created=PUBLISHED_AT,
            )

    @pytest.mark.parametrize("end", [None, PUBLISHED_AT + MAX_VALIDITY + timedelta(seconds=1)])
    def test_an_edition_lasts_thirty_days_at_most(self, end: datetime | None) -> None:
        with pytest.raises(TrustListWithoutEnd):
            signed_edition(replace(edition(), valid_until=end))

    def test_the_publisher_is_the_key(self) -> None:
        with pytest.raises(TrustListOfOthers):
            sign_trust_list(edition(), STRANGER_ED25519.signer(), created=PUBLISHED_AT)
        with pytest.raises(TrustListOfOthers):
            sign_trust_list(replace(edition(), publisher_id=None), ROOT_KEY.signer(), created=PUBLISHED_AT)


class TestOpening:
    def test_a_list_of_somebody_else_is_refused(self) -> None:
        with pytest.raises(TrustListOfOthers):
            opened(signed_edition(key=STRANGER_ED25519))

    def test_somebody_else_who_names_the_publisher_is_refused(self) -> None:
        found = document(signed_edition(key=STRANGER_ED25519))
        found["issuer"]["id"] = ROOT_KEY.did_key
        with pytest.raises(TrustListOfOthers):
            opened(json.dumps(found).encode())
        found["proof"][0]["verificationMethod"] = ROOT_KEY.did_key_method
        with pytest.raises(TrustListForged):
            opened(json.dumps(found).encode())

    def test_a_list_without_signature_is_refused(self) -> None:
        found = document()
        del found["proof"]
        with pytest.raises(TrustListNotSigned):
            opened(json.dumps(found).encode())

    def test_two_signatures_are_refused(self) -> None:
        """Which of them counts would be anybody's guess."""
        found = document()
        found["proof"] *= 2
        with pytest.raises(TrustListNotSigned):
            opened(json.dumps(found).encode())

    def test_a_signature_of_another_kind_is_refused(self) -> None:
        """A web page verifies canonical JSON; what it cannot verify is no list for anybody."""
        changed = document()
        changed["proof"][0]["cryptosuite"] = "eddsa-rdfc-2022"
        with pytest.raises(TrustListNotSigned):
            opened(json.dumps(changed).encode())

    @pytest.mark.parametrize(
        "contexts",
        [
            [CREDENTIALS_V2],
            [CREDENTIALS_V2, RECOGNISED_SCHOOLS],
            [CREDENTIALS_V2, "https://elders.example/contexts/recognised-schools-v1.jsonld"],
            [*list_contexts(LIST_URL), {"brin": "urn:example:something-else"}],
        ],
    )
    def test_other_contexts_are_refused_though_signed(self, contexts: list[Any]) -> None:
        def change(members: JsonObject) -> None:
            members["@context"] = contexts

        with pytest.raises(TrustListOtherContext):
            opened(signed_as_is(change))

    @pytest.mark.parametrize(
        "url",
        [None, "urn:uuid:5", "http://erkend.example/l.json", "https://erkend.example", "https:///l.json"],
    )
    def test_a_list_has_an_address(self, url: str | None) -> None:
        with pytest.raises(TrustListOtherContext):
            signed_edition(replace(edition(), id=url))

    @pytest.mark.parametrize("value", [None, "2027-11-01T09:00:00Z"])
    def test_an_endless_list_is_refused_though_signed(self, value: str | None) -> None:
        def change(members: JsonObject) -> None:
            if value is None:
                del members["validUntil"]
            else:
                members["validUntil"] = value

        with pytest.raises(TrustListWithoutEnd):
            opened(signed_as_is(change))

    def test_a_member_of_the_wrong_type_is_refused_though_signed(self) -> None:
        with pytest.raises(TrustListMalformed):
            opened(signed_as_is(lambda members: members.update({"sequence": "1"})))

    @pytest.mark.parametrize(
        "change",
        [
            lambda found: found.update({"sequence": 2}),
            lambda found: found.update({"validUntil": "2026-11-30T09:00:00Z"}),
            lambda found: found["credentialSubject"][0].update({"id": "did:web:elders.example"}),
            lambda found: found["credentialSubject"][0]["verificationMethod"].pop(),
            lambda found: found["credentialSubject"].append(found["credentialSubject"][0]),
            lambda found: found.update({"note": "added"}),
            lambda found: found["proof"][0].update({"created": "2026-11-02T09:00:00Z"}),
            lambda found: found["proof"][0].update({"proofPurpose": "authentication"}),
            lambda found: found["proof"][0].update({"proofValue": "z1"}),
            lambda found: found["proof"][0].update({"proofValue": 5}),
        ],
    )
    def test_a_change_breaks_the_signature(self, change: Callable[[dict[str, Any]], object]) -> None:
        found = document()
        change(found)
        with pytest.raises(TrustListForged):
            opened(json.dumps(found).encode())

    def test_other_white_space_is_the_same_list(self) -> None:
        assert opened(json.dumps(document(), indent=4).encode()) == opened(signed_edition())

    def test_a_list_of_too_many_bytes_is_not_even_read(self) -> None:
        with pytest.raises(CredentialError) as refused:
            opened(signed_edition() + b" " * TRUST_LIST_LIMITS.max_bytes)
        assert refused.value.code == "too_large"


class TestRoots:
    @pytest.mark.parametrize(
        "root",
        [
            "",
            "did:web:erkend.example",
            "did:key:",
            "did:key:zzzz",
            ISSUER_P256.did_key,
            ISSUER_ED25519.did_key_method,
            f" {ISSUER_ED25519.did_key}",
            f"{ISSUER_ED25519.did_key}\n",
        ],
    )
    def test_only_a_did_key_of_an_ed25519_key_is_one(self, root: str) -> None:
        with pytest.raises(RootKeyMalformed):
            root_key(root)

    def test_one_of_several_is_enough(self) -> None:
        data = signed_edition()
        assert open_signed_trust_list(data, (STRANGER_ED25519.did_key, *ROOTS), at=NOW).sequence == 1
