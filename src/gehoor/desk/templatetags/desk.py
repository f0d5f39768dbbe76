"""The rail, for pages of channels that stand beside the desk."""

from django import template

from gehoor.desk import rail

register = template.Library()


@register.inclusion_tag("desk/_rail.html", takes_context=True)
def desk_rail(context, current):
    """The left rail with the page `current` marked."""
    return {"rail": rail.links(context["request"].user, current)}
