"""`bin/bench NAME`: each measurement is a module of this folder with `main(arguments)`."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if "def main(" in path.read_text())

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        sys.exit(f"usage: bin/bench {{{'|'.join(NAMES)}}} [options]")
    sys.exit(import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:]))
