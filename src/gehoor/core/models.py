"""What every other part stands on: the organisation's own settings and the one log of changes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationSettings(models.Model):
    """The organisation that runs this Gehoor; exactly one row (`core.organisation.current`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name of the organisation"), max_length=120, default="Gehoor")
    phone = models.CharField(_("phone number for residents"), max_length=40, blank=True)
    phone_abroad = models.CharField(_("phone number from abroad"), max_length=40, blank=True)
    visit = models.CharField(_("address of the counter"), max_length=200, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=200, blank=True)
    urgent_phone = models.CharField(_("urgent number, day and night"), max_length=40, blank=True)
    urgent_for = models.CharField(_("what the urgent number is for"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=600, blank=True)
    widget_sites = models.TextField(_("sites that may show the contact panel"), blank=True, max_length=4000)
    house_style = models.CharField(max_length=80, blank=True, help_text=_("Style sheet that sets own colours."))
    require_two_factor = models.BooleanField(_("require two-factor log-in"), default=False)
    calendar_servers = models.CharField(
        _("calendar servers that employees may connect"), max_length=600, blank=True,
        help_text="addresses such as https://agenda.example.nl, apart by white space: Gehoor asks no other server",
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self):
        return self.name


class Event(models.Model):
    """One change: the source of timeline, audit, notification, live screens and, later, webhooks.

    Ids of what changed are plain numbers, since core knows none of the apps above it.
    """

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    conversation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["conversation_id", "id"], name="event_of_conversation"),
            models.Index(fields=["person_id", "id"], name="event_of_person"),
        ]

    def __str__(self):
        return f"{self.kind} #{self.pk}"
