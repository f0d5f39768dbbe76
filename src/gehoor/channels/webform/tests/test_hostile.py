"""What robots and worse send: nobody is refused, nothing is thrown away, and nothing gets where it should not."""

import io
import zipfile

import pytest

from gehoor.channels.webform import files, suspicion
from gehoor.channels.webform.models import Form, Sending
from gehoor.channels.webform.views import public
from gehoor.conversations.models import Contact
from gehoor.postroom.models import Arrival

from .conftest import GOOD, PNG, Visitor, file

pytestmark = pytest.mark.django_db
LINKS = "https://a.example " * 6


@pytest.mark.parametrize(("answers", "waits"), [
    ({suspicion.TRAP: "http://spam.example"}, True), ({}, False), ({"q3": LINKS}, True),
])
def test_what_looks_like_a_robot_waits_for_an_employee(visitor, answers, waits, as_employee, cast):
    response = visitor.follow(visitor.send({**GOOD, **answers}, waits=waits))

    assert response.status_code == 200
    assert "Afval" in visitor.text
    assert not Contact.objects.exists()
    arrival = Arrival.objects.get(state="suspect")
    desk = as_employee(cast.mate)
    assert "Afval" in desk.get("/desk/kept-apart/").content.decode()
    desk.post(f"/desk/kept-apart/{arrival.pk}/through/")
    assert Contact.objects.get().channel == "webform"


def test_left_aside_can_be_taken_back(visitor, as_employee, cast):
    visitor.send(waits=False)
    desk, arrival = as_employee(cast.owner), Arrival.objects.get()

    assert "undo=" in desk.post(f"/desk/kept-apart/{arrival.pk}/aside/").url
    assert not Arrival.objects.suspect().exists()
    desk.post(f"/desk/kept-apart/{arrival.pk}/back/")
    assert Arrival.objects.suspect().exists()


def test_what_is_for_a_closed_team_is_kept_apart_for_its_members(visitor, as_employee, cast):
    Form.objects.update(team=cast.teams.closed)
    visitor.send(waits=False)
    arrival = Arrival.objects.get()

    assert as_employee(cast.outsider).post(f"/desk/kept-apart/{arrival.pk}/through/").status_code == 404
    assert "Afval" not in as_employee(cast.outsider).get("/desk/kept-apart/").content.decode()
    assert "Afval" in as_employee(cast.insider).get("/desk/kept-apart/").content.decode()


def test_a_busy_network_is_kept_apart_and_never_refused(form, monkeypatch):
    monkeypatch.setattr(suspicion, "MANY_AN_HOUR", 2)
    answers = [Visitor(form).send({**GOOD, "q3": f"Lindelaan {number}"}).status_code for number in range(4)]

    assert answers == [302] * 4
    assert (Contact.objects.count(), Arrival.objects.suspect().count()) == (2, 2)
    assert "127.0.0.1" not in str(list(Sending.objects.values()))


def test_far_too_many_from_one_network_are_asked_to_call_and_lose_nothing(visitor, monkeypatch):
    monkeypatch.setattr(public, "MOST_AN_HOUR", 1)
    visitor.send({"q1": "Afval"})
    response = visitor.send()

    assert response.status_code == 429
    assert "Lindelaan 22" in visitor.text
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"<html><script>1</script>", b"<svg onload='x'>", b"#!/bin/sh", b"PK\x03\x04 no zip"])
@pytest.mark.parametrize("name", ["foto.jpg", "brief.pdf", "lees.txt"])
def test_a_file_is_what_its_content_is(visitor, content, name):
    response = visitor.send({**GOOD, "q4": file(name, content)})

    assert response.status_code == 422
    assert name in visitor.text
    assert not Arrival.objects.exists()


def test_a_picture_under_another_name_is_kept_as_a_picture(visitor):
    visitor.send({**GOOD, "q4": file("brief.pdf", PNG)})

    kept = Contact.objects.get().messages.get().attachments.get()
    assert (kept.name, kept.content_type) == ("brief.pdf.png", "image/png")


def test_macros_stay_outside():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert files.recognised(made.getvalue())[1] == (".docx",)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/vbaProject.bin", "x")

    assert files.recognised(made.getvalue()) is None


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1.png", "../../etc/passwd.png", '"; rm.png', "\u202egnp.exe.png", "." * 400, "a" * 400 + ".png"])
def test_a_name_of_a_file_does_no_harm(name):
    good, _complaints = files.look_at([type("Uploaded", (), {"name": name, "read": lambda self: PNG})()])

    assert good[0].name.endswith(".png")
    assert len(good[0].name) <= 210
    assert not set("\r\n/\\\"\u202e") & set(good[0].name)


def test_a_line_break_in_a_name_reaches_no_header(visitor):
    visitor.send({**GOOD, "q5": "Sam\r\nBcc: iedereen@example.nl", "q6": "sam@post.example"})

    assert Contact.objects.get().person.name == "Sam Bcc: iedereen@example.nl"
    assert visitor.send({**GOOD, "q6": "sam@post.example\r\nBcc: x@example.nl"}).status_code == 422


def test_too_much_together_is_told_and_the_rest_kept(visitor, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 2)
    response = visitor.send({**GOOD, "q4": [file(f"{number}.png") for number in range(3)]})

    assert response.status_code == 422
    assert "Lindelaan 22" in visitor.text
    assert visitor.send().status_code == 302


def test_answers_that_are_not_on_the_form_are_refused(visitor):
    assert visitor.send({**GOOD, "q1": "Iets heel anders"}).status_code == 422
    assert visitor.send({**GOOD, "q3": "x" * 301}).status_code == 422


def test_a_page_of_one_form_opens_no_other(visitor, cast):
    other = Form.objects.create(slug="ander", draft={"title": "Ander", "questions": []})
    Form.objects.filter(pk=other.pk).update(version=Form.objects.get(slug="melding").version)
    visitor.path = "/formulier/ander/"

    assert visitor.send().status_code == 422
    assert not Arrival.objects.exists()


def test_in_a_frame_only_for_the_sites_that_were_named_and_without_cookies(form):
    Form.objects.update(allowed_sites="https://www.merelveld.example")
    visitor = Visitor(form, path="/formulier/melding/ingebed/")
    framed, ordinary = visitor.client.get(visitor.path), visitor.client.get("/formulier/melding/")

    assert "frame-ancestors 'self' https://www.merelveld.example" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert "www.merelveld.example" not in ordinary.headers["Content-Security-Policy"]
    assert ordinary.headers["X-Frame-Options"] == "SAMEORIGIN"
    visitor = Visitor(form, path="/formulier/melding/ingebed/")
    response = visitor.send()
    assert visitor.follow(response).status_code == 200
    assert not visitor.client.cookies
    assert Contact.objects.count() == 1


def test_a_page_with_what_somebody_filled_in_is_kept_by_nobody(visitor):
    response = visitor.follow(visitor.send())

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "same-origin"
