"""`gehoor start` as a newcomer runs it: doors open, and a second one says where the first is.

That Ctrl-C ends it in order and leaves nothing is held where the fixture `house` stops it, after the last journey.
"""

import subprocess

import pytest

from gehoor.config.tests.test_start_the_house import COMMAND

pytestmark = pytest.mark.xdist_group("house")


def test_it_works(house):
    assert house.page() == 200
    assert f"http://localhost:{house.port}" in house.said()
    assert "Log in (fictional people" in house.said()
    again = subprocess.run(COMMAND, env=house.env, capture_output=True, text=True, check=False, timeout=120)
    assert again.returncode == 1
    assert f"Gehoor already runs on the data folder {house.home}: http://localhost:{house.port}" in again.stderr
