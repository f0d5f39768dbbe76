"""Taking all articles along, and putting them back elsewhere."""

import json

import pytest
from django.core.management import call_command

from gehoor.demo import knowledge as merelveld
from gehoor.knowledge import exporting, writing
from gehoor.knowledge.importing import bringing, reading
from gehoor.knowledge.models import Article, Version
from gehoor.staff.models import Employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def merelveld_told():
    for name in ("joost", "saskia", "noor", "bram"):
        Employee.objects.create_user(name)
    merelveld.tell()


def test_out_and_in_again_is_the_same(merelveld_told, tmp_path):
    file = tmp_path / "artikelen.json"
    call_command("knowledge", "export", str(file))
    before = json.loads(file.read_text())
    assert len(before) == Version.objects.in_force().count() >= 30
    Article.objects.all().delete()

    call_command("knowledge", "import", str(file))

    after = exporting.records()
    for one in (*before, *after):  # numbers begin anew, and it is written today
        one.pop("version")
        one.pop("modified")
    assert sorted(after, key=lambda one: one["slug"]) == sorted(before, key=lambda one: one["slug"])


def test_ours_taken_in_here_changes_nothing(merelveld_told):
    records = reading.read(exporting.as_json(exporting.records()).encode())
    outcome = bringing.bring(records, source="elders")
    assert (outcome.new, outcome.changed, outcome.kept, outcome.refused, outcome.left_out) == (0, 0, [], [], [])


def test_what_is_over_or_only_a_draft_stays(merelveld_told):
    slugs = {one["slug"] for one in exporting.records()}
    assert "bladkorf-extra" in slugs and not {"zwembad", "carbid"} & slugs


def test_a_file_that_cannot_be_written(tmp_path):
    writing.publish(writing.begin(by=None, question="Wat kost een paspoort?"), by=None)
    with pytest.raises(Exception, match="Nothing was changed"):
        call_command("knowledge", "export", str(tmp_path / "nergens" / "a.json"))


def test_editors_download_it(merelveld_told, client):
    client.force_login(Employee.objects.create_user("ester", role="editor"))
    answer = client.get("/administration/knowledge/export/")
    assert len(reading.read(answer.content)) >= 30 and "attachment" in answer["Content-Disposition"]
    client.force_login(Employee.objects.get(username="bram"))
    assert client.get("/administration/knowledge/export/").status_code == 403
