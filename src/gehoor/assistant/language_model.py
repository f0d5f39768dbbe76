"""A language model elsewhere, by the address of an OpenAI-compatible chat endpoint. Off until an administrator sets one.

https://platform.openai.com/docs/api-reference/chat is the protocol; any server that speaks it will do.
"""

import json
import time
from dataclasses import dataclass

import requests
from django.conf import settings

CONNECT, READ, WHOLE = 3, 8, 12  # seconds
MOST_BYTES = 64_000
MOST_TOKENS = 900


class NoAnswer(RuntimeError):
    """It gave none that can be used; the reason in a few words."""


@dataclass(frozen=True, slots=True)
class Model:
    """One that is set; the key goes nowhere but into the request."""

    address: str
    name: str
    key: str = ""

    def ask(self, instruction: str, text: str) -> str:
        """What it answers. Raises `NoAnswer`; never takes longer than `WHOLE` seconds, follows no redirect."""
        asked = {
            "model": self.name, "temperature": 0, "max_tokens": MOST_TOKENS, "stream": False,
            "messages": [{"role": "system", "content": instruction}, {"role": "user", "content": text}],
        }
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            with requests.post(self.address, json=asked, headers=headers, timeout=(CONNECT, READ), allow_redirects=False, stream=True) as answer:
                if answer.status_code != 200:
                    raise NoAnswer(f"status {answer.status_code}")
                found = json.loads(_read(answer))["choices"][0]["message"]["content"]
        except (requests.RequestException, ValueError, KeyError, IndexError, TypeError) as problem:
            raise NoAnswer(type(problem).__name__) from problem
        if not isinstance(found, str):
            raise NoAnswer("no text")
        return found


def _read(answer) -> bytes:
    end, content = time.monotonic() + WHOLE, b""
    for part in answer.iter_content(4096):
        content += part
        if len(content) > MOST_BYTES:
            raise NoAnswer("too long")
        if time.monotonic() > end:
            raise NoAnswer("too slow")
    return content


def current() -> Model | None:
    """The one that is set, if any."""
    address, name = settings.GEHOOR_MODEL_URL, settings.GEHOOR_MODEL
    return Model(address, name, settings.GEHOOR_MODEL_KEY) if address and name else None
