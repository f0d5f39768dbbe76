"""What the tests of bringing over share."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def bring(tmp_path, cast):
    """Run a command as `gehoor import ...` does: `bring("zammad", path)` gives (what it said, rows of its report)."""

    def run(what, *words, language="en", **options):
        said, report = io.StringIO(), tmp_path / "report.csv"
        with translation.override(language):
            call_command(f"import_{what}", *map(str, words), report=report, stdout=said, stderr=said, **options)
        with open(report, encoding="utf-8-sig", newline="") as sheet:
            return said.getvalue(), list(csv.DictReader(sheet, delimiter=";"))

    return run
