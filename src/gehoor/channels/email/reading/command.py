"""`gehoor mail read`: shows what intake understands of a mail, for whoever looks after the mailbox."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from .mail import read_mail
from .model import as_json as mail_as_json

_SHOWN = ("from", "from_name", "to", "cc", "subject", "date", "auto", "error")


def read_files(paths: Sequence[str | Path], as_json: bool, out: TextIO | None = None) -> int:
    """Prints what was understood of each file, "-" being standard input; 1 when one could not be opened."""
    out = out or sys.stdout
    results = [_read_file(str(path)) for path in paths]
    if as_json:
        json.dump(results, out, ensure_ascii=True, indent=2)
        out.write("\n")
    else:
        for result in results:
            out.write(_as_text(result))
    return 1 if any("unopened" in result.get("error_kind", "") for result in results) else 0


def _read_file(path: str) -> dict:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        return {"file": path, "error": f"the file could not be opened: {reason}", "error_kind": "unopened"}
    return {"file": path, **mail_as_json(read_mail(raw))}


def _as_text(result: dict) -> str:
    lines = [f"== {result['file']}"]
    for name in _SHOWN:
        value = result.get(name)
        if value:
            lines.append(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    for each in result.get("attachments", ()):
        lines.append(f"attachment: {each['name']} ({each['type']}, {each['size']} bytes)")
    return "\n".join([*lines, "", result.get("visible", ""), "", ""])
