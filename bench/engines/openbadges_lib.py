"""The peer openbadgeslib: its proof alone, and its whole verifier."""

from typing import Any

import orjson
from openbadgeslib.ob3 import OB3LdpVerifier, add_data_integrity_proof, verify_data_integrity_proof

from bench.engines.serving import Task, serve
from bench.engines.setting import CREATED, METHOD, private_pem, public_pem

_PRIVATE_PEM = private_pem()
_PUBLIC_PEM = public_pem()
# With the key pinned nothing is resolved, and the peer does the same work each time.
_VERIFIER = OB3LdpVerifier(_PUBLIC_PEM)


def issue(badge: dict[str, Any]) -> bytes:
    """Sign one badge, by the way that checks least."""
    return orjson.dumps(add_data_integrity_proof(badge, _PRIVATE_PEM, METHOD, created=CREATED))


def verify(data: bytes) -> None:
    """Verify the proof alone."""
    verify_data_integrity_proof(orjson.loads(data), _PUBLIC_PEM)


def verify_whole(data: bytes) -> None:
    """Verify with everything that it checks offline."""
    _VERIFIER.verify(data)


def main() -> None:
    """Serve the tasks."""
    serve(
        {
            "issue": Task(orjson.loads, issue),
            "verify": Task(bytes.strip, verify),
            "verify, everything": Task(bytes.strip, verify_whole),
        }
    )


if __name__ == "__main__":
    main()
