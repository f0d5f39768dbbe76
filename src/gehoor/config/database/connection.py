"""How to reach the embedded database, kept in the data folder for commands in a second terminal."""

import dataclasses
import json
import os
import secrets
from pathlib import Path

FILE = "connection.json"


@dataclasses.dataclass(frozen=True)
class ConnectionInfo:
    """Where the database listens and who may come in. `host` is the folder of a unix socket."""

    host: str
    port: int
    user: str
    password: str
    dbname: str

    @property
    def socket_path(self) -> str:
        return f"{self.host}/.s.PGSQL.{self.port}"


def read(home: Path) -> ConnectionInfo | None:
    """What the last owner of the database wrote in `home`; None before the first start."""
    try:
        return ConnectionInfo(**json.loads((home / FILE).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write(home: Path, info: ConnectionInfo) -> None:
    """Keep `info` in `home`, readable by its owner only, in one move so that nobody reads half a file."""
    new = home / f"{FILE}.{os.getpid()}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(dataclasses.asdict(info), file)
    new.replace(home / FILE)


def new_password() -> str:
    return secrets.token_urlsafe(32)
