"""Articles from elsewhere: read, brought over, and never over what an editor wrote."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from gehoor.knowledge import writing
from gehoor.knowledge.importing import bringing, reading
from gehoor.knowledge.models import Article, Audience, Version
from gehoor.staff.models import Employee

VAC = {
    "id": "0177dd18", "question": "Waar vraag ik een uittreksel aan?", "introduction": "Bij uw gemeente.",
    "paragraphs": [
        {"title": "Wat er op staat", "text": "Op het uittreksel staan:\n\n\n \n naam\n\n adres en woonplaats\n\n\n\n\n Geef aan waarvoor."},
        {"title": "", "text": "Zonder kop."},
    ],
    "themes": ["Overheid"], "subjects": ["Privacy"], "source": "https://www.example.nl/uittreksel", "licence": "CC0",
}


def read(rows):
    return reading.read(json.dumps(rows).encode())


def test_a_vac_becomes_an_article():
    record, = read([VAC])

    assert (record.source_id, record.source_url, record.problem) == ("0177dd18", "https://www.example.nl/uittreksel", "")
    assert record.content["short_answer"] == "Bij uw gemeente."
    assert record.content["answer"] == (
        "## Wat er op staat\n\nOp het uittreksel staan:\n\n- naam\n- adres en woonplaats\n\nGeef aan waarvoor.\n\nZonder kop."
    )
    assert record.content["subjects"] == ["Overheid", "Privacy"]


def test_a_pdc_in_a_sheet_of_excel():
    sheet = ("Titel;Tekst;Kosten;Geldig tot;Voorbeeldvragen;Doelgroep;Bewijs\r\n"
             "Kapvergunning;<p>Voor een <b>boom</b>.</p>;€ 60;2026-12-31;\"mag ik kappen\nboom weg\";medewerkers;Een foto\r\n")
    record, = reading.read(sheet.encode("cp1252", "replace"))

    assert record.content == {
        "question": "Kapvergunning", "answer": "Voor een **boom**.\n\n## Wat hebt u nodig?\n\nEen foto", "cost": "€ 60",
        "examples": ["mag ik kappen", "boom weg"], "audience": Audience.EMPLOYEES, "short_answer": "",
        "valid_until": date(2026, 12, 31),
    }


@pytest.mark.parametrize("row, why", [
    ({"question": "Zonder antwoord"}, "it has no answer"),
    ({"answer": "Zonder vraag"}, "it has no question"),
    ({"question": "x" * 301, "answer": "a"}, "its question is longer than 300 characters"),
    ({"question": "q", "answer": "a", "valid_until": "31-12-2026"}, "“31-12-2026” is no date: write it as 2026-12-31"),
    ("tekst", "this is no record"),
])
def test_what_is_wrong_is_said(row, why):
    with translation.override("en"):
        assert [record.problem for record in read([row])] == [why]


@pytest.mark.parametrize("raw", [b"[", b"klant;tel\nBram;06\n", b"PK\x03\x04...", b""])
def test_what_is_no_file_of_articles_is_refused(raw):
    with pytest.raises(reading.NoArticles):
        reading.read(raw)


@pytest.mark.django_db
def test_bringing_over_twice_changes_nothing():
    first = bringing.bring(read([VAC, VAC]), source="vac")
    again = bringing.bring(read([VAC]), source="vac")

    assert (first.new, len(first.refused), again.same) == (1, 1, 1)
    version = Version.objects.in_force().get()
    assert (version.number, version.article.known_as, version.author) == (1, "0177dd18", None)


@pytest.mark.django_db
def test_what_changed_there_becomes_a_version():
    bringing.bring(read([VAC]), source="vac")
    outcome = bringing.bring(read([VAC | {"introduction": "Bij uw gemeente of online."}]), source="vac")

    assert outcome.changed == 1
    assert Version.objects.in_force().get().short_answer == "Bij uw gemeente of online."
    assert Version.objects.count() == 2


@pytest.mark.django_db
def test_what_an_editor_wrote_stays():
    bringing.bring(read([VAC]), source="vac")
    saskia, bram = (Employee.objects.create_user(name) for name in ("saskia.k", "bram.k"))
    writing.publish(writing.change(Article.objects.get(), by=saskia, short_answer="Bij ons."), by=bram)

    outcome = bringing.bring(read([VAC | {"introduction": "Elders."}]), source="vac")

    assert len(outcome.kept) == 1
    assert Version.objects.in_force().get().short_answer == "Bij ons."
    assert Version.objects.get(state="draft").short_answer == "Elders."


@pytest.mark.django_db
def test_the_command(tmp_path):
    file, said = tmp_path / "vac.json", io.StringIO()
    file.write_text(json.dumps([VAC, {"question": "Leeg"}]))

    call_command("knowledge", "import", str(file), "--json", "--dry-run", stdout=said)
    assert json.loads(said.getvalue())["new"] == 1
    assert not Article.objects.exists()

    call_command("knowledge", "import", str(file), stdout=said)
    assert Article.objects.get().known_as == "0177dd18"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("knowledge", "import", str(tmp_path / "none.json"))


def test_what_has_no_place_is_told():
    [record] = reading.read(b"vraag;antwoord;kleur;leeg\nWaar?;Hier;rood;\n")
    assert record.left_out == ["kleur"]
    with pytest.raises(reading.NoArticles):
        reading.read(b"\x01\x02\x00vraag;x\x07\n")
