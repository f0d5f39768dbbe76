"""`gehoor start`: the whole house in one command."""

import contextlib
import fcntl
import functools
import gc
import os
import signal
import socket
import time
from pathlib import Path

from gehoor.config import environment
from gehoor.config.database import EmbeddedPostgres
from gehoor.config.environment import Environment
from gehoor.config.serve import ports, say, welcome
from gehoor.config.serve.child import Child
from gehoor.config.serve.prepare import Prepared, in_a_process
from gehoor.config.serve.supervisor import Supervisor
from gehoor.config.trouble import Trouble

WEB_PROCESSES = 2
MAIL_OPENS_WITHIN = 5.0  # seconds, after the web; if mail does not, the welcome does not wait for it


def start(empty: bool = False) -> None:
    """Serve until Ctrl-C. Raises Trouble when it cannot begin; then nothing is left running."""
    began = time.monotonic()
    env = environment.read()
    # Until the supervisor counts signals, any request to stop ends in `finally` here.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell lets what it starts with & ignore SIGINT
        signal.signal(number, signal.default_int_handler)
    with contextlib.ExitStack() as stack:
        stack.enter_context(claim(env))
        listener = stack.enter_context(ports.listen(env.bind, env.port, "GEHOOR_PORT"))
        ports.check("127.0.0.1", env.smtp_port, "GEHOOR_SMTP_PORT")
        say_hello(env)
        postgres = EmbeddedPostgres(env.home) if env.is_embedded else None
        supervisor = None
        try:
            if postgres is not None:
                if not (env.home / "postgres" / "data").exists():
                    say.stage("Making the database")
                postgres.start()
            load_django()
            prepared = in_a_process(empty, meanwhile=read_ahead)
            supervisor = run(env, listener, postgres, prepared, began)
        finally:
            if postgres is not None:
                postgres.stop(hurry=supervisor is not None and supervisor.in_a_hurry)
        say.event("Gehoor has stopped. Everything is stored.")


def say_hello(env: Environment) -> None:
    print(f"Gehoor starts. Data folder: {env.home}", flush=True)


@contextlib.contextmanager
def claim(env: Environment):
    """Hold the data folder for one `gehoor start`; a second one is told where the first one serves."""
    environment.make_home(env.home)
    path = env.home / "start.lock"
    with open(path, "a+", opener=functools.partial(os.open, mode=0o600)) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(_already_running(path, env.home)) from None
        file.truncate(0)
        file.write(f"{os.getpid()} {env.public_url}\n")
        file.flush()
        yield file


def _already_running(path: Path, home: Path) -> str:
    pid, _, address = path.read_text().strip().partition(" ")
    return (
        f"Gehoor already runs on the data folder {home}: {address or 'it is just starting'}. Nothing was changed. Stop it "
        f"with Ctrl-C in its own window (or `kill {pid}`), or set GEHOOR_HOME to another folder to run a second one."
    )


def load_django() -> None:
    """Import what all processes need once, in the parent, so that each fork is there at once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.config.settings")
    import django

    django.setup()
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    import gehoor.config.serve.web  # noqa: F401


def read_ahead() -> None:
    """Read every template and translation in the parent, or each process would with its first pages, while people wait."""
    from django.conf import settings
    from django.template import TemplateDoesNotExist, TemplateSyntaxError
    from django.template.loader import get_template
    from django.template.utils import get_app_template_dirs
    from django.utils import translation

    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Yes")
    for folder in get_app_template_dirs("templates"):
        if not folder.is_relative_to(settings.SOURCE):
            continue
        for path in folder.rglob("*.html"):
            with contextlib.suppress(TemplateDoesNotExist, TemplateSyntaxError):  # then its own page tells, and no other
                get_template(str(path.relative_to(folder)))


def run(env: Environment, listener: socket.socket, postgres, prepared: Prepared, began: float) -> Supervisor:
    """Fork the processes and watch them until a signal ends it."""
    reading, writing = os.pipe()
    children = [Child("web", functools.partial(_web, listener, writing)) for _ in range(WEB_PROCESSES)]
    children += [Child("worker", _worker), Child("mail intake", _intake)]
    supervisor = Supervisor(children, postgres)
    gc.collect()
    gc.freeze()  # keeps the memory that was imported so far shared between the processes
    supervisor.run(lambda: _welcome(env, prepared, began), reading)
    return supervisor


def _welcome(env: Environment, prepared: Prepared, began: float) -> None:
    """The web takes requests: tell where everything is, once mail comes in too."""
    ports.wait_for("127.0.0.1", env.smtp_port, MAIL_OPENS_WITHIN)
    welcome.show(env, prepared, time.monotonic() - began)


def _web(listener: socket.socket, ready: int) -> None:
    from gehoor.config.serve import web

    web.run(listener, ready)


def _worker() -> None:
    from gehoor.postroom import worker

    worker.run()


def _intake() -> None:
    from gehoor.postroom import intake

    intake.run()
