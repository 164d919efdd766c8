"""Gather what a judgement will need, before anything is decided."""

from credentials.parsing import JsonObject, UnverifiedDocument, parse
from credentials.proofs.vc_jwt import parse_jwt
from tests.findings_for_tests import HTTPS_SCHOOL, JWKS_URL, claims, endorsement, jwt_of, signed_endorsement
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, STRANGER_ED25519
from tests.verification_for_tests import (
    AWARDED,
    LIST_URL,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    TRUST_LIST,
    as_bytes,
    as_jwt,
    badge,
    badge_with,
    document_of,
    fetching,
    signed,
    status_entry,
    status_list,
    unsigned_status_list,
)
from verifier import Needed, ResourceKind, Resources, Retrieved, Unavailable, UnavailableReason, offline
from verifier.gathering import MAX_DOCUMENTS, gather, given_status_lists, wants

DOCUMENT = Needed(ResourceKind.CONTROLLER_DOCUMENT, SCHOOL_DOCUMENT_URL)
LIST = Needed(ResourceKind.STATUS_LIST, LIST_URL)


def read(document: JsonObject) -> UnverifiedDocument:
    return parse(as_bytes(document))


REVOCABLE = read(signed(badge(credentialStatus=status_entry())))


class TestWants:
    def test_the_document_of_the_controller_and_the_status_list(self) -> None:
        assert wants(REVOCABLE, Resources()) == {DOCUMENT, LIST}

    def test_no_document_when_the_trust_list_has_the_key(self) -> None:
        assert wants(REVOCABLE, Resources(trust_list=TRUST_LIST)) == {LIST}

    def test_the_document_when_the_trust_list_has_other_keys(self) -> None:
        source = read(signed(badge(), SECOND_ED25519))
        assert wants(source, Resources(trust_list=TRUST_LIST)) == {DOCUMENT}

    def test_nothing_for_a_did_key(self) -> None:
        assert wants(read(signed(badge(), controller="did:key")), Resources()) == frozenset()

    def test_nothing_that_is_there_or_was_asked_for(self) -> None:
        asked = Resources(found={DOCUMENT: Unavailable(UnavailableReason.TIMEOUT), LIST: b"{}"})
        assert wants(REVOCABLE, asked) == frozenset()

    def test_what_a_list_leads_to(self) -> None:
        publisher = "did:web:lijsten.example"
        data = as_bytes(signed(unsigned_status_list(issuer=publisher), controller=publisher))
        resources = Resources(found={LIST: data}, trust_list=TRUST_LIST)
        url = "https://lijsten.example/.well-known/did.json"
        assert wants(REVOCABLE, resources) == {Needed(ResourceKind.CONTROLLER_DOCUMENT, url)}

    def test_what_endorsements_lead_to(self) -> None:
        endorser = "did:web:bedrijf.example"
        inner = badge_with(
            "/issuer/id", endorser, endorsement(credentialStatus=status_entry(url="https://a.b/1"))
        )
        source = read(signed(badge(endorsement=[signed(inner, controller=endorser)])))
        assert wants(source, Resources(trust_list=TRUST_LIST)) == {
            Needed(ResourceKind.CONTROLLER_DOCUMENT, "https://bedrijf.example/.well-known/did.json"),
            Needed(ResourceKind.STATUS_LIST, "https://a.b/1"),
        }

    def test_the_document_of_a_jwt_by_kid(self) -> None:
        assert wants(parse_jwt(as_jwt(badge())), Resources()) == {DOCUMENT}

    def test_document_and_key_set_of_an_https_issuer(self) -> None:
        payload = claims(badge_with("/issuer/id", HTTPS_SCHOOL), iss=HTTPS_SCHOOL)
        header: JsonObject = {"kid": None, "jwk": ISSUER_P256.public_key.to_jwk()}
        assert wants(parse_jwt(jwt_of(payload, header=header)), Resources()) == {
            Needed(ResourceKind.CONTROLLER_DOCUMENT, HTTPS_SCHOOL),
            Needed(ResourceKind.JWKS, JWKS_URL),
        }

    def test_nothing_of_what_has_no_address(self) -> None:
        document = badge_with("/proof/0/verificationMethod", "did:ethr:0x1#a", signed(badge()))
        assert wants(read(document), Resources()) == frozenset()
        for method in ("http://a.example#k", "https://u@a.example#k", "did:web:127.0.0.1#k", "file:///a#k"):
            document = badge_with("/proof/0/verificationMethod", method, signed(badge()))
            assert wants(read(document), Resources()) == frozenset(), method

    def test_nothing_of_a_document_that_is_no_credential(self) -> None:
        for document in ({}, {"proof": 7}, {"proof": ["a"]}, {"issuer": "did:a:b", "proof": {"type": "a"}}):
            assert wants(read(document), Resources()) == frozenset()  # type: ignore[arg-type]  # odd on purpose


