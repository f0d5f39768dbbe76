"""What differs, word by word."""

from gehoor.knowledge.comparing import MOST_WORDS, pieces
from gehoor.knowledge.plain_language import hints


def said(was, now):
    return [(piece.kind, piece.text) for piece in pieces(was, now)]


def test_it_works():
    assert said("Een paspoort kost 83 euro.", "Een paspoort kost 85 euro.") == [
        ("same", "Een paspoort kost "), ("gone", "83"), ("new", "85"), ("same", " euro."),
    ]


def test_words_next_to_each_other_are_one_change():
    assert said("Kom naar de balie", "Kom bij ons langs") == [("same", "Kom "), ("gone", "naar de balie"), ("new", "bij ons langs")]


def test_nothing_is_lost_of_either():
    was, now = "a b\nc d e\nf\n" * 3, "a x\nc e e\ng\nf\n" * 3
    found = pieces(was, now)
    assert "".join(piece.text for piece in found if piece.kind != "new") == was
    assert "".join(piece.text for piece in found if piece.kind != "gone") == now


def test_much_text_takes_no_time():
    assert [piece.kind for piece in pieces("a b " * MOST_WORDS, "c d " * MOST_WORDS)] == ["gone", "new"]
    [same] = pieces("lang " * 500, "lang " * 500)
    assert same.kind == "same"


def test_hints_are_about_long_sentences_and_office_words():
    found = hints("Indien u verhuist, meldt u dit. " + "woord " * 24 + "woord.")
    assert [number for number, _start in found.sentences] == [25] and found.words == [("indien", "als")]
    assert hints("Als u verhuist, meldt u dat.").sentences == []
