"""An administrator at work: accounts, teams, texts, the organisation; and what is refused."""

import re

import pytest
from django.test import Client

from gehoor.core.models import Event
from gehoor.lines import skills
from gehoor.postroom import standard_texts
from gehoor.postroom.models import StandardText
from gehoor.staff.models import Employee, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def groen():
    return Team.objects.create(name="Groen", slug="groen", is_default=True)


@pytest.fixture
def admin():
    return Employee.objects.create_user("admin", role="admin", password="a long enough word", first_name="Anja")


@pytest.fixture
def client(admin):
    client = Client(headers={"accept-language": "en"})
    client.force_login(admin)
    return client


def form_of(employee, **changed):
    return {
        "first_name": employee.first_name or "Bram", "last_name": employee.last_name, "username": employee.username,
        "role": employee.role, "email": "", **changed,
    }


def test_a_new_colleague_logs_in_with_the_password_shown(client, groen):
    page = client.post("/administration/employees/new/", {
        "first_name": "Bram", "last_name": "de Vries", "username": "bram", "role": "employee", "teams": [groen.pk],
    })
    password = re.search(r'<code class="figure">([^<]+)</code>', page.text)[1]

    assert Client().login(request=page.wsgi_request, username="bram", password=password)
    assert list(Employee.objects.get(username="bram").teams.all()) == [groen]
    assert "no-store" in page["Cache-Control"]
    assert Event.objects.filter(kind="employee.added").exists()
    assert password not in str(list(Event.objects.values()))


def test_the_last_administrator_stays(client, admin):
    url = f"/administration/employees/{admin.pk}/"
    assert "only administrator" in client.post(url, form_of(admin, role="employee")).text
    assert "only administrator" in client.post(f"{url}leaving/", follow=True).text
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == ("admin", True)


def test_leaving_ends_every_log_in_and_can_be_undone(client):
    bram = Employee.objects.create_user("bram", role="employee", first_name="Bram")
    screen = Client()
    screen.force_login(bram)
    client.post(f"/administration/employees/{bram.pk}/leaving/")

    assert screen.get("/desk/").status_code == 302 and "login" in screen.get("/desk/").url
    client.post(f"/administration/employees/{bram.pk}/return/")
    bram.refresh_from_db()
    assert bram.is_active


def test_a_new_password_ends_every_log_in(client):
    bram = Employee.objects.create_user("bram", role="employee", password="an old long word")
    screen = Client()
    screen.force_login(bram)
    page = client.post(f"/administration/employees/{bram.pk}/password/")

    bram.refresh_from_db()
    assert bram.check_password(re.search(r'<code class="figure">([^<]+)</code>', page.text)[1])
    assert "login" in screen.get("/desk/").url


def test_there_is_one_default_team(client, groen):
    client.post("/administration/teams/new/", {"name": "Burgerzaken", "is_default": "on"})
    groen.refresh_from_db()

    assert not groen.is_default
    assert Team.objects.get(is_default=True).slug == "burgerzaken"
    refused = client.post(f"/administration/teams/{Team.objects.get(is_default=True).pk}/", {"name": "Burgerzaken"})
    assert refused.status_code == 422
    assert client.post("/administration/teams/new/", {"name": "Burgerzaken"}).status_code == 422


def test_a_text_is_previewed_saved_and_taken_back(client):
    url = "/administration/texts/acknowledgement/"
    own = {"subject": "Dank u, {name}", "body": "Wij lezen uw bericht.\n\nBel {phone} als het haast heeft."}
    preview = client.post(url, {**own, "preview": "1"})
    assert "Dank u, mevrouw El Idrissi" in preview.text and not StandardText.objects.exists()
    assert "als het haast heeft" not in preview.text.partition('id="preview"')[2]

    client.post(url, own)
    assert StandardText.objects.get().subject == own["subject"]
    client.post(f"{url}built-in/")
    assert not StandardText.objects.exists()
    assert standard_texts.built_in("acknowledgement")[0] in client.get(url).text
    client.post(f"{url}own/")
    assert StandardText.objects.get().body == own["body"]


def test_the_organisation(client):
    form = {"name": "Waterhoven", "phone": "14 030", "visit": "Plein 1", "website": "waterhoven.nl", "house_style": ""}
    assert client.post("/administration/organisation/", form).status_code == 302
    assert "https://waterhoven.nl" in client.get("/administration/organisation/").text
    for name in ("../settings.py", "nothing.css", "core/js/live.js"):
        assert client.post("/administration/organisation/", {**form, "house_style": name}).status_code == 422


def test_overview_says_what_needs_attention(client):
    page = client.get("/administration/running/")

    assert "No worker is running" in page.text
    assert "no mailbox yet" in page.text


def test_a_subject_is_written_as_a_colleague_has_it(client, groen):
    bram, noor = (Employee.objects.create_user(name, password="a long enough word") for name in ("bram", "noor"))
    for employee, subjects in ((bram, "Afval"), (noor, "afval\nWonen\nwonen")):
        client.post(f"/administration/employees/{employee.pk}/skills/", {"skills-subjects": subjects})

    assert skills.known_by_anyone() == ["Afval", "wonen"] and skills.of(noor)["subject"] == ["Afval", "wonen"]
    client.post(f"/administration/employees/{noor.pk}/skills/", {"skills-subjects": "Wonen"})
    assert skills.of(noor)["subject"] == ["Wonen"], "nobody else has it, so it is written anew"
