"""What people write, from the files beside this one."""

import json
from pathlib import Path

DATA = Path(__file__).parent / "data"


def listed(name: str) -> tuple[list[str], list[str]]:
    """(sentences that the rules were written on, sentences held out from writing them)."""
    parts: dict[str, list[str]] = {"# written on": [], "# held out": []}
    for line in (DATA / f"{name}.txt").read_text().splitlines():
        if line in parts:
            current = parts[line]
        elif line:
            current.append(line)
    return parts["# written on"], parts["# held out"]


def expected() -> list[dict]:
    """Questions about what Merelveld tells: text, expect (answer, suggest, handover), articles, reason of a handover, tags."""
    return json.loads((DATA / "questions.json").read_text())
