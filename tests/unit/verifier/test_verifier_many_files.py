"""Many files in several processes: killed, interrupted or left alone, and still every file once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

import pytest

from credentials.trust_list import write_trust_list
from tests.paths import ROOT
from tests.verification_for_tests import (
    TRUST_LIST,
    as_bytes,
    badge,
    signed,
    status_entry,
    status_list,
)
from verifier.file_workers import file_workers
from verifier.inputs import InputFile
from verifier.many_files import Outcomes, outcomes
from verifier.policy import DEFAULT
from verifier.report import Conclusion
from verifier.run import RunOptions

# More than a pipe holds, in JSON: who answers with it is killed with half of it said.
FILES = 900
PROCESSES = 3
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
GOOD = as_bytes(signed(badge()))

IN_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks for processes in /proc")
Kill = Callable[[], None]


def options(language: str | None = "en") -> RunOptions:
    return RunOptions(policy=DEFAULT, at=AT, trust_list=TRUST_LIST, language=language)


def names(number: int = FILES) -> list[str]:
    return [f"{one:03}.json" for one in range(number)]


@pytest.fixture
def files(tmp_path: Path) -> list[InputFile]:
    path = tmp_path / "good.json"
    path.write_bytes(GOOD)
    return [InputFile(name, path, was_named=True) for name in names()]


def kill_one() -> None:
    child = active_children()[0]
    child.kill()
    child.join()


def kill_all() -> None:
    for child in active_children():
        child.kill()
    for child in active_children():
        child.join()


class TestAProcessIsKilled:
    @pytest.fixture
    def lost(self) -> list[str]:
        return []

    @pytest.fixture
    def results(self, files: list[InputFile], lost: list[str]) -> Iterator[Outcomes]:
        def on_lost() -> None:
            lost.append("lost")

        with closing(outcomes(files, options(), processes=PROCESSES, on_lost=on_lost)) as results:
            yield results

    @pytest.mark.parametrize("kill", [kill_one, kill_all])
    def test_every_file_has_its_outcome_once_and_in_order(
        self, results: Outcomes, lost: list[str], kill: Kill
    ) -> None:
        first = next(results)
        assert len(active_children()) == PROCESSES
        kill()
        items = [first, *results]
        assert sum(number for number, _ in items) == FILES
        found = [outcome for _, outcomes in items for outcome in outcomes]
        assert [outcome.name for outcome in found] == names()
        assert {outcome.conclusion for outcome in found} == {Conclusion.PASSED}
        assert [json.loads(outcome.json_line or "")["file"] for outcome in found] == names()
        assert lost == ["lost"]

    def test_who_is_not_killed_goes_on(self, results: Outcomes) -> None:
        next(results)
        kill_one()
        next(results)
        assert len(active_children()) == PROCESSES - 1

    def test_nobody_is_left_in_the_end(self, results: Outcomes, lost: list[str]) -> None:
        for _ in results:
            pass
        assert active_children() == []
        assert lost == []

    def test_nobody_is_left_when_the_rest_is_not_asked_for(self, results: Outcomes) -> None:
        """Whoever is busy, and here comes to nothing, is not waited for."""
        next(results)
        for child in active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGSTOP)
            os.waitid(os.P_PID, child.pid, os.WSTOPPED)
        results.close()
        assert active_children() == []


def start(folder: Path) -> subprocess.Popen[str]:
    """Start the command over one file, named so often, as a terminal does: with processes of its own."""
    return subprocess.Popen(
        [
            sys.executable,
            *("-c", "from waarmerk.cli import main; main()", "verify", "--json", "--offline"),
            *("--unsigned-trust", "trust.json", "--status-list", "list.json", "--at", "2026-11-21T12:00:00Z"),
            *("--lang", "en", "--processes", str(PROCESSES)),
            *(["good.json"] * FILES),
        ],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def children_of(process: subprocess.Popen[str]) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in listed]


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 30
    while not all(map(is_gone, pids)):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def signals(pid: int, name: str) -> int:
    """Return the bits of the signals that a process ignores (SigIgn) or lets wait (SigBlk)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.partition(":")[2], 16) for line in lines if line.startswith(name))


@IN_PROC
class TestInterrupt:
    BIT = 1 << (signal.SIGINT - 1)

    def test_the_processes_ignore_it_from_their_first_moment(self, files: list[InputFile]) -> None:
        with file_workers(PROCESSES, options()) as workers:
            pids = [child.pid or 0 for child in active_children()]
            assert all(signals(pid, "SigBlk") & self.BIT for pid in pids)
            answers = workers.outcomes([[file] for file in files[:PROCESSES]])
            assert None not in [answer for _, answer in answers]
            assert all(signals(pid, "SigIgn") & self.BIT for pid in pids)

    def test_this_process_does_not(self) -> None:
        with file_workers(PROCESSES, options()), pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@IN_PROC
class TestTheCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "good.json").write_bytes(as_bytes(signed(badge(credentialStatus=status_entry()))))
        (tmp_path / "trust.json").write_bytes(write_trust_list(TRUST_LIST))
        (tmp_path / "list.json").write_bytes(status_list())
        return tmp_path

    @pytest.fixture
    def begun(self, folder: Path) -> Iterator[subprocess.Popen[str]]:
        """The command, with more to say than a pipe holds, of which one line is read."""
        with start(folder) as process:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["conclusion"] == "passed"
            yield process
            process.kill()

    def test_it_says_so_when_processes_are_killed_and_leaves_nothing_out(
        self, begun: subprocess.Popen[str]
    ) -> None:
        for child in children_of(begun):
            os.kill(child, signal.SIGKILL)
        assert begun.stdout is not None
        assert begun.stderr is not None
        lines = [json.loads(line) for line in begun.stdout]
        assert [line["conclusion"] for line in lines] == ["passed"] * (FILES - 1)
        assert begun.wait(timeout=30) == 0
        errors = begun.stderr.read()
        assert errors.count("One of the processes that check files is gone.") == 1
        assert errors.count("\n") == 1

    def test_ctrl_c_ends_it_without_a_word(self, begun: subprocess.Popen[str]) -> None:
        children = children_of(begun)
        assert len(children) == PROCESSES
        os.killpg(begun.pid, signal.SIGINT)
        _, errors = begun.communicate(timeout=30)
        assert begun.returncode == 130
        assert errors == ""
        wait_until_gone(children)

    def test_its_processes_end_when_it_is_killed(self, begun: subprocess.Popen[str]) -> None:
        children = children_of(begun)
        begun.kill()
        wait_until_gone(children)
