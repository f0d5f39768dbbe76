"""What is said of an answer comes back to its owner."""

import pytest

from gehoor.knowledge import remarks, writing
from gehoor.knowledge.models import Remark
from gehoor.staff.models import Employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return writing.begin(by=None, question="Wat kost een paspoort?")


def test_it_works(version):
    saskia = Employee.objects.create_user("saskia.k")
    said = remarks.remark(version, door="page", helped=False)
    remarks.add(said, text="Ik zoek de prijs voor kinderen.", kind=Remark.Kind.MISSING)

    assert list(Remark.objects.waiting()) == [said]
    assert remarks.handle(said, by=saskia) and not remarks.handle(said, by=saskia)
    assert not Remark.objects.waiting().exists()

    assert remarks.take_up_again(said, by=saskia)
    assert Remark.objects.waiting().get().text == "Ik zoek de prijs voor kinderen."


def test_a_yes_asks_nothing(version):
    remarks.remark(version, door="page", helped=True)
    assert not Remark.objects.waiting().exists()
    remarks.remark(version, door="desk", kind=Remark.Kind.WRONG)
    remarks.remark(version, door="page", helped=True, text="Bedankt, maar de prijs is oud.")
    assert Remark.objects.waiting().count() == 2
