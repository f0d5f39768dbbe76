"""The rail of the administration."""

from django import template

from gehoor.administration import sections

register = template.Library()


@register.inclusion_tag("administration/_rail.html", takes_context=True)
def administration_rail(context):
    """The sections that the employee may open; the one this page is in is marked."""
    request = context["request"]
    found = sections.open_to(request.user)
    current = max((each.href for each in found if request.path.startswith(each.href)), key=len, default="")
    return {"sections": found, "current": current, "user": request.user}
