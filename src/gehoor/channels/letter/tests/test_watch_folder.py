"""The scanner's folder: a file is taken when it is whole, kept before it is moved, and never twice."""

import os
import threading
import time

import pytest

from gehoor.channels.letter import folder
from gehoor.conversations.models import Contact
from gehoor.postroom.models import Arrival
from tests.plugins.site import DEADLINE, wait_until

from . import paper


@pytest.fixture
def watch(transactional_db, tmp_path):
    (tmp_path / "done").mkdir()
    return folder.Watch(tmp_path)


def names(place):
    return sorted(entry.name for entry in place.iterdir() if entry.is_file())


def test_it_works(watch, tmp_path):
    original = paper.blank(1)
    (tmp_path / "SCAN0001.PDF").write_bytes(original)

    assert watch.look() == 0, "one look cannot tell whether the scanner is done"
    assert watch.look() == 1
    arrival = Arrival.objects.get()
    assert bytes(arrival.original) == original and arrival.envelope == {"name": "SCAN0001.PDF"}
    assert names(tmp_path) == [] and [name[9:] for name in names(tmp_path / "done")] == ["SCAN0001.PDF"]


def test_a_file_that_still_grows_is_left(watch, tmp_path):
    whole = paper.blank(1)
    path = tmp_path / "traag.pdf"
    for part in (whole[:200], whole[:400], whole[:400], whole):
        path.write_bytes(part)
        assert watch.look() == 0
    assert watch.look() == 1


def test_a_file_that_broke_off_is_taken_after_a_while(watch, tmp_path):
    path = tmp_path / "half.pdf"
    path.write_bytes(paper.blank(1)[:300])
    long_ago = time.time() - folder.UNFINISHED_PATIENCE - 5
    os.utime(path, (long_ago, long_ago))

    assert (watch.look(), watch.look()) == (0, 1)


def test_equal_names_and_equal_bytes(watch, tmp_path):
    one, other = paper.blank(1), paper.blank(1)
    for original in (one, other, one):
        (tmp_path / "SCAN.pdf").write_bytes(original)
        watch.look()
        assert watch.look() == 1

    assert Arrival.objects.count() == 2
    assert len(names(tmp_path / "done")) == 3


def test_what_is_no_scan_stays(watch, tmp_path, settings):
    settings.LETTER_KEEP_LIMIT = 5000
    for name in ("Thumbs.db", ".half.pdf", "~brief.pdf", "brief.docx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "groot.pdf").write_bytes(b"%PDF" + b"x" * 6000 + b"%%EOF")
    (tmp_path / "wijst.pdf").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pijp.pdf")

    assert (watch.look(), watch.look()) == (0, 0)
    assert not Arrival.objects.exists()


def test_a_crash_after_keeping_keeps_it_once(watch, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(paper.blank(1))
    (tmp_path / "done").rmdir()  # moving fails, as when the machine goes down at that moment
    watch.look()
    with pytest.raises(OSError):
        watch.look()
    (tmp_path / "done").mkdir()

    assert watch.look() == 1
    assert Arrival.objects.get().deliveries == 2 and not Contact.objects.exists()


def test_the_watch_makes_its_folder_and_goes_on(transactional_db, settings, tmp_path):
    import dataclasses

    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, letters_in=tmp_path / "brieven")
    stopped = threading.Event()
    thread = threading.Thread(target=folder.watch, args=[stopped])
    thread.start()
    try:
        wait_until((tmp_path / "brieven" / "done").exists)
        (tmp_path / "brieven" / "a.pdf").write_bytes(paper.blank(1))
        wait_until(Arrival.objects.exists)
    finally:
        stopped.set()
        thread.join(DEADLINE)
    assert not thread.is_alive()
