"""An editor makes a form: questions, order, conditions, publishing, versions."""

import pytest

from gehoor.channels.webform.models import Form, Version
from gehoor.core.models import Event

pytestmark = pytest.mark.django_db
QUESTION = {"label": "Waar is het?", "kind": "text", "help": "Straat en nummer"}


@pytest.fixture
def editor(as_employee, cast):
    return as_employee(cast.editor)


@pytest.fixture
def form(editor):
    editor.post("/channels/webform/new/", {"title": "Melding: openbare ruimte", "thanks": "Dank u."})
    return Form.objects.get()


def keys(form):
    form.refresh_from_db()
    return [question.key for question in form.definition.questions]


def ask(editor, form, **changes):
    return editor.post(f"/channels/webform/{form.pk}/questions/new/", {**QUESTION, **changes})


def test_it_works(editor, form, client):
    assert form.slug == "melding-openbare-ruimte"
    ask(editor, form, label="Is het gevaarlijk?", kind="yesno", required="on")
    ask(editor, form, label="Waarom?", condition="q1:yes")
    editor.post(f"/channels/webform/{form.pk}/publishing/")

    form.refresh_from_db()
    page = client.get("/formulier/melding-openbare-ruimte/").content.decode()
    assert form.version.number == 1
    assert "Is het gevaarlijk?" in page
    assert 'data-when="q1" data-answer="yes"' in page
    assert Event.objects.filter(kind="form.published").exists()


def test_a_draft_is_not_seen_before_it_is_published(editor, form, client):
    ask(editor, form)
    editor.post(f"/channels/webform/{form.pk}/publishing/")
    editor.post(f"/channels/webform/{form.pk}/questions/q1/", {**QUESTION, "label": "In welke straat?"})

    assert "In welke straat?" not in client.get(f"/formulier/{form.slug}/").content.decode()
    editor.post(f"/channels/webform/{form.pk}/publishing/")
    assert "In welke straat?" in client.get(f"/formulier/{form.slug}/").content.decode()
    assert [version.definition.questions[0].label for version in Version.objects.all()] == ["In welke straat?", "Waar is het?"]


def test_a_form_with_problems_is_not_published(editor, form):
    ask(editor, form, label="Is het zo?", kind="yesno")
    ask(editor, form, label="Waarom?", condition="q1:yes")
    editor.post(f"/channels/webform/{form.pk}/questions/q1/removal/")
    editor.post(f"/channels/webform/{form.pk}/publishing/")

    form.refresh_from_db()
    assert form.version is None
    assert "Waarom?" in editor.get(f"/channels/webform/{form.pk}/").content.decode()


def test_questions_move_and_come_back(editor, form):
    for label in "abc":
        ask(editor, form, label=label)
    editor.post(f"/channels/webform/{form.pk}/questions/q3/move/", {"to": "up"})
    assert keys(form) == ["q1", "q3", "q2"]
    editor.post(f"/channels/webform/{form.pk}/questions/q1/move/", {"to": "up"})
    assert keys(form) == ["q1", "q3", "q2"]
    editor.post(f"/channels/webform/{form.pk}/questions/q3/removal/")
    assert keys(form) == ["q1", "q2"]
    editor.post(f"/channels/webform/{form.pk}/questions/back/")
    assert keys(form) == ["q1", "q3", "q2"]


def test_a_key_is_never_used_again(editor, form):
    ask(editor, form)
    editor.post(f"/channels/webform/{form.pk}/questions/q1/removal/")
    ask(editor, form)

    assert keys(form) == ["q2"]


def test_choosing_needs_answers_to_choose_from(editor, form):
    assert ask(editor, form, kind="one", choices="Afval").status_code == 422
    assert ask(editor, form, kind="one", choices="Afval\n\n Groen \nAfval").status_code == 302
    form.refresh_from_db()
    assert form.definition.questions[0].choices == ("Afval", "Groen")


@pytest.mark.parametrize("site", ["https://x.example; script-src *", "https://*", "javascript:alert(1)", "https://a.example'"])
def test_only_sites_get_into_the_policy(editor, form, site):
    response = editor.post(f"/channels/webform/{form.pk}/", {"title": "x", "allowed_sites": site})

    form.refresh_from_db()
    assert all(";" not in one and "*" not in one and "'" not in one for one in form.sites)
    assert response.status_code in (302, 422)


def test_sites_are_kept_as_origins(editor, form):
    editor.post(f"/channels/webform/{form.pk}/", {"title": "x", "allowed_sites": "www.Example.nl/pagina\nhttps://b.example:8443"})

    form.refresh_from_db()
    assert form.sites == ["https://www.example.nl", "https://b.example:8443"]


@pytest.mark.parametrize("slug", ["verder", "ingebed"])
def test_our_own_addresses_cannot_be_taken(editor, form, slug):
    assert editor.post(f"/channels/webform/{form.pk}/", {"title": "x", "slug": slug}).status_code == 422


def test_a_copy_stands_by_itself(editor, form):
    ask(editor, form)
    editor.post(f"/channels/webform/{form.pk}/copy/")

    copied = Form.objects.exclude(pk=form.pk).get()
    assert copied.slug == "melding-openbare-ruimte-2"
    assert keys(copied) == ["q1"]
    assert not copied.is_available


def test_looking_sends_nothing(editor, form):
    from gehoor.postroom.models import Arrival

    ask(editor, form, required="on")
    assert editor.post(f"/channels/webform/{form.pk}/preview/", {"q1": ""}).status_code == 422
    assert editor.post(f"/channels/webform/{form.pk}/preview/", {"q1": "Hier"}).status_code == 200
    assert not Arrival.objects.exists()


def test_an_employee_makes_no_forms(as_employee, cast, form):
    assert as_employee(cast.owner).get("/channels/webform/").status_code == 403
