"""Where the tests find what is not theirs."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VECTORS = Path(os.environ.get("WAARMERK_VECTORS", ROOT.parent / "shared" / "vectors"))


def vectors(folder: str) -> Path:
    """Return a folder of published test vectors, or skip the test that asks for it.

    With ``VECTORS_REQUIRED=1``, as in CI, absence is a failure.
    """
    path = VECTORS / folder
    if not path.is_dir():
        reason = f"the published vectors {folder!r} are not in {VECTORS}; see tests/README.md"
        if os.environ.get("VECTORS_REQUIRED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def domain_examples() -> Path:
    """Return the folder with the worked examples of the domain, or skip the test that asks for it."""
    path = Path(os.environ.get("WAARMERK_DOMAIN", ROOT.parent / "shared" / "domain")) / "examples"
    if not path.is_dir():
        reason = f"the worked examples are not in {path}; see tests/README.md"
        if os.environ.get("VECTORS_REQUIRED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
