"""Promising from a conversation, on screen: made, told, kept, another moment, broken openly."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import Contact
from gehoor.postroom import send
from gehoor.postroom.models import Delivery
from gehoor.promises import telling
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db
EMAIL = "email:fatima@voorbeeld.example"


def url(conversation, rest=""):
    return f"/desk/conversations/{conversation.reference}/{rest}"


@pytest.fixture
def form(cast, told, as_employee):
    """What the form sends as it is drawn, for Bram, with changes."""

    def fill(conversation, **changes):
        drawn = as_employee(cast.owner).get(url(conversation, "promises/new/")).context["form"]
        return {name: drawn[name].value() for name in drawn.fields if drawn[name].value() is not None} | changes

    return fill


@pytest.fixture
def made(cast, told, form, as_employee):
    """A promise that Bram made on screen."""

    def make(conversation=None, **changes):
        conversation = conversation or told()
        response = as_employee(cast.owner).post(url(conversation, "promises/make/"), form(conversation, **changes))
        assert response.status_code == 302, response.context["form"].errors
        return Promise.objects.latest("pk")

    return make


def said(client, promise):
    return client.get(url(promise.conversation)).content.decode()


def sent():
    return list(Delivery.objects.select_related("message__contact").order_by("pk"))


def test_it_works(cast, made, as_employee):
    promise = made()

    assert (promise.kind, promise.owner, promise.team) == ("answer", cast.owner, cast.teams.open)
    page = said(as_employee(cast.mate), promise)
    assert f"U krijgt {promise.when} antwoord van ons." in page, "how it stands"
    assert "Bram de Wit heeft beloofd: antwoord" in page, "the timeline"
    [delivery] = sent()
    assert delivery.address == "fatima@voorbeeld.example"
    assert f"U krijgt {promise.when} antwoord van ons." in delivery.message.text
    assert Contact.objects.get(direction="out").automatic == "promise"
    assert promise.conversation.waiting_for == "us", "who is to move stays as it is"


def test_the_form_alone_for_the_page_that_asks(cast, told, as_employee):
    answer = as_employee(cast.owner).get(url(told(), "promises/new/?kind=letter"), headers={"HX-Request": "true"})

    assert b"<html" not in answer.content
    assert answer.context["form"]["kind"].value() == "letter"


def test_who_phoned_is_called_back(cast, told, form):
    conversation = told()
    conversation.person.addresses.create(kind="phone", value="+31612345678")

    assert form(conversation)["kind"] == "call_back" and form(conversation)["number"] == "06 12345678"


def test_a_call_needs_a_number(cast, told, form, as_employee):
    conversation = told()
    answer = as_employee(cast.owner).post(url(conversation, "promises/make/"), form(conversation, kind="call_back", what="De korf"))

    assert answer.status_code == 422 and "welk nummer" in answer.content.decode()
    assert "De korf" in answer.content.decode(), "nothing typed is lost"
    assert not Promise.objects.exists() and not sent()


def test_nobody_is_told_what_was_said_on_the_phone(made):
    made(tell="")

    assert not sent()


def test_an_exact_moment_in_a_window(made, told):
    day = timezone.localdate() + timedelta(days=9)
    promise = made(due="other", day=day.isoformat(), begins="10:00", before="12:00", kind="visit")

    assert "tussen 10 uur en 12 uur" in promise.when and str(timezone.localtime(promise.from_at).date()) == str(day)
    assert promise.when in sent()[0].message.text, "the message says what was chosen in the end"


@pytest.mark.parametrize("wrong", [
    {"due": "2020-01-01T12:00:00+01:00"}, {"due": "gisteren"}, {"due": ""}, {"due": "other"}, {"due": "9999-12-31T23:59:59-23:00"},
    {"due": "other", "day": "0001-01-01"}, {"due": "other", "day": "2200-01-01"}, {"kind": "belofte"}, {"owner": "999999"},
    {"due": "other", "day": "2027-01-04", "begins": "12:00", "before": "10:00"}, {"tell_text": " "}, {"what": "x" * 301},
])
def test_what_cannot_be_is_refused(cast, told, form, as_employee, wrong):
    conversation = told()

    answer = as_employee(cast.owner).post(url(conversation, "promises/make/"), form(conversation, **wrong))

    assert answer.status_code == 422 and not Promise.objects.exists()


def test_the_own_words_stay_and_the_moment_is_right(made, told, form):
    conversation = told()
    drawn = form(conversation)
    other = form(conversation)["due"]
    text = drawn["tell_text"].replace("Goedendag", "Beste")
    promise = made(conversation, tell_text=text, due=other, kind="letter")

    assert "Beste Fatima" in sent()[0].message.text and f"{promise.when} een brief" in sent()[0].message.text


def test_a_rewritten_sentence_is_looked_at_once_more(cast, told, form, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    typed = form(conversation, tell_text="Ik bel u dinsdag!", kind="letter")

    answer = client.post(url(conversation, "promises/make/"), typed)

    assert answer.status_code == 422 and "Kijk of de tekst nog klopt" in answer.content.decode()
    again = {name: answer.context["form"][name].value() for name in typed}
    assert client.post(url(conversation, "promises/make/"), again).status_code == 302
    assert sent()[0].message.text == "Ik bel u dinsdag!"


def test_the_sentence_follows_what_is_chosen(cast, told, form, as_employee):
    conversation = told()
    client = as_employee(cast.owner)

    words = client.post(url(conversation, "promises/sentence/"), form(conversation, kind="visit", what="de tegels")).content.decode()

    assert "bij u langs. Het gaat over: de tegels" in words
    assert client.post(url(conversation, "promises/sentence/"), {}).content == b""


def test_kept_in_one_press_and_undone(cast, made, as_employee):
    promise, client = made(), as_employee(cast.owner)

    answer = client.post(f"/desk/promises/{promise.pk}/keeping/", {"back": "list"})
    assert answer.url == "/desk/promises/" and "Net nagekomen" in client.get(answer.url).content.decode()
    client.post(f"/desk/promises/{promise.pk}/return/", {"back": "list"})
    assert Promise.objects.get().is_open


def test_kept_twice_says_by_whom(cast, made, as_employee):
    promise = made()
    as_employee(cast.mate).post(f"/desk/promises/{promise.pk}/keeping/")

    answer = as_employee(cast.owner).post(f"/desk/promises/{promise.pk}/keeping/", follow=True)

    assert "Noor Haddad is deze belofte al nagekomen" in answer.content.decode()


def test_another_moment_and_the_person_hears_why(cast, made, as_employee):
    promise, client = made(tell=""), as_employee(cast.owner)
    drawn = client.get(f"/desk/promises/{promise.pk}/").context["other"]
    typed = {f"moment-{name}": drawn[name].value() for name in drawn.fields if drawn[name].value() is not None}
    typed |= {"moment-due": drawn.quick[-1].key, "moment-reason": "De aannemer is ziek"}

    assert client.post(f"/desk/promises/{promise.pk}/moment/", typed).status_code == 302

    promise.refresh_from_db()
    assert promise.due_at == drawn.quick[-1].due_at
    [delivery] = sent()
    assert "De aannemer is ziek" in delivery.message.text and promise.when in delivery.message.text
    assert "[reden]" in typed["moment-tell_text"] and "[" not in delivery.message.text
    assert "De aannemer is ziek" in said(client, promise)


def test_without_a_reason_nothing_changes(cast, made, as_employee):
    promise, client = made(tell=""), as_employee(cast.owner)

    answer = client.post(f"/desk/promises/{promise.pk}/moment/", {"moment-due": (timezone.now() + timedelta(days=2)).isoformat()})

    assert answer.status_code == 422 and not promise.renegotiations.exists()


def test_broken_openly_and_told(cast, made, as_employee):
    promise, client = made(tell=""), as_employee(cast.owner)
    Promise.objects.update(due_at=timezone.now() - timedelta(hours=1))
    page = client.get(f"/desk/promises/{promise.pk}/")
    assert "other" not in page.context, "its time has passed"
    ending = page.context["ending"]
    typed = {f"end-{name}": ending[name].value() for name in ending.fields if ending[name].value() is not None}

    client.post(f"/desk/promises/{promise.pk}/breaking/", typed | {"end-reason": "Vergeten. Ik bel vandaag nog."})

    assert Promise.objects.get().state == "broken"
    assert "Vergeten. Ik bel vandaag nog." in sent()[0].message.text


def test_a_call_in_vain_is_counted(cast, made, as_employee):
    promise, client = made(kind="call_back", number="0612345678", tell=""), as_employee(cast.owner)

    client.post(f"/desk/promises/{promise.pk}/attempts/")

    assert Promise.objects.get().is_open and "1 keer vergeefs gebeld" in said(client, promise)


def test_a_colleague_does_it(cast, made, as_employee):
    promise, client = made(tell=""), as_employee(cast.owner)

    client.post(f"/desk/promises/{promise.pk}/owner/", {"owner": cast.mate.pk})
    assert Promise.objects.get().owner == cast.mate
    assert client.post(f"/desk/promises/{promise.pk}/owner/", {"owner": cast.insider.pk}).status_code == 302, "in-house"
    assert client.post(f"/desk/promises/{promise.pk}/owner/", {"owner": cast.hired.pk}).status_code == 422
    client.post(f"/desk/promises/{promise.pk}/owner/", {"owner": ""})
    assert Promise.objects.get().owner is None


def test_a_message_that_came_back_is_said_on_the_promise_itself(cast, made, as_employee):
    promise, [delivery] = made(), sent()
    client, unheard = as_employee(cast.owner), "weet het misschien niet"
    assert promise.told == delivery and unheard not in said(client, promise)

    send.give_back(delivery, "550 No such user")

    assert unheard in said(client, promise), "beside the conversation"
    page = client.get(f"/desk/promises/{promise.pk}/").content.decode()
    assert "kwam terug van fatima@voorbeeld.example" in page
    assert telling.tell(promise, by=cast.owner, text="Nog een keer", to="email:fatima@werk.example")
    assert unheard not in said(client, promise), "told in another way"
