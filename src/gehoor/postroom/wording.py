"""What a message says when it is handed over: what was written, and the link that goes along."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from gehoor.conversations import links

LANGUAGE = "nl"  # of what we send by ourselves


def text_of(delivery) -> str:
    """The text as the person gets it.

    The link is put there now and not when it was written, so that the message we keep does not hold what opens it.
    """
    message = delivery.message
    link = links.goes_along_with(message)
    url = link and links.url_of(link)
    if not url:
        return message.text
    with translation.override(LANGUAGE):
        line = render_to_string("postroom/link_line.txt", {"url": url, "until": timezone.localtime(link.expires_at)})
    return f"{message.text}\n\n{line}"
