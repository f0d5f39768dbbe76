"""The rail of the administration."""

from django import template
from django.utils.translation import gettext as _

from gehoor.administration import sections
from gehoor.knowledge import rendering

register = template.Library()


@register.inclusion_tag("administration/_rail.html", takes_context=True)
def administration_rail(context):
    """The sections that the employee may open; the one this page is in is marked."""
    request = context["request"]
    found = sections.counted(sections.open_to(request.user), request.user)
    current = max((each.href for each in found if request.path.startswith(each.href)), key=len, default="")
    return {"sections": found, "current": current, "user": request.user}


@register.inclusion_tag("components/menu.html", takes_context=True)
def administration_menu(context):
    """The same sections as a menu, for a screen with room for one column."""
    found = sections.open_to(context["request"].user)
    return {"label": _("Administration"), "icon": "menu", "entries": found}


@register.filter
def markdown(text, level):
    """The full answer of an article as safe markup, its highest headings at `level`."""
    return rendering.rendered(text, int(level))
