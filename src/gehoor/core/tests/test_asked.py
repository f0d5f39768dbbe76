"""Many who ask at one moment are looked up together."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from gehoor.core.live.asked import AT_ONCE, Asked

pytestmark = pytest.mark.django_db


def in_a_loop(coroutine):
    """What it gives, run in a thread: the browser of another test may leave a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_who_asks_while_a_look_goes_on_is_taken_along_in_the_next():
    looks, going, on = [], threading.Event(), threading.Event()

    def look(keys):
        looks.append(keys)
        going.set()
        on.wait(10)
        return {key: key.upper() for key in keys if key != "b"}

    async def ask():
        asked = Asked(look)
        first = asyncio.create_task(asked.find("a"))
        await asyncio.to_thread(going.wait, 10)
        others = [asyncio.create_task(asked.find(key)) for key in ("b", "c", "b")]
        left = asyncio.create_task(asked.find("c"))
        await asyncio.sleep(0)
        left.cancel()
        on.set()
        return await asyncio.gather(first, *others)

    assert in_a_loop(ask()) == ["A", None, "C", None]
    assert looks == [["a"], ["b", "c"]]


def test_a_look_that_fails_is_told_to_each_and_the_next_goes_on():
    sizes = []

    def look(keys):
        sizes.append(len(keys))
        if "away" in keys:
            raise OSError
        return dict.fromkeys(keys, 1)

    async def ask():
        asked = Asked(look)
        both = await asyncio.gather(asked.find("away"), asked.find("away"), return_exceptions=True)
        crowd = await asyncio.gather(*(asked.find(str(number)) for number in range(AT_ONCE + 1)))
        return both, crowd

    both, crowd = in_a_loop(ask())
    assert [type(one) for one in both] == [OSError, OSError]
    assert crowd == [1] * (AT_ONCE + 1)
    assert sizes == [1, AT_ONCE, 1]
