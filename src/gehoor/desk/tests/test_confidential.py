"""Confidential, outsourced, and opened with a reason: on the screens, in lists and counts, and in the log of reads."""

import pytest

from gehoor.conversations import confidentiality, glass
from gehoor.conversations.models import Conversation, GlassBreak
from gehoor.core.live import topics
from gehoor.postroom import channel
from gehoor.queues import routing
from gehoor.trust.models import ReadLog, TrustSettings

pytestmark = pytest.mark.django_db
ASKED = "Mevrouw staat aan de balie en vraagt ernaar"
EN = {"accept-language": "en"}


@pytest.fixture
def secret(cast, told):
    """A confidential question about a passport; `owner` has it, an answer went out."""
    conversation = told(subject="Paspoort zoek", text="Mijn paspoort is weg", team=cast.teams.open)
    routing.assign(conversation, cast.owner, by=cast.owner)
    confidentiality.make(conversation, reason="Huiselijk geweld", by=cast.owner)
    channel.get("email").compose(conversation, by=cast.owner, text="Wij zoeken het paspoort")
    Conversation.objects.filter(pk=conversation.pk).update(waiting_for="us")
    return conversation


def page(client, path, **data):
    return client.get(path, data, headers=EN, follow=True)


def search(client, text):
    return client.post("/desk/search/", {"q": text}, headers=EN, follow=True)


def test_it_works(cast, told, as_employee):
    conversation = told()
    here = f"/desk/conversations/{conversation.reference}/"
    client = as_employee(cast.mate)
    assert client.post(f"{here}access/confidential/", {"reason": "x"}).status_code == 422
    client.post(f"{here}access/confidential/", {"reason": "Over huiselijk geweld"})

    shown = page(client, here).text
    assert "confidential" in shown and "Over huiselijk geweld" in shown
    client.post(f"{here}access/named/", {"employee": cast.outsider.pk})
    assert "Joris Buiten" in page(client, f"{here}access/").text
    assert as_employee(cast.outsider).get(here).status_code == 200
    client = as_employee(cast.mate)
    client.post(f"{here}access/unnamed/", {"employee": cast.outsider.pk})
    assert as_employee(cast.outsider).get(here).status_code == 404
    as_employee(cast.mate).post(f"{here}access/open/")
    assert as_employee(cast.outsider).get(here).status_code == 200


@pytest.mark.parametrize("path", [
    "/desk/queue/team/", "/desk/queue/team/list/", "/desk/queue/waiting/", "/desk/queue/closed/", "/desk/outgoing/",
    "/desk/undelivered/", "/desk/reads/", "/desk/handovers/",
])
def test_nothing_of_it_in_any_list(cast, secret, as_employee, path):
    assert "aspoort" not in page(as_employee(cast.outsider), path).text


def test_not_by_searching_and_not_beside_the_person(cast, told, secret, as_employee):
    other = told()  # of the same person
    client = as_employee(cast.outsider)

    for text in ("paspoort", "Fatima", "fatima@voorbeeld.example"):
        found = search(client, text).text
        assert "Paspoort zoek" not in found and secret.reference not in found
    assert "Paspoort zoek" not in page(client, f"/desk/conversations/{other.reference}/").text
    assert "Paspoort zoek" not in page(client, f"/desk/people/{other.person_id}/").text
    assert "Paspoort zoek" not in client.post("/channels/phone/find/", {"who": "Fatima"}).text


def test_not_in_counts_nor_in_live_events(cast, secret, as_employee):
    from gehoor.desk import rail

    assert {link.count for link in rail.links(cast.outsider)["work"]} <= {0, None}
    assert topics.allowed(cast.outsider, {f"conversation:{secret.pk}"}) == set()
    assert topics.allowed(cast.owner, {f"conversation:{secret.pk}"}) == {f"conversation:{secret.pk}"}


def test_the_work_list_shows_no_word_of_what_is_confidential(cast, secret, as_employee):
    shown = page(as_employee(cast.owner), "/desk/queue/team/").text

    assert "Paspoort zoek" in shown and "Mijn paspoort is weg" not in shown and "Wij zoeken" not in shown


def test_the_reference_tells_that_it_is_there_and_a_reason_opens_it(cast, secret, as_employee):
    client = as_employee(cast.outsider)
    assert "that you may not read" in search(client, secret.reference).text
    assert "that you may not read" not in search(client, "0000-0000").text
    assert client.post("/desk/glass/", {"reference": secret.reference, "reason": "zomaar"}).status_code == 422
    opened = client.post("/desk/glass/", {"reference": secret.reference, "reason": ASKED}, headers=EN, follow=True)

    assert "Mijn paspoort is weg" in opened.text and "Open to you until" in opened.text
    told = page(as_employee(cast.owner), "/desk/queue/team/").text
    assert 'href="/desk/glass/opened/"' in told
    owner = page(as_employee(cast.owner), "/desk/glass/opened/").text
    assert ASKED in owner and "Joris Buiten" in owner and "Seen, agreed" not in owner
    assert ASKED not in page(as_employee(cast.mate), "/desk/glass/opened/").text
    assert "opened with a reason" in page(as_employee(cast.lead), f"/desk/conversations/{secret.reference}/reads/").text


