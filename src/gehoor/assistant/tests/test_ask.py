"""`gehoor assistant ask FILE`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from gehoor.assistant import asking
from gehoor.assistant.management.commands import assistant
from gehoor.knowledge import writing


def ask(path, *options) -> str:
    out = StringIO()
    call_command("assistant", "ask", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_works(tmp_path):
    for question, name in (("Wat kost een paspoort?", "vac-1"), ("Wie haalt oud papier op?", None)):
        writing.publish(writing.begin(by=None, question=question, source_id=name), by=None)
    file = tmp_path / "questions.txt"
    file.write_text("wat kost een paspoort\n\n  wie haalt papier op \nik wil een mens spreken\n")

    rows = json.loads(ask(file, "--json"))

    assert [row["question"] for row in rows] == ["wat kost een paspoort", "wie haalt papier op", "ik wil een mens spreken"]
    assert rows[0]["outcome"] in ("answer", "suggest") and rows[0]["articles"][0] == "vac-1"
    assert rows[1]["articles"][0] == "wie-haalt-oud-papier-op"
    assert rows[2]["outcome"] == "handover" and rows[2]["reason"] == "wish"
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    assert "handover: wish" in ask(file)


@pytest.mark.django_db
def test_without_articles_it_says_so_beside_the_answers(tmp_path):
    file = tmp_path / "questions.txt"
    file.write_text("wat kost een paspoort")
    out, beside = StringIO(), StringIO()
    call_command("assistant", "ask", str(file), "--json", stdout=out, stderr=beside)

    assert json.loads(out.getvalue())[0]["outcome"] == "handover"
    assert "no article" in beside.getvalue()


def test_long_work_tells_how_far_it_is(monkeypatch):
    told = StringIO()
    monkeypatch.setattr(assistant, "SHORT", 0)
    progress = assistant.Progress(OutputWrapper(told), "asking")
    for done in range(1, 101):
        progress(done, 100)

    assert told.getvalue().splitlines() == [f"asking: {done} of 100" for done in range(10, 101, 10)]


def test_lists_are_read_in_each_form():
    assert asking.read(b"\xef\xbb\xbfeen\r\ntwee") == ["een", "twee"]
    assert asking.read(b'["een", {"text": " twee ", "expect": "answer"}]') == ["een", "twee"]
    assert asking.read(b'\xef\xbb\xbf [{"question": "een"}, "", {"text": "drie"}]') == ["een", "", "drie"]
    assert asking.read(b"[dringend] een\r\rtwee\r\n \n") == ["[dringend] een", "twee"]


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "There is no question in it. Nothing was asked."), (b"\n \n", "There is no question in it."), (b"[]", "There is no question in it."),
    (b'["een"', "It is not JSON"), (b'{"text": "een"}', "It must be a JSON list"), (b"[1]", "Number 1 is no question"), (b"\xff\xfe", "It is not UTF-8"),
])
def test_a_bad_file_is_a_clear_sentence(tmp_path, content, sentence):
    file = tmp_path / "questions"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        ask(file)


def test_no_file_is_a_clear_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        ask(tmp_path / "none")
