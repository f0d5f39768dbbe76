"""Forms that somebody is sent to out of a conversation: what they fill in lands in it."""

from django.conf import settings
from django.urls import reverse

from gehoor.postroom import channel

from . import page_token
from .models import Form


def of(conversation) -> list[channel.Invitation]:
    """Every form that is open today, by title, with a link that works for `page_token.LINK_VALID_FOR`."""
    token = page_token.for_conversation(conversation)
    open_today = Form.objects.available().select_related("version")
    found = [(form.slug, form.version.definition) for form in open_today]
    return [
        channel.Invitation(
            key=slug, title=definition.title, about=definition.introduction,
            url=f"{settings.PUBLIC_URL}{reverse('form:fill', args=[slug])}?gesprek={token}",
        )
        for slug, definition in sorted(found, key=lambda one: one[1].title.casefold())
    ]
