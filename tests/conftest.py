"""Settings for every test: how properties are tried out, and what may be skipped where.

Sockets are disabled by the options in pyproject.toml.
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

# No deadline: a slow machine is not a bug. In CI the examples are the same every time, so that a
# change is never refused for something that was there before; `thorough` is for finding that.
settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=200, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=5_000)

IN_CI = os.environ.get("CI") == "true"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "default"))

# These run against the installed wheel, in an environment of their own: scripts/base-only-tests.
collect_ignore = ["base_only"]

NOT_SUPPORTED = "not supported: "
"""How the reason of a skip begins that is meant to stay: we do not do what the test asks for."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed, unless it is about something that we do not support."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_if_skipped_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that is skipped as a whole."""
    report = yield
    _fail_if_skipped_in_ci(report)
    return report


def _fail_if_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not (IN_CI and report.outcome == "skipped" and isinstance(report.longrepr, tuple)):
        return
    path, line, message = report.longrepr
    reason = message.removeprefix("Skipped: ")
    if not reason.startswith(NOT_SUPPORTED):
        report.outcome = "failed"
        report.longrepr = f"{path}:{line}: nothing may be skipped in CI, but this was: {reason}"
