"""Files and originals: only with permission, never running anything, always logged."""

import pytest

from gehoor.conversations.models import Attachment, Message
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Arrival
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


def file(name="foto.png", content_type="image/png", content=PNG, **more):
    return InboundFile(name, content_type, content, **more)


def test_it_works(cast, told, as_employee):
    conversation = told(files=(file(),))
    token = Attachment.objects.get().token

    response = as_employee(cast.owner).get(f"/desk/attachments/{token}/")

    assert response.content == PNG
    assert response["Content-Disposition"] == 'inline; filename="foto.png"'
    assert (response["X-Content-Type-Options"], "sandbox" in response["Content-Security-Policy"]) == ("nosniff", True)
    assert ReadLog.objects.get(what="attachment").conversation_id == conversation.pk


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "x/y"])
def test_what_could_run_is_only_downloaded(cast, told, as_employee, content_type):
    told(files=(file("fout.html", content_type, b"<script>alert(1)</script>"),))

    response = as_employee(cast.owner).get(f"/desk/attachments/{Attachment.objects.get().token}/")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")


def test_odd_names_break_no_header(cast, told, as_employee):
    told(files=(file('a"\r\nSet-Cookie: x=1 é.png'),))

    response = as_employee(cast.owner).get(f"/desk/attachments/{Attachment.objects.get().token}/")

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


def test_foreign_ones_are_not_there(cast, told, as_employee):
    conversation = told(team=cast.teams.closed, files=(file(),), html="<p>Hallo</p>")
    contact, message = conversation.contacts.get(), Message.objects.get()
    arrival(contact)
    client = as_employee(cast.outsider)

    for address in (f"attachments/{Attachment.objects.get().token}", "attachments/raden", f"messages/{message.pk}/html",
                    f"contacts/{contact.pk}/original", "contacts/99999/original", "messages/99999/html"):
        assert client.get(f"/desk/{address}/").status_code == 404
    assert not ReadLog.objects.exists()


def test_html_is_framed_without_scripts_or_remote_images(cast, told, as_employee):
    told(html='<p>Hallo <img data-remote-src="https://elders.example/a.png"><img data-cid="logo"></p>',
         files=(file(content_id="<logo>", inline=True),))
    client = as_employee(cast.owner)
    pk = Message.objects.get().pk

    page = client.get(f"/desk/messages/{pk}/html/")
    policy = page["Content-Security-Policy"]

    assert "https:" not in policy and "script" not in policy and "sandbox" in policy and "'none'" in policy
    assert ' src="https://elders' not in page.content.decode()
    assert 'src="data:image/png;base64,' in page.content.decode()

    asked = client.get(f"/desk/messages/{pk}/html/?images=1")
    assert "img-src data: https:" in asked["Content-Security-Policy"]
    assert ' src="https://elders.example/a.png"' in asked.content.decode()


def test_original_as_it_came(cast, told, as_employee):
    contact = told().contacts.get()
    arrival(contact)

    response = as_employee(cast.owner).get(f"/desk/contacts/{contact.pk}/original/")

    assert response.content == b"From: f\r\n\r\nhallo"
    assert response["Content-Disposition"].endswith('.eml"')
    assert ReadLog.objects.get().what == "original"


def arrival(contact):
    original = b"From: f\r\n\r\nhallo"
    return Arrival.objects.create(channel="email", source="smtp", original=original, size=len(original),
                                  digest=Arrival.digest_of(original), contact=contact, state=Arrival.State.FILED)
