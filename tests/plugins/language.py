"""Each test begins in Dutch: a request of the test before may have left the thread in another language."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_dutch():
    translation.deactivate()
