"""Templates keep to the strict CSP, use icons that exist, and tie a field to its help and error."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe

SOURCE = Path(__file__).resolve().parent.parent.parent
COMPONENTS = SOURCE / "core/templates/components"
SPRITE = SOURCE / "core/static/core/icons/sprite.svg"
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*json)|\son[a-z]+=[\"']|\shx-on", re.IGNORECASE
)
PAGES = [  # mail and what becomes a PDF are documents by themselves and carry their own style
    p for p in SOURCE.rglob("templates/**/*.html") if not {"email", "pdf"} & set(p.parts)
]


class Ask(forms.Form):
    name = forms.CharField(help_text="As on the letter")
    phone = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("in", "They called"), ("out", "We called")], widget=forms.RadioSelect)


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_it_works():
    html = drawn("{% field form.name %}", form=Ask())

    assert '<label class="utrecht-form-label" for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name_help"' in html and 'id="id_name_help"' in html
    assert "utrecht-textbox" in html


def test_an_error_is_tied_to_its_field():
    html = drawn("{% field form.name %}", form=Ask({}))

    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'aria-invalid="true"' in html and 'id="id_name_error"' in html


def test_only_optional_fields_are_marked():
    assert "field__optional" in drawn("{% field form.phone %}", form=Ask())
    assert "field__optional" not in drawn("{% field form.name %}", form=Ask())


def test_choices_are_a_group_with_a_legend():
    html = drawn("{% field form.kind %}", form=Ask())

    assert html.count('type="radio"') == 2 and "<legend" in html


def test_an_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in drawn('{% icon "phone" %}')
    assert 'aria-label="Phone"' in drawn('{% icon "phone" "Phone" %}')


@pytest.mark.parametrize(
    "given", ['label="Send"', 'label="Send" hint="Ctrl"', 'label="Send" key="s"', 'label="Send" href="/"']
)
def test_a_button_needs_only_its_label(given):
    assert "<span>Send</span>" in drawn('{% include "components/button.html" with ' + given + " only %}")


@pytest.mark.parametrize(
    "name", sorted(p.name for p in COMPONENTS.glob("[a-z]*.html") if p.name != "field.html")
)
def test_a_component_stands_without_its_options(name):
    drawn('{% include "components/' + name + '" with name="user" only %}')


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_is_inline(template):
    assert not INLINE.search(template.read_text())


def test_every_icon_that_is_named_exists():
    there = set(re.findall(r'id="icon-([a-z0-9-]+)"', SPRITE.read_text()))
    named = re.compile(r'{% icon "([a-z0-9-]+)"|\sicon="([a-z0-9-]+)"')
    used = {one or other for page in PAGES for one, other in named.findall(page.read_text())}

    assert used - there == set()


def test_text_equal_to_markup_is_still_escaped():
    """Drawn components are kept; what came from a person must not borrow the drawing of equal markup."""
    template = Template("{% load ui %}{% chip label=label %}{% button label=label %}{% icon 'mail' label %}")

    assert "<i>a</i>" in template.render(Context({"label": mark_safe("<i>a</i>")}))
    assert "<i>a</i>" not in template.render(Context({"label": "<i>a</i>"}))
