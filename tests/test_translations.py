"""Everything on screen is said in Dutch: B1, "u", with the words of docs/glossary.md."""

import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import DjangoTranslation

import gehoor

SOURCE = Path(gehoor.__file__).parent
CATALOGUE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}|<[^>]+>|`[^`]+`")
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)
OFFICE = re.compile(r"\b(tickets?|cases?|klant\w*|mailbox\w*|users?|closed|conversatie)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def said(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_every_sentence_has_its_dutch(catalogue):
    missing = [entry.msgid for entry in catalogue if not all(said(entry)) or entry.fuzzy or entry.obsolete]
    assert not missing, "run bin/messages, and translate these"


def test_the_plural_knows_one_and_more(catalogue):
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert all(len(said(entry)) == 2 for entry in catalogue if entry.msgid_plural)


def test_what_is_filled_in_stays_what_it_was(catalogue):
    """Of a plural, the singular may leave its number out: "once", "één keer"."""
    for entry in catalogue:
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        allowed = {tuple(wanted), tuple(sorted(PLACEHOLDER.findall(entry.msgid)))}
        for text in said(entry):
            assert tuple(sorted(PLACEHOLDER.findall(text))) in allowed, entry.msgid


def test_a_sentence_ends_as_it_did(catalogue):
    """A button has no full stop, a sentence has one; spaces at either end would glue words to what follows."""
    for entry in catalogue:
        for text in said(entry):
            assert text == text.strip(), entry.msgid
            assert entry.msgid.endswith((".", "?")) == text.endswith((".", "?")), (entry.msgid, text)


def test_nobody_is_spoken_to_as_a_friend_or_called_a_case(catalogue):
    texts = [text for entry in catalogue for text in said(entry)]
    assert not [text for text in texts if FAMILIAR.search(text) or OFFICE.search(text)]


def test_the_compiled_catalogue_is_the_written_one(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert compiled.metadata == catalogue.metadata
    for entry in catalogue:
        found = compiled.find(entry.msgid, msgctxt=entry.msgctxt or False)
        assert found and said(found) == said(entry), "run bin/messages"
    assert len(compiled) == len(catalogue)


def test_no_sentence_on_screen_is_left_out(catalogue, tmp_path):
    """What `makemessages` finds in a copy of the sources is what the catalogue holds."""
    copy = tmp_path / "gehoor"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("static", "samples", "__pycache__", "tests", "LC_MESSAGES"))
    gather = [sys.executable, "-m", "django", "makemessages", "--locale", "nl", "--keep-pot", "--no-location"]
    subprocess.run(gather, cwd=copy, check=True, capture_output=True, timeout=120)
    template = polib.pofile(str(copy / "locale" / "django.pot"))
    assert keys(template) == keys(catalogue), "run bin/messages, and translate what is new"


def keys(catalogue) -> set:
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in catalogue}


def test_borrowed_sentences_are_still_said_by_the_libraries():
    """A new release that says it otherwise would speak its own Dutch again, with "je"."""
    theirs = set()
    for package in ("django.conf", "django.contrib.auth", "allauth"):
        folder = Path(importlib.import_module(package).__file__).parent
        theirs |= {entry.msgid for entry in polib.pofile(str(folder / "locale" / "en" / "LC_MESSAGES" / "django.po"))}
    copied = (SOURCE / "staff" / "borrowed_texts.py").read_text()
    plain = {text.replace('\\"', '"') for text in re.findall(r'_\("(.+)"\)', copied)}
    plural = set(re.findall(r'ngettext_lazy\(\s+"(.+)",', copied))
    assert len(plain) > 20 and plural
    assert plain | plural <= theirs


def test_ours_goes_before_theirs():
    with override("nl"):
        assert gettext("Please type your current password.") == "Dit is niet uw huidige wachtwoord. Typ het opnieuw."
    assert settings.LANGUAGE_CODE == "nl"
    assert DjangoTranslation("en").gettext("Work list") == "Work list"
