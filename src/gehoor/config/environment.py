"""What the environment says: data folder, ports, database. Reads no Django, so that `gehoor mail read` starts fast."""

import contextlib
import dataclasses
import errno
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from gehoor.config.database import connection
from gehoor.config.trouble import Trouble, disk_full, is_disk_full

CLONE = Path(__file__).resolve().parents[3]
# Web processes x 8 + worker + intake + LISTEN stay under the 60 connections of the embedded database.
POOL = {"min_size": 2, "max_size": 8, "timeout": 5}


@dataclasses.dataclass(frozen=True)
class Environment:
    """All that can be set from outside. `database_url` is None for the embedded PostgreSQL in `home`."""

    home: Path
    port: int
    smtp_port: int
    bind: str
    public_url: str
    database_url: str | None
    undo_seconds: int  # in which a sent answer can be taken back; 0 sends at once
    secret_key: str = dataclasses.field(repr=False)
    letters_in: Path  # watched folder where a scanner puts letters
    embeddings: str  # address of an OpenAI-compatible embeddings endpoint; "none"; empty for the model that comes along
    embeddings_model: str
    embeddings_key: str = dataclasses.field(repr=False)
    model_url: str = ""  # of an OpenAI-compatible chat endpoint, which may put an answer in other words; empty: none
    model: str = ""
    model_key: str = dataclasses.field(default="", repr=False)

    @property
    def is_embedded(self) -> bool:
        return self.database_url is None


def read() -> Environment:
    """Read the variables and make the data folder with its secret key. Raises Trouble with the variable's name."""
    home = Path(os.environ.get("GEHOOR_HOME") or default_home()).expanduser().absolute()
    port = _port("GEHOOR_PORT", 8000)
    bind = os.environ.get("GEHOOR_BIND") or "127.0.0.1"
    shown = "localhost" if bind in ("127.0.0.1", "::1", "0.0.0.0", "::") else bind
    return Environment(
        home=home,
        port=port,
        smtp_port=_port("GEHOOR_SMTP_PORT", 2525),
        bind=bind,
        public_url=(os.environ.get("GEHOOR_PUBLIC_URL") or f"http://{shown}:{port}").rstrip("/"),
        database_url=os.environ.get("DATABASE_URL") or None,
        undo_seconds=_undo_seconds(),
        secret_key=os.environ.get("SECRET_KEY") or _kept_secret(home),
        letters_in=Path(os.environ.get("GEHOOR_LETTERS_IN") or home / "letters-in").expanduser().absolute(),
        embeddings=_embeddings(),
        embeddings_model=os.environ.get("GEHOOR_EMBEDDINGS_MODEL") or "multilingual-e5-small",
        embeddings_key=os.environ.get("GEHOOR_EMBEDDINGS_KEY", ""),
        model_url=_endpoint("GEHOOR_MODEL_URL"),
        model=os.environ.get("GEHOOR_MODEL") or "",
        model_key=os.environ.get("GEHOOR_MODEL_KEY") or "",
    )


def _embeddings() -> str:
    """Raises Trouble for what is neither an address nor `none`."""
    chosen = os.environ.get("GEHOOR_EMBEDDINGS", "").strip()
    if chosen and chosen != "none" and not chosen.startswith(("https://", "http://")):
        raise Trouble("GEHOOR_EMBEDDINGS is the address of an embeddings endpoint, or none, or left out.")
    return chosen


def _endpoint(name: str) -> str:
    """An address that what we tell may go to: encrypted, or on this machine."""
    address = os.environ.get(name) or ""
    parts = urlsplit(address)
    is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if address and not (is_here or (parts.scheme == "https" and parts.hostname)):
        raise Trouble(f"{name} must begin with https:// (or be on this machine). Nothing was started.")
    return address


def default_home() -> Path:
    """`data` in the clone when run from one, else the place that the XDG rules give."""
    if (CLONE / "bin" / "start").exists():
        return CLONE / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "gehoor"


def database_parameters(env: Environment) -> dict:
    """How libpq reaches the database; the embedded one as its supervisor wrote it down in the data folder."""
    if env.database_url:
        return {"dbname": "gehoor", **_parse(env.database_url)}
    info = connection.read(env.home)
    # Before the first start there is nothing to reach; then the settings still load and only a query fails.
    nowhere = {"host": str(env.home / "postgres" / "socket"), "port": "", "user": "gehoor", "dbname": "gehoor"}
    return dataclasses.asdict(info) if info else nowhere


def database_settings(env: Environment) -> dict:
    """Django's DATABASES["default"]."""
    parameters = database_parameters(env)
    return {
        "ENGINE": "gehoor.core.postgresql",
        "NAME": parameters.pop("dbname"),
        "USER": parameters.pop("user", ""),
        "PASSWORD": parameters.pop("password", ""),
        "HOST": parameters.pop("host", ""),
        "PORT": str(parameters.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # else each connection of the pool fails one page after a restart of the database
        # Statements used often are prepared once a connection: planning them anew took a third of the time of intake.
        "OPTIONS": {**parameters, "pool": dict(POOL), "server_side_binding": True, "prepare_threshold": 5},
    }


def _parse(url: str) -> dict:
    from psycopg import ProgrammingError  # late: heavy, and `gehoor mail read` never comes here
    from psycopg.conninfo import conninfo_to_dict

    try:
        if not url.startswith(("postgres://", "postgresql://")):
            raise ProgrammingError("the address does not begin with postgres://")
        return conninfo_to_dict(url)
    except ProgrammingError:
        # The address holds a password, so neither it nor the driver's message about it is shown.
        raise Trouble(
            "DATABASE_URL is not an address of a PostgreSQL database. Nothing was changed. It should look like "
            "postgres://user:password@host:5432/database."
        ) from None


def _port(variable: str, default: int) -> int:
    value = os.environ.get(variable) or str(default)
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise Trouble(f"{variable} is '{value}', which is not a port number (1 to 65535). Nothing was changed.")
    return int(value)


def _undo_seconds() -> int:
    value = os.environ.get("GEHOOR_UNDO_SECONDS") or "10"
    if not value.isascii() or not value.isdigit() or int(value) > 60:
        raise Trouble(f"GEHOOR_UNDO_SECONDS is '{value}', which is not a number from 0 to 60. Nothing was changed.")
    return int(value)


def make_home(home: Path) -> None:
    """Make the data folder for its owner only. Raises Trouble when it cannot be one."""
    with _telling(home):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept_secret(home: Path) -> str:
    """The key in `home`/secret-key, made at the first call; two first calls at once get the same key."""
    make_home(home)
    file = home / "secret-key"
    with _telling(home):
        if not file.exists():
            new = home / f"secret-key.{os.getpid()}.new"
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as half:
                half.write(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):  # another process was quicker
                os.link(new, file)
            new.unlink()
        if key := file.read_text().strip():
            return key
    raise Trouble(f"{file} is empty. Remove it and start again; people will have to log in again.")


@contextlib.contextmanager
def _telling(home: Path):
    """Turn errors of the data folder into sentences."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(home) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise Trouble(
                f"The data folder {home} cannot be used: {error.strerror}. Nothing was changed. Make it a folder of the "
                "account that starts Gehoor, or set GEHOOR_HOME to another one."
            ) from error
        raise
