"""Playwright's own event loop, kept away from tests without a browser."""

import asyncio

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Once a browser was used, its loop counts as running in the tests' thread: whatever begins a loop there would fail.

    Only `asyncio.events` can set that aside for a while (https://docs.python.org/3/library/asyncio-extending.html).
    """
    if "playwright" in item.fixturenames:
        return (yield)
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(running)
