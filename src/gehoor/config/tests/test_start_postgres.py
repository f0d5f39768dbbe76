"""The embedded PostgreSQL: first start, later starts, crashes, crowds and awkward folders."""

import dataclasses
import os
import signal
import subprocess
import sys

import psycopg
import pytest

from gehoor.config.database import EmbeddedPostgres, connection, sockets
from gehoor.config.database.account import Account
from gehoor.config.database.cluster import ready_pid, trouble_from
from gehoor.config.tests.processes import running_in, wait_until
from gehoor.config.trouble import Trouble

# Starts, tells the process id of the server, and stops when its standard input ends.
OWNER = """
import sys; from pathlib import Path
from gehoor.config.database import EmbeddedPostgres
from gehoor.config.database.cluster import ready_pid
postgres = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
postgres.start()
print(ready_pid(Path(sys.argv[1])), flush=True)
sys.stdin.read()
postgres.stop()
"""


def query(info, sql):
    with psycopg.connect(**dataclasses.asdict(info), autocommit=True) as session:
        done = session.execute(sql)
        return done.fetchone()[0] if done.description else None


def another_owner(home):
    return subprocess.Popen(
        [sys.executable, "-c", OWNER, home], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def home(tmp_path):
    return tmp_path / "data folder"  # a space, since people have them


@pytest.fixture
def postgres(home):
    server = EmbeddedPostgres(home, durable=False)
    yield server
    server.stop()


def test_it_works(postgres, home):
    info = postgres.start()
    assert postgres.is_running()
    for extension in ("pg_trgm", "unaccent", "btree_gin", "citext"):
        query(info, f"CREATE EXTENSION {extension}")
    query(info, "CREATE TABLE kept AS SELECT 'ja' AS word")
    postgres.stop()
    assert not postgres.is_running()
    assert not running_in(home)
    assert query(postgres.start(), "SELECT word FROM kept") == "ja"


def test_nobody_else_gets_in(postgres, home):
    info = postgres.start()
    assert (home / "connection.json").stat().st_mode & 0o077 == 0
    assert os.stat(info.host).st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError):
        query(dataclasses.replace(info, password="guess"), "SELECT 1")
    with pytest.raises(psycopg.OperationalError):
        query(dataclasses.replace(info, user="postgres"), "SELECT 1")


def test_lost_password_is_replaced(postgres, home):
    postgres.start()
    postgres.stop()
    (home / "connection.json").unlink()
    assert query(postgres.start(), "SELECT 1") == 1


def test_crash_of_the_server_is_survived(home):
    postgres = EmbeddedPostgres(home)
    try:
        info = postgres.start()
        query(info, "CREATE TABLE kept ()")
        os.kill(ready_pid(home), signal.SIGKILL)
        wait_until(postgres.is_gone)
        # The first tries may come before the orphans of the killed server have gone.
        wait_until(lambda: postgres.is_running() or (postgres.is_gone() and postgres.launch() and False))
        assert query(info, "SELECT count(*) FROM kept") == 0
    finally:
        postgres.stop()


def test_kill_9_of_the_owner_leaves_nothing_running(postgres, home):
    owner = another_owner(home)
    assert int(owner.stdout.readline()) in running_in(home)
    owner.kill()
    owner.communicate()
    wait_until(lambda: not running_in(home))
    postgres.start()


def test_stale_process_id_of_another_program(postgres, home):
    postgres.start()
    postgres.stop()
    (home / "postgres/data/postmaster.pid").write_text(f"{os.getppid()}\n")
    postgres.start()
    assert postgres.is_running()


def test_eight_first_starts_at_once(home):
    owners = [another_owner(home) for _ in range(8)]
    try:
        assert len({owner.stdout.readline() for owner in owners}) == 1
    finally:
        for owner in owners:
            owner.stdin.close()
        for owner in owners:
            owner.wait()
            owner.stdout.close()
    assert not running_in(home)


def test_who_attached_takes_over(postgres, home):
    owner = another_owner(home)
    owner.stdout.readline()
    postgres.start()
    owner.communicate()
    assert postgres.is_gone()
    wait_until(postgres.launch)
    wait_until(postgres.is_running)


def test_long_path_gets_a_short_socket_folder(tmp_path):
    postgres = EmbeddedPostgres(tmp_path / ("lang" * 30), durable=False)
    try:
        info = postgres.start()
        assert query(info, "SELECT 1") == 1
        assert len(info.host) <= sockets.LONGEST
    finally:
        postgres.stop()


def test_socket_folder_of_somebody_else_is_not_used(tmp_path, monkeypatch):
    ours = Account(os.geteuid(), os.getegid(), drops=False)
    (tmp_path / "postgres" / "socket").mkdir(parents=True)
    (tmp_path / "postgres" / "socket").chmod(0o777)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    folder = sockets.folder_for(tmp_path, ours)
    assert folder != tmp_path / "postgres" / "socket"
    sockets.remove(folder)


def test_another_major_version_is_refused_and_kept(postgres, home):
    postgres.start()
    postgres.stop()
    version = home / "postgres/data/PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(Trouble, match=r"made by PostgreSQL 17; this Gehoor carries PostgreSQL 18\. Nothing was changed"):
        postgres.start()
    assert version.read_text() == "17\n"


def test_broken_off_first_start_is_redone(postgres, home):
    half = home / "postgres/data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert query(postgres.start(), "SELECT 1") == 1


def test_a_start_that_fails_says_why(postgres, home):
    postgres.start()
    postgres.stop()
    (home / "postgres/data/local.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(Trouble, match="The data is kept"):
        postgres.start()
    assert not running_in(home)


def test_full_disk_is_told_as_such(tmp_path):
    trouble = trouble_from('FATAL: could not write "x": No space left on device', tmp_path)
    assert "no room left on the disk" in str(trouble)


def test_connection_file_is_read_whole_or_not(home):
    home.mkdir()
    (home / connection.FILE).write_text('{"host": ')
    assert connection.read(home) is None
