"""The network itself: twelve layers of attention, the mean over the tokens, length 1 (BERT, Devlin et al. 2019)."""

from dataclasses import dataclass
from threading import Lock

import numpy as np

from .tokens import Tokens
from .weights import path, read, whole

AT_ONCE = 700  # tokens in one go: what they need stays in the processor's own memory
CURVE, CUBE = 0.7978845608, 0.044715  # GELU by tanh (Hendrycks & Gimpel 2016)


@dataclass(frozen=True, slots=True)
class Layer:
    """Matrices as (inputs, outputs), each with what is added."""

    asks: tuple  # query, key and value beside each other
    mixes: tuple
    widens: tuple
    narrows: tuple
    after_mixing: tuple  # scale and shift of the normalisation
    after_narrowing: tuple


class Encoder:
    """Texts into vectors. Any number of threads may ask at once; numpy lets them go on beside each other."""

    def __init__(self):
        weights = read(path())
        self._weights, self._tokens, self._lock = weights, Tokens(weights.vocabulary), Lock()
        self._words = weights.tensors["emb.word"].reshape(-1, weights.width // 32)
        self._places = weights.tensors["emb.pos"].reshape(-1, weights.width) + weights.tensors["emb.type"][: weights.width]
        self._layers = [self._layer(f"l{at}.") for at in range(weights.layers)]

    def encode(self, texts: list[str], prefix: str) -> np.ndarray:
        """(len(texts), 384), each of length 1. What is longer than 512 tokens is cut."""
        with self._lock:
            tokens = [self._tokens.of(prefix + text, self._weights.longest) for text in texts]
        found = np.empty((len(texts), self._weights.width), dtype=np.float32)
        for batch in _batches(tokens):
            found[batch] = self._forward([tokens[at] for at in batch])
        return found

    def _layer(self, name) -> Layer:
        weights, tensors = self._weights, self._weights.tensors

        def dense(key, outputs):
            return weights.matrix(f"{name}{key}.w", outputs), np.asarray(tensors[f"{name}{key}.b"])

        three = [dense(key, weights.width) for key in "qkv"]
        inner = len(tensors[f"{name}fi.b"])
        return Layer(
            (np.hstack([matrix for matrix, _add in three]), np.hstack([add for _matrix, add in three])),
            dense("ao", weights.width), dense("fi", inner), dense("fo", weights.width),
            (tensors[f"{name}aln.w"], tensors[f"{name}aln.b"]), (tensors[f"{name}oln.w"], tensors[f"{name}oln.b"]),
        )

    def _forward(self, texts) -> np.ndarray:
        ends = np.cumsum([len(text) for text in texts])
        parts = [slice(end - len(text), end) for text, end in zip(texts, ends, strict=True)]
        places = np.concatenate([np.arange(len(text)) for text in texts])
        seen = whole(self._words[np.concatenate(texts)]) + self._places[places]
        tensors = self._weights.tensors
        seen = self._normal(seen, (tensors["emb.ln.w"], tensors["emb.ln.b"]))
        for layer in self._layers:
            seen = self._normal(seen + _through(self._attention(_through(seen, layer.asks), parts), layer.mixes), layer.after_mixing)
            seen = self._normal(seen + _through(_gelu(_through(seen, layer.widens)), layer.narrows), layer.after_narrowing)
        means = np.stack([seen[part].mean(axis=0) for part in parts])
        return means / np.linalg.norm(means, axis=1, keepdims=True)

    def _attention(self, asked, parts) -> np.ndarray:
        """Each token looks at the tokens of its own text."""
        heads, width = self._weights.heads, self._weights.width
        found = np.empty((len(asked), width), dtype=np.float32)
        for part in parts:
            query, key, value = asked[part].reshape(-1, 3, heads, width // heads).transpose(1, 2, 0, 3)
            near = query @ key.transpose(0, 2, 1) * np.float32((width // heads) ** -0.5)
            near = np.exp(near - near.max(axis=-1, keepdims=True))
            near /= near.sum(axis=-1, keepdims=True)
            found[part] = (near @ value).transpose(1, 0, 2).reshape(-1, width)
        return found

    def _normal(self, seen, scale_and_shift) -> np.ndarray:
        scale, shift = scale_and_shift
        seen = seen - seen.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.einsum("ij,ij->i", seen, seen) / seen.shape[1] + np.float32(self._weights.epsilon))
        return seen / spread[:, None] * scale + shift


def _through(seen, dense) -> np.ndarray:
    matrix, add = dense
    found = seen @ matrix
    found += add
    return found


def _gelu(seen) -> np.ndarray:
    inner = seen * seen
    inner *= CURVE * CUBE
    inner += CURVE
    inner *= seen
    np.tanh(inner, out=inner)
    inner += 1
    inner *= seen
    inner *= 0.5
    return inner


def _batches(tokens) -> list[list[int]]:
    """Places of texts that are looked at together."""
    batches, room = [], 0
    for at, text in enumerate(tokens):
        if len(text) > room:
            batches.append([])
            room = AT_ONCE
        batches[-1].append(at)
        room -= len(text)
    return batches
