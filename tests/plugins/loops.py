"""Coroutines of ours in a test: a browser keeps an event loop in the tests' own thread, beside which none can begin."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import async_to_sync

PATIENCE = 60  # seconds


@pytest.fixture
def run_through():
    """`run_through(coroutine_function, *arguments)`: its result; in a thread of its own, on this one's database line."""
    from django.db import connections

    def run(deed, *arguments):
        line = connections["default"]

        def apart():
            connections["default"] = line
            return async_to_sync(deed)(*arguments)

        line.inc_thread_sharing()
        try:
            with ThreadPoolExecutor(1) as thread:
                return thread.submit(apart).result(PATIENCE)
        finally:
            line.dec_thread_sharing()

    return run
