"""An article that ends while people have it before them is told by nobody the next day: no job has to run for that."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.assistant import keys, talking
from gehoor.knowledge import writing

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = "2026-11-18 10:00", "2026-11-19 10:00"
QUESTION, ANSWER = "Wanneer worden de bladkorven geplaatst?", "In oktober zetten wij de bladkorven neer."


def begin(page) -> str:
    talk = talking.begin(talking.Begun(QUESTION, page))
    talking.answer(talk.turns.select_related("talk").get(number=1))
    return reverse("talk:talk", args=[keys.of(talk)])


def test_it_is_gone_everywhere_at_once(client, cast, told, as_employee, clock):
    clock.is_at(TODAY)
    version = writing.begin(by=None, question=QUESTION, short_answer=ANSWER, valid_until=timezone.localdate())
    writing.publish(version, by=None)
    conversation, desk = told(subject="Bladkorven", text=QUESTION), as_employee(cast.owner)
    talk = begin("vraagpagina-1")
    shown = {
        "page": (client, reverse("answers:article", args=[version.article.slug])), "search": (client, reverse("answers:start") + "?q=bladkorven"),
        "talk": (client, talk), "beside": (desk, f"/desk/conversations/{conversation.reference}/knowledge/"),
        "desk search": (desk, "/desk/knowledge/?q=bladkorven"),
    }
    assert {name for name, (who, place) in shown.items() if QUESTION in words(who, place)} == set(shown)

    clock.is_at(TOMORROW)
    for name in ("page", "talk"):
        assert ANSWER not in words(*shown[name]), name
    for name in ("search", "beside", "desk search"):
        assert version.article.slug not in words(*shown[name]) and ANSWER not in words(*shown[name]), name
    later = words(client, begin("vraagpagina-2"))
    assert ANSWER not in later and version.article.slug not in later and 'id="mens"' in later


def words(who, place) -> str:
    return who.get(place).content.decode()
