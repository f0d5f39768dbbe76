"""A subject that editors listed is found in its forms and in longer words."""

import pytest

from gehoor.assistant.recognising.delicate import touches


@pytest.mark.parametrize(("subject", "text", "words"), [
    ("schuldhulp", "Ik zoek schuldhulpverlening.", "schuldhulpverlening"),
    ("uithuiszetting", "er dreigen uithuiszettingen", "uithuiszettingen"),
    ("uit huis zetten", "word ik uit huis gezet?", "uit huis gezet"),
    ("Huiselijk geweld", "vragen over HUISELIJK GEWELD", "HUISELIJK GEWELD"),
    ("wmo", "hoe werkt de Wmo", "Wmo"),
])
def test_it_works(subject, text, words):
    assert touches(text, ("asbest", subject)) == (words,)


@pytest.mark.parametrize(("subject", "text"), [
    ("wmo", "wmoskee"), ("uit huis zetten", "zet het vuil uit huis"), ("schuldhulp", "wie is er schuldig"), ("", "alles"), ("!", "alles!"),
])
def test_other_words_do_not_touch_it(subject, text):
    assert touches(text, (subject,)) == ()
