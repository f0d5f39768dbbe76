"""Which worker runs what: tests of one `xdist_group` together, first, on one worker; all others where there is room.

xdist 3.8 writes the group behind a test's id, which pytest 9.2 ignores (pytest-xdist issue 1386): every worker would start
a house of its own. So the group is read from the file that names it.
"""

import functools
import re
from pathlib import Path

from xdist.scheduler.loadscope import LoadScopeScheduling

GROUP = re.compile(r'xdist_group\("([a-z]+)"\)')


def pytest_xdist_make_scheduler(config, log):
    """Take the place of `--dist loadgroup`."""
    return Sharing(config, log) if config.getvalue("dist") == "loadgroup" else None


class Sharing(LoadScopeScheduling):
    """A scope is a group or one test; the largest goes first, so that no worker is left with it in the end."""

    def _split_scope(self, nodeid):
        return group_of(self.config.rootpath / nodeid.partition("::")[0]) or nodeid


@functools.cache
def group_of(file: Path) -> str | None:
    """The group that all tests of this file are in, if any."""
    found = GROUP.search(file.read_text())
    return found and found[1]
