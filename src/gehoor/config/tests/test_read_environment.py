"""What comes in through environment variables."""

import pytest

from gehoor.config import environment
from gehoor.config.database import ConnectionInfo, connection
from gehoor.config.trouble import Trouble


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    for name in ("GEHOOR_PORT", "GEHOOR_SMTP_PORT", "GEHOOR_BIND", "GEHOOR_PUBLIC_URL", "DATABASE_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GEHOOR_HOME", str(tmp_path / "home"))


def test_it_works(tmp_path):
    env = environment.read()
    assert (env.home, env.port, env.smtp_port) == (tmp_path / "home", 8000, 2525)
    assert env.public_url == "http://localhost:8000"
    assert env.is_embedded


def test_secret_key_is_made_once_and_kept_to_its_owner(tmp_path):
    first = environment.read()
    assert len(first.secret_key) > 50
    assert environment.read().secret_key == first.secret_key
    assert (tmp_path / "home/secret-key").stat().st_mode & 0o777 == 0o600
    assert first.secret_key not in repr(first)


@pytest.mark.parametrize("value", ["0", "70000", "http", "-1", "²"])
def test_wrong_port_is_named(monkeypatch, value):
    monkeypatch.setenv("GEHOOR_PORT", value)
    with pytest.raises(Trouble, match="GEHOOR_PORT is"):
        environment.read()


def test_home_that_is_a_file(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("GEHOOR_HOME", str(tmp_path / "file"))
    with pytest.raises(Trouble, match="cannot be used"):
        environment.read()


def test_database_url(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db.example:5433/story?sslmode=require")
    settings = environment.database_settings(environment.read())
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "5433", "story")
    assert settings["PASSWORD"] == "p@ss"
    assert settings["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://me:secret@db/x", "postgres://me:secret@[db/x", "secret"])
def test_wrong_database_url_does_not_show_its_password(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Trouble, match="DATABASE_URL is not an address") as caught:
        environment.database_settings(environment.read())
    assert "secret" not in str(caught.value)


def test_embedded_database_is_found_by_its_file(tmp_path):
    env = environment.read()
    assert environment.database_settings(env)["NAME"] == "gehoor"
    connection.write(env.home, ConnectionInfo("/run/x", 5432, "gehoor", "word", "gehoor"))
    settings = environment.database_settings(env)
    assert (settings["HOST"], settings["PASSWORD"]) == ("/run/x", "word")
