"""The parts of docs/performance.md that are the same for every run."""

from typing import Final

INTRODUCTION: Final = """\
# Performance

Written by `make bench`, from one run: change `bench/page.py`, not this page. Every figure stands beside
that of others who did the same work in the same run, in turn; compare those, because figures of two
runs or two machines say little about each other. Where nothing else is said, it is one process, warm,
with `eddsa-rdfc-2022`.
"""

FAIRNESS: Final = """\
## How it is measured

- **In turn.** Each engine is a process of its own that works for a fraction of a second when it is told
  to, and all take turns, every other time backwards. Ratios are made within one go around, and their
  median is told.
- **The columns.** *p50* and *p99* are the time that half of the badges stayed under, and all but one in a
  hundred. *CPU* is the processor time of all threads for one badge: Node’s garbage collector has threads
  of its own, which use the second core as well.
- **Nobody remembers a badge.** Every badge is of another learner, and each is handed to an engine once,
  as long as there are new ones left; above it says whether we ran out of them. What does not differ
  between the learners of a class may be kept: that is allowed to everybody.
- **The same work.** From an unsigned badge in memory to signed JSON; from the bytes of a signed badge
  to an answer. `batch` begins with the strings that differ per learner, which is what a spreadsheet
  holds.
- **We do more.** Our *verify* is the default policy with all its checks that need nothing from outside:
  structure and data model, proof, dates, the issuer’s place on a trust list, achievement, endorsements.
  *With status list* adds the status from a list at hand, whose own signature is checked. Node, PyLD,
  openvc-core and the first row of openbadgeslib check the proof, its purpose and, some of them, the
  dates; *everything* is openbadgeslib’s own verifier.
- **At their best.** All peers have the contexts and the public key in memory, and nobody resolves
  anything. Node’s document loader marks contexts as never changing, which lets it keep what it made of
  them, and its status check is an empty function. Peers in Python read and write JSON with orjson.
  openvc-core reads no array of proofs, so it gets the proof out of it.
- **The physical limit** is what cannot be left out: Ed25519 with libsodium, SHA-256 of the canonical
  form, base58, and reading or writing the JSON with orjson. The canonical form itself is free there, so
  nobody reaches it.
- **Memory** is the most that one process had resident; of whole jobs, of all processes together, with
  what they share counted once, looked at every 50 ms.
- **Whole jobs** are the commands as people type them, with the start of every process in it. Node’s
  side is a sample of the very same badges, timed before and after in one warm process, and scaled up;
  reading rows, choosing places in the status list, checking and storing is not asked of it.
"""
