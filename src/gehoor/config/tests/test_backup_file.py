"""The file of a backup: whole or refused, and nothing left of one that failed."""

import errno
import json
import stat
import zipfile

import pytest

from gehoor.config.backup import archive, make, restore, settle
from gehoor.config.backup.archive import Archive
from gehoor.config.backup.command import back_up
from gehoor.config.trouble import Trouble

FACTS = {"gehoor": "0.1.0", "made_at": "2026-11-22T06:00:00+00:00", "rows": {}, "migrations": []}


def write(path, members=None, **facts):
    with archive.written(path) as writer:
        for name, content in (members or {"database.dump": b"rows" * 5000, "secret-key": b"key"}).items():
            writer.add(name, [content], compress=False)
        writer.finish(FACTS | facts)
    return path


def check(path):
    Archive(path).check(lambda size: None)


def test_it_works(tmp_path):
    path = write(tmp_path / "backup.zip")

    check(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"".join(Archive(path).read("secret-key")) == b"key"


def test_a_file_that_was_cut_off_is_known(tmp_path):
    path = write(tmp_path / "backup.zip")
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises(Trouble, match="only a part of one.*Nothing was changed"):
        check(path)


def test_a_damaged_byte_is_known(tmp_path):
    path = write(tmp_path / "backup.zip")
    content = bytearray(path.read_bytes())
    content[10_000] ^= 1
    path.write_bytes(content)

    with pytest.raises(Trouble, match="damaged.*database.dump"):
        check(path)


@pytest.mark.parametrize("content", [b"", b"PGDMP", b'{"format": 1}'])
def test_another_file_is_refused(tmp_path, content):
    (tmp_path / "other").write_bytes(content)

    with pytest.raises(Trouble, match="not a backup of Gehoor"):
        Archive(tmp_path / "other")


@pytest.mark.parametrize("name", ["files/../../etc/cron.d/x", "/etc/passwd", "elsewhere/x"])
def test_nothing_is_written_outside_the_data_folder(tmp_path, name):
    path = write(tmp_path / "backup.zip", {"database.dump": b"", "secret-key": b"k", name: b"x"})

    with pytest.raises(Trouble, match="not a whole backup"):
        check(path)


def test_a_manifest_of_another_shape_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as file:
        file.writestr("manifest.json", json.dumps(["no", "manifest"]))

    with pytest.raises(Trouble, match="not a backup of Gehoor"):
        Archive(tmp_path / "backup.zip")


def test_a_newer_format_is_refused(tmp_path):
    with pytest.raises(Trouble, match="newer than the one here"):
        Archive(write(tmp_path / "backup.zip", format=2))


def test_tables_of_a_newer_gehoor_are_refused():
    settle.refuse_newer(FACTS | {"migrations": [["core", "0001_dutch_search"]]})
    with pytest.raises(Trouble, match="newer than the one here"):
        settle.refuse_newer(FACTS | {"migrations": [["core", "9999_flying_cars"]]})


def test_nothing_is_left_where_the_disk_is_full(tmp_path):
    with pytest.raises(OSError, match="No space"), archive.written(tmp_path / "backup.zip") as writer:
        writer.add("secret-key", [b"key"])
        raise OSError(errno.ENOSPC, "No space left on device")

    assert not list(tmp_path.iterdir())


def test_only_the_newest_are_kept_and_nothing_else_is_touched(tmp_path):
    for name in ["gehoor-20260101-000000.zip", "gehoor-20260102-000000.zip", "gehoor-20260103-000000.zip", "foto.zip"]:
        (tmp_path / name).touch()

    assert [path.name for path in make.rotate(tmp_path, 2)] == ["gehoor-20260101-000000.zip"]
    assert (tmp_path / "foto.zip").exists()
    assert make.rotate(tmp_path, 2) == []


def test_another_key_from_outside_is_refused(tmp_path, monkeypatch):
    backup = Archive(write(tmp_path / "backup.zip"))
    monkeypatch.setenv("SECRET_KEY", "key")
    restore.refuse_another_key(backup)
    monkeypatch.setenv("SECRET_KEY", "another")
    with pytest.raises(Trouble, match="another key than that of the backup.*Nothing was changed"):
        restore.refuse_another_key(backup)


@pytest.mark.parametrize("words", [[], ["a", "--to-folder", "b"], ["a", "--keep", "3"], ["--to-folder", "b", "--keep", "0"]])
def test_words_that_do_not_fit(words, capsys):
    with pytest.raises(SystemExit, match="2"):
        back_up(words)
    assert "gehoor backup: error" in capsys.readouterr().err
