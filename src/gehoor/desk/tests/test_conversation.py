"""One page with everything that was said, on whatever channel."""

import pytest
from django.utils import timezone

from gehoor.postroom import note
from gehoor.postroom.inbound import Inbound, InboundFile
from gehoor.postroom.receive import receive
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db


def url(conversation, rest=""):
    return f"/desk/conversations/{conversation.reference}/{rest}"


def test_it_works(cast, told, as_employee):
    conversation = told()
    receive(Inbound(channel="phone", external_id=None, at=timezone.now(), person_id=conversation.person_id,
                    employee_id=cast.owner.pk, conversation_id=conversation.pk, text="Belt over de bladkorf"))
    note.add_internal(conversation, "Erik kijkt ernaar", by=cast.mate)

    page = as_employee(cast.owner).get(url(conversation)).content.decode()

    places = [page.index(text) for text in ("Komt er dit jaar", "Belt over de bladkorf", "Erik kijkt ernaar")]
    assert places == sorted(places)
    assert "utterance--theirs" in page and "utterance--note" in page
    assert "fatima@voorbeeld.example" in page


def test_every_look_is_logged(cast, told, as_employee):
    conversation = told()
    client = as_employee(cast.owner)
    client.get(url(conversation))
    client.get(url(conversation, "timeline/"))

    looks = ReadLog.objects.filter(conversation_id=conversation.pk, employee=cast.owner).order_by("pk")
    assert [look.what for look in looks] == ["page", "update"]


def test_foreign_one_is_not_there(cast, told, as_employee):
    conversation = told(team=cast.teams.closed)

    assert as_employee(cast.outsider).get(url(conversation)).status_code == 404
    assert as_employee(cast.outsider).get(url(conversation, "timeline/")).status_code == 404
    assert as_employee(cast.insider).get(url(conversation)).status_code == 200


def test_several_open_questions_are_spoken_about_together(cast, told, as_employee):
    """Combining them is proposed (requirement A10): in the conversation, and where a call or visit is noted."""
    conversation, finished = told(), told(subject="Kapvergunning")
    finished.close(by=cast.mate, solved=True)
    told(subject="Betalingsregeling", team=cast.teams.closed)
    client = as_employee(cast.owner)

    def told_together(number):
        said = f"Fatima El Idrissi heeft {number} open vragen"
        pages = client.get(url(conversation)), client.post("/channels/counter/find/", {"who": "Fatima"})
        return [said in page.content.decode() for page in pages]

    assert told_together(1) == told_together(2) == [False, False]
    told(subject="Paspoort verlengen")
    assert told_together(2) == [True, True]
    finished.reopen(by=cast.mate)
    assert told_together(3) == [True, True]


def test_other_conversations_of_the_person(cast, told, as_employee):
    conversation = told()
    told(subject="Paspoort verlengen")
    told(subject="Betalingsregeling", team=cast.teams.closed)

    page = as_employee(cast.owner).get(url(conversation)).content.decode()

    assert "Paspoort verlengen" in page
    assert "Betalingsregeling" not in page


def test_reference_as_people_type_it(cast, told, as_employee):
    conversation = told()
    typed = conversation.reference.lower().replace("-", "")

    assert as_employee(cast.owner).get(f"/desk/conversations/{typed}/").status_code == 200


def test_live_part_is_the_very_part_of_the_page(cast, told, as_employee):
    conversation = told()
    client = as_employee(cast.owner)

    part = client.get(url(conversation, "timeline/")).content.decode()

    assert part.strip() in client.get(url(conversation)).content.decode()


def test_quotes_are_folded_and_text_is_escaped(cast, told, as_employee):
    conversation = told(text="<script>alert(1)</script>", rest="> wat eerder was")

    page = as_employee(cast.owner).get(url(conversation)).content.decode()

    assert "<script>alert" not in page and "&lt;script&gt;" in page
    assert page.index("<details class=\"fold\">") < page.index("&gt; wat eerder was")


def test_very_long_message_is_cut_but_whole(cast, told, as_employee):
    conversation = told(text="begin " + "takkenbos " * 3000 + "einde")

    page = as_employee(cast.owner).get(url(conversation)).content.decode()

    assert "begin" in page and "einde" in page
    assert page.count("takkenbos") == 3000


def test_fifty_messages_are_cheap(cast, told, as_employee, django_assert_max_num_queries):
    conversation = told()
    for number in range(50):
        told(conversation_id=conversation.pk, subject="Re", text=f"bericht {number}",
             files=(InboundFile("foto.png", "image/png", f"{number}".encode()),))
    client = as_employee(cast.owner)
    client.get("/desk/queue/mine/")  # the very first page of all makes the row of the organisation

    with django_assert_max_num_queries(12):
        page = client.get(url(conversation))

    assert page.content.decode().count('class="utterance ') == 51
