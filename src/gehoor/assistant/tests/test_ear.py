"""The second ear: a wish for a human in words that no rule knows, and questions stay questions."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from gehoor.assistant import hearing, recognising
from gehoor.assistant.recognising import ear
from gehoor.assistant.recognising.traits import SIZE, traits
from gehoor.assistant.recognising.wish import wants

REPOSITORY = Path(__file__).parents[4]
DATA = REPOSITORY / "bench" / "data"


def kept_apart(name) -> list[str]:
    return [text for text, _fold in hearing.listed((DATA / f"{name}.txt").read_text(), held_out=True)]


def test_it_works():
    text = "Wat kost een paspoort? Ik praat makkelijker dan ik schrijf."

    assert wants(text) == ()
    assert recognising.listen(text) == recognising.Noticed("wish", ("Ik praat makkelijker dan ik schrijf.",))
    assert recognising.listen("Wat kost een paspoort?") is None and recognising.listen("") is None


def test_what_was_kept_apart_is_heard_by_words_alone():
    """As docs/assistant.md tells; a little less than on the day it was measured is a fault."""
    wishes, others = kept_apart("wishes"), kept_apart("look_alikes")
    heard = [text for text in wishes if wants(text) or ear.hears(text, by_words=True)]
    wrongly = [text for text in others if wants(text) or ear.hears(text, by_words=True)]

    assert len(wishes) >= 70 and len(others) >= 70
    assert len(heard) >= 0.95 * len(wishes), set(wishes) - set(heard)
    assert len(wrongly) <= 0.05 * len(others), wrongly


def test_ordinary_questions_are_not_handed_over():
    asked = [text for _kind, rows in json.loads((DATA / "assistant_questions.json").read_text()).items() if isinstance(rows, list)
             for text in (row["text"] if isinstance(row, dict) else row for row in rows)]

    assert sum(bool(ear.hears(text, by_words=True)) for text in asked) <= 0.01 * len(asked)


def test_nothing_kept_apart_is_fitted_on():
    for name in ("wishes", "look_alikes"):
        fitted = {text for text, _fold in hearing.listed((DATA / f"{name}.txt").read_text())}
        assert not fitted & set(kept_apart(name)) and len(fitted) >= 700


@pytest.mark.parametrize("text", ["", "?!", "a", "\0", "🙂" * 500, "ik" + "." * 3000])
def test_odd_texts_do_no_harm(text):
    assert ear.hears(text) == ()
    places, values = traits(text)
    assert len(places) == len(values) and (not len(places) or 0 <= places.min() <= places.max() < SIZE)


def test_it_is_fitted_on_files_and_written(tmp_path):
    """A small one: two words tell them apart."""
    wishes, others, asked = (tmp_path / name for name in ("wishes.txt", "others.txt", "asked.json"))
    wishes.write_text("# round 1\n" + "".join(f"ik wil iemand voor zaak {at}\n" for at in range(110)) + "# held out\nnooit gelezen\n")
    others.write_text("".join(f"hoeveel kost zaak {at}\n" for at in range(110)))
    asked.write_text(json.dumps({"note": "", "in_scope": [{"text": f"wat doet zaak {at}"} for at in range(110)]}))
    rows = hearing.sentences([wishes], [others, asked])
    known = {piece: traits(piece) for row in rows for piece in ear.pieces(row.text)}

    fitted = hearing.fit(rows, known, {})
    again = ear.read({name.removeprefix("words_"): value for name, value in ear.written(fitted, "words").items()})

    assert {row.kind for row in rows} == {"wish", "look-alike", "ordinary"} and "nooit gelezen" not in known
    assert fitted.score(traits("ik wil iemand")) > 0 > fitted.score(traits("hoeveel kost dat"))
    assert np.abs(again.words - fitted.words).max() <= np.abs(fitted.words).max() / ear.STEPS


@pytest.mark.parametrize(("content", "sentence"), [("ik wil een mens\n", "At least 100 sentences"), (None, "cannot be read as sentences")])
def test_too_little_is_a_clear_sentence(tmp_path, content, sentence):
    file = tmp_path / "wishes.txt"
    if content:
        file.write_text(content)

    with pytest.raises(CommandError, match=sentence):
        call_command("assistant", "calibrate-wishes", "--wishes", str(file), "--others", str(file), stdout=StringIO())
