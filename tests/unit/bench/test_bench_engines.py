"""The engines that are compared do the same: what each signs, all others verify. Nothing is timed."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bench.badges import BADGES, SMALL, VARYING, Badge
from bench.engine_process import Engine, EngineFailed
from bench.engines.setting import CREATED, METHOD
from tests.components import missing
from tests.interop.node_peer import NODE_FOLDER

pytestmark = pytest.mark.interop

SIGNERS = {
    "ours": ("issue", "batch"),
    "digitalbazaar.mjs": ("issue",),
    "openvc_core": ("issue",),
    "openbadges_lib": ("issue",),
    "pyld_and_cryptography": ("issue",),
    "physical_limit": (),
}
SIGNING = [(name, task) for name, tasks in SIGNERS.items() for task in tasks]
VERIFIERS = {
    "ours": ("verify", "verify with status list"),
    "digitalbazaar.mjs": ("verify",),
    "openvc_core": ("verify",),
    "openbadges_lib": ("verify", "verify, everything"),
    "pyld_and_cryptography": ("verify",),
    "physical_limit": ("verify",),
}
VERIFYING = [(name, task) for name, tasks in VERIFIERS.items() for task in tasks]


class Engines:
    """The engines that were asked for, each started once."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self._running: dict[str, Engine] = {}

    def __getitem__(self, name: str) -> Engine:
        if name not in self._running:
            node_is_there = shutil.which("node") and (NODE_FOLDER / "node_modules").is_dir()
            if name.endswith(".mjs") and not node_is_there:
                missing("Node with the packages of the peers", remedy="run `make test`, which installs it")
            self._running[name] = self._stack.enter_context(Engine(name, self._folder))
        return self._running[name]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """The engines, ended when the module is done."""
    with ExitStack() as stack:
        yield Engines(stack, tmp_path_factory.mktemp("engines"))


@pytest.mark.parametrize("badge", BADGES.values(), ids=BADGES)
def test_a_badge_is_as_large_as_is_claimed(badge: Badge) -> None:
    badge.check_size()


@pytest.mark.parametrize("badge", BADGES.values(), ids=BADGES)
def test_learners_differ_where_it_is_said_and_nowhere_else(badge: Badge) -> None:
    one, other = badge.of(1), badge.of(2)
    assert one != other
    assert badge.of(1) == one
    for pointer in VARYING:
        *path, last = pointer.removeprefix("/").split("/")
        for document in (one, other):
            owner: Any = document
            for step in path:
                owner = owner[int(step)] if isinstance(owner, list) else owner[step]
            owner[last] = ""
    assert one == other


@pytest.mark.parametrize("badge", BADGES.values(), ids=BADGES)
@pytest.mark.parametrize(("signer", "task"), SIGNING)
def test_everybody_verifies_what_one_signed(engines: Engines, badge: Badge, signer: str, task: str) -> None:
    line = engines[signer].answer(task, json.dumps(badge.of(7)))
    assert line is not None
    (proof,) = as_list(json.loads(line)["proof"])
    assert (proof["verificationMethod"], proof["created"]) == (METHOD, CREATED.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for verifier, verify in VERIFYING:
        assert engines[verifier].answer(verify, line) is None


def test_signatures_are_the_same(engines: Engines) -> None:
    """Ed25519 has one signature for one text, so the engines that say the same have the same value."""
    line = json.dumps(SMALL.of(3))
    values = {
        as_list(json.loads(engines[name].answer(task, line) or "")["proof"])[0]["proofValue"]
        for name, task in SIGNING
    }
    assert len(values) == 1


@pytest.mark.parametrize(("name", "task"), VERIFYING)
def test_a_badge_that_was_changed_ends_the_engine(
    engines: Engines, name: str, task: str, tmp_path: Path
) -> None:
    """So no round can count badges that were not verified."""
    line = engines["ours"].answer("issue", json.dumps(SMALL.of(5)))
    assert line is not None
    with ExitStack() as stack:
        engine = Engines(stack, tmp_path)[name]
        with pytest.raises(EngineFailed):
            engine.answer(task, line.replace("Wielen spaken", "Wielen plakken"))


def as_list(value: Any) -> list[dict[str, str]]:  # noqa: ANN401 - any JSON value
    """A proof, or an array with one."""
    return value if isinstance(value, list) else [value]
