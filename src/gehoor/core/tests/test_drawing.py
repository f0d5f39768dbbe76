"""A part drawn once: holes take each request's own value, keys decide, and what is markup stays apart from text."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe
from django.utils.translation import override

from gehoor.core.templatetags import drawing


@pytest.fixture(autouse=True)
def _nothing_kept():
    drawing.kept.clear()


def drawn(body, opening='"it" key here=here', **context):
    return Template("{% load drawing i18n %}{% drawn " + opening + " %}" + body + "{% enddrawn %}").render(Context(context))


def test_it_works():
    assert drawn("{{ shown }} {{ here }}", key=1, shown="a", here="/x") == "a /x"
    assert drawn("{{ shown }} {{ here }}", key=1, shown="b", here="/y") == "a /y"
    assert drawn("{{ shown }} {{ here }}", key=2, shown="b", here="/y") == "b /y"


def test_a_hole_is_escaped_and_may_be_nothing():
    body = '<input value="{{ here }}">'

    assert drawn(body, key=1, here='"><script>') == '<input value="&quot;&gt;&lt;script&gt;">'
    assert drawn(body, key=1, here=None) == '<input value="">'


def test_each_request_has_its_own_token():
    assert 'value="one"' in drawn("{% csrf_token %}", key=1, csrf_token="one")
    assert 'value="two"' in drawn("{% csrf_token %}", key=1, csrf_token="two")


def test_a_token_that_nothing_asks_for_is_not_made():
    class Unasked:
        def __str__(self):
            raise AssertionError("made")

    assert drawn("no form", key=1, csrf_token=Unasked()) == "no form"


def test_languages_stay_apart():
    drawn('{% translate "Send" %}', key=1)

    with override("nl"):
        assert drawn('{% translate "Send" %}', key=1) != "Send"


def test_without_a_key_it_is_drawn_anew():
    assert drawn("{{ shown }}{{ here }}", key=None, shown="a", here="<") == "a&lt;"
    assert drawn("{{ shown }}{{ here }}", key=None, shown="b", here="<") == "b&lt;"


def test_markup_and_equal_text_are_two_drawings():
    assert drawn("{{ key }}", key=mark_safe("<b>")) == "<b>"
    assert drawn("{{ key }}", key="<b>") == "&lt;b&gt;"


def test_what_was_not_used_longest_goes_first():
    kept = drawing.Kept(limit=5)
    for name in ("a", "b"):
        kept.put(name, "12")
    kept.get("a")
    kept.put("c", "34")

    assert [kept.get(name) for name in ("a", "b", "c")] == ["12", None, "34"]


@pytest.mark.parametrize("opening", ["it", "it key", '"it" here==2'])
def test_a_wrong_tag_says_so(opening):
    with pytest.raises(TemplateSyntaxError):
        drawn("", opening)
