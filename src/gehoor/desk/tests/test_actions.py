"""Taking, handing over, waiting, closing, joining and renaming."""

import pytest

from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.people.models import DigitalAddress

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(as_employee):
    """Post one verb on a conversation as an employee."""

    def post(who, conversation, verb, /, **data):
        return as_employee(who).post(f"/desk/conversations/{conversation.reference}/{verb}/", data)

    return post


def fresh(conversation):
    return Conversation.objects.select_related("closure", "assignee", "team", "person").get(pk=conversation.pk)


def test_take_it(cast, told, act):
    conversation = told()

    assert act(cast.owner, conversation, "assignment", employee="me").status_code == 302
    assert fresh(conversation).assignee == cast.owner


def test_give_to_a_colleague_and_back_to_the_team(cast, told, act):
    conversation = told()
    act(cast.owner, conversation, "assignment", employee=cast.mate.pk)
    assert fresh(conversation).assignee == cast.mate

    act(cast.owner, conversation, "assignment", employee="")
    assert fresh(conversation).assignee is None


@pytest.mark.parametrize("wanted", ["99999", "niemand", "1; drop table"])
def test_unknown_colleague_is_refused(cast, told, act, wanted):
    conversation = told()

    assert act(cast.owner, conversation, "assignment", employee=wanted).status_code == 422
    assert fresh(conversation).assignee is None


def test_administrator_and_outsider_cannot_have_it(cast, told, act):
    conversation = told(team=cast.teams.closed)

    for employee in (cast.admin, cast.outsider):
        assert act(cast.insider, conversation, "assignment", employee=employee.pk).status_code == 422


def test_move_to_another_team(cast, told, act):
    conversation = told()

    assert act(cast.owner, conversation, "team", team=cast.teams.other.pk).status_code == 302
    assert fresh(conversation).team == cast.teams.other


def test_move_to_a_closed_team_takes_it_out_of_sight(cast, told, act):
    conversation = told()

    assert act(cast.owner, conversation, "team", team=cast.teams.closed.pk).url == "/desk/"
    assert act(cast.owner, conversation, "assignment", employee="me").status_code == 404


def test_move_to_nowhere_is_refused(cast, told, act):
    assert act(cast.owner, told(), "team", team="").status_code == 422


def test_who_is_to_move(cast, told, act):
    conversation = told()

    act(cast.owner, conversation, "waiting", whom="other")

    assert fresh(conversation).waiting_for == WaitingFor.OTHER
    assert act(cast.owner, conversation, "waiting", whom="iedereen").status_code == 422


def test_close_and_open_again(cast, told, act):
    conversation = told()

    act(cast.owner, conversation, "closure", **{"close-solved": "no", "close-reason": "Verhuisd"})
    closure = fresh(conversation).closure
    assert (closure.by, closure.solved, closure.reason) == (cast.owner, False, "Verhuisd")

    act(cast.mate, conversation, "reopening")
    assert not fresh(conversation).is_closed


def test_close_without_saying_whether_it_is_solved(cast, told, act):
    conversation = told()

    response = act(cast.owner, conversation, "closure", **{"close-reason": "Zomaar gesloten"})

    assert response.status_code == 422
    assert "Zomaar gesloten" in response.content.decode()
    assert not fresh(conversation).is_closed


def test_rename_and_say_how_it_stands(cast, told, act):
    conversation = told()

    act(cast.owner, conversation, "subject", subject="Bladkorf voor Lindelaan 22")
    act(cast.owner, conversation, "status", sentence="U hoort het vrijdag.")

    assert (fresh(conversation).subject, fresh(conversation).status_note) == (
        "Bladkorf voor Lindelaan 22", "U hoort het vrijdag."
    )


def test_empty_subject_is_refused_and_too_long_one_kept_on_screen(cast, told, act):
    conversation = told()

    assert act(cast.owner, conversation, "subject", subject="").status_code == 422
    response = act(cast.owner, conversation, "subject", subject="lang " * 80)
    assert response.status_code == 422
    assert "lang lang" in response.content.decode()


def test_join_with_the_one_it_was_split_from(cast, told, act):
    first = told()
    second = told(address="zoon@voorbeeld.example", name="Zoon")
    Conversation.objects.filter(pk=second.pk).update(split_from=first)

    response = act(cast.owner, second, "joining", into=first.reference)

    assert response.url.startswith(f"/desk/conversations/{first.reference}/")
    assert first.contacts.count() == 2


def test_join_with_a_stranger_is_refused(cast, told, act):
    first, second = told(), told(address="ander@voorbeeld.example", name="Ander")

    assert act(cast.owner, second, "joining", into=first.reference).status_code == 422
    assert act(cast.owner, second, "joining", into="XXXX-XXXX").status_code == 422


def test_person_and_addresses(cast, told, act):
    conversation = told()

    act(cast.owner, conversation, "person", name="Mw. F. El Idrissi", needs="belt liefst")
    act(cast.owner, conversation, "person/addresses", address="06-12 34 56 78")

    person = fresh(conversation).person
    assert (person.name, person.stated_needs) == ("Mw. F. El Idrissi", "belt liefst")
    assert DigitalAddress.objects.get(person=person, kind="phone").value == "+31612345678"


@pytest.mark.parametrize("typed", ["06 12ab", "12", "geen@", "", "@"])
def test_address_that_reaches_nobody_stays_on_screen(cast, told, act, typed):
    conversation = told()

    response = act(cast.owner, conversation, "person/addresses", address=typed)

    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()


@pytest.mark.parametrize("verb", ["reply", "note", "assignment", "team", "waiting", "closure", "reopening", "joining",
                                  "subject", "status", "person", "person/addresses"])
def test_nothing_can_be_done_with_a_foreign_one(cast, told, act, verb):
    conversation = told(team=cast.teams.closed)

    assert act(cast.outsider, conversation, verb).status_code == 404
    assert act(cast.admin, conversation, verb).status_code == 403


def test_note_for_colleagues(cast, told, act):
    conversation = told()

    act(cast.owner, conversation, "note", **{"note-text": "Erik bellen"})

    contact = conversation.contacts.get(direction="internal")
    assert contact.messages.get().text == "Erik bellen"
    assert act(cast.owner, conversation, "note", **{"note-text": ""}).status_code == 422
