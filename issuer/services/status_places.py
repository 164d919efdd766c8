"""Give out places in status lists: at random, and so that nobody gets one that is taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from credentials.status.bitstring import MIN_LENGTH
from issuer.domain.status import StatusList, StatusPlace, StatusPurpose
from issuer.errors import StatusListFull
from issuer.ports.clock_and_chance import Chance
from issuer.ports.store import Ledger

STATUS_LIST_SIZE = MIN_LENGTH
"""131,072 entries: the least that Bitstring Status List allows, so that a learner hides in a crowd."""

# A list is left for a new one when half of it is taken: a random place is then found in two tries on
# average, and a place still says nothing about when it was given out.
_FILL_LIMIT = STATUS_LIST_SIZE // 2
_MAX_TRIES = 200


@dataclass(slots=True)
class _OpenList:
    """The newest list of a purpose, and which of its places are taken: one byte per place."""

    status_list: StatusList
    taken: bytearray
    count: int


@dataclass(slots=True)
class StatusPlaces:
    """Chooses places for credentials that are about to be made.

    The choice is only a choice: the place is the credential's once both are stored, and the store
    refuses one that another process took meanwhile.

    Attributes:
        chance: Where the places come from.
        public_base_url: Under which the lists are published.
    """

    chance: Chance
    public_base_url: str
    _newest: dict[StatusPurpose, _OpenList] = field(default_factory=dict)
    _lists: dict[StatusPurpose, int] = field(default_factory=dict)
    _begun: list[StatusList] = field(default_factory=list)

    @classmethod
    def of(cls, ledger: Ledger, chance: Chance) -> "StatusPlaces":
        """Start from what is taken in the store."""
        places = cls(chance, ledger.institution.public_base_url)
        newest: dict[StatusPurpose, StatusList] = {}
        for status_list in ledger.statuses.lists():
            newest[status_list.purpose] = status_list
            places._lists[status_list.purpose] = places._lists.get(status_list.purpose, 0) + 1
        for purpose, status_list in newest.items():
            taken = bytearray(status_list.size)
            for place in ledger.statuses.taken_places(status_list):
                taken[place] = 1
            places._newest[purpose] = _OpenList(status_list, taken, taken.count(1))
        return places

    def choose(self, purpose: StatusPurpose) -> StatusPlace:
        """Return a random free place, which is not given out again.

        Raises:
            StatusListFull: No free place turned up, which cannot happen with fair chance.
        """
        newest = self._newest.get(purpose)
        if newest is None or newest.count >= _FILL_LIMIT:
            newest = self._newest[purpose] = self._next_list(purpose)
        status_list, taken = newest.status_list, newest.taken
        for _ in range(_MAX_TRIES):
            index = self.chance.below(status_list.size)
            if not taken[index]:
                taken[index] = 1
                newest.count += 1
                return StatusPlace(status_list=status_list, index=index)
        raise StatusListFull(name=status_list.name)

    def store_lists(self, ledger: Ledger, places: Iterable[StatusPlace]) -> None:
        """Store the lists that these places are in and that are new, and those begun before them."""
        needed = {place.status_list.name for place in places}
        known = {status_list.name for status_list in ledger.statuses.lists()}
        last = max((n for n, one in enumerate(self._begun, 1) if one.name in needed), default=0)
        for status_list in self._begun[:last]:
            if status_list.name not in known:
                ledger.statuses.open_list(status_list)

    def _next_list(self, purpose: StatusPurpose) -> _OpenList:
        number = self._lists[purpose] = self._lists.get(purpose, 0) + 1
        name = f"{purpose.value}-{number}"
        status_list = StatusList(
            name=name,
            url=f"{self.public_base_url}/status/{name}.json",
            purpose=purpose,
            size=STATUS_LIST_SIZE,
        )
        self._begun.append(status_list)
        return _OpenList(status_list, bytearray(STATUS_LIST_SIZE), 0)
