"""Whatever is merged, undone and mailed, in any order: undoing all leaves nobody with anything of someone else's."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gehoor.conversations.models import Contact, Conversation
from gehoor.people import belongings, merging, unmerging
from gehoor.people.models import Belonging, DigitalAddress, Merge, Person
from gehoor.staff.models import Employee, Team
from tests.plugins.cast import tell
from tests.plugins.site import wait_until

PEOPLE = 4
SHARED = "samen@voorbeeld.example"
which = st.integers(0, PEOPLE - 1)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), which, which), st.tuples(st.just("undo"), st.integers(0, 9), which),
        st.tuples(st.just("mail"), which, which), st.tuples(st.just("answer"), st.integers(0, 30), which),
    ),
    max_size=14,
)


def own(number) -> str:
    return f"adres{number}@voorbeeld.example"


def owners() -> dict:
    """{(relation, row): whose it is} of everything that belongs to anybody."""
    return {
        (relation.name, row): person for relation in belongings.relations()
        for row, person in relation.model.objects.values_list("pk", relation.field.attname) if person
    }


class AnyOrder(TestCase):
    def setup_example(self):
        """Before each example; the library rolls each one back."""
        super().setup_example()
        Team.objects.create(name="Klantcontact", slug="klantcontact", is_default=True)
        self.employee = Employee.objects.create_user("bram")
        self.people = [tell(address=own(number), name=f"Mens {number}").person for number in range(PEOPLE)]
        for person in self.people[:3]:
            DigitalAddress.objects.create(person=person, kind="email", value=SHARED)

    @given(deeds, st.randoms(use_true_random=False))
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    def test_undoing_all_gives_back_the_same(self, steps, chance):
        self.check(steps, chance)

    @pytest.mark.slow
    @given(deeds, st.randoms(use_true_random=False))
    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    def test_a_great_many_orders(self, steps, chance):
        self.check(steps, chance)

    @given(st.permutations([0, 1]))
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    def test_an_address_that_stayed_in_between_goes_home(self, order):
        """Mens 0 and Mens 1 share an address: when 0 came to 1 by way of 3, it stayed with 3."""
        self.there_and_back(order, (3, 0), (1, 3))

    @given(st.permutations([0, 1]))
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    def test_an_address_that_came_further_goes_home(self, order):
        """The same two: when 0 came to 1 it stayed with 0, and when 1 came to 3 that of 0 was first."""
        self.there_and_back(order, (1, 0), (3, 1))

    def there_and_back(self, order, *merges):
        """`merges` as (survivor, merged), undone in this order."""
        before = owners()
        for survivor, merged in merges:
            self.do("merge", survivor, merged, [])
        done = list(Merge.objects.order_by("pk"))
        for number in order:
            unmerging.unmerge(done[number], by=self.employee, reason="toch niet")

        assert owners() == before

    def check(self, steps, chance):
        before, mailed = owners(), []
        for deed, first, second in steps:
            self.do(deed, first, second, mailed)
        merges = list(Merge.objects.filter(undone_at=None))
        chance.shuffle(merges)
        for merge in merges:
            unmerging.unmerge(merge, by=self.employee, reason="toch niet")

        after = owners()
        assert {key: after[key] for key in before} == before
        for contact, person in mailed:
            assert after["conversations.contact.person", contact] == person.pk
        for pk, first in self.opened(mailed):
            assert Conversation.objects.get(pk=pk).person_id == first.pk
        assert not Belonging.objects.exists()

    def opened(self, mailed):
        """(conversation, who opened it) of what was mailed, where it was told by an own address."""
        opened = {}
        for contact, person in mailed:
            opened.setdefault(Contact.objects.get(pk=contact).conversation_id, person)
        own_ones = Conversation.objects.filter(pk__in=opened).exclude(subject="Bladkorf in de Lindelaan")
        return [(pk, opened[pk]) for pk in own_ones.values_list("pk", flat=True)]

    def do(self, deed, first, second, mailed):
        people = [Person.objects.get(pk=person.pk) for person in self.people]
        if deed == "merge":
            try:
                merging.merge(people[first], people[second], by=self.employee, reason="zelfde")
            except merging.CannotMerge:
                return
        elif deed == "undo":
            found = list(Merge.objects.filter(undone_at=None).order_by("pk"))
            if found:
                unmerging.unmerge(found[first % len(found)], by=self.employee, reason="toch niet")
        elif deed == "mail":
            self.mail(first, mailed, subject=f"Vraag {len(mailed)}")
        else:
            message = Contact.objects.order_by("pk")[first % Contact.objects.count()].messages.get().message_id
            self.mail(second, mailed, subject="Re", references=(message,))

    def mail(self, number, mailed, **changes):
        conversation = tell(address=own(number), name=f"Mens {number}", **changes)
        mailed.append((conversation.contacts.latest("pk").pk, self.people[number]))


@pytest.mark.django_db(transaction=True)
def test_mail_that_comes_in_during_a_merge_waits_and_is_the_survivors(cast, told):
    home, work = told(), told(address="werk@voorbeeld.example", name="F.")
    filed = threading.Thread(target=_tell_apart, args=["werk@voorbeeld.example"])
    with transaction.atomic():
        merging.merge(home.person, work.person, by=cast.owner, reason="zelfde nummer")
        filed.start()
        wait_until(_somebody_waits)
        assert Contact.objects.count() == 2
    filed.join(20)

    assert Contact.objects.count() == 3
    assert set(Contact.objects.values_list("person", flat=True)) == {home.person_id}
    assert set(Conversation.objects.values_list("person", flat=True)) == {home.person_id}


@pytest.mark.django_db(transaction=True)
def test_a_merge_waits_for_mail_that_is_being_filed(cast, told):
    home, work = told(), told(address="werk@voorbeeld.example", name="F.")
    merged = threading.Thread(target=_merge_apart, args=[home.person, work.person, cast.owner])
    with transaction.atomic():
        told(address="werk@voorbeeld.example", name="F.", subject="Op het nippertje")
        merged.start()
        wait_until(_somebody_waits)
    merged.join(20)

    assert set(Conversation.objects.values_list("person", flat=True)) == {home.person_id}


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"  # not of the tests beside this one
        )
        return cursor.fetchone()[0] > 0


def _tell_apart(address):
    try:
        tell(address=address, name="F.", subject="Midden in het samenvoegen")
    finally:
        connection.close()


def _merge_apart(survivor, merged, by):
    try:
        merging.merge(survivor, merged, by=by, reason="zelfde nummer")
    finally:
        connection.close()
