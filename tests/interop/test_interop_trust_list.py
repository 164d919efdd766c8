"""A signed trust list in the hands of others: Digital Bazaar's libraries, and a web page without any."""

import json
from dataclasses import replace

import pytest

from credentials.parsing import JsonObject
from credentials.recognized_entity import RecognizedAction, TrustList
from credentials.signed_trust_list import context_file, list_contexts
from tests.interop.node_peer import NodePeer
from tests.keys_for_tests import STRANGER_ED25519, ed25519_key
from tests.trust_for_tests import (
    LIST_URL,
    PUBLISHED_AT,
    RECOGNIZED_FROM,
    ROOT_KEY,
    edition,
    school,
    signed_edition,
)

pytestmark = pytest.mark.interop

FULL = edition(
    7,
    replace(
        school(),
        name="ROC ‘Zoë’ 漢字 🎓",
        limited_to=(
            RecognizedAction(valid_from=RECOGNIZED_FROM, valid_until=PUBLISHED_AT),
            RecognizedAction(valid_from=PUBLISHED_AT, instruments=frozenset({"microcredential"})),
        ),
    ),
    school(1),
)
DOCUMENTS: JsonObject = {list_contexts(LIST_URL)[1]: json.loads(context_file())}
LISTS = pytest.mark.parametrize("trust_list", [edition(), FULL], ids=["plain", "with everything"])


def document(data: bytes) -> JsonObject:
    found = json.loads(data)
    assert isinstance(found, dict)
    return found


class TestDigitalBazaar:
    """Its JSON-LD processor is in safe mode: it refuses a document of which it would drop anything."""

    @LISTS
    def test_verifies_a_list_by_the_context_beside_it(
        self, node_peer: NodePeer, trust_list: TrustList
    ) -> None:
        found = document(signed_edition(trust_list))
        answer = node_peer.ask("db.suites.verify", credential=found, documents=DOCUMENTS)
        assert answer == {"verified": True, "errors": []}

    def test_refuses_a_list_that_was_changed(self, node_peer: NodePeer) -> None:
        changed = document(signed_edition()) | {"sequence": 2}
        assert node_peer.ask("db.suites.verify", credential=changed, documents=DOCUMENTS)["verified"] is False


class TestWebPage:
    def verified(self, peer: NodePeer, data: bytes, root: str = ROOT_KEY.did_key) -> object:
        return peer.ask("trust_list.verify", text=data.decode(), root=root)["verified"]

    @LISTS
    def test_verifies_a_list(self, node_peer: NodePeer, trust_list: TrustList) -> None:
        assert self.verified(node_peer, signed_edition(trust_list)) is True

    @pytest.mark.parametrize("number", range(8))
    def test_verifies_by_any_key(self, node_peer: NodePeer, number: int) -> None:
        key = ed25519_key(f"root {number}")
        assert self.verified(node_peer, signed_edition(edition(number), key), key.did_key) is True

    def test_refuses_what_ours_refuses(self, node_peer: NodePeer) -> None:
        assert self.verified(node_peer, signed_edition().replace(b"ROC", b"RAC")) is False
        assert self.verified(node_peer, signed_edition(key=STRANGER_ED25519)) is False
