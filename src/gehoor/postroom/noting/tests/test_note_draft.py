"""A note in the making survives everything: there is no conversation yet to keep it in, so it is kept by channel."""

import pytest

from gehoor.postroom.models import Draft

pytestmark = pytest.mark.django_db
TYPED = {"who": "Fatima", "text": "Belt over de bladkorf", "began": "2026-11-22T09:00:00+01:00", "now": "other"}


def save(client, kind="phone", **changes):
    data = {"draft-version": 0, "draft-page": "window-1", **TYPED, **changes}
    return client.post(f"/channels/{kind}/draft/", data, headers={"Accept": "application/json"})


def test_it_works(cast, told, as_employee):
    told()
    client = as_employee(cast.owner)

    assert save(client).json()["kept"]
    page = client.get("/channels/phone/").content.decode()

    assert "Belt over de bladkorf</textarea>" in page and 'value="Fatima"' in page
    assert "Fatima El Idrissi" in page  # found again
    assert 'value="other"' in page.split(' checked')[-2]
    assert "Belt over" not in client.get("/channels/counter/").content.decode()
    assert "Belt over" in client.get("/desk/drafts/").content.decode()


def test_it_is_nobody_elses(cast, as_employee):
    save(as_employee(cast.owner))

    assert "Belt over" not in as_employee(cast.mate).get("/channels/phone/").content.decode()


def test_filed_is_no_draft_any_more(cast, as_employee):
    client = as_employee(cast.owner)
    save(client)
    client.post("/channels/phone/", {**TYPED, "choice": "anonymous", "now": "us"})

    assert not Draft.objects.exists()


def test_refused_is_kept(cast, as_employee):
    refused = as_employee(cast.owner).post("/channels/phone/", TYPED)

    assert refused.status_code == 422
    assert Draft.objects.get().text == "Belt over de bladkorf"


def test_the_next_caller_begins_anew(cast, told, as_employee):
    conversation, client = told(), as_employee(cast.owner)
    save(client)

    begun = client.post("/channels/phone/beginning/", {"conversation": conversation.reference}, follow=True)

    assert begun.redirect_chain[-1][0].endswith(f"?conversation={conversation.reference}")
    assert "Belt over" not in begun.content.decode()
    assert Draft.objects.thrown_away().count() == 1


def test_an_empty_page_is_no_draft(cast, as_employee):
    save(as_employee(cast.owner), who="", text="")

    assert not Draft.objects.exists()
