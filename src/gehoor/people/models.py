"""The people who ask: a person and the addresses they can be reached at."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class AddressKind(models.TextChoices):
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")


ICONS = {AddressKind.EMAIL: "mail", AddressKind.PHONE: "phone"}


class Person(models.Model):
    """Someone who asks something (VNG: partij). No labels on people: only a name and needs they stated."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    stated_needs = models.CharField(
        _("what this person asked us to mind"),
        max_length=300,
        blank=True,
        help_text=_("In the person's own words, such as: call me, large print. The person can see this."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="person_name_trigram")]

    def __str__(self):
        return self.name or str(_("Unknown person"))


class DigitalAddress(models.Model):
    """An address of a person (VNG: digitaalAdres). Two people may share one, so it is unique per person only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8, choices=AddressKind)
    value = models.CharField(max_length=320, help_text=_("Lower-case e-mail address, E.164 number or 14-number."))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "value"], name="address_once_a_person")]
        indexes = [
            models.Index(fields=["kind", "value"], name="address_lookup"),
            GinIndex(OpClass(Upper("value"), name="gin_trgm_ops"), name="address_trigram"),
        ]

    @property
    def icon(self) -> str:
        """Icon that stands for this kind of address."""
        return ICONS[self.kind]

    def __str__(self):
        from .addresses import shown

        return shown(self.kind, self.value)