def test_a_lead_looks_at_it_and_may_close_it(cast, secret, as_employee):
    broken = glass.break_one(secret, reason=ASKED, by=cast.outsider)
    assert as_employee(cast.owner).post(f"/desk/glass/{broken.pk}/review/").status_code == 403
    lead = as_employee(cast.lead)
    assert "Seen, agreed" in page(lead, "/desk/glass/opened/").text
    lead.post(f"/desk/glass/{broken.pk}/review/", {"agreed": "no", "note": "Bel eerst"})

    assert GlassBreak.objects.get().agreed is False
    assert lead.post(f"/desk/glass/{broken.pk}/review/").status_code == 404
    client = as_employee(cast.outsider)
    assert client.get(f"/desk/conversations/{secret.reference}/").status_code == 404
    assert "Bel eerst" in page(client, "/desk/glass/opened/").text


def test_who_opened_it_for_a_while_cannot_keep_it(cast, secret, as_employee):
    glass.break_one(secret, reason=ASKED, by=cast.outsider)
    client = as_employee(cast.outsider)
    here = f"/desk/conversations/{secret.reference}/"
    client.post(f"{here}assignment/", {"employee": "me"})
    client.post(f"{here}team/", {"team": cast.teams.other.pk})
    client.post(f"{here}access/named/", {"employee": cast.outsider.pk})
    client.post(f"{here}access/open/")

    secret.refresh_from_db()
    assert secret.assignee == cast.owner and secret.team == cast.teams.open and secret.is_confidential
    assert not Conversation.objects.kept_by(cast.outsider).exists()


def test_for_a_person_only_after_a_reason(cast, told, secret, as_employee):
    other = told()
    client = as_employee(cast.outsider)
    assert secret.reference not in page(client, "/desk/glass/", of=other.reference).text
    client.post("/desk/glass/", {"of": other.reference, "reason": ASKED})

    assert secret.reference in page(client, "/desk/glass/opened/").text


def test_not_for_outsourced_nor_where_the_organisation_forbids_it(cast, secret, as_employee):
    assert as_employee(cast.hired).get("/desk/glass/").status_code == 403
    assert "that you may not read" not in search(as_employee(cast.hired), secret.reference).text
    TrustSettings.objects.create(glass_for="nobody")
    assert as_employee(cast.lead).get("/desk/glass/").status_code == 403


def test_outsourced_know_of_other_questions_only_where_it_is_decided(cast, told, as_employee):
    told(subject="Bladkorf", text="Alleen voor ons"), told(subject="Schuldvraag", team=cast.teams.closed)
    theirs = told(subject="Avondvraag", team=cast.teams.hired)
    here = f"/desk/conversations/{theirs.reference}/"
    assert "Bladkorf" not in page(as_employee(cast.hired), here).text

    TrustSettings.objects.create(outsourced_see_status=True)
    shown = page(as_employee(cast.hired), here).text
    assert "Bladkorf" in shown and "Schuldvraag" not in shown
    assert "Alleen voor ons" not in shown


def test_who_read_what_is_folded_and_exported(cast, secret, as_employee):
    for _ in range(3):
        as_employee(cast.owner).get(f"/desk/conversations/{secret.reference}/")
    assert ReadLog.objects.count() == 3
    mine = page(as_employee(cast.owner), "/desk/reads/").text
    assert mine.count(f">{secret.reference}<") == 1 and "3 times" in mine

    lead = as_employee(cast.lead)
    assert "Bram de Wit" in page(lead, "/desk/reads/", employee=cast.owner.pk).text
    assert secret.reference not in page(lead, "/desk/reads/", employee=cast.owner.pk, to="2020-01-01").text
    sheet = lead.get("/desk/reads/", {"format": "csv", "from": "x"}).text
    assert sheet.startswith("\ufeff") and f"Bram de Wit,{secret.reference}," in sheet


def test_an_employee_sees_nobody_elses_looks(cast, secret, as_employee):
    as_employee(cast.owner).get(f"/desk/conversations/{secret.reference}/")

    shown = page(as_employee(cast.mate), "/desk/reads/", employee=cast.owner.pk).text
    assert "Bram de Wit" not in shown


@pytest.mark.parametrize("path", ["/desk/reads/", "/desk/glass/opened/", "/desk/glass/", "access/"])
def test_it_is_cheap(cast, secret, as_employee, django_assert_max_num_queries, path):
    for _ in range(5):
        glass.break_one(secret, reason=ASKED, by=cast.outsider)
    client = as_employee(cast.lead)
    path = f"/desk/conversations/{secret.reference}/{path}" if path[0] != "/" else path
    client.get(path)

    with django_assert_max_num_queries(12):
        client.get(path)
