"""A fuzzer that watches the branches of our code looks for anything but our own errors.

A minute in CI, a few seconds elsewhere; ``FUZZ_SECONDS`` says another time.
"""

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.documents import KINDS, corpus
from tests.paths import ROOT

SECONDS = int(os.environ.get("FUZZ_SECONDS", "60" if os.environ.get("CI") == "true" else "5"))
MEGABYTES = 512
LARGEST_INPUT = 20_000
SECONDS_TO_HANG = 20
"""Of wall time, after which libFuzzer gives up an input. The bound on CPU time is in the target."""


@pytest.mark.slow
def test_nothing_but_our_own_errors_comes_out(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, specimen in enumerate(corpus(4 * len(KINDS), seed="fuzz")):
        (seeds / f"{number}.json").write_text(json.dumps(specimen.document), encoding="utf-8")
    run = subprocess.run(
        [
            # A process starts with the peak of memory of whoever forked it: here, of a small shell.
            *("sh", "-c", '"$@"; exit $?', "sh"),
            sys.executable,
            "-m",
            "tests.fuzz.engine_target",
            seeds,
            f"-max_total_time={SECONDS}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LARGEST_INPUT}",
            f"-timeout={SECONDS_TO_HANG}",
            f"-artifact_prefix={tmp_path}/found-",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SECONDS + 120,
    )
    assert run.returncode == 0, f"{run.stderr[-4000:]}\n{found_in(tmp_path)}"
    done = re.search(r"Done (\d+) runs", run.stderr)
    assert done is not None, run.stderr[-4000:]
    assert int(done[1]) > 10 * SECONDS


def found_in(folder: Path) -> str:
    """Return the input that did it, in a form that survives a log: decode it to a file and run that."""
    return "\n".join(
        f"{path.name}, base64: {base64.b64encode(path.read_bytes()).decode()}"
        for path in sorted(folder.glob("found-*"))
    )
