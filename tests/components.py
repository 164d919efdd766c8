"""What a test may need that is not a Python package: asked for here, so that its absence is told apart."""

import os
from typing import NoReturn

import pytest


def missing(component: str, *, remedy: str) -> NoReturn:
    """End a test that needs ``component``: skip it, or fail it in CI, and say what to do.

    Args:
        component: What is not there.
        remedy: The command that brings it.
    """
    reason = f"{component} is missing; {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
