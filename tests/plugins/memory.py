"""Python looks for rubbish seldom: going through all tests and all of Django for it took a seventh of a worker's time.

What is no part of a circle goes at once, as ever.
"""

import gc


def pytest_configure():
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish():
    """What is there by now stays to the end."""
    gc.freeze()
