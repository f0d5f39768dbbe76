"""`gehoor mail read`: what an administrator sees."""

import io
import json
import subprocess
import sys
from pathlib import Path

from gehoor.channels.email.reading.command import read_files

SAMPLES = Path(__file__).parent / "samples"


def test_it_works():
    out = io.StringIO()
    assert read_files([SAMPLES / "plain.eml", SAMPLES / "bounce_standard.eml"], as_json=True, out=out) == 0
    first, second = json.loads(out.getvalue())
    assert next(iter(first)) == "file"
    assert (first["from"], first["auto"], first["error"]) == ("fatima@example.nl", None, None)
    assert second["auto"] == "bounce"


def test_a_file_that_cannot_be_opened_is_said_and_the_others_are_read():
    out = io.StringIO()
    assert read_files([SAMPLES / "weg.eml", SAMPLES / "plain.eml"], as_json=True, out=out) == 1
    missing, read = json.loads(out.getvalue())
    assert "could not be opened" in missing["error"]
    assert read["from"] == "fatima@example.nl"


def test_text_for_people():
    out = io.StringIO()
    read_files([SAMPLES / "mixed.eml"], as_json=False, out=out)
    assert "attachment: aanvraag café.pdf (application/pdf, 15 bytes)" in out.getvalue()


def test_neither_django_nor_a_database_is_needed():
    code = (
        "import sys; from gehoor.channels.email.reading.command import read_files;"
        "status = read_files(['-'], True); assert 'django' not in sys.modules; sys.exit(status)"
    )
    raw = (SAMPLES / "plain.eml").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", code], input=raw, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["subject"] == "Bladkorf in de Lindelaan"
