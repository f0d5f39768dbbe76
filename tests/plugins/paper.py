"""A machine that cannot make PDFs."""

import sys

import pytest


class _NoPango:
    """Fails as WeasyPrint does where it looks for Pango."""

    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def without_pango(monkeypatch):
    """Making a PDF raises `NoPaper`."""
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_NoPango(), *sys.meta_path])
