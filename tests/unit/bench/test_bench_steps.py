"""The stopwatches, and that what they are put around exists."""

import time

import pytest

from bench.steps import STEPS
from bench.stopwatch import REST, find, steps_of
from credentials import parsing
from credentials.parsing import parse
from verifier import unpack


@pytest.mark.parametrize("function", [name for _, functions in STEPS for name in functions])
def test_what_is_timed_exists(function: str) -> None:
    owner, attribute = find(function)
    assert callable(getattr(owner, attribute))


def test_a_step_is_counted_wherever_it_was_imported() -> None:
    """The function that unpacks has imported the one that parses under its own name."""
    steps = steps_of(unpack, [b"{}", b'{"a": 1}'], [("read", ["credentials.parsing:parse"])])
    assert {step.name: step.calls for step in steps} == {"read": 1, REST: 1}


def test_afterwards_no_stopwatch_is_left() -> None:
    def fail(_data: bytes) -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - its own
        steps_of(fail, [b""], [("read", ["credentials.parsing:parse"])])
    assert parsing.parse is parse


def test_what_another_step_takes_is_not_counted_twice() -> None:
    names = [("ask", [f"{__name__}:asking"]), ("wait", [f"{__name__}:waiting"])]
    steps = steps_of(lambda data: asking(data), [b""], names)
    microseconds = {step.name: step.microseconds for step in steps}
    assert microseconds["wait"] >= 20_000 > microseconds["ask"]


def asking(_data: bytes) -> None:
    """Do nothing but have something else done."""
    waiting()


def waiting() -> None:
    """Take a while."""
    time.sleep(0.02)
