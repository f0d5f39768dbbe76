"""A real Dovecot for tests: own configuration, loopback ports, one throw-away folder; as root or as anybody."""

import contextlib
import getpass
import imaplib
import os
import pwd
import secrets
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

PROGRAM = shutil.which("dovecot") or "/usr/sbin/dovecot"
PASSWORD = "geheim-wachtwoord"
START_SECONDS = 15

CONFIGURATION = """
protocols = imap lmtp
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
{tls}
disable_plaintext_auth = no
auth_mechanisms = plain login {mechanisms}
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%n
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
imap_capability = {capability}
{oauth}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%n allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap_port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
"""
TLS = """
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
"""
# Tokens are checked by asking who issued them (RFC 7662); another password database goes on where this one does not.
OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf.ext
}}
"""
OAUTH_SETTINGS = """
introspection_mode = post
introspection_url = {url}
username_attribute = username
active_attribute = active
active_value = true
"""


class Dovecot:
    """`start()`, `stop()`, `deliver(raw, to)`; every user exists, with `PASSWORD`. Ports stay the same over a restart.

    With a `certificate` it speaks TLS on `imaps_port` and offers STARTTLS on `imap_port`.
    """

    def __init__(self, *, idle: bool = True, introspection_url: str = "", certificate=None):
        self.idle, self.introspection_url, self.certificate = idle, introspection_url, certificate
        self.imaps_port = _free_port() if certificate else 0
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
        self.imap_port, self.lmtp_port = _free_port(), _free_port()
        self._process = None

    def start(self) -> "Dovecot":
        self._prepare()
        self._process = subprocess.Popen(
            [PROGRAM, "-F", "-c", self.folder / "dovecot.conf"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )
        until = time.monotonic() + START_SECONDS
        while not (_answers(self.imap_port) and _answers(self.lmtp_port)):
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Dovecot did not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        """End Dovecot; connections break, mail stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(START_SECONDS)
            with contextlib.suppress(ProcessLookupError):  # idle children would say good-bye only seconds later
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def deliver(self, raw: bytes, to: str, sender: str = "afzender@example.org") -> None:
        """Hand a mail over by LMTP, as a mail server does."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [to], raw, mail_options=["BODY=8BITMIME"])

    @contextlib.contextmanager
    def open(self, user: str):
        """An IMAP connection of our own, to look at the mailbox the way a person's mail program does."""
        client = imaplib.IMAP4("127.0.0.1", self.imap_port)
        client.login(user, PASSWORD)
        client.select("INBOX")
        try:
            yield client
        finally:
            client.logout()

    def seen(self, user: str) -> int:
        """How many mails in INBOX carry \\Seen."""
        with self.open(user) as client:
            return len(client.search(None, "SEEN")[1][0].split())

    def number_anew(self, user: str) -> None:
        """Give INBOX a new UIDVALIDITY, as a restored or moved mailbox has."""
        home = self.folder / "mail" / user
        for name in home.glob("dovecot*"):
            name.unlink()
        uidlist = home / "dovecot-uidlist"
        uidlist.write_text(f"3 V{int(time.time()) + 100} N1 G{secrets.token_hex(16)}\n")
        os.chown(uidlist, home.stat().st_uid, home.stat().st_gid)

    def _prepare(self) -> None:
        # Dovecot will not store mail as root, so under root its own account does.
        me = pwd.getpwnam("dovecot") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        own = getpass.getuser()
        is_root = os.geteuid() == 0
        self.folder.chmod(0o755)
        for name in ("run", "state", "mail"):
            (self.folder / name).mkdir(exist_ok=True)
        os.chown(self.folder / "mail", me.pw_uid, me.pw_gid)
        capability = "+" if self.idle else "IMAP4rev1 UIDPLUS LITERAL+"
        (self.folder / "oauth2.conf.ext").write_text(OAUTH_SETTINGS.format(url=self.introspection_url))
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(
            folder=self.folder, internal="dovecot" if is_root else own, login="dovenull" if is_root else own,
            internal_group="dovecot" if is_root else _group_of(me), uid=me.pw_uid, gid=me.pw_gid,
            tls=TLS.format(**self.certificate._asdict()) if self.certificate else "ssl = no", imaps_port=self.imaps_port,
            imap_port=self.imap_port, lmtp_port=self.lmtp_port, password=PASSWORD,
            capability="" if self.idle else capability,
            mechanisms="xoauth2 oauthbearer" if self.introspection_url else "",
            oauth=OAUTH.format(folder=self.folder) if self.introspection_url else "",
        ))


def _group_of(account) -> str:
    import grp

    return grp.getgrgid(account.pw_gid).gr_name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return bool(connection.recv(1))
    except OSError:
        return False


@pytest.fixture(scope="session")
def dovecot():
    """One running Dovecot for all tests; give each test a user of its own."""
    server = Dovecot()
    try:
        yield server.start()
    finally:
        server.remove()
