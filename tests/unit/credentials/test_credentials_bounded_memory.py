"""What was derived is kept within a bound; what is used stays."""

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor

from credentials.jsonld.bounded_memory import BoundedMemory, Remembered


class Text(Remembered):
    def __init__(self, size: int = 1) -> None:
        super().__init__(size)


def test_the_entry_that_was_not_used_goes_first() -> None:
    memory, owner = BoundedMemory(max_entries=3, max_bytes=100), dict[Hashable, Text]()
    for key in "abc":
        memory.keep(owner, key, Text())
    memory.keep(owner, "d", Text())  # all were used once, so the oldest one goes
    assert list(owner) == ["b", "c", "d"]
    owner["b"].used = True
    memory.keep(owner, "e", Text())
    assert list(owner) == ["b", "d", "e"]
    assert len(memory) == 3


def test_bytes_are_bounded() -> None:
    memory, owner = BoundedMemory(max_entries=100, max_bytes=100), dict[Hashable, Text]()
    for key in range(30):
        memory.keep(owner, key, Text(20))
    assert len(owner) == 5
    assert memory.bytes == 100
    memory.keep(owner, "large", Text(26))
    assert "large" not in owner
    assert len(owner) == 5


def test_entries_of_several_owners_share_the_bound() -> None:
    memory = BoundedMemory(max_entries=4, max_bytes=100)
    owners = [dict[Hashable, Text]() for _ in range(10)]
    for owner in owners:
        memory.keep(owner, "x", Text())
    assert sum(map(len, owners)) == 4
    assert [len(owner) for owner in owners[-4:]] == [1] * 4


def test_what_is_known_already_stays_the_same() -> None:
    memory, owner = BoundedMemory(max_entries=4, max_bytes=100), dict[Hashable, Text]()
    first = Text()
    memory.keep(owner, "x", first)
    memory.keep(owner, "x", Text())
    assert owner["x"] is first
    assert memory.bytes == 1


def test_many_threads_keep_the_account() -> None:
    memory, owner = BoundedMemory(max_entries=50, max_bytes=10_000), dict[Hashable, Text]()

    def work(seed: int) -> None:
        for number in range(500):
            key = (seed * number) % 97
            entry = owner.get(key)
            if entry is None:
                memory.keep(owner, key, Text(3))
            else:
                entry.used = True

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(1, 9)))
    assert len(memory) == len(owner) == 50
    assert memory.bytes == 150
