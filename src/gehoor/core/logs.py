"""Log lines for the administrator that hold nothing about a person."""

import logging
import os
import re
import traceback

ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+")
TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_:-]{20,}(?=[/?\s]|$)")  # part of an address that opens something by itself
NUMBER = re.compile(r"(?<![\w.:-])(?:\+|00|0)\d(?:[ .()-]{0,2}\d){7,13}(?![\w:-])")


class QuietFormatter(logging.Formatter):
    """Kind and place of an error, not its message, which may quote what people wrote or where they live.

    Beyond that, what looks like an e-mail address, a phone number or a token is left out. GEHOOR_DEBUG=1 shows errors
    whole.
    """

    def format(self, record):
        # Django logs a refusal (403) with its traceback, but nothing failed: one line says it.
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return super().format(record)

    def formatMessage(self, record):
        record.message = NUMBER.sub("[number]", ADDRESS.sub("[address]", TOKEN.sub("[token]", record.message)))
        return super().formatMessage(record)

    def formatException(self, exc_info):
        if os.environ.get("GEHOOR_DEBUG"):
            return super().formatException(exc_info)
        lines, error = [], exc_info[1]
        while error is not None:
            frames = traceback.StackSummary.from_list(
                [(frame.filename, frame.lineno, frame.name, "") for frame in traceback.extract_tb(error.__traceback__)]
            )
            lines += [*(line.rstrip("\n") for line in frames.format()), f"{type(error).__module__}.{type(error).__qualname__}"]
            error = error.__cause__
            if error is not None:
                lines.append("came from")
        return "\n".join(lines)
