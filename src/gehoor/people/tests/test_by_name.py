"""Finding people by name: all words of it first, and what sounds like it where those are few."""

import pytest

from gehoor.people import finding
from gehoor.people.finding import Reason
from gehoor.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def named():
    """Make people with these names."""
    return lambda *names: Person.objects.bulk_create(Person(name=name) for name in names)


def test_it_works(named):
    named("Sofia El Idrisi", "Sofia El Idrissi", "Karel Bos")

    assert [(one.person.name, one.reason) for one in finding.find("sofia idrissi")] == [
        ("Sofia El Idrissi", Reason.NAME), ("Sofia El Idrisi", Reason.ALIKE)
    ]


def test_enough_of_this_very_name(named):
    named(*["Sofia Idrissi"] * finding.LIMIT, "Sofia Idrisi")

    assert {one.reason for one in finding.find("Sofia Idrissi")} == {Reason.NAME}


def test_only_what_sounds_like_it(named):
    named("Sofia El Idrissi")

    assert [one.reason for one in finding.find("Sofia Idrisi")] == [Reason.ALIKE]


def test_one_query_however_many_there_are(named, django_assert_num_queries):
    named(*["Sofia Idrissi"] * 3, "Sofia Idrisi")

    with django_assert_num_queries(1):
        assert len(finding.find("Sofia Idrissi")) == 4
