"""The forms that are open now: one row that leads to them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.postroom.channel import Trait, WayIn

from .models import Form


def of(channel, now) -> list[WayIn]:
    """Straight to the form where there is one."""
    slugs = list(Form.objects.available().values_list("slug", flat=True)[:2])
    if not slugs:
        return []
    return [WayIn(
        key=channel.kind, title=_("Fill in a form"), icon=channel.icon,
        url=reverse("form:fill", args=slugs) if len(slugs) == 1 else reverse("form:index"),
        good_for=_("To report or ask something at any hour, without an account. It asks for all we need to know."),
        traits=frozenset({Trait.WRITTEN}), answer=now.answer(channel.kind), order=60,
    )]
