"""Adding and changing a team."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from gehoor.staff.models import Team


class TeamForm(forms.ModelForm):
    """Name and kind. The part of the address is made from the name once."""

    class Meta:
        model = Team
        fields = ["name", "is_closed", "is_outsourced", "is_default"]
        help_texts = {"name": _("As residents would say it: Burgerzaken, Afval en groen.")}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_default") and cleaned.get("is_closed"):
            self.add_error("is_closed", _("The default team gets everything without a team, so it cannot be closed."))
        if cleaned.get("is_default") and cleaned.get("is_outsourced"):
            self.add_error("is_outsourced", _("The default team gets everything without a team, so it is one of your own."))
        if self.instance.is_default and not cleaned.get("is_default") and self.instance.pk:
            self.add_error("is_default", _("Choose another team as default instead; there is always one."))
        return cleaned

    def _get_validation_exclusions(self):
        # `save` makes room for a new default team, so that another one has it now is no mistake.
        return {*super()._get_validation_exclusions(), "is_default"}

    def save(self, commit=True):
        team = super().save(commit=False)
        if not team.slug:
            team.slug = _free_slug(team.name)
        if team.is_default:  # there is exactly one
            Team.objects.filter(is_default=True).exclude(pk=team.pk).update(is_default=False)
        team.save()
        return team


def _free_slug(name: str) -> str:
    slug = base = slugify(name)[:40] or "team"
    number = 1
    while Team.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
