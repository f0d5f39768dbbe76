"""The tag that keeps an element fresh."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def live_attributes(topic, url, version, says=""):
    """Attributes for an element with an id. `version` is `core.live.topics.version(topic)`, asked for before reading.

    `url` answers with a page or a part that holds the element with the same id. `says` is read aloud after a change.
    """
    return format_html(
        'data-live="{}" data-live-url="{}" data-live-event="{}" data-live-says="{}"', topic, url, version, says
    )
