"""Search over everything one may see, in Dutch, without a word of it in an address."""

import pytest

from gehoor.people.models import DigitalAddress, Person
from gehoor.postroom.inbound import InboundFile
from gehoor.trust.models import ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(as_employee):
    """What a search shows to an employee."""

    def ask(employee, text):
        return as_employee(employee).post("/desk/search/", {"q": text}, follow=True).content.decode()

    return ask


def test_it_works(cast, told, search):
    conversation = told(text="De bladeren liggen op de stoep")

    page = search(cast.owner, "bladeren")

    assert conversation.reference in page
    assert "<mark>bladeren</mark>" in page
    assert ReadLog.objects.filter(what="search", conversation_id=conversation.pk).count() == 1


@pytest.mark.parametrize("typed", [
    "Idrissi", "idrisi", "0612345678", "06 - 1234 5678", "fatima@voorbeeld.example", "lindelaan", "bladkorven",
    "huis", "huizen", "café", "cafe", "kaart.pdf", '"vier huizen"', "korf lindelaan bladkorf", "vuilnis -onzin",
])
def test_found(cast, told, search, typed):
    conversation = told(
        text="Bij de vier huizen naast het café staat vuilnis. Er zijn geen bladkorven.",
        files=(InboundFile("Kaart.pdf", "application/pdf", b"%PDF"),),
    )
    DigitalAddress.objects.create(person=conversation.person, kind="phone", value="+31612345678")

    assert conversation.reference in search(cast.owner, typed)


def test_reference_however_typed(cast, told, search):
    conversation = told()

    assert "Fatima" in search(cast.owner, conversation.reference.lower().replace("-", " "))


@pytest.mark.parametrize("typed", ["", " ", "'", '"', "a & b | !c", ":*", "((", "%", "\\", "\x00", "🙂", "x" * 5000, "de het een"])
def test_whatever_is_typed_never_breaks(cast, told, search, typed):
    told()

    assert "</html>" in search(cast.owner, typed)


def test_closed_team_stays_closed(cast, told, search):
    conversation = told(team=cast.teams.closed, text="Schulden", files=(InboundFile("loonstrook.pdf", "a/b", b"x"),))

    for typed in ("Fatima", "schulden", "bladkorf", "loonstrook", "fatima@voorbeeld.example", conversation.reference):
        assert f"/{conversation.reference}/" not in search(cast.outsider, typed)  # the page repeats what was typed
    assert f"/{conversation.reference}/" in search(cast.insider, "schulden")


@pytest.mark.parametrize(("anonymous", "shown"), [(False, "Nog onbekend"), (True, "Anoniem")])
def test_who_has_no_name_is_called_as_on_every_page(cast, told, search, as_employee, anonymous, shown):
    conversation = told(name="")
    Person.objects.update(is_anonymous=anonymous)

    assert shown in search(cast.owner, "bladkorf")
    assert shown in as_employee(cast.owner).get(f"/desk/conversations/{conversation.reference}/").content.decode()


def test_nothing_found_says_what_to_try(cast, search):
    assert 'class="empty' in search(cast.owner, "onvindbaar")


def test_words_stay_out_of_the_address_and_come_back(cast, told, as_employee):
    client = as_employee(cast.owner)
    response = client.post("/desk/search/", {"q": "Fatima"})

    assert response.url.startswith("/desk/search/?s=")
    assert "Fatima" not in response.url
    assert 'value="Fatima"' in client.get("/desk/search/").content.decode()


def test_text_of_others_is_escaped(cast, told, search):
    told(text="een <img src=x onerror=alert(1)> bladkorf")

    assert "<img src=x" not in search(cast.owner, "bladkorf")


@pytest.mark.parametrize("typed", ["bladkorf", "Fatima", "geen van deze woorden bladkorf", "0612345678"])
def test_it_is_cheap(cast, told, as_employee, django_assert_max_num_queries, typed):
    for number in range(20):
        told(address=f"bewoner{number}@voorbeeld.example")
    client = as_employee(cast.owner)
    client.post("/desk/search/", {"q": typed}, follow=True)

    with django_assert_max_num_queries(12):
        client.get("/desk/search/")
