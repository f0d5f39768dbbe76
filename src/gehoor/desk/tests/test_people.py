"""The page of a person: all of it in one place, and nothing that this employee may not see."""

import pytest

from gehoor.conversations.models import Conversation
from gehoor.people import helping, register
from gehoor.people.models import Organisation, Person, Representation
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


def url(person, rest=""):
    return f"/desk/people/{getattr(person, 'pk', person)}/{rest}"


def test_it_works(cast, told, as_employee):
    conversation = told()
    told(subject="Paspoort verlengen", text="Is mijn paspoort klaar?")
    register.state_needs(conversation.person, "Belt liefst na vijf uur", by=cast.owner)

    page = as_employee(cast.owner).get(url(conversation.person)).content.decode()

    for words in ("Fatima El Idrissi", "Bladkorf in de Lindelaan", "Is mijn paspoort klaar?", "fatima@voorbeeld.example",
                  "Belt liefst na vijf uur", "2 questions are open at the same time"):
        assert words in page


def test_nothing_of_a_closed_team_leaks_not_even_a_count(cast, told, as_employee):
    person = told().person
    told(subject="Betalingsregeling", text="schulden", team=cast.teams.closed)

    page = as_employee(cast.outsider).get(url(person)).content.decode()

    assert "Betalingsregeling" not in page and "schulden" not in page
    assert "at the same time" not in page
    merging = as_employee(cast.outsider).post(url(told(address="a@b.example").person, "merging/"), {"other": person.pk})
    assert "Betalingsregeling" not in merging.content.decode()


def test_every_look_is_logged(cast, told, as_employee):
    conversation = told()
    as_employee(cast.owner).get(url(conversation.person))

    looks = ReadLog.objects.filter(employee=cast.owner, what="person", person_id=conversation.person_id)
    assert set(looks.values_list("conversation_id", flat=True)) == {None, conversation.pk}


def test_many_conversations_are_cheap(cast, told, as_employee, django_assert_max_num_queries):
    for number in range(35):
        conversation = told(subject=f"Vraag {number}")
    client = as_employee(cast.owner)
    client.get("/desk/queue/mine/")

    with django_assert_max_num_queries(12):
        client.get(url(conversation.person))


def test_found_by_number_name_and_organisation(cast, told, as_employee):
    person = told().person
    register.add_address(person, "06 12345678", by=cast.owner)
    register.new_person("Bakkerij De Halm", email="info@halm.example", by=cast.owner)
    client = as_employee(cast.owner)
    for typed, reason in (("06-12 34 56 78", "same phone number"), ("idrissi", "this name"),
                          ("Fatima@voorbeeld.example", "same e-mail address"), ("idrisi", "name looks like it")):
        page = client.post("/desk/people/", {"who": typed}, follow=True).content.decode()
        assert url(person) in page and reason in page, typed
    assert "Bakkerij De Halm" in client.post("/desk/people/", {"who": "halm"}, follow=True).content.decode()
    assert "Nobody found" in client.post("/desk/people/", {"who": "xyzzy"}, follow=True).content.decode()


def test_a_wrong_address_is_corrected_or_taken_away(cast, told, as_employee):
    person = told().person
    address = person.addresses.get()
    client = as_employee(cast.owner)
    one = url(person, f"addresses/{address.pk}/")

    assert client.post(one, {"address": "geen adres"}).status_code == 422
    client.post(one, {"address": "f@voorbeeld.example", "prefer": "1"})
    address.refresh_from_db()
    assert address.is_preferred
    client.post(one, {"address": "nieuw@voorbeeld.example"})
    assert person.addresses.get().value == "nieuw@voorbeeld.example"
    client.post(one, {"address": "x", "withdraw": "1"})
    assert not person.addresses.exists()
    page = client.get(url(person, "history/")).content.decode()
    assert "Bram de Wit took an address away: nieuw@voorbeeld.example" in page


def test_correcting_into_one_that_is_there_is_explained(cast, told, as_employee):
    person = told().person
    other, _is_new = register.add_address(person, "ander@voorbeeld.example", by=cast.owner)

    answer = as_employee(cast.owner).post(url(person, f"addresses/{other.pk}/"), {"address": "fatima@voorbeeld.example"})

    assert answer.status_code == 422 and "has that address already" in answer.content.decode()


def test_anonymous_is_something_else_than_not_known_yet(cast, told, as_employee):
    person = told(name="").person
    client = as_employee(cast.owner)
    assert "Not known yet" in client.get(url(person)).content.decode()

    client.post(url(person, "words/"), {"anonymous": "on"})
    assert "Anonymous (wants to give no name)" in client.get(url(person)).content.decode()

    client.post(url(person, "words/"), {"name": "Fatima", "needs": ["call", "large_print"], "stated_needs": "na vijven"})
    person.refresh_from_db()
    assert (str(person), person.is_anonymous) == ("Fatima", False)
    assert person.all_needs == "call me · large print · na vijven"


