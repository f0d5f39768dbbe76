"""The booking pages as something that a person can be sent to out of a conversation."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.appointments.models import Subject
from gehoor.postroom.channel import Invitation

from . import page_token


def of(conversation) -> list[Invitation]:
    """One, where there is anything to make an appointment about."""
    if not Subject.objects.filter(is_active=True, is_public=True).exists():
        return []
    url = f"{settings.PUBLIC_URL}{reverse('booking:subjects')}?gesprek={page_token.for_conversation(conversation)}"
    return [Invitation("booking", _("Make an appointment"), _("The person chooses what about, where and when."), url)]
