"""The peers of the interoperability tests, and a school for each test."""

import hashlib
import shutil
from collections.abc import Iterator

import pytest

from tests.components import missing
from tests.interop.node_peer import NODE_FOLDER, NodePeer
from tests.interop.school import School


@pytest.fixture(scope="session")
def node_peer() -> Iterator[NodePeer]:
    """The Node process with Digital Bazaar's and the DCC's libraries, shared by all tests."""
    if shutil.which("node") is None:
        missing("Node", remedy="run `make test`, which installs it or says how to")
    if not (NODE_FOLDER / "node_modules").is_dir():
        missing("the Node packages of the peers", remedy="run `make test`, which installs them")
    with NodePeer() as peer:
        yield peer


@pytest.fixture
def school(request: pytest.FixtureRequest) -> School:
    """A school with a did:web of its own: verifier-core keeps DID documents for a while, per DID."""
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]
    return School(f"did:web:{name}.example")


@pytest.fixture(scope="session")
def card_app() -> Iterator[NodePeer]:
    """The modules of the card page, run by Node, which has the same cryptography as browsers."""
    if shutil.which("node") is None:
        missing("Node", remedy="run `make test`, which installs it or says how to")
    with NodePeer(("--experimental-default-type=module", "card_app.mjs")) as peer:
        yield peer
