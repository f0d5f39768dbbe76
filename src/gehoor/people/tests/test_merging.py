"""Two proved to be one person, and taking that back. Through the doors that contacts really use."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations import reply_token
from gehoor.conversations.models import Contact, Conversation, Message
from gehoor.core.models import Event
from gehoor.people import belongings, merging, register, unmerging
from gehoor.people.models import Belonging, Organisation, Person
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.receive import receive
from gehoor.postroom.send import send
from gehoor.promises import promising

pytestmark = pytest.mark.django_db
FATIMA, WORK = "fatima@voorbeeld.example", "f.elidrissi@werk.example"
# Every foreign key to a person, and what was thought about it. A new one moves along with a merge, and back where it
# was; what came in after the merge stays, unless its app says with `belongings.told_by` how to tell whose it is.
THOUGHT_ABOUT = {
    "conversations.contact.on_behalf_of": "told by its address, else by its conversation",
    "conversations.contact.person": "told by its address, else by its conversation",
    "conversations.conversation.person": "told by the addresses in it, else asked",
    "conversations.link.person": "stays: it shows what was said to and by whoever holds it then, and no more",
    "moving.imported.person": "the next import adds to the survivor; what was imported since stays there",
    "people.contactperson.person": "asked",
    "people.digitaladdress.person": "asked",
    "people.organisation.party": "organisations are not merged",
    "people.representation.helper": "asked",
    "people.representation.person": "asked",
    "planning.plan.person": "told by its conversation",
    "planning.sentin.person": "told by its conversation",
    "promises.department.party": "departments are not merged",
    "promises.promise.person": "told by its conversation",
}


@pytest.fixture
def two(told):
    """Fatima writes from home, and from work under another name: (home, work), the conversations."""
    return told(), told(address=WORK, name="F. El Idrissi", subject="Grofvuil")


def merge(two, cast, reason="zelfde nummer"):
    home, work = two
    return merging.merge(home.person, work.person, by=cast.owner, reason=reason)


def whose(conversation) -> int:
    return Conversation.objects.get(pk=conversation.pk).person_id


def test_it_works(two, cast):
    home, work = two
    done = merge(two, cast)

    assert whose(work) == home.person_id
    assert set(home.person.addresses.values_list("value", flat=True)) == {FATIMA, WORK}
    assert set(home.person.contacts.values_list("conversation", flat=True)) == {home.pk, work.pk}
    assert Person.objects.get(pk=work.person_id).merged_into_id == home.person_id
    assert (done.by, done.reason) == (cast.owner, "zelfde nummer")


def test_undoing_puts_everything_back(two, cast):
    home, work = two
    unmerging.unmerge(merge(two, cast), by=cast.mate, reason="broer en zus")

    assert (whose(home), whose(work)) == (home.person_id, work.person_id)
    assert list(work.person.addresses.values_list("value", flat=True)) == [WORK]
    assert list(work.person.contacts.values_list("conversation", flat=True)) == [work.pk]
    assert not Belonging.objects.exists()
    assert Person.objects.get(pk=work.person_id).merged_into is None


def test_every_foreign_key_to_a_person_is_thought_about():
    assert {one.name for one in belongings.relations()} == THOUGHT_ABOUT.keys(), (
        "Add the new foreign key to THOUGHT_ABOUT, with what happens to its rows when a merge is undone."
    )


def test_a_promise_made_meanwhile_parts_with_its_conversation(two, told, cast):
    home, _work = two
    done = merge(two, cast)
    from_work = told(address=WORK, name="F. El Idrissi", subject="Nieuw van werk")
    made = promising.make(from_work, by=cast.owner, kind="answer", due_at=timezone.now() + timedelta(days=2))
    assert made.person_id == home.person_id

    unmerging.unmerge(done, by=cast.owner, reason="x")

    made.refresh_from_db()
    from_work.refresh_from_db()
    assert made.person_id == from_work.person_id != home.person_id


def test_told_on_the_timelines_of_both(two, cast):
    home, work = two
    done = merge(two, cast)
    unmerging.unmerge(done, by=cast.mate, reason="toch niet")

    for person in (home.person_id, work.person_id):
        kinds = Event.objects.filter(person_id=person, conversation_id=None, kind__startswith="person.").order_by("pk")
        assert list(kinds.values_list("kind", "actor")) == [
            ("person.merged", cast.owner.pk), ("person.unmerged", cast.mate.pk),
        ]
    assert Event.objects.filter(kind="conversation.person_merged", conversation_id=work.pk).exists()


def test_new_mail_goes_to_the_survivor_and_parts_by_address(two, told, cast):
    home, work = two
    done = merge(two, cast)
    from_work = told(address=WORK, name="F. El Idrissi", subject="Nieuw van werk")
    from_home = told(subject="Nieuw van thuis")
    assert (whose(from_work), whose(from_home)) == (home.person_id, home.person_id)

    assert not unmerging.plan(done).doubts
    unmerging.unmerge(done, by=cast.owner, reason="x")

    assert (whose(from_work), whose(from_home)) == (work.person_id, home.person_id)
    assert from_work.contacts.get().person_id == work.person_id


def call(person, conversation=None):
    return receive(Inbound(channel="phone", external_id=None, at=timezone.now(), person_id=person.pk, text="Belt",
                           conversation_id=conversation and conversation.pk))[0]


def test_a_call_goes_where_its_conversation_goes_and_a_new_one_is_asked(two, cast):
    home, work = two
    done = merge(two, cast)
    continued, new = call(home.person, work), call(home.person)

    [doubt] = unmerging.plan(done).doubts
    assert doubt.conversation_id == new.conversation_id
    unmerging.unmerge(done, by=cast.owner, reason="x", answers={doubt.key: True})

    assert Contact.objects.get(pk=continued.pk).person_id == work.person_id
    assert whose(new.conversation) == work.person_id
    assert Contact.objects.get(pk=new.pk).person_id == work.person_id


def test_what_nobody_answers_stays(two, cast):
    done = merge(two, cast)
    new = call(two[0].person)
    unmerging.unmerge(done, by=cast.owner, reason="x")

    assert whose(new.conversation) == two[0].person_id


def test_an_address_both_have(two, cast):
    home, work = two
    register.add_address(home.person, "06 12345678", by=cast.owner)
    register.add_address(work.person, "06 12345678", by=cast.owner)
    done = merge(two, cast)
    assert home.person.addresses.filter(kind="phone").count() == 1

    unmerging.unmerge(done, by=cast.owner, reason="x")
    assert home.person.addresses.filter(kind="phone").count() == work.person.addresses.filter(kind="phone").count() == 1


def test_merging_the_merged_and_undoing_out_of_order(two, told, cast):
    home, work = two
    third = told(address="derde@voorbeeld.example", name="Derde")
    first = merge(two, cast)
    second = merging.merge(third.person, home.person, by=cast.owner, reason="y")
    assert {whose(one) for one in (home, work, third)} == {third.person_id}

    unmerging.unmerge(first, by=cast.owner, reason="x")
    assert [whose(one) for one in (home, work, third)] == [third.person_id, work.person_id, third.person_id]

    unmerging.unmerge(second, by=cast.owner, reason="x")
    assert [whose(one) for one in (home, work, third)] == [one.person_id for one in (home, work, third)]
    assert not Belonging.objects.exists()


def test_the_token_of_the_merged_one_stays_good(two, told, cast):
    _home, work = two
    token = reply_token.issue(work.pk, work.person_id)
    merge(two, cast)

    assert told(address=WORK, tokens=(token,)) == work
    assert told(tokens=(token,)) == work, "they are one person now, whatever address they use"


def test_a_token_issued_while_merged_is_good_for_whose_the_conversation_is(two, told, cast):
    home, work = two
    done = merge(two, cast)
    token = reply_token.issue(work.pk, home.person_id)  # what went out to the address at work
    send(work, by=cast.owner, kind="email", address=WORK, text="Antwoord", person=home.person)
    unmerging.unmerge(done, by=cast.owner, reason="x")

    assert told(address=WORK, tokens=(token,)) == work
    assert told(tokens=(token,)) != work, "it names Fatima, and it is not hers"


def test_references_thread_as_before(two, told, cast):
    _home, work = two
    message = Message.objects.get(conversation=work).message_id
    done = merge(two, cast)
    assert told(references=(message,)) == work
    unmerging.unmerge(done, by=cast.owner, reason="x")

    assert told(address=WORK, references=(message,)) == work


def test_needs_and_name_come_together_and_go_back(two, cast):
    home, work = two
    register.rename(home.person, "", by=cast.owner)
    register.state_needs(work.person, "Grote letters graag", by=cast.owner)
    done = merge(two, cast)
    survivor = Person.objects.get(pk=home.person_id)
    assert (survivor.name, survivor.stated_needs) == ("F. El Idrissi", "Grote letters graag")

    unmerging.unmerge(done, by=cast.owner, reason="x")
    survivor.refresh_from_db()
    assert (survivor.name, survivor.stated_needs) == ("", "")


def test_what_cannot_be_merged(two, cast):
    home, _work = two
    with pytest.raises(merging.CannotMerge):
        merging.merge(home.person, home.person, by=cast.owner, reason="x")
    merge(two, cast)
    with pytest.raises(merging.CannotMerge):
        merge(two, cast)
    firm = Organisation.objects.create(party=Person.objects.create(name="Bakkerij De Halm"))
    with pytest.raises(merging.CannotMerge):
        merging.merge(home.person, firm.party, by=cast.owner, reason="x")


def test_undoing_twice_changes_nothing(two, cast):
    done = merge(two, cast)
    unmerging.unmerge(done, by=cast.owner, reason="x")
    with pytest.raises(unmerging.CannotUndo):
        unmerging.unmerge(done, by=cast.owner, reason="x")


def test_who_was_chosen_before_the_merge_is_the_survivor_now(two, cast):
    merge(two, cast)

    assert call(two[1].person).person_id == two[0].person_id
