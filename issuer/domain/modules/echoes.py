"""What follows from something else that is wrong with a file is not told beside it."""

from collections.abc import Sequence
from typing import Final

from issuer.domain.findings import Finding, Severity

_CONSEQUENCES: Final = frozenset({"not_buildable", "eu_element_missing"})
"""Of whatever else is wrong with the file."""
_SAID_BETTER: Final = ("no_learning_outcomes", "eu_element_missing")
"""What another finding about the same place says better; the later of these the least."""
_ALWAYS_TOLD: Final = "bsn_in_text"


def without_echoes(ruled: Sequence[Finding], read: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is worth telling of what the rules say.

    Left out is what they say of a place where reading went wrong already, what can only be as long as
    something is wrong, what another of them says better of the same place, and a hint about something of
    which a part was spoken of.

    Args:
        ruled: What the rules say.
        read: What was said when the file was read.
    """
    wrong = [one for one in read if one.severity is Severity.ERROR or one.code == "key_missing_yet"]
    has_errors = any(one.severity is Severity.ERROR for one in wrong)
    told = [
        one
        for one in ruled
        if one.code == _ALWAYS_TOLD
        or not (
            (has_errors and one.code in _CONSEQUENCES)
            or any(_is_within(one.pointer, place.pointer) for place in wrong)
            or (one.severity is Severity.INFO and any(_is_below(said.pointer, one.pointer) for said in read))
        )
    ]
    for code in reversed(_SAID_BETTER):
        better = {one.pointer for one in told if one.severity is Severity.ERROR and one.code != code}
        told = [one for one in told if one.code != code or one.pointer not in better]
    return tuple(told)


def _is_within(pointer: str, place: str) -> bool:
    return pointer == place or _is_below(pointer, place)


def _is_below(pointer: str, place: str) -> bool:
    return pointer.startswith(f"{place}/")
