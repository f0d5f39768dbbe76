"""Who asks: a person, or an organisation that its contact persons speak for."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What people ask us to mind; stated by the person, never concluded about them."""

    CALL = "call", _("call me")
    WRITE = "write", _("write to me")
    LARGE_PRINT = "large_print", _("large print")
    PLAIN = "plain", _("plain words")
    INTERPRETER = "interpreter", _("an interpreter")
    HELPER = "helper", _("my helper speaks along")


class Person(models.Model):
    """Someone who asks something (VNG: partij). No labels on people: only a name and needs they stated."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    is_anonymous = models.BooleanField(
        _("anonymous"), default=False, help_text=_("Does not want to say who they are; else just not known yet.")
    )
    needs = ArrayField(models.CharField(max_length=16, choices=Need), default=list, blank=True)
    stated_needs = models.CharField(
        _("what this person asked us to mind"),
        max_length=300,
        blank=True,
        help_text=_("In the person's own words, such as: call me, large print. The person can see this."),
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged",
        help_text="the person this one proved to be; the row stays, so that it can be undone",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="nobody_is_merged_into_itself")
        ]
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="person_name_trigram", gin_pending_list_limit=128)
        ]

    def __str__(self):
        if self.name:
            return self.name
        return str(_("Anonymous (wants to give no name)") if self.is_anonymous else _("Not known yet"))

    @property
    def all_needs(self) -> str:
        """Everything this person asked us to mind, in one line."""
        stated = [str(Need(need).label) for need in self.needs if need in Need.values]
        return " · ".join([*stated, *filter(None, [self.stated_needs])])
