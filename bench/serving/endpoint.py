"""``POST /verify`` of ``waarmerk serve`` beside a server of Node that checks the same proofs."""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

import httpx

from bench.domain.race import Tell
from bench.pool import Pool
from bench.serving.bodies import badges_in, mixed, write_bodies
from bench.serving.load import Load, Turn
from bench.serving.servers import Cores, Server, check_answers, node_server, our_server

FILES_OF_ANOTHER: Final = 1_000
OUTCOME_ALONE: Final = "return=minimal"
_OF_ANOTHER: Final = "127.0.0.2"  # who asks much at once is bound by what one client may ask
_ROUNDS: Final = 7
_SECONDS: Final = 3
_WARM_UP: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """How the endpoint does.

    Attributes:
        ours: Our turns, with the whole report as an answer.
        brief: Our turns with the outcome alone, as Node answers.
        node: Those of Node, each right after or before ours.
        busy: Our turns with an ordinary mix of files, while the many files of another are verified.
        answered_meanwhile: How many of those came to be answered.
    """

    ours: tuple[Turn, ...]
    brief: tuple[Turn, ...]
    node: tuple[Turn, ...]
    busy: tuple[Turn, ...]
    answered_meanwhile: int

    def of_node(self, turns: tuple[Turn, ...]) -> float:
        """How many times faster than Node these turns are; the median of turns beside each other."""
        return median(one.rate / other.rate for one, other in zip(turns, self.node, strict=True))

    def cpu_of_node(self, turns: tuple[Turn, ...]) -> float:
        """The same in time of the processor, which others who use the machine do not change as much."""
        return median(other.cpu / one.cpu for one, other in zip(turns, self.node, strict=True))


def p99(turns: tuple[Turn, ...]) -> float:
    """Return the milliseconds that all but one in a hundred stayed under; of the median turn."""
    return median(turn.p99 for turn in turns)


def time_endpoint(
    small: Pool, large: Pool, folder: Path, tell: Tell, *, rounds: int = _ROUNDS, seconds: int = _SECONDS
) -> Endpoint:
    """Let both servers take turns, and then ours with somebody's many files besides."""
    cores = Cores.here()
    bodies = write_bodies(folder / "bodies", badges_in(small))
    mix = write_bodies(folder / "mix", mixed(badges_in(small), badges_in(large)))
    with our_server(folder, core=cores.server) as ours, node_server(folder, core=cores.server) as node:
        one = next(badges_in(small))
        check_answers(ours, one, said=b'"conclusion":"passed"', refused=b'"conclusion":"failed"')
        check_answers(node, one, said=b"true", refused=b"false")
        loads = [
            Load(ours, bodies, core=cores.load),
            Load(ours, bodies, core=cores.load, prefer=OUTCOME_ALONE),
            Load(node, bodies, core=cores.load),
        ]
        for load in loads:
            _turn(load, _WARM_UP)
        turns: list[list[Turn]] = []
        for number in range(rounds):
            order = loads if number % 2 else loads[::-1]
            taken = {load: _turn(load, seconds) for load in order}
            turns.append([taken[load] for load in loads])
        mixed_load = Load(ours, mix, core=cores.load)
        with _many_files(ours, small) as answered:
            mixed_load.turn(_WARM_UP)
            busy = [mixed_load.turn(seconds) for _ in range(rounds)]
    endpoint = Endpoint(
        ours=tuple(ours for ours, _, _ in turns),
        brief=tuple(brief for _, brief, _ in turns),
        node=tuple(node for _, _, node in turns),
        busy=tuple(busy),
        answered_meanwhile=len(answered),
    )
    whole, brief = endpoint.of_node(endpoint.ours), endpoint.of_node(endpoint.brief)
    tell(f"endpoint: {brief:.1f} × Node, with the whole report {whole:.1f} ×")
    return endpoint


def _turn(load: Load, seconds: int) -> Turn:
    """Ask a server, and wait until it is done with what was asked last: the other one has the same core."""
    turn = load.turn(seconds)
    load.server.wait_until_idle()
    return turn


@contextmanager
def _many_files(server: Server, pool: Pool) -> Iterator[list[int]]:
    """Hand in many files of somebody else, again and again, as long as the context lasts."""
    data = zipped(islice(badges_in(pool), FILES_OF_ANOTHER))
    answered: list[int] = []
    enough = threading.Event()

    def hand_in() -> None:
        while not enough.is_set():
            answered.append(hand_in_zip(server, data))

    thread = threading.Thread(target=hand_in)
    thread.start()
    try:
        yield answered
    finally:
        enough.set()
        thread.join()


def zipped(badges: Iterator[bytes]) -> bytes:
    """Return a zip with these badges."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, badge in enumerate(badges):
            archive.writestr(f"{number:04d}.json", badge)
    return written.getvalue()


def hand_in_zip(server: Server, data: bytes) -> int:
    """Hand in a zip on the page for people, from another address, and return the status of the answer."""
    url = server.url.removesuffix("/verify") + "/en/check"
    transport = httpx.HTTPTransport(local_address=_OF_ANOTHER, trust_env=False)
    with httpx.Client(transport=transport, trust_env=False, timeout=60) as client:
        answer = client.post(url, files={"file": ("badges.zip", data)})
    answer.raise_for_status()
    return answer.status_code
