"""`gehoor import people`: a sheet as Excel writes it."""

import stat

import pytest
from django.core.management import CommandError

from gehoor.moving.sheet import NoSheet, Sheet
from gehoor.people.models import DigitalAddress, Person

pytestmark = pytest.mark.django_db
SHEET = """\
Klantnummer;Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Telefoonnummer;Mobiel;Opmerking
1;Fatima;;El Idrissi;Fatima@Voorbeeld.example;;06 12345678;boos
2;Wim;van der;Berg;wim@voorbeeld.example;0592 123456;;
3;André;;Zoë;;geen;;
4;;;;;;;
5;Karim;;El Idrissi;fatima@voorbeeld.example;;;
6;Te;veel
"""


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "mensen.csv"
    path.write_bytes(SHEET.encode("cp1252"))
    return path


def test_it_works(bring, sheet, tmp_path):
    said, rows = bring("people", sheet)

    assert set(Person.objects.values_list("name", flat=True)) == {"Fatima El Idrissi", "Wim van der Berg", "André Zoë"}
    assert set(DigitalAddress.objects.values_list("value", flat=True)) == {
        "fatima@voorbeeld.example", "+31612345678", "wim@voorbeeld.example", "+31592123456"
    }
    assert "people: 2 new, 1 partly, 1 doubtful, 2 refused" in said
    assert "Opmerking: not brought over" in said
    assert [(row["where"], row["result"]) for row in rows] == [
        ("line 4", "partly"), ("line 5", "refused"), ("line 6", "doubtful"), ("line 7", "refused")
    ]
    assert f"person {Person.objects.get(name__startswith='Fatima').pk} here" in rows[2]["why"]
    assert not any("@" in str(row) or "Karim" in str(row) for row in rows)
    assert stat.S_IMODE((tmp_path / "report.csv").stat().st_mode) == 0o600


def test_the_report_is_in_dutch_by_default(bring, sheet):
    said, rows = bring("people", sheet, language="nl")

    assert "mensen: 2 nieuw, 1 gedeeltelijk, 1 twijfel, 2 geweigerd" in said
    assert (rows[1]["waar"], rows[1]["resultaat"], rows[1]["waarom"]) == ("regel 5", "geweigerd", "geen naam en geen adres")


def test_twice_is_harmless(bring, sheet):
    bring("people", sheet)
    said, _rows = bring("people", sheet)

    assert "people: 3 known, 1 doubtful, 2 refused" in said
    assert Person.objects.count() == 3


def test_what_changed_in_the_sheet_changes_nothing_here(bring, sheet):
    bring("people", sheet)
    sheet.write_bytes(SHEET.replace("Wim", "Willem").encode("cp1252"))
    _said, rows = bring("people", sheet)

    assert Person.objects.filter(name="Wim van der Berg").exists()
    assert rows[0]["where"] == "line 3" and "changed in the list" in rows[0]["why"]


def test_a_trial_stores_nothing_and_tells_the_same(bring, sheet):
    said, _rows = bring("people", sheet, dry_run=True)

    assert "people: 2 new, 1 partly, 1 doubtful, 2 refused" in said
    assert "nothing was stored" in said
    assert not Person.objects.exists()


def test_somebody_who_is_here_with_another_name_is_left_to_judge(bring, sheet, told):
    there = told(address="wim@voorbeeld.example", name="W. Berg").person
    _said, rows = bring("people", sheet)

    assert there.addresses.count() == 1
    assert f"the same address as person {there.pk} here" in rows[0]["why"]


@pytest.mark.parametrize(("content", "encoding"), [
    ("name,email\nZoë,zoe@voorbeeld.example\n", "utf-8-sig"),
    ("sep=,\nname,email\nZoë,zoe@voorbeeld.example\n", "utf-8"),
    ("Name\tE-Mail\nZoë\tzoe@voorbeeld.example\n", "utf-16"),
    ('Naam|Mail\n"Zoë"|zoe@voorbeeld.example\n', "cp1252"),
])
def test_any_delimiter_and_encoding(tmp_path, content, encoding):
    (tmp_path / "x.csv").write_bytes(content.encode(encoding))
    [record] = Sheet(tmp_path / "x.csv").records()

    assert (record.name, record.addresses) == ("Zoë", (("email", "zoe@voorbeeld.example"),))


def test_a_name_over_two_lines_keeps_the_count_of_lines(tmp_path):
    (tmp_path / "x.csv").write_text('naam;mail\n"Jan\nJansen";a@b.example\nPiet;\n')

    assert [(one.name, one.where) for one in Sheet(tmp_path / "x.csv").records()] == [
        ("Jan Jansen", "regel 2"), ("Piet", "regel 4")
    ]


def test_columns_said_by_hand(tmp_path):
    (tmp_path / "x.csv").write_text("Wie;Waar\nJan;a@b.example\n")
    with pytest.raises(NoSheet, match="--column"):
        Sheet(tmp_path / "x.csv")
    [record] = Sheet(tmp_path / "x.csv", {"wie": "name", "Waar": "email"}).records()
    assert record.name == "Jan"
    with pytest.raises(NoSheet, match="no column"):
        Sheet(tmp_path / "x.csv", {"Hoe": "name"})


def test_a_workbook_is_told_what_to_do(bring, tmp_path):
    (tmp_path / "x.csv").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(CommandError, match=r"save it as CSV.*Nothing was brought over"):
        bring("people", tmp_path / "x.csv")
