"""Vectors that tell what a text means: a model that comes along, an endpoint elsewhere, or none.

`GEHOOR_EMBEDDINGS` chooses: empty for the model that comes along (multilingual-e5-small, 4 bits, see `e5/`), an address
of an OpenAI-compatible embeddings endpoint, or `none`. A model is loaded at its first use in a process.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import BoundedSemaphore, Lock

import numpy as np
import requests
from django.conf import settings

NONE = "none"
TIMEOUT = 20  # seconds
MOST = 64  # texts in one request to an endpoint
REMEMBERED = 100  # questions
ASKING = 3  # threads of a process that may ask the model along at once; a mail takes it 0.6 s, and pages have 5 threads


class NoVectors(RuntimeError):
    """The endpoint gave none, or the model has enough to do; what was asked can be tried again."""


class Bundled:
    """multilingual-e5-small on this machine; 384 numbers a text. One call at a time in each process."""

    name = "e5-small-q4"

    def __init__(self):
        self._lock, self._places, self._model = Lock(), BoundedSemaphore(ASKING), None
        self._asked: dict[str, np.ndarray] = {}  # the last questions: one question is asked for more than one reason
        # One thread: a chat that waits for a page beside it needs the other core more.
        self._threads = max(1, int(os.environ.get("GEHOOR_EMBEDDING_THREADS") or 1))
        self.at_once = 8 * self._threads  # texts that indexing gives it; so that it soon can stop

    def questions(self, texts: list[str]) -> np.ndarray:
        """(len(texts), 384), each of length 1. Raises `NoVectors` where `ASKING` threads ask already, so that none waits long."""
        if not self._places.acquire(blocking=False):
            raise NoVectors("busy")
        try:
            fresh = [text for text in dict.fromkeys(texts) if text not in self._asked]
            found = {text: self._asked[text] for text in texts if text in self._asked}
            if fresh:
                found |= dict(zip(fresh, self._encode(fresh, "query: "), strict=True))
            self._asked = dict([*self._asked.items(), *found.items()][-REMEMBERED:])
            return np.stack([found[text] for text in texts])
        finally:
            self._places.release()

    def passages(self, texts: list[str]) -> np.ndarray:
        """(len(texts), 384), each of length 1."""
        return self._encode(texts, "passage: ")

    def _encode(self, texts, prefix):
        texts = [text.replace("\0", " ")[:2000] for text in texts]
        with self._lock:
            if self._model is None:
                from .e5.encoder import Encoder

                self._model = Encoder()
            if self._threads == 1 or len(texts) == 1:
                return self._model.encode(texts, prefix)
            each = -(-len(texts) // self._threads)
            parts = [texts[at : at + each] for at in range(0, len(texts), each)]
            with ThreadPoolExecutor(self._threads) as threads:
                return np.concatenate(list(threads.map(lambda part: self._model.encode(part, prefix), parts)))


class Endpoint:
    """An OpenAI-compatible embeddings endpoint (https://platform.openai.com/docs/api-reference/embeddings)."""

    at_once = MOST

    def __init__(self, address: str, model: str, key: str = ""):
        self._address, self._model, self._key = address, model, key
        self.name = f"{model}@{address}"[:100]

    def questions(self, texts: list[str]) -> np.ndarray:
        """(len(texts), size of the model), each of length 1. Raises `NoVectors`."""
        return self._ask([f"query: {text}" if "e5" in self._model else text for text in texts])

    def passages(self, texts: list[str]) -> np.ndarray:
        """(len(texts), size of the model), each of length 1. Raises `NoVectors`."""
        return self._ask([f"passage: {text}" if "e5" in self._model else text for text in texts])

    def _ask(self, texts):
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            answer = requests.post(self._address, json={"model": self._model, "input": texts}, headers=headers, timeout=TIMEOUT)
            answer.raise_for_status()
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (requests.RequestException, ValueError, KeyError, TypeError) as problem:
            raise NoVectors(type(problem).__name__) from problem
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise NoVectors("another number of vectors")
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@cache
def embedder() -> Bundled | Endpoint | None:
    """What this installation uses; None: by words alone."""
    chosen = settings.GEHOOR_EMBEDDINGS
    if chosen == NONE:
        return None
    if chosen:
        return Endpoint(chosen, settings.GEHOOR_EMBEDDINGS_MODEL, settings.GEHOOR_EMBEDDINGS_KEY)
    return Bundled()
