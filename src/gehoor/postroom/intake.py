"""The process where things come in: each channel that watches for something does so in a thread of its own."""

import signal
import threading

from . import channel


def run():
    """Take in until SIGTERM or SIGINT, then end within some seconds. Blocks. Raises what ended a watch, such as `OSError`."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    take_in([config for config in channel.all_channels() if config.has_intake], stopped)


def take_in(channels, stopped: threading.Event):
    """What `run` does for these channels. One that ends takes the others along: a process that runs watches all of it."""
    watches = [_Watch(config, stopped) for config in channels]
    for watch in watches:
        watch.start()
    stopped.wait()
    for watch in watches:
        watch.join()
    for watch in watches:
        if watch.error:
            raise watch.error


class _Watch(threading.Thread):
    """One channel's `take_in`."""

    def __init__(self, config, stopped):
        super().__init__(name=f"intake-{config.kind}")
        self.config, self.stopped, self.error = config, stopped, None

    def run(self):
        try:
            self.config.take_in(self.stopped)
        except BaseException as error:  # noqa: BLE001 - raised again by the process's own thread
            self.error = error
        finally:
            self.stopped.set()
