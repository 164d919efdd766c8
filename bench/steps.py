"""Which steps the tasks consist of, and ``python -m bench.steps``: what each of them takes."""

import tempfile
from itertools import islice
from pathlib import Path
from typing import Final

import orjson

from bench.engines.ours import issue, issue_in_batch, ready_for_batch, verifying
from bench.engines.serving import Prepared, Task
from bench.pool import Pool, make_pool
from bench.printing import show_steps
from bench.stopwatch import Step, steps_of

_WARM_UP: Final = 100
_TIMED: Final = 300

_CANONICAL: Final = "credentials.jsonld.canonical.canonical_fragments"
_MULTIFORMATS: Final = "credentials.identifiers.multiformats"
_SUITE: Final = "credentials.proofs.rdfc_suite"
_CHECKS: Final = "verifier.checks"

STEPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("read the JSON", ("credentials.parsing:parse",)),
    ("write JSON", ("orjson:dumps",)),
    (
        "emit statements",
        ("credentials.jsonld.compiled.emission:emit", "credentials.jsonld.compiled.emission:emit_in"),
    ),
    ("hash nodes", (f"{_CANONICAL}:hash_fragments",)),
    ("label nodes", (f"{_CANONICAL}:unique_names", f"{_CANONICAL}:tied_names")),
    ("write and sort lines", (f"{_CANONICAL}:written",)),
    ("known parts, and the last documents", ("credentials.jsonld.engine:canonical_bytes",)),
    ("keep proven parts", ("credentials.jsonld.fragment_cache:remember_proven",)),
    (
        "fill the template",
        ("credentials.jsonld.templates.credential_template:CredentialTemplate.canonical_bytes",),
    ),
    (
        "JSON of the template",
        ("credentials.jsonld.templates.credential_template:CredentialTemplate.json_text",),
    ),
    ("SHA-256, and the proof around it", ("credentials.proofs.batch_signing:BatchSigner.sign",)),
    ("SHA-256 of canonical forms", (f"{_SUITE}:_hash",)),
    ("configuration of the proof", (f"{_SUITE}:hash_of_configuration",)),
    ("Ed25519, sign", ("keys.backends.local_signer:LocalSigner.sign",)),
    ("Ed25519, verify", ("credentials.identifiers.multikey:PublicKey.verify",)),
    ("base58", (f"{_MULTIFORMATS}:multibase_encode", f"{_MULTIFORMATS}:multibase_decode")),
    ("add the proof", ("credentials.proofs.data_integrity:add_proof",)),
    ("verify the proof", ("credentials.proofs.data_integrity:verify_proof",)),
    ("unpack", ("verifier.unpack:unpack",)),
    ("gather", ("verifier.gathering:gather",)),
    ("find the key", ("verifier.issuer_keys:find_key",)),
    ("check: structure", (f"{_CHECKS}.structure:check_structure",)),
    ("check: proof", (f"{_CHECKS}.proof:check_proof",)),
    ("check: validity period", (f"{_CHECKS}.validity_period:check_validity_period",)),
    ("check: status", (f"{_CHECKS}.status:check_status",)),
    ("check: issuer trust", (f"{_CHECKS}.issuer_trust:check_issuer_trust",)),
    ("check: achievement", (f"{_CHECKS}.achievement:check_achievement",)),
    ("check: endorsements", (f"{_CHECKS}.endorsements:check_endorsements",)),
)
"""What is timed. A step does not count what other steps take within it."""


def time_steps(pool: Pool) -> dict[str, list[Step]]:
    """Time the steps of issuing and of verifying the badges of a pool, in this process."""
    return {
        "issue": _timed(Task(orjson.loads, issue), pool.unsigned),
        "batch": _timed(Task(ready_for_batch, issue_in_batch), pool.unsigned),
        "verify": _timed(Task(bytes.strip, verifying(with_status_list=False)), pool.signed),
    }


def _timed(task: Task[Prepared], file: Path) -> list[Step]:
    with file.open("rb") as lines:
        warm_up = [task.prepare(line) for line in islice(lines, _WARM_UP)]
        prepared = [task.prepare(line) for line in islice(lines, _TIMED)]
    for one in warm_up:
        task.run(one)
    return steps_of(task.run, prepared, STEPS)


def main() -> None:
    """Time, and print."""
    with tempfile.TemporaryDirectory(prefix="waarmerk-bench-") as name:
        show_steps(time_steps(make_pool("small", Path(name), wanted=_WARM_UP + _TIMED, seconds=10)))


if __name__ == "__main__":
    main()
