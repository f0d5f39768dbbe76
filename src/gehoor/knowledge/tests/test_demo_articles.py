"""What Merelveld tells: whole, in order, and something of everything that can happen to an article."""

import pytest
from django.utils import timezone

from gehoor.demo import knowledge
from gehoor.knowledge import finding
from gehoor.knowledge.models import Article, Audience, Version
from gehoor.staff.models import Employee

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def merelveld():
    for name, role in (("joost", "editor"), ("saskia", "lead"), ("noor", "employee"), ("bram", "employee")):
        Employee.objects.create_user(name, role=role)
    knowledge.tell()


def test_it_works():
    assert finding.search("paspoort kwijt", audience=Audience.PUBLIC)[0].version.article.slug == "paspoort-kwijt"
    assert Version.objects.in_force().told_to(Audience.PUBLIC).count() >= 30


def test_there_is_something_of_everything():
    today, told = timezone.localdate(), Version.objects.in_force()
    assert not told.filter(article__slug="zwembad").exists()
    assert told.filter(review_on__lt=today).exists() and told.filter(audience=Audience.EMPLOYEES).exists()
    assert Version.objects.get(state=Version.State.OFFERED).article.slug == "carbid"
    assert told.get(article__slug="bladkorven").number == 4
    assert told.get(article__language="en").article.slug == "move-to-merelveld"


def test_each_is_whole():
    for version in Version.objects.select_related("article"):
        version.clean_fields(exclude=["offered_at", "published_at", "publisher"])
        assert version.short_answer and version.answer and 3 <= len(version.examples) <= 8, version.question
        assert version.author_id != version.publisher_id
    assert Article.objects.get(slug="bladkorf-extra").related.get().slug == "bladkorven"
