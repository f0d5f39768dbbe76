"""Settings kept in a process: only while it hears of changes, and never what was read before one."""

import pytest

from gehoor.core import kept


@pytest.fixture
def hears():
    kept.hears(True)
    yield
    kept.hears(False)


class House:
    """A row that counts how often it was looked at."""

    def __init__(self):
        self.looks, self.meanwhile = 0, lambda: None

    def read(self):
        self.looks += 1
        found = {"name": f"look {self.looks}"}
        self.meanwhile()
        return found


def test_one_look_until_it_changes(hears):
    house = House()
    assert kept.settings("house.", house.read) == kept.settings("house.", house.read) == {"name": "look 1"}
    kept.changed("conversation.closed")
    assert kept.settings("house.", house.read)["name"] == "look 1"
    kept.changed("house.changed")
    assert kept.settings("house.", house.read)["name"] == "look 2"


def test_what_changed_while_it_was_read_is_looked_at_again(hears):
    house = House()
    house.meanwhile = lambda: kept.changed("house.changed")
    kept.settings("house.", house.read)
    house.meanwhile = lambda: None
    assert kept.settings("house.", house.read)["name"] == "look 2"


def test_who_changes_theirs_changes_nobody_elses(hears):
    house = House()
    kept.settings("house.", house.read)["name"] = "mine"
    assert kept.settings("house.", house.read)["name"] == "look 1"


def test_nothing_is_kept_where_nobody_hears():
    house = House()
    kept.settings("house.", house.read)
    assert kept.settings("house.", house.read)["name"] == "look 2"
