"""Template tags of the page frame: icon, field, moment. The look is described in docs/design.md."""

import re
from datetime import timedelta
from functools import lru_cache

from django import template
from django.conf import settings
from django.forms import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    RadioSelect,
    Select,
    Textarea,
)
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

register = template.Library()

CONTROL_CLASSES = (
    (Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (CheckboxInput, "utrecht-checkbox"),
    (Select, "utrecht-select"),
    (FileInput, "file"),
)
DIALABLE = re.compile(r"\b(11[23]|0800-\d{4})\b(?!\.\w)")  # not the 113 of 113.nl


@register.simple_tag
@lru_cache(maxsize=500, typed=True)  # typed: markup and equal text that is to be escaped are two things
def icon(name, label=""):
    """An icon from the sprite; with a label it is read aloud, without one it is decoration."""
    href = f"{static('core/icons/sprite.svg')}#icon-{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href
    )


@register.simple_tag
def button(**options):
    """A button, or a link that looks like one; the options stand in components/button.html."""
    return _drawn("components/button.html", options)


@register.simple_tag
def chip(**options):
    """A state as icon and word; the options stand in components/chip.html."""
    return _drawn("components/chip.html", options)


@register.simple_tag
def nav_link(**options):
    """A link of the rail; the options stand in components/nav_link.html."""
    return _drawn("components/nav_link.html", options)


def _drawn(component, options):
    words = {name: value if isinstance(value, bool | int | None) else str(value) for name, value in options.items()}
    # Markup is equal to the text that is to be escaped, so whether it is markup belongs to the key.
    return _draw_once(component, frozenset((name, word, isinstance(word, SafeData)) for name, word in words.items()))


@lru_cache(maxsize=2000)  # the same few dozen stand on every page, and drawing one costs as much as a query
def _draw_once(component, options):
    return mark_safe(get_template(component).render({name: word for name, word, _is_safe in options}).strip())


@register.inclusion_tag("components/field.html")
def field(bound, label="", help="", optional=None, hide_label=False, narrow=False, say_required=False):
    """A form field with its label, help and error tied together for screen readers.

    `optional` defaults to what the form says; pass False to leave the mark out. `say_required` marks the others in words.
    """
    widget = bound.field.widget
    described = [f"{bound.auto_id}_help"] if (help or bound.help_text) else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if isinstance(widget, Textarea):
        attrs["maxlength"] = False  # a browser cuts off what is pasted without a word; the form says that it is too long
    many = isinstance(widget, (RadioSelect, CheckboxSelectMultiple))
    if not many:
        attrs["class"] = f"{_control_class(widget)} {widget.attrs.get('class', '')}".strip()
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "label": label or bound.label,
        "help": help or bound.help_text,
        "must": say_required and bound.field.required,
        "described": " ".join(described),
        "optional": not bound.field.required if optional is None else optional,
        "hide_label": hide_label,
        "narrow": narrow,
        "many": many,
        "parts": isinstance(widget, MultiWidget),
        "check": isinstance(widget, CheckboxInput),
    }


def _control_class(widget):
    """The class of the Utrecht set for a widget; a text box unless the widget is something else."""
    for kind, name in CONTROL_CLASSES:
        if isinstance(widget, kind):
            return name
    return "utrecht-textbox"


@register.filter
def dialable(text):
    """Text with the numbers in it that are called in danger as links: 112, 113 and free ones such as 0800-0113."""
    link = r'<a class="utrecht-link urgent__number" href="tel:\1">\1</a>'
    return mark_safe(DIALABLE.sub(link, escape(text)))


@register.simple_tag
def moment(when, style="short"):
    """A <time> as people say it: "09:12" today, "yesterday 09:12", "Mon 16 Nov", or with the year.

    Style "long" always has day and time; "fixed" is the short one where "5 minutes ago" would not fit. The full date stands in the tooltip; relative-time.js refines fresh ones.
    """
    if when is None:
        return ""
    return _time(timezone.localtime(when), style, timezone.localdate(), get_language())


@lru_cache(maxsize=5000)  # a page has a hundred of these, and putting a date in words asks for a dozen translations
def _time(local, style, today, language):
    """The <time> of a local moment as said on the day `today`; `language` is the active one."""
    full = formats.date_format(local, "l j F Y H:i")
    return format_html(
        '<time datetime="{}" title="{}" data-relative="{}">{}</time>',
        local.isoformat(),
        full,
        style,
        _say(local, style, today),
    )


def _say(local, style, today):
    """Words for a local time, seen from the day `today`."""
    clock = formats.date_format(local, "H:i")
    if local.date() == today:
        return _("today %(clock)s") % {"clock": clock} if style == "long" else clock
    if local.date() == today - timedelta(days=1):
        return _("yesterday %(clock)s") % {"clock": clock} if style == "long" else _("yesterday")
    # Translators: date formats in Django's notation; Dutch writes months small: "D j b" and "j b Y".
    day = formats.date_format(local, _("D j M") if local.year == today.year else _("j M Y"))
    return f"{day} {clock}" if style == "long" else day


@register.simple_tag
def languages():
    """The languages the screens speak, as (code, the name its own speakers give it)."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]
