"""Where people come to us."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """80 bits: whoever is in the hall may know it."""
    return secrets.token_hex(10)


class Place(models.Model):
    """A building where people are received: town hall, library, community centre."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    address = models.CharField(_("address"), max_length=200)
    directions = models.CharField(
        _("how to get there"), max_length=400, blank=True, help_text=_("Bus stop, parking, which entrance.")
    )
    accessibility = models.CharField(
        _("for wheelchair, hearing aid and the like"), max_length=300, blank=True,
        help_text=_("Such as: no steps, lift, quiet room, induction loop at the counter."),
    )
    letter = models.CharField(
        _("letter of the numbers"), max_length=1, default="A", help_text=_("Before each number of the walk-in hour, such as A12.")
    )
    kiosk_key = models.CharField(max_length=32, unique=True, default=new_key, help_text="in the address of kiosk and screen")
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
