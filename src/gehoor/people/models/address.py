"""How people are reached."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from .person import Person


class AddressKind(models.TextChoices):
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")
    POSTAL = "postal", _("post")


ICONS = {AddressKind.EMAIL: "mail", AddressKind.PHONE: "phone", AddressKind.POSTAL: "map-pin"}


class DigitalAddress(models.Model):
    """An address of a person (VNG: digitaalAdres). Two people may share one, so it is unique per person only.

    A wrong address is deleted (GDPR art. 16: what is not right is not kept); the event says what it was.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8, choices=AddressKind)
    value = models.CharField(max_length=320, help_text=_("Lower-case e-mail address, E.164 number or 14-number, or postal address on one line."))
    is_preferred = models.BooleanField(_("preferred"), default=False, help_text=_("The person said: here, please."))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "value"], name="address_once_a_person")]
        indexes = [
            models.Index(fields=["kind", "value"], name="address_lookup"),
            GinIndex(OpClass(Upper("value"), name="gin_trgm_ops"), name="address_trigram", gin_pending_list_limit=128),
        ]

    @property
    def icon(self) -> str:
        """Icon that stands for this kind of address."""
        return ICONS[self.kind]

    def __str__(self):
        from ..addresses import shown

        return shown(self.kind, self.value)