def test_merging_asks_why_and_can_be_taken_back(cast, told, as_employee):
    home, work = told(), told(address="werk@voorbeeld.example", name="F. El Idrissi", subject="Grofvuil")
    client = as_employee(cast.owner)
    data = {"other": work.person_id, "keep": home.person_id}
    assert "Grofvuil" in client.post(url(home.person, "merging/"), data).content.decode()
    assert client.post(url(home.person, "merging/"), {**data, "confirm": "1"}).status_code == 422
    client.post(url(home.person, "merging/"), {**data, "confirm": "1", "reason": "zelfde geboortedatum"})

    page = client.get(url(work.person), follow=True).content.decode()
    assert "zelfde geboortedatum" in page and "Grofvuil" in page
    assert "the same as F. El Idrissi" in client.get(f"/desk/conversations/{home.reference}/").content.decode()

    undo = url(home.person, f"merges/{work.person.merges.get().pk}/")
    assert "Goes back to F. El Idrissi" in client.get(undo).content.decode()
    assert client.post(undo, {"reason": ""}).status_code == 422
    answer = client.post(undo, {"reason": "vader en dochter"})
    assert answer.url == url(work.person)
    assert "vader en dochter" in client.get(url(home.person)).content.decode()
    assert client.get(undo).status_code == 302, "it was taken back already"


def test_doubt_about_what_one_may_not_see_is_not_shown(cast, told, as_employee):
    home, work = told(), told(address="werk@voorbeeld.example", name="F.")
    client = as_employee(cast.owner)
    client.post(url(home.person, "merging/"), {"other": work.person_id, "keep": home.person_id, "confirm": "1", "reason": "x"})
    Conversation.objects.create(person=home.person, team=cast.teams.closed, subject="Betalingsregeling")
    Conversation.objects.create(person=home.person, team=cast.teams.open, subject="Kapvergunning")

    page = client.get(url(home.person, f"merges/{work.person.merges.get().pk}/")).content.decode()

    assert "Kapvergunning" in page and "Betalingsregeling" not in page


def permitted(**changes):
    return {"helper-helper": "Anja de Boer", "helper-relation": "dochter", "helper-scope": "alles over zorg",
            "helper-given_how": "counter", **changes}


def test_a_helper_gets_permission_and_it_is_taken_back(cast, told, as_employee):
    person = told(name="Mevrouw De Boer").person
    client = as_employee(cast.owner)
    assert client.post(url(person, "helpers/"), permitted(**{"helper-scope": ""})).status_code == 422
    client.post(url(person, "helpers/"), permitted())

    permission = Representation.objects.get()
    assert (permission.person, permission.helper.name, permission.is_valid) == (person, "Anja de Boer", True)
    assert "alles over zorg" in client.get(url(person)).content.decode()
    assert "Mevrouw De Boer" in client.get(url(permission.helper)).content.decode()

    client.post(url(person, f"helpers/{permission.pk}/"))
    permission.refresh_from_db()
    assert not permission.is_valid and permission.withdrawn_by == cast.owner
    assert not Representation.objects.valid().exists()


def test_a_known_helper_is_never_guessed(cast, told, as_employee):
    person, anja = told(name="Mevrouw De Boer").person, told(address="anja@voorbeeld.example", name="Anja de Boer").person
    client = as_employee(cast.owner)
    answer = client.post(url(person, "helpers/"), permitted())
    assert answer.status_code == 422 and "Who of these is it?" in answer.content.decode()
    client.post(url(person, "helpers/"), permitted(chosen=anja.pk))

    assert Representation.objects.get().helper == anja


def test_permission_ends_after_it_begins(cast, told, as_employee):
    dates = {"helper-since": "2026-05-02", "helper-until": "2026-05-01"}

    assert as_employee(cast.owner).post(url(told().person, "helpers/"), permitted(**dates)).status_code == 422


def test_two_contact_persons_share_the_address_of_their_organisation(cast, told, as_employee):
    firm = told(address="info@halm.example", name="Bakkerij De Halm").person
    client = as_employee(cast.owner)
    client.post(url(firm, "organisation/"))
    for name, role in (("Jan Bakker", "eigenaar"), ("Piet Oven", "inkoper")):
        client.post(url(firm, "speakers/"), {"speaker-who": name, "speaker-role": role})

    from_jan = told(address="info@halm.example", name="Jan Bakker", subject="Terras")
    from_piet = told(address="info@halm.example", name="Piet Oven", references=("<none@x>",), subject="Afval")

    assert from_jan.person == from_piet.person == firm
    jan = Person.objects.get(name="Jan Bakker")
    assert from_jan.contacts.get().person == jan and from_jan.contacts.get().on_behalf_of == firm
    page = client.get(url(firm)).content.decode()
    assert all(words in page for words in ("Terras", "Afval", "Jan Bakker", "inkoper"))
    private = told(address="jan@thuis.example", name="Jan thuis", subject="Eigen tuin")
    helping.speak_for(Organisation.objects.get(), private.person, by=cast.owner)
    assert "Eigen tuin" not in client.get(url(firm)).content.decode()