class TestGather:
    def test_goes_on_until_nothing_is_wanted(self) -> None:
        publisher = "did:web:lijsten.example"
        url = "https://lijsten.example/.well-known/did.json"
        documents = {
            SCHOOL_DOCUMENT_URL: document_of(SCHOOL, ISSUER_ED25519),
            LIST_URL: as_bytes(signed(unsigned_status_list(issuer=publisher), controller=publisher)),
            url: document_of(publisher, ISSUER_ED25519),
        }
        resources = gather(REVOCABLE, fetching(documents))
        assert {needed.url: found for needed, found in resources.found.items()} == documents

    def test_does_not_fetch_what_is_given(self) -> None:
        resources = gather(REVOCABLE, offline, trust_list=TRUST_LIST, given={LIST: status_list()})
        assert resources.found == {LIST: status_list()}
        assert resources.trust_list is TRUST_LIST

    def test_offline_is_a_value(self) -> None:
        resources = gather(REVOCABLE, offline)
        assert resources.get(DOCUMENT) == Unavailable(UnavailableReason.OFFLINE)
        assert resources.get(LIST) == Unavailable(UnavailableReason.OFFLINE)

    def test_what_nobody_asked_for_is_not_gathered(self) -> None:
        assert Resources().get(LIST) == Unavailable(UnavailableReason.NOT_GATHERED)

    def test_keeps_when_a_document_was_fetched_before(self) -> None:
        resources = gather(REVOCABLE, lambda _needed: Retrieved(b"{}", AWARDED), trust_list=TRUST_LIST)
        assert resources.get(LIST) == b"{}"
        assert resources.retrieved_at == {LIST: AWARDED}

    def test_asks_for_a_document_once(self) -> None:
        asked: list[Needed] = []

        def fetch(needed: Needed) -> Unavailable:
            asked.append(needed)
            return Unavailable(UnavailableReason.TIMEOUT)

        gather(REVOCABLE, fetch)
        assert sorted(asked) == sorted({DOCUMENT, LIST})

    def test_does_not_visit_a_hundred_places_for_a_stranger(self) -> None:
        endorsements = [
            signed_endorsement(
                id=f"urn:x:{number}", credentialStatus=status_entry(url=f"https://a{number}.example/1")
            )
            for number in range(MAX_DOCUMENTS + 5)
        ]
        asked: list[Needed] = []

        def fetch(needed: Needed) -> Unavailable:
            asked.append(needed)
            return Unavailable(UnavailableReason.TIMEOUT)

        source = read(signed(badge(endorsement=endorsements)))
        resources = gather(source, fetch, trust_list=TRUST_LIST)
        assert len(asked) == MAX_DOCUMENTS
        reasons = [found.reason for found in resources.found.values() if isinstance(found, Unavailable)]
        assert reasons.count(UnavailableReason.TOO_MANY) == 5

    def test_stops_after_the_rounds_it_has(self) -> None:
        """Nothing that is fetched can keep us fetching."""
        resources = gather(REVOCABLE, fetching({LIST_URL: status_list()}), max_rounds=1)
        assert set(resources.found) == {DOCUMENT, LIST}


class TestGivenStatusLists:
    def test_are_known_by_their_id(self) -> None:
        first, second = status_list(), as_jwt(unsigned_status_list(url="https://a.example/2"))
        assert given_status_lists([first, second]) == {
            LIST: first,
            Needed(ResourceKind.STATUS_LIST, "https://a.example/2"): second,
        }

    def test_may_be_of_the_older_kind(self) -> None:
        older = as_bytes({"id": LIST_URL, "type": ["VerifiableCredential", "StatusList2021Credential"]})
        assert given_status_lists([older]) == {LIST: older}

    def test_that_cannot_be_read_or_are_none_are_left_out(self) -> None:
        assert given_status_lists([as_bytes(signed(badge())), as_bytes({"id": LIST_URL})]) == {}
        assert given_status_lists([b"", b"{}", b"[", b"a.b.c", b'{"id": 7}', b"\x89PNG"]) == {}


def test_strangers_are_asked_nothing_about_a_key_that_is_in_the_proof() -> None:
    source = read(signed(badge(), STRANGER_ED25519, controller="did:key"))
    assert wants(source, Resources(trust_list=TRUST_LIST)) == frozenset()
