"""The screen that says where everything is once the doors are open."""

from gehoor.config.environment import Environment
from gehoor.config.serve.prepare import Prepared


def show(env: Environment, prepared: Prepared, seconds: float) -> None:
    """Print addresses, log-ins and how to stop."""
    print("\n".join(lines(env, prepared, seconds)), flush=True)


def lines(env: Environment, prepared: Prepared, seconds: float):
    yield ""
    yield f"Gehoor is open (after {seconds:.1f} s)."
    yield ""
    yield f"  Web             {env.public_url}"
    yield f"  Mail comes in   smtp://127.0.0.1:{env.smtp_port} (send to it with any mail program or `swaks`)"
    yield f"  Mail goes out   without SMTP settings to {env.home / 'outgoing-mail'}, and to the page Outgoing mail"
    yield f"  Database        {'embedded PostgreSQL in ' + str(env.home) if env.is_embedded else 'DATABASE_URL'}"
    if prepared.logins:
        yield ""
        yield "  Log in (fictional people, for trying out only)"
        wide = [max(len(str(row[column])) for row in prepared.logins) for column in range(4)]
        for row in prepared.logins:
            yield "    " + "  ".join(str(cell).ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
    if prepared.admin:
        yield ""
        yield "  First administrator; this password is shown once only, so write it down"
        yield "    " + "  ".join(str(cell) for cell in prepared.admin)
    yield ""
    yield "Stop with Ctrl-C."
