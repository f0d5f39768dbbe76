"""Organisations that contact us, and the people who speak for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .person import Person


class Organisation(models.Model):
    """A company, school or association (VNG: partij, soort organisatie).

    Its name, shared addresses (info@) and conversations are those of `party`, so that mail finds it as it finds anyone.
    """

    party = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="organisation")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return str(self.party)


class ContactPerson(models.Model):
    """A person who speaks for an organisation (VNG: contactpersoon). What they ask for themselves stays theirs."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contact_persons")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="speaks_for")
    role = models.CharField(_("role"), max_length=80, blank=True, help_text=_("In words, such as: bookkeeper."))

    class Meta:
        ordering = ["person__name", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="contact_person_once")]

    def __str__(self):
        return f"{self.person} ({self.role})" if self.role else str(self.person)
