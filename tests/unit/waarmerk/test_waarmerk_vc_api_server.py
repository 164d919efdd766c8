"""The door itself: who may knock, what may come in, and how it is opened."""

import json
import logging
from typing import Any

import pytest
from typer.testing import CliRunner

from contexts import ContextNotBundled, bundled_contexts
from credentials.identifiers.multikey import KeyType, PublicKey
from tests.generic_documents_for_tests import credential
from tests.vc_api_for_tests import EXAMPLES_V2, Door, door
from waarmerk.cli import make_app
from waarmerk.vc_api.command import loopback_address
from waarmerk.vc_api.contexts import door_contexts
from waarmerk.vc_api.requests import MAX_BODY_BYTES
from waarmerk.vc_api.server import base_url_of
from waarmerk.vc_api.suites import SUITES

JSON = {"Content-Type": "application/json"}
CREDENTIAL = json.dumps({"credential": credential()}).encode()
ISSUE = "/eddsa-rdfc-2022/credentials/issue"


class TestCommand:
    @pytest.mark.parametrize("words", [[], ["--host", "127.0.0.1"], ["--port", "40443"]])
    def test_it_has_to_be_meant(self, words: list[str]) -> None:
        ended = CliRunner().invoke(make_app(["vc-api"]), ["vc-api", *words])
        assert ended.exit_code == 2
        assert "--dev" in ended.stderr

    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])  # noqa: S104 - refused
    def test_it_is_served_to_this_machine_only(self, host: str) -> None:
        ended = CliRunner().invoke(make_app(["vc-api"]), ["vc-api", "--dev", "--host", host])
        assert ended.exit_code == 2
        assert "loopback" in ended.stderr

    @pytest.mark.parametrize(
        ("host", "address"),
        [("localhost", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("127.1.2.3", "127.1.2.3"), ("::1", "::1")],
    )
    def test_the_addresses_of_this_machine(self, host: str, address: str) -> None:
        assert loopback_address(host) == address

    def test_where_it_is(self) -> None:
        assert base_url_of("127.0.0.1", 40443) == "https://127.0.0.1:40443"
        assert base_url_of("::1", 40443) == "https://[::1]:40443"


class TestWhoMayKnock:
    @pytest.mark.parametrize("host", ["localhost", "localhost:40443", "127.0.0.1:40443", "[::1]", "[::1]:1"])
    def test_by_the_name_of_this_machine(self, host: str) -> None:
        assert door().request("GET", "/", headers={"Host": host}).status == 200

    @pytest.mark.parametrize(
        "host", ["example.org", "example.org:40443", "localhost.example.org", "", "[::2]:1"]
    )
    def test_by_another_name(self, host: str) -> None:
        answer = door().request("GET", "/", headers={"Host": host})
        assert (answer.status, answer.media_type) == (421, "application/problem+json")


class TestWhatMayComeIn:
    @pytest.mark.parametrize(
        "media_type", ["application/json", "application/json; charset=utf-8", "Application/LD+JSON"]
    )
    def test_json(self, media_type: str) -> None:
        answer = door().request("POST", ISSUE, content=CREDENTIAL, headers={"Content-Type": media_type})
        assert answer.status == 201

    @pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
    def test_what_a_form_of_a_web_page_can_send(self, media_type: str) -> None:
        answer = door().request("POST", ISSUE, content=CREDENTIAL, headers={"Content-Type": media_type})
        assert answer.status == 415

    def test_a_body_that_is_too_large(self) -> None:
        largest = b"[" + b" " * (MAX_BODY_BYTES - 2) + b"]"
        assert door().request("POST", ISSUE, content=largest, headers=JSON).status == 400
        assert door().request("POST", ISSUE, content=largest + b" ", headers=JSON).status == 413

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"[]",
            b'"x"',
            b'{"credential": {}, "credential": {}}',
            b'{"a": NaN}',
            b"\xff",
            b"[" * 5000,
        ],
    )
    def test_what_is_no_json_object(self, content: bytes) -> None:
        for path in (ISSUE, "/credentials/verify", "/presentations/verify", "/credentials/status"):
            answer = door().request("POST", path, content=content, headers=JSON)
            assert (answer.status, answer.media_type) == (400, "application/problem+json")
            assert answer.json["status"] == 400

    @pytest.mark.parametrize("body", [{}, {"credential": None}, {"credential": "x"}, {"credential": [{}]}])
    def test_what_is_no_request_to_sign(self, body: Any) -> None:  # noqa: ANN401 - any JSON value
        answer = door().post(ISSUE, body)
        assert (answer.status, answer.json["pointer"]) == (400, "/credential")

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/nothing"),
            ("POST", "/ecdsa-sd-2023/credentials/issue"),
            ("GET", "/docs"),
            ("GET", "/openapi.json"),
        ],
    )
    def test_what_is_not_there(self, method: str, path: str) -> None:
        answer = door().request(method, path, content=CREDENTIAL, headers=JSON)
        assert (answer.status, answer.media_type) == (404, "application/problem+json")

    def test_another_method(self) -> None:
        answer = door().request("GET", "/credentials/verify")
        assert (answer.status, answer.media_type) == (405, "application/problem+json")


class TestSuites:
    def test_who_signs_with_what(self) -> None:
        listed = door().request("GET", "/").json["issuers"]
        assert listed.keys() == SUITES.keys()
        for name, suite in SUITES.items():
            multikey = listed[name]["id"].removeprefix("did:key:")
            assert PublicKey.from_multikey(multikey).key_type is suite.key_type
            assert listed[name]["endpoint"].endswith(f"/{name}/credentials/issue")

    def test_other_keys_each_time(self) -> None:
        assert Door().did() != Door().did()
        assert {suite.key_type for suite in SUITES.values()} == {KeyType.ED25519, KeyType.P256, KeyType.P384}


class TestOpenVocabularies:
    """Words of the examples of W3C mean something at this door, and nowhere else."""

    def test_the_product_knows_none(self) -> None:
        assert door_contexts().content(EXAMPLES_V2)
        with pytest.raises(ContextNotBundled):
            bundled_contexts().content(EXAMPLES_V2)


class TestNothingIsWritten:
    def test_no_log_has_anything_of_a_document(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        own = Door()
        own.issued(credential(credentialSubject={"id": "did:example:secret-subject"}))
        own.verify(credential(credentialSubject={"id": "did:example:secret-subject"}, undefined="secret"))
        assert "secret" not in caplog.text
