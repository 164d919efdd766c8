"""``kill -9`` at any moment, then the same command again: nothing is lost and nothing is there twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from issuer.cli import app
from issuer.office import Office, open_office
from issuer.self_check import SelfCheck
from issuer.settings import read_settings
from tests.awards_for_tests import BARE_MODULE, ISSUER
from tests.issuer_for_tests import HEADER, csv_file, keep_module, learner_row
from tests.keyrings_for_tests import write_passphrase
from tests.paths import ROOT

LEARNERS = 150
BATCH = 3
ROUNDS = 4
PROCESSES = 2


def command(home: Path, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "issuer.cli", *map(str, arguments), "--home", str(home)]


def environment(home: Path) -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "WAARMERK_PASSPHRASE_FILE": str(home.parent / "passphrase"),
        "WAARMERK_BATCH_SIZE": str(BATCH),
        "WAARMERK_PROCESSES": str(PROCESSES),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(home: Path, *arguments: str | Path) -> None:
    subprocess.run(
        command(home, *arguments),
        check=True,
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        timeout=120,
    )


def start(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(home, "issue"),
        env=environment(home),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that sign, once they are there."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        found = [int(child) for child in children.read_text().split()]
        if len(found) == PROCESSES:
            return found
        time.sleep(0.005)
    raise AssertionError("no workers")


def wait_for_a_batch(home: Path, process: subprocess.Popen[bytes], before: int) -> None:
    deadline = time.monotonic() + 60
    while stored(home) == before and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; one that nobody waited for stays in the table for a while."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def stored(home: Path) -> int:
    connection = sqlite3.connect(f"file:{home / 'waarmerk.db'}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM credential").fetchone()[0])
    finally:
        connection.close()


def prepare(home: Path, *arguments: str | Path) -> None:
    """Run a command in this process, which is faster."""
    done = CliRunner().invoke(app, [*map(str, arguments), "--home", str(home)])
    assert done.exit_code == 0, done.output


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An exam board with a class to issue."""
    home = tmp_path / "home"
    passphrase = write_passphrase(tmp_path / "passphrase")
    prepare(home, "init", "--controller", ISSUER.id, "--name", "ROC Test", "--passphrase-file", passphrase)
    with open_office(read_settings(home=home)) as office:
        keep_module(office, BARE_MODULE)
    results = tmp_path / "results.csv"
    results.write_bytes(csv_file(HEADER, *(learner_row(number) for number in range(LEARNERS))))
    prepare(home, "import", results, "--by", "u-017")
    prepare(home, "decide", "--number", "EC-1", "--date", "1-7-2026", "--by", "u-003", "--by", "u-009")
    return home


def assert_every_learner_has_one_that_verifies(office: Office, home: Path) -> None:
    institution = office.institution()
    found = list(office.read_credentials.all(institution.id))
    assert len(found) == LEARNERS
    assert len({one.learner.id for one in found}) == LEARNERS
    assert len({one.issued.id for one in found}) == LEARNERS
    keys = office.public_keys(institution)
    trust_list = office.make_trust_list(institution.id, keys)
    status_lists = {
        f"{institution.public_base_url}/status/{file.name}": file.read_bytes()
        for file in (home / "public" / "status").glob("*.json")
    }
    check = SelfCheck(trust_list=trust_list, status_lists=status_lists)
    for one in found[:: LEARNERS // 8]:
        check(one.signed.json_bytes or b"", at=office.clock())
        check((one.signed.jwt or "").encode(), at=office.clock())
    with office.uow.read(institution.id) as ledger:
        places = [ledger.statuses.places(one.issued.id) for one in found]
        signed = [
            entry.subject
            for entry in ledger.audit.entries("signature")
            if entry.details["purpose"] == "credential"
        ]
        assert ledger.statuses.taken(ledger.statuses.lists()[0]) == LEARNERS
    assert {len(each) for each in places} == {1}
    assert len({each[0].index for each in places}) == LEARNERS
    assert sorted(signed) == sorted(2 * [one.issued.id for one in found])


@pytest.mark.slow
def test_killed_at_random_moments(home: Path) -> None:
    moments = random.Random()  # noqa: S311 - any moment will do, and each run may try others
    halfway = 0
    for _ in range(ROUNDS):
        before = stored(home)
        if before == LEARNERS:
            break
        process = start(home)
        workers = workers_of(process)
        wait_for_a_batch(home, process, before)
        # A batch was just committed: the next one is under way for as long as it takes to sign it.
        time.sleep(moments.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        after = stored(home)
        assert after % BATCH == 0
        deadline = time.monotonic() + 30
        while not all(map(is_gone, workers)) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert all(map(is_gone, workers))
        halfway += before < after < LEARNERS
    assert halfway >= 1
    run(home, "issue")
    with open_office(read_settings(home=home)) as office:
        assert_every_learner_has_one_that_verifies(office, home)


@pytest.mark.slow
@pytest.mark.parametrize("which", range(PROCESSES))
def test_a_worker_is_killed_and_the_other_goes_on(home: Path, which: int) -> None:
    process = start(home)
    workers = workers_of(process)
    wait_for_a_batch(home, process, 0)
    os.kill(workers[which], signal.SIGKILL)
    assert process.wait(timeout=120) == 0
    with open_office(read_settings(home=home)) as office:
        assert_every_learner_has_one_that_verifies(office, home)


@pytest.mark.slow
def test_every_worker_is_killed_and_the_next_run_goes_on(home: Path) -> None:
    process = start(home)
    workers = workers_of(process)
    wait_for_a_batch(home, process, 0)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    assert process.wait(timeout=120) == 1
    assert 0 < stored(home) < LEARNERS
    assert stored(home) % BATCH == 0
    run(home, "issue")
    with open_office(read_settings(home=home)) as office:
        assert_every_learner_has_one_that_verifies(office, home)


@pytest.mark.slow
def test_ctrl_c_stops_between_batches(home: Path) -> None:
    process = start(home)
    workers = workers_of(process)
    wait_for_a_batch(home, process, 0)
    for pid in (process.pid, *workers):  # as a terminal does
        os.kill(pid, signal.SIGINT)
    assert process.wait(timeout=60) != 0
    assert all(map(is_gone, workers))
    assert 0 < stored(home) < LEARNERS
    assert stored(home) % BATCH == 0
    run(home, "issue")
    with open_office(read_settings(home=home)) as office:
        assert_every_learner_has_one_that_verifies(office, home)


@pytest.mark.slow
def test_two_processes_at_once(home: Path) -> None:
    both = [start(home), start(home)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    with open_office(read_settings(home=home)) as office:
        assert_every_learner_has_one_that_verifies(office, home)


@pytest.mark.slow
def test_killed_before_the_first_signature(home: Path) -> None:
    for pause in (0.05, 0.3, 0.6):
        process = start(home)
        time.sleep(pause)
        process.kill()
        process.wait(timeout=30)
    run(home, "issue")
    assert stored(home) == LEARNERS
