"""The file of a backup: a ZIP with the database, the data folder and, at its end, a manifest that proves the rest.

`database.dump` is pg_dump's custom format, `files/...` the data folder, `secret-key` what signs and encrypts.
A file that was cut off has no manifest, so half a backup is known before anything is touched.
"""

import contextlib
import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from gehoor.config.trouble import Trouble

FORMAT = 1
MANIFEST, DATABASE, KEY, FILES = "manifest.json", "database.dump", "secret-key", "files/"
CHUNK = 1024 * 1024


class Writer:
    """Writes members one after the other and remembers their sizes and SHA-256 for the manifest."""

    def __init__(self, file):
        self._zip = zipfile.ZipFile(file, "w")
        self._members: dict[str, dict] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, compress: bool = True) -> None:
        """One member, of any length, as it comes."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_about(name, compress), "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._members[name] = {"size": size, "sha256": digest.hexdigest()}

    def finish(self, facts: dict) -> None:
        """The manifest, last: with it the backup is whole."""
        manifest = {"format": FORMAT, **facts, "members": self._members}
        self._zip.writestr(_about(MANIFEST, True), json.dumps(manifest, indent=1))
        self._zip.close()

    def abandon(self) -> None:
        """Let go of a file that will be removed."""
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()


def _about(name: str, compress: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, time.localtime()[:6])
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    return info


@contextlib.contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A `Writer` whose file gets the name `path` (mode 600) when all of it is on disk; else nothing is left of it."""
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        with open(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            writer = Writer(file)
            try:
                yield writer
            except BaseException:
                writer.abandon()
                raise
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


class Archive:
    """A backup opened for reading. `facts` is its manifest."""

    def __init__(self, path: Path):
        """Raises `Trouble` where the file is missing, no backup, or only a part of one."""
        try:
            self._zip = zipfile.ZipFile(path)
            self.facts = json.loads(self._zip.read(MANIFEST))
            self.members: dict[str, dict] = self.facts["members"]
        except FileNotFoundError:
            raise Trouble(f"There is no file {path}. Nothing was changed.") from None
        except (IsADirectoryError, zipfile.BadZipFile, KeyError, ValueError, TypeError):
            raise Trouble(
                f"{path} is not a backup of Gehoor, or only a part of one (was it copied whole?). Nothing was changed."
            ) from None
        self.path = path
        if self.facts.get("format", 0) > FORMAT:
            raise Trouble(newer(self.facts))

    @property
    def size(self) -> int:
        """Bytes of all members together."""
        return sum(member["size"] for member in self.members.values())

    def check(self, tell: Callable[[int], None]) -> None:
        """Read all of it and compare; `tell` hears how many bytes further. Raises `Trouble`."""
        if not {DATABASE, KEY} <= self.members.keys() or not all(map(_is_safe, self.members)):
            raise Trouble(f"{self.path} is not a whole backup of Gehoor. Nothing was changed.")
        for name, told in self.members.items():
            digest = hashlib.sha256()
            try:
                for chunk in self.read(name):
                    digest.update(chunk)
                    tell(len(chunk))
            except (zipfile.BadZipFile, KeyError, EOFError, ValueError, NotImplementedError):
                digest = hashlib.sha256(b"damaged")
            if digest.hexdigest() != told["sha256"]:
                raise Trouble(
                    f"{self.path} is damaged: `{name}` in it is not what was backed up. Nothing was changed. Take another "
                    "copy of it, or an older backup."
                )

    def read(self, name: str) -> Iterator[bytes]:
        """One member, in pieces."""
        with self._zip.open(name) as member:
            while chunk := member.read(CHUNK):
                yield chunk

    def files(self) -> list[str]:
        """Paths, in the data folder, of the files that were backed up."""
        return [name.removeprefix(FILES) for name in self.members if name.startswith(FILES)]


def _is_safe(name: str) -> bool:
    """Nobody can write outside the data folder with a backup that was tampered with."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and (name in (DATABASE, KEY) or name.startswith(FILES))


def newer(facts: dict) -> str:
    """The sentence for a backup that this Gehoor is too old for."""
    return (
        f"This backup was made by Gehoor {facts.get('gehoor', '?')}, which is newer than the one here. Nothing was "
        "changed. Update Gehoor (`git pull`, `bin/setup`) and restore again."
    )
