"""A real CalDAV server, Radicale, for tests: on a loopback port, with one throw-away folder."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

USER, PASSWORD = "noor", "geheim-wachtwoord"
START_SECONDS = 20


class Radicale:
    """One user with one calendar; `stop` and `start` as often as a test likes."""

    def __init__(self, folder: Path):
        self.folder, self.process = folder, None
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
            f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder}/data\n"
        )
        self.url = f"http://127.0.0.1:{self.port}/{USER}/werk/"

    def start(self):
        """Run it until it answers, and make the calendar where it is not there yet."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(self.folder / "config")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                assert requests.request("MKCALENDAR", self.url, auth=(USER, PASSWORD), timeout=5).status_code in (201, 403, 409)
                return self
            except requests.ConnectionError:
                assert time.monotonic() < end, "Radicale did not start"
                time.sleep(0.05)

    def stop(self):
        """As when it is down."""
        self.process.terminate()
        self.process.wait(10)

    def objects(self) -> list[str]:
        """Everything in the calendar, as text."""
        return [path.read_text() for path in self.folder.rglob("*.ics") if ".Radicale.cache" not in path.parts]

    def put(self, name: str, content: str):
        """Write an event of their own."""
        requests.put(f"{self.url}{name}.ics", content.encode(), auth=(USER, PASSWORD), timeout=5).raise_for_status()
