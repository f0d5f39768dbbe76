"""What an employee can help people with who wait for us now."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.lines import languages, skills

LONGEST = 80  # characters of a subject


class SkillsForm(forms.Form):
    """Languages besides Dutch, and subjects, one on each line."""

    languages = forms.MultipleChoiceField(
        label=_("Languages besides Dutch"), required=False, widget=forms.CheckboxSelectMultiple, choices=languages.choices
    )
    subjects = forms.CharField(
        label=_("Subjects"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, such as: Taxes. Who wants to chat or to be called can choose from these, and is offered to them first."),
    )

    def clean_subjects(self):
        found = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["subjects"].splitlines()))
        found = [one for one in found if one]
        if len(found) > skills.MOST or any(len(one) > LONGEST for one in found):
            raise forms.ValidationError(
                _("Write at most %(most)s subjects, each of %(longest)s characters at most."),
                params={"most": skills.MOST, "longest": LONGEST},
            )
        return found

    @classmethod
    def of(cls, employee, data=None):
        """The form with what is known of this employee."""
        known = skills.of(employee)
        return cls(data, prefix="skills", initial={"languages": known["language"], "subjects": "\n".join(known["subject"])})
