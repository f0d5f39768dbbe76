"""The `gehoor` command: what it says, and with which exit code it leaves."""

import json
import os
import socket
import subprocess
import sys

import pytest
from django.db import OperationalError, ProgrammingError
from psycopg.errors import UndefinedTable

from gehoor.config.command import known_trouble
from gehoor.config.serve import ports
from gehoor.config.trouble import Trouble


@pytest.fixture
def gehoor(tmp_path):
    def run(*words, **variables):
        env = {**os.environ, "GEHOOR_HOME": str(tmp_path / "home"), **variables}
        command = [sys.executable, "-m", "gehoor.config.command", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_it_works(gehoor, words):
    done = gehoor(*words)
    assert done.returncode == 0
    assert "gehoor start" in done.stdout
    assert "GEHOOR_PORT" in done.stdout


@pytest.mark.parametrize("words", [["strat"], ["mail"], ["mail", "read"], ["mail", "read", "--xml", "a"], ["start", "--fast"], ["worker", "now"]])
def test_what_is_not_there(gehoor, words, tmp_path):
    done = gehoor(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("gehoor: ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home/postgres").exists()


def test_port_in_use_names_the_variable(gehoor, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = gehoor("start", GEHOOR_PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use by another program. Nothing was changed." in done.stderr
    assert f"GEHOOR_PORT={port + 1}" in done.stderr
    assert not (tmp_path / "home/postgres").exists()


def test_two_programs_cannot_both_claim_a_port():
    first = ports.listen("127.0.0.1", 0, "GEHOOR_PORT")
    with first, pytest.raises(Trouble, match="GEHOOR_SMTP_PORT="):
        ports.check("127.0.0.1", first.getsockname()[1], "GEHOOR_SMTP_PORT")


def test_a_line_whose_other_side_vanished_is_noticed():
    """Linux keeps a line for a quarter of an hour that nobody confirms anything on, and a chat on it would seem open."""
    with ports.listen("127.0.0.1", 0, "GEHOOR_PORT") as listener, socket.create_connection(listener.getsockname()):
        line, _address = listener.accept()
        with line:
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == ports.GONE_AFTER * 1000


def test_database_that_is_away(gehoor, tmp_path):
    done = gehoor("migrate", DATABASE_URL=f"postgres://me:secret@/x?host={tmp_path}")
    assert done.returncode == 1
    assert "The database does not answer (the server of DATABASE_URL). What was stored is kept." in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_mail_is_read_without_a_data_folder(gehoor, tmp_path):
    (tmp_path / "letter.eml").write_bytes(b"From: Jan <jan@example.org>\nSubject: Lindelaan\n\nDag!\n")
    done = gehoor("mail", "read", str(tmp_path / "letter.eml"), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["subject"] == "Lindelaan"
    assert not (tmp_path / "home").exists()


def test_full_disk():
    error = OperationalError("could not extend file")
    error.__cause__ = OSError(28, "No space left on device")
    assert "no room left on the disk" in str(known_trouble(error))


def test_a_defect_is_not_hidden():
    assert known_trouble(ValueError("defect")) is None


def test_tables_that_are_not_there():
    error = ProgrammingError("relation does not exist")
    error.__cause__ = UndefinedTable()
    assert "The database has no tables yet" in str(known_trouble(error))


@pytest.mark.slow
def test_a_new_folder_is_enough_to_try_the_assistant(gehoor, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    file = tmp_path / "questions.txt"
    file.write_bytes("\ufeffik wil een mens spreken\r\n\r\nwat kost een paspoort\r\n".encode())

    done = gehoor("assistant", "ask", str(file), "--json", GEHOOR_EMBEDDINGS="none")

    assert done.returncode == 0, done.stderr
    assert [row["question"] for row in json.loads(done.stdout)] == ["ik wil een mens spreken", "wat kost een paspoort"]
    assert "making its tables" in done.stderr
