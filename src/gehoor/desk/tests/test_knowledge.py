"""What we know beside a conversation: found, told, cited, and read back as it was told."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from gehoor.channels.chat import starting
from gehoor.channels.chat.models import Chat
from gehoor.conversations import links
from gehoor.conversations.models import Citation
from gehoor.knowledge import writing
from gehoor.knowledge.models import Audience, Unanswered
from gehoor.postroom import citing, send
from gehoor.postroom.models import Delivery, Draft

pytestmark = pytest.mark.django_db
TO = "email:fatima@voorbeeld.example"


@pytest.fixture
def basket():
    """The answer about leaf baskets, in force today."""
    return published("Wanneer komt er een bladkorf?", short_answer="In oktober zetten wij de bladkorven neer.", term="Tot half januari")


def published(question, **content):
    version = writing.begin(by=None, question=question, **content)
    writing.publish(version, by=None)
    return version


def changed(version, **content):
    later = writing.change(version.article, by=None, **content)
    writing.publish(later, by=None)
    return later


def url(conversation, verb=""):
    return f"/desk/conversations/{conversation.reference}/{verb}"


def answer(client, conversation, *versions, **more):
    cites = "\n".join(citing.line(version) for version in versions)
    return client.post(url(conversation, "reply/"), {"reply-to": TO, "reply-text": "In oktober.", "reply-cites": cites} | more)


def test_it_works(cast, told, as_employee, basket):
    """Suggested by the last message, its words to put in, sent with its source, and on the timeline as it was told."""
    conversation, client = told(), as_employee(cast.owner)
    suggestions = client.get(url(conversation, "knowledge/")).content.decode()
    assert "Wanneer komt er een bladkorf?" in suggestions

    words = client.get(f"/desk/knowledge/versions/{basket.pk}/words/?as=short").json()
    assert words == {"text": "In oktober zetten wij de bladkorven neer.", "cites": f"{basket.pk} 1 Wanneer komt er een bladkorf?"}
    assert answer(client, conversation, basket).status_code == 302

    cited = Citation.objects.get()
    assert (cited.version, cited.contact.employee, cited.contact.conversation) == (basket, cast.owner, conversation)
    changed(basket, short_answer="Dit jaar zetten wij ze in november neer.")
    page = client.get(url(conversation)).content.decode()
    assert "met antwoord “Wanneer komt er een bladkorf?”, versie 1" in page and f"/desk/knowledge/versions/{basket.pk}/" in page
    as_told = client.get(f"/desk/knowledge/versions/{basket.pk}/").content.decode()
    assert "In oktober zetten wij de bladkorven neer." in as_told and "Dit is wat wij toen vertelden." in as_told and "november" in as_told


def test_what_hardly_fits_is_not_suggested(cast, told, as_employee, basket):
    published("Hoe verleng ik mijn rijbewijs?", short_answer="Op afspraak.")

    page = as_employee(cast.owner).get(url(told(), "knowledge/")).content.decode()

    assert "bladkorf?" in page and "rijbewijs" not in page


def test_what_changed_meanwhile_is_looked_at_first(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    changed(basket, short_answer="In november.")

    held = answer(client, conversation, basket)

    page = held.content.decode()
    assert held.status_code == 409 and "versie 1 is vervangen door versie 2" in page and "In november." in page
    assert "In oktober.</textarea>" in page and not Delivery.objects.exists()
    assert Draft.objects.get().fields["text"] == "In oktober." and "cites" not in Draft.objects.get().fields


def test_what_expired_is_not_told(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    writing.withdraw(basket.article, by=None)

    assert "bladkorf?" not in client.get(url(conversation, "knowledge/")).content.decode()
    assert client.get(f"/desk/knowledge/versions/{basket.pk}/words/?as=short").status_code == 404
    assert answer(client, conversation, basket).status_code == 409
    assert client.get(f"/desk/knowledge/versions/{basket.pk}/").status_code == 200


@pytest.mark.parametrize("cites", ["x", "99999999 1 Niets", "1", "-1 1 Niets", "'; DROP 1 x", "9" * 40 + " 1 x"])
def test_nonsense_is_never_cited(cast, told, as_employee, cites):
    conversation = told()

    response = as_employee(cast.owner).post(
        url(conversation, "reply/"), {"reply-to": TO, "reply-text": "Ja.", "reply-cites": cites}
    )

    assert response.status_code in (302, 409)
    assert not Citation.objects.exists()


def test_a_draft_keeps_what_it_cites(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    client.post(url(conversation, "draft/"), {"kind": "reply", "reply-text": "In oktober.", "reply-cites": citing.line(basket)})

    page = client.get(url(conversation)).content.decode()

    assert "Antwoord: Wanneer komt er een bladkorf? v1" in page


def test_taking_back_brings_it_back(cast, told, as_employee, basket, settings):
    settings.UNDO_SECONDS = 10
    conversation, client = told(), as_employee(cast.owner)
    answer(client, conversation, basket)
    sent = Delivery.objects.get()
    client.post(url(conversation, "draft/"), {"kind": "reply", "reply-text": "Nog iets"})

    client.post(url(conversation, "withdrawal/"), {"delivery": sent.pk})

    assert not Citation.objects.exists()
    assert Draft.objects.get().fields["cites"] == citing.line(basket)


def test_without_scripts(cast, told, as_employee, basket):
    """The article page puts it in the answer, and a chip is taken out again."""
    conversation, client = told(), as_employee(cast.owner)
    article = client.get(f"/desk/knowledge/articles/{basket.article.slug}/?for={conversation.reference}").content.decode()
    assert url(conversation, "knowledge/answer/") in article

    client.post(url(conversation, "knowledge/answer/"), {"version": basket.pk, "as": "full"})
    draft = Draft.objects.get()
    assert draft.text == "In oktober zetten wij de bladkorven neer.\n\nHoe lang het duurt: Tot half januari"
    assert draft.fields["cites"] == citing.line(basket)

    client.post(url(conversation, "knowledge/answer/out/"), {
        "reply-text": draft.text, "reply-cites": draft.fields["cites"], "uncite": basket.pk,
    })
    assert Draft.objects.get().text == draft.text and "cites" not in Draft.objects.get().fields


def test_what_is_for_colleagues_is_never_put_into_a_message(cast, as_employee):
    inside = published("Wie tekent er?", short_answer="De teamleider.", audience=Audience.EMPLOYEES)

    client = as_employee(cast.owner)

    assert client.get(f"/desk/knowledge/versions/{inside.pk}/words/?as=full").json()["text"] == ""
    assert "Alleen voor collega" in client.get(f"/desk/knowledge/versions/{inside.pk}/preview/?inserts=yes").content.decode()


def test_a_draft_of_an_article_is_not_shown(cast, as_employee):
    begun = writing.begin(by=cast.editor, question="Nog niet af?")
    client = as_employee(cast.owner)

    assert client.get(f"/desk/knowledge/versions/{begun.pk}/").status_code == 404
    assert client.get(f"/desk/knowledge/articles/{begun.article.slug}/").status_code == 404
    assert client.get(f"/desk/knowledge/versions/{begun.pk}/preview/").status_code == 404


def test_who_may_not_see_the_conversation_sees_no_suggestions(cast, told, as_employee, basket):
    conversation = told(team=cast.teams.closed)

    assert as_employee(cast.outsider).get(url(conversation, "knowledge/")).status_code == 404


def test_a_remark_goes_to_the_owner(cast, as_employee, basket):
    client = as_employee(cast.owner)
    page = f"/desk/knowledge/articles/{basket.article.slug}/"

    assert client.post(f"{page}remark/", {"kind": "wrong", "text": ""}).status_code == 422
    assert client.post(f"{page}remark/", {"kind": "wrong", "text": "Het is november."}).status_code == 302

    remark = basket.remarks.get()
    assert (remark.text, remark.kind, remark.by, remark.door) == ("Het is november.", "wrong", cast.owner, "desk")
    assert f"kept:article-{basket.article_id}:remark" in client.get(page).content.decode()  # so that it is not restored and sent again


def test_editors_see_what_colleagues_see(cast, as_employee, basket):
    editor = as_employee(cast.editor)
    for page in ("/desk/knowledge/", f"/desk/knowledge/articles/{basket.article.slug}/", f"/desk/knowledge/versions/{basket.pk}/"):
        shown = editor.get(page)
        assert (shown.status_code, "/desk/queue/" in shown.content.decode()) == (200, False)
    assert f"/administration/knowledge/{basket.article_id}/" in editor.get(f"/desk/knowledge/articles/{basket.article.slug}/").content.decode()


def test_how_often_it_was_told(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    answer(client, conversation, basket)
    Citation.objects.update(at=timezone.now() - timedelta(days=40))
    answer(client, conversation, changed(basket, short_answer="In november."))

    page = client.get(f"/desk/knowledge/articles/{basket.article.slug}/").content.decode()

    assert "2 keer verteld, 1 in de afgelopen 30 dagen" in page


def test_pages_are_cheap(cast, told, as_employee, basket, django_assert_max_num_queries):
    conversation, client = told(), as_employee(cast.owner)
    answer(client, conversation, basket)
    pages = [url(conversation), url(conversation, "knowledge/"), "/desk/knowledge/", f"/desk/knowledge/articles/{basket.article.slug}/",
             f"/desk/knowledge/versions/{basket.pk}/", f"/desk/knowledge/versions/{basket.pk}/preview/"]
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200


def test_sending_refuses_what_is_not_in_force(cast, told, basket):
    conversation = told()
    changed(basket, short_answer="In november.")

    with pytest.raises(citing.Outdated), transaction.atomic():
        send.send(conversation, by=cast.owner, kind="email", address="fatima@voorbeeld.example", text="Ja", cites=[basket.pk])
    assert not Delivery.objects.exists()


def test_nobody_is_read_the_page_they_just_read(cast, as_employee, basket, settings):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Fatima"))
    page = f"{settings.PUBLIC_URL}/antwoorden/{basket.article.slug}/"
    Chat.objects.update(pages_read=[page, "https://elders.example/antwoorden/iets/"])

    panel = as_employee(cast.owner).get(url(chat.conversation, "knowledge/")).content.decode()

    assert "heeft de persoon al gelezen" in panel
    assert "“Wanneer komt er een bladkorf?” <span" in panel and "elders.example" in panel


def test_the_person_sees_on_what_ground(cast, told, as_employee, client, basket):
    conversation = told()
    inside = published("Wie tekent er?", short_answer="De teamleider.", audience=Audience.EMPLOYEES)
    answer(as_employee(cast.owner), conversation, basket, inside)
    Delivery.objects.update(state=Delivery.State.SENT)
    client.logout()
    key = links.token_of(links.issue(conversation, conversation.person))

    for page in (f"/gesprek/{key}/", f"/gesprek/{key}/bewaren/txt/"):
        told_them = client.get(page, headers={"accept-language": "nl"}).content.decode()
        assert "“Wanneer komt er een bladkorf?” (tekst van" in told_them, page
        assert "Wie tekent er?" not in told_them


def test_what_was_told_here_already_is_marked(cast, told, as_employee, basket):
    conversation, client = told(), as_employee(cast.owner)
    answer(client, conversation, basket)

    assert "hier al verteld" in client.get(url(conversation, "knowledge/")).content.decode()


def test_nothing_fits_is_told_to_the_editors(cast, as_employee):
    client = as_employee(cast.owner)

    told_them = client.post("/desk/knowledge/nothing/", {"asked": "Mag ik kippen houden? Bel 06 12 34 56 78"}).content.decode()

    kept = Unanswered.objects.get()
    assert "redactie" in told_them and kept.door == "desk"
    assert "kippen" in kept.text and "12 34" not in kept.text


def test_searching_while_one_types(cast, as_employee, basket):
    client = as_employee(cast.owner)

    found = client.post("/desk/knowledge/found/", {"knowledge": "bladkorf", "inserts": "yes"}).content.decode()
    nothing = client.post("/desk/knowledge/found/", {"knowledge": "xyzzy"}).content.decode()

    assert "Wanneer komt er een bladkorf?" in found and 'data-inserts="short"' in found
    assert "niets dat bij deze woorden past" in nothing
    assert 'data-inserts="cite"' in client.post("/desk/knowledge/found/", {"text": "bladkorf", "inserts": "no"}).content.decode()
