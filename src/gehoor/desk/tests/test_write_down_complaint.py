"""A complaint written down with the person: kept while it is typed, read back, agreed, and a copy sent."""

import pytest

from gehoor.complaints import writing
from gehoor.complaints.models import Complaint, Writing
from gehoor.conversations.models import Contact, Message

pytestmark = pytest.mark.django_db
SAID = {
    "channel": "counter", "name": "Fatima El Idrissi", "phone": "06 12345678", "email": "fatima@voorbeeld.example", "postal": "",
    "about": "Bladkorf te laat", "text": "Zij wachtte drie weken.", "wish": "Een excuus",
}


@pytest.fixture
def desk(cast, as_employee):
    return as_employee(cast.owner)


@pytest.fixture
def made(desk):
    desk.post("/desk/complaints/writing/")
    return Writing.objects.get()


def test_it_works(cast, desk, made):
    shown = desk.post(f"/desk/complaints/writing/{made.pk}/text/", {**SAID, "action": "read"}, follow=True).content.decode()
    assert "Klopt dit zo?" in shown and "Zij wachtte drie weken." in shown

    desk.post(f"/desk/complaints/writing/{made.pk}/agreement/")

    complaint = Complaint.objects.get()
    assert complaint.read_back_at and (complaint.came_by, complaint.wish, complaint.handler) == ("counter", "Een excuus", cast.owner)
    assert Contact.objects.get(direction="in").employee == cast.owner
    copy = Message.objects.get(contact__direction="out")
    assert "Zij wachtte drie weken." in copy.text
    assert not Writing.objects.exists()


def test_kept_while_it_is_typed(desk, made):
    answer = desk.post(f"/desk/complaints/writing/{made.pk}/text/", {"text": "Zij wacht"}, headers={"HX-Request": "true"})

    assert "Opgeslagen" in answer.content.decode()
    assert "Zij wacht" in desk.get(f"/desk/complaints/writing/{made.pk}/").content.decode()
    assert f"/desk/complaints/writing/{made.pk}/" in desk.get("/desk/complaints/").content.decode()


@pytest.mark.parametrize(("changes", "said"), [
    ({"about": ""}, "in één zin"), ({"text": ""}, "wat er is gebeurd"), ({"email": "fatima"}, "letter voor letter"),
    ({"name": "", "phone": "", "email": ""}, "Vraag om een naam"),
])
def test_not_read_back_before_it_is_whole(desk, made, changes, said):
    answer = desk.post(f"/desk/complaints/writing/{made.pk}/text/", {**SAID, **changes, "action": "read"})

    assert answer.status_code == 422 and said in answer.content.decode()
    assert Writing.objects.get().wish == "Een excuus", "kept all the same"


def test_not_agreed_before_it_is_whole(desk, made):
    assert desk.post(f"/desk/complaints/writing/{made.pk}/agreement/").status_code == 422
    assert not Complaint.objects.exists()


def test_by_letter_where_no_mail_is_known(desk, made):
    postal = {"email": "", "phone": "", "postal": "Lindelaan 22, 1234 AB Merelveld"}
    desk.post(f"/desk/complaints/writing/{made.pk}/text/", {**SAID, **postal, "action": "read"})
    desk.post(f"/desk/complaints/writing/{made.pk}/agreement/")

    assert Contact.objects.get(direction="out").channel == "letter"


def test_of_a_conversation_that_is_there(cast, told, desk):
    conversation = told()
    desk.post("/desk/complaints/writing/", {"conversation": conversation.reference})
    made = Writing.objects.get()
    desk.post(f"/desk/complaints/writing/{made.pk}/text/", {"channel": "phone", "about": "Te laat", "text": "Drie weken", "action": "read"})
    desk.post(f"/desk/complaints/writing/{made.pk}/agreement/")

    assert Complaint.objects.get().conversation == conversation
    assert Contact.objects.filter(channel="phone").get().person == conversation.person


def test_it_is_of_who_writes_it(cast, desk, made, as_employee):
    assert as_employee(cast.mate).get(f"/desk/complaints/writing/{made.pk}/").status_code == 404


def test_thrown_away(desk, made):
    desk.post(f"/desk/complaints/writing/{made.pk}/removal/")
    assert not Writing.objects.exists()


def test_one_empty_page_is_enough(cast):
    assert writing.begin(cast.owner) == writing.begin(cast.owner)
