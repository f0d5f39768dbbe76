"""Departments without accounts, and the links by which they answer a task."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Message
from gehoor.people.models import Person

from .promise import EMPLOYEE, Promise


class Department(models.Model):
    """A department or another organisation that does something for us and does not work in Gehoor: it answers by mail.

    `party` is how it takes part in conversations, so that a mail it answers with comes in like any other.
    """

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("As colleagues call it: Groenbeheer."))
    address = models.EmailField(_("e-mail address"), max_length=254, help_text=_("Where tasks go. A shared mailbox is best."))
    is_active = models.BooleanField(_("can be asked"), default=True)
    party = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="department")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class TaskLink(models.Model):
    """Opens one task to one department, for a while. The token itself is kept nowhere: see `promises.task_links`."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="task_links")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="links")
    note = models.TextField(blank=True, help_text="what we wrote for them; they see this and the task, and no story")
    message = models.OneToOneField(Message, null=True, on_delete=models.SET_NULL, related_name="task_link", help_text="the mail that brings it")
    salt = models.CharField(max_length=24, help_text="the token is made of this and the secret key")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hexadecimal")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(**EMPLOYEE)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="first; mail filters open links too")
    asked_until = models.DateTimeField(null=True, help_text="they need until then")
    why = models.CharField(max_length=500, blank=True, help_text="why they need more time")
    answered_at = models.DateTimeField(null=True, help_text="they said that it is done")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"task link #{self.pk}"

    @property
    def opens(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
