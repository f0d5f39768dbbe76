"""Memory of Gehoor's own processes while employees and mail keep them busy: `bin/bench memory --contacts 1000000`.

A real `gehoor start` on a filled data folder. Counted is the proportional share (PSS, Linux `proc_pid_smaps(5)`) of every
process but PostgreSQL's, at its highest during the run. Limit: 1 GB together.
"""

import argparse
import os
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import mails
from .trial import town

LIMIT_MB = 1000
READY = "Stop with Ctrl-C"


def main(arguments) -> int:
    options = argparse.ArgumentParser(prog="bin/bench memory", description=__doc__.splitlines()[0])
    options.add_argument("--contacts", type=int, default=2000)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--employees", type=int, default=8, help="who open pages at the same time")
    options.add_argument("--home", type=Path, help="a folder to fill once and measure in again; it is not removed")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="gehoor-bench-") as folder:
        home = chosen.home or Path(folder)
        with town(chosen.contacts, home):
            from .desk import Desk

            desk = Desk()
            pages = [address for method, address, _data in desk.pages.values() if method == "get"]
            cookie = desk.client.cookies.output(header="", attrs=[]).strip()
        highest, opened, sent = _busy(home, pages, cookie, chosen)
    return _report(chosen.contacts, highest, opened, sent)


def _busy(home, pages, cookie, chosen):
    """The largest use by name of the process, pages opened and mails sent while they were busy."""
    port, smtp = free_port(), free_port()
    settings = {"GEHOOR_HOME": str(home), "GEHOOR_PORT": str(port), "GEHOOR_SMTP_PORT": str(smtp), "PYTHONUNBUFFERED": "1"}
    command = [str(Path(sys.executable).with_name("gehoor")), "start", "--empty"]
    process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        while READY not in (line := process.stdout.readline()):
            if not line:
                raise SystemExit("gehoor start ended by itself")
        threading.Thread(target=process.stdout.read, daemon=True).start()  # or it would wait for a reader
        originals = mails.make(300, seed=int(time.time()))
        end, opened, sent = time.monotonic() + chosen.seconds, [], []
        workers = [threading.Thread(target=_open, args=(port, pages, cookie, end, opened)) for _ in range(chosen.employees)]
        workers.append(threading.Thread(target=_send, args=(smtp, originals, end, sent)))
        for worker in workers:
            worker.start()
        highest: dict[str, float] = {}
        while time.monotonic() < end:
            now = used(process.pid)
            if sum(now.values()) > sum(highest.values()):
                highest = now
            time.sleep(0.5)
        for worker in workers:
            worker.join()
        return highest, len(opened), len(sent)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _open(port, pages, cookie, end, opened):
    while time.monotonic() < end:
        for page in pages:
            request = urllib.request.Request(f"http://127.0.0.1:{port}{page}", headers={"Cookie": cookie})
            try:
                opened.append(len(urllib.request.urlopen(request, timeout=60).read()))
            except urllib.error.HTTPError as error:
                if error.code != 404:  # the peer of `bin/bench pages`
                    raise


def _send(port, originals, end, sent):
    for original in originals:
        if time.monotonic() > end:
            break
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
            server.sendmail("bewoner@example.org", "gemeente@merelveld.example", original)
        sent.append(len(original))


def used(top) -> dict[str, float]:
    """Megabytes by process: its number and what it is."""
    found, waiting = {}, [top]
    while waiting:
        pid = waiting.pop()
        process = Path(f"/proc/{pid}")
        try:
            waiting += [int(child) for task in process.glob("task/*/children") for child in task.read_text().split()]
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if "postgres" in words.split(" ", 1)[0]:
                continue
            [share] = [line for line in (process / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:")]
            found[f"{pid} {words[-40:].strip()}"] = int(share.split()[1]) / 1024
        except (OSError, ValueError):
            continue  # it ended just now
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _report(contacts, highest, opened, sent) -> int:
    for name, megabytes in highest.items():
        print(f"  {megabytes:6.0f} MB  {name}")
    total = sum(highest.values())
    print(f"{contacts} contacts, {opened} pages opened, {sent} mails sent: {total:.0f} MB together at most (limit {LIMIT_MB})")
    return 0 if total <= LIMIT_MB and opened and sent else 1
