"""Small answers one after another, each on its way before the next is begun."""

import asyncio

from verifier.web.one_by_one import OneByOne


def test_everyone_has_a_turn_in_the_order_of_coming() -> None:
    async def all_of_them() -> list[str]:
        turns, happened = OneByOne(), list[str]()

        async def one(name: str) -> None:
            await turns.turn()
            happened.append(f"{name} begins")
            # As an answer that is put on its way: it leaves in the next round of the loop.
            asyncio.get_running_loop().call_soon(happened.append, f"{name} leaves")

        await asyncio.gather(*(one(name) for name in "abc"))
        await one("d")
        await asyncio.sleep(0)
        return happened

    order = asyncio.run(all_of_them())
    assert [said for said in order if said.endswith("begins")] == [f"{name} begins" for name in "abcd"]
    assert order.index("a leaves") < order.index("c begins")
    assert order.index("b leaves") < order.index("d begins")


def test_who_is_gone_keeps_nobody_waiting() -> None:
    async def some_of_them() -> list[int]:
        turns, served = OneByOne(), list[int]()

        async def one(number: int) -> None:
            await turns.turn()
            served.append(number)

        waiting = [asyncio.create_task(one(number)) for number in range(6)]
        await asyncio.sleep(0)
        for number in (0, 2, 3, 5):
            waiting[number].cancel()
        await asyncio.wait(waiting, timeout=5)
        await asyncio.wait_for(one(6), timeout=5)
        return served

    assert asyncio.run(some_of_them()) == [1, 4, 6]
