"""A prepared query gives what the queryset gives, whoever asks and in whichever thread."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import DatabaseError, connection
from django.db.models import Count, F
from django.utils import timezone

from gehoor.core import prepared
from gehoor.people.models import AddressKind, DigitalAddress, Person


@pytest.fixture
def people(db):
    people = [Person.objects.create(name=name) for name in ("Anja", "Bram", "Noor")]
    for number, person in enumerate(people):
        person.addresses.create(kind="email", value=f"{number}@voorbeeld.nl")
    return people


def addresses_of(person, kind):
    found = DigitalAddress.objects.filter(person=person, kind=kind).select_related("person")
    return found.annotate(copied=F("person__name"))


def test_each_value_gets_its_own_rows(people):
    for person in people:
        [found] = prepared.rows(("addresses",), addresses_of, person=person.pk, kind="email")
        assert (found.person, found.copied, found.value) == (person, person.name, person.addresses.get().value)
    assert prepared.rows(("addresses",), addresses_of, person=people[0].pk, kind="phone") == []


def test_a_value_may_be_one_of_a_choice(people):
    for _again in range(2):
        [found] = prepared.rows(("choice",), addresses_of, person=people[0].pk, kind=AddressKind.EMAIL)
        assert found.person == people[0]


def test_the_related_object_costs_no_query(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert prepared.one(("addresses",), addresses_of, person=people[1].pk, kind="email").person.name == "Bram"


def test_tuples_and_groups(people):
    def counted(name):
        return Person.objects.filter(name__lte=name).annotate(n=Count("addresses")).order_by("name").values_list("name", "n")

    assert prepared.rows(("counted",), counted, name="Bram") == [("Anja", 1), ("Bram", 1)]
    assert prepared.rows(("counted",), counted, name="A") == []


def test_nothing_can_be_found_without_asking(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared.rows(("none",), lambda name: Person.objects.none().filter(name=name), name="x") == []


def test_what_is_empty_with_one_value_is_not_so_with_another(people):
    def from_here(start):
        return Person.objects.filter(name__in=["Anja", "Bram", "Noor"][start:])

    assert prepared.rows(("from",), from_here, start=5) == []
    assert [person.name for person in prepared.rows(("from",), from_here, start=2)] == ["Noor"]


def test_a_value_that_is_not_in_the_sql_is_refused(db):
    with pytest.raises(ValueError, match="name"):
        prepared.rows(("lost",), lambda name: Person.objects.all(), name="x")


def test_a_moment_that_would_stand_still_is_refused(db):
    with pytest.raises(ValueError, match="Now"):
        prepared.rows(("soon",), lambda name: Person.objects.filter(name=name, created_at__lte=timezone.now()), name="x")


def test_a_value_is_never_sql(people):
    assert prepared.rows(("named",), lambda name: Person.objects.filter(name=name), name="' OR 1=1 --") == []


def test_the_oldest_goes_when_there_are_too_many(people, monkeypatch):
    monkeypatch.setattr(prepared, "LIMIT", 3)
    monkeypatch.setattr(prepared, "_known", {})
    for number in range(5):
        prepared.rows(("many", number), lambda name: Person.objects.filter(name=name), name="Anja")
    assert list(prepared._known) == [("many", 2), ("many", 3), ("many", 4)]


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_mix_their_values():
    people = [Person.objects.create(name=f"Persoon {number}") for number in range(8)]
    wrong = []

    def ask(person):
        for _again in range(30):
            found = prepared.one(("thread",), lambda pk: Person.objects.filter(pk=pk), pk=person.pk)
            if found != person:
                wrong.append((person, found))
        connection.close()

    threads = [Thread(target=ask, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_row_is_put_in_as_saving_does(db):
    put = prepared.insert(Person(name="Anja", stated_needs="bel mij"))
    found = Person.objects.get(pk=put.pk)
    assert (found.name, found.stated_needs, found.created_at) == ("Anja", "bel mij", put.created_at)
    put.name = "Anja de Boer"
    put.save()
    assert Person.objects.get().name == "Anja de Boer"


def test_some_fields_of_a_row_are_saved_as_saving_does(people):
    person = people[0]
    person.name, person.stated_needs = "Anja", "bel mij"
    prepared.update(person, "name")
    found = Person.objects.get(pk=person.pk)
    assert (found.name, found.stated_needs) == ("Anja", "")
    person.pk = 0
    with pytest.raises(DatabaseError):
        prepared.update(person, "name")


def test_a_constant_is_written_out(people):
    def likely():
        return Person.objects.filter(name__contains="%").order_by("pk")

    assert prepared.constant(("constant",), likely) is None
    odd = Person.objects.create(name="100% Anja")
    assert prepared.constant(("constant",), likely) == odd


def test_sql_stands_in_another_statement_with_the_moments_of_its_key(people):
    def since(name):
        return Person.objects.filter(created_at__gte=moment, name=name).values("pk")

    moment = timezone.now() - timedelta(days=1)
    for person in people:
        sql, parameters = prepared.sql(("since", moment), since, name=person.name)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*), min(pk) FROM ({sql}) found", parameters)
            assert cursor.fetchone() == (1, person.pk)
