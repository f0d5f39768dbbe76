"""What a message says when it is handed over: what was written, and the link that goes along."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from gehoor.conversations import links

LANGUAGE = "nl"  # of what we send by ourselves
LINES = []  # functions of a message that give a line to go below it, or ""; apps add theirs when they are ready


def text_of(delivery) -> str:
    """The text as the person gets it.

    Links are put there now and not when it was written, so that the message we keep does not hold what opens them.
    """
    message = delivery.message
    with translation.override(LANGUAGE):
        lines = [line for make in LINES if (line := make(message))]
        link = links.goes_along_with(message)
        if url := link and links.url_of(link):
            until = timezone.localtime(link.expires_at)
            lines.append(render_to_string("postroom/link_line.txt", {"url": url, "until": until}))
    return "\n\n".join([message.text, *lines])
