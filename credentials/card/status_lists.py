"""Which list the number on a card stands for: the school's lists are named by purpose and number.

Spec: docs/card.md, "Status".
"""

import re
from collections.abc import Iterable
from typing import Final

from credentials.card.values import CardPlace
from credentials.status.status_entry import StatusPurpose

_LISTED: Final = re.compile(
    rf"(?P<before>.*/)(?P<name>(?P<purpose>{StatusPurpose.REVOCATION}|{StatusPurpose.SUSPENSION})"
    r"-(?P<number>[1-9][0-9]{0,4}))(?P<ending>(?:\.json)?)"
)


def place_of(url: str, index: int, *, purpose: str) -> CardPlace | None:
    """Return how a card writes a place, or None when the list has no number for this purpose."""
    listed = _LISTED.fullmatch(url)
    if listed is None or listed["purpose"] != purpose or int(listed["number"]) > 65_535:
        return None
    return CardPlace(number=int(listed["number"]), index=index)


def status_list_url(number: int, *, purpose: str, status_lists: Iterable[str]) -> str | None:
    """Return the address of a list of a school, or None when it does not follow from those that are known.

    A list that was begun after the trust list was published is not on it. Its address follows from the
    others, if all of them are in one place. That gives nobody a say over the school: whatever is there
    has to be signed with its key.

    Args:
        number: The list, as a card has it.
        purpose: ``revocation`` or ``suspension``.
        status_lists: Those that the trust list has for the school.
    """
    listed = [found for url in dict.fromkeys(status_lists) if (found := _LISTED.fullmatch(url))]
    wanted = f"{purpose}-{number}"
    exact = [found[0] for found in listed if found["name"] == wanted]
    if exact:
        return exact[0] if len(exact) == 1 else None
    shapes = {(found["before"], found["ending"]) for found in listed}
    if len(shapes) != 1:
        return None
    before, ending = shapes.pop()
    return f"{before}{wanted}{ending}"
